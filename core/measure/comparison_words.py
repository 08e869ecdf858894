"""How far a map and labels from elsewhere agree, in words: for window, command line and report."""

from __future__ import annotations

from core.base.sentences import N_, _, ngettext, with_commas
from core.measure.comparison import ComparedClass, Comparison
from core.measure.pairing import Match
from core.writing.number_words import area_in_words, fixed, grouped, share

# More classes than these of one side in one cell are no reading.
_MOST_NAMES = 6
NONE = "–"
MATCHES: dict[Match, str] = {
    "name": N_("by name"),
    "overlap": N_("by overlap"),
    "rest": N_("of no class"),
    "": N_("on one side only"),
}
# The codes of core.measure.difference_map, in their order.
DIFFERENCES = (
    N_("not compared"),
    N_("both agree"),
    N_("a class here, none there"),
    N_("a class there, none here"),
    N_("another class"),
)
ABOUT = N_(
    "Here is the map, there are the labels; neither is taken for the truth. IoU (Jaccard): of the pixels "
    "that either side gives the class, the part that both give it. Dice: twice what both have, by the sum of "
    "what each has. Precision: how much of what is here is there too; recall: how much of what is there is "
    "here too. All are of pixels that are measured here and known there."
)


def here_words(row: ComparedClass) -> str:
    """The classes of the map: "ice", "1, 2, …"."""
    return with_commas(row.here, _MOST_NAMES) or NONE


def there_words(row: ComparedClass) -> str:
    return row.there or NONE


def score(value: float | None) -> str:
    """ "0.873": parts of 1, as they are given everywhere."""
    return NONE if value is None else fixed(value, 3)


def scores(row: ComparedClass) -> tuple[str, ...]:
    """IoU, Dice, precision, recall."""
    return tuple(score(value) for value in (row.iou, row.dice, row.precision, row.recall))


def areas(row: ComparedClass) -> tuple[str, str]:
    """Here and there, in the unit of the comparison."""
    return area_in_words(row.here_area, None), area_in_words(row.there_area, None)


def short_summary(found: Comparison) -> str:
    """ "97.90 % agree, κ 0.952 · truth.json": what matters most comes first."""
    agree = _("{share} agree").format(share=share(found.agreement))
    kappa = "" if found.kappa is None else f", κ\u00a0{fixed(found.kappa, 3)}"
    return f"{agree}{kappa} · {found.source}"


def summary(found: Comparison) -> str:
    """ "97.90 % of 270 400 pixels agree; Cohen’s kappa 0.952"."""
    n = found.compared
    agree = ngettext("{share} of {n} pixel agrees", "{share} of {n} pixels agree", n)
    text = agree.format(share=share(found.agreement), n=grouped(n))
    if found.kappa is None:
        return text
    return _("{agreement}; Cohen’s kappa {kappa}").format(agreement=text, kappa=fixed(found.kappa, 3))
