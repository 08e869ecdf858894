"""What points say of the map, in a report: the areas, how right the map is, and every point."""

from __future__ import annotations

from core.accuracy.sample import Answer, Sample
from core.accuracy.shares import Share
from core.base.sentences import N_, _, in_a_row, ngettext, pgettext, with_commas, with_semicolons
from core.export.report.report_parts import Part, Section, Table, Words
from core.measure.checked_map import Checked
from core.pipeline.result import Result
from core.writing.number_words import (
    area_in_words,
    areas_in_words,
    fixed,
    grouped,
    share_with_error,
)

# More points than these are no reading; they stand in the record.
_MOST_LISTED = 500
# Of more classes the table is wider than a page.
MOST_CONFUSED = 8
_ABOUT = N_(
    "Points were drawn at random in strata (the clusters and their doubtful pixels), and somebody said what "
    "is there. The areas follow from these answers; an interval holds the truth in {percent:.0f} % of cases, "
    "as far as the answers are right. User’s accuracy: how much of what is mapped as a class is it. "
    "Producer’s accuracy: how much of a class is mapped as it (Olofsson et al., 2014, Remote Sensing of "
    "Environment 148)."
)
_FROM_FILE = N_(
    "The points come from {source} and are taken as random ones in each cluster; where they were placed by "
    "hand, or only where it is easy to tell, no interval holds. An interval holds the truth in {percent:.0f} "
    "% of cases, as far as the answers are right. User’s accuracy: how much of what is mapped as a class is "
    "it. Producer’s accuracy: how much of a class is mapped as it (Olofsson et al., 2014, Remote Sensing of "
    "Environment 148)."
)
_SAID = {"unsure": N_("unsure"), "skip": N_("skipped")}


def accuracy_section(result: Result) -> tuple[Section, ...]:
    """Nothing where nobody has looked at a point."""
    found, sample = result.checked, result.settled.sample
    if found is None or sample is None:
        return ()
    about = _(_FROM_FILE) if sample.source else _(_ABOUT)
    parts: list[Part] = [
        Words(about.format(percent=100 * found.accuracy.level, source=sample.source)),
        Words(_summary(found, sample)),
        classes_by_points(found),
    ]
    if len(found.classes) <= MOST_CONFUSED:
        parts.append(confusion_table(found))
    if len(sample.points) <= _MOST_LISTED:
        parts.append(_points(sample, result))
    return (Section(_("Accuracy"), tuple(parts)),)


def reference_section(result: Result) -> tuple[Section, ...]:
    """What a file says of what is there, of the whole picture and inside each region of interest."""
    reference = result.reference
    if reference is None:
        return ()
    parts: list[Part] = [Words(in_a_row(reference.notes)), *_judged(reference.checked)]
    for name, found in result.by_region(reference.inside):
        if found is None:
            parts.append(Words(_("Inside {name}: nobody has looked at a point there.").format(name=name)))
            continue
        sentence = ngettext(
            "Inside {name}: {n} point; the map is right at {share} of the area.",
            "Inside {name}: {n} points; the map is right at {share} of the area.",
            found.points,
        )
        share = _share(found.accuracy.overall)
        parts.append(Words(sentence.format(name=name, n=grouped(found.points), share=share)))
        parts += _judged(found)
    return (Section(_("Beside a reference"), tuple(parts)),)


def _judged(found: Checked) -> list[Part]:
    small = len(found.classes) <= MOST_CONFUSED
    return [classes_by_points(found), *([confusion_table(found)] if small else [])]


def _summary(found: Checked, sample: Sample) -> str:
    n = found.points
    sentences = [
        ngettext(
            "{n} point has an answer (seed {seed}); the map is right at {share} of the area.",
            "{n} points have an answer (seed {seed}); the map is right at {share} of the area.",
            n,
        ).format(n=grouped(n), seed=sample.seed, share=_share(found.accuracy.overall))
    ]
    if names := [name for name in sample.observers if name]:
        sentences.append(_("Observers: {names}.").format(names=with_commas(names)))
    if (agreement := found.agreement) is not None:
        sentences.append(
            ngettext(
                "Two observers said the same of {same} of {n} point.",
                "Two observers said the same of {same} of {n} points.",
                agreement.points,
            ).format(same=grouped(agreement.same), n=grouped(agreement.points))
        )
    return in_a_row(sentences)


def classes_by_points(found: Checked) -> Table:
    """A row a class: mapped and by points, with intervals."""
    errors = [each.half_width for each in found.classes]
    by_points = areas_in_words([each.area for each in found.classes], errors)
    mapped = areas_in_words([each.mapped_area for each in found.classes], errors)
    rows = tuple(
        (
            each.name,
            grouped(each.points),
            area,
            on_map,
            _("{low} to {high}").format(
                low=area_in_words(each.low, each.half_width),
                high=area_in_words(each.high, each.half_width),
            ),
            _share(each.users),
            _share(each.producers),
        )
        for each, area, on_map in zip(found.classes, by_points, mapped, strict=True)
    )
    header = (
        _("Class"),
        _("Points"),
        _("By points, {unit}").format(unit=found.unit),
        _("On the map, {unit}").format(unit=found.unit),
        _("Interval, {unit}").format(unit=found.unit),
        _("User’s accuracy"),
        _("Producer’s accuracy"),
    )
    return Table(header, rows, frozenset(range(1, 7)))


def confusion_table(found: Checked) -> Table:
    """Points by class on the map, a row each, and class that is there, a column each."""
    names = [each.name for each in found.classes]
    rows = tuple(
        (name, *map(grouped, row)) for name, row in zip(names, found.accuracy.confusion.tolist(), strict=True)
    )
    header = (_("On the map"), *(pgettext("points", "there: {name}").format(name=name) for name in names))
    return Table(header, rows, frozenset(range(1, len(names) + 1)))


def _points(sample: Sample, result: Result) -> Table:
    said: dict[int, list[Answer]] = {}
    for answer in sample.answers:
        said.setdefault(answer.point, []).append(answer)
    rows = tuple(
        (
            grouped(i + 1),
            fixed(point.column + 0.5, 1),
            fixed(point.row + 0.5, 1),
            _mapped_at(result, point.row, point.column),
            with_semicolons(_answer(answer) for answer in said.get(i, ())),
        )
        for i, point in enumerate(sample.points)
    )
    header = (_("Point"), _("x, px"), _("y, px"), _("On the map"), pgettext("points", "There"))
    return Table(header, rows, frozenset({0, 1, 2}))


def _mapped_at(result: Result, row: int, column: int) -> str:
    label = int(result.labels[row, column])
    return next((item.name for item in result.classes if label in item.clusters), "–")


def _answer(answer: Answer) -> str:
    words = answer.name if answer.said == "class" else _(_SAID[answer.said])
    return f"{words} ({answer.observer})" if answer.observer else words


def _share(share: Share | None) -> str:
    return "–" if share is None else share_with_error(share.value, share.half_width)
