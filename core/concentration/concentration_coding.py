"""What the values of a concentration raster mean: which is 0 %, which is 100 %, and which are flags.

Sources: NSIDC Sea Ice Index, version 3, user guide (GeoTIFF: 0…1000 is 0…100.0 %, 2510 pole hole, 2530 coast,
2540 land, 2550 missing) and NSIDC-0051/0081 (bytes: 0…250, 251 pole hole, 253 coast, 254 land, 255 missing).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ParameterError
from core.base.sentences import N_, _
from core.image.image import Image
from core.writing.typed_numbers import read_number

_PER_CENT = ("%", "percent", "per cent", "pct")
_FRACTION = ("1", "fraction", "0-1")
_INDEX_FLAGS = {2510.0: N_("pole hole"), 2530.0: N_("coast"), 2540.0: N_("land"), 2550.0: N_("missing")}
_LAST_BYTE = 250
_BYTE_FLAGS = {
    251.0: N_("pole hole"),
    252.0: N_("unused"),
    253.0: N_("coast"),
    254.0: N_("land"),
    255.0: N_("missing"),
}


@dataclass(frozen=True)
class Coding:
    """Values from `zero` (0 %) to `full` (100 %), in between in proportion; all others are flags.

    basis: a whole sentence on from where this is known. flags: what known flag values mean.
    """

    zero: float
    full: float
    basis: str
    flags: dict[float, str] = field(default_factory=dict, hash=False)

    @property
    def text(self) -> str:
        """ "0..100", as `parse_coding` reads it."""
        return f"{self.zero:g}..{self.full:g}"


def parse_coding(text: str) -> Coding:
    """ "0..100", "0..1", "0..250": the values of 0 % and 100 %. Raises ParameterError."""
    low, dots, high = text.partition("..")
    zero, full = read_number(low), read_number(high)
    if not dots or zero is None or full is None or zero >= full:
        raise ParameterError(
            _(
                "The scale “{text}” is none: write the values of 0 % and of 100 %, for example 0..100 "
                "or 0..250."
            ).format(text=text)
        )
    flags = _BYTE_FLAGS if (zero, full) == (0, 250) else _INDEX_FLAGS if (zero, full) == (0, 1000) else {}
    return Coding(
        zero,
        full,
        _("Values {zero:g} to {full:g} are 0 to 100 %, as given.").format(zero=zero, full=full),
        flags,
    )


def known_coding(image: Image) -> Coding:
    """What the file says of its values by its unit or its flags, or what nothing else can be.

    image: one band. Raises ParameterError where the values could mean several things, with the remedy.
    """
    unit = image.value_unit.strip().lower()
    if unit in _PER_CENT:
        return Coding(
            0.0,
            100.0,
            _("Values are in per cent, as the file says (unit {unit}).").format(unit=image.value_unit),
        )
    if unit in _FRACTION:
        return Coding(
            0.0,
            1.0,
            _("Values are fractions of 1, as the file says (unit {unit}).").format(unit=image.value_unit),
        )
    values = image.pixels[..., 0] if image.valid is None else image.pixels[..., 0][image.valid]
    if not values.size:
        raise ParameterError(_("The raster has no cell with data."))
    if image.band_values:
        return _coding_of_scaled(image, values)
    low, high = float(values.min()), float(values.max())
    if image.dtype.kind in "iu":
        if _has_only(values, 1000, _INDEX_FLAGS, (2530, 2540)):
            basis = _(
                "Values 0 to 1000 are 0 to 100 %, as in the Sea Ice Index of NSIDC: its flags are there."
            )
            return Coding(0.0, 1000.0, basis, _INDEX_FLAGS)
        if image.dtype == np.uint8 and _has_only(values, 250, _BYTE_FLAGS, (253, 254)):
            basis = _("Values 0 to 250 are 0 to 100 %, as in bytes of NSIDC: its flags are there.")
            return Coding(0.0, 250.0, basis, _BYTE_FLAGS)
    return _taken_for_per_cent(low, high)


def _coding_of_scaled(image: Image, stored: NDArray[np.generic]) -> Coding:
    """Of values by the scale of the file. Bytes above 250 are flags: what 250 stands for tells the unit."""
    value = image.band_value(0)
    is_byte = image.dtype == np.uint8 and value.scale > 0
    if is_byte and _has_only(stored, _LAST_BYTE, _BYTE_FLAGS, (), of=1):
        reach = float(value.scale * _LAST_BYTE + value.offset)
        for full, meant in ((1.0, _("fractions of 1")), (100.0, _("per cent"))):
            if full <= reach * (1 + 1e-9) and reach <= 2.5 * full * (1 + 1e-9):
                basis = _(
                    "Values are {rule} and are taken for {meant}: stored numbers above 250 are flags, as in "
                    "bytes of NSIDC."
                )
                return Coding(0.0, full, basis.format(rule=value.text, meant=meant), _BYTE_FLAGS)
    ends = sorted((float(value.of(stored.min())), float(value.of(stored.max()))))
    return _taken_for_per_cent(*ends)


def _taken_for_per_cent(low: float, high: float) -> Coding:
    if low >= 0.0 and 1.0 < high <= 100.0:
        basis = _(
            "Values run from {low:g} to {high:g} and are taken for per cent; the file does not say it."
        ).format(low=low, high=high)
        return Coding(0.0, 100.0, basis)
    raise ParameterError(
        _(
            "What its values, {low:g} to {high:g}, mean is not known: give the values of 0 % and 100 % "
            "as the scale, for example 0..1, 0..100 or 0..250; those outside are left out as flags."
        ).format(low=low, high=high)
    )


def _has_only(
    values: NDArray[np.generic], full: int, flags: dict[float, str], telling: tuple[int, ...], *, of: int = 0
) -> bool:
    """Whether all values are 0…full or flags, the flags that tell the coding and at least `of` among them."""
    numbers = np.unique(values)
    outside = {float(number) for number in numbers[(numbers < 0) | (numbers > full)]}
    told = len(outside) >= of and {float(each) for each in telling} <= outside
    return outside <= set(flags) and told
