"""Units of length and of area: their symbols, and the words that people and programs use for them."""

from __future__ import annotations

# Metres in one unit: the lengths that a pixel size may be typed in.
UNITS: dict[str, float] = {
    "nm": 1e-9,
    "µm": 1e-6,
    "mm": 1e-3,
    "cm": 1e-2,
    "m": 1.0,
    "km": 1e3,
    "Å": 1e-10,
    "in": 0.0254,
    "ft": 0.3048,
    "yd": 0.9144,
    "mi": 1609.344,
    "nmi": 1852.0,
}
METRIC = ("nm", "µm", "mm", "cm", "m", "km")
_PREFIXES = {"nano": "nm", "micro": "µm", "milli": "mm", "centi": "cm", "": "m", "kilo": "km"}
_ENDINGS = ("meter", "metre", "meters", "metres")
# In small letters; spaces are one.
_WORDS: dict[str, str] = {
    **{prefix + ending: unit for prefix, unit in _PREFIXES.items() for ending in _ENDINGS},
    **dict.fromkeys(("um", "μm", "micron", "microns"), "µm"),  # the second has a Greek mu, as keyboards give
    **dict.fromkeys(("å", "angstrom", "angstroms", "ångström", "ångstrom"), "Å"),
    **dict.fromkeys(("inch", "inches", '"', "″", "”", "''"), "in"),
    **dict.fromkeys(("foot", "feet", "'", "′", "’"), "ft"),
    **dict.fromkeys(("yard", "yards", "yds"), "yd"),
    **dict.fromkeys(("mile", "miles", "statute mile", "statute miles"), "mi"),
    **dict.fromkeys(("nautical mile", "nautical miles"), "nmi"),
}
# M is mega or a nautical mile, NM either a nautical mile or a nanometre.
_DOUBTFUL_IN_CAPITALS = ("m", "nm", "mm")
# How they are kept where a file gives them, and others that files give, as so many of one of METRIC.
_IN_METRIC: dict[str, tuple[float, str]] = {
    "Å": (0.1, "nm"),
    "in": (25.4, "mm"),
    "ft": (0.3048, "m"),
    "yd": (0.9144, "m"),
    "mi": (1.609344, "km"),
    "nmi": (1.852, "km"),
    "pm": (1e-3, "nm"),
    "dm": (10.0, "cm"),
    "thou": (25.4, "µm"),
    "mil": (25.4, "µm"),
}
_LAND: dict[str, float] = {  # square metres
    **dict.fromkeys(("ha", "hectare", "hectares"), 1e4),
    **dict.fromkeys(("acre", "acres"), 4046.8564224),
}


def unit_named(word: str) -> str | None:
    """The key of UNITS that "um", "Micrometers" or "inch" mean; None for no unit and for a doubtful one."""
    word = " ".join(word.split())
    if word in UNITS:
        return word
    small = word.lower()
    if small in UNITS and small not in _DOUBTFUL_IN_CAPITALS:
        return small
    return _WORDS.get(small)


def metric_unit(word: str) -> tuple[float, str] | None:
    """ "inch" → (25.4, "mm"): what a unit that a file names is in one of METRIC; None where it is unknown."""
    unit = unit_named(word) or word.strip().lower()
    return (1.0, unit) if unit in METRIC else _IN_METRIC.get(unit)


def area_unit_named(word: str) -> tuple[float, str] | None:
    """ "cm2", "square feet", "ha" → so many of the square of one of UNITS, (1.0, "cm²"); None for no area."""
    word = " ".join(word.split())
    small = word.lower()
    if small in _LAND:
        return _LAND[small], "m²"
    for ending in ("²", "^2", "2"):
        if word.endswith(ending):
            length = unit_named(word.removesuffix(ending).rstrip())
            return None if length is None else (1.0, f"{length}²")
    for beginning in ("square ", "sq. ", "sq "):
        if small.startswith(beginning):
            length = unit_named(word[len(beginning) :])
            return None if length is None else (1.0, f"{length}²")
    return None
