"""The job that makes previews of the pictures of a list: each small, with its dates and its hash."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import FloeError
from core.base.opencv import opencv
from core.base.parallel import Cancel, raise_if_cancelled
from core.guarded.process import ReadingProcess
from core.image.display import to_rgb
from core.image.image import Image
from core.image.reading import Reading
from core.io.reader import read
from core.io.tiles import goes_in_tiles
from core.pictures.dates import FileDates, dates_in
from workers.mailbox import Mailbox

# Of the longer side of a preview, in pixels; and of what is read of a picture larger than memory.
SIDE = 128
_MOST = 1 << 18
_QUALITY = 90


@dataclass(frozen=True, eq=False)
class Preview:
    """jpeg: the picture, at most SIDE wide and high, so small that a list of ten thousand may hold all.

    sha256: of the file. problem: why it cannot be read; all else is empty then.
    """

    path: Path
    jpeg: bytes = b""
    dates: FileDates = field(default_factory=FileDates)
    sha256: str = ""
    problem: str = ""


def make_previews(
    paths: tuple[Path, ...],
    reading: Reading,
    process: ReadingProcess,
    previews: Mailbox[Preview],
    cancelled: Cancel,
) -> None:
    """Read each in turn, and put what is seen of it into `previews`. Raises Cancelled."""
    for path in paths:
        raise_if_cancelled(cancelled)
        previews.put(_preview(path, reading, process, cancelled))


def _preview(path: Path, reading: Reading, process: ReadingProcess, cancelled: Cancel) -> Preview:
    try:
        image = _read(path, reading, process, cancelled)
        dates = process.read_by(dates_in, path, cancelled=cancelled)
    except FloeError as error:
        return Preview(path, problem=str(error))
    return Preview(path, _jpeg(small(image)), dates, image.provenance.sha256)


def _read(path: Path, reading: Reading, process: ReadingProcess, cancelled: Cancel) -> Image:
    if goes_in_tiles(path):
        from core.pipeline.levels import read_level

        return read_level(path, process, reading, most=_MOST, cancelled=cancelled)
    image: Image = process.read_by(read, path, reading, cancelled=cancelled)
    return image


def small(image: Image) -> Bytes:
    """The image as it is shown, averaged down; (height, width, 3) uint8."""
    step = max(1, max(image.height, image.width) // (4 * SIDE))
    valid = None if image.valid is None else image.valid[::step, ::step]
    shown = to_rgb(replace(image, pixels=image.pixels[::step, ::step], valid=valid))
    scale = SIDE / max(shown.shape[:2])
    if scale < 1:
        size = max(1, round(shown.shape[1] * scale)), max(1, round(shown.shape[0] * scale))
        shown = np.asarray(opencv().resize(shown, size, interpolation=opencv().INTER_AREA), np.uint8)
    result: Bytes = np.ascontiguousarray(shown)
    return result


def _jpeg(pixels: Bytes) -> bytes:
    cv2 = opencv()
    _done, found = cv2.imencode(".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return bytes(found)
