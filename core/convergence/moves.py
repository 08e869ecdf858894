"""The first half of an iteration of Lloyd's in numbers: each centroid goes to the mean of its pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats


@dataclass(frozen=True)
class FarthestMove:
    """row: of the centroid that goes farthest; distance: how far, Euclidean, in the units of the space."""

    row: int
    distance: float


def farthest_move(before: Floats, after: Floats) -> FarthestMove:
    """Of centroids (k, dimensions) before and after an update; of equal moves that of the first row."""
    moves = np.sqrt(((after - before) ** 2).sum(axis=1))
    row = int(moves.argmax())
    return FarthestMove(row, float(moves[row]))
