"""What is to be said of pictures that have drifted from a legend that they helped to make."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.sentences import ngettext
from core.series.choice import LegendChoice
from core.series.entry import Entry


def drift_notes(choice: LegendChoice, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Pictures that do not fit a legend of all have helped to make it: one of its clusters may be theirs."""
    n = sum(each.has_drifted or each.is_rescaled or each.has_own_legend for each in entries)
    if choice.kind != "fit-all" or not n:
        return ()
    sentence = ngettext(
        "{n} picture does not fit the legend, but was among those that it was fitted on: leave it out, or "
        "fit the legend on a clear one, --legend fit:IMAGE.",
        "{n} pictures do not fit the legend, but were among those that it was fitted on: leave them out, or "
        "fit the legend on a clear one, --legend fit:IMAGE.",
        n,
    )
    return (sentence.format(n=n),)
