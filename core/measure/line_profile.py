"""The values of a picture along a line, with the classes that it crosses.

Values are bilinear between the middles of pixels, as scikit-image's profile_line has them: a profile of the
nearest pixels would have steps that nothing in the picture has. Pixels without data have no weight; where the
pixel that a place lies in has none, neither has the place. Clusters and classes are those of that pixel.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Mask, freeze
from core.base.errors import ParameterError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import _
from core.classes.classes import Classes
from core.classes.place_table import place_table
from core.image.image import Image, Placed
from core.scale.calibration import Calibration
from core.scale.ground_area import ground_grid, length_unit
from core.writing.typed_numbers import parse_whole_number, stored_number

# Lines side by side that are averaged at most, and pixels of the shortest line.
MOST_WIDTH, _SHORTEST = 201, 1.0


@dataclass(frozen=True)
class ProfileLine:
    """From (x0, y0) to (x1, y1) in pixels: (column, row) covers [column, column + 1) × [row, row + 1).

    width: how many parallel lines, a pixel apart and centred on this one, are averaged.
    Raises ParameterError for one shorter than a pixel, another width, and what is no place.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    width: int = 1

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (self.x0, self.y0, self.x1, self.y1))):
            raise ParameterError(_("The line of the profile has an end that is no place in the picture."))
        if self.pixels < _SHORTEST:
            raise ParameterError(_("The line of the profile is shorter than a pixel: draw a longer one."))
        if not 1 <= self.width <= MOST_WIDTH:
            raise ParameterError(
                _("The profile is {width} pixels wide: choose 1 to {most}.").format(
                    width=self.width, most=MOST_WIDTH
                )
            )

    @property
    def pixels(self) -> float:
        """Its length in pixels."""
        return math.hypot(self.x1 - self.x0, self.y1 - self.y0)

    @property
    def places(self) -> Floats:
        """(n, 2) x and y of places from end to end, evenly, no more than a pixel apart."""
        share = np.linspace(0.0, 1.0, math.ceil(self.pixels) + 1)[:, None]
        ends = np.array([[self.x0, self.y0], [self.x1, self.y1]])
        places: Floats = ends[0] + share * (ends[1] - ends[0])
        return places


def parse_profile(text: str) -> ProfileLine:
    """ "X0,Y0,X1,Y1" or "X0,Y0,X1,Y1,WIDTH", in pixels. Raises ParameterError."""
    parts = text.split(",")
    try:
        if not 4 <= len(parts) <= 5:
            raise ValueError
        x0, y0, x1, y1 = (stored_number(part) for part in parts[:4])
    except ValueError:
        raise ParameterError(
            _(
                "The line “{text}” for a profile is none: write its two ends in pixels, and perhaps how many "
                "pixels wide it is, for example 10,20,110,20,5."
            ).format(text=text)
        ) from None
    return ProfileLine(x0, y0, x1, y1, parse_whole_number(parts[4], "--profile") if len(parts) == 5 else 1)


@dataclass(frozen=True, eq=False)
class LineProfile:
    """Of n places along a line. Frozen: the arrays are read-only.

    distance: (n,) float64 from the first end, in `unit`, on the ground. places: (n, 2) x, y in pixels.
    values: (n, bands) float64, NaN without data. clusters: (n,) uint8, 0 of none. class_index: (n,) into
    class_names, −1 of none.
    """

    line: ProfileLine
    distance: Floats
    unit: str
    places: Floats
    values: Floats
    bands: tuple[str, ...]
    clusters: Bytes
    class_index: NDArray[np.intp]
    class_names: tuple[str, ...]

    def __post_init__(self) -> None:
        freeze(self.distance, self.places, self.values, self.clusters, self.class_index)

    @property
    def length(self) -> float:
        """Of the line, in `unit`."""
        return float(self.distance[-1])

    @property
    def parts(self) -> tuple[tuple[float, float, int], ...]:
        """Begin, end and class (−1: none) of every part in one class; borders lie halfway between places."""
        changes = np.flatnonzero(np.diff(self.class_index)) + 1
        borders = (self.distance[changes - 1] + self.distance[changes]) / 2
        edges = [float(self.distance[0]), *borders.tolist(), self.length]
        kinds = self.class_index[[0, *changes.tolist()]].tolist()
        return tuple(zip(edges[:-1], edges[1:], kinds, strict=True))


def check_ends(line: ProfileLine, image: Placed) -> None:
    """Raises ParameterError where an end of the line lies outside the picture."""
    for x, y in ((line.x0, line.y0), (line.x1, line.y1)):
        if not (0.0 <= x <= image.width and 0.0 <= y <= image.height):
            raise ParameterError(
                _(
                    "The line of the profile ends at {x:.6g},{y:.6g}, beyond the picture of {width} × "
                    "{height} pixels."
                ).format(x=x, y=y, width=image.width, height=image.height)
            )


