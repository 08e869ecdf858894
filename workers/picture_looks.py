"""The job that looks at the pictures of a list: a thumbnail of each, its size and its dates."""

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

# Of the longer side of a thumbnail, in pixels; and of what is read of a picture larger than memory.
SIDE = 128
_MOST = 1 << 18


@dataclass(frozen=True, eq=False)
class PictureLook:
    """pixels: (height, width, 3) uint8, at most SIDE wide and high. sha256: of the file.

    problem: why it cannot be read; all else is empty then.
    """

    path: Path
    pixels: Bytes | None = None
    width: int = 0
    height: int = 0
    dates: FileDates = field(default_factory=FileDates)
    sha256: str = ""
    problem: str = ""


def look_at(
    paths: tuple[Path, ...],
    reading: Reading,
    process: ReadingProcess,
    looks: Mailbox[PictureLook],
    cancelled: Cancel,
) -> None:
    """Look at each in turn, and put what is seen into `looks`. Raises Cancelled."""
    for path in paths:
        raise_if_cancelled(cancelled)
        looks.put(_look(path, reading, process, cancelled))


def _look(path: Path, reading: Reading, process: ReadingProcess, cancelled: Cancel) -> PictureLook:
    try:
        image, width, height = _read(path, reading, process, cancelled)
        dates = process.read_by(dates_in, path, cancelled=cancelled)
    except FloeError as error:
        return PictureLook(path, problem=str(error))
    return PictureLook(path, small(image), width, height, dates, image.provenance.sha256)


def _read(path: Path, reading: Reading, process: ReadingProcess, cancelled: Cancel) -> tuple[Image, int, int]:
    if goes_in_tiles(path):
        from core.pipeline.levels import read_level

        image = read_level(path, process, reading, most=_MOST, cancelled=cancelled)
        level = image.level
        width, height = (image.width, image.height) if level is None else (level.width, level.height)
        return image, width, height
    image = process.read_by(read, path, reading, cancelled=cancelled)
    return image, image.width, image.height


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
