"""The files of a series: its tables, its record and its charts, each whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.document.plain_json import to_bytes
from core.export.table_files import NamedTable, parquet_bytes, write_workbook
from core.export.tables.columns import csv_table
from core.series.drawing import png, svg
from core.series.journal import RECORD
from core.series.plot import area_chart, ratio_chart
from core.series.record import series_record
from core.series.series import Found
from core.series.table import series_columns, summary_columns
from core.writing.extras import missing
from core.writing.replace import make_folder, write_bytes

TABLES = ("xlsx", "parquet")
_TABLE, _SUMMARY, _AREAS, _RATIOS = "series.csv", "series_summary.csv", "series_areas", "series_ratios"


def write_series(
    found: Found, directory: Path, tables: Sequence[str] = (), *, cancelled: Cancel = never_cancelled
) -> dict[str, Path]:
    """Write the table, the summary, the charts and, at last, the record; the files by their keys.

    tables: of TABLES, what the table is written as beside CSV.
    Raises WriteError, with what was written before whole; Cancelled.
    """
    make_folder(directory)
    columns, summary = series_columns(found), summary_columns(found)
    outputs = {"table": directory / _TABLE, "summary": directory / _SUMMARY}
    write_bytes(outputs["table"], csv_table(columns))
    write_bytes(outputs["summary"], csv_table(summary))
    sheets = (NamedTable("Series", columns), NamedTable("Summary", summary))
    about = _about(found)
    if "xlsx" in tables:
        outputs["xlsx"] = directory / "series.xlsx"
        write_workbook(outputs["xlsx"], sheets, about, cancelled)
    if "parquet" in tables:
        outputs["parquet"] = directory / "series.parquet"
        write_bytes(outputs["parquet"], parquet_bytes(sheets[0], about, cancelled))
    for name, figure in ((_AREAS, area_chart(found)), (_RATIOS, ratio_chart(found))):
        if figure is None:
            continue
        for ending, content in (("svg", svg), ("png", png)):
            path = directory / f"{name}.{ending}"
            write_bytes(path, content(figure))
            outputs[f"{name.removeprefix('series_')}_{ending}"] = path
    outputs["run"] = directory / RECORD
    write_bytes(outputs["run"], to_bytes(series_record(found)))
    return outputs


def check_tables(names: Sequence[str]) -> tuple[str, ...]:
    """Raises ParameterError for a kind of table that there is not, or that lacks its library."""
    for name in names:
        if name not in TABLES:
            raise ParameterError(
                _("There is no table “{name}”: choose {choices}.").format(
                    name=name, choices=" or ".join(TABLES)
                )
            )
    if "parquet" in names and (sentence := missing("pyarrow")):
        raise ParameterError(sentence)
    return tuple(dict.fromkeys(names))


def _about(found: Found) -> dict[str, str]:
    legend = found.legend
    return {
        "scale": _("in the table, a row each"),
        "legend": found.choice.text,
        **({} if legend is None else {"legend SHA-256": legend.sha256}),
        "notes": " ".join(found.notes),
    }
