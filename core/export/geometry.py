"""What the files of geometry share: every region with its class, its outline and its numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints
from core.base.parallel import Cancel, raise_if_cancelled, row_blocks
from core.base.sentences import _
from core.image.image import Georeference
from core.measure.areas import significant
from core.pipeline.result import Result
from core.regions.outlines import Outlines, outlines
from core.regions.region_filter import left_out_note
from core.regions.region_table import RegionTable
from core.scale.calibration import Calibration
from core.scale.straight_edges import denser

# Regions made into geometries at once: what holds the GIL stays short, and a cancel is heard in between.
CHUNK = 2000
# Points made into text at once, but for a region that has more.
POINTS_AT_ONCE = 50_000


@dataclass(frozen=True, eq=False)
class OutlinedRegions:
    """The regions of a table, in its order, with their outlines in pixels."""

    table: RegionTable
    outlines: Outlines
    clusters: tuple[str, ...]

    def properties(self, first: int, last: int) -> dict[str, list[Any]]:
        """Of the rows first … last − 1: region, class, clusters ("3;4"), pixels, area, unit."""
        rows, table = slice(first, last), self.table
        classes = table.class_index[rows].tolist()
        return {
            "region": table["region"][rows].tolist(),
            "class": [table.class_names[i] for i in classes],
            "clusters": [self.clusters[i] for i in classes],
            "pixels": table["pixels"][rows].tolist(),
            "area": [significant(area) for area in table["area"][rows].tolist()],
            "unit": [table.area_unit] * len(classes),
        }

    def chunks(self, cancelled: Cancel) -> Iterator[tuple[int, int]]:
        """Ranges of rows to be written at once. Raises Cancelled."""
        return row_blocks(len(self.table), 1, cancelled, pixels=CHUNK)

    def chunks_of_points(self, cancelled: Cancel) -> Iterator[tuple[int, int]]:
        """The same where the cost is that of the points: fewer regions where they are large."""
        found = self.outlines
        return chunks_of_points(found.rings[found.polygons[found.regions]], cancelled, most=CHUNK)


def chunks_of_points(offsets: Ints, cancelled: Cancel, *, most: int) -> Iterator[tuple[int, int]]:
    """Ranges of things to be made into text at once: `most` at most, fewer where they have many points.

    offsets: (n + 1,) where the points of each begin. Raises Cancelled.
    """
    first, count = 0, len(offsets) - 1
    while first < count:
        raise_if_cancelled(cancelled)
        last = int(np.searchsorted(offsets, offsets[first] + POINTS_AT_ONCE, side="right")) - 1
        last = min(max(last, first + 1), first + most, count)
        yield first, last
        first = last


def outlined_regions(result: Result, cancelled: Cancel) -> OutlinedRegions:
    """Raises Cancelled."""
    table = result.found_regions(cancelled)
    numbers = table["region"]
    total = int(table.ids.max(initial=0))
    # A table that was filtered has not every region of its ids.
    rows = np.zeros(total + 1, np.int32)
    rows[numbers] = np.arange(1, len(numbers) + 1, dtype=np.int32)
    ids = table.ids if len(numbers) == total else rows[table.ids]
    clusters = tuple(";".join(map(str, item.clusters)) for item in result.classes)
    return OutlinedRegions(table, outlines(ids, len(numbers), cancelled), clusters)


def described(calibration: Calibration, table: RegionTable) -> str:
    """What a file of regions says of itself: their scale, and what a filter leaves out."""
    about = _("Regions measured by Floe, {description}").format(description=calibration.description)
    return f"{about}. {note}" if (note := left_out_note(table)) else about


def geometries(
    found: Outlines,
    first: int,
    last: int,
    georeference: Georeference | None,
    *,
    multi: bool,
    longest: float = math.inf,
) -> NDArray[Any]:
    """(last − first,) shapely geometries of the regions first … last − 1, in the map of `georeference`, or
    in pixels (x to the right, y down, from the upper left corner).

    Outer rings run counterclockwise on the axes x, y, holes clockwise. multi: all MultiPolygon, else
    Polygon where a region has one part. longest: pixels that an edge may have without a point between
    (core.scale.straight_edges).
    """
    import shapely

    points, rings, polygons, regions = found.part(first, last)
    coordinates, rings = denser(points, rings, longest)
    if georeference is not None:
        a, b, c, d, e, f = georeference.transform
        x, y = coordinates.T
        coordinates = np.column_stack((a * x + b * y + c, d * x + e * y + f))
    several = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON, coordinates, (rings, polygons, regions)
    )
    result: NDArray[Any] = shapely.orient_polygons(several)
    if not multi:
        single = np.flatnonzero(np.diff(regions) == 1)
        result[single] = shapely.get_geometry(result[single], 0)
    return result
