"""What is really there, from a file: points of a CSV or GeoJSON file, or a label raster.

Runs in the calling process: for files of unknown origin use core.guarded.process.ReadingProcess.read_by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints, freeze
from core.base.errors import ReadError
from core.base.paths import is_file
from core.base.sentences import _
from core.image.image import PixelGrid
from core.reference.rows import Rows
from core.reference.same_map import check_map
from core.writing.number_words import fixed

LARGEST_FILE = 64 << 20
_FARTHEST = 1e9
_TEXT = (".csv", ".tsv", ".txt")
# What stands for "nobody can tell" in the column of the class.
_UNSURE = ("", "unsure", "?")


@dataclass(frozen=True, eq=False)
class Reference:
    """Frozen: arrays are read-only. Points or a raster, never both.

    rows, columns: (n,) int64 the pixel of each point, perhaps outside the picture. names: the class that is
    there, "" where nobody could tell. observers: may be empty. strata: "" without. weights: (n,) how many
    pixels, or how much of all, a point stands for; NaN without.
    values: (height, width) int32 of a raster, 0 where nothing is known; (0, 0) for points.
    notes: whole sentences.
    """

    rows: Ints
    columns: Ints
    names: tuple[str, ...]
    observers: tuple[str, ...]
    strata: tuple[str, ...]
    weights: Floats
    values: NDArray[np.int32]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        freeze(self.rows, self.columns, self.weights, self.values)

    @property
    def is_raster(self) -> bool:
        return self.values.size > 0


def reference_for(path: Path, grid: PixelGrid) -> Reference:
    """The reference in a file, in the pixels of a picture.

    The format is told by the name and the content; what is neither CSV nor GeoJSON is a label raster.
    Raises ReadError for a file that holds none, is damaged, or does not belong to the picture.
    """
    try:
        size = path.stat().st_size
        if not is_file(path):
            raise ReadError(path, _("it is no file; give a file of points, or a label raster."))
        with path.open("rb") as file:
            head = file.read(64).lstrip(b"\xef\xbb\xbf").lstrip()
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    is_csv = path.suffix.lower() in _TEXT
    if not is_csv and not head.startswith(b"{"):
        return _raster(path, grid)
    if size > LARGEST_FILE:
        sentence = _("it has {size} MB, a file of points may have {most} MB.")
        raise ReadError(path, sentence.format(size=fixed(size / 1e6, 0), most=fixed(LARGEST_FILE / 1e6, 0)))
    if is_csv:
        from core.reference.points_csv import points_in_csv  # only here: PROJ and GEOS take their time

        return _of_points(path, points_in_csv(path, grid))
    from core.reference.points_geojson import points_in_geojson

    return _of_points(path, points_in_geojson(path, grid))


def reference_in_table(
    path: Path, table: Sequence[dict[str, str]], lines: Sequence[int], grid: PixelGrid
) -> Reference:
    """The points of a part of a CSV file, in the pixels of a picture. Raises ReadError."""
    from core.reference.points_csv import rows_of

    return _of_points(path, rows_of(path, table, lines, grid))


def _of_points(path: Path, rows: Rows) -> Reference:
    if not rows.names:
        raise ReadError(path, _("it holds no points."))
    if any(np.isfinite(rows.weights)) and not all(weight > 0 for weight in rows.weights):
        raise ReadError(path, _("a weight in it is not above 0, or is missing: give each point one."))
    if any(rows.strata) and not all(rows.strata):
        raise ReadError(path, _("some of its points have no stratum: give each point one, or none."))
    names = tuple("" if name.strip().lower() in _UNSURE else name.strip() for name in rows.names)
    # A pixel holds its left and upper edge. What lies beyond all pictures is no whole number.
    places = np.floor(np.clip(rows.points, -_FARTHEST, _FARTHEST)).astype(np.int64)
    return Reference(
        places[:, 1].copy(),
        places[:, 0].copy(),
        names,
        rows.observers,
        rows.strata,
        np.array(rows.weights, np.float64),
        np.zeros((0, 0), np.int32),
        rows.notes,
    )


def _raster(path: Path, grid: PixelGrid) -> Reference:
    """Raises ReadError for one of another size or another map, and for what has more than one band."""
    from core.io.reader import read

    image = read(path)
    check_map(path, image, grid)
    if image.band_count != 1 or not np.issubdtype(image.dtype, np.integer):
        raise ReadError(path, _("a label raster has one band of whole numbers; it has another form."))
    values = image.pixels[:, :, 0]
    if int(values.min()) < 0 or int(values.max()) > np.iinfo(np.int32).max:
        raise ReadError(path, _("a value in it is below 0 or too large for a label."))
    known = values.astype(np.int32)
    if image.valid is not None:
        known = np.where(image.valid, known, np.int32(0))
    if not known.any():
        raise ReadError(path, _("as a label raster it is empty: all its pixels are 0 or no data."))
    nothing = np.zeros(0, np.int64)
    return Reference(nothing, nothing.copy(), (), (), (), np.zeros(0), known)
