"""Local standard deviation of the brightness over a square window: how rough the surroundings are.

First-order texture statistics, as in Haralick (1979), "Statistical and structural approaches to texture",
Proc. IEEE 67(5); from exact sums of the valid pixels: n·Σv² − (Σv)² is a whole number and cannot cancel.
Units: of the full range of the brightness (population deviation). Scaling: a quarter of the range counts as
full. Cost: one plane; three running sums, whatever the radius.
"""

from __future__ import annotations

import numpy as np

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


def planes(block: RowBlock, options: Options) -> Planes:
    """(rows, width, 1): the deviation of the valid pixels of each window; 0 where there are none."""
    from core.cluster.features.windows import window_sums

    radius = options["radius"]
    value = block.brightness.astype(np.int64)
    number = np.maximum(window_sums(block.valid, radius), 1).astype(np.int64)
    # The products need more than the 53 bits of a float64.
    sums, squares = (window_sums(each, radius).astype(np.int64) for each in (value, value * value))
    deviation = np.sqrt((number * squares - sums * sums).astype(np.float64)) / number
    return (deviation / QUANTA)[..., None]


def names(_own: tuple[str, ...], _options: Options) -> tuple[str, ...]:
    return ("local deviation",)


SPECIFICATION = Specification(
    name="local-std",
    title=N_("Local deviation"),
    summary=N_("standard deviation of the brightness in a window: rough apart from smooth"),
    planes=planes,
    names=names,
    gain=4.0,
    options=(RADIUS,),
    reach=radius_reach,
)
