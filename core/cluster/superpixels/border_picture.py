"""The borders of superpixels as a picture, to be laid over another at any zoom."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes, frozen
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.cluster.superpixels.superpixels import Cut

# Blue, green, red, alpha, premultiplied: light beside dark shows on any colour.
_LIGHT, _DARK = (210, 210, 210, 210), (0, 0, 0, 150)
_SMALLEST = 512


def border_picture(cut: Cut, cancelled: Cancel = never_cancelled) -> tuple[Bytes, ...]:
    """(h, w, 4) uint8 premultiplied BGRA, halved each time; clear but for a line on both sides of borders.

    Of every second pixel of every second row the borders are found anew, so that lines are as thin and as
    strong at any zoom. Raises Cancelled.
    """
    ids, levels = cut.ids(cancelled), []
    while True:
        raise_if_cancelled(cancelled)
        picture = np.zeros((*ids.shape, 4), np.uint8)
        across, down = ids[:, 1:] != ids[:, :-1], ids[1:] != ids[:-1]
        picture[:, :-1][across] = _DARK
        picture[:-1][down] = _DARK
        picture[:, 1:][across] = _LIGHT
        picture[1:][down] = _LIGHT
        levels.append(frozen(picture))
        if max(ids.shape) <= _SMALLEST:
            return tuple(levels)
        ids = ids[::2, ::2]
