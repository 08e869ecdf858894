"""The files of a series: tables, charts, pictures of all, reports and the record, each whole or not at all.

The same files, byte for byte, from the window and from the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import N_, _
from core.document.plain_json import to_bytes
from core.export.report_html import html
from core.export.report_pdf import pdf
from core.export.table_files import NamedTable, parquet_bytes, write_workbook
from core.export.tables.columns import csv_table
from core.series.animation import write_series_animation
from core.series.chart import class_colours
from core.series.contact_sheet import contact_sheet
from core.series.drawing import Figure, png, svg
from core.series.journal import RECORD
from core.series.plot import area_chart, ratio_chart
from core.series.record import series_record
from core.series.report import series_report
from core.series.series import Found
from core.series.table import ratio_names, series_columns, summary_columns
from core.series.views import KeptViews, kept_views
from core.writing.extras import missing
from core.writing.replace import make_folder, write_bytes

Group = Literal["tables", "charts", "pictures", "report"]
ALL, TABLES = "all", ("xlsx", "parquet")
# Told the name of what is made now, and how many of how many steps are done.
OnProgress = Callable[[str, int, int], None]


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
    bytes. about: what it is, in a line (N_). usual: written for every series. has_views: shows what was
    measured, picture by picture. hindrance: why it cannot be written, as a sentence; empty where it can.
    """

    key: str
    name: str
    group: Group
    about: str
    write: Callable[[Path, Contents], None]
    usual: bool = False
    has_views: bool = False
    hindrance: Callable[[Found], str] = lambda _found: ""


def series_files() -> tuple[SeriesFile, ...]:
    """Every file that there is, in the order in which they are written: the record comes last."""
    return _FILES


def usual_keys() -> tuple[str, ...]:
    """What every series writes."""
    return tuple(each.key for each in _FILES if each.usual)


def parse_files(texts: Sequence[str]) -> tuple[str, ...]:
    """["gif,report-pdf"] → keys, each once; of "all" those whose library is there. Raises ParameterError for
    a name that there is not, or whose library is missing.
    """
    by_key = {each.key: each for each in _FILES if not each.usual}
    names = [name.strip().lower().replace("-", "_") for text in texts for name in text.split(",")]
    keys: list[str] = []
    for name in names:
        if name == ALL:
            keys += [key for key in by_key if not _library_missing(key)]
        elif name not in by_key:
            known = (*by_key, ALL)
            sentence = _("There is no file “{name}” of a series: choose {known}.")
            known_words = ", ".join(each.replace("_", "-") for each in known)
            raise ParameterError(sentence.format(name=name, known=known_words) + did_you_mean(name, known))
        elif sentence := _library_missing(name):
            raise ParameterError(sentence)
        else:
            keys.append(name)
    return tuple(dict.fromkeys(keys))


def check_tables(names: Sequence[str]) -> tuple[str, ...]:
    """Raises ParameterError for a kind of table that there is not, or that lacks its library."""
    for name in names:
        if name not in TABLES:
            sentence = _("There is no table “{name}”: choose {choices}.")
            raise ParameterError(sentence.format(name=name, choices=" or ".join(TABLES)))
        if sentence := _library_missing(name):
            raise ParameterError(sentence)
    return tuple(dict.fromkeys(names))


def write_series(
    found: Found,
    directory: Path,
    keys: Sequence[str] | None = None,
    *,
    workers: int | None = None,
    on_progress: OnProgress | None = None,
    on_written: Callable[[Path], None] | None = None,
    cancelled: Cancel = never_cancelled,
) -> dict[str, Path]:
    """Write the files of these keys, those that this series allows; None: the usual ones. The files by their
    keys.

    workers: processes that make views of the pictures; nothing depends on it. on_written: told each file.
    Raises WriteError, with what was written before whole; FloeError where a library is missing; Cancelled.
    """
    wanted = usual_keys() if keys is None else keys
    chosen = [each for each in _FILES if each.key in wanted and not each.hindrance(found)]
    make_folder(directory)
    outputs: dict[str, Path] = {}
    with ExitStack() as stack:
        views: KeptViews | None = None
        for done, each in enumerate(chosen):
            raise_if_cancelled(cancelled)
            if each.has_views and views is None:
                looked = None if on_progress is None else partial(on_progress, _("looking at the pictures"))
                views = stack.enter_context(
                    kept_views(found.entries, workers=workers, on_progress=looked, cancelled=cancelled)
                )
            if on_progress is not None:
                on_progress(each.name, done, len(chosen))
            path = outputs[each.key] = directory / each.name
            each.write(path, Contents(found, views, cancelled))
            if on_written is not None:
                on_written(path)
    return outputs


