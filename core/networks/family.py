"""What a family of networks says of itself: how it is known by its weights, and how its graph is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.networks.card import Card
from core.networks.graph import Graph
from core.networks.weights.weight import Weights


@dataclass(frozen=True, eq=False)
class Built:
    """A graph. vector: the output that stands for the whole picture; classes: one value a class that the
    network tells apart; "" where it has none. hypercolumns: the three layers, from early to deep, that serve
    best as features where nobody chose.
    """

    graph: Graph
    vector: str
    classes: str
    hypercolumns: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Family:
    """fits: whether weights are of this family, by their names and shapes alone.

    build: the graph of weights for pictures of a size, rows and columns; convolutions take any other too.
    Raises KeyError or ValueError where weights are not what they seem.
    multiple: sides must be a multiple of it. tile: the largest side that the network sees at once; margin:
    what of a tile is there for its surroundings alone, on each side.
    by_size: whether the graph is another for each size.
    """

    name: str
    fits: Callable[[Weights], bool]
    build: Callable[[Weights, tuple[int, int]], Built]
    card: Card
    multiple: int = 32
    tile: int = 768
    margin: int = 128
    by_size: bool = False
