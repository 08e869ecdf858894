"""The ColourHistogram: the distinct colours of an image and how many pixels have each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints, Mask
from core.base.parallel import Cancel, Workers, available_threads, chunks, never_cancelled, raise_if_cancelled
from core.cluster.colours import colour_kernels
from core.image.image import Image, PixelArray, flat

# Pixels between two looks at `cancelled`, and the portion of a thread.
COUNTED_AT_ONCE = 500_000
# Pixels that are worth one more thread with a table of its own, and how many tables there are at most.
WORTH_A_TABLE, _MOST_TABLES = 2_000_000, 4
# What a byte of a table counts at most.
_FULL = 255
# Places of the tables looked through at a time: 1 MB of each, which a core's cache holds.
_STRETCH = 1 << 20
# The same where they are sorted: some 100 ms.
SORTED = 1 << 20


@dataclass(frozen=True, eq=False)
class ColourHistogram:
    """Distinct colours and their counts, in an order that depends on nothing but the colours.

    colours: (n, bands) uint8 or uint16; 8-bit RGB is ordered by cell of the colour cube (8×8×8), then
        inside it, all else lexicographically. counts: (n,) int64, each at least 1.
    """

    colours: PixelArray
    counts: Ints

    def __len__(self) -> int:
        return len(self.counts)

    @cached_property
    def pixels(self) -> int:
        """Number of pixels counted."""
        return int(self.counts.sum())

    @property
    def is_rgb8(self) -> bool:
        return self.colours.dtype == np.uint8 and self.colours.shape[1] == 3

    @cached_property
    def keys(self) -> NDArray[np.uint64]:
        """(n,) ascending: each colour packed into one number."""
        return pack(self.colours)

    @classmethod
    def of_keys(cls, keys: Ints, counts: Ints, *, grey: np.dtype[Any] | None) -> ColourHistogram:
        """Of colours packed as in `keys`, ascending. grey: dtype of grey ones; None: 8-bit RGB."""
        colours = _unpack_rgb(keys.astype(np.uint32)) if grey is None else keys.astype(grey)[:, None]
        return cls(colours, counts)

    def merge(self, other: ColourHistogram) -> ColourHistogram:
        """The histogram of both sets of pixels; counts add up exactly.

        Raises ValueError where bands or dtype differ.
        """
        if self.colours.dtype != other.colours.dtype or self.colours.shape[1] != other.colours.shape[1]:
            raise ValueError("Histograms of different bands or dtypes cannot be merged.")
        keys = np.concatenate([self.keys, other.keys])
        _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        counts = np.zeros(len(first), np.int64)
        np.add.at(counts, inverse, np.concatenate([self.counts, other.counts]))
        return ColourHistogram(np.concatenate([self.colours, other.colours])[first], counts)


def pack(colours: PixelArray) -> NDArray[np.uint64]:
    """(n, bands) → (n,) keys in the canonical order; at most 64 bits a colour."""
    if colours.dtype == np.uint8 and colours.shape[1] == 3:
        r, g, b = (colours[:, i].astype(np.int64) for i in range(3))
        cell = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3)
        return ((cell << 9) | ((r & 7) << 6) | ((g & 7) << 3) | (b & 7)).astype(np.uint64)
    bits = 8 * colours.dtype.itemsize
    keys = np.zeros(len(colours), np.uint64)
    for band in range(colours.shape[1]):
        keys = (keys << np.uint64(bits)) | colours[:, band].astype(np.uint64)
    return keys


def _unpack_rgb(keys: NDArray[np.uint32]) -> Bytes:
    cell = keys >> 9
    r = ((cell >> 10) << 3) | ((keys >> 6) & 7)
    g = (((cell >> 5) & 31) << 3) | ((keys >> 3) & 7)
    b = ((cell & 31) << 3) | (keys & 7)
    return np.stack([r, g, b], axis=1).astype(np.uint8)


def count_colours(
    image: Image, cancelled: Cancel = never_cancelled, threads: int | None = None
) -> ColourHistogram:
    """The histogram of the valid pixels of an image (any number of bands that packs into 64 bits).

    threads: default all cores; the result does not depend on it. Raises Cancelled within some 100 ms of
    `cancelled()` turning true.
    """
    pixels, valid = flat(image)
    if image.band_count == 1 or (image.band_count == 3 and pixels.dtype == np.uint8):
        table = ColourTable(pixels.dtype, pixels.shape[1], threads)
        table.count(pixels, valid, cancelled)
        return table.histogram()
    if image.band_count * 8 * pixels.dtype.itemsize > 64:
        raise ValueError(f"{image.band_count} bands of {pixels.dtype} do not pack into 64 bits.")
    return _count_by_sorting(pixels, valid, cancelled)


def _count_by_sorting(pixels: PixelArray, valid: Mask, cancelled: Cancel) -> ColourHistogram:
    """Chunk by chunk, then range by range of the keys of all chunks: no step takes long."""
    parts: list[tuple[NDArray[np.uint64], Ints]] = []
    for part in chunks(len(pixels), SORTED, cancelled):
        chosen = pixels[part][valid[part]] if len(valid) else pixels[part]
        found, times = np.unique(pack(chosen), return_counts=True)
        parts.append((found, times.astype(np.int64)))
    # Borders between ranges of about SORTED keys each.
    borders = np.sort(np.concatenate([found[:: SORTED // 256] for found, _ in parts]))[256::256]
    cuts = [[0, *np.searchsorted(found, borders).tolist(), len(found)] for found, _ in parts]
    ranges = []
    for i in range(len(borders) + 1):
        raise_if_cancelled(cancelled)
        pieces = [slice(cut[i], cut[i + 1]) for cut in cuts]
        keys = np.concatenate([found[piece] for (found, _), piece in zip(parts, pieces, strict=True)])
        times = np.concatenate([counts[piece] for (_, counts), piece in zip(parts, pieces, strict=True)])
        keys, times = _added_up(keys, times)
        ranges.append((_unpack(keys, pixels.shape[1], pixels.dtype), times))
    return ColourHistogram(*(np.concatenate(each) for each in zip(*ranges, strict=True)))


def _added_up(keys: NDArray[np.uint64], times: Ints) -> tuple[NDArray[np.uint64], Ints]:
    """Each key once, ascending, with the sum of its times."""
    order = np.argsort(keys, kind="stable")
    keys, times = keys[order], times[order]
    first = np.flatnonzero(np.concatenate([np.ones(min(len(keys), 1), np.bool_), keys[1:] != keys[:-1]]))
    return keys[first], np.add.reduceat(times, first) if len(first) else times


def _unpack(keys: NDArray[np.uint64], bands: int, dtype: np.dtype[Any]) -> PixelArray:
    """The colours (n, bands) of keys of `pack`; not of three bands of 8 bits."""
    bits = np.uint64(8 * dtype.itemsize)
    colours: PixelArray = np.empty((len(keys), bands), dtype)
    for band in reversed(range(bands)):
        colours[:, band] = keys & np.uint64(np.iinfo(dtype).max)
        keys = keys >> bits
    return colours


class ColourTable:
    """A count for each colour that there can be, of grey or 8-bit RGB; pictures are added to it.

    The counts are kept in bytes, which a cache holds better than words, and in a list of the colours whose
    byte was full, each worth 255 pixels. Threads count large pictures apart, each for itself; whole numbers
    add up the same in any order. Memory: 16 MB a thread, and 4 bytes for every 255 pixels.
    """

    def __init__(self, dtype: np.dtype[Any], bands: int, threads: int | None = None) -> None:
        self._dtype, self._grey = dtype, bands == 1
        self.fits = self._grey or (bands == 3 and dtype == np.uint8)
        self._size = 0 if not self.fits else np.iinfo(dtype).max + 1 if self._grey else 1 << 24
        self._threads = min(threads or available_threads(), _MOST_TABLES)
        self._tables = [np.zeros(self._size, np.uint8)]
        self._full: list[NDArray[np.uint32]] = []

    def add(self, image: Image, cancelled: Cancel = never_cancelled) -> None:
        """Count the valid pixels of an image. Raises Cancelled."""
        self.count(*flat(image), cancelled)

    def count(self, pixels: PixelArray, valid: Mask, cancelled: Cancel) -> None:
        """pixels (n, bands), valid (n,) or empty for all. Raises Cancelled."""
        number = min(self._threads, 1 + len(pixels) // WORTH_A_TABLE)
        self._tables += [np.zeros(self._size, np.uint8) for _ in range(number - len(self._tables))]

        def work(i: int) -> None:
            # All may be full before: of so many colours each has been seen 255 times.
            full = np.empty(min(COUNTED_AT_ONCE, len(pixels)), np.uint32)
            for start in range(i * COUNTED_AT_ONCE, len(pixels), number * COUNTED_AT_ONCE):
                raise_if_cancelled(cancelled)
                part, mask = pixels[start : start + COUNTED_AT_ONCE], valid[start : start + COUNTED_AT_ONCE]
                if self._grey:
                    filled = colour_kernels.count_grey(part[:, 0], mask, self._tables[i], full)
                else:
                    filled = colour_kernels.count_rgb(part, mask, self._tables[i], full)
                self._full.append(full[:filled].copy())

        with Workers(number) as workers:
            workers.each(work, range(number))

    def histogram(self) -> ColourHistogram:
        """Of all that was added."""
        starts = range(0, self._size, _STRETCH)
        found = [(np.empty(0, np.int64), np.empty(0, np.int64))] * len(starts)

        def work(i: int) -> None:
            parts = [table[starts[i] : starts[i] + _STRETCH] for table in self._tables]
            # Of truth values numpy finds the non-zero ones four times as fast.
            places = np.flatnonzero(reduce(np.bitwise_or, parts) != 0)
            counts = np.zeros(len(places), np.int64)
            for part in parts:
                counts += part[places]
            found[i] = places + starts[i], counts

        with Workers(self._threads) as workers:
            workers.each(work, range(len(starts)))
        keys = np.concatenate([places for places, _ in found])
        counts = np.concatenate([counts for _, counts in found])
        if self._full:
            full = np.searchsorted(keys, np.concatenate(self._full))
            counts += _FULL * np.bincount(full, minlength=len(keys))
        return ColourHistogram.of_keys(keys, counts, grey=self._dtype if self._grey else None)
