"""What points over all pictures say, in the report of a series."""

from __future__ import annotations

from core.base.sentences import N_, _, ngettext
from core.export.report.accuracy_section import MOST_CONFUSED, classes_by_points, confusion_table
from core.export.report.report_parts import Part, Section, Words
from core.series.series import Found
from core.series.series_check import ENOUGH
from core.writing.number_words import grouped, share_with_error

# More pictures are in series_reference.csv.
_MOST_PICTURES = 20
_ABOUT = N_(
    "Somebody said what is there at points over all pictures; each stands for as much ground. The areas "
    "follow from these answers; an interval holds the truth in {percent:.0f} % of cases, as far as the "
    "answers are right (Olofsson et al., 2014, Remote Sensing of Environment 148)."
)
_CENSUS = N_(
    "What is there is known at every pixel that is compared, from the label rasters of {source}: nothing is "
    "estimated, and the ends of the intervals are the values."
)
_FROM_FILE = N_(
    "What is there stands in {source}; its points are taken as random ones in each cluster: where they were "
    "placed by hand, or only where it is easy to tell, no interval holds. Else an interval holds the truth "
    "in {percent:.0f} % of cases (Olofsson et al., 2014, Remote Sensing of Environment 148)."
)


def check_section(found: Found) -> tuple[Section, ...]:
    """Nothing where it is not known what is there."""
    check = found.check
    if check is None:
        return ()
    whole, source = check.whole, check.source
    about = _(_CENSUS) if check.every_pixel else _(_FROM_FILE) if source else _(_ABOUT)
    sentence = _compared(whole.points) if check.every_pixel else _answered(whole.points)
    right = share_with_error(whole.accuracy.overall.value, whole.accuracy.overall.half_width or None)
    parts: list[Part] = [
        Words(about.format(percent=100 * whole.accuracy.level, source=source)),
        Words(sentence.format(n=grouped(whole.points), of=grouped(check.of), share=right)),
        classes_by_points(whole),
    ]
    if len(whole.classes) <= MOST_CONFUSED:
        parts.append(confusion_table(whole))
    for path, part in list(check.pictures.items())[:_MOST_PICTURES]:
        own = (
            ngettext("{name}, at {n} pixel:", "{name}, at {n} pixels:", part.points)
            if check.every_pixel
            else ngettext("{name}, by {n} point:", "{name}, by {n} points:", part.points)
        )
        words = own.format(name=check.names[path], n=grouped(part.points))
        parts += [Words(words), classes_by_points(part)]
    if few := check.of - len(check.pictures):
        words = ngettext(
            "{n} picture has fewer than {enough} points, and no areas of its own by them.",
            "{n} pictures have fewer than {enough} points, and no areas of their own by them.",
            few,
        )
        parts.append(Words(words.format(n=grouped(few), enough=ENOUGH)))
    heading = _("Beside label rasters") if check.every_pixel else _("By points over all pictures")
    return (Section(heading, tuple(parts)),)


def _answered(n: int) -> str:
    return ngettext(
        "{n} point in {of} pictures has an answer; the map is right at {share} of the area.",
        "{n} points in {of} pictures have an answer; the map is right at {share} of the area.",
        n,
    )


def _compared(n: int) -> str:
    return ngettext(
        "{n} pixel in {of} pictures is compared; the map is right at {share} of the area.",
        "{n} pixels in {of} pictures are compared; the map is right at {share} of the area.",
        n,
    )
