"""What `floe segment --compare FILE` says: how far the map and the labels agree, and the confusion."""

from __future__ import annotations

from core.base.sentences import _
from core.measure.comparison import Comparison
from core.measure.comparison_words import MATCHES, areas, here_words, scores, summary, there_words
from core.pipeline.result import Result
from core.writing.number_words import grouped
from ui.cli.text_table import aligned


def comparison_lines(result: Result) -> list[str]:
    """Of the whole picture two tables, and one inside each region of interest."""
    found = result.comparison
    if found is None:
        return []
    head = _("compared with {source}: {summary}").format(source=found.source, summary=summary(found))
    lines = [head, *_classes(found), *_confusion(found)]
    for name, inside in result.by_region(result.roi_comparisons):
        if inside is not None:
            lines.append(_("inside {name}: {summary}").format(name=name, summary=summary(inside)))
            lines += _classes(inside)
    return lines


def _classes(found: Comparison) -> list[str]:
    rows = [
        (here_words(row), there_words(row), _(MATCHES[row.match]), *scores(row), *areas(row))
        for row in found.classes
    ]
    header = (
        _("here"),
        _("there"),
        _("paired"),
        _("IoU"),
        _("Dice"),
        _("precision"),
        _("recall"),
        _("here {unit}").format(unit=found.unit),
        _("there {unit}").format(unit=found.unit),
    )
    return aligned(list(zip(header, *rows, strict=True)), words=3)


def _confusion(found: Comparison) -> list[str]:
    matrix = found.pixels.tolist()
    columns = [[_("pixels here"), *found.here]]
    for j, name in enumerate(found.there):
        columns.append([_("there: {name}").format(name=name), *(grouped(row[j]) for row in matrix)])
    return aligned(columns, words=1)
