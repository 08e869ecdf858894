"""Areas of clusters and classes: pixels counted, then carried to ground units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.accuracy.checked_area import CheckedArea
from core.base.arrays import Bytes, Floats, Ints, freeze
from core.base.parallel import Cancel, chunks, never_cancelled
from core.classes.classes import Class, Classes
from core.scale.calibration import Calibration

if TYPE_CHECKING:
    from core.scale.ground_area import GroundArea

# Ids of clusters, or of the cells of a table.
Numbers = NDArray[np.unsignedinteger[Any]]

_PIXELS_A_BLOCK = 1 << 21


@dataclass(frozen=True, eq=False)
class ClusterAreas:
    """What each cluster measures; row i is cluster i + 1. Frozen: the arrays are read-only.

    pixels: (k,) int64. area: (k,) float64 in `calibration.area_unit`, by `calibration.method`.
    planar_area, true_area: (k,) float64 in the same unit, where these are two numbers (on a projected map),
        else None: pixels × calibration.pixel_area, and the ground area on the ellipsoid.
    """

    pixels: Ints
    area: Floats
    planar_area: Floats | None
    calibration: Calibration
    true_area: Floats | None = None

    def __post_init__(self) -> None:
        freeze(self.pixels, self.area, self.planar_area, self.true_area)

    @property
    def pixel_area(self) -> float:
        """Mean area of a measured pixel in the area unit: the total area / the number of pixels."""
        pixels = int(self.pixels.sum())
        if self.calibration.method == "planar" or pixels == 0:
            return self.calibration.pixel_area
        return float(self.area.sum()) / pixels


@dataclass(frozen=True)
class AreaError:
    """The error of an area, in its unit: the true area lies within it with this coverage (0.95).

    borders, starts, scale: what it would be if mixed pixels, other minima of k-means or the calibration were
    its only source (core.measure.uncertainty); None for an area by points. low, high: the ends of the
    interval, area ± error, but never below 0 nor beyond all that was measured (with what the scale may be
    off). fraction: the error of the part that this area is of all; the scale is not in it.
    """

    error: float
    coverage: float
    borders: float | None
    starts: float | None
    scale: float | None
    low: float
    high: float
    fraction: float | None = None


@dataclass(frozen=True)
class AreaRow:
    """One class as the table and the exports show it.

    colour: "#rrggbb". fraction: of the valid pixels, 0…1. area: in `unit`, by `method`: "geodesic" or
    "planar". planar_area, true_area: in `unit`, None where there is one kind of area only.
    scale_source: a ScaleSource. edited_pixels: of them by hand; None where nothing is edited.
    error: of `area`, None where it is not known (yet): ± of border and starts, see core.measure.uncertainty.
    checked: the area as points have it, where there are any (core.measure.checked_rows). leads: fraction, the
    areas and the error are those by the points; the pixels are always those of the map.
    """

    name: str
    clusters: tuple[int, ...]
    colour: str
    pixels: int
    fraction: float
    area: float
    unit: str
    scale_source: str
    method: str
    planar_area: float | None
    true_area: float | None = None
    hidden: bool = False
    locked: bool = False
    edited_pixels: int | None = None
    error: AreaError | None = None
    checked: CheckedArea | None = None
    leads: bool = False

    @property
    def planar_difference(self) -> float | None:
        """By how many per cent of the true area the planar one is larger; None where there is one kind."""
        if self.planar_area is None or not self.true_area:
            return None
        return 100.0 * (self.planar_area - self.true_area) / self.true_area


def cluster_areas(
    labels: Bytes,
    k: int,
    calibration: Calibration,
    *,
    counts: Ints | None = None,
    cancelled: Cancel = never_cancelled,
) -> ClusterAreas:
    """Pixels and area of the clusters 1…k; 0 is not measured.

    labels: (height, width) uint8. counts: (k,) pixels of each cluster, where they are known. Geodesic
    areas are summed by blocks of rows of a fixed size in a fixed order, so that they are the same on any
    number of threads; memory stays near 60 MB. Raises Cancelled.
    """
    if calibration.georeference is None and counts is not None:
        return ClusterAreas(counts, _planar(counts, calibration), None, calibration)
    total = AreaSum(labels.shape[1], k, calibration)
    for rows in chunks(len(labels), total.rows_a_block, cancelled):
        total.add(labels[rows])
    return total.result()


class AreaSum:
    """Pixels and area of the clusters of a label image that comes some rows at a time, from the top.

    The rows are regrouped into blocks of a fixed size, so that the sums do not depend on how they come.
    top, left, picture_width: where the labels lie, if they are a part of the picture.
    """

    def __init__(
        self,
        width: int,
        k: int,
        calibration: Calibration,
        *,
        top: int = 0,
        left: int = 0,
        picture_width: int | None = None,
    ) -> None:
        self._columns, self._picture_width = slice(left, left + width), picture_width or width
        self._k, self._calibration = k, calibration
        self._ground: GroundArea | None = None
        self.rows_a_block = max(1, _PIXELS_A_BLOCK // max(1, width))
        self._waiting: Numbers = np.empty((0, width), np.uint8)
        self._row = top
        self._pixels, self._square_metres = np.zeros(k + 1, np.int64), np.zeros(k + 1)
        if calibration.georeference is None and calibration.method == "geodesic":
            raise ValueError("geodesic areas need a georeference")
        if calibration.georeference is not None:
            from core.scale.ground_area import GroundArea

            self._ground = GroundArea(calibration.georeference)

    def add(self, rows: Numbers) -> None:
        """rows: (some, width) unsigned whole numbers 0…k, the next ones; not kept."""
        start = 0
        if len(self._waiting):
            start = min(self.rows_a_block - len(self._waiting), len(rows))
            self._waiting = np.concatenate((self._waiting, rows[:start]))
            if len(self._waiting) < self.rows_a_block:
                return
            self._count(self._waiting)
        while len(rows) - start >= self.rows_a_block:
            self._count(rows[start : start + self.rows_a_block])
            start += self.rows_a_block
        self._waiting = rows[start:].copy()

    def result(self) -> ClusterAreas:
        """Of all rows; ends the summing."""
        if len(self._waiting):
            self._count(self._waiting)
            self._waiting = self._waiting[:0]
        pixels, calibration = self._pixels[1:], self._calibration
        if self._ground is None:
            return ClusterAreas(pixels, _planar(pixels, calibration), None, calibration)
        true = self._square_metres[1:] / calibration.square_metres
        if not calibration.has_both_areas:
            return ClusterAreas(pixels, true, None, calibration)
        planar = _planar(pixels, calibration)
        leading = true if calibration.method == "geodesic" else planar
        return ClusterAreas(pixels, leading, planar, calibration, true)

    def _count(self, block: Numbers) -> None:
        """Columns without any id are passed over: the sums of the others are the same to the bit."""
        height = len(block)
        there = np.flatnonzero(block.any(axis=0))
        if len(there):
            columns = slice(int(there[0]), int(there[-1]) + 1)
            part = block[:, columns]
            ids = part.ravel().astype(np.intp)  # once for both: bincount would do it twice
            self._pixels += np.bincount(ids, minlength=self._k + 1)
            if self._ground is not None:
                ground = self._ground.rows(self._row, self._row + height, self._picture_width)
                ground = ground if ground.shape[1] == 1 else ground[:, self._columns][:, columns]
                weights = np.broadcast_to(ground, part.shape)
                self._square_metres += np.bincount(ids, weights.ravel(), minlength=self._k + 1)
        self._row += height


def area_table(
    colours: Bytes, classes: Classes, areas: ClusterAreas, edited: Sequence[int] | None = None
) -> tuple[AreaRow, ...]:
    """A row a class, in the order of `classes`. Touches no pixel: merging and renaming cost nothing.

    colours: (k, 3) uint8, mean colour of each cluster. The colour of a class is the one the user
    chose, else the mean over its pixels. edited: pixels that each class has by hand.
    """
    rows = tuple(_row(item, colours, areas) for item in classes)
    # While classes are edited, the numbers at hand may be those of other ones.
    if edited is None or len(edited) != len(rows):
        return rows
    return tuple(replace(row, edited_pixels=pixels) for row, pixels in zip(rows, edited, strict=True))


def class_colour(item: Class, colours: Bytes, pixels: Ints) -> str:
    """ "#rrggbb" of a class: chosen by the user, else the pixel-weighted mean of its clusters, rounded."""
    if item.colour is not None:
        return item.colour
    members = np.array(item.clusters) - 1
    weights = pixels[members] if pixels[members].any() else np.ones(len(members), np.int64)
    total = int(weights.sum())
    sums = weights @ colours[members].astype(np.int64)
    return hex_colour((sums + total // 2) // total)


def hex_colour(rgb: NDArray[np.integer]) -> str:
    """(3,) 0…255 → "#rrggbb"."""
    return "#" + "".join(f"{int(level):02x}" for level in rgb)


def significant(number: float) -> float:
    """12 significant digits: what is written of an area, the same where a sine differs in the last bit."""
    return float(f"{number:.12g}")


def significant_or_none(number: float | None) -> float | None:
    """The same where there is such a number."""
    return None if number is None else significant(number)


def difference_percent(row: AreaRow) -> float | None:
    """As it is written: the planar area's difference from the true one, in per cent, to six decimals."""
    return None if row.planar_difference is None else round(row.planar_difference, 6)


def _row(item: Class, colours: Bytes, areas: ClusterAreas) -> AreaRow:
    members = np.array(item.clusters) - 1
    pixels, valid = int(areas.pixels[members].sum()), int(areas.pixels.sum())
    calibration = areas.calibration
    return AreaRow(
        name=item.name,
        clusters=item.clusters,
        colour=class_colour(item, colours, areas.pixels),
        pixels=pixels,
        fraction=pixels / valid if valid else 0.0,
        area=_total(areas.area, members, pixels, calibration),
        unit=calibration.area_unit,
        scale_source=calibration.source,
        method=calibration.method,
        planar_area=None if areas.planar_area is None else pixels * calibration.pixel_area,
        true_area=None if areas.true_area is None else float(areas.true_area[members].sum()),
        hidden=item.hidden,
        locked=item.locked,
    )


def _total(area: Floats, members: NDArray[np.intp], pixels: int, calibration: Calibration) -> float:
    """Planar areas from the exact pixel count, so that the number is that of one multiplication."""
    return pixels * calibration.pixel_area if calibration.method == "planar" else float(area[members].sum())


def _planar(pixels: Ints, calibration: Calibration) -> Floats:
    return pixels.astype(np.float64) * calibration.pixel_area
