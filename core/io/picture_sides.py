"""What stands beside a picture: GDAL says what its mask and .aux.xml mean, the rest is text."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.base.arrays import Mask
from core.base.sentences import ngettext, with_commas
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

    form: of Pillow, or another one, of which GDAL is not asked. stored: height and width as stored.
    bands: how many are measured.
    Raises ReadError, and what rasterio raises.
    """
    height, width = stored
    beside = source.beside
    if not beside.files:
        return Sides()
    driver = _DRIVERS.get(form)
    if driver is None or not {"mask", "extra"} & set(beside.files):
        place, doubts, used = placed(_IDENTITY, "", beside.without("mask", "extra"))
        said = *used.sentences(), *_not_known(beside), *doubts
        return Sides(None, turned(place, turn, width, height), (), used, said)
    with opened_in_memory(source, driver) as file:
        place, doubts, used = georeference_of(file, beside)
        used, unused = checked_mask(file, used)
        valid = None
        if "mask" in used.files or file.nodata is not None:
            valid = upright(file.read_masks(1) != 0, turn)
        values = band_values_of(file, Roles(tuple(range(1, bands + 1)))) if bands <= file.count else ()
    sentences = (*used.sentences(), *unused, *doubts)
    return Sides(valid, turned(place, turn, width, height), values, used, sentences)


def _not_known(beside: Beside) -> tuple[str, ...]:
    """The sentence on a mask and an .aux.xml beside a format for which GDAL has none."""
    names = [beside.files[kind].name for kind in ("mask", "extra") if kind in beside.files]
    if not names:
        return ()
    sentence = ngettext(
        "{names} beside the picture is not used: Floe knows such a file beside TIFF, PNG, JPEG, BMP, GIF, "
        "WebP and JPEG 2000.",
        "{names} beside the picture are not used: Floe knows such files beside TIFF, PNG, JPEG, BMP, GIF, "
        "WebP and JPEG 2000.",
        len(names),
    )
    return (sentence.format(names=with_commas(names)),)
