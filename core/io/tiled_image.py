"""A picture that is read window by window: what it tells of itself, and a way to its pixels."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, Self

import numpy as np

from core.image.crop import Crop
from core.image.image import (
    BandValue,
    Georeference,
    Image,
    PixelArray,
    PixelScale,
    PrintResolution,
    Provenance,
    are_levels,
)
from core.image.reading import Reading
from core.io.source import MAX_BYTES


def is_large(size: int) -> bool:
    """Whether so many bytes are more than the reader of whole pictures takes."""
    return size > MAX_BYTES


@dataclass(frozen=True)
class Window:
    """A rectangle of pixels: first row, first column, rows, columns."""

    row: int
    column: int
    height: int
    width: int


class WindowSource(Protocol):
    """A file that is open, here or in the guarded process."""

    def read(self, window: Window) -> tuple[Image, int]:
        """The pixels of a window and how many of them are partly transparent. Raises ReadError."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, eq=False)
class TiledImage:
    """What an Image tells of itself, without its pixels, and a way to its windows. A context manager.

    window_shape: rows and columns of a window; those at the edge are smaller.
    source: an open file, or an Image that is in memory.
    premultiplied: whether colours are stored times alpha, which `read` takes back.
    crop: what alone is valid; None for all of the picture.
    valid_pixels, warnings: of the whole picture only once core.pipeline.tiled.count_tiles has read it.
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
    source: WindowSource | Image = field(repr=False)
    scale: PixelScale | None = None
    printed: PrintResolution | None = None
    reading: Reading = field(default_factory=Reading)
    open_choices: tuple[str, ...] = ()
    band_values: tuple[BandValue, ...] = ()
    premultiplied: bool = False
    crop: Crop | None = None

    @property
    def is_colour(self) -> bool:
        """Whether the pixels are grey or RGB levels."""
        return are_levels(self.dtype, self.band_count, self.band_values)

    @property
    def fits(self) -> bool:
        """Whether the reader of whole pictures would take it, so that all files are written as for those."""
        return not is_large(self.height * self.width * self.band_count * self.dtype.itemsize)

    @property
    def counted_pixels(self) -> int:
        """Number of pixels that may be valid: those of the crop, else all."""
        return self.height * self.width if self.crop is None else self.crop.pixels

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
            part, partly = Image(self.source.pixels[down, across], valid), 0
        else:
            part, partly = self.source.read(window)
            if self.crop is not None:
                mask = self.crop.mask(window.row, window.column, window.height, window.width)
                part = replace(part, valid=mask if part.valid is None else part.valid & mask)
        return replace(part, bands=self.bands, band_values=self.band_values), partly

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
        if not isinstance(self.source, Image):
            self.source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
