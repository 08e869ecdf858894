"""An image with its colours counted, ready to be clustered colour by colour."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, frozen
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.cluster.colours import colour_kernels
from core.cluster.colours.colour import AXES, ColourFeatures, bounds, lightness
from core.cluster.colours.histogram import ColourHistogram
from core.cluster.lloyd.cells import Cells
from core.cluster.lloyd.kmeans import Observations, assign_to
from core.cluster.lloyd.labelling import label_pixels
from core.cluster.parameters import Space
from core.cluster.prepared.channel import Channel
from core.image.image import Image


@dataclass(frozen=True, eq=False)
class PreparedImage:
    """An image with its colours counted and turned into features: all that does not depend on k.

    channel: of a threshold, one value for each colour of the histogram; None where colours are clustered.
    """

    image: Image
    histogram: ColourHistogram
    features: ColourFeatures
    cells: Cells
    channel: Channel | None = field(default=None, kw_only=True)

    @property
    def levels(self) -> int:
        """The highest value that a band can hold."""
        return int(np.iinfo(self.image.pixels.dtype).max)

    @property
    def space(self) -> Space:
        return self.features.space

    @property
    def names(self) -> tuple[str, ...]:
        """Of the axes of the space."""
        return AXES[self.space] if self.channel is None else (self.channel.name,)

    @property
    def observations(self) -> Observations:
        return self.cells

    @property
    def bounds(self) -> tuple[Floats, Floats]:
        """Lowest and highest centroid that a given start may have."""
        return bounds(self.space, self.levels)

    def start_features(self, k: int) -> ColourFeatures:  # noqa: ARG002 - rows need it
        """The distinct features to choose a start of k centroids from."""
        return self.features

    def assigned(
        self, centroids: Floats, threads: int | None = None, cancelled: Cancel = never_cancelled
    ) -> Bytes:
        """(colours of the histogram,) uint8: nearest of the centroids (k, dimensions); where thresholds are
        given, how many of them are not above it, whatever the centroids. Raises Cancelled.
        """
        if self.channel is not None and self.channel.at:
            return self.channel.cut(threads, cancelled)
        labels = assign_to(self.cells, centroids, threads, cancelled)
        return labels if self.features.feature_of is None else labels[self.features.feature_of]

    def label_image(
        self, labels: Bytes, *, cancelled: Cancel = never_cancelled, threads: int | None = None
    ) -> Bytes:
        """(height, width) uint8 from what `assigned` gives: index + 1, 0 for no data. Raises Cancelled."""
        return label_pixels(self.image, self.histogram, labels + np.uint8(1), cancelled, threads)

    def mean_colours(self, labels: Bytes, k: int, cancelled: Cancel = never_cancelled) -> Bytes:
        """(k, 3) uint8: the mean colour of the pixels of each label, rounded; 16 bits as they are shown.

        An empty cluster is black.
        """
        raise_if_cancelled(cancelled)
        colours = self.histogram.colours
        sums = np.zeros((k, 1 + colours.shape[1]), np.int64)
        colour_kernels.add_colours(colours, self.histogram.counts, labels, sums)
        means = sums[:, 1:] / np.maximum(sums[:, :1], 1)
        if colours.dtype == np.uint16:
            low, high = int(colours.min()), int(colours.max())
            means = (means - low) * (255 / max(high - low, 1))
        # Without pixels the mean lies below the darkest.
        return frozen(np.broadcast_to(np.maximum(np.floor(means + 0.5), 0), (k, 3)).astype(np.uint8))

    def lightness(
        self, centroids: Floats, threads: int | None = None, cancelled: Cancel = never_cancelled
    ) -> Floats:
        """(k,) CIE L* of the centroids; of a threshold the values, by which its classes are in order.

        Raises Cancelled.
        """
        if self.channel is not None or self.space == "lab":
            return centroids[:, 0]
        if self.space == "hsv":
            labels = self.assigned(centroids, threads, cancelled)
            colours = self.mean_colours(labels, len(centroids), cancelled)
            return lightness(colours.astype(np.float64), 255)
        return lightness(centroids, self.levels)

    def sample(self, size: int) -> Floats:
        """(n, dimensions) features in units, of at most `size` pixels, evenly spread along the histogram."""
        features, pixels = self.features, int(self.features.counts.sum())
        even = np.linspace(0, pixels - 1, min(size, pixels)).astype(np.int64)
        places = np.searchsorted(np.cumsum(features.counts), even, side="right")
        found: Floats = features.values[places, : features.dimensions] / features.scale
        return found

    def cloud(self, size: int) -> Cloud:
        """At most `size` of the distinct colours, evenly along the histogram (it runs by cells of the cube).

        For display only: the clustering always uses all of them.
        """
        histogram, features, n = self.histogram, self.features, len(self.histogram)
        chosen = np.unique(np.linspace(0, n - 1, size).astype(np.int64))
        rows = chosen if features.feature_of is None else features.feature_of[chosen]
        points = features.values[rows, : features.dimensions] / np.float32(features.scale)
        colours = histogram.colours[chosen]
        if colours.dtype == np.uint16:
            low, high = int(histogram.colours.min()), int(histogram.colours.max())
            colours = ((colours.astype(np.float64) - low) * (255 / max(high - low, 1))).astype(np.uint8)
        rgb = np.ascontiguousarray(np.broadcast_to(colours, (len(chosen), 3)).astype(np.uint8))
        return Cloud(points.astype(np.float32), rgb, histogram.counts[chosen].astype(np.float64))


@dataclass(frozen=True, eq=False)
class Cloud:
    """points: (n, dimensions) float32 features. colours: (n, 3) uint8. weights: (n,) float64 pixels."""

    points: NDArray[np.float32]
    colours: Bytes
    weights: Floats
