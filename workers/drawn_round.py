"""The job that finds the pixels of colours that were drawn round."""

from __future__ import annotations

from dataclasses import dataclass

from core.base.arrays import Bytes
from core.base.parallel import Cancel
from core.cluster.prepared.prepare import Prepared
from core.convergence.drawn_round import DrawnRound, pixels_of

# Between black and white: what is left clear stands out, whether it is dark or light.
_GREY = 118


@dataclass(frozen=True, eq=False)
class PixelsFound:
    """veil: a picture of all other pixels, to be laid over the picture. pixels: how many were found, of how
    many that were clustered."""

    veil: tuple[Bytes, ...]
    pixels: int
    of: int


def find_pixels(prepared: Prepared, drawn: DrawnRound, cancelled: Cancel) -> PixelsFound:
    """Find all of them. Raises Cancelled."""
    import numpy as np

    from core.image.display import pyramid

    found = pixels_of(prepared, drawn, cancelled)
    others = found == 1
    veil = pyramid(np.full((*found.shape, 3), _GREY, np.uint8), others)
    return PixelsFound(veil, int(np.count_nonzero(found == 2)), int(np.count_nonzero(found)))
