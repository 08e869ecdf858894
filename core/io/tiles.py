"""A TIFF opened to be read window by window, where it is too large for memory or its tiles are asked for.

The samples of a window follow the same rules as those of a whole GeoTIFF (core.io.raster.samples).
A plain TIFF is read this way where its samples are grey or RGB of 8 or 16 bits as they stand.
"""

from __future__ import annotations

import hashlib
import warnings
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from core.base.errors import FloeError, ReadError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import N_, _
from core.image.image import Image, Provenance
from core.io.finish import data_share, first_of, partial_of
from core.io.raster import georeference_of, names_of, roles
from core.io.source import MAX_BYTES, Source, check_bands, damaged
from core.io.tiff_tags import announced_samples, numbers_of, scales_of_file
from core.io.tiled_image import TiledImage

# Pixels of a window where the user does not choose: small in memory, large enough to be quick.
_WINDOW_PIXELS = 1 << 22
_CACHE_MB = 256
_CHUNK = 1 << 22
# Sides of windows: below the first, what is done for every window takes longer than its pixels; two of the
# second are in memory at a time.
_LEAST_SIDE, _MOST_SIDE = 256, 4096
_SAMPLES = 277
_ORIENTATION, _STRIP_ROWS, _TILE_COLUMNS, _TILE_ROWS = 274, 278, 322, 323
# A thousand times the largest that was measured.
_MOST_PIXELS = 10**12
# Ten times and more what deflate makes of a single colour: of less the file was made to fill a memory.
_MOST_SHRUNK = 20_000
# Each thread decodes a strip or tile of its own, and several wait.
_MOST_BLOCK_BYTES = 80_000_000
_MOST_BYTES_A_SAMPLE = 6  # a palette of 16 bits becomes three levels
NOT_IN_TILES = N_(
    "it is too large to be read whole, and in tiles Floe reads upright grey, RGB and GeoTIFF of 8 "
    "or 16 bits; convert it, for example with gdal_translate."
)
_HEADS = (b"II\x2a\x00", b"MM\x00\x2a", b"II\x2b\x00", b"MM\x00\x2b")


