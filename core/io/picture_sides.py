"""What stands beside an everyday picture: GDAL says what its mask and .aux.xml mean, the rest is text."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.base.arrays import Mask
from core.image.image import BandValue, Georeference
from core.io.bands import Roles, band_values_of
from core.io.finish import upright
from core.io.gdal_file import checked_mask, opened_in_memory
from core.io.georeference import georeference_of, placed, turned
from core.io.side_files import Beside
from core.io.source import Source

# The drivers of GDAL for the formats of Pillow.
_DRIVERS = {"PNG": "PNG", "JPEG": "JPEG", "MPO": "JPEG", "BMP": "BMP", "GIF": "GIF", "WEBP": "WEBP"}
_IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True)
class Sides:
    """Of an upright picture. valid: (height, width), None where nothing is left out. used: of the files."""

    valid: Mask | None = None
    georeference: Georeference | None = None
    band_values: tuple[BandValue, ...] = ()
    used: Beside = field(default_factory=Beside)
    sentences: tuple[str, ...] = ()


def sides_of(source: Source, form: str, stored: tuple[int, int], turn: int, bands: int) -> Sides:
    """What the files beside say of a picture that is turned by its orientation.

    form: of Pillow. stored: height and width as stored. bands: how many are measured.
    Raises ReadError, and what rasterio raises.
    """
    height, width = stored
    beside = source.beside
    if not beside.files:
        return Sides()
    driver = _DRIVERS.get(form)
    if driver is None or not {"mask", "extra"} & set(beside.files):
        place, doubts, used = placed(_IDENTITY, "", beside.without("mask", "extra"))
        return Sides(None, turned(place, turn, width, height), (), used, (*used.sentences(), *doubts))
    with opened_in_memory(source, driver) as file:
        place, doubts, used = georeference_of(file, beside)
        used, unused = checked_mask(file, used)
        valid = None
        if "mask" in used.files or file.nodata is not None:
            valid = upright(file.read_masks(1) != 0, turn)
        values = band_values_of(file, Roles(tuple(range(1, bands + 1)))) if bands <= file.count else ()
    sentences = (*used.sentences(), *unused, *doubts)
    return Sides(valid, turned(place, turn, width, height), values, used, sentences)
