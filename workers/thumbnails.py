"""The job that makes pixels of small pictures that are kept as JPEG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Bytes
from core.base.opencv import opencv
from core.base.parallel import Cancel, raise_if_cancelled
from workers.mailbox import Mailbox

# Of the longer side, in pixels.
SIDE = 128


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """row: of the collection. pixels: (height, width, 3) uint8, at most SIDE wide and high; None where the
    bytes were no picture.
    """

    row: int
    pixels: Bytes | None


def decode(jpegs: Sequence[tuple[int, bytes]], thumbnails: Mailbox[Thumbnail], cancelled: Cancel) -> None:
    """Put the pixels of each into `thumbnails`, in their order. jpegs: with their rows. Raises Cancelled."""
    cv2 = opencv()
    for row, jpeg in jpegs:
        raise_if_cancelled(cancelled)
        found = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR) if jpeg else None
        thumbnails.put(
            Thumbnail(row, None if found is None else _small(cv2.cvtColor(found, cv2.COLOR_BGR2RGB)))
        )


def _small(pixels: Bytes) -> Bytes:
    height, width = pixels.shape[:2]
    scale = SIDE / max(height, width)
    if scale >= 1:
        return np.ascontiguousarray(pixels)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    found: Bytes = opencv().resize(pixels, size, interpolation=opencv().INTER_AREA)
    return found
