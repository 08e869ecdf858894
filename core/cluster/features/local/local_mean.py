"""Local mean: each own plane (band, or coordinate of the colour space) averaged over a square window.

Source: Knutsson & Westin (1993), "Normalized and differential convolution", CVPR, with the valid mask as
certainty: no data takes no part, and the window is cut off at the border. Units: fractions of the full range
of the own planes. Scaling: none, so that at weight 1 the mean counts as much as the colour itself. Cost: as
many planes as the picture has; two running sums each, whatever the radius.
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
    """(rows, width, d): the mean of the valid pixels of each window; 0 where there are none."""
    from core.cluster.features.windows import window_sums

    radius = options["radius"]
    steps = np.maximum(window_sums(block.valid, radius), 1) * QUANTA
    bands = range(block.own.shape[2])
    return np.stack([window_sums(block.own[..., band], radius) / steps for band in bands], axis=2)


def names(own: tuple[str, ...], _options: Options) -> tuple[str, ...]:
    return tuple(f"mean {name}" for name in own)


SPECIFICATION = Specification(
    name="local-mean",
    title=N_("Local mean"),
    summary=N_("each band or colour coordinate averaged over a window: fine grain counts less"),
    planes=planes,
    names=names,
    options=(RADIUS,),
    reach=radius_reach,
)
