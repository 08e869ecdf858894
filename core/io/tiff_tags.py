"""What the tags of a TIFF say of the size of a pixel: OME-XML, ImageJ, and for printing.

Sources: the OME model 2016-06 (Pixels: PhysicalSizeX, PhysicalSizeXUnit, default µm), ImageJ 1.54
(TiffEncoder, FileOpener: XResolution pixels a `unit`), TIFF 6.0 tags 282, 283, 296.
"""

from __future__ import annotations

import io
import logging
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from core.base.sentences import N_, _
from core.image.image import PixelScale, PrintResolution, ScaleMetadata
from core.io.finish import lies_sideways
from core.io.instrument_scales import instrument_sides
from core.io.tiff_directories import Directory
from core.scale.units import UNITS, metric_unit, unit_named
from core.writing.typed_numbers import stored_number

_X, _Y, _UNIT = 282, 283, 296
_INCH, _CENTIMETRE = 2, 3
_NAMES: dict[ScaleMetadata, str] = {"ome": "OME", "imagej": "ImageJ", "instrument": "microscope"}
_NO_UNIT = {"", "pixel", "pixels", "px", "reference frame", "null"}
_FROM_INCHES = N_(
    "ImageJ gives the pixel size in inches; it takes that from the printed resolution of a scan, "
    "too: check that it is the size on what the picture shows."
)


@dataclass(frozen=True)
class Scales:
    """scale: from OME-XML or ImageJ. printed: for paper. warnings: sentences on what could not be used."""

    scale: PixelScale | None = None
    printed: PrintResolution | None = None
    warnings: tuple[str, ...] = ()

    def turned(self, orientation: int) -> Scales:
        """As the picture is turned upright: by 5…8 width and height change places (TIFF 6.0)."""
        if not lies_sideways(orientation):
            return self
        scale, printed = self.scale, self.printed
        return Scales(
            scale and replace(scale, width=scale.height, height=scale.width),
            printed and PrintResolution(printed.y, printed.x),
            self.warnings,
        )


def scales_of_file(content: bytes | Path, main: Directory | None = None) -> Scales:
    """Of a TIFF, its bytes or its path, of which only one directory is read: `main`, else the first.

    Never raises.
    """
    import tifffile

    logging.getLogger("tifffile").setLevel(logging.CRITICAL)
    try:
        with tifffile.TiffFile(io.BytesIO(content) if isinstance(content, bytes) else content) as file:
            return scales_of_page(page_of(file, main))
    except Exception:  # Damaged metadata raise anything; the pixels have their own reader.
        return Scales()


def page_of(file: Any, main: Directory | None) -> Any:
    """The page of a tifffile.TiffFile that is a directory; the first without. Raises what tifffile raises."""
    if main is None:
        return file.pages[0]
    page = file.pages[main.index]
    return page if main.sub < 0 else page.pages[main.sub]


def scales_of_page(page: Any) -> Scales:
    """Of a page of a tifffile.TiffFile: OME-XML, else the maker of the instrument, else ImageJ; and the
    resolution for printing.
    """
    # Of all its pages the first alone has what OME says of the file.
    first = page.parent.pages[0]
    description = str((first if first.is_ome else page).description or "")
    resolution = tuple(_rational(page.tags.valueof(tag)) for tag in (_X, _Y))
    unit = int(page.tags.valueof(_UNIT, _INCH) or 0)
    if first.is_ome:
        found = _ome(description, page.imagewidth, page.imagelength, page.index)
    elif (instrument := instrument_sides(page)) is not None:
        found = _scale("instrument", instrument[1])
    elif description.startswith("ImageJ="):
        found = _imagej(description, *resolution, in_centimetres=unit == _CENTIMETRE)
    else:
        found = Scales()
    per_inch = {_INCH: 1.0, _CENTIMETRE: 2.54}.get(unit)
    x, y = resolution
    if per_inch is None or not (x and y) or found.scale is not None:
        return found  # beside a scale it is the same number again
    return replace(found, printed=PrintResolution(x * per_inch, y * per_inch))


def _rational(value: Any) -> float:
    """Numerator / denominator; 0 where it is no number above zero."""
    try:
        number = float(value[0]) / float(value[1]) if isinstance(value, tuple) else float(value)
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        return 0.0
    return number if 0.0 < number < math.inf else 0.0


