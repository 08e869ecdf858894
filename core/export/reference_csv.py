"""STEM_reference.csv: what a reference, or else the points of the document, say of each class, also inside
each region of interest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from core.accuracy.checked_area import CheckedArea
from core.accuracy.sample import counted
from core.accuracy.shares import Share
from core.base.errors import WriteError
from core.base.parallel import Cancel
from core.base.sentences import N_, _
from core.export.formats import Format
from core.export.tables.columns import INSIDE, Cell, csv_table
from core.measure.areas import significant
from core.measure.checked_map import Checked
from core.pipeline.result import Result
from core.writing.replace import write_bytes

# Shares are parts of 1, low and high the ends of their intervals; area_low and area_high have the error of
# the scale in them.
_COLUMNS: dict[str, Callable[[CheckedArea], Cell]] = {
    "class": lambda row: row.name,
    "points": lambda row: row.points,
    "fraction": lambda row: significant(row.share.value),
    "low": lambda row: significant(row.share.low),
    "high": lambda row: significant(row.share.high),
    "area": lambda row: significant(row.area),
    "area_low": lambda row: significant(row.low),
    "area_high": lambda row: significant(row.high),
    "mapped fraction": lambda row: significant(row.mapped),
    "mapped area": lambda row: significant(row.mapped_area),
    "user's accuracy": lambda row: _value(row.users),
    "producer's accuracy": lambda row: _value(row.producers),
    "level": lambda row: row.level,
}


def referenced(result: Result) -> list[tuple[str, Checked]]:
    """What there is to tell: "" for the whole picture, then the names of regions of interest."""
    reference = result.reference
    whole = result.checked if reference is None else reference.checked
    if whole is None:
        return []
    parts = result.roi_checked if reference is None else reference.inside
    inside = [(name, found) for name, found in result.by_region(parts) if found is not None]
    return [("", whole), *inside]


def reference_columns(heading: str, parts: Sequence[tuple[str, Checked]]) -> dict[str, list[Cell]]:
    """A row a class of each part, by columns. heading: of the column of their names."""
    rows = [(name, found, each) for name, found in parts for each in found.classes]
    table: dict[str, list[Cell]] = {heading: [name for name, _found, _each in rows]}
    table |= {name: [cell(each) for _name, _found, each in rows] for name, cell in _COLUMNS.items()}
    table["unit"] = [found.unit for _name, found, _each in rows]
    table["accuracy"] = [significant(found.accuracy.overall.value) for _name, found, _each in rows]
    return table


def _value(share: Share | None) -> Cell:
    return None if share is None else significant(share.value)


def _write(path: Path, result: Result, _cancelled: Cancel) -> None:
    if not any(found.classes for _name, found in referenced(result)):
        raise WriteError(path, _("none of the points lies where the picture is measured."))
    write_bytes(path, csv_table(reference_columns(INSIDE, referenced(result))))


def _hindrance(result: Result) -> str:
    sample = result.settled.sample
    if result.reference is not None or (sample is not None and counted(sample)):
        return ""
    return _("Nobody has looked at points: check the map first (Measure → Accuracy…).")


FORMAT = Format(
    "reference",
    "_reference.csv",
    _write,
    "tables",
    N_("areas and accuracy by points or a reference, also inside each region of interest (CSV)"),
    _hindrance,
    lambda result: result.reference is not None,
)
