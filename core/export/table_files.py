"""STEM_areas, STEM_roi_areas and STEM_regions as .xlsx, .parquet and .json.

The columns are those of the CSV files, with their types. Numbers are rounded as there. What a table is of
stands in it: the sheet "About", the metadata of Parquet, the members beside "rows" in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from core.base.errors import Cancelled, WriteError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import N_, _, in_a_row
from core.export.formats import Format, nothing, with_labels, with_regions_of_interest
from core.export.tables.columns import (
    Cell,
    area_columns,
    ratio_columns,
    roi_area_columns,
    roi_ratio_columns,
)
from core.export.tables.regions import region_columns
from core.pipeline.result import Result
from core.regions.region_filter import filter_note
from core.writing.extras import extra, missing
from core.writing.number_words import grouped
from core.writing.parts import part_name
from core.writing.replace import CancellableMemory, replacing, write_bytes

_MOST_ROWS = 1_048_575  # of a sheet, below its header
_LOOK = 500  # rows between two looks at `cancelled`
_DATE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class NamedTable:
    """name: of a sheet. columns: lists of one length, by their names."""

    name: str
    columns: Mapping[str, Sequence[Cell]]

    def __len__(self) -> int:
        return max(map(len, self.columns.values()), default=0)

    def rows(self, cancelled: Cancel) -> Iterator[tuple[Cell, ...]]:
        """Raises Cancelled."""
        for number, row in enumerate(zip(*self.columns.values(), strict=True)):
            if number % _LOOK == 0 and cancelled():
                raise Cancelled
            yield row


# The first table is the one that Parquet, which holds one, gets.
Tables = Callable[[Result, Cancel], tuple[NamedTable, ...]]


def area_tables(result: Result, _cancelled: Cancel) -> tuple[NamedTable, ...]:
    """Areas; ratios, and both inside each region of interest, where there are any."""
    tables = [NamedTable("Areas", area_columns(result))]
    if result.ratios:
        tables.append(NamedTable("Ratios", ratio_columns(result)))
    return (*tables, *roi_tables(result)) if result.roi_rows else tuple(tables)


def roi_tables(result: Result, _cancelled: Cancel = never_cancelled) -> tuple[NamedTable, ...]:
    """Areas inside each region of interest; ratios where there are any."""
    tables = [NamedTable("Regions of interest", roi_area_columns(result))]
    if result.roi_ratios:
        tables.append(NamedTable("Ratios inside", roi_ratio_columns(result)))
    return tuple(tables)


def region_tables(result: Result, cancelled: Cancel) -> tuple[NamedTable, ...]:
    """Raises Cancelled."""
    return (NamedTable("Regions", region_columns(result.found_regions(cancelled), cancelled)),)


def about(result: Result) -> dict[str, str]:
    """What a table is of."""
    calibration = result.areas.calibration
    return {
        "picture": PurePath(result.image.provenance.path).name,
        "picture SHA-256": result.image.provenance.sha256,
        "scale": calibration.description,
        "area unit": calibration.area_unit,
        **left_out(result),
    }


def left_out(result: Result) -> dict[str, str]:
    """ "left out": what was cropped away, which pixels count nowhere, and how many regions the filter leaves
    out; {} where nothing.
    """
    crop = () if result.image.crop is None else (result.image.crop.sentence,)
    kept = () if result.regions is None else (filter_note(result.regions),)
    notes = in_a_row((*crop, *result.not_counted.sentences, *kept))
    return {"left out": notes} if notes else {}


def _write_json(path: Path, result: Result, cancelled: Cancel, *, tables: Tables) -> None:
    first, *others = tables(result, cancelled)
    with replacing(path) as part, part.open("wb") as file:
        for text in _json_text(first, others, about(result), cancelled):
            file.write(text.encode("utf-8", "backslashreplace"))


def _json_text(
    first: NamedTable, others: Sequence[NamedTable], head: Mapping[str, str], cancelled: Cancel
) -> Iterator[str]:
    yield "{\n" + "".join(f' "{name}": {_json(value)},\n' for name, value in head.items())
    for table in (*others, first):
        key = "rows" if table is first else table.name.lower()
        yield f' "{key}": ['
        separator = "\n  "
        for row in table.rows(cancelled):
            yield separator + _json(dict(zip(table.columns, row, strict=True)))
            separator = ",\n  "
        yield "\n ]\n" if table is first else "\n ],\n"
    yield "}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write_xlsx(path: Path, result: Result, cancelled: Cancel, *, tables: Tables) -> None:
    write_workbook(path, tables(result, cancelled), about(result), cancelled)


def write_workbook(
    path: Path, tables: Sequence[NamedTable], head: Mapping[str, str], cancelled: Cancel
) -> None:
    """A sheet for each table, and one about them. Raises WriteError, Cancelled."""
    for table in tables:
        if len(table) > _MOST_ROWS:
            raise WriteError(
                path,
                _("it has {count} rows and a sheet at most {most}; choose CSV or Parquet.").format(
                    count=grouped(len(table)), most=grouped(_MOST_ROWS)
                ),
            )
    with replacing(path) as part, TemporaryDirectory(dir=part.parent, prefix=part_name()) as rows:
        part.write_bytes(_xlsx(tables, head, cancelled, Path(rows)))


def _xlsx(tables: Sequence[NamedTable], head: Mapping[str, str], cancelled: Cancel, folder: Path) -> bytes:
    """folder: where the rows wait, so that a table of millions of cells needs little memory."""
    import xlsxwriter

    memory = CancellableMemory(cancelled)
    options = {
        "constant_memory": True,
        "tmpdir": str(folder),
        "strings_to_numbers": False,
        "strings_to_formulas": False,
    }
    with _closed_if_done(xlsxwriter.Workbook(memory, options)) as book:
        book.set_properties({"created": _DATE.replace(tzinfo=None), "comments": head["scale"]})
        bold = book.add_format({"bold": True, "bottom": 1})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 1)
            for column, name in enumerate(table.columns):
                longest = max(map(len, map(str, list(table.columns[name])[:200])), default=0)
                sheet.set_column(column, column, min(40, max(len(name), longest) + 2))
            sheet.write_row(0, 0, list(table.columns), bold)
            for number, row in enumerate(table.rows(cancelled), start=1):
                _write_row(sheet, number, row)
            sheet.row_data_fh = _WrittenRows(sheet.row_data_fh, memory)
            if len(table):
                sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
        sheet = book.add_worksheet("About")
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 70)
        for number, (name, value) in enumerate(head.items()):
            sheet.write_string(number, 0, name, bold)
            sheet.write_string(number, 1, value)
    return memory.getvalue()


@contextmanager
def _closed_if_done(book: Any) -> Iterator[Any]:
    """A book that is cancelled is not written to its end first. Raises OSError where a disk is full."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        yield book
        book.close()
    except BaseException as error:
        # WORKAROUND: xlsxwriter closes its files only where it writes the book to its end: those that rows
        # wait in, and that of the sheet which they are copied into.
        for sheet in book.worksheets():
            for close in (sheet._opt_close, sheet.fh.close):
                with suppress(OSError):
                    close()
        if isinstance(error, FileCreateError) and isinstance(error.args[0], OSError):
            raise error.args[0] from error
        raise


