"""What points say of a series: from `--reference`, or from the sample of a project."""

from __future__ import annotations

from core.accuracy.pool import PooledSample
from core.base.parallel import available_threads
from core.base.sentences import ngettext
from core.series.reference_points import ReferenceFiles, series_reference
from core.series.series import Found
from core.series.series_check import ENOUGH, check_series
from core.series.series_map import SeriesMap, looked_again
from core.series.table import relative_names
from core.writing.number_words import grouped
from ui.cli.reference_report import checked_lines, part_lines

# More pictures are in series_reference.csv.
_MOST_NAMED = 10


def with_check(
    found: Found, files: ReferenceFiles | None, sample: PooledSample | None, threads: int | None
) -> Found:
    """With what points say, where there are any. files: of `--reference`; sample: of a project.

    Raises FloeError.
    """
    notes: tuple[str, ...] = ()
    workers = threads or available_threads()
    if files is not None:
        sample, notes = series_reference(files, found.entries, found.legend, workers=workers)
    if sample is None:
        return found
    measured = tuple(each for each in found.entries if each.record)
    check = check_series(looked_again(SeriesMap(sample, measured, {}), workers=workers))
    return found if check is None else found.with_check(check, notes)


def check_lines(found: Found) -> list[str]:
    """What a person reads of it: all pictures together, then those with points enough."""
    check = found.check
    if check is None:
        return []
    n, source = check.whole.points, check.sample.row.source
    head = (
        ngettext(
            "reference {path}: {n} point in {of} pictures",
            "reference {path}: {n} points in {of} pictures",
            n,
        )
        if source
        else ngettext("check by {n} point in {of} pictures", "check by {n} points in {of} pictures", n)
    )
    lines = checked_lines(head.format(path=source, of=grouped(check.of), n=grouped(n)), check.whole)
    paths = [each.path for each in check.sample.pool.pictures]
    names = dict(zip(paths, relative_names(paths), strict=True))
    for path, part in list(check.pictures.items())[:_MOST_NAMED]:
        sentence = ngettext(
            "{name}: {n} point; the map is right at {share} of the area",
            "{name}: {n} points; the map is right at {share} of the area",
            part.points,
        )
        lines += part_lines(sentence, names[path], part)
    few = check.of - len(check.pictures)
    if few:
        words = ngettext(
            "{n} picture has fewer than {enough} points: it has no areas of its own by them",
            "{n} pictures have fewer than {enough} points: they have no areas of their own by them",
            few,
        )
        lines.append(words.format(n=grouped(few), enough=ENOUGH))
    return lines
