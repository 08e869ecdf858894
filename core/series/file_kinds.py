"""The files of a series as values: what each is, how it is written, and what hinders it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.base.parallel import Cancel
from core.base.sentences import _, in_a_row
from core.document.plain_json import to_bytes
from core.export.drawing import Figure, png, svg
from core.export.report_html import html
from core.export.report_pdf import pdf
from core.export.table_files import NamedTable, parquet_bytes, write_workbook
from core.export.tables.columns import csv_table
from core.series.animation import write_series_animation
from core.series.chart import class_colours
from core.series.check_columns import check_columns
from core.series.contact_sheet import contact_sheet
from core.series.journal import RECORD
from core.series.plot import area_chart, ratio_chart
from core.series.record import series_record
from core.series.report import series_report
from core.series.series import Found
from core.series.table import ratio_names, series_columns, summary_columns
from core.series.views import KeptViews
from core.writing.extras import missing
from core.writing.replace import write_bytes

# The key of what points say.
CHECK = "reference"


@dataclass(frozen=True, eq=False)
class Contents:
    """What files are made of. views: of the entries, where one of the files shows them."""

    found: Found
    views: KeptViews | None
    cancelled: Cancel

    @property
    def colours(self) -> dict[str, str]:
        return class_colours(self.found, [each for each in self.found.entries if each.record])

    @property
    def shown(self) -> KeptViews:
        if self.views is None:
            raise ValueError("there are no views")
        return self.views


@dataclass(frozen=True)
class SeriesFile:
    """One file of a series.

    key: its name in a list of outputs, and for --series-export. write: whole or not at all; deterministic
    bytes. usual: written for every series. has_views: shows what was measured, picture by picture. hindrance:
    why it cannot be written, as a sentence; empty where it can.
    """

    key: str
    name: str
    write: Callable[[Path, Contents], None]
    usual: bool = False
    has_views: bool = False
    hindrance: Callable[[Found], str] = lambda _found: ""


def library_missing(key: str) -> str:
    """Why a file cannot be written on this machine, as a sentence; empty where it can."""
    library = {"parquet": "pyarrow", "mp4": "av"}.get(key)
    return "" if library is None else missing(library)


def _about(found: Found) -> dict[str, str]:
    legend = found.legend
    return {
        "scale": _("in the table, a row each"),
        "legend": found.choice.text,
        **({} if legend is None else {"legend SHA-256": legend.sha256}),
        "notes": in_a_row(found.notes),
    }


def _write_table(path: Path, contents: Contents) -> None:
    write_bytes(path, csv_table(series_columns(contents.found)))


def _write_summary(path: Path, contents: Contents) -> None:
    write_bytes(path, csv_table(summary_columns(contents.found)))


def _write_workbook(path: Path, contents: Contents) -> None:
    found = contents.found
    sheets = (
        NamedTable("Series", series_columns(found)),
        NamedTable("Summary", summary_columns(found)),
    )
    write_workbook(path, sheets, _about(found), contents.cancelled)


def _write_parquet(path: Path, contents: Contents) -> None:
    table = NamedTable("Series", series_columns(contents.found))
    write_bytes(path, parquet_bytes(table, _about(contents.found), contents.cancelled))


def _write_chart(
    made: Callable[[Found], Figure | None], drawn: Callable[[Figure], bytes], path: Path, contents: Contents
) -> None:
    figure = made(contents.found)
    if figure is not None:
        write_bytes(path, drawn(figure))


def _write_animation(path: Path, contents: Contents) -> None:
    entries, colours = contents.found.entries, contents.colours
    write_series_animation(path, entries, contents.shown, colours, contents.cancelled)


def _write_contact_sheet(path: Path, contents: Contents) -> None:
    entries, colours = contents.found.entries, contents.colours
    write_bytes(path, contact_sheet(entries, contents.shown, colours, contents.cancelled).content)


def _write_html(path: Path, contents: Contents) -> None:
    write_bytes(path, html(series_report(contents.found, contents.shown, contents.cancelled)))


def _write_pdf(path: Path, contents: Contents) -> None:
    report = series_report(contents.found, contents.shown, contents.cancelled)
    write_bytes(path, pdf(report, contents.cancelled))


def _write_record(path: Path, contents: Contents) -> None:
    write_bytes(path, to_bytes(series_record(contents.found)))


def _nothing_measured(found: Found) -> str:
    return "" if any(each.record for each in found.entries) else _("No picture was measured.")


def _no_ratios(found: Found) -> str:
    return "" if ratio_names(found.entries) else _("There are no ratios of classes.")


def _no_parquet(_found: Found) -> str:
    return library_missing("parquet")


def _no_video(found: Found) -> str:
    return _nothing_measured(found) or library_missing("mp4")


def _write_reference(path: Path, contents: Contents) -> None:
    check = contents.found.check
    if check is not None:
        write_bytes(path, csv_table(check_columns(check)))


def _no_check(found: Found) -> str:
    return "" if found.check is not None else _("Nobody has looked at points over the pictures.")


def _chart(key: str, made: Callable[[Found], Figure | None]) -> tuple[SeriesFile, ...]:
    hindrance = _no_ratios if key == "ratios" else _nothing_measured
    return tuple(
        SeriesFile(
            f"{key}_{ending}",
            f"series_{key}.{ending}",
            partial(_write_chart, made, drawn),
            usual=True,
            hindrance=hindrance,
        )
        for ending, drawn in (("svg", svg), ("png", png))
    )


def _of_views(
    key: str,
    name: str,
    write: Callable[[Path, Contents], None],
    hindrance: Callable[[Found], str] = _nothing_measured,
) -> SeriesFile:
    return SeriesFile(key, name, write, has_views=True, hindrance=hindrance)


# In the order in which they are written: the record comes last.
FILES: tuple[SeriesFile, ...] = (
    SeriesFile("table", "series.csv", _write_table, usual=True),
    SeriesFile("summary", "series_summary.csv", _write_summary, usual=True),
    SeriesFile(CHECK, "series_reference.csv", _write_reference, usual=True, hindrance=_no_check),
    SeriesFile("xlsx", "series.xlsx", _write_workbook),
    SeriesFile("parquet", "series.parquet", _write_parquet, hindrance=_no_parquet),
    *_chart("areas", area_chart),
    *_chart("ratios", ratio_chart),
    _of_views("contact_sheet", "series_contact_sheet.png", _write_contact_sheet),
    _of_views("gif", "series_animation.gif", _write_animation),
    _of_views("mp4", "series_animation.mp4", _write_animation, _no_video),
    _of_views("report_html", "series_report.html", _write_html),
    _of_views("report_pdf", "series_report.pdf", _write_pdf),
    SeriesFile("run", RECORD, _write_record, usual=True),
)
