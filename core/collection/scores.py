"""What a clustering is worth: by itself, by how it is found again, and by labels known to be true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from core.base.arrays import Ints
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _, ngettext
from core.collection.contingency import contingency
from core.collection.method import Vectors, pictures

# The silhouette looks at the distance of every two pictures: of more, a draw is looked at.
_SILHOUETTE_OF = 10_000
# MB that scikit-learn takes for distances at a time.
_MEMORY = 128


@dataclass(frozen=True)
class Scores:
    """Of the pictures that are in a cluster; None where a score has no meaning.

    silhouette: −1 … 1, more is better (Rousseeuw 1987). calinski_harabasz: more is better. davies_bouldin:
    from 0, less is better. of: how many pictures the silhouette was taken of. notes: sentences.
    """

    silhouette: float | None
    calinski_harabasz: float | None
    davies_bouldin: float | None
    of: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Agreement:
    """How far clusters agree with true labels: 1 the same; ari and ami 0 where only by chance.

    ari: adjusted Rand index (Hubert & Arabie 1985). nmi, ami: normalised and adjusted mutual information
    (arithmetic mean; Vinh, Epps & Bailey 2010). v_measure: harmonic mean of homogeneity and completeness
    (Rosenberg & Hirschberg 2007). of: how many pictures have a true label.
    """

    ari: float
    nmi: float
    ami: float
    v_measure: float
    of: int


def scores(rows: Vectors, labels: Ints, *, seed: int = 0, cancelled: Cancel = never_cancelled) -> Scores:
    """The scores of labels (n,), clusters from 1 and −1 for noise, which is left out and said.

    rows: (n, d), as they were clustered. seed: of the draw of 10,000 pictures that the silhouette is taken
    of where there are more. By scikit-learn. Raises Cancelled before each score.
    """
    kept = labels > 0
    notes = () if kept.all() else (_noise_left_out(int(np.count_nonzero(~kept))),)
    if not kept.all():
        rows, labels = rows[kept], labels[kept]
    if not 2 <= len(np.unique(labels)) < len(labels):
        return Scores(
            None, None, None, 0, (*notes, _("Scores need two clusters, one of them of two pictures."))
        )
    from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score

    raise_if_cancelled(cancelled)
    davies = float(davies_bouldin_score(rows, labels))
    raise_if_cancelled(cancelled)
    # Where all pictures of every cluster are alike there is nothing to divide by.
    calinski = float(calinski_harabasz_score(rows, labels)) if davies > 0 else None
    raise_if_cancelled(cancelled)
    silhouette, of = _silhouette(rows, labels, seed)
    if of < len(labels):
        sentence = _("The silhouette is that of {drawn} drawn from {all}.")
        notes = (*notes, sentence.format(drawn=pictures(of), all=pictures(len(labels))))
    return Scores(silhouette, calinski, davies, of, notes)


def agreement(labels: Ints, truth: Sequence[str]) -> Agreement:
    """How far labels (n,) agree with what n pictures truly are; "" where that is not known: left out.

    Noise counts as one more cluster. Raises ParameterError where fewer than two pictures have a true label.
    """
    from sklearn import metrics

    known = np.array([bool(each) for each in truth])
    true = [each for each in truth if each]
    if len(true) < 2:
        sentence = ngettext(
            "{n} picture has a true label: two or more are needed to compare with.",
            "{n} pictures have a true label: two or more are needed to compare with.",
            len(true),
        )
        raise ParameterError(sentence.format(n=len(true)))
    found = labels[known]
    return Agreement(
        ari=float(metrics.adjusted_rand_score(true, found)),
        nmi=float(metrics.normalized_mutual_info_score(true, found)),
        ami=float(metrics.adjusted_mutual_info_score(true, found)),
        v_measure=float(metrics.v_measure_score(true, found)),
        of=len(true),
    )


def stability(outcomes: Sequence[Ints]) -> float:
    """The mean adjusted Rand index between each two of the labels (n,) that several seeds have found, two at
    least: 1 where all are the same, 0 where they agree by chance only.

    A clustering that is not found again is none of the data (Ben-Hur, Elisseeff & Guyon 2002; von Luxburg
    2010, "Clustering Stability"); one that is need not be a good one.
    """
    indices = [contingency(one, other).ari for one, other in combinations(outcomes, 2)]
    return sum(indices) / len(indices)


def _silhouette(rows: Vectors, labels: Ints, seed: int) -> tuple[float | None, int]:
    import sklearn
    from sklearn.metrics import silhouette_score

    if len(rows) > _SILHOUETTE_OF:
        drawn = np.random.RandomState(seed % 2**32).permutation(len(rows))[:_SILHOUETTE_OF]
        rows, labels = rows[drawn], labels[drawn]
        if not 2 <= len(np.unique(labels)) < len(labels):
            return None, len(rows)
    with sklearn.config_context(working_memory=_MEMORY):
        return float(silhouette_score(rows, labels)), len(rows)


def _noise_left_out(n: int) -> str:
    sentence = ngettext("{n} picture is noise and left out.", "{n} pictures are noise and left out.", n)
    return sentence.format(n=n)
