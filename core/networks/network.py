"""A network that is open in the guarded process: what it is, and the maps of its layers.

All that is here runs there. A session of ONNX Runtime has one thread, so that its numbers depend on the
machine alone; several tiles are worked on at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import ReadError
from core.base.hashing import sha256_of
from core.base.modules import modules_in
from core.base.sentences import _, with_commas
from core.networks.bundled import LIBRARIES
from core.networks.card import Card, card_beside, card_of
from core.networks.family import Built, Family
from core.networks.graph import INPUT, Array, Layer
from core.networks.onnx_file import OnnxFile, read_onnx
from core.networks.runtime import maps_in, runtime_session, said_by
from core.networks.weights.files import read_weights
from core.networks.weights.weight import Weights
from core.writing.extras import extra

# What is said of a picture as a whole: fields of Built.
Whole = Literal["vector", "classes"]

# Sessions that are kept: of the layers and sizes asked for last.
_MOST_SESSIONS = 3
# Of an ONNX of any size; sides are a multiple of it.
_ANY = Family("onnx", lambda _weights: False, lambda _weights, _size: _no_graph(), Card())
_PROBES = (224, 256, 512)


def _no_graph() -> Built:
    raise ValueError("an ONNX has its graph")


@dataclass(frozen=True)
class LayerShape:
    """One that can be looked at. stride: pixels of the picture that one of its cells stands for."""

    name: str
    kind: str
    channels: int
    stride: float


@dataclass(frozen=True)
class Description:
    """What is said of a network. card: the text of the one in use; own_card: of its own. numbers:
    how many weights. layers: by depth.

    hypercolumns: the layers that serve as features where none are chosen. multiple, tile, margin: of Family,
    tile by rows and columns; fixed: whether it takes tiles of that size only.
    """

    family: str
    sha256: str
    card: str
    own_card: str
    numbers: int
    layers: tuple[LayerShape, ...]
    hypercolumns: tuple[str, ...]
    multiple: int
    tile: tuple[int, int]
    margin: int
    fixed: bool = False


@dataclass(eq=False)
class OpenNetwork:
    """weights: of a family; onnx: where the file is one. sessions: by layers and size."""

    path: Path
    sha256: str
    family: Family
    weights: Weights | None
    onnx: OnnxFile | None
    sessions: dict[Any, tuple[Any, list[Layer]]] = field(default_factory=dict)
    description: Description | None = None

    def session(self, names: Sequence[str] | None, size: tuple[int, int]) -> tuple[Any, list[Layer]]:
        """What runs the network up to these layers (None: all), for pictures of a size. Raises ReadError."""
        key = (None if names is None else tuple(names), size if self.family.by_size else None)
        if key not in self.sessions:
            while len(self.sessions) >= _MOST_SESSIONS:
                self.sessions.pop(next(iter(self.sessions)))
            self.sessions[key] = self._new_session(names, size)
        return self.sessions[key]

    def _new_session(self, names: Sequence[str] | None, size: tuple[int, int]) -> tuple[Any, list[Layer]]:
        try:
            if self.onnx is not None:
                layers = _chosen(self.path, self.onnx.layers, names)
                content = self.onnx.content(tuple(each.output for each in layers))
            else:
                graph = self.built(size).graph
                layers = _chosen(self.path, graph.layers, names)
                content = graph.model([each.output for each in layers])
        except (KeyError, ValueError, IndexError) as error:
            raise ReadError(self.path, _("its weights do not fit together.")) from error
        return runtime_session(self.path, content), layers

    def built(self, size: tuple[int, int]) -> Built:
        """The graph of a family's weights. Raises KeyError, ValueError."""
        if self.weights is None:
            return _no_graph()
        return self.family.build(self.weights, size)

    def maps(self, names: Sequence[str], pixels: Bytes, card: Card) -> tuple[Array, ...]:
        """(channels, h, w) float32 of each layer, of a tile (height, width, 3) uint8. Raises ReadError."""
        session, layers = self.session(names, pixels.shape[:2])
        found = self.outputs(session, layers, pixels, card)
        made = []
        for layer, values in zip(layers, found, strict=True):
            maps = maps_in(values, layer, pixels.shape[:2], self.onnx is not None and self.onnx.last)
            if maps is None or not np.isfinite(maps).all():
                sentence = _("its layer {name} has no maps of this picture.")
                raise ReadError(self.path, sentence.format(name=layer.name))
            made.append(maps)
        return tuple(made)

    def outputs(self, session: Any, layers: Sequence[Layer], pixels: Bytes, card: Card) -> list[Any]:
        """What the layers give, as it is."""
        source = self.onnx.source if self.onnx is not None else INPUT
        try:
            found: list[Any] = session.run(
                [each.output for each in layers], {source: self._input(pixels, card)}
            )
        except Exception as error:  # ONNX Runtime has a class for each sort of failure
            raise ReadError(self.path, said_by(error)) from error
        return found

    def _input(self, pixels: Bytes, card: Card) -> Array:
        """(1, 3, height, width), or as the ONNX wants it."""
        values = pixels[..., ::-1] if card.order == "bgr" else pixels
        ready = (values.astype(np.float32) - np.array(card.mean, np.float32)) / np.array(
            card.deviation, np.float32
        )
        if self.onnx is not None and self.onnx.bands == 1:
            ready = ready.mean(axis=2, keepdims=True)
        if not (self.onnx is not None and self.onnx.last):
            ready = ready.transpose(2, 0, 1)
        return np.ascontiguousarray(ready[None], np.float32)


_OPEN: dict[tuple[str, str], OpenNetwork] = {}