def line_profile(
    image: Image,
    line: ProfileLine,
    calibration: Calibration,
    *,
    labels: Bytes | None = None,
    classes: Classes = (),
    cancelled: Cancel,
) -> LineProfile:
    """labels: (h, w) uint8 as measured, over which the classes are.

    Raises ParameterError for a line that ends outside the picture, Cancelled.
    """
    check_ends(line, image)
    places = line.places
    total, number = np.zeros((len(places), image.band_count)), np.zeros(len(places), np.int64)
    across = np.array([line.y0 - line.y1, line.x1 - line.x0]) / line.pixels
    for k in range(line.width):
        raise_if_cancelled(cancelled)
        values, there = _values_at(image, places + (k - (line.width - 1) / 2) * across)
        total[there] += values
        number += there
    with np.errstate(invalid="ignore", divide="ignore"):
        means = total / number[:, None]
    rows, columns = _pixels_of(image, places)
    clusters = np.zeros(len(places), np.uint8) if labels is None else labels[rows, columns]
    return LineProfile(
        line,
        _distances(image, line, places, calibration),
        length_unit(calibration),
        places,
        means,
        image.bands,
        clusters.copy(),
        place_table(classes)[clusters].astype(np.intp) - 1,
        tuple(item.name for item in classes),
    )


def _pixels_of(image: Image, places: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Row and column of the pixel that each place lies in; the far edges are of the last ones."""
    columns = np.clip(np.floor(places[:, 0]), 0, image.width - 1).astype(np.intp)
    rows = np.clip(np.floor(places[:, 1]), 0, image.height - 1).astype(np.intp)
    return rows, columns


def _values_at(image: Image, places: Floats) -> tuple[Floats, Mask]:
    """Bilinear values of the places with data (those, bands), and which these are; beyond the edge of the
    picture it is what lies at the edge.
    """
    x, y = places[:, 0] - 0.5, places[:, 1] - 0.5
    left, top = np.floor(x), np.floor(y)
    total, weights = np.zeros((len(places), image.band_count)), np.zeros(len(places))
    for down in (0, 1):
        for right in (0, 1):
            weight = np.abs(1 - right - (x - left)) * np.abs(1 - down - (y - top))
            columns = np.clip(left + right, 0, image.width - 1).astype(np.intp)
            rows = np.clip(top + down, 0, image.height - 1).astype(np.intp)
            if image.valid is not None:
                weight = weight * image.valid[rows, columns]
            measured = _measured(image, rows, columns)
            total += np.where(weight[:, None] > 0, weight[:, None] * measured, 0.0)
            weights += weight
    there: Mask = np.ones(len(places), np.bool_)
    if image.valid is not None:
        # The pixel that a place lies in has a quarter of its weight at least.
        there = image.valid[_pixels_of(image, places)]
    means: Floats = total[there] / weights[there, None]
    return means, there


def _measured(image: Image, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Floats:
    stored = image.pixels[rows, columns]
    if not image.band_values:
        return stored.astype(np.float64)
    values = [image.band_value(band).of(stored[:, band]) for band in range(image.band_count)]
    return np.stack(values, axis=1)


def _distances(image: Image, line: ProfileLine, places: Floats, calibration: Calibration) -> Floats:
    """(n,) on the ground: each step by the scale in its middle."""
    grid = ground_grid(calibration, image.georeference, (places[:-1] + places[1:]) / 2)
    dx, dy = (line.x1 - line.x0) / (len(places) - 1), (line.y1 - line.y0) / (len(places) - 1)
    p, q, s = grid.T
    distances: Floats = np.concatenate(([0.0], np.cumsum(np.hypot(p * dx + q * dy, s * dy))))
    return distances


def profile_columns(profile: LineProfile) -> dict[str, Sequence[object]]:
    """As a table: distance, its unit, place, cluster, class and the value of each band; None without one."""
    names = np.array([*profile.class_names, ""], object)
    columns: dict[str, Sequence[object]] = {
        "distance": profile.distance.tolist(),
        "unit": [profile.unit] * len(profile.distance),
        "x": profile.places[:, 0].tolist(),
        "y": profile.places[:, 1].tolist(),
        "cluster": profile.clusters.tolist(),
        "class": names[profile.class_index].tolist(),
    }
    for i, band in enumerate(profile.bands):
        # Bands may be called alike, or as one of the columns.
        name = f"{band}_{i + 1}" if profile.bands.count(band) > 1 or band in columns else band
        while name in columns:
            name += "_"
        columns[name] = [None if math.isnan(value) else value for value in profile.values[:, i].tolist()]
    return columns
