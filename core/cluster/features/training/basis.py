"""The axes along which what a network says varies most (principal components), as planes and as colours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats
from core.base.sentences import N_
from core.cluster.features.options import WholeNumber
from core.cluster.features.specification import Options
from core.cluster.features.training.model_file import Arrays

Singles = NDArray[np.float32]

MOST_PLANES = 16
# Steps of a full range in the planes: what differs by less is another part or thread, no other picture.
_STEPS = 1 << 13
# Relative to the largest variance: what is smaller is rounding.
_NOTHING = 1e-9

PLANES = WholeNumber(
    name="planes",
    default=8,
    low=1,
    high=MOST_PLANES,
    meaning=N_("how many planes: the principal components of most variance"),
)


@dataclass(frozen=True, eq=False)
class Basis:
    """centre (channels,), axes (channels, planes) float32: planes = (channels − centre) · axes."""

    centre: Singles
    axes: Singles

    @property
    def arrays(self) -> Arrays:
        return {"basis.centre": self.centre, "basis.axes": self.axes}

    def planes(self, channels: Singles, number: int) -> Singles:
        """(…, number) of (…, channels), in whole steps."""
        found = (channels - self.centre) @ self.axes[:, :number]
        steps: Singles = (np.rint(found * _STEPS) / _STEPS).astype(np.float32)
        return steps


def basis_shapes(channels: int) -> dict[str, tuple[int, ...]]:
    """Of the arrays of a Basis."""
    return {"basis.centre": (channels,), "basis.axes": (channels, min(channels, MOST_PLANES))}


def basis_from(arrays: Arrays) -> Basis:
    """That of `Basis.arrays`."""
    return Basis(arrays["basis.centre"], arrays["basis.axes"])


def basis_of(channels: Floats, variance: float) -> Basis:
    """The principal components of (n, channels), together as variable as `variance` says.

    Without their scale a weight of 1 would mean another thing for every network.
    """
    centre = channels.mean(axis=0)
    covariance = (channels - centre).T @ (channels - centre) / len(channels)
    values, vectors = np.linalg.eigh(covariance)
    order = np.argsort(-values, kind="stable")[: min(len(values), MOST_PLANES)]
    axes = vectors[:, order]
    # Which way an axis points is the library's: the largest weight is to be positive.
    largest = np.abs(axes).argmax(axis=0)
    axes = axes * np.where(axes[largest, np.arange(axes.shape[1])] < 0, -1, 1)
    axes[:, values[order] <= _NOTHING * max(float(values.max()), 1e-30)] = 0
    total = float(values.clip(0).sum())
    scale = np.sqrt(variance / total) if total > 0 else 0.0
    return Basis(centre.astype(np.float32), (axes * scale).astype(np.float32))


def plane_names(options: Options) -> tuple[str, ...]:
    """What its planes are called, the one of most variance first."""
    return tuple(f"component {i + 1}" for i in range(options["planes"]))


def spread_over(grid: Singles, places: tuple[Floats, Floats]) -> Singles:
    """(rows, columns, m) between the points of a grid (i, j, m), linearly. places: in steps of the grid."""
    rows, columns = places
    return _between(_between(grid, rows, 0), columns, 1)


def _between(grid: Singles, places: Floats, axis: int) -> Singles:
    below = np.floor(places).astype(np.int64)
    share = (places - below).astype(np.float32)
    last = grid.shape[axis] - 1
    shape = [1, 1, 1]
    shape[axis] = -1
    share = share.reshape(shape)
    low = grid.take(below.clip(0, last), axis=axis)
    high = grid.take((below + 1).clip(0, last), axis=axis)
    found: Singles = low + (high - low) * share
    return found