def opened(path: Path, sha256: str) -> OpenNetwork:
    """The network in a file, kept open until another is asked for. sha256: "" for any content.

    Raises ReadError for another content, and for what is no network that Floe knows.
    """
    key = (str(path), sha256)
    if key not in _OPEN:
        _OPEN.clear()
        _OPEN[key] = _open(path, sha256)
    return _OPEN[key]


def _open(path: Path, sha256: str) -> OpenNetwork:
    found = _sha256(path)
    if sha256 not in ("", found):
        sentence = _("its content has changed. It is needed with the SHA-256 {sha256}: choose it anew.")
        raise ReadError(path, sentence.format(sha256=sha256))
    weights = read_weights(path)
    if weights is None:
        onnx = read_onnx(path)
        return OpenNetwork(path, found, _ANY, None, onnx)
    for module in modules_in(f"{__package__}.families"):
        for family in module.FAMILIES:
            if family.fits(weights):
                return OpenNetwork(path, found, family, weights, None)
    names = list(weights)
    sentence = _(
        "it holds weights of a network that Floe does not know ({names} …): Floe knows EfficientNet-Lite, "
        "VGG, DINOv2 and CLIP; save any other as .onnx."
    )
    raise ReadError(path, sentence.format(names=with_commas(names[:2])))


def _sha256(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error


def warm_there(path: Path) -> None:  # noqa: ARG001 - every reader is given its path
    """Runs in the guarded process: import what networks are run with, before a file's time begins."""
    for library in LIBRARIES:
        extra(library)


def describe_there(path: Path, sha256: str, card: str) -> Description:
    """Runs in the guarded process: what is said of a network. Raises ReadError, ParameterError."""
    network = opened(path, sha256)
    if network.description is None:
        network.description = _described(network)
    described = network.description
    own = card_beside(path, network.family.card)
    return replace(described, card=card_of(card, own).text, own_card=own.text)


def maps_there(
    path: Path, sha256: str, card: str, names: tuple[str, ...], tiles: list[Bytes]
) -> tuple[tuple[Array, ...], ...]:
    """Runs in the guarded process: of each tile (height, width, 3) uint8, the maps of each layer.

    Raises ReadError, ParameterError.
    """
    network = opened(path, sha256)
    chosen = card_of(card, network.family.card)
    if len(tiles) == 1:
        return (network.maps(names, tiles[0], chosen),)
    network.session(names, tiles[0].shape[:2])
    with ThreadPoolExecutor(len(tiles)) as pool:
        return tuple(pool.map(lambda tile: network.maps(names, tile, chosen), tiles))


def whole_there(path: Path, sha256: str, card: str, wanted: Whole, picture: Bytes) -> Array:
    """Runs in the guarded process: what a network says of a picture (h, w, 3) uint8 as a whole, of a size
    that it takes: the vector that stands for it, or one value for each class that it tells apart.

    Raises ReadError.
    """
    network = opened(path, sha256)
    built = None if network.weights is None else network.built(picture.shape[:2])
    output = "" if built is None else getattr(built, wanted)
    if built is None or not output:
        raise ReadError(path, _("it says nothing of a picture as a whole."))
    session = runtime_session(path, built.graph.model([output]))
    layer = Layer(wanted, "block", output)
    (found,) = network.outputs(session, [layer], picture, card_of(card, network.family.card))
    return np.asarray(found[0], np.float32)


def _described(network: OpenNetwork) -> Description:
    """By one run over all layers of a small grey picture: its shapes are those that there are."""
    family, onnx = network.family, network.onnx
    fixed = onnx is not None and min(onnx.size) > 0
    sides = [(224 // family.multiple or 1) * family.multiple] if onnx is None else list(_PROBES)
    sizes = [onnx.size] if onnx is not None and fixed else [(side, side) for side in sides]
    refused: ReadError | None = None
    for size in sizes:
        session, layers = network.session(None, size)
        try:
            found = network.outputs(session, layers, np.full((*size, 3), 128, np.uint8), family.card)
            break
        except ReadError as error:
            refused = refused or error
    else:
        raise refused or ReadError(network.path, _("it is no network, or a damaged one."))
    network.sessions.clear()
    last = onnx is not None and onnx.last
    shapes = []
    for layer, values in zip(layers, found, strict=True):
        maps = maps_in(values, layer, size, last)
        if maps is not None and min(maps.shape[1:]) > 1:
            shapes.append(LayerShape(layer.name, layer.kind, maps.shape[0], size[0] / maps.shape[1]))
    if not shapes:
        raise ReadError(network.path, _("none of its layers has maps that could be looked at."))
    if onnx is None:
        weights = network.weights or {}
        numbers = sum(int(np.prod(each.shape)) for each in weights.values())
        chosen = network.built(size).hypercolumns
    else:
        numbers = sum(int(np.prod(each.dims)) for each in onnx.model.graph.initializer)
        at_depths = (len(shapes) // 6, len(shapes) // 3, 2 * len(shapes) // 3)
        chosen = tuple(shapes[at].name for at in at_depths)
    tile, margin = (family.tile, family.tile), family.margin
    if fixed:
        tile, margin = size, min(size) // 4 // family.multiple * family.multiple
    return Description(
        family.name,
        network.sha256,
        family.card.text,
        family.card.text,
        numbers,
        tuple(shapes),
        chosen,
        family.multiple,
        tile,
        margin,
        fixed,
    )


def _chosen(path: Path, layers: Sequence[Layer], names: Sequence[str] | None) -> list[Layer]:
    if names is None:
        return list(layers)
    known = {each.name: each for each in layers}
    for name in names:
        if name not in known:
            sentence = _("it has no layer “{name}”: choose one of {known}.")
            raise ReadError(path, sentence.format(name=name, known=with_commas(known)))
    return [known[name] for name in names]
