"""A TIFF opened to be read window by window, in the calling process.

The samples of a window follow the same rules as those of a whole GeoTIFF (core.io.bands.samples). A plain
TIFF is read this way where its samples are grey or RGB of 8 or 16 bits as they stand.
"""

from __future__ import annotations

import warnings
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from core.base.errors import ReadError
from core.base.sentences import _
from core.image.image import Image, Provenance
from core.image.reading import Reading
from core.io.bands import Roles, band_values_of, names_of, roles, samples, value_sentences
from core.io.gdal_file import alone, checked_mask, linked_folder, mask_fits
from core.io.georeference import georeference_of
from core.io.side_files import beside
from core.io.source import Source, check_bands, damaged
from core.io.tiff_directories import (
    ASSOCIATED,
    EXTRA_SAMPLES,
    HEIGHT,
    ORIENTATION,
    SAMPLES,
    STRIP_ROWS,
    TILE_COLUMNS,
    TILE_ROWS,
    WIDTH,
    Directory,
    layout_of_file,
)
from core.io.tiff_planes import planes_of_file, sentences
from core.io.tiff_tags import scales_of_file
from core.io.tiled_image import TiledImage, Window
from core.io.tiles import goes_in_tiles

# Pixels of a window where the user does not choose: small in memory, large enough to be quick.
_WINDOW_PIXELS = 1 << 22
# What GDAL keeps of decoded blocks: left to itself a twentieth of the machine's memory. rasterio takes bytes,
# where GDAL would take a small number for megabytes, and for the length of an Env.
_CACHE_BYTES = 256 << 20
# A thousand times the largest that was measured.
_MOST_PIXELS = 10**12
# Ten times and more what deflate makes of a single colour: of less the file was made to fill a memory.
_MOST_SHRUNK = 20_000
# Each thread decodes a strip or tile of its own, and several wait.
_MOST_BLOCK_BYTES = 80_000_000


