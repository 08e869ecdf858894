"""The convergence of a run as small pictures, one an iteration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from core.base.arrays import Bytes, Ints
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.prepared.prepare import Prepared
from core.cluster.segmentation import labels_at

# More frames than this make a file that nobody looks at to the end.
MOST_FRAMES = 120
# What stands for no data: between the greys of a light and a dark page.
NO_DATA_GREY = (128, 128, 128)


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
    stride = -(-max(prepared.image.height, prepared.image.width) // longest_side)
    for iteration in chosen_iterations(len(history)):
        raise_if_cancelled(cancelled)
        labels, colours = labels_at(prepared, history[iteration].centroids, order=order, cancelled=cancelled)
        table = np.concatenate([np.array([NO_DATA_GREY], np.uint8), colours])
        yield table[labels[::stride, ::stride]]


def chosen_iterations(length: int) -> list[int]:
    """The iterations to show of 0…length − 1."""
    if length <= MOST_FRAMES:
        return list(range(length))
    share = np.linspace(0, 1, MOST_FRAMES) ** 2
    return sorted({round(float(s) * (length - 1)) for s in share})
