"""What `floe segment --reference FILE` says of the map: the areas, how right it is, and the confusion."""

from __future__ import annotations

from core.accuracy.shares import Share
from core.base.sentences import _, ngettext, pgettext, with_commas, with_semicolons
from core.measure.checked_map import Checked
from core.pipeline.result import Result
from core.writing.number_words import area_in_words, grouped, measured, share_with_error
from ui.cli.text_table import aligned


def reference_lines(result: Result) -> list[str]:
    """Its first line names the file; two tables follow, and one for each region of interest."""
    reference = result.reference
    if reference is None:
        return []
    n = reference.checked.points
    head = ngettext("reference {path}: {n} point", "reference {path}: {n} points", n)
    lines = checked_lines(head.format(path=reference.path, n=grouped(n)), reference.checked)
    for name, inside in result.by_region(reference.inside):
        if inside is None:
            lines.append(_("inside {name}: nobody has looked at a point there").format(name=name))
            continue
        sentence = ngettext(
            "inside {name}: {n} point; the map is right at {share} of the area",
            "inside {name}: {n} points; the map is right at {share} of the area",
            inside.points,
        )
        lines += part_lines(sentence, name, inside)
    return lines


def part_lines(sentence: str, name: str, found: Checked) -> list[str]:
    """Of a part by its name. sentence: with the places {name}, {n} and {share}."""
    share = _share(found.accuracy.overall)
    return [sentence.format(name=name, n=grouped(found.points), share=share), *_classes(found)]


def checked_lines(head: str, found: Checked) -> list[str]:
    """Its first line begins with `head`; two tables follow."""
    parts = [head]
    if found.unsure:
        parts.append(_("{n} unsure").format(n=grouped(found.unsure)))
    if (agreement := found.agreement) is not None:
        parts.append(
            _("two observers agree at {same} of {n}").format(
                same=grouped(agreement.same), n=grouped(agreement.points)
            )
        )
    right = _("the map is right at {share} of the area").format(share=_share(found.accuracy.overall))
    first = with_semicolons((with_commas(parts), right))
    return [first, *_classes(found), *_confusion(found)]


def _classes(found: Checked) -> list[str]:
    level = f"{100 * found.accuracy.level:.0f} %"
    columns = [
        [_("class"), *(each.name for each in found.classes)],
        [pgettext("points", "there"), *(_share(each.share) for each in found.classes)],
        [
            _("area {unit}").format(unit=found.unit),
            *(measured(each.area, "", each.half_width or None).strip() for each in found.classes),
        ],
        [
            _("from {level}").format(level=level),
            *(area_in_words(each.low, each.half_width or None) for each in found.classes),
        ],
        [_("to"), *(area_in_words(each.high, each.half_width or None) for each in found.classes)],
        [
            _("on the map"),
            *(area_in_words(each.mapped_area, each.half_width or None) for each in found.classes),
        ],
        [_("user's"), *(_share(each.users) for each in found.classes)],
        [_("producer's"), *(_share(each.producers) for each in found.classes)],
    ]
    return aligned(columns, words=1)


def _confusion(found: Checked) -> list[str]:
    names = [each.name for each in found.classes]
    matrix = found.accuracy.confusion.tolist()
    columns = [[_("on the map"), *names]]
    for i, name in enumerate(names):
        columns.append(
            [pgettext("points", "there: {name}").format(name=name), *(grouped(row[i]) for row in matrix)]
        )
    return aligned(columns, words=1)


def _share(share: Share | None) -> str:
    if share is None:
        return "–"
    return share_with_error(share.value, share.half_width or None)
