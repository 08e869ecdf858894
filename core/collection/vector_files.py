"""What runs in the guarded process for files of vectors: NumPy arrays, CSV and Parquet.

Numbers become single precision as they are read: of 100,000 × 1,280 no second copy is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats
from core.base.errors import ReadError
from core.base.sentences import _
from core.collection.tables import (
    BETWEEN,
    MOST_ROWS,
    PATHS,
    TABLES,
    as_text,
    check_row,
    column_names,
    csv_rows,
    name_in,
    parquet_file,
)
from core.writing.number_words import grouped
from core.writing.typed_numbers import read_number

VECTORS = (".npy", *TABLES)
# Of a text: 100,000 × 1,280 numbers are half of that.
_MOST_BYTES = 1 << 32
_AT_ONCE = 4096


@dataclass(frozen=True, eq=False)
class Vectors:
    """values: (n, d) float32, finite. paths: as a column of Table; "" where rows are in the order of the
    pictures.
    """

    values: NDArray[np.float32]
    paths: str

    def names(self) -> tuple[str, ...]:
        """The pictures of the rows; () where none are named."""
        return tuple(self.paths.split(BETWEEN)) if self.paths else ()


def vectors_in(path: Path) -> Vectors:
    """A row of numbers a picture. Raises ReadError."""
    match path.suffix.lower():
        case ".npy":
            return Vectors(_finite(path, _array(path)), "")
        case ".parquet":
            return _of_parquet(path)
        case _:
            return _of_csv(path)


def _of_csv(path: Path) -> Vectors:
    rows = csv_rows(path, _MOST_BYTES)
    first = next(rows, None)
    if first is None:
        raise ReadError(path, _("it is empty."))
    if all(read_number(cell) is not None for cell in first):  # numbers alone, without a header
        names, rows = [str(i + 1) for i in range(len(first))], chain([first], rows)
    else:
        names = column_names(path, first)
    at, numbers = _parted(path, names)
    named, found, n = list[str](), np.empty((_AT_ONCE, len(numbers)), np.float32), 0
    for n, row in enumerate(rows, 1):
        check_row(path, n, row, len(names))
        if at >= 0:
            named.append(name_in(path, n, row.pop(at)))
        if n > len(found):
            found = np.concatenate((found, np.empty_like(found)))
        found[n - 1] = _single(_numbers(path, n, numbers, row))
    if not n:
        raise ReadError(path, _("it has a header and no row."))
    return Vectors(_finite(path, found[:n]), BETWEEN.join(named))


def _of_parquet(path: Path) -> Vectors:
    with parquet_file(path) as file:
        n = int(file.metadata.num_rows)
        if n > MOST_ROWS:
            raise ReadError(path, _("it has more than {most} rows.").format(most=grouped(MOST_ROWS)))
        names = column_names(path, list(map(str, file.schema_arrow.names)))
        at, numbers = _parted(path, names)
        places = [i for i in range(len(names)) if i != at]
        named, found, start = list[str](), np.empty((n, len(numbers)), np.float32), 0
        for batch in file.iter_batches(batch_size=_AT_ONCE):
            part = slice(start, start + batch.num_rows)
            for j, place in enumerate(places):
                found[part, j] = _single(_column(path, start, numbers[j], batch.column(place)))
            if at >= 0:
                texts = map(as_text, batch.column(at).to_pylist())
                named += [name_in(path, i, text) for i, text in enumerate(texts, start + 1)]
            start = part.stop
        if start != n:
            raise ReadError(path, _("it is no Parquet file, or a damaged one."))
    return Vectors(_finite(path, found), BETWEEN.join(named))


def _parted(path: Path, names: Sequence[str]) -> tuple[int, list[str]]:
    """Where the column is that names pictures, −1 without; the names of the others. Raises ReadError."""
    at = next((names.index(name) for name in PATHS if name in names), -1)
    numbers = [name for i, name in enumerate(names) if i != at]
    if not numbers:
        raise ReadError(path, _("it has no column of numbers."))
    return at, numbers


def _column(path: Path, start: int, name: str, column: Any) -> Floats:
    """start: rows before. A column of texts may hold numbers, too. Raises ReadError."""
    if str(column.type).startswith(("int", "uint", "float", "double", "halffloat")) and not column.null_count:
        return np.asarray(column.to_numpy(zero_copy_only=False), np.float64)
    texts = map(as_text, column.to_pylist())
    return np.array([_number(path, i, name, text) for i, text in enumerate(texts, start + 1)])


def _numbers(path: Path, row: int, names: Sequence[str], cells: Sequence[str]) -> Floats:
    """Raises ReadError."""
    try:
        found = np.fromiter(map(float, cells), np.float64, len(cells))
    except ValueError:
        found = np.array([np.nan])
    # What Python takes for numbers, and nobody else: nan, inf, 1_000; and decimal commas, which it does not.
    if not np.isfinite(found).all() or any("_" in cell for cell in cells):
        return np.array([_number(path, row, *each) for each in zip(names, cells, strict=True)])
    return found


def _number(path: Path, row: int, name: str, cell: str) -> float:
    number = read_number(cell)
    if number is None:
        sentence = _("in row {row} the column {name} is “{text}”, no number.")
        raise ReadError(path, sentence.format(row=row, name=name, text=cell.strip()))
    return number


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
    found = np.ascontiguousarray(_single(values))
    if not found.size:
        raise ReadError(path, _("it is empty."))
    if not np.isfinite(found).all():
        raise ReadError(path, _("it holds what is no finite number."))
    return found


def _single(values: NDArray[Any]) -> NDArray[np.float32]:
    """What is too large becomes infinite."""
    with np.errstate(over="ignore"):
        return values.astype(np.float32, copy=False)
