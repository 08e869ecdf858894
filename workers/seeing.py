"""The jobs of the layer viewer: what a network or a feature makes of the picture, and one map enlarged."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.base.arrays import Bytes
from core.base.errors import FloeError
from core.base.parallel import Cancel
from core.cluster.features.chosen_file import NO_FILE, ChosenFile
from core.cluster.features.feature import Feature
from core.cluster.features.models import Model, Models
from core.cluster.parameters import Parameters
from core.cluster.prepared.feature_walls import PLANES, FeatureWalls
from core.image.display import to_rgb
from core.image.image import Image
from core.networks.bundled import SHA256, bundled_path, lacking
from core.networks.network import Description, LayerShape
from core.networks.process import NetworkProcess
from core.networks.wall import Wall, wall_of_layer

# A look that takes no longer is waited for: its process need not start again for the next.
_PATIENCE_S = 0.6


@dataclass(frozen=True)
class NetworkChosen:
    """A network to look through. file: NO_FILE for the one that comes with Floe. card: its text."""

    file: ChosenFile = NO_FILE
    card: str = ""


@dataclass(frozen=True, eq=False)
class FeatureChosen:
    """A feature of the last run to look at, with the models that were learned in it."""

    feature: Feature
    parameters: Parameters
    models: tuple[Model, ...]


@dataclass(frozen=True, eq=False)
class Seen:
    """network: None for a feature. layers: by depth, () of a feature without. layer: the one looked at."""

    network: Description | None
    layers: tuple[LayerShape, ...]
    layer: str
    wall: Wall

    @property
    def share(self) -> float:
        """Of the sides of the picture: at which size the network saw it; 1 where no smaller."""
        if self.network is None:
            return 1.0
        own = next((each.stride for each in self.layers if each.name == self.layer), None)
        return 1.0 if own is None else min(1.0, max(1, round(own)) / self.wall.stride[0])


class Looker:
    """Keeps the network open from look to look. For one thread at a time; close it in the end."""

    def __init__(self) -> None:
        self._process: NetworkProcess | None = None
        self._of: NetworkChosen | None = None
        self._network: Description | None = None
        self._shown: tuple[Image, Bytes] | None = None

    def look(self, chosen: NetworkChosen, layer: str, image: Image, cancelled: Cancel) -> Seen:
        """At a layer of a network; "" for the first that it recommends. Raises FloeError, Cancelled."""
        stop = _patient(cancelled)
        process, network = self._opened(chosen, stop)
        known = [each.name for each in network.layers]
        name = layer if layer in known else network.hypercolumns[0]
        wall = wall_of_layer(process, network, name, self._picture(image, cancelled), stop)
        return Seen(network, network.layers, name, wall)

    def look_at_feature(self, chosen: FeatureChosen, layer: str, image: Image, cancelled: Cancel) -> Seen:
        """At a layer of what a feature has learned; "" for its planes. Raises FloeError, Cancelled."""
        walls = FeatureWalls(image, chosen.parameters, chosen.feature, Models(chosen.models))
        layers = walls.layers(cancelled)
        found = next((each for each in layers if each.name == (layer or PLANES)), None)
        return Seen(None, layers, found.name if found else "", walls.wall(cancelled, found))

    def close(self) -> None:
        if self._process is not None:
            self._process.close()
        self._process = self._of = self._network = None

    def _opened(self, chosen: NetworkChosen, cancelled: Cancel) -> tuple[NetworkProcess, Description]:
        if self._process is None or self._of != chosen:
            self.close()
            bundled = chosen.file == NO_FILE
            path = bundled_path() if bundled else Path(chosen.file.path)
            if (sentence := lacking(bundled=bundled)) or path is None:
                raise FloeError(sentence)
            sha256 = SHA256 if bundled else chosen.file.sha256
            self._process, self._of = NetworkProcess(path, sha256, chosen.card), chosen
        if self._network is None:
            self._network = self._process.describe(cancelled)
        return self._process, self._network

    def _picture(self, image: Image, cancelled: Cancel) -> Bytes:
        if self._shown is None or self._shown[0] is not image:
            self._shown = image, to_rgb(image, cancelled)
        return self._shown[1]


def _patient(cancelled: Cancel) -> Callable[[], bool]:
    begun = time.monotonic()
    return lambda: cancelled() and time.monotonic() - begun > _PATIENCE_S
