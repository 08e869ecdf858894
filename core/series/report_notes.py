"""What the report of a series says of single pictures."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from core.base.sentences import _, in_a_row, ngettext
from core.series.entry import Entry, by_hand_in
from core.writing.number_words import grouped

# Of a scale that a person chose for a picture.
_CHOSEN = ("typed", "line", "area")


def picture_notes(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Of each picture, in whole sentences: its reason, what was edited by hand, whether it alone or with some
    was measured in regions of interest, and whether its scale is not that of most; "" for nothing.
    """
    scales = Counter(_scale(entry) for entry in entries if entry.record)
    usual = scales.most_common(1)[0][0] if scales else ""
    everywhere = all_inside(entries)
    return tuple(in_a_row((entry.reason, *_own(entry, usual, everywhere=everywhere))) for entry in entries)


def all_inside(entries: Sequence[Entry]) -> bool:
    """Whether every picture that was measured was so in regions of interest alone."""
    measured = [entry for entry in entries if entry.record]
    return bool(measured) and all(entry.record.get("regions_of_interest") for entry in measured)


def _scale(entry: Entry) -> str:
    return json.dumps(entry.record["calibration"], sort_keys=True)


def _own(entry: Entry, usual: str, *, everywhere: bool) -> Iterator[str]:
    """usual: the scale of most. everywhere: whether all were measured in regions of interest."""
    record = entry.record
    if not record:
        return
    gained, _lost, (excluded,) = by_hand_in(record)
    if n := sum(gained):
        yield ngettext(
            "{n} pixel was given to another class by hand.",
            "{n} pixels were given to another class by hand.",
            n,
        ).format(n=grouped(n))
    if excluded:
        yield ngettext(
            "{n} pixel was taken out of every class by hand.",
            "{n} pixels were taken out of every class by hand.",
            excluded,
        ).format(n=grouped(excluded))
    if record.get("regions_of_interest") and not everywhere:
        yield _("It was measured in regions of interest alone.")
    if record["calibration"]["source"] in _CHOSEN and _scale(entry) != usual:
        yield _("It has a scale of its own.")
