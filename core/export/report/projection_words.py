"""The projection of a map in words: what its code stands for."""

from __future__ import annotations

from core.base.sentences import _, with_commas, with_semicolons
from core.scale.crs_names import UnknownCRSError, crs_named
from core.writing.number_words import NO_BREAK, short

# Marks of units that PROJ writes out.
_UNITS = {"degree": "°", "metre": f"{NO_BREAK}m", "unity": ""}
_DIGITS = 9


def projection_in_words(name: str) -> str:
    """ "WGS 84 / NSIDC …: Polar Stereographic (variant B); Latitude of standard parallel 70°, …" by the
    registry of PROJ, in its words; what is 0 is left out. Empty for a CRS that PROJ does not know.
    """
    try:
        crs = crs_named(name)
    except UnknownCRSError:
        return ""
    operation = crs.coordinate_operation
    if not crs.is_projected or operation is None:
        kind = _("latitude and longitude") if crs.is_geographic else ""
        return f"{crs.name}: {kind}" if kind else str(crs.name)
    values = [
        f"{each.name} {short(number, _DIGITS)}{_UNITS.get(each.unit_name, NO_BREAK + each.unit_name)}"
        for each in operation.params
        if (number := float(each.value)) and (each.unit_name, number) != ("unity", 1.0)
    ]
    method = f"{crs.name}: {operation.method_name}"
    return with_semicolons(filter(None, (method, with_commas(values))))