def _ome(description: str, width: int, height: int, directory: int) -> Scales:
    """directory: number of the one that is read, which one of the images of the file is stored in."""
    # An entity may expand to more than memory; the OME model needs none.
    if "<!DOCTYPE" in description or "<!ENTITY" in description:
        return Scales(warnings=(_("Its OME metadata are not plain: the pixel size in them is not used."),))
    try:
        root = ET.fromstring(description)  # noqa: S314 - no entities, see above
    except (ET.ParseError, ValueError):
        return Scales(warnings=(_("Its OME metadata are damaged: no pixel size is known from them."),))
    pixels = _pixels_of(root, directory)
    if pixels is None or pixels.get("PhysicalSizeX") is None:
        return Scales()
    size = (pixels.get("SizeX"), pixels.get("SizeY"))
    if size != (str(width), str(height)):
        sentence = _(
            "Its OME metadata are those of a picture of {width} × {height} pixels: the pixel size "
            "in them is not used."
        ).format(width=size[0], height=size[1])
        return Scales(warnings=(sentence,))
    sides = [
        (pixels.get(f"PhysicalSize{axis}", ""), pixels.get(f"PhysicalSize{axis}Unit", "µm")) for axis in "XY"
    ]
    return _scale("ome", sides)


def _pixels_of(root: ET.Element, directory: int) -> ET.Element | None:
    """The Pixels that a directory of the file holds by their TiffData, else the first ones.

    IFD is the first directory (0 where it is left out), PlaneCount how many: 1 where there is an IFD, else
    all that follow (OME-TIFF specification).
    """
    every = [each for each in root.iter() if each.tag.rpartition("}")[2] == "Pixels"]
    for pixels in every:
        for data in (each for each in pixels if each.tag.rpartition("}")[2] == "TiffData"):
            first, count = (
                _whole(data.get("IFD"), 0),
                _whole(data.get("PlaneCount"), 1 if data.get("IFD") else -1),
            )
            if first <= directory and (count < 0 or directory < first + count):
                return pixels
    return every[0] if every else None


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() else default


def _imagej(description: str, x: float, y: float, *, in_centimetres: bool) -> Scales:
    """As ImageJ reads it: with the unit "um", a resolution a centimetre means 10,000 times the size
    (FileOpener.decodeDescriptionString).
    """
    properties = dict(line.split("=", 1) for line in description.splitlines() if "=" in line)
    unit = _plain(properties.get("unit", ""))
    if unit in _NO_UNIT or not (x and y):
        return Scales()
    times = 10_000.0 if in_centimetres and unit == "um" else 1.0
    sides = [(repr(times / x), unit), (repr(times / y), _plain(properties.get("yunit", unit)))]
    found = _scale("imagej", sides)
    inches = unit_named(unit) == "in" and found.scale is not None
    return replace(found, warnings=(_(_FROM_INCHES),)) if inches else found


def _plain(unit: str) -> str:
    """ImageJ writes µ as \\u00B5, and Å as \\u00C5."""
    return unit.replace("\\u00B5", "µ").replace("\\u00b5", "µ").replace("\\u00C5", "Å").strip()


def _scale(source: ScaleMetadata, sides: list[tuple[str, str]]) -> Scales:
    """The scale from the numbers and units of width and height, as they are written."""
    written = " × ".join(f"{number or '?'} {unit}" for number, unit in sides)
    try:
        (width, unit), (height, other) = ((stored_number(number), unit) for number, unit in sides)
    except ValueError:
        width = height = 0.0
        unit = other = ""
    if unit in _NO_UNIT and width > 0:
        return Scales()
    (factor, own), (other_factor, others) = (metric_unit(each) or (0.0, "m") for each in (unit, other))
    width, height = width * factor, height * other_factor * (UNITS[others] / UNITS[own])
    if not (0.0 < width < math.inf and 0.0 < height < math.inf):
        return Scales(
            warnings=(
                _("Its {source} metadata give a pixel size of {written}, which is not used.").format(
                    source=_NAMES[source], written=written
                ),
            )
        )
    return Scales(PixelScale(source, own, width, height))
