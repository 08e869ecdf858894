"""Choosing k by what is to be measured: how named areas and ratios change with the number of clusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import numpy as np

from core.base.sentences import _, in_a_row, ngettext, with_semicolons
from core.classes.class_matching import ClusterMeans
from core.classes.classes import Classes
from core.classes.naming import is_unnamed
from core.classes.ratios import Ratio, Ratios
from core.cluster.choose_k.k_choice import KChoice, KRow, NamedValue
from core.writing.number_words import share

# As near to the median as this a value is the same: a point of per cent.
_NEAR = 0.01


def chosen_by_names(choice: KChoice, classes: Classes, means: ClusterMeans, ratios: Ratios) -> KChoice:
    """The choice by what is named, where anything is; else as it is.

    The named areas, or the ratios where there are any, are followed over all k: every cluster counts to the
    class of the cluster in `means` that it is nearest to. Their medians over k are what most numbers of
    clusters agree on; recommended is the least k at which all lie within a point of per cent of them, or
    where there is none the k that is nearest.

    classes: over the clusters of `means`, which have the space of the rows.
    """
    named = named_values(choice.rows, classes, means, ratios)
    deciding = [each for each in named if each.is_ratio] or list(named)
    usual = [median(there) for each in deciding if (there := _there(each))]
    if not named or not usual:
        return replace(choice, named=named)
    off = [_off(i, deciding) for i in range(len(choice.rows))]
    near = [i for i, each in enumerate(off) if each <= _NEAR]
    best = near[0] if near else off.index(min(off))
    k, by_colours = choice.rows[best].k, choice.recommended
    return replace(
        choice,
        recommended=k,
        reason=_reason(choice, deciding, best),
        clear=choice.clear and k == by_colours,
        offered=None,
        named=named,
    )


def named_values(
    rows: Sequence[KRow], classes: Classes, means: ClusterMeans, ratios: Ratios
) -> tuple[NamedValue, ...]:
    """The share of the pixels of every named class over the rows, then the ratios of all classes."""
    shares = [_shares(row, classes, means) for row in rows]
    return (
        *(
            NamedValue(item.name, False, tuple(each[item.name] for each in shares))
            for item in classes
            if not is_unnamed(item)
        ),
        *(NamedValue(ratio.name, True, tuple(_ratio(ratio, each) for each in shares)) for ratio in ratios),
    )


def _shares(row: KRow, classes: Classes, means: ClusterMeans) -> dict[str, float]:
    """By the name of the class."""
    squared = np.square(row.centroids[:, None, :] - np.array(means.centroids)[None, :, :]).sum(axis=2)
    owner = {cluster: item.name for item in classes for cluster in item.clusters}
    found = {item.name: 0.0 for item in classes}
    for nearest, part in zip(squared.argmin(axis=1).tolist(), row.shares, strict=True):
        found[owner[nearest + 1]] += part
    return found


def _ratio(ratio: Ratio, shares: dict[str, float]) -> float | None:
    """None where a class is missing, or there is nothing below."""
    if not {*ratio.numerator, *ratio.denominator} <= set(shares):
        return None
    below = sum(shares[name] for name in ratio.denominator)
    return sum(shares[name] for name in ratio.numerator) / below if below else None


def _there(value: NamedValue) -> list[float]:
    return [each for each in value.values if each is not None]


def _off(i: int, values: Sequence[NamedValue]) -> float:
    """How far the values at a row are from their medians, at most; rounded, so that no last bit decides."""
    found = []
    for each in values:
        here, there = each.values[i], _there(each)
        if there:
            found.append(float("inf") if here is None else abs(here - median(there)))
    return round(max(found), 9)


def _reason(choice: KChoice, values: Sequence[NamedValue], best: int) -> str:
    rows, k = choice.rows, choice.rows[best].k
    low, high = rows[0].k, rows[-1].k
    said = [
        _("{name} is {here} there, and {least} to {most} with {low} to {high} clusters").format(
            name=each.name,
            here=share(here, _NEAR),
            least=share(min(_there(each)), _NEAR),
            most=share(max(_there(each)), _NEAR),
            low=low,
            high=high,
        )
        for each in values
        if (here := each.values[best]) is not None
    ]
    sentences = [
        ngettext(
            "{n} cluster, by what is named: {said}; it is the least number that gives about the median.",
            "{n} clusters, by what is named: {said}; it is the least number that gives about the median.",
            k,
        ).format(n=k, said=with_semicolons(said))
    ]
    if choice.recommended != k:
        sentences.append(_("By the colours alone it would be {k}.").format(k=choice.recommended))
    return in_a_row(sentences)
