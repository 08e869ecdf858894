"""A picture that is read window by window: a TIFF too large for memory, or any picture in parts for tests.

The samples of a window follow the same rules as those of a whole GeoTIFF (core.io.raster.samples).
A plain TIFF is read this way where its samples are grey or RGB of 8 or 16 bits as they stand.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from core.errors import FloeError, ReadError
from core.image import Georeference, Image, PixelArray, Provenance
from core.io.finish import first_of
from core.io.raster import georeference_of, names_of, roles, samples
from core.io.scale_tags import scales_of_file
from core.io.source import MAX_BYTES, Source
from core.io.tags import announced_samples, numbers_of
from core.pixel_scale import PixelScale, PrintResolution

# Pixels of a window where the user does not choose: small in memory, large enough to be quick.
_WINDOW_PIXELS = 1 << 22
_CACHE_MB = 256
_ORIENTATION = 274
_MOST_BYTES_A_SAMPLE = 6  # a palette of 16 bits becomes three levels
NOT_IN_TILES = (
    "it is too large to be read whole, and in tiles Floe reads upright grey, RGB and GeoTIFF of 8 or "
    "16 bits; convert it, for example with gdal_translate."
)
_HEADS = (b"II\x2a\x00", b"MM\x00\x2a", b"II\x2b\x00", b"MM\x00\x2b")


@dataclass(frozen=True)
class Window:
    """A rectangle of pixels: first row, first column, rows, columns."""

    row: int
    column: int
    height: int
    width: int


@dataclass(frozen=True, eq=False)
class TiledImage:
    """What an Image tells of itself, without its pixels, and a way to its windows. A context manager.

    window_shape: rows and columns of a window; those at the edge are smaller.
    source: an open rasterio dataset, or an Image that is in memory.
    valid_pixels, warnings: of the whole picture only once core.tiled.count_tiles has read it.
    """

    height: int
    width: int
    band_count: int
    dtype: np.dtype[Any]
    bands: tuple[str, ...]
    georeference: Georeference | None
    provenance: Provenance
    warnings: tuple[str, ...]
    valid_pixels: int
    window_shape: tuple[int, int]
    source: Any = field(repr=False)
    roles: tuple[list[int], int | None] = ([], None)
    scale: PixelScale | None = None
    printed: PrintResolution | None = None

    @property
    def is_colour(self) -> bool:
        """Whether the pixels are grey or RGB levels."""
        return self.dtype in (np.uint8, np.uint16) and self.band_count in (1, 3)

    @property
    def fits(self) -> bool:
        """Whether the reader of whole pictures would take it, so that all files are written as for those."""
        return self.height * self.width * self.band_count * self.dtype.itemsize <= MAX_BYTES

    @property
    def in_memory(self) -> bool:
        return isinstance(self.source, Image)

    def windows(self) -> list[Window]:
        """All windows, by rows from the top, each row from the left."""
        rows, columns = self.window_shape
        return [
            Window(row, column, min(rows, self.height - row), min(columns, self.width - column))
            for row in range(0, self.height, rows)
            for column in range(0, self.width, columns)
        ]

    def read(self, window: Window) -> tuple[Image, int]:
        """The pixels of a window and how many of them are partly transparent. Raises ReadError."""
        down = slice(window.row, window.row + window.height)
        across = slice(window.column, window.column + window.width)
        if isinstance(self.source, Image):
            valid = None if self.source.valid is None else self.source.valid[down, across]
            return Image(self.source.pixels[down, across], valid, self.bands), 0
        from rasterio.windows import Window as Part

        part = Part(window.column, window.row, window.width, window.height)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pixels, valid, partly = samples(self.source, *self.roles, part)
        except Exception as error:  # as in core.io.read
            raise _damaged(Path(self.provenance.path), error) from error
        return Image(pixels, valid, self.bands), partly

    def images(self, order: list[Window]) -> Iterator[tuple[Window, Image, int]]:
        """The windows in this order, the next one read while the one before is worked on."""
        with ThreadPoolExecutor(1, thread_name_prefix="floe-tiles") as ahead:
            coming = ahead.submit(self.read, order[0])
            for i, window in enumerate(order):
                image, partly = coming.result()
                if i + 1 < len(order):
                    coming = ahead.submit(self.read, order[i + 1])
                yield window, image, partly

    def pieces(self) -> Iterator[tuple[int, int, PixelArray]]:
        """First row, first column and pixels of every window."""
        for window, image, _ in self.images(self.windows()):
            yield window.row, window.column, image.pixels

    def close(self) -> None:
        if not self.in_memory:
            self.source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


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
    )


def open_tiles(path: Path, tile: int | None = None) -> TiledImage | None:
    """A TIFF opened for reading in windows; None where it is no TIFF that can be read so.

    tile: side of a window in pixels; None for one that suits the file. Raises ReadError.
    """
    try:
        with path.open("rb") as file:
            if not file.read(4).startswith(_HEADS):
                return None
    except (OSError, ValueError):
        return None  # the reader of whole pictures has the sentence
    import rasterio

    try:
        with warnings.catch_warnings(), rasterio.Env(GDAL_CACHEMAX=_CACHE_MB):
            warnings.simplefilter("ignore")
            dataset = rasterio.open(path, driver="GTiff", num_threads="all_cpus")
    except Exception as error:
        raise _damaged(path, error) from error
    try:
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


def with_digest(tiled: TiledImage) -> TiledImage:
    """The same with the SHA-256 of the file in its provenance, read in small parts."""
    if tiled.in_memory:
        return tiled
    path = Path(tiled.provenance.path)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    return replace(tiled, provenance=replace(tiled.provenance, sha256=digest))


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


def _damaged(path: Path, error: Exception) -> FloeError:
    if isinstance(error, FloeError):
        return error
    text = " ".join(str(error.__cause__ or error).split()).rstrip(".")
    return ReadError(path, f"the file is damaged ({text or type(error).__name__}).")
