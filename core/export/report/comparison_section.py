"""How far a map and labels from elsewhere agree, in a report: a row a pair of classes, and the confusion."""

from __future__ import annotations

from core.base.sentences import _
from core.export.report.report_parts import Part, Section, Table, Words
from core.measure.comparison import Comparison
from core.measure.comparison_words import ABOUT, MATCHES, areas, here_words, scores, summary, there_words
from core.pipeline.result import Result
from core.writing.number_words import grouped

# Of more classes the table is wider than a page.
_MOST_CONFUSED = 8


def comparison_section(result: Result) -> tuple[Section, ...]:
    """Nothing where nothing is compared."""
    found = result.comparison
    if found is None:
        return ()
    parts: list[Part] = [Words(_(ABOUT)), Words(_beside(found)), _classes(found)]
    if max(found.pixels.shape) <= _MOST_CONFUSED:
        parts.append(_confusion(found))
    for name, inside in result.by_region(result.roi_comparisons):
        if inside is not None:
            text = _("Inside {name}: {summary}.").format(name=name, summary=summary(inside))
            parts += [Words(text), _classes(inside)]
    return (Section(_("Comparison"), tuple(parts)),)


def _beside(found: Comparison) -> str:
    return _("Beside {source}: {summary}.").format(source=found.source, summary=summary(found))


def _classes(found: Comparison) -> Table:
    rows = tuple(
        (here_words(row), there_words(row), _(MATCHES[row.match]), *scores(row), *areas(row))
        for row in found.classes
    )
    header = (
        _("Here"),
        _("There"),
        _("Paired"),
        _("IoU"),
        _("Dice"),
        _("Precision"),
        _("Recall"),
        _("Area here, {unit}").format(unit=found.unit),
        _("Area there, {unit}").format(unit=found.unit),
    )
    return Table(header, rows, frozenset(range(3, 9)))


def _confusion(found: Comparison) -> Table:
    """Pixels by class here, a row each, and class there, a column each."""
    rows = tuple(
        (name, *map(grouped, row)) for name, row in zip(found.here, found.pixels.tolist(), strict=True)
    )
    header = (_("Pixels here"), *(_("there: {name}").format(name=name) for name in found.there))
    return Table(header, rows, frozenset(range(1, len(found.there) + 1)))
