"""Products of Sentinel-2 and Landsat: files of one band each, in one picture with named bands.

The metadata, which the user opens (core.io.products), name the files. Bands of other resolutions are brought
to the finest grid by their nearest pixel, so that every value is one that was measured; where all of them
would not fit in memory, to a grid coarser by a whole number. Of pixels of which two or more fit along a side
of one of that grid it has the mean, if all of them are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ReadError
from core.base.sentences import _, with_commas
from core.image.image import AS_STORED, Georeference, Image, PlaneAxis
from core.io.bands import value_sentences
from core.io.gdal_file import alone
from core.io.georeference import georeference_of
from core.io.products import is_metadata
from core.io.satellite_grids import Axis, Grid, means, step_of
from core.io.satellite_metadata import BandFile, Product, product_in
from core.io.side_files import Beside
from core.io.source import Source
from core.writing.number_words import fixed, grouped

NAME = "Sentinel-2, Landsat"
# A folder of these is opened; a text or an XML of any other name is no picture.
SUFFIXES = ()

# Of pixels and mask; what decoders need beside it fits into what the guarded process may take.
MOST_BYTES = 600_000_000
_CACHE_BYTES = 64 << 20
_DRIVERS = {b"II\x2a\0": "GTiff", b"MM\0\x2a": "GTiff", b"II\x2b\0": "GTiff", b"\0\0\0\x0c": "JP2OpenJPEG"}
# Rows that are read at a time.
_ROWS = 1024


def recognises(source: Source) -> int:
    return 3 if is_metadata(source.path.name) else 0


def read(source: Source) -> Image:
    """All bands of the product, or those channels that are chosen. Raises ReadError."""
    import rasterio

    product = product_in(source)
    chosen = _chosen(source, product)
    with ExitStack() as stack:
        stack.enter_context(rasterio.Env(GDAL_CACHEMAX=_CACHE_BYTES, **alone()))
        files = [(band, stack.enter_context(_opened(source, band))) for band in chosen]
        grids = [_grid(source, band, file) for band, file in files]
        _check_alike(source, files)
        finest = min(grids, key=lambda grid: grid.metres)
        grid = _fitting(finest, len(files), np.dtype(files[0][1].dtypes[0]).itemsize)
        shape = grid.rows.count, grid.columns.count
        pixels = np.zeros((*shape, len(files)), files[0][1].dtypes[0])
        valid = np.ones(shape, np.bool_)
        for i, ((_band, file), own) in enumerate(zip(files, grids, strict=True)):
            _fill(pixels[..., i], valid, file, own, grid)
        georeference, doubts, _used = georeference_of(files[0][1], Beside())
    if georeference is not None:
        across, down = grid.columns, grid.rows
        place = (across.side, 0.0, across.edge, 0.0, down.side, down.edge)
        georeference = Georeference(georeference.crs, place)
    values = tuple(band.value for band in chosen)
    values = values if any(each != AS_STORED for each in values) else ()
    return Image(
        pixels,
        valid,
        tuple(band.name for band in chosen),
        georeference,
        source.provenance(product.form, Beside({band.name: band.path for band in chosen})),
        (*_resampled(chosen, grids, finest, grid, pixels.itemsize), *value_sentences(values), *doubts),
        reading=source.reading,
        band_values=values,
        planes=(PlaneAxis("channel", len(product.bands)),),
    )


def _chosen(source: Source, product: Product) -> list[BandFile]:
    numbers = source.reading.channels or range(1, len(product.bands) + 1)
    for number in numbers:
        source.check_plane("channel", number, len(product.bands))
    return [product.bands[number - 1] for number in numbers]


def _opened(source: Source, band: BandFile) -> Any:
    """The rasterio dataset of a band, by the driver of its first bytes, with nothing beside it."""
    import rasterio

    with band.path.open("rb") as file:
        driver = _DRIVERS.get(file.read(4))
    if driver is None:
        sentence = _("“{name}”, which it names, is no TIFF or JPEG 2000.")
        raise ReadError(source.path, sentence.format(name=band.path.name))
    return rasterio.open(band.path, driver=driver)


def _grid(source: Source, band: BandFile, file: Any) -> Grid:
    a, b, c, d, e, f = tuple(file.transform)[:6]
    # Before memory is asked for; the bytes are reckoned again for all bands together.
    source.check_size(file.width, file.height, 1, np.dtype(file.dtypes[0]).itemsize)
    # What is no number is neither above nor below 0.
    north_up = a > 0 > e and not (b or d) and np.isfinite((a, c, e, f)).all()
    if not north_up or file.count != 1:
        sentence = _("“{name}”, which it names, is not one band on a grid with north up.")
        raise ReadError(source.path, sentence.format(name=band.path.name))
    return Grid(Axis(c, a, file.width), Axis(f, e, file.height))


def _check_alike(source: Source, files: list[tuple[BandFile, Any]]) -> None:
    """Raise ReadError where bands are on other maps, or of other kinds of numbers."""
    for band, file in files[1:]:
        if file.crs != files[0][1].crs or file.dtypes[0] != files[0][1].dtypes[0]:
            sentence = _("“{name}” has another map or another kind of numbers than “{first}”.")
            raise ReadError(source.path, sentence.format(name=band.path.name, first=files[0][0].path.name))
    if np.dtype(files[0][1].dtypes[0]) not in (np.uint8, np.uint16, np.int16):
        raise source.unsupported(len(files), files[0][1].dtypes[0])


def _fitting(finest: Grid, bands: int, itemsize: int) -> Grid:
    """The finest grid, made coarser by the least whole number with which all bands fit."""
    step = 1
    while (grid := finest.coarser(step)).pixels * (bands * itemsize + 1) > MOST_BYTES:
        step += 1
    return grid


def _fill(out: NDArray[Any], valid: NDArray[np.bool_], file: Any, own: Grid, grid: Grid) -> None:
    """One band on the grid: its nearest pixel, or the nearest mean of as many as fit there. 0 is no data."""
    from rasterio.windows import Window

    step = step_of(own, grid)
    source = own.coarser(step)
    if not source.pixels:
        valid[:] = False
        return
    columns, known_columns = grid.columns.nearest(source.columns)
    rows, known_rows = grid.rows.nearest(source.rows)
    for top, bottom in _blocks(rows, max(1, _ROWS // step)):
        first, last = int(rows[top]), int(rows[bottom - 1]) + 1
        window = Window(0, first * step, source.columns.count * step, (last - first) * step)
        part, known = means(file.read(1, window=window), step)
        places = np.ix_(rows[top:bottom] - first, columns)
        out[top:bottom] = part[places]
        valid[top:bottom] &= known[places] & known_rows[top:bottom, None] & known_columns[None, :]


def _blocks(rows: NDArray[np.intp], most: int) -> Iterator[tuple[int, int]]:
    return ((top, min(top + most, len(rows))) for top in range(0, len(rows), most))


def _resampled(
    chosen: list[BandFile], grids: list[Grid], finest: Grid, grid: Grid, itemsize: int
) -> tuple[str, ...]:
    """What was made of bands that are not on the grid."""
    said: list[str] = []
    sides = sorted({own.metres for own in grids})
    coarse = [
        band.name
        for band, own in zip(chosen, grids, strict=True)
        if own.metres != grid.metres and step_of(own, grid) == 1
    ]
    if len(sides) > 1 and coarse:
        sentence = _(
            "Bands of {sides} m were brought to one grid of {side} m; those of {names} by "
            "their nearest pixel."
        )
        words = with_commas(f"{side:g}" for side in sides)
        said.append(sentence.format(sides=words, side=f"{grid.metres:g}", names=with_commas(coarse)))
    if grid.metres > finest.metres:
        sentence = _(
            "At {fine} m they would take {size} MB: every band is read at {side} m, {width} × {height} "
            "pixels, finer ones as means. Fewer channels are read finer."
        )
        said.append(
            sentence.format(
                fine=f"{finest.metres:g}",
                size=fixed(finest.pixels * (len(chosen) * itemsize + 1) / 1e6, 0),
                side=f"{grid.metres:g}",
                width=grouped(grid.columns.count),
                height=grouped(grid.rows.count),
            )
        )
    return tuple(said)
