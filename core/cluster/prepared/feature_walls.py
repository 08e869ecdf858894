"""What a feature of a run says, and the layers of what it has learned, to be looked at as a network is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.base.parallel import Cancel, raise_if_cancelled
from core.cluster.features.feature import Feature
from core.cluster.features.models import Models
from core.cluster.parameters import Parameters
from core.cluster.prepared.blocks import block_means
from core.cluster.prepared.learning import Ready, made_ready
from core.cluster.prepared.own_planes import OwnPlanes, own_planes
from core.cluster.prepared.prepare import clustered_space, drained
from core.image.image import Image
from core.networks.network import LayerShape
from core.networks.wall import MOST_PIXELS, Wall, wall_of

_PART = 1 << 19


# What the planes of a feature are called among its layers.
PLANES = "planes"


@dataclass(frozen=True, eq=False)
class FeatureWalls:
    """What is to be seen of one of the parameters' features over an image. models: what has been learned."""

    image: Image
    parameters: Parameters
    feature: Feature
    models: Models

    def layers(self, cancelled: Cancel) -> tuple[LayerShape, ...]:
        """Of what it has learned, by depth, its planes last; () of one that has no layers.

        Raises ParameterError, Cancelled, what a fit raises.
        """
        own, ready = self._ready(cancelled)
        learning, options = self.feature.specification.learning, dict(self.feature.options)
        if learning is None or learning.inside is None or ready.model is None:
            return ()
        found = learning.inside.layers(ready.model.content, options, own)
        number = len(self.feature.specification.names(own.names, options))
        planes = LayerShape(PLANES, "block", number, float(self._side))
        return (*(LayerShape(each.name, each.kind, each.channels, each.stride) for each in found), planes)

    def wall(self, cancelled: Cancel, layer: LayerShape | None = None) -> Wall:
        """Of a layer; None: of the planes. Raises as `layers`."""
        own, ready = self._ready(cancelled)
        learning, options = self.feature.specification.learning, dict(self.feature.options)
        if layer is None or layer.name == PLANES:
            return self._planes(own, ready, cancelled)
        if learning is None or learning.inside is None or ready.model is None:
            raise ValueError(f"{self.feature.name} has no layers")
        maps = learning.inside.maps(ready.model.content, options, layer.name, own, cancelled)
        return wall_of(maps, (layer.stride, layer.stride), cancelled)

    @property
    def _side(self) -> int:
        """Pixels of the picture along the side of one that is looked at."""
        return max(1, round(math.sqrt(self.image.height * self.image.width / MOST_PIXELS)))

    def _ready(self, cancelled: Cancel) -> tuple[OwnPlanes, Ready]:
        space = clustered_space(self.image, self.parameters)
        own = own_planes(self.image, self.parameters, space, cancelled)
        return own, drained(made_ready(self.feature, own, self.models, cancelled))

    def _planes(self, own: OwnPlanes, ready: Ready, cancelled: Cancel) -> Wall:
        image, side = self.image, self._side
        rows = side * max(1, max(2 * ready.reach, _PART // image.width) // side)
        parts = []
        for top in range(0, image.height, rows):
            raise_if_cancelled(cancelled)
            above, end = min(ready.reach, top), min(top + rows, image.height)
            block = own.block(top - above, min(end + ready.reach, image.height))
            inner = slice(above, above + end - top)
            parts.append(block_means(ready.planes(block)[inner], block.valid[inner], side))
        planes = np.moveaxis(np.concatenate(parts).astype(np.float32), 2, 0)
        return wall_of(np.ascontiguousarray(planes), (float(side), float(side)), cancelled)
