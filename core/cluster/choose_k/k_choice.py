"""One recommendation for k from what the criteria say, with its reason (docs/adr/0007-choosing-k.md)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.base.arrays import Floats
from core.base.errors import ParameterError
from core.base.sentences import N_, _, in_a_row, listed, ngettext
from core.cluster.choose_k.k_criteria import first_by_gap, kneedle
from core.cluster.parameters import MAX_K

# Kaufman & Rousseeuw (1990), "Finding Groups in Data": from here on a silhouette means a strong structure.
_STRONG = 0.7
# As for the prediction strength of Tibshirani & Walther (2005): found again from other starts.
_STABLE = 0.8
# Nearer than this part of the diagonal of all features, two centroids are noise of one colour.
_APART = 0.05
# So much less silhouette, of all pixels and of the weakest cluster, is nearly as good.
_CLOSE, _CLOSE_WEAKEST = 0.1, 0.15
_ELBOW = "elbow"
# What the criteria are called in sentences, where that is no name.
_SPOKEN = {"silhouette": N_("silhouette"), "gap": N_("gap"), _ELBOW: N_("the elbow")}
DEFAULT_RANGE = (2, 12)


@dataclass(frozen=True, eq=False)
class KRow:
    """What the criteria say of one k, over all valid pixels. Frozen. A value of ±inf is perfect.

    inertia: squared units of the space. explained: the part of the inertia of one cluster that is gone.
    gap_error: s of Tibshirani et al. silhouette: mean over the pixels. weakest: that of the cluster with
    the least mean. stability: adjusted Rand index. apart: least distance of two centroids by the diagonal
    of the box of all features. centroids: (k, dimensions). shares: of the pixels in each cluster.
    """

    k: int
    inertia: float
    explained: float
    calinski_harabasz: float
    davies_bouldin: float
    bic: float
    gap: float
    gap_error: float
    silhouette: float
    weakest: float
    stability: float
    apart: float
    centroids: Floats
    shares: tuple[float, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether every cluster stands apart and is found again from other starts."""
        return self.stability >= _STABLE and self.weakest >= _STRONG and self.apart >= _APART


@dataclass(frozen=True)
class NamedValue:
    """A named class, or a ratio of classes, over k. values: its share of the pixels, or the ratio, one a row
    of the KChoice; None where it has none.
    """

    name: str
    is_ratio: bool
    values: tuple[float | None, ...]


@dataclass(frozen=True, eq=False)
class KChoice:
    """rows: one a k, rising; empty for a picture of one colour. reason: whole sentences.

    votes: the k that each criterion names; None where it names none. clear: whether the recommendation
    rests on clusters that stand apart, rather than on a vote. offered: another k that is nearly as good by
    the criteria. named: what is named and to be measured, by which k is recommended then.
    """

    rows: tuple[KRow, ...]
    recommended: int
    reason: str
    votes: dict[str, int | None]
    clear: bool
    offered: int | None = None
    named: tuple[NamedValue, ...] = ()


def check_range(low: int, high: int) -> None:
    """Raises ParameterError for a range of k that can fit no picture."""
    if not 2 <= low <= high <= MAX_K:
        raise ParameterError(
            _("The range of k is {low} to {high}: choose two numbers from 2 to {most}.").format(
                low=low, high=high, most=MAX_K
            )
        )


def recommend(rows: Sequence[KRow], *, of_colours: bool = True) -> KChoice:
    """The recommendation over the rows of one picture; of other things where these are no colours.

    The greatest k whose clusters all stand apart (see KRow.is_clear); where there is none, the k that
    most criteria name. The elbow never decides alone. The criteria know colours only: where two clusters are
    recommended and three are nearly as good, these are offered.
    """
    rows = tuple(rows)
    named = votes(rows)
    if not rows:
        reason = (
            _("1 cluster: the picture has only one colour.")
            if of_colours
            else _("1 cluster: all vectors are alike, or nearly.")
        )
        return KChoice(rows, 1, reason, named, clear=True)
    clear = [row for row in rows if row.is_clear]
    if clear:
        best, reason = clear[-1], _clear_reason(rows, clear[-1], named, of_colours=of_colours)
    else:
        best, reason = _by_vote(rows, named)
    three = _three_beside(best, rows)
    reason = in_a_row((reason, _colours_only(three) if of_colours else _look_at_three(three)))
    return KChoice(rows, best.k, reason, named, bool(clear), None if three is None else three.k)


def _three_beside(best: KRow, rows: Sequence[KRow]) -> KRow | None:
    """The row of three clusters, where two are best and it is nearly as good."""
    three = next((row for row in rows if row.k == 3), None)
    if best.k != 2 or three is None or three.stability < _STABLE:
        return None
    is_close = best.silhouette - three.silhouette <= _CLOSE
    return three if is_close and best.weakest - three.weakest <= _CLOSE_WEAKEST else None


def _colours_only(three: KRow | None) -> str:
    if three is None:
        return _("The criteria know colours only.")
    return _(
        "The criteria know colours only, and 3 clusters are nearly as good (silhouette {silhouette:.2f}): "
        "look at both."
    ).format(silhouette=three.silhouette)


def _look_at_three(three: KRow | None) -> str:
    if three is None:
        return ""
    return _("3 clusters are nearly as good (silhouette {silhouette:.2f}): look at both.").format(
        silhouette=three.silhouette
    )


