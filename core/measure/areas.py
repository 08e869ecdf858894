"""Areas of clusters and classes: pixels counted, then carried to ground units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.accuracy.checked_area import CheckedArea
from core.base.arrays import Bytes, Floats, Ints, freeze
from core.classes.classes import Class, Classes
from core.scale.calibration import Calibration


class BlockSums(NamedTuple):
    """Of the ids 0…k in a block of rows: (k + 1,) int64 pixels and (k + 1,) float64 square metres, 0 where
    there is no ground.
    """

    pixels: Ints
    square_metres: Floats


@dataclass(frozen=True, eq=False)
class ClusterAreas:
    """What each cluster measures; row i is cluster i + 1. Frozen: the arrays are read-only.

    pixels: (k,) int64. area: (k,) float64 in `calibration.area_unit`, by `calibration.method`.
    planar_area, true_area: (k,) float64 in the same unit, where these are two numbers (on a projected map),
        else None: pixels × calibration.pixel_area, and the ground area on the ellipsoid.
    blocks: of the rows, from the top, what all this was added up from; () where it was not kept.
    """

    pixels: Ints
    area: Floats
    planar_area: Floats | None
    calibration: Calibration
    true_area: Floats | None = None
    blocks: tuple[BlockSums, ...] = ()

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
