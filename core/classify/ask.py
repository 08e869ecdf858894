"""Where to ask next: first in the middle of every cluster, then where one answer settles most doubt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats
from core.classify.gaussian_process import NOISE, Learned, Named, diagonal, kernel, scores
from core.classify.looks import Looks

# Pixels of which one is asked, and those whose doubt it is to settle.
_CANDIDATES, _DOUBTED = 900, 2000


def first_questions(looks: Looks, labels: Bytes, k: int) -> list[int]:
    """Of every cluster the pixel that is most like its mean, the largest cluster first.

    labels: (n,) cluster ids, row by row; 0 where nothing is measured.
    """
    sizes = np.bincount(labels, minlength=k + 1)[1:]
    found = []
    for i in np.argsort(-sizes, kind="stable").tolist():
        members = np.flatnonzero(labels == i + 1)
        if len(members):
            values = looks.values[members]
            found.append(int(members[((values - values.mean(axis=0)) ** 2).sum(axis=1).argmin()]))
    return found


def next_question(learned: Learned, looks: Looks, named: Named, *, seed: int) -> int:
    """The pixel whose answer takes most from the doubt of all, of 900 drawn by the seed.

    The gain of a candidate c is w(c) Σ S(c, x)² w(x) / (S(c, c) + noise) over the pixels x, with the
    posterior covariance S and the doubt w = exp(−m² / (2 (v + .04))) of the mean m and the variance v of a
    pixel: it is doubtful itself, and its answer settles many doubtful ones.
    """
    random = np.random.RandomState(seed)
    there = np.flatnonzero(looks.valid)
    candidates, doubted = (there[random.randint(0, len(there), size)] for size in (_CANDIDATES, _DOUBTED))
    cross, own = _posterior(learned, looks, candidates, doubted)
    doubt_here = _doubt(learned, looks, named, candidates, own)
    doubt_there = _doubt(learned, looks, named, doubted, _variance(learned, looks, doubted))
    gain = doubt_here * ((cross * cross) @ doubt_there) / (own + NOISE)
    return int(candidates[gain.argmax()])


def _posterior(
    learned: Learned, looks: Looks, one: NDArray[np.int64], other: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """The covariances (n, m) after the examples, and the variances (n,) of the first."""
    mine, theirs = looks.at(one), looks.at(other)
    seen = np.linalg.solve(learned.factor, kernel(learned.looks, mine).astype(np.float64))
    beyond = np.linalg.solve(learned.factor, kernel(learned.looks, theirs).astype(np.float64))
    return kernel(mine, theirs).astype(np.float64) - seen.T @ beyond, _variance(learned, looks, one)


def _variance(learned: Learned, looks: Looks, pixels: NDArray[np.int64]) -> Floats:
    own = looks.at(pixels)
    seen = np.linalg.solve(learned.factor, kernel(learned.looks, own).astype(np.float64))
    found: Floats = np.maximum(diagonal(own) - (seen * seen).sum(axis=0), 1e-9)
    return found


def _doubt(
    learned: Learned, looks: Looks, named: Named, pixels: NDArray[np.int64], variance: Floats
) -> Floats:
    ordered = np.sort(scores(learned, looks.at(pixels), named[pixels]), axis=1)
    # Of two classes the scores are opposite: the mean is half of their difference.
    mean = (ordered[:, -1] - ordered[:, -2]) / 2
    doubt: Floats = np.exp(-(mean**2) / (2 * (variance + 0.04)))
    return doubt
