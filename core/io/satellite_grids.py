"""Grids with north up of the bands of one product: which pixel of one holds the centre of one of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Axis:
    """Of a grid with north up: where it begins, the side of a pixel (below 0 to the south), how many."""

    edge: float
    side: float
    count: int

    def coarser(self, step: int) -> Axis:
        """Of whole steps: what is left over at the end is no pixel."""
        return Axis(self.edge, self.side * step, self.count // step)

    def nearest(self, own: Axis) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Which pixel of another axis holds the centre of each of these, and whether any does."""
        centres = self.edge + self.side * (np.arange(self.count) + 0.5)
        places = np.floor((centres - own.edge) / own.side + 1e-9).astype(np.intp)
        return places.clip(0, own.count - 1), (places >= 0) & (places < own.count)


@dataclass(frozen=True)
class Grid:
    columns: Axis
    rows: Axis

    @property
    def metres(self) -> float:
        """The side of a pixel."""
        return self.columns.side

    @property
    def pixels(self) -> int:
        return self.columns.count * self.rows.count

    def coarser(self, step: int) -> Grid:
        return Grid(self.columns.coarser(step), self.rows.coarser(step))


def step_of(own: Grid, grid: Grid) -> int:
    """How many pixels of a band fit along a side of one of the grid: a mean of more would lie beside it."""
    return max(1, int(grid.metres / own.metres + 1e-9))


def means(part: NDArray[Any], step: int) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Means of step × step pixels, halves up, and where all of these are data.

    Not by GDAL: of JPEG 2000 it averages a reduction that is stored, and the zeros of no data with the rest.
    """
    if step == 1:
        return part, part != 0
    total = np.zeros((part.shape[0] // step, part.shape[1] // step), np.int64)
    known = np.ones(total.shape, np.bool_)
    for piece in (part[i::step, j::step] for i in range(step) for j in range(step)):
        total += piece
        known &= piece != 0
    return ((2 * total + step * step) // (2 * step * step)).astype(part.dtype), known
