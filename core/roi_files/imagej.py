"""ImageJ's regions of interest: NAME.roi and RoiSet.zip, by roifile. Pixel coordinates, as Floe's."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from core.base.errors import ReadError
from core.base.sentences import _, ngettext
from core.base.zip_members import opened_zip, plainly_packed
from core.roi.names import name_from, numbered
from core.roi.regions_of_interest import MOST_REGIONS, RegionOfInterest, RegionPart, RegionsOfInterest
from core.roi.shapes import Ellipse, Polygon, Rectangle, Ring, Shape
from core.roi_files.geometry import geometry_of, polygons_in
from core.writing.replace import write_bytes

_LARGEST_ENTRY = 16 << 20
_LARGEST_TOTAL = 64 << 20
_MOVE, _LINE, _CLOSE = 0.0, 1.0, 4.0
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever they are written


def read_imagej(path: Path) -> RegionsOfInterest:
    """Rectangles, ovals, polygons, freehand and traced ones, and composites; lines and points are left out.

    Raises ReadError.
    """
    entries = _entries(path)
    regions: list[RegionOfInterest] = []
    others = 0
    for number, (name, data) in enumerate(entries, 1):
        shape, own_name = _decoded(path, data)
        if shape is None:
            others += 1
            continue
        otherwise = name_from(Path(name).stem, numbered(path.stem, number, len(entries)))
        regions.append(RegionOfInterest(name_from(own_name or None, otherwise), (RegionPart(shape),)))
    if not regions:
        raise ReadError(path, _("it holds no region with an area, only lines, angles, points or text."))
    if others:
        note = ngettext(
            "{name}: {n} line, angle, point or text is left out.",
            "{name}: {n} lines, angles, points or texts are left out.",
            others,
        ).format(name=path.name, n=others)
        regions[0] = RegionOfInterest(regions[0].name, regions[0].parts, (note,))
    return tuple(regions)


def _entries(path: Path) -> list[tuple[str, bytes]]:
    with path.open("rb") as file:
        if file.read(4) == b"Iout":
            return [(path.name, b"Iout" + file.read())]
    try:
        with opened_zip(path) as archive:
            infos = [each for each in archive.infolist() if each.filename.lower().endswith(".roi")]
            if not infos:
                raise ReadError(path, _("it is a zip without ImageJ regions (.roi)."))
            sizes = [each.file_size for each in infos]
            if len(infos) > MOST_REGIONS or max(sizes) > _LARGEST_ENTRY or sum(sizes) > _LARGEST_TOTAL:
                raise ReadError(path, _("it holds more than regions of interest may."))
            return [(each.filename, archive.read(plainly_packed(each))) for each in infos]
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise ReadError(path, _("the zip is damaged, or holds more than regions of interest.")) from error


def _decoded(path: Path, data: bytes) -> tuple[Shape | None, str]:
    from roifile import ImagejRoi

    try:
        roi = ImagejRoi.frombytes(data)
        return _shape(roi), str(roi.name)
    except ReadError:
        raise
    except Exception as error:  # roifile trusts the bytes: anything may come of damaged ones
        raise ReadError(path, _("it is no ImageJ region, or a damaged one.")) from error


def _shape(roi: Any) -> Shape | None:
    from roifile import ROI_SUBTYPE, ROI_TYPE

    if roi.subtype in (ROI_SUBTYPE.TEXT, ROI_SUBTYPE.ARROW, ROI_SUBTYPE.IMAGE):
        return None
    if roi.composite:
        rings = [np.asarray(each, np.float64) for each in roi.coordinates(multi=True)]
        kept = [each for each in (_open(ring) for ring in rings) if len(each) >= 3]
        return Polygon(tuple(Ring(each) for each in kept)) if kept else None
    if roi.roitype in (ROI_TYPE.RECT, ROI_TYPE.OVAL):
        left, top, right, bottom = roi.left, roi.top, roi.right, roi.bottom
        if roi.subpixelrect:
            left, top, right, bottom = roi.xd, roi.yd, roi.xd + roi.widthd, roi.yd + roi.heightd
        if roi.roitype == ROI_TYPE.RECT:
            return Rectangle(float(left), float(top), float(right), float(bottom))
        return Ellipse((left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2)
    if roi.roitype in (ROI_TYPE.POLYGON, ROI_TYPE.FREEHAND, ROI_TYPE.TRACED):
        points = _open(np.asarray(roi.coordinates(), np.float64))
        return Polygon((Ring(points),)) if len(points) >= 3 else None
    return None


def _open(points: Any) -> Any:
    """Without the first point repeated at the end."""
    return points[:-1] if len(points) > 1 and np.array_equal(points[0], points[-1]) else points


def write_imagej(path: Path, regions: RegionsOfInterest) -> None:
    """RoiSet.zip, or a single .roi: rectangles and ovals as such, all else as polygons and composites.

    Raises WriteError.
    """
    if path.suffix.lower() == ".roi" and len(regions) == 1:
        write_bytes(path, _encoded(regions[0]))
        return
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, region in enumerate(regions, 1):
            safe = "".join(sign if sign.isalnum() or sign in " -_." else "_" for sign in region.name)
            archive.writestr(zipfile.ZipInfo(f"{number:04d}-{safe}.roi", _EPOCH), _encoded(region))
    write_bytes(path, packed.getvalue())


def _encoded(region: RegionOfInterest) -> bytes:
    from roifile import ROI_OPTIONS, ROI_TYPE, ImagejRoi

    first = region.parts[0].shape
    options = ROI_OPTIONS.SUB_PIXEL_RESOLUTION
    if len(region.parts) == 1 and isinstance(first, Rectangle | Ellipse):
        roi = ImagejRoi()
        roi.roitype = ROI_TYPE.RECT if isinstance(first, Rectangle) else ROI_TYPE.OVAL
        roi.options = options
        left, top, right, bottom = first.bounds
        roi.xd, roi.yd, roi.widthd, roi.heightd = left, top, right - left, bottom - top
    else:
        rings = [
            np.asarray(ring.coords)
            for each in polygons_in(geometry_of(region))
            for ring in (each.exterior, *each.interiors)
        ]
        if len(rings) == 1:
            roi = ImagejRoi.frompoints(_open(rings[0]).astype(np.float32), name=region.name)
            roi.roitype = ROI_TYPE.POLYGON
            left, top, right, bottom = first.bounds
        else:
            roi = ImagejRoi()
            roi.roitype = ROI_TYPE.RECT
            path = np.concatenate([_path(ring) for ring in rings]).astype(np.float32)
            roi.multi_coordinates, roi.shape_roi_size = path, len(path)
        left, top, right, bottom = region.bounds
    roi.name, roi.version = region.name, 227
    roi.left, roi.top = int(np.floor(left)), int(np.floor(top))
    roi.right, roi.bottom = int(np.ceil(right)), int(np.ceil(bottom))
    return bytes(roi.tobytes())


def _path(ring: Any) -> Any:
    """ImageJ's list of numbers: move, lines, close."""
    commands = np.full((len(ring) - 1, 1), _LINE)
    commands[0] = _MOVE
    return np.append(np.hstack((commands, ring[:-1])).ravel(), _CLOSE)
