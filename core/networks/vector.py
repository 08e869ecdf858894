"""One vector for a whole picture by a network that is open in the guarded process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.errors import ReadError
from core.base.sentences import _
from core.networks.card import Card, card_beside, card_of
from core.networks.graph import Array, Layer
from core.networks.network import OpenNetwork, opened
from core.networks.runtime import maps_in, runtime_session

_SIDE = 224


def frame_there(path: Path, sha256: str) -> tuple[str, str, int, int]:
    """Runs in the guarded process: SHA-256 and card of a network, and the size of pictures, height and width,
    that it sees at once. Raises ReadError.
    """
    network = opened(path, sha256)
    own = card_beside(path, network.family.card)
    if network.onnx is not None and min(network.onnx.size) > 0:
        height, width = network.onnx.size
    else:
        height = width = _SIDE // network.family.multiple * network.family.multiple
    return network.sha256, own.text, height, width


def vector_there(path: Path, sha256: str, card: str, layer: str, picture: Bytes) -> Array:
    """Runs in the guarded process: (d,) float32 of a picture (h, w, 3) uint8 of the size of `frame_there`.

    layer: the mean of whose maps is meant; "": what stands for the whole picture, of an ONNX its first
    output (of maps their mean, of tokens the first). Raises ReadError.
    """
    network = opened(path, sha256)
    chosen = card_of(card, network.family.card)
    if layer:
        (maps,) = network.maps((layer,), picture, chosen)
        return _mean(maps)
    return _whole(network, picture, chosen)


def _whole(network: OpenNetwork, picture: Bytes, card: Card) -> Array:
    key = ("whole", picture.shape[:2])
    if key not in network.sessions:
        network.sessions.clear()
        network.sessions[key] = _session(network, picture.shape[:2])
    session, layers = network.sessions[key]
    (found,) = network.outputs(session, layers, picture, card)
    vector = _flat(np.asarray(found), layers[0], picture.shape[:2], last=_bands_last(network))
    if vector is None or not np.isfinite(vector).all():
        raise ReadError(network.path, _("it says nothing of a picture as a whole."))
    return vector


def _session(network: OpenNetwork, size: tuple[int, int]) -> tuple[Any, list[Layer]]:
    if network.onnx is None:
        try:
            built = network.built(size)
            if not built.vector:
                raise ReadError(network.path, _("it says nothing of a picture as a whole."))
            output, content = built.vector, built.graph.model([built.vector])
        except (KeyError, ValueError, IndexError) as error:
            raise ReadError(network.path, _("its weights do not fit together.")) from error
    else:
        output = str(network.onnx.model.graph.output[0].name)
        content = network.onnx.content((output,))
    return runtime_session(network.path, content), [Layer("whole", "block", output)]


def _flat(values: NDArray[Any], layer: Layer, size: tuple[int, int], *, last: bool) -> Array | None:
    """(d,) of what an output gives; None where that is nothing of the kind."""
    if values.dtype.kind not in "fiu" or not values.size or values.ndim < 2 or len(values) != 1:
        return None
    if values.ndim == 2:
        return _single(values[0])
    if values.ndim == 3:
        return _single(values[0, 0])
    maps = maps_in(values, layer, size, last)
    return None if maps is None else _mean(maps)


def _mean(maps: Array) -> Array:
    """(d,) of maps (d, h, w)."""
    return _single(maps.mean(axis=(1, 2), dtype=np.float64))


def _single(values: NDArray[Any]) -> Array:
    single: Array = values.astype(np.float32)
    return single


def _bands_last(network: OpenNetwork) -> bool:
    return network.onnx is not None and network.onnx.last
