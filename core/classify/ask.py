"""Where to ask next: first in the middle of every cluster, then where one answer settles most doubt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Mask
from core.base.parallel import Cancel, Workers, never_cancelled
from core.classify.gaussian_process import NOISE, Learned, Named, diagonal, factor_of, kernel, scores, spread
from core.classify.looks import Looks

# Pixels of which one is asked, and those whose doubt it is to settle.
_CANDIDATES, _DOUBTED = 900, 2000
# Pixels that one thread looks at between two looks at `cancelled`.
_CHUNK = 1 << 14
# Examples that the variance of every pixel is found from.
_TELLING = 128


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


def next_question(
    learned: Learned, looks: Looks, named: Named, *, seed: int, among: Mask | None = None
) -> int:
    """The pixel whose answer takes most from the doubt of all, of 900 drawn by the seed.

    among: (n,) the pixels that are in question, None: all that are valid.

    The gain of a candidate c is w(c) Σ S(c, x)² w(x) / (S(c, c) + noise) over the pixels x, with the
    posterior covariance S and the doubt w = exp(−m² / (2 (v + .04))) of the mean m and the variance v of a
    pixel: it is doubtful itself, and its answer settles many doubtful ones.
    """
    random = np.random.RandomState(seed)
    there = np.flatnonzero(looks.valid if among is None else looks.valid & among)
    candidates, doubted = (there[random.randint(0, len(there), size)] for size in (_CANDIDATES, _DOUBTED))
    mine, theirs = looks.at(candidates), looks.at(doubted)
    cross, own = _posterior(learned, mine, theirs)
    doubt_here = _doubt(learned, mine, named[candidates], own)
    doubt_there = _doubt(learned, theirs, named[doubted], _variance(learned, theirs))
    gain = doubt_here * ((cross * cross) @ doubt_there) / (own + NOISE)
    return int(candidates[gain.argmax()])


def doubt(
    learned: Learned, looks: Looks, named: Named, *, cancelled: Cancel = never_cancelled
) -> NDArray[np.float32]:
    """(n,) the w of `next_question` for every pixel: 1 where two classes are as likely, near 0 where one is
    far ahead for what is known there.

    Of many examples some tell how much is known: with all of them it would be a little more.
    Raises Cancelled.
    """
    few = learned.looks.at(spread(len(learned.looks.valid), _TELLING))
    telling = replace(learned, looks=few, factor=factor_of(few, learned.trust))
    found = np.empty(len(looks.valid), np.float32)

    def look(start: int) -> None:
        part = slice(start, start + _CHUNK)
        own = looks.at(part)
        found[part] = _doubt(learned, own, named[part], _variance(telling, own))

    with Workers(cancelled=cancelled) as workers:
        workers.each(look, range(0, len(found), _CHUNK))
    return found


def _posterior(learned: Learned, mine: Looks, theirs: Looks) -> tuple[Floats, Floats]:
    """The covariances (n, m) after the examples, and the variances (n,) of the first."""
    seen, beyond = (_explained(learned, each) for each in (mine, theirs))
    variance: Floats = np.maximum(diagonal(mine, learned.trust) - (seen * seen).sum(axis=0), 1e-9)
    return kernel(mine, theirs, learned.trust).astype(np.float64) - seen.T @ beyond, variance


def _explained(learned: Learned, looks: Looks) -> Floats:
    """(examples, n): the squares of a column add up to what the examples take from the variance there."""
    return np.linalg.solve(
        learned.factor, kernel(looks, learned.looks, learned.trust).T.astype(np.float64)
    ).astype(np.float64)


def _variance(learned: Learned, looks: Looks) -> Floats:
    seen = _explained(learned, looks)
    found: Floats = np.maximum(diagonal(looks, learned.trust) - (seen * seen).sum(axis=0), 1e-9)
    return found


def _doubt(learned: Learned, looks: Looks, named: Named, variance: Floats) -> Floats:
    ordered = np.sort(scores(learned, looks, named), axis=1)
    # Of two classes the scores are opposite: the mean is half of their difference.
    mean = (ordered[:, -1] - ordered[:, -2]) / 2
    return np.exp(-(mean.astype(np.float64) ** 2) / (2 * (variance + 0.04)))
