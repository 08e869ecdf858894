"""Files of regions of interest: GeoJSON, shapefile, GeoPackage, ImageJ, mask images. One module a family."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.base.errors import FloeError, ParameterError, ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _, ngettext
from core.image.image import Described, Image
from core.roi.names import free_name
from core.roi.regions_of_interest import (
    MOST_REGIONS,
    RegionOfInterest,
    RegionPart,
    RegionsOfInterest,
    checked,
)
from core.roi.shape_masks import polygon_of_mask

# A larger one was not drawn by anyone, and GDAL and Python would be busy with it for minutes.
LARGEST_REGION_FILE = 64 << 20
_MAP_SUFFIXES = (".geojson", ".json", ".shp", ".gpkg")
_IMAGEJ_SUFFIXES = (".roi", ".zip")
# Family name → suffixes, for file dialogs.
REGION_FILES: dict[str, tuple[str, ...]] = {
    "GeoJSON": (".geojson", ".json"),
    "Shapefile": (".shp",),
    "GeoPackage": (".gpkg",),
    "ImageJ": _IMAGEJ_SUFFIXES,
}
WRITABLE: dict[str, str] = {"GeoJSON": ".geojson", "Shapefile": ".shp", "ImageJ": ".zip"}


def regions_for(
    path: Path, image: Described, read_mask: Callable[[Path], Image], *, cancelled: Cancel = never_cancelled
) -> RegionsOfInterest:
    """The regions of interest in a file, in the pixels of `image`; each has at least one of them.

    read_mask: reads a picture, for files that are none of REGION_FILES. Raises ReadError for a file that
    holds none, is damaged, or does not belong to the picture; Cancelled.
    """
    _check_file(path)
    suffix = path.suffix.lower()
    if suffix in _MAP_SUFFIXES:
        from core.roi_files.maps import read_map

        found = read_map(path, image)
    elif suffix in _IMAGEJ_SUFFIXES:
        from core.roi_files.imagej import read_imagej

        found = read_imagej(path)
    else:
        found = _read_mask_image(path, image, read_mask)
    return _in_picture(path, image, found, cancelled)


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
                name=path.name, endings=", ".join(WRITABLE.values())
            )
        )


def _check_file(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    if not path.is_file():
        raise ReadError(path, _("it is no file; give a file of regions of interest."))
    if path.suffix.lower() in (*_MAP_SUFFIXES, *_IMAGEJ_SUFFIXES) and size > LARGEST_REGION_FILE:
        raise ReadError(
            path,
            _(
                "it has {size:,.0f} MB, regions of interest may have {most:,.0f} MB: cut it to the "
                "place of the picture."
            ).format(size=size / 1e6, most=LARGEST_REGION_FILE / 1e6),
        )


def _in_picture(
    path: Path, image: Described, found: RegionsOfInterest, cancelled: Cancel
) -> RegionsOfInterest:
    """Those with a pixel of the picture, with names of their own; what is left out is said."""
    if len(found) > MOST_REGIONS:
        raise ReadError(path, _("it holds more than {most:,} regions of interest.").format(most=MOST_REGIONS))
    kept: list[RegionOfInterest] = []
    complaint: FloeError | None = None
    names: set[str] = set()
    for region in found:
        try:
            checked(region, image, cancelled=cancelled)
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


def _read_mask_image(path: Path, image: Described, read: Callable[[Path], Image]) -> RegionsOfInterest:
    """One region of interest: the pixels with a value other than 0 in any band, and with data.

    Raises ReadError where the mask is of another size, empty, or no picture.
    """
    mask = read(path)
    if (mask.height, mask.width) != (image.height, image.width):
        raise ReadError(
            path,
            _(
                "as a mask it has {width} × {height} pixels, the picture has {image_width} × "
                "{image_height}: both must have the same size."
            ).format(
                width=mask.width, height=mask.height, image_width=image.width, image_height=image.height
            ),
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
