"""netCDF and HDF5: files of many variables, of which a raster is one: a page each, the largest first.

GDAL says which variables are rasters, and what their numbers and grids mean (CF conventions).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.base.errors import ReadError
from core.base.sentences import _, listed
from core.image.image import Image, PlaneAxis
from core.io.hdf5_whole import HEAD, check_whole
from core.io.raster import Said, read_raster
from core.io.source import Source

NAME = "netCDF, HDF5"
SUFFIXES = (".nc", ".nc4", ".cdf", ".h5", ".hdf5", ".he5")

_NETCDF = (b"CDF\x01", b"CDF\x02", b"CDF\x05")
# Of a file, and of one variable: netCDF, which knows grids; else as HDF5 has them.
_DRIVERS = (("netCDF", "netCDF"), ("HDF5", "HDF5Image"))
# Of the variables, in the sentence that says what was left out.
_NAMED = 8


def recognises(source: Source) -> int:
    return 2 if source.data.startswith((*_NETCDF, HEAD)) else 0


def read(source: Source) -> Image:
    """The variable that is chosen as the page, else the first of the largest; the others are said.

    Raises ReadError.
    """
    import rasterio

    is_hdf5 = source.data.startswith(HEAD)
    if is_hdf5:
        check_whole(source.path)
    with _named_plainly(source) as path:
        # What begins as netCDF may go on as HDF5, which was not looked at.
        drivers = _DRIVERS if is_hdf5 else _DRIVERS[:1]
        found = sorted(_rasters(path, drivers), key=lambda each: -each.pixels)
        if not found:
            raise ReadError(source.path, _("no variable in it is a raster."))
        raster = found[source.page_index(len(found))]
        with rasterio.open(raster.name, driver=raster.driver) as file:
            form = "netCDF" if raster.driver == "netCDF" else "HDF5"
            planes = (PlaneAxis("page", len(found)),) if len(found) > 1 else ()
            return read_raster(source, file, form, Said(sentences=_others(raster, found), planes=planes))


@dataclass(frozen=True)
class _Raster:
    """A variable: what GDAL calls it, by which driver, and its pixels."""

    name: str
    driver: str
    pixels: int

    @property
    def variable(self) -> str:
        return self.name.rpartition(":")[2].strip("/")


@contextmanager
def _named_plainly(source: Source) -> Iterator[Path]:
    """A link of a name that needs no quotes: GDAL takes the path apart at its colons.

    These libraries read files, not memory.
    """
    with tempfile.TemporaryDirectory(prefix="floe-") as folder:
        path = Path(folder) / f"picture{'.nc' if source.data[:3] == b'CDF' else source.path.suffix.lower()}"
        try:
            path.symlink_to(source.path.resolve())
        except OSError:  # a system without links
            path.write_bytes(source.data)
        yield path


def _rasters(path: Path, drivers: Sequence[tuple[str, str]]) -> list[_Raster]:
    """The variables that are rasters, by the first driver that finds any."""
    for driver, of_one in drivers:
        names = _variables(path, driver)
        found = [_raster(name, driver if name == str(path) else of_one) for name in names]
        if rasters := [each for each in found if each is not None]:
            return rasters
    return []


def _variables(path: Path, driver: str) -> list[str]:
    import rasterio
    from rasterio.errors import RasterioIOError

    try:
        with rasterio.open(path, driver=driver) as file:
            return list(file.subdatasets) or [str(path)]
    except RasterioIOError:  # not for this driver
        return []


def _raster(name: str, driver: str) -> _Raster | None:
    import rasterio
    from rasterio.errors import RasterioError

    try:
        with rasterio.open(name, driver=driver) as file:
            usable = file.count and all(np.dtype(kind).kind in "uif" for kind in file.dtypes)
            pixels = file.width * file.height if usable and min(file.width, file.height) > 1 else 0
    except (RasterioError, TypeError, ValueError):  # strings, records, tables
        return None
    return _Raster(name, driver, pixels) if pixels else None


def _others(raster: _Raster, found: Sequence[_Raster]) -> tuple[str, ...]:
    if len(found) < 2:
        return ()
    pages = listed([f"{i} {each.variable}" for i, each in enumerate(found[:_NAMED], 1)])
    sentence = _("Only the variable {name} of {n} was read; choose by page: {pages}.")
    if len(found) > _NAMED:
        sentence = _("Only the variable {name} of {n} was read; choose by page, the first of them {pages}.")
    return (sentence.format(name=raster.variable, n=len(found), pages=pages),)
