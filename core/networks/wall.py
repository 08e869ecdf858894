"""All maps of one layer over a picture as a person looks at them: in grey, the strongest first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Bytes, Floats, frozen
from core.base.opencv import opencv
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.image.display import pyramid
from core.networks.graph import Array
from core.networks.grids import Grid, planes_at
from core.networks.network import Description
from core.networks.process import NetworkProcess, brought_to_size
from core.networks.tiles import answered

# The longer side of a small picture of a map.
THUMB = 128
# Pixels of the picture that is looked at, and numbers that its maps may have.
MOST_PIXELS = 400_000
_MOST_NUMBERS = 60_000_000


@dataclass(frozen=True, eq=False)
class Wall:
    """The maps of a layer, the strongest first: those that vary most over the picture.

    numbers: (n,) of the maps in their layer, from 0. strengths: (n,) their standard deviations.
    maps: (n, h, w) uint8, each from its 1st percentile to its 99th. small: the same, smaller. stride:
    pixels of the picture, down and across, that a cell has.
    """

    numbers: tuple[int, ...]
    strengths: tuple[float, ...]
    maps: Bytes
    small: Bytes
    stride: tuple[float, float]


def wall_of(maps: Array, stride: tuple[float, float], cancelled: Cancel = never_cancelled) -> Wall:
    """The wall of maps (n, h, w). Raises Cancelled."""
    strengths: Floats = np.array([float(each.std(dtype=np.float64)) for each in maps])
    order = np.argsort(-strengths, kind="stable")
    grey = np.empty(maps.shape, np.uint8)
    for place, number in enumerate(order):
        raise_if_cancelled(cancelled)
        low, high = _range(maps[number])
        levels = (maps[number] - low) * (255.0 / ((high - low) or 1.0))
        grey[place] = np.rint(levels.clip(0.0, 255.0))
    return Wall(
        tuple(int(each) for each in order),
        tuple(float(strengths[each]) for each in order),
        frozen(grey),
        frozen(_small(grey)),
        stride,
    )


def _range(values: Array) -> tuple[float, float]:
    """The 1st and the 99th percentile; the least and the greatest value where these are one."""
    last = values.size - 1
    at = last // 100, last - last // 100
    ordered = np.partition(values.ravel(), at)
    low, high = float(ordered[at[0]]), float(ordered[at[1]])
    return (low, high) if low < high else (float(values.min()), float(values.max()))


def _small(maps: Bytes) -> Bytes:
    factor = THUMB / max(maps.shape[1:])
    if factor >= 1:
        return maps
    cv2 = opencv()
    size = max(1, round(maps.shape[2] * factor)), max(1, round(maps.shape[1] * factor))
    return np.stack([cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in maps])


def looked_at(picture: Bytes, channels: int, stride: float) -> Bytes:
    """A picture (height, width, 3) uint8, as small as the maps of a layer of it fit."""
    height, width = picture.shape[:2]
    most = min(MOST_PIXELS, _MOST_NUMBERS * max(1.0, stride) ** 2 / max(1, channels))
    if height * width <= most:
        return picture
    factor = (most / (height * width)) ** 0.5
    size = max(1, round(width * factor)), max(1, round(height * factor))
    cv2 = opencv()
    smaller: Bytes = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return smaller


def wall_of_layer(
    process: NetworkProcess,
    network: Description,
    layer: str,
    picture: Bytes,
    cancelled: Cancel = never_cancelled,
) -> Wall:
    """The wall of a layer over a picture (height, width, 3) uint8. Raises ReadError, KeyError, Cancelled."""
    shape = {each.name: each for each in network.layers}[layer]
    seen = looked_at(brought_to_size(picture, network.card), shape.channels, shape.stride)
    height, width = seen.shape[:2]
    stride = max(1, round(shape.stride))
    maps = np.zeros((shape.channels, -(-height // stride), -(-width // stride)), np.float32)
    for tile, (found,) in process.maps(network, [layer], seen, cancelled):
        values, (rows, columns) = answered(found, tile, stride)
        part = maps[:, rows, columns]
        part[:] = values[:, : part.shape[1], : part.shape[2]]
    ratio = picture.shape[0] / height, picture.shape[1] / width
    return wall_of(maps, (stride * ratio[0], stride * ratio[1]), cancelled)


def enlarged(
    wall: Wall, place: int, size: tuple[int, int], cancelled: Cancel = never_cancelled
) -> tuple[Bytes, ...]:
    """One map as large as the picture of size (height, width), with copies for every zoom
    (core.image.display.pyramid). Raises Cancelled.
    """
    grid = Grid("", wall.maps[place : place + 1].astype(np.int16), 1.0, wall.stride)
    grey = np.empty(size, np.uint8)
    step = max(1, (1 << 20) // size[1])
    for top in range(0, size[0], step):
        raise_if_cancelled(cancelled)
        rows = min(step, size[0] - top)
        grey[top : top + rows] = np.rint(planes_at(grid, top, rows, size[1])[..., 0])
    return pyramid(np.repeat(grey[..., None], 3, axis=2))
