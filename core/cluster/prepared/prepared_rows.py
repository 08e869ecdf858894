"""An image of any bands made ready for clustering pixel by pixel, used like a PreparedImage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Bytes, Floats, Ints, frozen
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.cluster.colours.colour import ColourFeatures, lightness
from core.cluster.features.feature import Feature
from core.cluster.features.models import Model
from core.cluster.lloyd import row_kernels
from core.cluster.lloyd.bands import band_scale, frozen_scale
from core.cluster.lloyd.kmeans import assign_to
from core.cluster.lloyd.rows import Rows
from core.cluster.parameters import Parameters, Space
from core.cluster.prepared.blocks import spread
from core.cluster.prepared.channel import Channel
from core.cluster.prepared.no_data import check_valid
from core.cluster.prepared.prepared_image import Cloud
from core.image.display import to_rgb
from core.image.image import Image, flat

# Pixels between two looks at `cancelled`.
_CHUNK = 1 << 21


@dataclass(frozen=True, eq=False)
class PreparedRows:
    """rgb: (height, width, 3) uint8, the image as it is shown; clusters get their mean colours from it.

    side: of the square blocks of pixels that are one observation each; 1: every pixel is one. models: what
    the features among its planes have learned. features: as they have learned; one that was cut short has
    fewer epochs. channel: of a threshold, one value a pixel; None where rows are clustered.
    """

    image: Image
    observations: Rows
    rgb: Bytes
    names: tuple[str, ...]
    space: Space = "bands"
    side: int = 1
    models: tuple[Model, ...] = ()
    features: tuple[Feature, ...] = ()
    channel: Channel | None = None

    @property
    def grid(self) -> tuple[int, int]:
        """Rows and columns of the observations."""
        return -(-self.image.height // self.side), -(-self.image.width // self.side)

    def places(self, rows: Ints, columns: Ints) -> Ints:
        """(n,) of the observations, row by row, that these pixels belong to."""
        places: Ints = rows // self.side * self.grid[1] + columns // self.side
        return places

    def colours_at(self, places: Ints) -> Bytes:
        """(n, 3) uint8: the colours, as shown, of observations; of a block that of its first pixel."""
        rows, columns = np.divmod(places, self.grid[1])
        return np.ascontiguousarray(self.rgb[rows * self.side, columns * self.side])

    def start_features(self, k: int) -> ColourFeatures:
        """Distinct features of a sample of pixels to choose a start of k centroids from."""
        values, counts = self.observations.start_features(k)
        starts = np.array([0, len(counts)], np.int64)
        scale, dimensions = self.observations.scale, self.observations.dimensions
        # Whatever the space: what is chosen among are values of the bands or planes, not colours.
        return ColourFeatures("bands", values, counts, scale, dimensions, starts)

    @property
    def bounds(self) -> tuple[Floats, Floats]:
        """Any start is admitted: features have no limits."""
        infinite = np.full(self.observations.dimensions, np.inf)
        return -infinite, infinite

    def assigned(
        self, centroids: Floats, threads: int | None = None, cancelled: Cancel = never_cancelled
    ) -> Bytes:
        """(observations,) uint8: the nearest of the centroids (k, dimensions); where thresholds are given,
        how many of them are not above it, whatever the centroids. Raises Cancelled.
        """
        if self.channel is not None and self.channel.at:
            return self.channel.cut(threads, cancelled)
        return assign_to(self.observations, centroids, threads, cancelled)

    def label_image(
        self,
        labels: Bytes,
        *,
        cancelled: Cancel = never_cancelled,  # noqa: ARG002 - one addition a pixel
        threads: int | None = None,  # noqa: ARG002
    ) -> Bytes:
        """(height, width) uint8 from what `assigned` gives: index + 1, 0 for no data; read-only."""
        blocks: Bytes = (labels + np.uint8(1)).reshape(self.grid)
        shaped = spread(blocks, self.image.height, self.image.width, self.side)
        if self.image.valid is not None:
            shaped[~self.image.valid] = 0
        return frozen(shaped)

    def mean_colours(self, labels: Bytes, k: int, cancelled: Cancel = never_cancelled) -> Bytes:
        """(k, 3) uint8: the mean colour, as shown, of the pixels of each label. Raises Cancelled."""
        ids = self.label_image(labels).reshape(-1)
        raise_if_cancelled(cancelled)
        rgb, sums, totals = self.rgb.reshape(-1, 3), np.zeros((k, 3), np.int64), np.zeros(k, np.int64)
        for part in chunks(len(ids), _CHUNK, cancelled):
            its_sums, its_totals = row_kernels.sums_by_pixel(rgb[part], ids[part], k)
            sums += its_sums
            totals += its_totals
        rounded = (2 * sums + totals[:, None]) // np.maximum(2 * totals, 1)[:, None]
        return frozen(rounded.astype(np.uint8))

    def lightness(
        self, centroids: Floats, threads: int | None = None, cancelled: Cancel = never_cancelled
    ) -> Floats:
        """(k,) CIE L* of the mean colours as shown: bands have none of their own; of a threshold the values,
        by which its classes are in order. Raises Cancelled.
        """
        if self.channel is not None:
            return centroids[:, 0]
        labels = self.assigned(centroids, threads, cancelled)
        colours = self.mean_colours(labels, len(centroids), cancelled)
        return lightness(colours.astype(np.float64), 255)

    def sample(self, size: int) -> Floats:
        """(n, dimensions) features in units, of at most `size` of the pixels, evenly spread."""
        return self.observations.features_at(self.observations.sample(size))

    def cloud(self, size: int) -> Cloud:
        """A sample of the observations in the feature space, each counting once."""
        places = self.observations.sample(size)
        points = self.observations.features_at(places).astype(np.float32)
        return Cloud(points, self.colours_at(places), np.ones(len(places)))


def prepare_rows(image: Image, parameters: Parameters, cancelled: Cancel = never_cancelled) -> PreparedRows:
    """Of the parameters count the bands and how they are scaled.

    Raises ParameterError for bands that the image does not have, or without valid pixels; Cancelled.
    """
    check_valid(image)
    if parameters.frozen is not None:
        scale = frozen_scale(image, parameters.bands, parameters.frozen)
    else:
        scale = band_scale(image, parameters.bands, parameters.scaling, cancelled)
    rows = Rows.of(*flat(image), scale, cancelled)
    return PreparedRows(image, rows, to_rgb(image, cancelled), scale.names)
