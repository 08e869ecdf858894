"""The opening job: a file read in the helper process and made ready to be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.calibration import Calibration, calibrate
from core.display import note, pyramid, to_rgb
from core.image import Image
from core.io.guarded import ReadingProcess
from core.parallel import Cancel


@dataclass(frozen=True, eq=False)
class Opened:
    """An image with what is needed to show it (core.display) and the scale that it brings along."""

    image: Image
    levels: tuple[NDArray[np.uint8], ...]
    note: str
    own_scale: Calibration


def open_file(path: Path, process: ReadingProcess, cancelled: Cancel) -> Opened:
    """Read a picture. Raises ReadError, Cancelled."""
    return opened(process.read(path, cancelled))


def open_made(make: Callable[[], Image], _cancelled: Cancel) -> Opened:
    """A picture that is in no file: a scene, the clipboard."""
    return opened(make())


def opened(image: Image) -> Opened:
    return Opened(image, pyramid(to_rgb(image), image.valid), note(image), calibrate(image))
