"""Tables and ratios with the areas that follow from points (core.measure.checked_map)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from core.accuracy.accuracy import Answers
from core.accuracy.ratio_of_shares import ratio_of_shares
from core.accuracy.shares import Share
from core.base.sentences import _, ngettext
from core.classes.ratios import Ratio
from core.measure.areas import AreaError, AreaRow
from core.measure.checked_map import Checked
from core.measure.ratio_values import RatioValue, evaluate
from core.writing.number_words import grouped, share_with_error


def with_checked(rows: Sequence[AreaRow], found: Checked | None, leads: bool) -> tuple[AreaRow, ...]:
    """The area table with what the points say of each class; None: nothing yet.

    leads: these areas are those of the rows (Sample.leads). Planar and true areas are the same part of their
    own sums then. Classes that only answers name have no row (see `check_notes`).
    """
    if found is None:
        return tuple(rows)
    every = tuple(replace(row, checked=found.of(row.name)) for row in rows)
    return tuple(_led(row, every) for row in every) if leads else every


def checked_ratio(ratio: Ratio, rows: Sequence[AreaRow], found: Checked) -> RatioValue:
    """The ratio of the areas of a table that the points lead, with its interval by the points."""
    plain = evaluate(ratio, rows)
    if plain.value is None:
        return plain
    share = ratio_share(ratio, found)
    if share is None:
        return plain
    return replace(plain, error=share.half_width, ends=(share.low, share.high))


def ratio_share(ratio: Ratio, found: Checked) -> Share | None:
    """What a ratio is by the points; None where they do not say. Kept once it is found, which takes longer
    than a frame: the window has it found in a thread before it shows it.
    """
    names = [each.name for each in found.classes]
    if not {*ratio.numerator, *ratio.denominator} <= set(names):
        return None
    over, under = (
        frozenset(names.index(name) for name in part) for part in (ratio.numerator, ratio.denominator)
    )
    return _kept_share(found.answers, over, under, found.accuracy.level)


@lru_cache(maxsize=256)
def _kept_share(answers: Answers, over: frozenset[int], under: frozenset[int], level: float) -> Share | None:
    return ratio_of_shares(answers, over, under, level)


def check_notes(found: Checked) -> list[str]:
    """What must stand beside a check: what the map does not have, and what was not looked at."""
    notes = [
        _("By the points, {share} of what is measured is “{name}”, which the map does not have.").format(
            share=share_with_error(each.share.value, each.share.half_width), name=each.name
        )
        for each in found.classes
        if each.users is None and not each.mapped and each.points
    ]
    if found.unsampled:
        notes.append(
            ngettext(
                "{n} measured pixel lies where no point was drawn: the check says nothing of it.",
                "{n} measured pixels lie where no point was drawn: the check says nothing of them.",
                found.unsampled,
            ).format(n=grouped(found.unsampled))
        )
    if found.unsure:
        notes.append(
            ngettext(
                "Nobody could tell what is at {n} point: it is left out of the check.",
                "Nobody could tell what is at {n} points: they are left out of the check.",
                found.unsure,
            ).format(n=grouped(found.unsure))
        )
    return notes


def _led(row: AreaRow, rows: Sequence[AreaRow]) -> AreaRow:
    checked = row.checked
    if checked is None:
        return row
    part = checked.share.value
    error = AreaError(
        checked.half_width,
        checked.level,
        borders=None,
        starts=None,
        scale=None,
        low=checked.low,
        high=checked.high,
        fraction=checked.share.half_width,
    )
    return replace(
        row,
        fraction=part,
        area=checked.area,
        planar_area=_part_of(part, [each.planar_area for each in rows]),
        true_area=_part_of(part, [each.true_area for each in rows]),
        error=error,
        leads=True,
    )


def _part_of(part: float, areas: Sequence[float | None]) -> float | None:
    known = [area for area in areas if area is not None]
    return part * sum(known) if len(known) == len(areas) else None
