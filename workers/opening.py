"""The opening job: a file read in the helper process and made ready to be shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.base.arrays import Bytes
from core.base.errors import ReadError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.paths import is_folder
from core.cluster.colours.few_colours import few_colours
from core.guarded.process import ReadingProcess
from core.image.display import note, pyramid, to_rgb
from core.image.image import Image
from core.image.reading import Reading
from core.io.first_look import first_look
from core.io.label_image import number_of_values
from core.io.reader import read
from core.io.tiles import goes_in_tiles
from core.pictures.folders import pictures_in
from core.scale.calibrate import calibrate
from core.scale.calibration import Calibration
from workers.mailbox import Mailbox

# A folder of more pictures than this is a series, not a list to click through.
MOST_OF_A_FOLDER = 1000

# More clusters than these are asked for by hand.
_FEW = 33
_PALETTE = 257

# What takes longer is no first look; and what a screen shows of one.
_SECONDS_FOR_A_LOOK = 5.0
_LOOK_SIDE = 2048


@dataclass(frozen=True, eq=False)
class Opened:
    """An image with what is needed to show it (core.image.display) and the scale that it brings along.

    colours: how many it has, where fewer than any number of clusters; None for most pictures.
    labels: how many values above 0, or colours, of a picture that looks like a label image and was not read
        as one.
    """

    image: Image
    levels: tuple[Bytes, ...]
    note: str
    own_scale: Calibration
    colours: int | None = None
    labels: int = 0


@dataclass(frozen=True, eq=False)
class ReadAgain:
    """The picture that is open, read in another way."""

    opened: Opened


@dataclass(frozen=True)
class Listed:
    """files: those named, and the pictures in folders. empty: folders without any that Floe reads.

    cut: folders of which only the first pictures are there, and how many they have.
    """

    files: tuple[Path, ...]
    empty: tuple[Path, ...]
    cut: tuple[tuple[Path, int], ...]


def list_files(paths: tuple[Path, ...], cancelled: Cancel, *, most: int | None = MOST_OF_A_FOLDER) -> Listed:
    """List these files, and what is in these folders, so many of each (None: all); one that cannot be read is
    empty. Raises Cancelled.
    """
    files: list[Path] = []
    empty: list[Path] = []
    cut: list[tuple[Path, int]] = []
    for path in paths:
        raise_if_cancelled(cancelled)
        if not is_folder(path):
            files.append(path)
            continue
        found: list[Path] = []
        with suppress(ReadError):
            found = pictures_in(path)
        if not found:
            empty.append(path)
        if most is not None and len(found) > most:
            cut.append((path, len(found)))
        files.extend(found[:most])
    return Listed(tuple(files), tuple(empty), tuple(cut))


def open_file(
    path: Path,
    process: ReadingProcess,
    reading: Reading | None,
    cancelled: Cancel,
    *,
    looks: Mailbox[Bytes] | None = None,
) -> Opened:
    """Read a picture and make it ready to be shown. Arguments and errors as of `read_image`."""
    return opened(read_image(path, process, cancelled, reading, looks=looks))


def read_again(path: Path, process: ReadingProcess, reading: Reading, cancelled: Cancel) -> ReadAgain:
    """Read the picture that is open in another way. Raises as `read_image`."""
    return ReadAgain(open_file(path, process, reading, cancelled))


def read_image(
    path: Path,
    process: ReadingProcess,
    cancelled: Cancel,
    reading: Reading | None = None,
    *,
    looks: Mailbox[Bytes] | None = None,
) -> Image:
    """Read a picture; of one larger than memory a level. reading: what was chosen of what it leaves open.

    looks: is given what can be seen of a large picture meanwhile, as the first of core.image.display.pyramid:
    a small copy where the file holds one, else of one larger than memory what is read so far.
    Raises ReadError, ParameterError, Cancelled.
    """
    reading = reading or Reading()
    has_copy = looks is not None and _looked(path, process, reading, looks, cancelled)
    if goes_in_tiles(path):
        from core.pipeline.levels import read_level

        on_look = None if looks is None or has_copy else partial(_show, looks)
        return read_level(path, process, reading, on_look=on_look, cancelled=cancelled)
    return process.read_by(read, path, reading, cancelled=cancelled)


def _looked(
    path: Path, process: ReadingProcess, reading: Reading, looks: Mailbox[Bytes], cancelled: Cancel
) -> bool:
    """Whether there is a small copy, which is shown. What is wrong with the file is said when it is read."""
    found = None
    with suppress(ReadError):
        found = process.read_by(first_look, path, reading, cancelled=cancelled, timeout_s=_SECONDS_FOR_A_LOOK)
    if found is None:
        return False
    _show(looks, found)
    return True


def _show(looks: Mailbox[Bytes], image: Image) -> None:
    levels = pyramid(to_rgb(image), image.valid)
    looks.put(next(level for level in levels if max(level.shape[:2]) <= _LOOK_SIDE))


def open_made(make: Callable[[], Image], _cancelled: Cancel) -> Opened:
    """Make a picture that is in no file ready to be shown: a scene, the clipboard."""
    return opened(make())


def opened(image: Image) -> Opened:
    """Make an image ready to be shown."""
    colours, labels = few_colours(image, _FEW), 0
    if "labels" in image.open_choices and not image.reading.labels:
        labels = _objects(image)
    levels = pyramid(to_rgb(image), image.valid)
    return Opened(image, levels, note(image), calibrate(image), colours, labels)


def _objects(image: Image) -> int:
    """How many there would be in it: of a palette all colours, one of which may be the background."""
    if image.band_count > 1:
        return few_colours(image, _PALETTE) or 0
    return number_of_values(image.pixels[..., 0], image.valid)
