"""What a legend holds fast beside its centroids: how the numbers of a picture become features."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

_LARGEST = 1e150


@dataclass(frozen=True)
class Frozen:
    """The scaling of bands as another picture, or others, gave it; all empty for colours, which have none.

    offset, factor, scale: of core.cluster.lloyd.bands.BandScale, one number a band. full, low: what counts as
    the full range of features beside bands, and where it begins (core.cluster.prepared.own_planes).
    """

    offset: tuple[float, ...] = ()
    factor: tuple[float, ...] = ()
    scale: float = 0.0
    full: float = 0.0
    low: tuple[float, ...] = ()

    @property
    def is_of_bands(self) -> bool:
        return bool(self.offset)


def frozen_json(frozen: Frozen) -> dict[str, Any]:
    """As plain JSON values; {} of colours."""
    if not frozen.is_of_bands:
        return {}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(frozen).items()}


def frozen_from(values: dict[str, Any]) -> Frozen:
    """From the values of a file. Raises KeyError, TypeError, ValueError where they are damaged."""
    if not values:
        return Frozen()
    offset, factor, low = (tuple(map(float, values[name])) for name in ("offset", "factor", "low"))
    scale, full = float(values["scale"]), float(values["full"])
    numbers = (*offset, *factor, *low, scale, full)
    fits = len(offset) == len(factor) and len(low) in (0, len(offset)) and scale > 0 and full >= 0
    if not fits or not all(math.isfinite(each) and abs(each) < _LARGEST for each in numbers):
        raise ValueError("the scaling of the bands is damaged")
    return Frozen(offset, factor, scale, full, low)
