"""What a legend holds fast beside its centroids: how the numbers of a picture become features."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from core.base.errors import ParameterError
from core.base.sentences import _

_LARGEST = 1e150
# No rescaling is anywhere near (core.series.rescaling).
_LEAST_GAIN, _MOST_GAIN = 0.01, 100.0


@dataclass(frozen=True)
class Frozen:
    """The scaling of bands as another picture, or others, gave it; all empty for colours, which have none.

    offset, factor, scale: of core.cluster.lloyd.bands.BandScale, one number a band. full, low: what counts as
    the full range of features beside bands, and where it begins (core.cluster.prepared.own_planes).
    gain, shift: of rescaled colours, one number a dimension of the feature space; () where they are as they
    are. The legend's features are (features of the picture − shift) / gain.
    """

    offset: tuple[float, ...] = ()
    factor: tuple[float, ...] = ()
    scale: float = 0.0
    full: float = 0.0
    low: tuple[float, ...] = ()
    gain: tuple[float, ...] = ()
    shift: tuple[float, ...] = ()

    @property
    def is_rescaled(self) -> bool:
        return bool(self.gain)

    def check_rescaled(self, dimensions: int) -> None:
        """Raises ParameterError where colours are to be rescaled in other dimensions than are clustered."""
        if self.is_rescaled and len(self.gain) != dimensions:
            sentence = _("The colours are to be rescaled in {wanted} channels, and {found} are clustered.")
            raise ParameterError(sentence.format(wanted=len(self.gain), found=dimensions))

    @property
    def is_of_bands(self) -> bool:
        return bool(self.offset)


def frozen_json(frozen: Frozen) -> dict[str, Any]:
    """As plain JSON values; {} of colours as they are."""
    values = {
        name: list(value) if isinstance(value, tuple) else value for name, value in vars(frozen).items()
    }
    rescaled = {name: values.pop(name) for name in ("gain", "shift")}
    return {**(values if frozen.is_of_bands else {}), **(rescaled if frozen.is_rescaled else {})}


def frozen_from(values: dict[str, Any]) -> Frozen:
    """From the values of a file. Raises KeyError, TypeError, ValueError where they are damaged."""
    gain, shift = (tuple(map(float, values.get(name, ()))) for name in ("gain", "shift"))
    if len(gain) != len(shift) or not all(_LEAST_GAIN <= each <= _MOST_GAIN for each in gain):
        raise ValueError("the rescaling of the colours is damaged")
    if not all(math.isfinite(each) and abs(each) < _LARGEST for each in shift):
        raise ValueError("the rescaling of the colours is damaged")
    if "offset" not in values:
        if values.keys() - {"gain", "shift"}:
            raise ValueError("the scaling of the bands is damaged")
        return Frozen(gain=gain, shift=shift)
    offset, factor, low = (tuple(map(float, values[name])) for name in ("offset", "factor", "low"))
    scale, full = float(values["scale"]), float(values["full"])
    numbers = (*offset, *factor, *low, scale, full)
    fits = len(offset) == len(factor) and len(low) in (0, len(offset)) and scale > 0 and full >= 0
    if not fits or not all(math.isfinite(each) and abs(each) < _LARGEST for each in numbers):
        raise ValueError("the scaling of the bands is damaged")
    return Frozen(offset, factor, scale, full, low, gain, shift)
