"""What runs in the guarded process for tables of pictures and of vectors: CSV, Parquet and NumPy arrays."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ReadError
from core.base.sentences import _, listed, ngettext
from core.writing.extras import extra
from core.writing.number_words import grouped
from core.writing.typed_numbers import read_number

TABLES = (".csv", ".tsv", ".parquet")
VECTORS = (".npy", *TABLES)
LISTS = (".txt", ".lst")
# What a column that names pictures is called.
PATHS = ("path", "picture", "file", "filename", "filepath", "image")
MOST_ROWS = 1_000_000
_MOST_BYTES = 1 << 30
_LONGEST_TEXT = 10_000
_BETWEEN = "\0"


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
        return tuple(self.cells[self.names.index(name)].split(_BETWEEN))

    @property
    def paths(self) -> str:
        """The column that names pictures; "" where there is none."""
        return next((name for name in PATHS if name in self.names), "")


@dataclass(frozen=True, eq=False)
class Vectors:
    """values: (n, d) float32, finite. paths: as a column of Table; "" where rows are in the order of the
    pictures.
    """

    values: NDArray[np.float32]
    paths: str

    def names(self) -> tuple[str, ...]:
        """The pictures of the rows; () where none are named."""
        return tuple(self.paths.split(_BETWEEN)) if self.paths else ()


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
        names, columns = _parquet(path)
        return _table(
            path, names, list(zip(*([_as_text(each) for each in column] for column in columns), strict=True))
        )
    rows = _csv_rows(path)
    if not rows:
        raise ReadError(path, _("it is empty."))
    header, *rest = rows
    return _table(path, [name.strip().lower() for name in header], rest)


def vectors_in(path: Path) -> Vectors:
    """A row of numbers a picture. Raises ReadError."""
    suffix = path.suffix.lower()
    if suffix == ".npy":
        return Vectors(_finite(path, _array(path)), "")
    if suffix != ".parquet":
        rows = _csv_rows(path)
        if rows and all(read_number(cell) is not None for cell in rows[0]):  # numbers alone, without a header
            names = [str(i + 1) for i in range(len(rows[0]))]
            return _of_table(path, _table(path, names, rows))
    return _of_table(path, table_in(path))


def _of_table(path: Path, table: Table) -> Vectors:
    numbers = [name for name in table.names if name != table.paths]
    if not numbers:
        raise ReadError(path, _("it has no column of numbers."))
    columns = [_numbers(path, name, table.column(name)) for name in numbers]
    cells = table.cells[table.names.index(table.paths)] if table.paths else ""
    return Vectors(_finite(path, np.stack(columns, axis=1)), cells)


def _numbers(path: Path, name: str, cells: Sequence[str]) -> NDArray[np.float64]:
    values = np.empty(len(cells))
    for i, cell in enumerate(cells):
        number = read_number(cell)
        if number is None:
            sentence = _("in row {row} the column {name} is “{text}”, no number.")
            raise ReadError(path, sentence.format(row=i + 1, name=name, text=cell))
        values[i] = number
    return values


def _array(path: Path) -> NDArray[Any]:
    try:
        with path.open("rb") as file:  # np.load would take an archive of arrays, too
            values: NDArray[Any] = np.lib.format.read_array(file, allow_pickle=False)
    except OSError as error:
        raise ReadError(path, f"{error.strerror or _('it is no array of NumPy')}.") from error
    except MemoryError:
        raise
    except Exception as error:  # of a damaged header NumPy says what Python's own parser does
        raise ReadError(path, _("it is no array of NumPy, or one that holds a program.")) from error
    if values.ndim != 2 or values.dtype.kind not in "fiu":
        sentence = _("it holds {shape} values of {type}: a row of numbers for each picture is needed.")
        shape = " × ".join(map(str, values.shape)) or "1"
        raise ReadError(path, sentence.format(shape=shape, type=values.dtype))
    return values


def _finite(path: Path, values: NDArray[Any]) -> NDArray[np.float32]:
    with np.errstate(over="ignore"):
        found = np.ascontiguousarray(values, np.float32)
    if not found.size:
        raise ReadError(path, _("it is empty."))
    if not np.isfinite(found).all():
        raise ReadError(path, _("it holds what is no finite number."))
    return found


def _table(path: Path, names: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Raises ReadError where a row is not as long as the header, or two columns have one name."""
    if len(set(names)) < len(names):
        twice = next(name for name in names if list(names).count(name) > 1)
        raise ReadError(path, _("two of its columns are called “{name}”.").format(name=twice))
    if not rows:
        raise ReadError(path, _("it has a header and no row."))
    if len(rows) > MOST_ROWS:
        raise ReadError(path, _("it has more than {most} rows.").format(most=grouped(MOST_ROWS)))
    for number, row in enumerate(rows, 1):
        if len(row) != len(names):
            sentence = ngettext(
                "its row {row} has {n} cell, and its header {of}.",
                "its row {row} has {n} cells, and its header {of}.",
                len(row),
            )
            raise ReadError(path, sentence.format(row=number, n=len(row), of=len(names)))
        if any(len(cell) > _LONGEST_TEXT or _BETWEEN in cell for cell in row):
            raise ReadError(path, _("a text in its row {row} is no name.").format(row=number))
    return Table(
        tuple(names),
        tuple(_BETWEEN.join(cell.strip() for cell in column) for column in zip(*rows, strict=True)),
    )


def _csv_rows(path: Path) -> list[list[str]]:
    text = _text(path)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [row for row in rows if any(cell.strip() for cell in row)]
    except csv.Error:
        raise ReadError(path, _("it is no CSV file, or a damaged one.")) from None


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ReadError(path, _("it is too large for a table."))
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError(path, _("it is no text in UTF-8.")) from None
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error


def _parquet(path: Path) -> tuple[list[str], list[list[Any]]]:
    parquet = extra("pyarrow.parquet")
    try:
        table = parquet.read_table(path)
    except OSError as error:
        raise ReadError(path, f"{error.strerror or _('it is no Parquet file')}.") from error
    except Exception as error:  # Arrow has a class for each sort of damage
        raise ReadError(path, _("it is no Parquet file, or a damaged one.")) from error
    names = [str(name).lower() for name in table.column_names]
    for name, kind in zip(names, table.schema.types, strict=True):
        if str(kind).startswith(("list", "struct", "map", "large_list", "fixed_size_list")):
            sentence = _("its column “{name}” holds lists: give every number a column of its own.")
            raise ReadError(path, sentence.format(name=listed([name])))
    return names, [column.to_pylist() for column in table.columns]


def _as_text(value: Any) -> str:
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)