@dataclass(frozen=True, eq=False)
class OpenFile:
    """An open rasterio dataset with the roles of its bands. held: what is closed with it."""

    path: Path
    dataset: Any
    roles: Roles
    held: ExitStack

    def read(self, window: Window) -> tuple[Image, int]:
        """The pixels of a window and how many of them are partly transparent. Raises ReadError."""
        from rasterio.windows import Window as Part

        part = Part(window.column, window.row, window.width, window.height)
        try:
            with _environment(), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pixels, valid, partly = samples(self.dataset, self.roles, part)
        except Exception as error:  # as in core.io.reader.read
            raise damaged(self.path, error) from error
        return Image(pixels, valid), partly

    def overview(self, most: int) -> Image | None:
        """The largest overview of at most so many pixels; None where the file has none. Raises ReadError."""
        try:
            with _environment(), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for factor in sorted(self.dataset.overviews(self.roles.colours[0])):
                    shape = -(-self.dataset.height // factor), -(-self.dataset.width // factor)
                    if shape[0] * shape[1] <= most:
                        pixels, valid, _partly = samples(self.dataset, self.roles, shape=shape)
                        return Image(pixels, valid)
        except Exception as error:  # as in core.io.reader.read
            raise damaged(self.path, error) from error
        return None

    def close(self) -> None:
        self.held.close()


def open_tiles(
    path: Path, tile: int | None = None, threads: int | None = None, reading: Reading | None = None
) -> TiledImage | None:
    """A TIFF opened for reading in windows; None where it is no TIFF that can be read so.

    tile: side of a window in pixels; None for one that suits the file. threads: that decode, all cores
    unless given. reading: what the user chose of what the file leaves open. This runs in the calling process:
    for files of unknown origin use core.pipeline.guarded_pictures. Raises ReadError.
    """
    found = layout_of_file(path)
    if found is None or found.is_raw or found.main.place != found.directories[0].place:
        return None  # the reader of whole pictures knows where the picture is, or has the sentence
    check_bands(path, found.main.number(SAMPLES, 1))
    planes = planes_of_file(path, found)
    if (reading or Reading()).chooses_plane or (planes.count > 1 and not goes_in_tiles(path)):
        return None  # the reader of whole pictures chooses
    source = Source(path, b"", reading or Reading(), beside(path))
    with ExitStack() as stack:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                size = found.main.number(WIDTH), found.main.number(HEIGHT)
                dataset = _opened(stack, source, size, threads)
                _check_blocks(path, dataset, found.main)
                if not _as_it_stands(dataset, found.main):
                    return None
                described = _described(source, dataset, found.main, tile, stack)
        except Exception as error:
            raise damaged(path, error) from error
        said = sentences(planes, [0], source.reading)
        return replace(described, warnings=(*said, *described.warnings))


def _environment(**settings: str) -> AbstractContextManager[object]:
    import rasterio

    environment: AbstractContextManager[object] = rasterio.Env(GDAL_CACHEMAX=_CACHE_BYTES, **settings)
    return environment


def _opened(stack: ExitStack, source: Source, size: tuple[int, int], threads: int | None) -> Any:
    """GDAL sees what was chosen of the files beside, or none at all."""
    import rasterio

    known = source.beside if mask_fits(source.beside, *size) else source.beside.without("mask")
    linked = stack.enter_context(linked_folder(source.path, known))
    with _environment(**(alone() if linked == source.path else {})):
        dataset = rasterio.open(linked, driver="GTiff", num_threads=str(threads or "all_cpus"))
        stack.callback(dataset.close)
        _flags = dataset.mask_flag_enums  # GDAL looks for a mask only now
    return dataset


def _described(
    source: Source, dataset: Any, main: Directory, tile: int | None, stack: ExitStack
) -> TiledImage:
    with _environment():  # without any GDAL prints what it thinks of odd tags
        premultiplied = main.tags.get(EXTRA_SAMPLES, ())[-1:] == (ASSOCIATED,)
        found = roles(source, dataset, premultiplied=premultiplied)
        georeference, doubts, used = georeference_of(dataset, source.beside)
        used, unused = checked_mask(dataset, used)
    bands = 3 if found.is_expanded else len(found.colours)
    dtype = np.dtype(np.uint8) if found.is_expanded else np.dtype(dataset.dtypes[found.colours[0] - 1])
    values = band_values_of(dataset, found)
    names = () if found.is_expanded else names_of(dataset, found.colours)
    sample = Image(np.zeros((1, 1, bands), dtype), None, names, band_values=values)
    scales = scales_of_file(source.path, main)
    form = "TIFF" if georeference is None else "GeoTIFF"
    return TiledImage(
        dataset.height,
        dataset.width,
        bands,
        dtype,
        sample.bands,
        georeference,
        Provenance(str(source.path), "", form, used.side_files()),
        (
            *used.sentences(),
            *unused,
            *found.sentences,
            *value_sentences(values),
            *doubts,
            *scales.warnings,
        ),
        dataset.height * dataset.width,
        (tile, tile) if tile else _suitable(dataset),
        OpenFile(source.path, dataset, found, stack.pop_all()),
        scales.scale,
        scales.printed,
        reading=source.reading,
        open_choices=found.open_choices,
        band_values=values,
        premultiplied=found.premultiplied,
    )


def _check_blocks(path: Path, dataset: Any, main: Directory) -> None:
    """Raise ReadError where the file cannot hold what it announces, or what it holds goes into no memory.

    A TIFF has at least the place of each strip or tile, in four bytes, however well they are packed.
    """
    width, height, itemsize = dataset.width, dataset.height, np.dtype(dataset.dtypes[0]).itemsize
    rows = main.number(TILE_ROWS, main.number(STRIP_ROWS, height))
    columns = main.number(TILE_COLUMNS, width)
    blocks = -(-height // max(1, rows)) * -(-width // max(1, columns))
    size, decoded = path.stat().st_size, width * height * dataset.count * itemsize
    if 4 * blocks > size or width * height > _MOST_PIXELS or decoded > _MOST_SHRUNK * size:
        sentence = _(
            "it announces {width} × {height} pixels, for which the file is too small: it is damaged."
        )
        raise ReadError(path, sentence.format(width=width, height=height))
    rows, columns = dataset.block_shapes[0]
    if rows * columns * dataset.count * itemsize > _MOST_BLOCK_BYTES:
        sentence = _(
            "it holds its {width} × {height} pixels in strips too large for memory; convert it, for example "
            "with gdal_translate -co TILED=YES."
        )
        raise ReadError(path, sentence.format(width=width, height=height))


def _suitable(dataset: Any) -> tuple[int, int]:
    """Whole blocks of the file, some four megapixels: bands of rows for strips, squares for tiles."""
    rows, columns = dataset.block_shapes[0]
    if columns >= dataset.width:
        return max(1, _WINDOW_PIXELS // dataset.width // rows) * rows, dataset.width
    side = int(_WINDOW_PIXELS**0.5)
    return max(1, side // rows) * rows, max(1, side // columns) * columns


def _as_it_stands(dataset: Any, main: Directory) -> bool:
    """Whether GDAL gives the samples as core.io reads them: upright, no conversion of colours or bits."""
    structure = dataset.tags(ns="IMAGE_STRUCTURE")
    if structure.get("SOURCE_COLOR_SPACE") or dataset.tags(1, ns="IMAGE_STRUCTURE").get("NBITS"):
        return False
    if main.number(ORIENTATION, 1) != 1:
        return False
    names = {interpretation.name for interpretation in dataset.colorinterp}
    if names & {"cyan", "magenta", "yellow", "black", "Y", "Cb", "Cr"}:
        return False
    geographic = dataset.crs is not None or dataset.nodata is not None
    if geographic:
        return True
    return "palette" not in names and structure.get("COMPRESSION", "") not in ("JPEG", "YCbCr JPEG")
