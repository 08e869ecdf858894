"""Why a pixel is in its cluster: what it holds, and how far it is from every centroid."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats, Ints
from core.classes.classes import Classes
from core.cluster.colours.histogram import pack
from core.cluster.lloyd.kmeans import squared_rows
from core.cluster.prepared.channel import Channel
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows


@dataclass(frozen=True)
class CentroidDistance:
    """How far one centroid is. distance: Euclidean, in the units of the space.

    class_name: of the class that the cluster belongs to; empty where no classes are known.
    """

    cluster: int
    distance: float
    class_name: str = ""


@dataclass(frozen=True)
class Explanation:
    """One valid pixel. Frozen.

    values: what is measured, one a band. feature: in the space that was clustered, one number a dimension.
    colour_pixels: how many valid pixels of the image have exactly these stored values, this one included;
        None where the colours have not been counted (bands).
    nearest_first: the distance to every centroid, ascending; equal ones in the order of the start, as
        ties are broken when pixels are labelled. The first is the pixel's own cluster, also where a threshold
        put it there and another centroid is nearer.
    cut: where thresholds were given, the value of the pixel and those below and above it, infinite at the
        ends; None elsewhere.
    """

    column: int
    row: int
    values: tuple[float, ...]
    feature: tuple[float, ...]
    colour_pixels: int | None
    nearest_first: tuple[CentroidDistance, ...]
    cut: tuple[float, float, float] | None = None

    @property
    def cluster(self) -> int:
        """The label of the pixel."""
        return self.nearest_first[0].cluster

    @property
    def class_name(self) -> str:
        """The class of the pixel; empty where no classes are known."""
        return self.nearest_first[0].class_name

    @property
    def margin(self) -> float:
        """How much farther the second nearest centroid is, in units of the space; infinite for k = 1."""
        if len(self.nearest_first) == 1:
            return math.inf
        return self.nearest_first[1].distance - self.nearest_first[0].distance

    @property
    def ratio(self) -> float:
        """How many times as far the second nearest centroid is; 1 on the border, infinite for k = 1."""
        if len(self.nearest_first) == 1:
            return math.inf
        first, second = (each.distance for each in self.nearest_first[:2])
        if first == second:
            return 1.0
        return second / first if first else math.inf


def explain(
    prepared: Prepared,
    centroids: Floats,
    column: int,
    row: int,
    *,
    order: Ints | None = None,
    classes: Classes = (),
) -> Explanation | None:
    """Why the pixel in this column and row has its label; None where the image has no data.

    centroids: (k, dimensions) in units of the space, of the result or of any iteration; row i is cluster
    i + 1. order: the start_order of the Segmentation (None: the centroids are in the order of the start).
    Distances are taken with the operations of the labelling, in their order: the nearest centroid is the
    label that labels_at gives this pixel, to the last bit. Raises IndexError outside the image.
    """
    image = prepared.image
    if not (0 <= column < image.width and 0 <= row < image.height):
        raise IndexError(f"({column}, {row}) is outside the {image.width} × {image.height} pixels.")
    if image.valid is not None and not image.valid[row, column]:
        return None
    if isinstance(prepared, PreparedImage):
        place, steps, count = _of_colour(prepared, column, row)
    else:
        place, steps, count = *_of_pixel(prepared, column, row), None
    scale = prepared.observations.scale
    squared = squared_rows(steps - centroids * scale)
    start_rows = np.arange(len(centroids)) if order is None else order
    names = {cluster: item.name for item in classes for cluster in item.clusters}
    cut, farther = None, np.zeros(len(centroids), np.bool_)
    if prepared.channel is not None and prepared.channel.at:
        cut, own = _cut(prepared.channel, place)
        farther = np.arange(len(centroids)) != own
    return Explanation(
        column=column,
        row=row,
        values=image.values_at(column, row),
        feature=tuple((steps / scale).tolist()),
        colour_pixels=count,
        nearest_first=tuple(
            CentroidDistance(i + 1, math.sqrt(squared[i]) / scale, names.get(i + 1, ""))
            for i in np.lexsort((start_rows, squared, farther)).tolist()
        ),
        cut=cut,
    )


def _cut(channel: Channel, place: int) -> tuple[tuple[float, float, float], int]:
    """The value of a thing and the thresholds around it; how many of them are not above it."""
    value, ends = float(channel.values(slice(place, place + 1))[0]), (-math.inf, *channel.at, math.inf)
    own = sum(value >= threshold for threshold in channel.at)
    return (value, ends[own], ends[own + 1]), own


def _of_colour(prepared: PreparedImage, column: int, row: int) -> tuple[int, Floats, int]:
    """Which colour, its feature (dimensions,) in fixed-point steps, and how many pixels have it."""
    histogram, features = prepared.histogram, prepared.features
    key = pack(prepared.image.pixels[row, column][None, :])[0]
    colour = int(np.searchsorted(histogram.keys, key))
    place = colour if features.feature_of is None else int(features.feature_of[colour])
    steps = features.values[place, : features.dimensions].astype(np.float64)
    return colour, steps, int(histogram.counts[colour])


def _of_pixel(prepared: PreparedRows, column: int, row: int) -> tuple[int, Floats]:
    rows, places = prepared.observations, prepared.places(np.array([row]), np.array([column]))
    units = rows.features_at(places)[0]
    # Steps are whole numbers: rounding takes back what the division by the scale did.
    steps: Floats = np.rint(units * rows.scale)
    return int(places[0]), steps
