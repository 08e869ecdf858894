"""The size of a pixel as microscopes and scanners write it into a TIFF, in the tags of their makers.

Sources: FEI and Thermo Fisher (tags 34680, 34682), Zeiss SEM (34118; G. Knapp, gwyddion-users 2012, on its
values without names), Olympus SIS (33560, 33471), TVIPS EM-MENU (37706), Gatan DigitalMicrograph (65003,
65004, 65009, 65010), JEOL SightX (XML in the description), Aperio (MPP in the description).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

# Width and height of a pixel as written: number and unit.
Sides = list[tuple[str, str]]

_FEI = (34680, 34682)
_ZEISS, _TVIPS = 34118, 37706
_OLYMPUS = (33560, 33471)
_GATAN_UNITS, _GATAN_SIZES = (65003, 65004), (65009, 65010)
_MAKE, _UNIT, _RESOLUTIONS = 271, 296, (282, 283)
# What a unit of the printed resolution is in metres.
_PRINTED = {2: 0.0254, 3: 0.01}
# Zeiss gives the pixel of a screen that the image fills in 1,024 columns, however many it has.
_ZEISS_COLUMNS = 1024
_MPP = re.compile(r"\|\s*MPP\s*=\s*([0-9.]+)")


def instrument_sides(page: Any) -> tuple[str, Sides] | None:
    """The maker and the sides of a pixel, of a tifffile.TiffPage; None where no maker's tag says them."""
    for maker, read in _MAKERS:
        try:
            sides = read(page)
        except Exception:  # noqa: S112 - damaged metadata raise anything; they are no scale
            continue
        if sides is not None:
            return maker, sides
    return None


def _fei(page: Any) -> Sides | None:
    for metadata in _values(page, *_FEI):
        scan = metadata.get("Scan", {})
        if "PixelWidth" in scan:
            return _metres(float(scan["PixelWidth"]), float(scan.get("PixelHeight", scan["PixelWidth"])))
        beam, image = metadata.get("IRBeam", {}), metadata.get("Image", {})
        if "HFW" in beam:
            width = float(beam["HFW"]) / float(image["ResolutionX"])
            return _metres(width, float(beam["VFW"]) / float(image["ResolutionY"]))
    return None


def _zeiss(page: Any) -> Sides | None:
    for metadata in _values(page, _ZEISS):
        of_screen = _ZEISS_COLUMNS / page.imagewidth
        unnamed = metadata.get("", ())
        if len(unnamed) > 3 and isinstance(unnamed[3], float) and unnamed[3] > 0:
            return _metres(unnamed[3] * of_screen, unnamed[3] * of_screen)
        for key, factor in (("ap_image_pixel_size", 1.0), ("ap_pixel_size", of_screen)):
            if key in metadata:
                _name, number, unit = metadata[key]
                return [(repr(float(number) * factor), str(unit))] * 2
    return None


def _olympus(page: Any) -> Sides | None:
    for metadata in _values(page, *_OLYMPUS):
        if "pixelsizex" in metadata:
            return _metres(float(metadata["pixelsizex"]), float(metadata["pixelsizey"]))
    return None


def _tvips(page: Any) -> Sides | None:
    for metadata in _values(page, _TVIPS):
        if "PixelSizeX" in metadata:
            return [(repr(float(metadata[f"PixelSize{axis}"])), "nm") for axis in "XY"]
    return None


def _gatan(page: Any) -> Sides | None:
    units, sizes = list(_values(page, *_GATAN_UNITS)), list(_values(page, *_GATAN_SIZES))
    if len(units) < 2 or len(sizes) < 2:
        return None
    return [(repr(float(size)), _text(unit)) for size, unit in zip(sizes, units, strict=True)]


def _jeol(page: Any) -> Sides | None:
    """The resolution of the detector, over the magnification of an image (of a diffraction none)."""
    description = str(page.description or "")
    if _text(next(_values(page, _MAKE), "")) != "JEOL Ltd." or "<!" in description:
        return None
    lines = "".join(line.strip(" \r\n\t\x01\x00") for line in description.split("\n"))
    report = ET.fromstring(lines)  # noqa: S314 - no entities, see above
    if report.findtext(".//ImageFormingSystem/ModeString") != "MAG":
        return None
    magnification = float(report.findtext(".//ImageFormingSystem/SelectorValue", "0"))
    metres = _PRINTED[int(next(_values(page, _UNIT)))] / magnification
    width, height = (
        metres * denominator / numerator for numerator, denominator in _values(page, *_RESOLUTIONS)
    )
    return _metres(width, height)


def _aperio(page: Any) -> Sides | None:
    """Microns a pixel of the scan itself, which is the first page."""
    description = str(page.description or "")
    found = _MPP.search(description) if description.startswith("Aperio") and page.index == 0 else None
    return None if found is None else [(found[1], "µm")] * 2


_MAKERS: tuple[tuple[str, Callable[[Any], Sides | None]], ...] = (
    ("FEI", _fei),
    ("Zeiss", _zeiss),
    ("Olympus", _olympus),
    ("TVIPS", _tvips),
    ("Gatan", _gatan),
    ("JEOL", _jeol),
    ("Aperio", _aperio),
)


def _values(page: Any, *tags: int) -> Iterator[Any]:
    """Of those of the tags that the page has."""
    return (page.tags[tag].value for tag in tags if tag in page.tags)


def _text(value: Any) -> str:
    return (value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)).strip(" \x00")


def _metres(width: float, height: float) -> Sides | None:
    """Written as µm without a rounding error: 2.5e-07 is 0.25 µm."""
    if not all(0.0 < side < math.inf for side in (width, height)):
        return None
    return [(str(Decimal(repr(side)) * 1_000_000), "µm") for side in (width, height)]
