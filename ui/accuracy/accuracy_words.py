"""What answers say of a map, in words and as the cells of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.accuracy.agreement import Agreement
from core.accuracy.checked_area import CheckedArea
from core.accuracy.shares import Share
from core.base.sentences import ngettext
from core.measure.checked_map import Checked
from core.measure.checked_rows import check_notes
from core.writing.number_words import NO_BREAK, area_in_words, fixed, grouped, share_decimals

_NONE = "–"


@dataclass(frozen=True)
class CheckedRow:
    """Of one class. cells: of each column the number, and below it what the truth lies between."""

    name: str
    colour: str
    cells: tuple[tuple[str, str], ...]
    tooltip: str


def checked_rows(checked: Checked, colours: Mapping[str, str], *, calibrated: bool) -> tuple[CheckedRow, ...]:
    """Checked, mapped, user's and producer's accuracy; areas in the unit, or shares in per cent without a
    scale. colours: of the classes, by name.
    """
    return tuple(_row(each, checked.unit, colours, calibrated=calibrated) for each in checked.classes)


def _row(one: CheckedArea, unit: str, colours: Mapping[str, str], *, calibrated: bool) -> CheckedRow:
    if calibrated:
        error = one.half_width
        value, low, high, mapped = (
            area_in_words(each, error) for each in (one.area, one.low, one.high, one.mapped_area)
        )
    else:
        decimals = min(share_decimals(one.share.half_width), 1)
        value, low, high, mapped = (
            fixed(100 * each, decimals)
            for each in (one.share.value, one.share.low, one.share.high, one.mapped)
        )
        unit = "%"
    tooltip = _words(
        "{0}: {1} {2} by the points, in 95 of 100 samples between {3} and {4}; {5} {2} on the map. {6}"
    ).format(one.name, value, unit, low, high, mapped, points_words(one.points))
    cells = ((value, f"{low}–{high}"), (mapped, ""), _percent(one.users), _percent(one.producers))
    return CheckedRow(one.name, colours.get(one.name, ""), cells, tooltip)


def _percent(found: Share | None) -> tuple[str, str]:
    if found is None:
        return _NONE, ""
    value, low, high = (fixed(100 * each, 0) for each in (found.value, found.low, found.high))
    return value, f"{low}–{high}"


def points_words(points: int) -> str:
    """How many are this class."""
    return ngettext("{n} point is this class.", "{n} points are this class.", points).format(
        n=grouped(points)
    )


def overall_words(checked: Checked) -> str:
    """How much of the map is right."""
    value, between = _percent(checked.accuracy.overall)
    return ngettext(
        "Overall accuracy {value} % ({between}), by {n} point.",
        "Overall accuracy {value} % ({between}), by {n} points.",
        checked.points,
    ).format(value=value, between=between, n=grouped(checked.points))


def note_words(checked: Checked) -> tuple[str, ...]:
    """What has to be said beside the numbers."""
    found = check_notes(checked)
    if checked.unsampled:
        found.append(_words("Points drawn next lie in the part of the picture that has none yet."))
    if n := checked.elsewhere:
        found.append(
            ngettext(
                "{n} point lies where nothing is measured now: it does not count.",
                "{n} points lie where nothing is measured now: they do not count.",
                n,
            ).format(n=grouped(n))
        )
    return tuple(found)


def agreement_words(found: Agreement | None) -> str:
    """How far two observers agree; empty where there is only one."""
    if found is None:
        return ""
    one, other = (name or _words("(no name)") for name in found.observers)
    kappa = _NONE if found.kappa is None else fixed(found.kappa, 2)
    return ngettext(
        "{one} and {other} agree on {share} of {n} point, κ = {kappa}.",
        "{one} and {other} agree on {share} of {n} points, κ = {kappa}.",
        found.points,
    ).format(
        one=one,
        other=other,
        share=f"{fixed(100 * found.same / found.points, 0)}{NO_BREAK}%",
        n=grouped(found.points),
        kappa=kappa,
    )


def further_words(points: int) -> str:
    """How many more a wished error takes."""
    if not points:
        return _words("There already.")
    return ngettext("About {n} more point.", "About {n} more points.", points).format(n=grouped(points))


def _words(text: str) -> str:
    return QCoreApplication.translate("Accuracy", text)
