"""A picture opened in tiles in the guarded process: what runs there, and what asks it for windows."""

from __future__ import annotations

import itertools
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.base.errors import ReadError
from core.base.sentences import _
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.image.reading import Reading
from core.io.tile_file import open_tiles
from core.io.tiled_image import TiledImage, Window
from core.io.tiles import NO_LABELS_IN_TILES


@dataclass(frozen=True)
class OpenTiles:
    """What the other process says of a file that it has opened. number: its own there."""

    number: int
    tiled: TiledImage


@dataclass(frozen=True)
class ReadWindow:
    """The pixels of a window. partly: how many of them are partly transparent."""

    image: Image
    partly: int


# Of this process, where it is the guarded one: the files that are open, by numbers that no other bears.
_OPEN: dict[int, TiledImage] = {}
_NUMBERS = itertools.count(1)


def open_there(path: Path, tile: int | None, threads: int | None, reading: Reading) -> OpenTiles | None:
    """Runs in the guarded process: open a file, which stays open there. Raises as `open_tiles`."""
    tiled = open_tiles(path, tile, threads, reading)
    if tiled is None:
        return None
    number = next(_NUMBERS)
    _OPEN[number] = tiled
    nothing: Any = None  # an open file cannot go to another process
    return OpenTiles(number, replace(tiled, source=nothing))


def read_there(path: Path, number: int, window: Window) -> ReadWindow:
    """Runs in the guarded process: a window of a file that is open there. Raises ReadError."""
    if number not in _OPEN:
        raise ReadError(path, _("it is no longer open: the process that read it has ended."))
    return ReadWindow(*_OPEN[number].read(window))


def close_there(path: Path, number: int) -> None:  # noqa: ARG001 - every reader is given its path
    """Runs in the guarded process: close a file that is open there."""
    if number in _OPEN:
        _OPEN.pop(number).close()


@dataclass(frozen=True, eq=False)
class GuardedFile:
    """A file that is open in the guarded process."""

    process: ReadingProcess
    path: Path
    number: int

    def read(self, window: Window) -> tuple[Image, int]:
        """The pixels of a window and how many of them are partly transparent. Raises ReadError."""
        found = self.process.read_by(read_there, self.path, self.number, window)
        return found.image, found.partly

    def close(self) -> None:
        with suppress(ReadError):  # its process has ended, and the file with it
            self.process.read_by(close_there, self.path, self.number)


def open_guarded(
    process: ReadingProcess,
    path: Path,
    tile: int | None = None,
    threads: int | None = None,
    reading: Reading | None = None,
) -> TiledImage | None:
    """A TIFF opened for reading in windows in the guarded process; None where it is none that can be.

    Arguments and errors as of core.io.tile_file.open_tiles. The process must live as long as the tiles.
    Raises ReadError for a label image, which is read whole.
    """
    if reading is not None and reading.labels:
        raise ReadError(path, _(NO_LABELS_IN_TILES))
    found = process.read_by(open_there, path, tile, threads, reading or Reading())
    if found is None:
        return None
    return replace(found.tiled, source=GuardedFile(process, path, found.number))
