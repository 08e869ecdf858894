"""What runs in the guarded process for tables and lists of pictures: CSV, Parquet, text."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.base.errors import FloeError, ReadError
from core.base.sentences import _, listed, ngettext
from core.writing.extras import extra
from core.writing.number_words import grouped

TABLES = (".csv", ".tsv", ".parquet")
LISTS = (".txt", ".lst")
# What a column that names pictures is called.
PATHS = ("path", "picture", "file", "filename", "filepath", "image")
MOST_ROWS = 1_000_000
_MOST_BYTES = 1 << 30
_LONGEST_TEXT = 10_000
BETWEEN = "\0"


@dataclass(frozen=True)
class Table:
    """names: of its columns, in small letters. cells: of each column all texts, with a NUL between them: a
    long text travels between processes as bytes.
    """

    names: tuple[str, ...]
    cells: tuple[str, ...]

    def column(self, name: str) -> tuple[str, ...]:
        """Raises KeyError."""
        if name not in self.names:
            raise KeyError(name)
        return tuple(self.cells[self.names.index(name)].split(BETWEEN))

    @property
    def paths(self) -> str:
        """The column that names pictures; "" where there is none."""
        return next((name for name in PATHS if name in self.names), "")


def list_in(path: Path) -> Table:
    """The lines of a text file as the column "path"; empty ones and those that begin with # are none.

    Raises ReadError.
    """
    lines = [line.strip() for line in _text(path).splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise ReadError(path, _("it names no picture: write one path a line."))
    return _table(path, ["path"], [[each] for each in found])


def table_in(path: Path) -> Table:
    """A table of texts with a row a picture. Raises ReadError."""
    if path.suffix.lower() == ".parquet":
        with parquet_file(path) as file:
            table = file.read()
            columns = [[as_text(each) for each in column.to_pylist()] for column in table.columns]
            names = column_names(path, list(map(str, table.column_names)))
            return _table(path, names, list(zip(*columns, strict=True)))
    rows = list(csv_rows(path))
    if not rows:
        raise ReadError(path, _("it is empty."))
    header, *rest = rows
    return _table(path, column_names(path, header), rest)


def column_names(path: Path, header: Sequence[str]) -> list[str]:
    """In small letters. Raises ReadError where two columns have one name."""
    names = [name.strip().lower() for name in header]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ReadError(path, _("two of its columns are called “{name}”.").format(name=twice))
    return names


def check_row(path: Path, number: int, row: Sequence[str], columns: int) -> None:
    """number: from 1. Raises ReadError where it is one too many, or not as long as the header."""
    if number > MOST_ROWS:
        raise ReadError(path, _("it has more than {most} rows.").format(most=grouped(MOST_ROWS)))
    if len(row) != columns:
        sentence = ngettext(
            "its row {row} has {n} cell, and its header {of}.",
            "its row {row} has {n} cells, and its header {of}.",
            len(row),
        )
        raise ReadError(path, sentence.format(row=number, n=len(row), of=columns))


def name_in(path: Path, number: int, cell: str) -> str:
    """A text of a row, as it may travel. Raises ReadError for one that is no name."""
    if len(cell) > _LONGEST_TEXT or BETWEEN in cell:
        raise ReadError(path, _("a text in its row {row} is no name.").format(row=number))
    return cell.strip()


def _table(path: Path, names: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Raises ReadError."""
    if not rows:
        raise ReadError(path, _("it has a header and no row."))
    for number, row in enumerate(rows, 1):
        check_row(path, number, row, len(names))
    columns = zip(*rows, strict=True)
    cells = ([name_in(path, i, cell) for i, cell in enumerate(column, 1)] for column in columns)
    return Table(tuple(names), tuple(map(BETWEEN.join, cells)))


def csv_rows(path: Path, most: int = _MOST_BYTES) -> Iterator[list[str]]:
    """The rows that have something in them, one at a time. most: bytes of the file. Raises ReadError."""
    _check_size(path, most)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            delimiter = max(",;\t", key=file.readline().count)
            file.seek(0)
            for row in csv.reader(file, delimiter=delimiter):
                if any(cell.strip() for cell in row):
                    yield row
    except csv.Error:
        raise ReadError(path, _("it is no CSV file, or a damaged one.")) from None
    except UnicodeDecodeError:
        raise ReadError(path, _("it is no text in UTF-8.")) from None
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error


def _check_size(path: Path, most: int) -> None:
    try:
        if path.stat().st_size > most:
            raise ReadError(path, _("it is too large for a table."))
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error


def _text(path: Path) -> str:
    _check_size(path, _MOST_BYTES)
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError(path, _("it is no text in UTF-8.")) from None
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error


@contextmanager
def parquet_file(path: Path) -> Iterator[Any]:
    """The file as pyarrow opens it, none of whose columns holds lists. Raises ReadError, also for what goes
    wrong with it later.
    """
    parquet = extra("pyarrow.parquet")
    try:
        with parquet.ParquetFile(path) as file:
            for name, kind in zip(file.schema_arrow.names, file.schema_arrow.types, strict=True):
                if str(kind).startswith(("list", "struct", "map", "large_list", "fixed_size_list")):
                    sentence = _("its column “{name}” holds lists: give every number a column of its own.")
                    raise ReadError(path, sentence.format(name=listed([str(name).lower()])))
            yield file
    except (FloeError, MemoryError):
        raise
    except OSError as error:
        raise ReadError(path, f"{error.strerror or _('it is no Parquet file')}.") from error
    except Exception as error:  # Arrow has a class for each sort of damage
        raise ReadError(path, _("it is no Parquet file, or a damaged one.")) from error


def as_text(value: Any) -> str:
    """A value of a column as the text that a CSV would have."""
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)
