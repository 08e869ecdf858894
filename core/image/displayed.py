"""A picture as the user wants to see it: other bands, another stretch, brighter or with more contrast.

Nothing of it is measured, written or kept in a document: it is how one looks, as zoom is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from core.base.arrays import Bytes, frozen
from core.base.opencv import opencv
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import N_
from core.image.display import Pixels8, shown_bands, stretched, to_rgb
from core.image.image import Image

# auto: as core.image.display shows it. percentiles: each band from its 2nd to its 98th. range: from its least
# to its greatest value.
Stretch = Literal["auto", "percentiles", "range"]
STRETCHES: tuple[Stretch, ...] = get_args(Stretch)
_SHARES = {"percentiles": (0.02, 0.98), "range": (0.0, 1.0)}
Bands = tuple[int, int, int]
# Of brightness and contrast, on both sides of 0.
MOST = 100
# At most, contrast is four times or a quarter of what it was, and brightness half of all levels.
_DOUBLES, _LEVELS = 2.0, 127.5


@dataclass(frozen=True)
class Display:
    """bands: from 0, which are red, green and blue; None: as always. brightness, contrast: −MOST…MOST."""

    bands: Bands | None = None
    stretch: Stretch = "auto"
    brightness: int = 0
    contrast: int = 0


@dataclass(frozen=True)
class Preset:
    """title: a constant, to be looked up. roles: keys of _ROLES for red, green and blue."""

    id: str
    title: str
    roles: tuple[str, str, str]


PRESETS = (
    Preset("true", N_("True colour"), ("red", "green", "blue")),
    Preset("false", N_("False colour (infrared)"), ("nir", "red", "green")),
    Preset("swir", N_("Short-wave infrared"), ("swir", "nir", "red")),
)
# Names of bands, the best first: those of core.io.satellite_metadata, and as files of Sentinel-2 have them.
_ROLES = {
    "red": ("red", "b04"),
    "green": ("green", "b03"),
    "blue": ("blue", "b02"),
    "nir": ("nir", "near infrared", "b08", "narrow nir", "b8a"),
    "swir": ("swir 2", "b12", "swir 1", "b11", "swir"),
}


def presets(names: Sequence[str]) -> dict[str, Bands]:
    """Which bands each preset takes, by its id; only those that the names of the bands allow."""
    known = [name.strip().lower() for name in names]
    place = {
        role: next((known.index(name) for name in wanted if name in known), None)
        for role, wanted in _ROLES.items()
    }
    found: dict[str, Bands] = {}
    for preset in PRESETS:
        red, green, blue = (place[role] for role in preset.roles)
        if red is not None and green is not None and blue is not None:
            found[preset.id] = red, green, blue
    return found


def usual_bands(image: Image) -> Bands:
    """Those that are shown where nothing is chosen."""
    if image.is_colour:
        return (0, 1, 2) if image.band_count == 3 else (0, 0, 0)
    return shown_bands(image)


def displayed(image: Image, display: Display, cancelled: Cancel = never_cancelled) -> Pixels8:
    """(height, width, 3) uint8, read-only, as `core.image.display.to_rgb` with what is chosen.

    Of a label image only brightness and contrast count. Raises Cancelled.
    """
    rgb = _coloured(image, display, cancelled)
    if not (display.brightness or display.contrast):
        return rgb
    return frozen(np.asarray(opencv().LUT(rgb, tone_table(display.brightness, display.contrast)), np.uint8))


def tone_table(brightness: int, contrast: int) -> Bytes:
    """(256,) uint8: what each level becomes. Contrast turns about the middle grey, doubling every 50."""
    levels = (np.arange(256) - _LEVELS) * _DOUBLES ** (contrast * 2 / MOST) + _LEVELS
    moved = levels + brightness * _LEVELS / MOST
    table: Bytes = np.floor(moved + 0.5).clip(0, 255).astype(np.uint8)
    return table


def _coloured(image: Image, display: Display, cancelled: Cancel) -> Pixels8:
    bands = usual_bands(image) if display.bands is None else display.bands
    if image.reading.labels or (display.stretch == "auto" and bands == usual_bands(image)):
        return to_rgb(image, cancelled)
    if image.is_colour and display.stretch == "auto":
        return frozen(np.ascontiguousarray(to_rgb(image, cancelled)[..., list(bands)]))
    shares = _SHARES.get(display.stretch, _SHARES["percentiles"])
    rgb = np.empty((image.height, image.width, 3), np.uint8)
    for place, band in enumerate(bands):
        if band in bands[:place]:
            rgb[..., place] = rgb[..., bands.index(band)]
        else:
            stretched(image, band, rgb[..., place], cancelled, shares=shares)
    return frozen(rgb)
