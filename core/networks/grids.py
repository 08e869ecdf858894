"""Planes of layers, as coarse as these are: as bytes in a document, and at any row of a picture."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.machine import processor
from core.base.version import versions
from core.networks.graph import Array
from core.networks.network import Description

_LONGEST_HEADER = 1 << 20


@dataclass(frozen=True, eq=False)
class Grid:
    """The planes of a layer. values: (planes, rows, columns) int16, times scale. stride: of the picture's
    pixels, down and across, that a cell has.
    """

    layer: str
    values: NDArray[np.int16]
    scale: float
    stride: tuple[float, float]


def packed(network: Description, grids: Sequence[Grid]) -> bytes:
    """Grids and what is said of the network that they are of, as bytes that may stand in a document."""
    header = {
        # Of ONNX Runtime's threads each tile has one.
        "environment": {
            "onnxruntime": versions(("onnxruntime",)).get("onnxruntime", ""),
            "machine": processor(),
            "threads": 1,
        },
        "network": {
            "family": network.family,
            "sha256": network.sha256,
            "card": network.card,
            "layers": [
                {"name": grid.layer, "channels": _channels(network, grid.layer), "stride": list(grid.stride)}
                for grid in grids
            ],
        },
        "grids": [[grid.layer, grid.scale, list(grid.stride), list(grid.values.shape)] for grid in grids],
    }
    return joined(header, [grid.values for grid in grids])


def joined(header: Mapping[str, Any], values: Sequence[NDArray[np.int16]]) -> bytes:
    """What `parted` takes apart."""
    text = json.dumps(header, separators=(",", ":")).encode()
    numbers = [each.astype("<i2").tobytes() for each in values]
    return b"".join([len(text).to_bytes(4, "little"), text, *numbers])


def _channels(network: Description, layer: str) -> int:
    name = layer.partition("#")[0]
    return next(each.channels for each in network.layers if each.name == name)


def said_of(content: bytes, part: str) -> dict[str, Any]:
    """Of `packed`: "network", what is said of it; "environment", what it was run by."""
    header, _values = parted(content)
    found = header.get(part)
    return found if isinstance(found, dict) else {}


def unpacked(content: bytes) -> tuple[Grid, ...]:
    """The grids of `packed`. Raises ValueError for bytes that are none."""
    try:
        header, values = parted(content)
        grids, at = [], 0
        for layer, scale, stride, shape in header["grids"]:
            planes, rows, columns = (int(each) for each in shape)
            if min(planes, rows, columns) < 1 or not (0 < float(scale) < 1e6 and min(stride) > 0):
                raise ValueError("no grid")
            size = 2 * planes * rows * columns
            numbers = np.frombuffer(values[at : at + size], "<i2").reshape(planes, rows, columns)
            grids.append(Grid(str(layer), numbers, float(scale), (float(stride[0]), float(stride[1]))))
            at += size
        if at != len(values):
            raise ValueError("more than its grids")
        return tuple(grids)
    except (TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError("no grids") from error


def parted(content: bytes) -> tuple[dict[str, Any], memoryview]:
    """The header of grids, and their values. Raises ValueError, TypeError, RecursionError."""
    length = int.from_bytes(content[:4], "little")
    if length > min(len(content), _LONGEST_HEADER):
        raise ValueError("no header")
    header = json.loads(content[4 : 4 + length])
    if not isinstance(header, dict):
        raise TypeError("no header")
    return header, memoryview(content)[4 + length :]


def planes_at(grid: Grid, top: int, rows: int, width: int) -> Array:
    """(rows, width, planes) float32 of the picture's rows top …: bilinear between the middles of the cells.

    The same for a row whichever others are asked for with it.
    """
    first, following, share = _between(np.arange(top, top + rows), grid.stride[0], grid.values.shape[1])
    near = grid.values[:, first[0] : following[-1] + 1].astype(np.float32)
    first, following, part = first - first[0], following - first[0], share[:, None]
    tall = near[:, first] * (1 - part) + near[:, following] * part
    first, following, share = _between(np.arange(width), grid.stride[1], grid.values.shape[2])
    wide = tall[:, :, first] * (1 - share) + tall[:, :, following] * share
    found: Array = (np.moveaxis(wide, 0, -1) * np.float32(grid.scale)).astype(np.float32, copy=False)
    return found


def _between(pixels: NDArray[Any], stride: float, cells: int) -> tuple[Any, Any, Array]:
    """Of each pixel the cells before and behind its middle, and the share of the one behind."""
    at = ((pixels + 0.5) / stride - 0.5).clip(0, cells - 1)
    first = np.floor(at).astype(np.int64)
    return first, np.minimum(first + 1, cells - 1), (at - first).astype(np.float32)
