"""A Gaussian process that learns classes from a few examples, with the named clusters as what it expects.

Regression on ±1, one process a class (Rasmussen & Williams 2006, ch. 2 and 6.5), with a kernel made for this:
pixels are alike by the clusters that they are like, by their values, and by these and their place together.
The named clusters are the mean that it starts from, which fades as examples come. A few examples say little
of what is far from them: but for what is near in values and place, the kernel grows with their number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.parallel import Cancel, Workers, never_cancelled
from core.classify.alike_kernels import add_alike
from core.classify.looks import Looks

Single = NDArray[np.float32]
# Of each pixel the class of its cluster.
Named = NDArray[np.integer[Any]]

_CONSTANT, _KINDS, _VALUES, _NEAR = 0.3, (0.6, 0.12), 0.45, 0.08
_NEAR_VALUES, _NEAR_PLACE = 0.6, 0.15
NOISE = 0.1
# Examples after which the names of the clusters count no more; after which they are trusted everywhere.
_FADED, _TRUSTED = 40, 20
_HALF = 0.5
# Of the pixels under examples some so many are learned from: more say little more and cost much.
MOST_EXAMPLES = 400
# Pixels that one thread looks at between two looks at `cancelled`.
_CHUNK = 1 << 14


@dataclass(frozen=True, eq=False)
class Learned:
    """looks: of the examples. weights: (examples, classes) of their kernels. factor: lower Cholesky factor of
    their covariance. prior: how much the named clusters count, 1 … 0; trust: how far the examples do beyond
    what is near them, 0 … 1.
    """

    looks: Looks
    weights: Floats
    factor: Floats
    prior: float
    trust: float


def learn(looks: Looks, pixels: Ints, answers: Ints, *, named: Named, classes: int, clicks: int) -> Learned:
    """looks: of all pixels. pixels: (m,) of the examples that are `chosen`, counted row by row; answers: (m,)
    their class, 0 … classes − 1. named: (n,) class of every pixel by its cluster, −1 for none.
    clicks: how many examples there are; a scribble is one.
    """
    own, prior, trust = looks.at(pixels), max(0.0, 1.0 - clicks / _FADED), min(1.0, clicks / _TRUSTED)
    factor = factor_of(own, trust)
    wanted = _signs(answers, classes) - prior * _signs(named[pixels], classes)
    weights: Floats = np.linalg.solve(factor.T, np.linalg.solve(factor, wanted.astype(np.float64)))
    return Learned(own, weights, factor, prior, trust)


def told_from_others(learned: Learned, answers: Ints, owners: Ints) -> NDArray[np.bool_]:
    """(m,) whether a pixel of an example would be told right by all other examples, without its own.

    In closed form: of the pixels of one example together (Rasmussen & Williams 2006, ch. 5.4.2; Sundararajan
    & Keerthi 2001). answers: (m,) as of `learn`; owners: (m,) which example each pixel is of.
    """
    classes = learned.weights.shape[1]
    inverse = np.linalg.inv(learned.factor)
    precision = inverse.T @ inverse
    # The scores without them: what was wanted less what they add, and what the clusters are named again.
    found = _signs(answers, classes).astype(np.float64)
    for owner in np.unique(owners):
        own = np.flatnonzero(owners == owner)
        found[own] -= np.linalg.solve(precision[np.ix_(own, own)], learned.weights[own])
    right: NDArray[np.bool_] = found.argmax(axis=1) == answers
    return right


def shown_better(learned: Learned, right: int, right_by_names: int) -> bool:
    """Whether the examples show that what was learned is better than the names of the clusters.

    right: of them, each `told_from_others`; right_by_names: those whose clusters are named so. Where these
    are as many, the names hold as long as they count for half or more.
    """
    return right > right_by_names or (right == right_by_names and learned.prior < _HALF)


def chosen(owners: Ints, most: int = MOST_EXAMPLES) -> NDArray[np.int64]:
    """Which pixels of examples are learned from: all, or where there are more than `most`, of each example as
    many, evenly chosen and one at least, so that a click counts beside a scribble. owners: (m,) which example
    each pixel is of.
    """
    if len(owners) <= most:
        return np.arange(len(owners))
    numbers = np.unique(owners)
    each = max(1, most // len(numbers))
    parts = [np.flatnonzero(owners == number) for number in numbers]
    return np.sort(np.concatenate([part[spread(len(part), each)] for part in parts]))


def spread(number: int, most: int) -> NDArray[np.int64]:
    """Which of so many are taken where no more than `most` may be: evenly, the first and the last too."""
    return np.linspace(0, number - 1, min(number, most)).astype(np.int64)


def factor_of(examples: Looks, trust: float) -> Floats:
    """(m, m) lower Cholesky factor of their covariance."""
    covariance = kernel(examples, examples, trust).astype(np.float64) + NOISE * np.eye(len(examples.valid))
    return np.linalg.cholesky(covariance).astype(np.float64)


def scores(learned: Learned, looks: Looks, named: Named, cancelled: Cancel = never_cancelled) -> Single:
    """(n, classes): the greatest is the class of a pixel. Raises Cancelled."""
    classes = learned.weights.shape[1]
    found = np.empty((len(looks.valid), classes), np.float32)
    weights = learned.weights.astype(np.float32)

    def score(start: int) -> None:
        part = slice(start, start + _CHUNK)
        # Not by BLAS, whose threads would wait for each other.
        np.einsum("pe,ec->pc", kernel(looks.at(part), learned.looks, learned.trust), weights, out=found[part])
        if learned.prior:
            found[part] += np.float32(learned.prior) * _signs(named[part], classes)

    with Workers(cancelled=cancelled) as workers:
        workers.each(score, range(0, len(found), _CHUNK))
    return found


def _signs(classes_of: Named, classes: int) -> Single:
    """(n, classes) 1 for the class, −1 for the others; 0 where there is none."""
    signs: Single = np.where(np.arange(classes) == classes_of[:, None], 1, -1).astype(np.float32)
    signs[classes_of < 0] = 0
    return signs


def kernel(one: Looks, other: Looks, trust: float) -> Single:
    """(n, m)."""
    found = np.full((len(one.values), len(other.values)), np.float32(trust * _CONSTANT))
    weighted = [np.float32(trust * weight) * kinds for weight, kinds in zip(_KINDS, other.kinds, strict=True)]
    # Examples side by side.
    theirs = (other.values, np.hstack(weighted), other.places)
    values, kinds, places = (np.ascontiguousarray(each.T) for each in theirs)
    weights = np.array([trust * _VALUES, _NEAR], np.float32)
    scales = np.array([-1 / 2, -1 / (2 * _NEAR_VALUES**2), -1 / (2 * _NEAR_PLACE**2)], np.float32)
    squared = np.empty(len(other.values), np.float32)
    mine = (one.values, np.hstack(one.kinds), one.places)
    add_alike(*mine, values, kinds, places, weights, scales, squared, found)
    return found


def diagonal(looks: Looks, trust: float) -> Floats:
    """(n,) the kernel of every pixel with itself."""
    found = np.full(len(looks.valid), trust * (_CONSTANT + _VALUES) + _NEAR)
    for weight, kinds in zip(_KINDS, looks.kinds, strict=True):
        found += trust * weight * (kinds * kinds).sum(axis=1)
    return found
