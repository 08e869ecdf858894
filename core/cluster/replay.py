"""A small picture of a segmentation, made without labelling every pixel of the large one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from core.base.arrays import Bytes, Floats, Ints, Mask, frozen
from core.base.opencv import opencv
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.cluster.choose_k import criteria_kernels
from core.cluster.colours.histogram import pack
from core.cluster.lloyd import row_kernels
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows
from core.cluster.segmentation import assigned_at

# Pixels looked at for each pixel of the longest side, then averaged.
_OVERSAMPLING = 3
# More frames than this make a file that nobody looks at to the end.
MOST_FRAMES = 120
# What stands for no data: between the greys of a light and a dark page.
NO_DATA_GREY = (128, 128, 128)


class Miniature:
    """Every n-th pixel of an image, ready to be shown in the mean colours of any centroids."""

    def __init__(self, prepared: Prepared, size: int = 224) -> None:
        """size: pixels of the longest side at most."""
        image = prepared.image
        step = -(-max(image.height, image.width) // (size * _OVERSAMPLING))
        self._shape = image.pixels[::step, ::step].shape[:2]
        self._hidden = None if image.valid is None else ~image.valid[::step, ::step].reshape(-1)
        self._pixels = (
            _Rows(prepared, step) if isinstance(prepared, PreparedRows) else _Colours(prepared, step)
        )
        self._size = size

    def segmented(self, centroids: Floats) -> Bytes:
        """(height, width, 4) uint8, blue, green, red, alpha, premultiplied; read-only, C-contiguous.

        centroids: (k, dimensions) in units of the space. No data is (0, 0, 0, 0).
        """
        labels, colours = self._pixels.labelled(centroids, self._hidden)
        table = np.concatenate([colours[:, ::-1], np.full((len(colours), 1), 255, np.uint8)], axis=1)
        found = table[labels]
        if self._hidden is not None:
            found[self._hidden] = 0
        picture = found.reshape(*self._shape, 4)
        height, width = self._shape
        scale = self._size / max(height, width)
        if scale < 1:
            small = (max(1, round(width * scale)), max(1, round(height * scale)))
            cv2 = opencv()
            picture = cv2.resize(picture, small, interpolation=cv2.INTER_AREA)
        return frozen(np.ascontiguousarray(picture))


class _Colours:
    """The place of every pixel's colour in the histogram."""

    def __init__(self, prepared: PreparedImage, step: int) -> None:
        self._prepared = prepared
        every = prepared.image.pixels[::step, ::step]
        keys = pack(every.reshape(-1, prepared.image.band_count))
        # No data need not be in the histogram: any colour will do, it is made transparent.
        histogram = prepared.histogram
        self._place = np.minimum(np.searchsorted(histogram.keys, keys), len(histogram) - 1)

    def labelled(
        self,
        centroids: Floats,
        hidden: Mask | None,  # noqa: ARG002
    ) -> tuple[Bytes, Bytes]:
        """The label of each pixel, and the mean colour of each label over the whole image."""
        labels = self._prepared.assigned(centroids, 1)
        return self.of_pixels(labels), self._prepared.mean_colours(labels, len(centroids))

    def of_pixels(self, labels: Bytes) -> Bytes:
        """(pixels,) of the labels of the distinct colours."""
        return labels[self._place]


class _Rows:
    """The features of the pixels themselves."""

    def __init__(self, prepared: PreparedRows, step: int) -> None:
        rows, columns = np.arange(0, prepared.image.height, step), np.arange(0, prepared.image.width, step)
        places = prepared.places(rows[:, None], columns).reshape(-1)
        features = prepared.observations.features_at(places)
        self._steps = np.rint(features * prepared.observations.scale).astype(np.int32)
        self._scale = prepared.observations.scale
        self._rgb = prepared.colours_at(places)

    def labelled(self, centroids: Floats, hidden: Mask | None) -> tuple[Bytes, Bytes]:
        """The label of each pixel, and the mean colour, as shown, of each label over these pixels."""
        labels = np.empty(len(self._steps), np.uint8)
        criteria_kernels.nearest(self._steps, centroids * self._scale, labels, np.empty(len(labels)))
        # Row 0 takes what is hidden; k may be 255.
        ids = labels.astype(np.int64) + 1
        if hidden is not None:
            ids[hidden] = 0
        sums, totals = row_kernels.sums_by_pixel(self._rgb, ids, len(centroids))
        means = (2 * sums + totals[:, None]) // np.maximum(2 * totals, 1)[:, None]
        return labels, means.astype(np.uint8)


def convergence_frames(
    prepared: Prepared,
    history: Sequence[KMeansStep],
    order: Ints,
    *,
    longest_side: int = 640,
    cancelled: Cancel = never_cancelled,
) -> Iterator[Bytes]:
    """(h, w, 3) uint8 each: the clusters of an iteration in their mean colours, no side over longest_side.

    history, order: of a Segmentation (history, start_order). Of a long history as many iterations as
    MOST_FRAMES are taken, closer together at the start, where most happens; first and last always.
    Raises Cancelled.
    """
    image = prepared.image
    stride = -(-max(image.height, image.width) // longest_side)
    shape = image.pixels[::stride, ::stride].shape[:2]
    few = _Colours(prepared, stride) if isinstance(prepared, PreparedImage) else None
    for iteration in chosen_iterations(len(history)):
        raise_if_cancelled(cancelled)
        centroids = history[iteration].centroids
        assigned = assigned_at(prepared, centroids, order=order, cancelled=cancelled)
        colours = prepared.mean_colours(assigned, len(centroids), cancelled)
        if few is not None:
            frame = colours[few.of_pixels(assigned)].reshape(*shape, 3)
        else:
            labels = prepared.label_image(assigned, cancelled=cancelled)[::stride, ::stride]
            frame = colours[np.maximum(labels, 1) - 1]
        if image.valid is not None:
            frame[~image.valid[::stride, ::stride]] = NO_DATA_GREY
        yield frame


def chosen_iterations(length: int) -> list[int]:
    """The iterations to show of 0…length − 1."""
    if length <= MOST_FRAMES:
        return list(range(length))
    share = np.linspace(0, 1, MOST_FRAMES) ** 2
    return sorted({round(float(s) * (length - 1)) for s in share})
