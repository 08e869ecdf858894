"""The picture of a path as a run takes it: whole, or in tiles where its size or the user asks for that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.base.errors import ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.image.reading import Reading
from core.io.reader import read
from core.io.tiled_image import TiledImage
from core.io.tiles import NOT_IN_TILES, assembled, goes_in_tiles, reading_side, tiles_of
from core.pipeline.guarded_pictures import open_guarded


@contextmanager
def open_source(
    path: Path,
    process: ReadingProcess,
    parameters: Parameters,
    *,
    wants_whole: bool,
    reading: Reading | None = None,
    tile: int | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Iterator[Image | TiledImage]:
    """The picture, its tiles open as long as the block; both are read by the guarded process.

    reading: what the user chose of what the file leaves open. wants_whole: whether something is asked for
    that needs all pixels at once; they are, where they fit in memory. tile: side of the windows, 0 for the
    whole picture, None for what its size asks for. cancelled: whether to stop reading a picture as a whole.
    Raises ReadError, Cancelled.
    """
    reading = reading or Reading()
    tiled = _in_tiles(path, process, reading, tile, threads)
    if tiled is None:
        yield process.read_by(read, path, reading, cancelled=cancelled)
    elif tiled.fits and (wants_whole or not _is_counted(parameters, tiled)):
        yield _whole(tiled, process, reading, cancelled)
    else:
        with tiled:
            yield tiled


def _in_tiles(
    path: Path, process: ReadingProcess, reading: Reading, tile: int | None, threads: int | None
) -> TiledImage | None:
    """The picture in tiles where `tile` or its size asks for it.

    What cannot be read in tiles from its file is read whole where it fits, and then taken in tiles.
    """
    if tile == 0 or ((tile is None or reading.labels) and not goes_in_tiles(path)):
        return None
    tiled = open_guarded(process, path, tile and reading_side(tile), threads, reading)
    if tiled is not None:
        return tiled
    if tile is None:
        raise ReadError(path, _(NOT_IN_TILES))
    return tiles_of(process.read_by(read, path, reading), reading_side(tile))


def _is_counted(parameters: Parameters, tiled: TiledImage) -> bool:
    """Whether the colours of the windows are all that is clustered."""
    if parameters.threshold is not None:
        return tiled.is_colour and not isinstance(parameters.threshold.channel, Feature)
    other = parameters.features or parameters.bands or parameters.space == "bands"
    other = other or parameters.by == "superpixels"
    return tiled.is_colour and not other


def _whole(tiled: TiledImage, process: ReadingProcess, reading: Reading, cancelled: Cancel) -> Image:
    """The picture from its windows; what is no colour, and so is not counted in any, from its file."""
    with tiled:
        if tiled.in_memory or tiled.is_colour:
            return assembled(tiled, cancelled)
        return process.read_by(read, Path(tiled.provenance.path), reading, cancelled=cancelled)
