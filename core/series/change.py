"""Change between two dates: what became what, as a map and a table, on the ground that both show."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Bytes, Floats, Ints, Mask, freeze
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.document.plain_json import Json
from core.measure.areas import significant
from core.measure.cross_table import cross_table, crossed
from core.scale.calibration import Calibration
from core.series.class_map import ClassMap
from core.series.common_ground import OnGrid, on_grid_of

# What the ± of a cell is: as tables, files and the guide call it.
BY_ALIGNMENT, BY_BORDERS_TOO = "half a pixel of alignment", "half a pixel of alignment, borders and starts"
_DIRECTIONS = ((0, 1), (0, -1), (1, 0), (-1, 0))


@dataclass(frozen=True)
class Net:
    """What one class was and is, on the common ground, in the area unit.

    earlier, later: areas; None in the picture that has no such class. error: of their difference, by the ± of
    border, starts and scale of both pictures, which are independent but for a common scale; None where it is
    not known, or where the ground is not the whole of both.
    """

    name: str
    earlier: float
    later: float
    error: float | None

    @property
    def change(self) -> float:
        return self.later - self.earlier


@dataclass(frozen=True, eq=False)
class Change:
    """What became what. Frozen: the arrays are read-only.

    earlier, later: the maps, of k and l classes. pixels: (k, l) int64; areas: (k, l) in the area unit, by the
    calibration of the earlier picture; errors: (k, l), of them, by error_method. numbers: (height, width)
    uint8 on the grid of the earlier picture, row · l + column + 1 of the table, 0 where one of them has
    nothing. nets: of each class. whole: whether the common ground is all that was measured of both. notes:
    whole sentences.

    The error by alignment is what a shift of the later picture by half a pixel would change, the largest of
    four directions. Where both pictures have the ± of border and starts of their classes, those of the two
    classes of a cell are added in quadrature: no part of a class is less sure than all of it, so that is at
    most too much.
    """

    earlier: ClassMap
    later: ClassMap
    pixels: Ints
    areas: Floats
    errors: Floats
    numbers: Bytes
    nets: tuple[Net, ...]
    whole: bool
    notes: tuple[str, ...]
    error_method: str = BY_ALIGNMENT

    def __post_init__(self) -> None:
        freeze(self.pixels, self.areas, self.errors, self.numbers)

    @property
    def calibration(self) -> Calibration:
        return self.earlier.calibration

    @property
    def unit(self) -> str:
        return self.calibration.area_unit

    def cells(self) -> Iterator[tuple[int, int]]:
        """Row and column of each cell of the table, in the order of the numbers of the map."""
        yield from np.ndindex(*self.pixels.shape)

    def is_change(self, row: int, column: int) -> bool:
        return self.earlier.names[row] != self.later.names[column]

    @property
    def changed_pixels(self) -> int:
        return sum(int(self.pixels[cell]) for cell in self.cells() if self.is_change(*cell))


def change_between(
    earlier: ClassMap,
    later: ClassMap,
    alignment: Floats | None = None,
    cancelled: Cancel = never_cancelled,
) -> Change:
    """The change from one map of classes to another.

    alignment: (2, 3) as of `on_grid_of`. Raises ParameterError as that does, for more kinds of change than
    the map has numbers, and for pictures that lie on no map and have other scales; Cancelled.
    """
    k, columns = len(earlier.names), len(later.names)
    if k * columns > 255:
        raise ParameterError(
            _(
                "{k} and {l} classes are {n} kinds of change, and the map has 255 numbers: merge classes "
                "first."
            ).format(k=k, l=columns, n=k * columns)
        )
    _check_scales(earlier, later)
    placed = on_grid_of(earlier, later.labels, later.georeference, alignment)
    raise_if_cancelled(cancelled)
    common = (earlier.labels > 0) & (placed.labels > 0)
    if not common.any():
        raise ParameterError(_("The pictures have no place in common where both were measured."))
    numbers = crossed(earlier.labels, placed.labels, columns).astype(np.uint8)
    shape = (k, columns)
    pixels, areas = cross_table(
        earlier.labels, placed.labels, shape, earlier.calibration, cancelled=cancelled
    )
    errors = _alignment_errors(earlier, placed, shape, cancelled)
    errors, known = _with_borders(errors, earlier, later)
    whole = not placed.resampled and _all_of(earlier.labels, later.labels, int(common.sum()))
    nets = _nets(earlier, later, areas, whole=whole)
    return Change(
        earlier,
        later,
        pixels,
        areas,
        errors,
        numbers,
        nets,
        whole,
        _notes(earlier, common, placed),
        BY_BORDERS_TOO if known else BY_ALIGNMENT,
    )


def _check_scales(earlier: ClassMap, later: ClassMap) -> None:
    one, other = earlier.calibration, later.calibration
    if earlier.georeference is not None or later.georeference is not None:
        return
    if (one.unit, one.width, one.height) != (other.unit, other.width, other.height):
        sentence = _(
            "The pictures lie on no map and have other scales ({one}; {other}): measure both with the same "
            "one."
        )
        raise ParameterError(sentence.format(one=one.description, other=other.description))


def _alignment_errors(earlier: ClassMap, placed: OnGrid, shape: tuple[int, int], cancelled: Cancel) -> Floats:
    """(k, l): half of what a shift of the later labels by one pixel changes, the most of four directions.

    What the shift brings in from beside the common ground is left out in both.
    """
    most = np.zeros(shape)
    for rows, columns in _DIRECTIONS:
        moved = _shifted(placed.labels, rows, columns)
        # Where both are of one class nothing changes, and beside the common ground nothing counts.
        differ = (moved > 0) & (placed.labels > 0) & (moved != placed.labels)
        here, gone = (
            cross_table(
                earlier.labels,
                np.where(differ, each, np.uint8(0)),
                shape,
                earlier.calibration,
                cancelled=cancelled,
            )[1]
            for each in (placed.labels, moved)
        )
        most = np.maximum(most, np.abs(here - gone) / 2)
    return most


def _with_borders(errors: Floats, earlier: ClassMap, later: ClassMap) -> tuple[Floats, bool]:
    """With the ± of border and starts, and whether it is known of every class."""
    if earlier.calibration.area_unit != later.calibration.area_unit:
        return errors, False
    rows, columns = (_borders_and_starts(each) for each in (earlier, later))
    if rows is None or columns is None:
        return errors, False
    return np.sqrt(errors**2 + rows[:, None] ** 2 + columns[None] ** 2), True


def _borders_and_starts(found: ClassMap) -> Floats | None:
    """(k,) of the whole picture; None where that of a class is not known."""
    known = [error for error in found.errors if error is not None and error.borders is not None]
    if not known or len(known) < len(found.names):
        return None
    return np.array([math.hypot(error.borders or 0.0, error.starts or 0.0) for error in known])


def _shifted(labels: Bytes, rows: int, columns: int) -> Bytes:
    """By one pixel; what comes in is 0."""
    result = np.zeros_like(labels)
    height, width = labels.shape
    result[max(0, rows) : height + min(0, rows), max(0, columns) : width + min(0, columns)] = labels[
        max(0, -rows) : height - max(0, rows), max(0, -columns) : width - max(0, columns)
    ]
    return result


def _all_of(earlier: Bytes, later: Bytes, common: int) -> bool:
    return bool(np.count_nonzero(earlier) == common == np.count_nonzero(later))


def _nets(earlier: ClassMap, later: ClassMap, areas: Floats, *, whole: bool) -> tuple[Net, ...]:
    """A row a class of either picture, those of the earlier first."""
    rows, columns = areas.sum(axis=1).tolist(), areas.sum(axis=0).tolist()
    before = dict(zip(earlier.names, rows, strict=True))
    after = dict(zip(later.names, columns, strict=True))
    nets = []
    for name in dict.fromkeys((*earlier.names, *later.names)):
        error = _net_error(earlier, later, name) if whole else None
        nets.append(Net(name, before.get(name, 0.0), after.get(name, 0.0), error))
    return tuple(nets)


def _net_error(earlier: ClassMap, later: ClassMap, name: str) -> float | None:
    """Borders and starts of two pictures are independent; a scale that both have is wrong in both alike."""
    found = []
    for each in (earlier, later):
        if name not in each.names or not each.errors:
            return None
        error = each.errors[each.names.index(name)]
        if error is None or error.borders is None:
            return None
        found.append(error)
    one, other = found
    independent = [each for error in found for each in (error.borders, error.starts)]
    return math.hypot(*(each or 0.0 for each in independent), (one.scale or 0.0) - (other.scale or 0.0))


def _notes(earlier: ClassMap, common: Mask, placed: OnGrid) -> tuple[str, ...]:
    notes = list(placed.notes)
    left_out = np.count_nonzero(earlier.labels) - np.count_nonzero(common)
    if left_out:
        share = 100 * left_out / np.count_nonzero(earlier.labels)
        notes.append(
            _(
                "{share:.3g} % of what was measured in the earlier picture was not in the later one; it is "
                "left out."
            ).format(share=share)
        )
    return tuple(notes)


def change_json(change: Change) -> Json:
    """As it lies in the record: the table, a row a cell; the classes; what the ± are."""
    earlier, later = change.earlier, change.later
    cells = [
        {
            "from": earlier.names[i],
            "to": later.names[j],
            "number": i * len(later.names) + j + 1,
            "pixels": int(change.pixels[i, j]),
            "area": significant(float(change.areas[i, j])),
            "area_error": float(f"{float(change.errors[i, j]):.3g}"),
        }
        for i, j in change.cells()
    ]
    nets = [
        {
            "name": net.name,
            "earlier": significant(net.earlier),
            "later": significant(net.later),
            "change": significant(net.change),
            **({} if net.error is None else {"change_error": float(f"{net.error:.3g}")}),
        }
        for net in change.nets
    ]
    return {
        "unit": change.unit,
        "scale_source": change.calibration.source,
        "area_method": change.calibration.method,
        "common_pixels": int(change.pixels.sum()),
        "changed_pixels": change.changed_pixels,
        "whole": change.whole,
        "error_method": change.error_method,
        "cells": cells,
        "classes": nets,
        "notes": list(change.notes),
    }
