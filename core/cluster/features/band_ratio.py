"""Normalised differences of two bands, (a − b) / (a + b), and which bands of a picture they are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from core.base.sentences import N_, _, ngettext
from core.cluster.features.options import WholeNumber
from core.cluster.features.specification import Options, Planes, RowBlock, Specification

# What makers of files call the bands, in small letters; the codes are Sentinel-2's.
_CALLED = {
    "green": ("green", "b3", "b03"),
    "red": ("red", "b4", "b04"),
    "nir": ("nir", "near infrared", "near-infrared", "nir1", "b8", "b08", "b8a"),
    "swir": ("swir", "swir1", "swir 1", "swir-1", "swir16", "shortwave infrared", "b11"),
}
_MEANINGS = {
    "green": N_("number of the green band, 0 for the one of that name"),
    "red": N_("number of the red band, 0 for the one of that name"),
    "nir": N_("number of the nir band, 0 for the one of that name"),
    "swir": N_("number of the swir band, 0 for the one of that name"),
}
# Where the names say nothing: Sentinel-2 with all 13 bands, and the 12 of level 2A (without B10).
_SENTINEL_2 = {
    13: {"green": 3, "red": 4, "nir": 8, "swir": 12},
    12: {"green": 3, "red": 4, "nir": 8, "swir": 11},
}


def band_number(kind: str, bands: tuple[str, ...], options: Options) -> int:
    """Which band (from 1) is the "green", "red", "nir" or "swir" of a picture; 0 where none is.

    The number that the user gave, else by name, else in Sentinel-2's order of 12 or 13 bands.
    """
    if options[kind]:
        return options[kind] if options[kind] <= len(bands) else 0
    names = [name.strip().lower() for name in bands]
    for called in _CALLED[kind]:
        if called in names:
            return names.index(called) + 1
    return _SENTINEL_2.get(len(bands), {}).get(kind, 0)


def normalised_difference(name: str, title: str, summary: str, first: str, second: str) -> Specification:
    """The feature (first − second) / (first + second): −1…1, which counts as its full range."""

    def planes(block: RowBlock, options: Options) -> Planes:
        a, b = (block.measured(band_number(kind, block.bands, options) - 1) for kind in (first, second))
        total = np.where(block.valid, a + b, 0.0)
        there = total > 0
        ratio = np.where(there, a - b, 0.0) / np.where(there, total, 1.0)
        return ratio.clip(-1.0, 1.0)[..., None]

    def names(_own: tuple[str, ...], _options: Options) -> tuple[str, ...]:
        return (name.upper(),)

    return Specification(
        name=name,
        title=title,
        summary=summary,
        planes=planes,
        names=names,
        gain=0.5,
        options=tuple(_band_option(kind) for kind in (first, second)),
        missing=_reason(name, (first, second)),
    )


def _band_option(kind: str) -> WholeNumber:
    return WholeNumber(
        name=kind, default=0, low=0, high=10_000, meaning=_MEANINGS[kind], low_text=N_("by name")
    )


def _reason(name: str, kinds: tuple[str, str]) -> Callable[[tuple[str, ...], Options], str]:
    def missing(bands: tuple[str, ...], options: Options) -> str:
        for kind in kinds:
            if options[kind] > len(bands):
                return ngettext(
                    "{feature} has {number} for {kind}: the picture has only {n} band.",
                    "{feature} has {number} for {kind}: the picture has only {n} bands.",
                    len(bands),
                ).format(feature=name.upper(), number=options[kind], kind=kind, n=len(bands))
        lacking = [kind for kind in kinds if not band_number(kind, bands, options)]
        if not lacking:
            return ""
        example = ",".join(f"{kind}=N" for kind in lacking)
        sentence = (
            _("{feature} needs a band {kind}: no band has that name; give its number ({example}).")
            if len(lacking) == 1
            else _(
                "{feature} needs a band {kind} and {other}: no band has that name; "
                "give its number ({example})."
            )
        )
        return sentence.format(feature=name.upper(), kind=lacking[0], other=lacking[-1], example=example)

    return missing
