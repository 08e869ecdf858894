"""Points of a CSV file: x, y, class and perhaps stratum, weight, observer, crs.

x and y are pixels, as in Floe's tables (the middle of the first pixel is 0.5), or map coordinates with a
column crs.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from core.base.closest import did_you_mean
from core.base.errors import ReadError
from core.base.sentences import _, listed
from core.image.image import PixelGrid
from core.reference.rows import MOST_POINTS, Rows
from core.roi_files.layer import known_crs
from core.roi_files.maps import Carry
from core.writing.number_words import grouped
from core.writing.typed_numbers import read_number

# The columns of points in one picture, of points in several, and of files that belong to pictures.
NEEDED = ("x", "y", "class")
NEEDED_OF_SEVERAL = ("picture", *NEEDED)
NEEDED_OF_FILES = ("picture", "reference")
_LONGEST_TEXT = 10_000


def points_in_csv(path: Path, grid: PixelGrid) -> Rows:
    """Raises ReadError."""
    table = table_of(path)
    return rows_of(path, [row for _line, row in table], [line for line, _row in table], grid)


def rows_of(path: Path, table: Sequence[dict[str, str]], lines: Sequence[int], grid: PixelGrid) -> Rows:
    """The points of a table, or of a part of it. lines: of each in the file. Raises ReadError."""
    texts = {name: tuple(row.get(name, "") for row in table) for name in ("stratum", "weight", "observer")}
    points = np.array(
        [
            [number_in(path, i, name, row[name]) for name in ("x", "y")]
            for i, row in zip(lines, table, strict=True)
        ]
    )
    weights = tuple(
        number_in(path, i, "weight", text) if text else math.nan
        for i, text in zip(lines, texts["weight"], strict=True)
    )
    points, notes = points_in_pixels(path, grid, points.reshape(-1, 2), [row.get("crs", "") for row in table])
    names = tuple(row["class"] for row in table)
    return Rows(points, names, texts["stratum"], weights, texts["observer"], notes)


def table_of(path: Path, kinds: Sequence[Sequence[str]] = (NEEDED,)) -> list[tuple[int, dict[str, str]]]:
    """A row a point, with its line in the file, where the header is the first; by names of columns in small
    letters, all texts without space around them.

    kinds: the columns that each kind of table needs. Raises ReadError, also where it is of no kind: then what
    the last one needs is said.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError(path, _("it is no text in UTF-8, so it is no CSV file.")) from None
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        if not any(set(needed) <= set(header) for needed in kinds):
            missing = next(name for name in kinds[-1] if name not in header)
            raise ReadError(path, _no_column(missing, header, kinds[-1]))
        found = []
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = [cell.strip() for cell in row] + [""] * (len(header) - len(row))
                found.append((line, dict(zip(header, cells, strict=False))))
            line = rows.line_num + 1
            if len(found) > MOST_POINTS:
                sentence = _("it holds more than {most} points.")
                raise ReadError(path, sentence.format(most=grouped(MOST_POINTS)))
    except csv.Error:
        raise ReadError(path, _("it is no CSV file, or a damaged one.")) from None
    if any(len(cell) > _LONGEST_TEXT for _line, row in found for cell in row.values()):
        raise ReadError(path, _("a text in it is too long to be a name."))
    return found


def _no_column(name: str, header: list[str], needed: Sequence[str]) -> str:
    there = listed([each or "–" for each in header[:8]]) if header else "–"
    return _("it has no column “{name}”: it needs {needed}, and has {columns}.").format(
        name=name, needed=listed(needed), columns=there
    ) + did_you_mean(name, header)


def number_in(path: Path, line: int, name: str, text: str) -> float:
    """The number in a cell. Raises ReadError."""
    number = read_number(text)
    if number is None:
        raise ReadError(
            path, _("in line {line} {name} is “{text}”, no number.").format(line=line, name=name, text=text)
        )
    return number


def points_in_pixels(
    path: Path, grid: PixelGrid, points: np.ndarray, names: list[str]
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Points (n, 2) on the map that their column crs names, in pixels; and notes. Raises ReadError."""
    different = set(names)
    if different <= {""}:
        return points, ()
    if len(different) > 1:
        raise ReadError(path, _("its points are on different maps: give all of them one crs."))
    (name,) = different
    crs = known_crs(path, name)
    if grid.georeference is None:
        sentence = _(
            "its coordinates are on a map ({crs}), but the picture has no georeference: give pixel "
            "coordinates without the column crs, or the georeferenced picture."
        )
        raise ReadError(path, sentence.format(crs=name))
    carry = Carry(path, grid, crs)
    with np.errstate(all="ignore"):
        carried = carry.points(points)
    if not np.isfinite(carried).all():
        raise ReadError(path, _("some of its points lie where the map of the picture does not reach."))
    return carried, (carry.note,) if carry.note else ()
