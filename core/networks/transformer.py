"""Vision transformers: Dosovitskiy et al. (2020), arXiv:2010.11929, normalized before each part.

DINOv2 (Oquab et al. 2023, arXiv:2304.07193) and the visual half of CLIP (Radford et al. 2021,
arXiv:2103.00020) are two of them. Positions are learned on a grid of patches; for another grid they are
interpolated bicubically, as both do.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.base.opencv import opencv
from core.networks.family import Built
from core.networks.graph import INPUT, Array, Graph
from core.networks.weights.weight import Weights

Pair = tuple[Array, Array]


@dataclass(frozen=True, eq=False)
class Block:
    """The arrays of one block; weights as (out, in). scale: of both parts, where it has them."""

    norm: Pair
    query: Pair
    key: Pair
    value: Pair
    out: Pair
    norm2: Pair
    up: Pair
    down: Pair
    scale: Pair | None = None


@dataclass(frozen=True, eq=False)
class Transformer:
    """patch: weight (width, 3, side, side) and bias or None. first: (width,) the token of the whole picture.
    positions: (1 + n², width). before: a normalization in front of the blocks. blocks: number of them, each
    read when it is its turn. projection: (out, width) of the first token, or None. gelu: quick, or exact.
    """

    patch: tuple[Array, Array | None]
    first: Array
    positions: Array
    before: Pair | None
    blocks: tuple[Callable[[], Block], ...]
    after: Pair
    projection: Array | None
    heads: int
    epsilon: float
    quick: bool

    def built(self, size: tuple[int, int]) -> Built:
        """For pictures of size rows × columns, multiples of the side of a patch."""
        graph, (weight, bias) = Graph(), self.patch
        side, width = weight.shape[2], weight.shape[0]
        rows, columns = size[0] // side, size[1] // side
        x = graph.convolution(INPUT, weight, bias, strides=[side, side])
        x = graph.seen("patches", "convolution", x)
        x = graph.node("Reshape", x, graph.array((1, width, rows * columns)))
        x = graph.node("Transpose", x, perm=[0, 2, 1])
        x = graph.node("Concat", graph.array(self.first.reshape(1, 1, width)), x, axis=1)
        x = graph.node("Add", x, graph.array(_positions(self.positions, rows, columns)))
        if self.before is not None:
            x = self._norm(graph, x, self.before)
        for number, block in enumerate(self.blocks, 1):
            x = self._block(graph, x, block(), f"block{number}", 1 + rows * columns)
        x = graph.seen("normalized", "block", self._norm(graph, x, self.after), 1)
        vector = graph.node("Gather", x, graph.array((0,)), axis=1)
        vector = graph.node("Flatten", vector)
        if self.projection is not None:
            vector = graph.node("MatMul", vector, graph.array(np.ascontiguousarray(self.projection.T)))
        n = len(self.blocks)
        chosen = tuple(f"block{max(1, round(n * each))}" for each in (1 / 3, 2 / 3, 1))
        return Built(graph, vector, "", chosen)

    def _norm(self, graph: Graph, source: str, norm: Pair) -> str:
        scale, shift = (graph.array(each) for each in norm)
        return graph.node("LayerNormalization", source, scale, shift, axis=-1, epsilon=self.epsilon)

    def _block(self, graph: Graph, source: str, block: Block, name: str, tokens: int) -> str:
        x = self._norm(graph, source, block.norm)
        x = graph.seen(f"{name}.attention", "block", self._attention(graph, x, block, tokens), 1)
        if block.scale is not None:
            x = graph.node("Mul", x, graph.array(block.scale[0]))
        source = graph.node("Add", source, x)
        x = graph.linear(self._norm(graph, source, block.norm2), *block.up)
        x = graph.seen(f"{name}.gelu", "activation", self._gelu(graph, x), 1)
        x = graph.linear(x, *block.down)
        if block.scale is not None:
            x = graph.node("Mul", x, graph.array(block.scale[1]))
        return graph.seen(name, "block", graph.node("Add", source, x), 1)

    def _attention(self, graph: Graph, source: str, block: Block, tokens: int) -> str:
        width = block.query[0].shape[0]
        shape, a_head = graph.array((1, tokens, self.heads, width // self.heads)), width // self.heads
        parts = {"query": [0, 2, 1, 3], "key": [0, 2, 3, 1], "value": [0, 2, 1, 3]}
        made: dict[str, Any] = {}
        for part, order in parts.items():
            x = graph.linear(source, *getattr(block, part))
            made[part] = graph.node("Transpose", graph.node("Reshape", x, shape), perm=order)
        scaled = graph.node("Mul", made["query"], graph.array(np.array(1 / math.sqrt(a_head))))
        shares = graph.node("Softmax", graph.node("MatMul", scaled, made["key"]), axis=-1)
        x = graph.node("Transpose", graph.node("MatMul", shares, made["value"]), perm=[0, 2, 1, 3])
        return graph.linear(graph.node("Reshape", x, graph.array((1, tokens, width))), *block.out)

    def _gelu(self, graph: Graph, source: str) -> str:
        if self.quick:
            inner = graph.node("Mul", source, graph.array(np.array(1.702)))
            return graph.node("Mul", source, graph.node("Sigmoid", inner))
        inner = graph.node("Erf", graph.node("Mul", source, graph.array(np.array(1 / math.sqrt(2)))))
        half = graph.node("Mul", source, graph.array(np.array(0.5)))
        return graph.node("Mul", half, graph.node("Add", inner, graph.array(np.array(1.0))))


def pair(weights: Weights, name: str) -> Pair:
    """The weight and bias of a part. Raises KeyError."""
    return weights[f"{name}.weight"].array(), weights[f"{name}.bias"].array()


def thirds(weight: Array, bias: Array) -> tuple[Pair, Pair, Pair]:
    """Query, key and value, which lie one below the other."""
    n = len(bias) // 3
    query, key, value = ((weight[at : at + n], bias[at : at + n]) for at in (0, n, 2 * n))
    return query, key, value


def counted(weights: Weights, pattern: str) -> int:
    """How many parts there are, numbered from 0: "blocks.{}.norm1.weight"."""
    number = 0
    while pattern.format(number) in weights:
        number += 1
    return number


def _positions(learned: Array, rows: int, columns: int) -> Array:
    """(1, 1 + rows · columns, width) of (1 + n², width): the first stays, the others are interpolated."""
    width = learned.shape[1]
    side = math.isqrt(len(learned) - 1)
    if side * side != len(learned) - 1:
        raise ValueError("positions of no square")
    if (rows, columns) == (side, side):
        return learned[None]
    cv2, grid = opencv(), learned[1:].reshape(side, side, width)
    # OpenCV takes four channels at a time here.
    planes = [
        cv2.resize(
            np.ascontiguousarray(grid[..., at : at + 4]), (columns, rows), interpolation=cv2.INTER_CUBIC
        )
        for at in range(0, width, 4)
    ]
    resized = np.concatenate([each.reshape(rows * columns, -1) for each in planes], axis=1)
    return np.concatenate([learned[:1], resized])[None]
