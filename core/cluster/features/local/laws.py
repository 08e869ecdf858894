"""Laws' texture energy of the brightness: edges, spots and their crossings within a window.

Source: Laws (1980), "Rapid texture identification", SPIE 238, with the vectors L5, E5 and S5: the picture is
convolved with the products of two of them, and the absolute response is averaged over a square window. The
pairs that are turned by 90° are averaged, which leaves five planes; L5L5, which is no texture, is left out.
All in whole numbers. A response counts only where its 5 × 5 pixels are all valid; a window without any has 0.
Units: mean amplitude in the full range of the brightness (a response is divided by half the sum of its
absolute weights). Scaling: an eighth of the range counts as full. Cost: five planes; eight convolutions with
25 weights (as two of 5) and nine running sums: the dearest feature.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats
from core.base.sentences import N_
from core.cluster.features.specification import (
    QUANTA,
    RADIUS,
    Options,
    Planes,
    RowBlock,
    Specification,
    radius_reach,
)

_VECTORS = {"L5": (1, 4, 6, 4, 1), "E5": (-1, -2, 0, 2, 1), "S5": (-1, 0, 2, 0, -1)}
_PAIRS = (("L5", "E5"), ("L5", "S5"), ("E5", "E5"), ("E5", "S5"), ("S5", "S5"))
_HALF = 2


def planes(block: RowBlock, options: Options) -> Planes:
    """(rows, width, 5): the energies of L5E5, L5S5, E5E5, E5S5 and S5S5."""
    from core.cluster.features.windows import window_sums

    radius = options["radius"]
    whole = window_sums(block.valid, _HALF) == (2 * _HALF + 1) ** 2
    number = np.maximum(window_sums(whole, radius), 1)
    result = np.empty((*block.valid.shape, len(_PAIRS)))
    for i, pair in enumerate(_PAIRS):
        turned = {pair, pair[::-1]}
        responses = (np.abs(_response(block.brightness, *each)) for each in sorted(turned))
        energy = window_sums(sum(responses) * whole, radius)
        half = sum(map(abs, _VECTORS[pair[0]])) * sum(map(abs, _VECTORS[pair[1]])) / 2
        result[..., i] = energy / number / (len(turned) * half * QUANTA)
    return result


def _response(value: NDArray[np.int32], down: str, across: str) -> Floats:
    from core.cluster.features.windows import weighted_sums

    return weighted_sums(value, _VECTORS[down], _VECTORS[across])


def names(_own: tuple[str, ...], _options: Options) -> tuple[str, ...]:
    return tuple(f"Laws {first}{second}" for first, second in _PAIRS)


def reach(options: Options) -> int:
    return radius_reach(options) + _HALF


SPECIFICATION = Specification(
    name="laws",
    title=N_("Texture (Laws)"),
    summary=N_("energy of edges and spots in a window: patterns apart from each other"),
    planes=planes,
    names=names,
    gain=8.0,
    options=(RADIUS,),
    reach=reach,
)
