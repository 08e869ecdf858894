"""Pictures in windows: what is larger than memory, or whose tiles are asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.base.errors import ReadError
from core.base.hashing import sha256_of
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import N_
from core.image.image import Image
from core.io.alpha import partial_of
from core.io.finish import data_share
from core.io.tiff_directories import HEIGHT, PHOTOMETRIC, SAMPLES, WIDTH, layout_of_file
from core.io.tiled_image import TiledImage, is_large

# Sides of windows: below the first, what is done for every window takes longer than its pixels; two of the
# second are in memory at a time.
_LEAST_SIDE, _MOST_SIDE = 256, 4096
_BITS, _PALETTE = 258, 3
NO_LABELS_IN_TILES = N_(
    "it is too large to be read whole, as a label image has to be: cut it into parts that fit "
    "(gdal_translate -srcwin)."
)
NOT_IN_TILES = N_(
    "it is too large to be read whole, and in tiles Floe reads upright grey, RGB and GeoTIFF of 8 "
    "or 16 bits; convert it, for example with gdal_translate."
)


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
        image.scale,
        image.printed,
        reading=image.reading,
        open_choices=image.open_choices,
        band_values=image.band_values,
    )


def goes_in_tiles(path: Path) -> bool:
    """Whether a file is a TIFF above the limit of the reader of whole pictures. Never raises.

    Told by what its directory announces: no decoder is loaded.
    """
    found = layout_of_file(path)
    if found is None:
        return False
    main = found.main
    samples = 3 if main.number(PHOTOMETRIC) == _PALETTE else main.number(SAMPLES, 1)
    bytes_a_sample = max(1, -(-main.number(_BITS, 8) // 8))
    announced = main.number(WIDTH) * main.number(HEIGHT) * samples * bytes_a_sample
    try:
        return is_large(max(announced, path.stat().st_size))
    except OSError:
        return False


def with_digest(tiled: TiledImage, cancelled: Cancel = never_cancelled) -> TiledImage:
    """The same with the SHA-256 of the file in its provenance, read in small parts.

    Raises ReadError, Cancelled.
    """
    with digest_beside(tiled, cancelled) as digested:
        return digested(tiled)


@contextmanager
def digest_beside(
    tiled: TiledImage, cancelled: Cancel = never_cancelled
) -> Iterator[Callable[[TiledImage], TiledImage]]:
    """Find the SHA-256 of the file in a thread while the block runs, which has what else it needs of the file
    read. Yields what waits for it and puts it into the provenance; that raises ReadError, Cancelled.

    Of what is in memory or has one already nothing is read.
    """
    if tiled.in_memory or tiled.provenance.sha256:
        yield lambda same: same
        return
    path, left = Path(tiled.provenance.path), threading.Event()
    with ThreadPoolExecutor(1, thread_name_prefix="floe-digest") as beside:
        coming = beside.submit(sha256_of, path, lambda: left.is_set() or cancelled())

        def digested(same: TiledImage) -> TiledImage:
            try:
                return replace(same, provenance=replace(same.provenance, sha256=coming.result()))
            except OSError as error:
                raise ReadError(path, f"{error.strerror}.") from error

        try:
            yield digested
        finally:
            left.set()


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
    partial = partial_of(partly, premultiplied=tiled.premultiplied)
    return Image(
        pixels,
        valid if without else None,
        tiled.bands,
        tiled.georeference,
        with_digest(tiled).provenance,
        (*tiled.warnings, *partial, *data_share(valid.size, without)),
        tiled.scale,
        tiled.printed,
        reading=tiled.reading,
        open_choices=tiled.open_choices,
        band_values=tiled.band_values,
    )