def votes(rows: Sequence[KRow]) -> dict[str, int | None]:
    """The k that each criterion names; none where it is best at the end of the range, still improving."""
    gap = first_by_gap([row.gap for row in rows], [row.gap_error for row in rows])
    elbow = kneedle([1, *(row.k for row in rows)], [0.0, *(row.explained for row in rows)])
    return {
        "silhouette": _best(rows, lambda row: row.silhouette),
        "Davies–Bouldin": _best(rows, lambda row: -row.davies_bouldin),
        "Calinski–Harabasz": _best(rows, lambda row: row.calinski_harabasz),
        "BIC": _best(rows, lambda row: row.bic),
        "gap": None if gap is None else rows[gap].k,
        _ELBOW: None if not elbow else rows[elbow - 1].k,
    }


def k_choice_json(choice: KChoice) -> dict[str, Any]:
    """As plain JSON values; null for a value that is infinite."""
    return {
        "recommended": choice.recommended,
        "reason": choice.reason,
        "clear": choice.clear,
        "votes": choice.votes,
        **({} if choice.offered is None else {"offered": choice.offered}),
        **({"named": [vars(each) for each in choice.named]} if choice.named else {}),
        "rows": [
            {
                name: value if math.isfinite(value) else None
                for name, value in vars(row).items()
                if name not in ("centroids", "shares")
            }
            for row in choice.rows
        ],
    }


def _best(rows: Sequence[KRow], merit: Callable[[KRow], float]) -> int | None:
    best = max(rows, key=merit, default=None)
    return None if best is None or best is rows[-1] else best.k


def _by_vote(rows: Sequence[KRow], named: dict[str, int | None]) -> tuple[KRow, str]:
    """The k that most criteria name, of those found again; ties: the greater silhouette."""
    stable = [row for row in rows if row.stability >= _STABLE] or list(rows)
    tally = Counter(k for name, k in named.items() if name != _ELBOW)
    tally[named[_ELBOW]] += tally[named[_ELBOW]] > 0
    best = max(stable, key=lambda row: (tally[row.k], row.silhouette))
    behind = [name for name, k in named.items() if k == best.k]
    k = best.k
    if tally[k] > 1:
        sentence = ngettext(
            "{n} cluster: {criteria} agree on it.", "{n} clusters: {criteria} agree on it.", k
        )
    elif tally[k]:
        sentence = ngettext(
            "{n} cluster: no two criteria agree, and of their choices this has the best silhouette, "
            "{silhouette:.2f}.",
            "{n} clusters: no two criteria agree, and of their choices this has the best silhouette, "
            "{silhouette:.2f}.",
            k,
        )
    else:
        sentence = ngettext(
            "{n} cluster: of those found from every start it has the best silhouette, {silhouette:.2f}.",
            "{n} clusters: of those found from every start it has the best silhouette, {silhouette:.2f}.",
            k,
        )
    reason = sentence.format(n=k, criteria=_together(behind), silhouette=best.silhouette)
    return best, in_a_row((reason, *_others(named, k), _("No number stands out clearly: look at several.")))


def _clear_reason(rows: Sequence[KRow], best: KRow, named: dict[str, int | None], *, of_colours: bool) -> str:
    found = (
        ngettext(
            "{n} cluster: each stands clearly apart (silhouette {silhouette:.2f} or more) and every start "
            "finds them again",
            "{n} clusters: each stands clearly apart (silhouette {silhouette:.2f} or more) and every start "
            "finds them again",
            best.k,
        )
        if best.stability >= 0.995
        else ngettext(
            "{n} cluster: each stands clearly apart (silhouette {silhouette:.2f} or more) and other starts "
            "find them again",
            "{n} clusters: each stands clearly apart (silhouette {silhouette:.2f} or more) and other starts "
            "find them again",
            best.k,
        )
    )
    following = next((row for row in rows if row.k == best.k + 1), None)
    weakest = 0.0 if following is None else following.weakest
    if following is None:
        sentence = _("{found}; it is the most that was tried.")
    elif weakest < _STRONG:
        sentence = _("{found}; with {more}, one would not ({silhouette:.2f}).")
    elif following.stability < _STABLE:
        sentence = _("{found}; {more} depend on the start.")
    elif of_colours:
        sentence = _("{found}; with {more}, two would be nearly the same colour.")
    else:
        sentence = _("{found}; with {more}, two would be nearly the same.")
    reason = sentence.format(
        found=found.format(n=best.k, silhouette=best.weakest), more=best.k + 1, silhouette=weakest
    )
    return in_a_row((reason, *_others(named, best.k)))


def _others(named: dict[str, int | None], k: int) -> tuple[str, ...]:
    """What speaks for another k: a sentence, or none."""
    by_k: dict[int, list[str]] = {}
    for name, other in named.items():
        if other is not None and other != k:
            by_k.setdefault(other, []).append(name)
    if not by_k:
        return ()
    parts = [
        _("{criteria} would take {k}").format(criteria=_together(names), k=other)
        for other, names in sorted(by_k.items())
    ]
    text = "; ".join(parts)
    return (f"{text[0].upper()}{text[1:]}.",)


def _together(names: Sequence[str]) -> str:
    return listed([_(_SPOKEN.get(name, name)) for name in names])
