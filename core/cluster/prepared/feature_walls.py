"""The planes of a feature that took part in a run, to be looked at as the maps of a network are."""

from __future__ import annotations

import numpy as np

from core.base.parallel import Cancel, raise_if_cancelled
from core.cluster.features.feature import Feature
from core.cluster.features.models import Models
from core.cluster.parameters import Parameters
from core.cluster.prepared.blocks import block_means
from core.cluster.prepared.learning import made_ready
from core.cluster.prepared.own_planes import own_planes
from core.cluster.prepared.prepare import clustered_space, drained
from core.image.image import Image
from core.networks.wall import MOST_PIXELS, Wall, wall_of

_PART = 1 << 19


def wall_of_feature(
    image: Image, parameters: Parameters, feature: Feature, models: Models, cancelled: Cancel
) -> Wall:
    """The planes of one of the parameters' features over an image; models: what has been learned.

    Raises ParameterError, Cancelled, what a fit raises.
    """
    own = own_planes(image, parameters, clustered_space(image, parameters), cancelled)
    ready = drained(made_ready(feature, own, models, cancelled))
    reach = ready.reach
    side = max(1, round((image.height * image.width / MOST_PIXELS) ** 0.5))
    rows = side * max(1, max(2 * reach, _PART // image.width) // side)
    parts = []
    for top in range(0, image.height, rows):
        raise_if_cancelled(cancelled)
        above, end = min(reach, top), min(top + rows, image.height)
        block = own.block(top - above, min(end + reach, image.height))
        inner = slice(above, above + end - top)
        parts.append(block_means(ready.planes(block)[inner], block.valid[inner], side))
    maps = np.moveaxis(np.concatenate(parts).astype(np.float32), 2, 0)
    return wall_of(np.ascontiguousarray(maps), (float(side), float(side)), cancelled)