def reading_side(tile: int) -> int:
    """The side of the windows to read where tiles of this side are wanted: small ones several at once.

    The result depends on neither.
    """
    return min(_MOST_SIDE, tile * -(-_LEAST_SIDE // tile))


def tiles_of(image: Image, tile: int) -> TiledImage:
    """An Image that is in memory, in windows of tile × tile pixels."""
    return TiledImage(
        image.height,
        image.width,
        image.band_count,
        image.dtype,
        image.bands,
        image.georeference,
        image.provenance,
        image.warnings,
        image.valid_pixels,
        (tile, tile),
        image,
        scale=image.scale,
        printed=image.printed,
        limit=MAX_BYTES,
    )


def open_tiles(path: Path, tile: int | None = None, threads: int | None = None) -> TiledImage | None:
    """A TIFF opened for reading in windows; None where it is no TIFF that can be read so.

    tile: side of a window in pixels; None for one that suits the file. threads: that decode, all cores
    unless given. Raises ReadError.
    """
    try:
        with path.open("rb") as file:
            if not file.read(4).startswith(_HEADS):
                return None
    except (OSError, ValueError):
        return None  # the reader of whole pictures has the sentence
    import rasterio

    check_bands(path, numbers_of(path).get(_SAMPLES, 1))
    try:
        with warnings.catch_warnings(), rasterio.Env(GDAL_CACHEMAX=_CACHE_MB):
            warnings.simplefilter("ignore")
            dataset = rasterio.open(path, driver="GTiff", num_threads=str(threads or "all_cpus"))
    except Exception as error:
        raise damaged(path, error) from error
    try:
        with rasterio.Env():  # without it GDAL prints what it thinks of odd tags
            _check_blocks(path, dataset)
            if not _as_it_stands(dataset):
                dataset.close()
                return None
            return _described(path, dataset, tile)
    except BaseException:
        dataset.close()
        raise


def goes_in_tiles(path: Path) -> bool:
    """Whether a file is a TIFF above the limit of the reader of whole pictures. Never raises.

    Cheap for all others: no decoder is loaded for them.
    """
    if announced_samples(path) * _MOST_BYTES_A_SAMPLE <= MAX_BYTES:
        return False
    with suppress(FloeError):
        found = open_tiles(path)
        if found is not None:
            with found:
                return not found.fits or path.stat().st_size > MAX_BYTES
    return False


def with_digest(tiled: TiledImage, cancelled: Cancel = never_cancelled) -> TiledImage:
    """The same with the SHA-256 of the file in its provenance, read in small parts.

    Raises ReadError, Cancelled.
    """
    if tiled.in_memory:
        return tiled
    path = Path(tiled.provenance.path)
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                raise_if_cancelled(cancelled)
                digest.update(chunk)
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    return replace(tiled, provenance=replace(tiled.provenance, sha256=digest.hexdigest()))


def _described(path: Path, dataset: Any, tile: int | None) -> TiledImage:
    source = Source(path, b"")
    colours, alpha = roles(source, dataset)
    georeference, doubts = georeference_of(dataset)
    palette = dataset.colorinterp[0].name == "palette"
    bands = 3 if palette else len(colours)
    dtype = np.dtype(np.uint8) if palette else np.dtype(dataset.dtypes[colours[0] - 1])
    sample = Image(np.zeros((1, 1, bands), dtype), None, () if palette else names_of(dataset, colours))
    scales = scales_of_file(path)
    return TiledImage(
        dataset.height,
        dataset.width,
        bands,
        dtype,
        sample.bands,
        georeference,
        Provenance(str(path), "", "TIFF" if georeference is None else "GeoTIFF"),
        (*first_of(len(dataset.subdatasets)), *doubts, *scales.warnings),
        dataset.height * dataset.width,
        (tile, tile) if tile else _suitable(dataset),
        dataset,
        (colours, alpha),
        scales.scale,
        scales.printed,
        MAX_BYTES,
    )


def _check_blocks(path: Path, dataset: Any) -> None:
    """Raise ReadError where the file cannot hold what it announces, or what it holds goes into no memory.

    A TIFF has at least the place of each strip or tile, in four bytes, however well they are packed.
    """
    width, height, itemsize = dataset.width, dataset.height, np.dtype(dataset.dtypes[0]).itemsize
    tags = numbers_of(path)
    rows, columns = tags.get(_TILE_ROWS, tags.get(_STRIP_ROWS, height)), tags.get(_TILE_COLUMNS, width)
    blocks = -(-height // max(1, rows)) * -(-width // max(1, columns))
    size, decoded = path.stat().st_size, width * height * dataset.count * itemsize
    if 4 * blocks > size or width * height > _MOST_PIXELS or decoded > _MOST_SHRUNK * size:
        raise ReadError(
            path,
            _(
                "it announces {width} × {height} pixels, for which the file is too small: it is damaged."
            ).format(width=width, height=height),
        )
    rows, columns = dataset.block_shapes[0]
    if rows * columns * dataset.count * itemsize > _MOST_BLOCK_BYTES:
        raise ReadError(
            path,
            _(
                "it holds its {width} × {height} pixels in strips too large for memory; convert it, "
                "for example with gdal_translate -co TILED=YES."
            ).format(width=width, height=height),
        )


def _suitable(dataset: Any) -> tuple[int, int]:
    """Whole blocks of the file, some four megapixels: bands of rows for strips, squares for tiles."""
    rows, columns = dataset.block_shapes[0]
    if columns >= dataset.width:
        return max(1, _WINDOW_PIXELS // dataset.width // rows) * rows, dataset.width
    side = int(_WINDOW_PIXELS**0.5)
    return max(1, side // rows) * rows, max(1, side // columns) * columns


def _as_it_stands(dataset: Any) -> bool:
    """Whether GDAL gives the samples as core.io reads them: upright, no conversion of colours or bits."""
    structure = dataset.tags(ns="IMAGE_STRUCTURE")
    if structure.get("SOURCE_COLOR_SPACE") or dataset.tags(1, ns="IMAGE_STRUCTURE").get("NBITS"):
        return False
    if numbers_of(Path(dataset.name)).get(_ORIENTATION, 1) != 1:
        return False
    names = {interpretation.name for interpretation in dataset.colorinterp}
    if names & {"cyan", "magenta", "yellow", "black", "Y", "Cb", "Cr"}:
        return False
    geographic = dataset.crs is not None or dataset.nodata is not None
    if geographic:
        return True
    return "palette" not in names and structure.get("COMPRESSION", "") not in ("JPEG", "YCbCr JPEG")


def assembled(tiled: TiledImage, cancelled: Cancel = never_cancelled) -> Image:
    """All windows put together. Raises ReadError, Cancelled."""
    if isinstance(tiled.source, Image):
        return tiled.source
    pixels = np.empty((tiled.height, tiled.width, tiled.band_count), tiled.dtype)
    valid = np.ones((tiled.height, tiled.width), np.bool_)
    partly = 0
    for window, image, some in tiled.images(tiled.windows()):
        raise_if_cancelled(cancelled)
        place = (
            slice(window.row, window.row + window.height),
            slice(window.column, window.column + window.width),
        )
        pixels[place] = image.pixels
        if image.valid is not None:
            valid[place] = image.valid
        partly += some
    without = valid.size - int(np.count_nonzero(valid))
    described = with_digest(tiled)
    return Image(
        pixels,
        valid if without else None,
        tiled.bands,
        tiled.georeference,
        described.provenance,
        (*tiled.warnings, *partial_of(partly), *data_share(valid.size, without)),
        tiled.scale,
        tiled.printed,
    )
