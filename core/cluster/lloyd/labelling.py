"""From labels of distinct colours to labels of pixels."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes, Mask, frozen
from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled
from core.cluster.colours import colour_kernels
from core.cluster.colours.histogram import ColourHistogram, pack
from core.image.image import Image, PixelArray, flat

# Pixels between two looks at `cancelled`, and the portion of a thread: small, so that none waits long for
# the last one.
LABELLED_AT_ONCE = 500_000
# The same where each is searched for among millions of colours.
SEARCHED_AT_ONCE = 50_000


def label_pixels(
    image: Image,
    histogram: ColourHistogram,
    colour_labels: Bytes,
    cancelled: Cancel = never_cancelled,
    threads: int | None = None,
    *,
    table: Bytes | None = None,
) -> Bytes:
    """Write the label of each distinct colour to its pixels.

    colour_labels: (n,) in the order of the histogram of this image. table: of `label_table`, where windows of
    one picture are labelled. Returns (height, width), read-only, 0 where the image has no data.
    Raises Cancelled.
    """
    pixels, valid = flat(image)
    labels = np.empty(len(pixels), np.uint8)
    if table is None:
        table = label_table(histogram, colour_labels)
    at_once = SEARCHED_AT_ONCE if table is colour_labels else LABELLED_AT_ONCE

    def work(start: int) -> None:
        stop = start + at_once
        if not cancelled():
            _label_chunk(pixels[start:stop], valid[start:stop], histogram, table, labels[start:stop])

    with Workers(threads) as workers:
        workers.each(work, range(0, len(pixels), at_once))
    raise_if_cancelled(cancelled)
    return frozen(labels).reshape(image.height, image.width)


def label_table(histogram: ColourHistogram, colour_labels: Bytes) -> Bytes:
    """Label by key: dense for grey and 8-bit RGB, else by position in the histogram."""
    if histogram.colours.shape[1] == 1:
        size = np.iinfo(histogram.colours.dtype).max + 1
    elif histogram.is_rgb8:
        size = 1 << 24
    else:
        return colour_labels
    table = np.zeros(size, np.uint8)
    table[histogram.keys] = colour_labels
    return table


def _label_chunk(
    pixels: PixelArray, valid: Mask, histogram: ColourHistogram, table: Bytes, labels: Bytes
) -> None:
    if histogram.is_rgb8:
        colour_kernels.label_rgb(pixels, valid, table, labels)
    elif pixels.shape[1] == 1:
        colour_kernels.label_grey(pixels[:, 0], valid, table, labels)
    else:
        place = np.searchsorted(histogram.keys, pack(pixels))
        labels[:] = table[np.minimum(place, len(table) - 1)]
        if len(valid):
            labels[~valid] = 0
