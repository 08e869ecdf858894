"""What points or label rasters say of a series: of `--reference`, or the sample of a project."""

from __future__ import annotations

from core.accuracy.pool import PooledSample
from core.base.parallel import available_threads
from core.base.sentences import ngettext
from core.series.checked_found import with_points
from core.series.reference_files import ReferenceFiles
from core.series.reference_points import series_reference
from core.series.series import Found
from core.series.series_census import SeriesCensus
from core.series.series_check import ENOUGH, SeriesCheck
from core.writing.number_words import grouped
from ui.cli.reference_report import checked_lines, part_lines

# More pictures are in series_reference.csv.
_MOST_NAMED = 10


def with_check(
    found: Found, files: ReferenceFiles | None, sample: PooledSample | None, threads: int | None
) -> Found:
    """With what is known of what is there. files: of `--reference`; sample: of a project.

    Raises FloeError.
    """
    notes: tuple[str, ...] = ()
    workers = threads or available_threads()
    if files is not None:
        known, notes = series_reference(files, found.entries, found.legend, workers=workers)
        if isinstance(known, SeriesCensus):
            return found.with_check(known, notes)
        sample = known
    return found if sample is None else with_points(found, sample, notes, workers=workers)


def check_lines(found: Found) -> list[str]:
    """What a person reads of it: all pictures together, then those with points enough."""
    check = found.check
    if check is None:
        return []
    n = check.whole.points
    head = _head(check, n).format(path=check.source, of=grouped(check.of), n=grouped(n))
    lines = checked_lines(head, check.whole)
    for path, part in list(check.pictures.items())[:_MOST_NAMED]:
        lines += part_lines(_of_picture(check, part.points), check.names[path], part)
    few = check.of - len(check.pictures)
    if few:
        words = ngettext(
            "{n} picture has fewer than {enough} points: it has no areas of its own by them",
            "{n} pictures have fewer than {enough} points: they have no areas of their own by them",
            few,
        )
        lines.append(words.format(n=grouped(few), enough=ENOUGH))
    return lines


def _head(check: SeriesCheck | SeriesCensus, n: int) -> str:
    if check.every_pixel:
        return ngettext(
            "reference {path}: {n} pixel in {of} pictures", "reference {path}: {n} pixels in {of} pictures", n
        )
    if check.source:
        return ngettext(
            "reference {path}: {n} point in {of} pictures", "reference {path}: {n} points in {of} pictures", n
        )
    return ngettext("check by {n} point in {of} pictures", "check by {n} points in {of} pictures", n)


def _of_picture(check: SeriesCheck | SeriesCensus, n: int) -> str:
    if check.every_pixel:
        return ngettext(
            "{name}: {n} pixel; the map is right at {share} of the area",
            "{name}: {n} pixels; the map is right at {share} of the area",
            n,
        )
    return ngettext(
        "{name}: {n} point; the map is right at {share} of the area",
        "{name}: {n} points; the map is right at {share} of the area",
        n,
    )
