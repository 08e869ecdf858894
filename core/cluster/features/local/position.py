"""Position: clusters that hold together in the picture, as in SLIC without its local search.

Source: Achanta et al. (2012), "SLIC superpixels compared to state-of-the-art superpixel methods", IEEE
TPAMI 34(11), who cluster L*, a*, b*, x, y. Units: the longer side of the picture is 1, on both axes.
Scaling: at weight 1 the longer side counts as much as the full range of the colours or bands; 0.1 … 0.3 is
usual. Cost: two planes, nothing but writing them.
"""

from __future__ import annotations

import numpy as np

from core.base.sentences import N_
from core.cluster.features.specification import Options, Planes, RowBlock, Specification


def planes(block: RowBlock, _options: Options) -> Planes:
    """(rows, width, 2): x and y of the pixel centres."""
    longer = max(block.height, block.width)
    rows = block.valid.shape[0]
    result = np.empty((rows, block.width, 2))
    result[..., 0] = (np.arange(block.width) + 0.5) / longer
    result[..., 1] = ((block.top + np.arange(rows) + 0.5) / longer)[:, None]
    return result


def names(_own: tuple[str, ...], _options: Options) -> tuple[str, ...]:
    return "x", "y"


SPECIFICATION = Specification(
    name="position",
    title=N_("Position"),
    summary=N_("x and y, the longer side is 1: clusters hold together in the picture"),
    planes=planes,
    names=names,
)