def _library_missing(key: str) -> str:
    library = {"parquet": "pyarrow", "mp4": "av"}.get(key)
    return "" if library is None else missing(library)


def _about(found: Found) -> dict[str, str]:
    legend = found.legend
    return {
        "scale": _("in the table, a row each"),
        "legend": found.choice.text,
        **({} if legend is None else {"legend SHA-256": legend.sha256}),
        "notes": " ".join(found.notes),
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
    write_bytes(path, pdf(series_report(contents.found, contents.shown, contents.cancelled)))


def _write_record(path: Path, contents: Contents) -> None:
    write_bytes(path, to_bytes(series_record(contents.found)))


def _nothing_measured(found: Found) -> str:
    return "" if any(each.record for each in found.entries) else _("No picture was measured.")


def _no_ratios(found: Found) -> str:
    return "" if ratio_names(found.entries) else _("There are no ratios of classes.")


def _no_parquet(_found: Found) -> str:
    return _library_missing("parquet")


def _no_video(found: Found) -> str:
    return _nothing_measured(found) or _library_missing("mp4")


def _chart(key: str, made: Callable[[Found], Figure | None], about: str) -> tuple[SeriesFile, ...]:
    hindrance = _no_ratios if key == "ratios" else _nothing_measured
    kinds = ("svg", svg), ("png", png)
    return tuple(
        SeriesFile(
            f"{key}_{ending}",
            f"series_{key}.{ending}",
            "charts",
            about,
            partial(_write_chart, made, drawn),
            usual=True,
            hindrance=hindrance,
        )
        for ending, drawn in kinds
    )


_TABLE = N_("a row a picture and class")
_SUMMARY = N_("number, mean, standard deviation, median and sum of each class")
_BOTH = N_("the table and the summary")
_ANIMATION = N_("each picture beside its classes, with date and areas")
_SHEET = N_("the classes of every picture, small, side by side")
_REPORT = N_("everything for a reader who was not there")
_RECORD = N_("what it takes to repeat the series and to check it")
_FILES: tuple[SeriesFile, ...] = (
    SeriesFile("table", "series.csv", "tables", _TABLE, _write_table, usual=True),
    SeriesFile("summary", "series_summary.csv", "tables", _SUMMARY, _write_summary, usual=True),
    SeriesFile("xlsx", "series.xlsx", "tables", _BOTH, _write_workbook),
    SeriesFile("parquet", "series.parquet", "tables", _TABLE, _write_parquet, hindrance=_no_parquet),
    *_chart("areas", area_chart, N_("the area of each class against date")),
    *_chart("ratios", ratio_chart, N_("the ratios of classes against date")),
    SeriesFile(
        "contact_sheet",
        "series_contact_sheet.png",
        "pictures",
        _SHEET,
        _write_contact_sheet,
        has_views=True,
        hindrance=_nothing_measured,
    ),
    SeriesFile(
        "gif",
        "series_animation.gif",
        "pictures",
        _ANIMATION,
        _write_animation,
        has_views=True,
        hindrance=_nothing_measured,
    ),
    SeriesFile(
        "mp4",
        "series_animation.mp4",
        "pictures",
        _ANIMATION,
        _write_animation,
        has_views=True,
        hindrance=_no_video,
    ),
    SeriesFile(
        "report_html",
        "series_report.html",
        "report",
        _REPORT,
        _write_html,
        has_views=True,
        hindrance=_nothing_measured,
    ),
    SeriesFile(
        "report_pdf",
        "series_report.pdf",
        "report",
        _REPORT,
        _write_pdf,
        has_views=True,
        hindrance=_nothing_measured,
    ),
    SeriesFile("run", RECORD, "report", _RECORD, _write_record, usual=True),
)
