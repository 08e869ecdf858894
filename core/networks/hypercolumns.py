"""The maps of some layers of a network over a picture, as few planes a layer: hypercolumns.

Source: Hariharan et al. (2015), "Hypercolumns for object segmentation and fine-grained localization", CVPR.
The maps of a layer are turned into their principal components, of which the first few are kept; a single map
is kept as it is. Each is centred, and those of a layer are divided by one number, so that their variances add
up to 1. They stay as coarse as the layer is: a cell has stride × stride pixels.

The values of a layer are rounded to whole steps and the weights of a component to whole numbers: all sums
are exact, in any order, and no last bit of a thread or library decides. The first weight of a component that
is at least nearly its largest is positive: that settles its sign.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from core.base.arrays import Bytes, Floats, Mask
from core.base.errors import ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _, with_commas
from core.networks.asked import Asked
from core.networks.graph import Array
from core.networks.grids import Grid
from core.networks.network import Description, LayerShape
from core.networks.process import NetworkProcess, brought_to_size
from core.networks.tiles import Tile, answered, averaged, tiles_of

# Numbers that all grids may have, two bytes each: as much as a document keeps of a model.
_MOST_NUMBERS = 30_000_000
# Numbers of maps that are kept between the two looks at a picture, four bytes each; beyond, it is seen twice.
_MOST_KEPT = 100_000_000
_HIGHEST = 32767
_ALIKE = 1e-6
# Whole steps that the values of the first tile have at most, and those of others where they are larger.
# Products of two, summed over 2²³ cells, fit 53 bits; so do products with weights, summed over 2¹⁰ maps.
_STEPS, _MOST_STEPS = 1 << 14, 1 << 15
_WEIGHT = 1 << 12
_LEAST = 1e-30
_FLAT = 1e-2


@dataclass(eq=False)
class _Layer:
    """What is gathered of a layer. side: cells of it whose mean is one of the grid. step: of values."""

    asked: Asked
    shape: LayerShape
    side: int
    step: float = 0.0
    count: int = 0
    total: Any = 0
    products: Any = 0
    kept: dict[Tile, Array] = field(default_factory=dict)

    @property
    def stride(self) -> int:
        """Pixels of what the network sees that one of its cells stands for."""
        return max(1, round(self.shape.stride))

    def maps(self, tile: Tile, found: Array) -> tuple[Array, tuple[slice, slice]]:
        """(channels, rows, columns) of the grid that a tile answers for, and where."""
        if self.asked.map is not None:
            found = found[self.asked.map : self.asked.map + 1]
        inner, (rows, columns) = answered(found, tile, self.stride)
        places = [slice(each.start // self.side, -(-each.stop // self.side)) for each in (rows, columns)]
        return self._steps(averaged(inner, self.side)), (places[0], places[1])

    def _steps(self, values: Array) -> Array:
        """In whole steps; a power of two is the step, so that nothing but the rounding is lost."""
        if not self.step:
            most = float(np.abs(values).max())
            self.step = 2.0 ** math.ceil(math.log2(most)) / _STEPS if most > _LEAST else 1.0
        steps: Array = np.rint(values * np.float32(1 / self.step)).clip(-_MOST_STEPS, _MOST_STEPS)
        return steps

    def add(self, values: Array, there: Mask) -> None:
        """Sums over the cells (rows, columns) that are there, of whole steps."""
        columns = values[:, there].astype(np.float64)
        self.count += columns.shape[1]
        self.total = self.total + columns.sum(axis=1)
        self.products = self.products + columns @ columns.T

    def components(self, number: int) -> tuple[Floats, Floats, Floats]:
        """Of the steps the mean (channels,) and components (number, channels) in whole numbers; what each of
        these is divided by for variances to add up to 1.
        """
        mean = self.total / max(self.count, 1)
        covariance = self.products / max(self.count, 1) - np.outer(mean, mean)
        variances, vectors = np.linalg.eigh(covariance)
        number = min(number, len(mean))
        chosen = vectors[:, ::-1][:, :number].T
        heights = np.abs(chosen)
        first = (heights >= heights.max(axis=1, keepdims=True) * (1 - _ALIKE)).argmax(axis=1)
        weights: Floats = np.rint(chosen / chosen[np.arange(number), first][:, None] * _WEIGHT)
        lengths = np.sqrt((weights**2).sum(axis=1))
        variance = float(variances[::-1][:number].sum())
        # Where nothing varies but by less than a step there is nothing to tell apart: all planes are 0.
        spread = math.sqrt(variance) if variance > _FLAT else math.inf
        return mean, weights, lengths * spread


def grids_of(
    process: NetworkProcess,
    network: Description,
    asked: Sequence[Asked],
    *,
    number: int,
    picture: Bytes,
    valid: Mask | None,
    cancelled: Cancel = never_cancelled,
) -> Generator[tuple[int, int], None, tuple[Grid, ...]]:
    """The grids of the layers asked for, `number` planes each; yields how many tiles are done, of how many.

    picture: (height, width, 3) uint8; valid: of its pixels, None for all. Raises ReadError, Cancelled.
    """
    seen = brought_to_size(picture, network.card)
    height, width = seen.shape[:2]
    layers = _layers(process, network, asked, number, (height, width))
    names = list(dict.fromkeys(each.asked.layer for each in layers))
    keeps = sum(_numbers(each, height, width) for each in layers) <= _MOST_KEPT
    of = len(tiles_of(height, width, network))
    done, total = 0, of if keeps else 2 * of
    yield done, total
    for tile, found in process.maps(network, names, seen, cancelled):
        by_name = dict(zip(names, found, strict=True))
        for layer in layers:
            values, place = layer.maps(tile, by_name[layer.asked.layer])
            layer.add(values, _there(layer, place, valid, seen.shape[:2]))
            if keeps:
                layer.kept[tile] = values
        done += 1
        yield done, total
    planes = [_planes(each, number, height, width) for each in layers]
    bases = [layer.components(number) for layer in layers]
    if keeps:
        for layer, target, basis in zip(layers, planes, bases, strict=True):
            for tile, values in layer.kept.items():
                _project(layer, target, basis, tile, values)
    else:
        for tile, found in process.maps(network, names, seen, cancelled):
            by_name = dict(zip(names, found, strict=True))
            for layer, target, basis in zip(layers, planes, bases, strict=True):
                _project(layer, target, basis, tile, layer.maps(tile, by_name[layer.asked.layer])[0])
            done += 1
            yield done, total
    ratio = picture.shape[0] / height, picture.shape[1] / width
    return tuple(_grid(layer, each, ratio) for layer, each in zip(layers, planes, strict=True))


def _layers(
    process: NetworkProcess,
    network: Description,
    asked: Sequence[Asked],
    number: int,
    size: tuple[int, int],
) -> list[_Layer]:
    known = {each.name: each for each in network.layers}
    found = []
    for each in asked:
        shape = known.get(each.layer)
        if shape is None:
            sentence = _("it has no layer “{name}”: choose one of {known}.")
            raise ReadError(process.path, sentence.format(name=each.layer, known=with_commas(known)))
        if each.map is not None and each.map >= shape.channels:
            sentence = _("its layer {name} has {n} maps, numbered from 0: there is no map {map}.")
            raise ReadError(process.path, sentence.format(name=each.layer, n=shape.channels, map=each.map))
        found.append(_Layer(each, shape, 1))
    # The finest first, until all fit.
    while sum(_cells(each, *size) * number for each in found) > _MOST_NUMBERS:
        min(found, key=lambda each: each.stride * each.side).side *= 2
    return found


def _cells(layer: _Layer, height: int, width: int) -> int:
    stride = layer.stride * layer.side
    return -(-height // stride) * -(-width // stride)


def _numbers(layer: _Layer, height: int, width: int) -> int:
    return _cells(layer, height, width) * (1 if layer.asked.map is not None else layer.shape.channels)


def _there(layer: _Layer, place: tuple[slice, slice], valid: Mask | None, size: tuple[int, int]) -> Mask:
    """(rows, columns): whether a cell lies in the picture, and the pixel in its middle is valid."""
    stride, at = layer.stride * layer.side, []
    for cells, length in zip(place, size, strict=True):
        first = np.arange(cells.start, cells.stop) * stride
        at.append(np.where(first < length, np.minimum(first + stride // 2, length - 1), -1))
    there = (at[0] >= 0)[:, None] & (at[1] >= 0)[None]
    if valid is not None:
        rows, columns = (
            (each.clip(0) * known // length)
            for each, known, length in zip(at, valid.shape, size, strict=True)
        )
        there &= valid[np.ix_(rows, columns)]
    return there


def _planes(layer: _Layer, number: int, height: int, width: int) -> Array:
    """Empty ones; a cell at the right or below may lie outside the picture."""
    stride = layer.stride * layer.side
    number = 1 if layer.asked.map is not None else number
    return np.zeros((number, -(-height // stride), -(-width // stride)), np.float32)


def _project(
    layer: _Layer, target: Array, basis: tuple[Floats, Floats, Floats], tile: Tile, values: Array
) -> None:
    mean, weights, divisors = basis
    stride = layer.stride * layer.side
    row, column = (-(-span.begin // stride) for span in (tile.rows, tile.columns))
    part = target[:, row : row + values.shape[1], column : column + values.shape[2]]
    values = values[:, : part.shape[1], : part.shape[2]]
    flat = values.reshape(len(values), -1).astype(np.float64)
    sums = (weights @ flat - (weights * mean).sum(axis=1)[:, None]) / divisors[:, None]
    part[: len(weights)] = sums.reshape(-1, *values.shape[1:])


def _grid(layer: _Layer, planes: Array, ratio: tuple[float, float]) -> Grid:
    most = float(np.abs(planes).max()) or 1.0
    values = np.rint(planes * (_HIGHEST / most)).astype(np.int16)
    stride = layer.stride * layer.side
    return Grid(layer.asked.text, values, most / _HIGHEST, (stride * ratio[0], stride * ratio[1]))
