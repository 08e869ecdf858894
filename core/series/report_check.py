"""What points over all pictures say, in the report of a series."""

from __future__ import annotations

from core.base.sentences import N_, _, ngettext
from core.export.report.accuracy_section import MOST_CONFUSED, classes_by_points, confusion_table
from core.export.report.report_parts import Part, Section, Words
from core.series.series import Found
from core.series.series_check import ENOUGH
from core.series.table import relative_names
from core.writing.number_words import grouped, share_with_error

# More pictures are in series_reference.csv.
_MOST_PICTURES = 20
_ABOUT = N_(
    "Somebody said what is there at points over all pictures; each stands for as much ground. The areas "
    "follow from these answers; an interval holds the truth in {percent:.0f} % of cases, as far as the "
    "answers are right (Olofsson et al., 2014, Remote Sensing of Environment 148)."
)
_FROM_FILE = N_(
    "What is there stands in {source}; its points are taken as random ones in each cluster: where they were "
    "placed by hand, or only where it is easy to tell, no interval holds. Else an interval holds the truth "
    "in {percent:.0f} % of cases (Olofsson et al., 2014, Remote Sensing of Environment 148)."
)


def check_section(found: Found) -> tuple[Section, ...]:
    """Nothing where nobody has looked at a point."""
    check = found.check
    if check is None:
        return ()
    whole, source = check.whole, check.sample.row.source
    about = _(_FROM_FILE) if source else _(_ABOUT)
    sentence = ngettext(
        "{n} point in {of} pictures has an answer; the map is right at {share} of the area.",
        "{n} points in {of} pictures have an answer; the map is right at {share} of the area.",
        whole.points,
    )
    right = share_with_error(whole.accuracy.overall.value, whole.accuracy.overall.half_width or None)
    parts: list[Part] = [
        Words(about.format(percent=100 * whole.accuracy.level, source=source)),
        Words(sentence.format(n=grouped(whole.points), of=grouped(check.of), share=right)),
        classes_by_points(whole),
    ]
    if len(whole.classes) <= MOST_CONFUSED:
        parts.append(confusion_table(whole))
    paths = [each.path for each in check.sample.pool.pictures]
    names = dict(zip(paths, relative_names(paths), strict=True))
    for path, part in list(check.pictures.items())[:_MOST_PICTURES]:
        own = ngettext("{name}, by {n} point:", "{name}, by {n} points:", part.points)
        parts += [Words(own.format(name=names[path], n=grouped(part.points))), classes_by_points(part)]
    if few := check.of - len(check.pictures):
        words = ngettext(
            "{n} picture has fewer than {enough} points, and no areas of its own by them.",
            "{n} pictures have fewer than {enough} points, and no areas of their own by them.",
            few,
        )
        parts.append(Words(words.format(n=grouped(few), enough=ENOUGH)))
    return (Section(_("By points over all pictures"), tuple(parts)),)
