"""A Gaussian process that learns classes from a few examples, with the named clusters as what it expects.

Regression on ±1, one process a class (Rasmussen & Williams 2006, ch. 2 and 6.5), with a kernel made for this:
pixels are alike by the clusters that they are like, by their values, and by these and their place together.
The named clusters are the mean that it starts from, which fades as examples come.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.parallel import Cancel, chunks, never_cancelled
from core.classify.looks import Looks

Single = NDArray[np.float32]

_CONSTANT, _KINDS, _VALUES, _NEAR = 0.3, (0.6, 0.12), 0.45, 0.08
_NEAR_VALUES, _NEAR_PLACE = 0.6, 0.15
NOISE = 0.03
# Examples after which the names of the clusters count no more.
_FADED = 40
# More examples say little more and cost much.
MOST_EXAMPLES = 1500
_CHUNK = 1 << 16


@dataclass(frozen=True, eq=False)
class Learned:
    """looks: of the examples. weights: (examples, classes) of their kernels. factor: lower Cholesky factor of
    their covariance. prior: how much the named clusters count, 1 … 0.
    """

    looks: Looks
    weights: Floats
    factor: Floats
    prior: float


def learn(looks: Looks, pixels: Ints, answers: Ints, *, named: Ints, classes: int, clicks: int) -> Learned:
    """looks: of all pixels. pixels: (m,) of the examples, counted row by row; answers: (m,) their class,
    0 … classes − 1. named: (n,) class of every pixel by its cluster, −1 for none. clicks: how many examples
    there are; a scribble is one.
    """
    keep = np.linspace(0, len(pixels) - 1, min(len(pixels), MOST_EXAMPLES)).astype(np.int64)
    pixels, answers = pixels[keep], answers[keep]
    own, prior = looks.at(pixels), max(0.0, 1.0 - clicks / _FADED)
    covariance = kernel(own, own).astype(np.float64) + NOISE * np.eye(len(pixels))
    factor = np.linalg.cholesky(covariance).astype(np.float64)
    wanted = _signs(answers, classes) - prior * _signs(named[pixels], classes)
    weights: Floats = np.linalg.solve(factor.T, np.linalg.solve(factor, wanted.astype(np.float64)))
    return Learned(own, weights, factor, prior)


def scores(learned: Learned, looks: Looks, named: Ints, cancelled: Cancel = never_cancelled) -> Single:
    """(n, classes): the greatest is the class of a pixel. Raises Cancelled."""
    classes = learned.weights.shape[1]
    found = np.empty((len(looks.valid), classes), np.float32)
    weights = learned.weights.astype(np.float32)
    for part in chunks(len(found), _CHUNK, cancelled):
        rows = np.arange(part.start, part.stop)
        found[part] = kernel(looks.at(rows), learned.looks) @ weights
        if learned.prior:
            found[part] += np.float32(learned.prior) * _signs(named[part], classes)
    return found


def _signs(classes_of: Ints, classes: int) -> Single:
    """(n, classes) 1 for the class, −1 for the others; 0 where there is none."""
    signs: Single = np.where(np.arange(classes) == classes_of[:, None], 1, -1).astype(np.float32)
    signs[classes_of < 0] = 0
    return signs


def kernel(one: Looks, other: Looks) -> Single:
    """(n, m)."""
    squared = _squared(one.values, other.values)
    near = _squared(one.places, other.places) / np.float32(2 * _NEAR_PLACE**2)
    found = np.full(squared.shape, np.float32(_CONSTANT))
    for weight, mine, theirs in zip(_KINDS, one.kinds, other.kinds, strict=True):
        found += np.float32(weight) * (mine @ theirs.T)
    found += np.float32(_VALUES) * np.exp(-squared / np.float32(2))
    found += np.float32(_NEAR) * np.exp(-squared / np.float32(2 * _NEAR_VALUES**2) - near)
    return found


def _squared(one: Single, other: Single) -> Single:
    squared: Single = (
        (one * one).sum(axis=1)[:, None] + (other * other).sum(axis=1)[None, :] - 2 * one @ other.T
    )
    return np.maximum(squared, np.float32(0))


def diagonal(looks: Looks) -> Floats:
    """(n,) the kernel of every pixel with itself."""
    found = np.full(len(looks.valid), _CONSTANT + _VALUES + _NEAR)
    for weight, kinds in zip(_KINDS, looks.kinds, strict=True):
        found += weight * (kinds * kinds).sum(axis=1)
    return found
