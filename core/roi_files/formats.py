"""Files of regions of interest: GeoJSON, shapefile, GeoPackage, ImageJ, mask images. One module a family."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.base.errors import FloeError, ParameterError, ReadError
from core.base.paths import is_file
from core.base.sentences import _, ngettext, with_commas
from core.image.image import Described, PixelGrid
from core.roi.names import free_name
from core.roi.regions_of_interest import (
    MOST_REGIONS,
    RegionOfInterest,
    RegionPart,
    RegionsOfInterest,
    check_effort,
    checked,
)
from core.roi.shape_masks import polygon_of_mask
from core.writing.number_words import fixed, grouped

if TYPE_CHECKING:
    from core.roi_files.layer import Layer

# A larger one was not drawn by anyone, and GDAL and Python would be busy with it for minutes.
LARGEST_REGION_FILE = 64 << 20
_IMAGEJ_SUFFIXES = (".roi", ".zip")
# Family name → suffixes, for file dialogs.
REGION_FILES: dict[str, tuple[str, ...]] = {
    "GeoJSON": (".geojson", ".json"),
    "Shapefile": (".shp",),
    "GeoPackage": (".gpkg",),
    "ImageJ": _IMAGEJ_SUFFIXES,
}
# How files of these formats begin: the SQLite of a GeoPackage, ImageJ's regions, a zip of them.
_MAGIC: dict[str, tuple[bytes, ...]] = {
    "GeoPackage": (b"SQLite format 3\0",),
    "Shapefile": (b"\x00\x00\x27\x0a",),
    "ImageJ": (b"Iout", b"PK\x03\x04", b"PK\x05\x06"),
}
_HEAD = 64
WRITABLE: dict[str, str] = {"GeoJSON": ".geojson", "Shapefile": ".shp", "ImageJ": ".zip"}


def regions_for(path: Path, grid: PixelGrid) -> RegionsOfInterest:
    """The regions of interest in a file, in the pixels of a picture; each has at least one of them.

    The format is told by the content; what has that of none is a mask image. Runs in the calling process: for
    files of unknown origin use core.guarded.process.ReadingProcess.read_by.
    Raises ReadError for a file that holds none, is damaged, or does not belong to the picture.
    """
    form = _format_of(path)
    if form == "ImageJ":
        from core.roi_files.imagej import read_imagej

        found = read_imagej(path)
    elif form == "mask":
        found = _read_mask_image(path, grid)
    else:
        from core.roi_files.maps import regions_on_map

        found = regions_on_map(path, grid, _layer_of(path, form))
    return _in_picture(path, grid, found)


def write_regions(path: Path, regions: RegionsOfInterest, image: Described) -> None:
    """Write them in the format of the suffix, whole or not at all. Raises WriteError, ParameterError."""
    suffix = path.suffix.lower()
    if suffix == ".shp":
        from core.roi_files.map_writers import write_shapefile

        write_shapefile(path, regions, image)
    elif suffix in _IMAGEJ_SUFFIXES:
        from core.roi_files.imagej import write_imagej

        write_imagej(path, regions)
    elif suffix in (".geojson", ".json"):
        from core.roi_files.map_writers import write_geojson

        write_geojson(path, regions, image)
    else:
        raise ParameterError(
            _("There is no format for “{name}”: let its name end in {endings}.").format(
                name=path.name, endings=with_commas(WRITABLE.values())
            )
        )


def _format_of(path: Path) -> str:
    """One of REGION_FILES, or "mask". Raises ReadError."""
    try:
        size = path.stat().st_size
        if not is_file(path):
            raise ReadError(path, _("it is no file; give a file of regions of interest."))
        with path.open("rb") as file:
            head = file.read(_HEAD).lstrip(b"\xef\xbb\xbf")
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    suffix = path.suffix.lower()
    named = next((name for name, suffixes in REGION_FILES.items() if suffix in suffixes), None)
    found = next((name for name, magic in _MAGIC.items() if head.startswith(magic)), None)
    if found is None and (named == "GeoJSON" or head.lstrip().startswith(b"{")):
        found = "GeoJSON"
    if found is None and named is not None:
        raise ReadError(path, _("it is no {format} file, whatever its name says.").format(format=named))
    if found is not None and size > LARGEST_REGION_FILE:
        raise ReadError(
            path,
            _(
                "it has {size} MB, regions of interest may have {most} MB: cut it to the "
                "place of the picture."
            ).format(size=fixed(size / 1e6, 0), most=fixed(LARGEST_REGION_FILE / 1e6, 0)),
        )
    return found or "mask"


def _layer_of(path: Path, form: str) -> Layer:
    """The features of a file of one of the formats of maps. Raises ReadError."""
    if form == "GeoPackage":
        from core.roi_files.geopackage import read_geopackage

        return read_geopackage(path)
    if form == "Shapefile":
        from core.roi_files.shapefile import read_shapefile

        return read_shapefile(path)
    from core.roi_files.geojson import read_geojson

    return read_geojson(path)


def _in_picture(path: Path, grid: PixelGrid, found: RegionsOfInterest) -> RegionsOfInterest:
    """Those with a pixel of the picture, with names of their own; what is left out is said."""
    if len(found) > MOST_REGIONS:
        raise ReadError(
            path, _("it holds more than {most} regions of interest.").format(most=grouped(MOST_REGIONS))
        )
    try:
        check_effort(found, grid.height)
    except ParameterError as error:
        raise ReadError(path, str(error)) from None
    kept: list[RegionOfInterest] = []
    complaint: FloeError | None = None
    names: set[str] = set()
    for region in found:
        try:
            checked(region, grid)
        except ParameterError as error:
            complaint = complaint or error
            continue
        name = free_name(region.name, names)
        names.add(name)
        kept.append(RegionOfInterest(name, region.parts, region.notes))
    if not kept:
        raise ReadError(path, str(complaint)) if complaint else ReadError(path, _("it holds no polygon."))
    missing = len(found) - len(kept)
    if missing:
        note = ngettext(
            "{name}: {n} of {count} regions of interest lies outside the picture.",
            "{name}: {n} of {count} regions of interest lie outside the picture.",
            missing,
        ).format(name=path.name, n=missing, count=len(found))
        kept[0] = RegionOfInterest(kept[0].name, kept[0].parts, (*kept[0].notes, note))
    return tuple(kept)


def _read_mask_image(path: Path, grid: PixelGrid) -> RegionsOfInterest:
    """One region of interest: the pixels with a value other than 0 in any band, and with data.

    Raises ReadError where the mask is of another size, empty, or no picture.
    """
    from core.io.reader import read

    mask = read(path)
    if (mask.height, mask.width) != (grid.height, grid.width):
        raise ReadError(
            path,
            _(
                "as a mask it has {width} × {height} pixels, the picture has {image_width} × "
                "{image_height}: both must have the same size."
            ).format(width=mask.width, height=mask.height, image_width=grid.width, image_height=grid.height),
        )
    inside = np.zeros((mask.height, mask.width), np.bool_)
    for band in range(mask.band_count):
        inside |= mask.pixels[:, :, band] != 0
    if mask.valid is not None:
        inside &= mask.valid
    try:
        shape = polygon_of_mask(inside)
    except ParameterError as error:
        raise ReadError(path, str(error)) from None
    if shape is None:
        raise ReadError(path, _("as a mask it is empty: all its pixels are 0."))
    return (RegionOfInterest(path.stem, (RegionPart(shape),)),)
