"""The order of a series: of its list, or by date; and what is to be said of dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from core.base.errors import ParameterError
from core.base.sentences import _, listed, ngettext
from core.pictures.dates import FileDates, PictureDate, date_of, parse_pattern
from core.series.entry import Entry

# More names in a sentence are no help.
_NAMED = 3


@dataclass(frozen=True)
class Order:
    """by_date: a pattern of file names, "auto" for whatever date there is, "" for the order of the list."""

    by_date: str = ""

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """Raises ParameterError for a pattern that is no date."""
        return parse_pattern(self.by_date) if self.by_date else None

    def check(self, pictures: Sequence[Path]) -> None:
        """Raises ParameterError for a pattern that no picture matches: before anything is measured."""
        pattern = self.pattern
        if pattern is None or any(date_of(path, FileDates(), pattern) for path in pictures):
            return
        raise ParameterError(
            _("No picture has a date by the pattern “{pattern}”; the first is called {name}.").format(
                pattern=self.by_date, name=pictures[0].name if pictures else ""
            )
        )


def with_typed_dates(entries: Iterable[Entry], dates: Mapping[Path, str]) -> list[Entry]:
    """The entries with the dates that were typed, and no others that were."""
    found = []
    for each in entries:
        typed = dates.get(Path(each.path), "") if dates else ""
        found.append(
            each if each.dates.typed == typed else replace(each, dates=replace(each.dates, typed=typed))
        )
    return found


def in_order(entries: Sequence[Entry], order: Order) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The entries with their dates, in order, and sentences on dates that are missing or the same.

    Those without a date come last, in the order of the list.
    """
    pattern = order.pattern
    dated = []
    for each in entries:
        date = _date_of(each.path, each.dates, pattern)
        dated.append(each if each.date == date else replace(each, date=date))
    if not order.by_date:
        return tuple(dated), ()
    with_date = sorted((each for each in dated if each.date), key=lambda each: each.date.moment)
    without = [each for each in dated if not each.date]
    return (*with_date, *without), tuple(_notes(with_date, without))


@lru_cache(1 << 14)
def _date_of(path: str, dates: FileDates, pattern: re.Pattern[str] | None) -> PictureDate:
    """Asked again for every picture of a series, each time that one more is measured."""
    return date_of(Path(path), dates, pattern)


def _notes(with_date: Sequence[Entry], without: Sequence[Entry]) -> list[str]:
    notes = []
    if not with_date:
        return [
            _(
                "No picture has a date, in its file or in its name as far as that is known: they stay in the "
                "order of the list."
            )
        ]
    if without:
        sentence = ngettext(
            "{names} has no date, and comes last.", "{names} have no date, and come last.", len(without)
        )
        notes.append(sentence.format(names=_some(without)))
    for text, same in groupby(with_date, key=lambda each: each.date.text):
        alike = list(same)
        if len(alike) > 1:
            sentence = _("{names} have the same date, {date}: they are in the order of the list.")
            notes.append(sentence.format(names=_some(alike), date=text))
    return notes


def _some(entries: Sequence[Entry]) -> str:
    names, more = [each.name for each in entries[:_NAMED]], len(entries) - _NAMED
    if more > 0:
        names.append(ngettext("{n} more", "{n} more", more).format(n=more))
    return listed(names)
