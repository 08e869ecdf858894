"""The report of one measured image: what it says, in what order. How it looks is the exporters' matter.

Made for a reader who was not there: every number with its unit, where its scale comes from, and what has to
be kept in mind beside it. But for a byline nothing in it depends on the day, and on the machine only the
versions.
"""

from __future__ import annotations

from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import _, in_a_row, ngettext, with_semicolons
from core.export.report import report_sections
from core.export.report.accuracy_section import accuracy_section, reference_section
from core.export.report.comparison_section import comparison_section
from core.export.report.report_figures import figures
from core.export.report.report_parts import Report
from core.measure.area_words import first_area, spoken, what_it_is
from core.pipeline.byline import Byline
from core.pipeline.result import Result
from core.writing.number_words import grouped


def report_of(result: Result, cancelled: Cancel) -> Report:
    """Raises Cancelled."""
    shown = figures(result, cancelled)
    raise_if_cancelled(cancelled)
    sections = (
        report_sections.area_section(result),
        *accuracy_section(result),
        *reference_section(result),
        *comparison_section(result),
        *report_sections.inside_section(result),
        report_sections.scale_section(result),
        report_sections.clustering_section(result),
        *report_sections.treatment_section(result),
        report_sections.check_section(result),
        report_sections.words_section(result),
    )
    return Report(
        kind=_("Areas in a picture"),
        title=result.image.provenance.name or _("Picture"),
        lead=_lead(result),
        calibrated=result.areas.calibration.source != "none",
        warnings=tuple(dict.fromkeys(result.warnings)),
        figures=shown,
        sections=sections,
        byline="" if result.byline is None else _byline(result.byline),
        note="" if result.byline is None else result.byline.note,
    )


def _byline(byline: Byline) -> str:
    """ "Report of 2026-11-30, by Ann Smith": the day as ISO 8601 writes it, read alike everywhere."""
    if byline.author:
        return _("Report of {day}, by {author}").format(day=byline.day.isoformat(), author=byline.author)
    return _("Report of {day}").format(day=byline.day.isoformat())


def _lead(result: Result) -> str:
    """ "ice: 18 940 ± 230 km² (65.0 ± 0.8 %); …", the largest classes first, three at most."""
    rows = result.rows
    largest = sorted(rows, key=lambda row: -row.pixels)[:3]
    parts = [_("{name}: {area}").format(name=spoken(row), area=first_area(row)) for row in largest]
    pixels = sum(row.pixels for row in rows)
    more = len(rows) - len(largest)
    sentence = ngettext("{areas}; and {n} more.", "{areas}; and {n} more.", more) if more else _("{areas}.")
    return in_a_row(
        (
            sentence.format(areas=with_semicolons(parts), n=more),
            *what_it_is(rows),
            ngettext("Measured in {n} pixel.", "Measured in {n} pixels.", pixels).format(n=grouped(pixels)),
        )
    )