class _WrittenRows:
    """WORKAROUND: the rows that xlsxwriter copies into a sheet in one go, with a look at each part."""

    def __init__(self, file: Any, memory: CancellableMemory) -> None:
        self._file, self._memory = file, memory
        self.seek, self.close = file.seek, file.close

    def read(self, size: int) -> str:
        """Raises Cancelled."""
        self._memory.look()
        return str(self._file.read(size))


def _write_row(sheet: Any, number: int, row: Sequence[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(number, column, cell)
        elif isinstance(cell, bool):
            sheet.write_boolean(number, column, cell)
        elif cell is not None:
            sheet.write_number(number, column, cell)


def _write_parquet(path: Path, result: Result, cancelled: Cancel, *, tables: Tables) -> None:
    write_bytes(path, parquet_bytes(tables(result, cancelled)[0], about(result), cancelled))


def parquet_bytes(first: NamedTable, head: Mapping[str, str], cancelled: Cancel) -> bytes:
    """A table as a Parquet file. Raises Cancelled."""
    arrow, parquet = extra("pyarrow"), extra("pyarrow.parquet")
    raise_if_cancelled(cancelled)
    columns = {}
    for name, values in first.columns.items():
        columns[name] = arrow.array(list(values))
        raise_if_cancelled(cancelled)
    table = arrow.table(columns).replace_schema_metadata(head)
    memory = CancellableMemory(cancelled)
    parquet.write_table(table, memory, compression="zstd")
    found: bytes = memory.getvalue()
    return found


def _formats(
    key: str, about: tuple[str, str, str], tables: Tables, hindrance: Callable[[Result], str]
) -> tuple[Format, ...]:
    def parquet_hindrance(result: Result) -> str:
        return hindrance(result) or missing("pyarrow")

    kinds = (
        ("xlsx", _write_xlsx, hindrance),
        ("parquet", _write_parquet, parquet_hindrance),
        ("json", _write_json, hindrance),
    )
    return tuple(
        Format(
            f"{key}_{kind}",
            f"_{key}.{kind}",
            partial(write, tables=tables),
            "tables",
            line,
            why,
        )
        for (kind, write, why), line in zip(kinds, about, strict=True)
    )


FORMATS = (
    *_formats(
        "areas",
        (
            N_("area table, with ratios and regions of interest (Excel)"),
            N_("area table, with ratios and regions of interest (Parquet)"),
            N_("area table, with ratios and regions of interest (JSON)"),
        ),
        area_tables,
        nothing,
    ),
    *_formats(
        "roi_areas",
        (
            N_("areas and ratios inside each region of interest (Excel)"),
            N_("areas and ratios inside each region of interest (Parquet)"),
            N_("areas and ratios inside each region of interest (JSON)"),
        ),
        roi_tables,
        with_regions_of_interest,
    ),
    *_formats(
        "regions",
        (
            N_("table of regions, a row a region (Excel)"),
            N_("table of regions, a row a region (Parquet)"),
            N_("table of regions, a row a region (JSON)"),
        ),
        region_tables,
        with_labels,
    ),
)
