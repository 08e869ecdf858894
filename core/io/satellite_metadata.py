"""What the metadata of Sentinel-2 and Landsat say of their bands: files, names, and what numbers stand for.

Sources: ESA, Sentinel-2 Products Specification Document (psd-14 and -15: quantification and offsets by band);
USGS, Landsat 8–9 Collection 2 Level 2 Data Format Control Book (groups and keys of the MTL).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from core.base.errors import ReadError
from core.base.paths import is_file, may_follow
from core.base.sentences import _
from core.image.image import AS_STORED, BandValue
from core.io.plain_xml import is_plain_xml, plain_xml
from core.io.source import Source

_LARGEST_TEXT = 16 << 20
# By the number of the band in the names of the files; the presets of a display go by these.
SENTINEL_NAMES = {
    "B01": "coastal",
    "B02": "blue",
    "B03": "green",
    "B04": "red",
    "B05": "red edge 1",
    "B06": "red edge 2",
    "B07": "red edge 3",
    "B08": "nir",
    "B8A": "narrow nir",
    "B09": "water vapour",
    "B10": "cirrus",
    "B11": "swir 1",
    "B12": "swir 2",
}
# The order of <… band_id="…"> in the metadata of Sentinel-2.
_BAND_IDS = tuple(SENTINEL_NAMES)
_OLI = {
    "1": "coastal", "2": "blue", "3": "green", "4": "red", "5": "nir", "6": "swir 1", "7": "swir 2",
    "8": "panchromatic", "9": "cirrus", "10": "thermal 1", "11": "thermal 2",
}  # fmt: skip
_TM = {"1": "blue", "2": "green", "3": "red", "4": "nir", "5": "swir 1", "6": "thermal", "7": "swir 2"}
_ETM = {**_TM, "6_VCID_1": "thermal low gain", "6_VCID_2": "thermal high gain", "8": "panchromatic"}
# Of Landsat 1 to 3; 4 and 5 count the same from 1.
_MSS = {"4": "green", "5": "red", "6": "nir 1", "7": "nir 2"}
_LATER_MSS = {"1": "green", "2": "red", "3": "nir 1", "4": "nir 2"}
LANDSAT_NAMES = {"OLI": _OLI, "TIRS": _OLI, "ETM": _ETM, "TM": _TM, "MSS": _MSS}
_IMAGE_FILE = re.compile(r"[\w./-]+_(B\d[\dA])(?:_(\d{1,4})m)?", re.ASCII)
_LANDSAT_FILE = re.compile(r"FILE_NAME_BAND_(?:ST_B|B)?(\w+)")
_LEVEL_2 = "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS", "LEVEL2_SURFACE_TEMPERATURE_PARAMETERS"


@dataclass(frozen=True)
class BandFile:
    """name: "red". value: what its stored numbers stand for."""

    name: str
    path: Path
    value: BandValue = AS_STORED


@dataclass(frozen=True)
class Product:
    """form: the name of its kind, for the provenance."""

    form: str
    bands: tuple[BandFile, ...]


def product_in(source: Source) -> Product:
    """The product that metadata describe. Raises ReadError where they cannot be followed."""
    if len(source.data) > _LARGEST_TEXT:
        raise ReadError(source.path, _("it is too large for metadata of a satellite."))
    is_sentinel = source.path.suffix.lower() == ".xml"
    product = _sentinel(source) if is_sentinel else _landsat(source)
    if not product.bands:
        raise ReadError(source.path, _("it names no file of a band that is there."))
    return product


def _sentinel(source: Source) -> Product:
    if not is_plain_xml(source.data):
        raise ReadError(source.path, _("it is no plain XML."))
    root = plain_xml(source.data)
    if root is None:
        raise ReadError(source.path, _("its XML is damaged."))
    level = "L1C" if "L1C" in source.path.name.upper() else "L2A"
    scale, offsets = _reflectance(root, "" if level == "L1C" else "BOA_")
    best: dict[str, tuple[int, Path]] = {}
    for element in root.iter("IMAGE_FILE"):
        match = _IMAGE_FILE.fullmatch((element.text or "").strip())
        if match is None or match.group(1) not in SENTINEL_NAMES:
            continue  # true colour, scene classification, aerosol: made of the bands
        path = _beside(source, f"{match.group(0)}.jp2")
        metres = int(match.group(2) or 0)
        if path is not None and metres <= best.get(match.group(1), (metres, path))[0]:
            best[match.group(1)] = metres, path
    bands = tuple(
        BandFile(SENTINEL_NAMES[band], best[band][1], BandValue(1 / scale, offsets[number] / scale))
        for number, band in enumerate(_BAND_IDS)
        if band in best
    )
    return Product(f"Sentinel-2 {level}", bands)


def _reflectance(root: ET.Element, prefix: str) -> tuple[float, dict[int, float]]:
    """Stored numbers a unit of reflectance, and what is added to them first, by the number of the band."""
    scale = _number(root.findtext(f".//{prefix}QUANTIFICATION_VALUE")) or 10_000.0
    name = f"{prefix or 'RADIO_'}ADD_OFFSET"
    found = {each.get("band_id", ""): _number(each.text) for each in root.iter(name)}
    return scale, {number: found.get(str(number), 0.0) for number in range(len(_BAND_IDS))}


def _landsat(source: Source) -> Product:
    groups = _groups(source.data.decode("ascii", "replace"))
    flat = {key: value for group in groups.values() for key, value in group.items()}
    sensor = flat.get("SENSOR_ID", "").partition("_")[0]
    later = flat.get("SPACECRAFT_ID", "") in ("LANDSAT_4", "LANDSAT_5")
    names = _LATER_MSS if sensor == "MSS" and later else LANDSAT_NAMES.get(sensor)
    if names is None:
        raise ReadError(source.path, _("it names no sensor of Landsat that Floe knows."))
    rules = {key: value for group in _LEVEL_2 for key, value in groups.get(group, {}).items()}
    bands: dict[str, BandFile] = {}
    for key, file in flat.items():
        match = _LANDSAT_FILE.fullmatch(key)
        path = _beside(source, file) if match and match.group(1) in names else None
        if match is None or path is None:
            continue
        bands[match.group(1)] = BandFile(names[match.group(1)], path, _landsat_value(rules, match.group(1)))
    spacecraft = flat.get("SPACECRAFT_ID", "Landsat").replace("LANDSAT_", "Landsat ")
    return Product(spacecraft, tuple(bands[band] for band in names if band in bands))


def _landsat_value(rules: dict[str, str], band: str) -> BandValue:
    """By the level 2 groups; what level 1 stores is no reflectance before the sun's height is counted in."""
    for kind, name in (("REFLECTANCE", f"BAND_{band}"), ("TEMPERATURE", f"BAND_ST_B{band}")):
        scale = _number(rules.get(f"{kind}_MULT_{name}"))
        if scale:
            return BandValue(scale, _number(rules.get(f"{kind}_ADD_{name}")))
    return AS_STORED


def _groups(text: str) -> dict[str, dict[str, str]]:
    """The lines KEY = VALUE of an MTL by the innermost GROUP that they stand in."""
    found: dict[str, dict[str, str]] = {}
    inside: list[str] = [""]
    for line in text.splitlines():
        key, equals, value = (part.strip() for part in line.partition("="))
        if not equals:
            continue
        if key == "GROUP":
            inside.append(value)
        elif key == "END_GROUP":
            if len(inside) > 1:  # of those that end nothing, none
                inside.pop()
        else:
            found.setdefault(inside[-1], {})[key] = value.strip('"')
    return found


def _beside(source: Source, name: str) -> Path | None:
    """The file of this name, beside the metadata or below; None where there is none."""
    if not may_follow(name, source.path):
        return None
    folder = source.path.resolve().parent
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return path if path.is_relative_to(folder) and is_file(path) else None


def _number(text: str | None) -> float:
    """0 for none, and for what is too large or small to reckon with."""
    try:
        number = float(text or 0)
    except ValueError:
        return 0.0
    return number if 1e-12 < abs(number) < 1e12 else 0.0
