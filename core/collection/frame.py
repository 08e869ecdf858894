"""A picture brought to the few pixels that an embedding, a thumbnail and a look for doubles need."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import ReadError
from core.base.opencv import opencv
from core.base.sentences import _
from core.image.display import to_rgb
from core.image.image import Image
from core.io.reader import read
from core.pictures.dates import FileDates, dates_in

SMALL = 16
_THUMBNAIL, _QUALITY = 160, 88


@dataclass(frozen=True)
class Frame:
    """height, width: what all of a picture is squeezed into, whatever its shape."""

    height: int
    width: int


@dataclass(frozen=True, eq=False)
class Seen:
    """sha256: of the file. width, height: of the picture. small: (SMALL, SMALL, 3) uint8, all of it.

    thumbnail: a JPEG. picture: (height, width, 3) uint8 of the frame, RGB. dates: that the file tells.
    """

    sha256: str
    width: int
    height: int
    small: Bytes
    thumbnail: bytes
    picture: Bytes
    dates: FileDates


def seen_there(path: Path, frame: Frame) -> Seen:
    """Runs in the guarded process. No data is filled with the mean of the others. Raises ReadError."""
    image = read(path)
    rgb = _filled(image, path)
    return Seen(
        image.provenance.sha256,
        image.width,
        image.height,
        _squeezed(rgb, SMALL, SMALL),
        _jpeg(rgb),
        _squeezed(rgb, frame.height, frame.width),
        dates_in(path),
    )


def _filled(image: Image, path: Path) -> Bytes:
    rgb = to_rgb(image)
    if image.valid is None:
        return rgb
    if not image.valid.any():
        raise ReadError(path, _("all of it is no data."))
    filled = rgb.copy()
    filled[~image.valid] = np.rint(rgb[image.valid].mean(axis=0, dtype=np.float64)).astype(np.uint8)
    return filled


def _squeezed(rgb: Bytes, height: int, width: int) -> Bytes:
    cv2 = opencv()
    smaller = height * width < rgb.shape[0] * rgb.shape[1]
    kind = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    found: Bytes = cv2.resize(rgb, (width, height), interpolation=kind)
    return found


def _jpeg(rgb: Bytes) -> bytes:
    cv2, longest = opencv(), max(rgb.shape[:2])
    if longest > _THUMBNAIL:
        factor = _THUMBNAIL / longest
        rgb = _squeezed(rgb, max(1, round(rgb.shape[0] * factor)), max(1, round(rgb.shape[1] * factor)))
    _done, content = cv2.imencode(
        ".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), (cv2.IMWRITE_JPEG_QUALITY, _QUALITY)
    )
    return bytes(content)
