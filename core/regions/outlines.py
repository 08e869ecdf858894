"""The outlines of regions as polygons along the edges of their pixels, with holes, valid for GIS programs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints, for_kernel
from core.base.parallel import Cancel, never_cancelled, row_blocks
from core.morphology.components import components
from core.regions import outline_kernels as kernels


@dataclass(frozen=True, eq=False)
class Outlines:
    """Of n regions, as nested offsets (those of GeoArrow and shapely.from_ragged_array). Frozen.

    points: (m, 2) int32, column and row of corners of pixels; a ring ends with its first point.
    rings: ring i is points[rings[i]:rings[i + 1]]. polygons: polygon j is the rings
        polygons[j]:polygons[j + 1], first the outer one (own pixels on the right hand, y running down),
        then the holes. regions: region r + 1 is the polygons regions[r]:regions[r + 1].

    A region whose pixels hang together at corners only has several polygons: one that touches itself
    would be no valid geometry (OGC 06-103r4, 6.1.11).
    """

    points: NDArray[np.int32]
    rings: Ints
    polygons: Ints
    regions: Ints

    def __len__(self) -> int:
        return len(self.regions) - 1

    def part(self, first: int, last: int) -> tuple[NDArray[np.int32], Ints, Ints, Ints]:
        """points, rings, polygons, regions of the regions first … last − 1 (from 0), offsets from 0."""
        regions = self.regions[first : last + 1]
        polygons = self.polygons[regions[0] : regions[-1] + 1]
        rings = self.rings[polygons[0] : polygons[-1] + 1]
        points = self.points[rings[0] : rings[-1]]
        return points, rings - rings[0], polygons - polygons[0], regions - regions[0]


def outlines(ids: NDArray[np.int32], count: int, cancelled: Cancel = never_cancelled) -> Outlines:
    """ids: (height, width) int32, region 1…count of each pixel, 0 = none. Raises Cancelled.

    Border following by pixel edges (as Pavlidis 1982, chapter 7), then each path cut where it meets itself.
    """
    parts, owners = _parts(for_kernel(ids), cancelled)
    points, rings, of_part = _traced(parts, cancelled)
    areas = np.empty(len(of_part), np.int64)
    kernels.twice_areas(points, rings, areas)
    # By region, then part; the outer ring (own pixels inside) before the holes, these as they were found.
    order = np.lexsort((areas <= 0, of_part, owners[of_part]))
    closed = np.empty((len(points) + len(order), 2), np.int32)
    closed_rings = np.zeros(len(order) + 1, np.int64)
    kernels.gather_rings(points, rings, order, closed, closed_rings)
    outer = np.flatnonzero(areas[order] > 0)
    polygons = np.append(outer, len(order))
    of_polygon = owners[of_part[order[outer]]]
    regions = np.searchsorted(of_polygon, np.arange(1, count + 2))
    return Outlines(closed, closed_rings, polygons, regions)


def _parts(ids: NDArray[np.int32], cancelled: Cancel) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """4-connected parts of the regions, numbered from 1, and the region of each part (0 of part 0)."""
    found = components(ids, diagonal=False, cancelled=cancelled)
    return found.ids, found.values


def _traced(parts: NDArray[np.int32], cancelled: Cancel) -> tuple[NDArray[np.int32], Ints, NDArray[np.int32]]:
    """Points, ring offsets and the part of each ring."""
    height, width = parts.shape
    corners = 0
    for first, last in row_blocks(height + 1, width, cancelled):
        corners += kernels.count_corners(parts, first, last)
    path, points = np.empty((corners, 2), np.int32), np.empty((corners, 2), np.int32)
    offsets, of_part = np.zeros(corners // 4 + 1, np.int64), np.empty(corners // 4, np.int32)
    visited = np.zeros(parts.shape, np.uint8)
    seen = np.zeros((height + 1) * (width + 1), np.int32)
    rings = used = 0
    for first, last in row_blocks(height, width, cancelled):
        rings, used = kernels.trace_rows(
            parts, first, last, visited, seen, path, points, offsets, of_part, rings, used
        )
    return points[:used], offsets[: rings + 1], of_part[:rings]
