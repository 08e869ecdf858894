"""How far a map and labels from elsewhere agree, by columns: a row a pair of classes, and the confusion."""

from __future__ import annotations

from collections.abc import Callable

from core.export.tables.columns import INSIDE, Cell
from core.measure.areas import significant, significant_or_none
from core.measure.comparison import ComparedClass, Comparison
from core.pipeline.result import Result
from core.writing.spreadsheet_text import harmless

# here: classes of the map (";" between them), there: of the labels; match: how they have found each other,
# empty where a class is on one side only. iou, dice, precision and recall are of pixels.
_COLUMNS: dict[str, Callable[[ComparedClass], Cell]] = {
    "here": lambda row: ";".join(row.here),
    "there": lambda row: row.there,
    "match": lambda row: row.match,
    "iou": lambda row: significant_or_none(row.iou),
    "dice": lambda row: significant_or_none(row.dice),
    "precision": lambda row: significant_or_none(row.precision),
    "recall": lambda row: significant_or_none(row.recall),
    "pixels here": lambda row: row.here_pixels,
    "pixels there": lambda row: row.there_pixels,
    "pixels both": lambda row: row.both_pixels,
    "area here": lambda row: significant(row.here_area),
    "area there": lambda row: significant(row.there_area),
    "area both": lambda row: significant(row.both_area),
}


def compared(result: Result) -> list[tuple[str, Comparison]]:
    """What there is to tell: "" for the whole picture, then the names of regions of interest."""
    if result.comparison is None:
        return []
    inside = [(name, found) for name, found in result.by_region(result.roi_comparisons) if found is not None]
    return [("", result.comparison), *inside]


def comparison_columns(result: Result) -> dict[str, list[Cell]]:
    """With the agreement of all classes and kappa in every row; those of regions of interest come last."""
    every = [(name, found, row) for name, found in compared(result) for row in found.classes]
    table: dict[str, list[Cell]] = {INSIDE: [name for name, _found, _row in every]}
    table |= {name: [cell(row) for _name, _found, row in every] for name, cell in _COLUMNS.items()}
    table["unit"] = [found.unit for _name, found, _row in every]
    table["agreement"] = [significant(found.agreement) for _name, found, _row in every]
    table["kappa"] = [significant_or_none(found.kappa) for _name, found, _row in every]
    table["labels"] = [found.source for _name, found, _row in every]
    return table


def confusion_columns(result: Result) -> dict[str, list[Cell]]:
    """A row for each class here and each there."""
    every = [
        (name, found, i, j)
        for name, found in compared(result)
        for i in range(len(found.here))
        for j in range(len(found.there))
    ]
    return {
        INSIDE: [name for name, _found, _i, _j in every],
        "here": [found.here[i] for _name, found, i, _j in every],
        "there": [found.there[j] for _name, found, _i, j in every],
        "pixels": [int(found.pixels[i, j]) for _name, found, i, j in every],
        "area": [significant(float(found.area[i, j])) for _name, found, i, j in every],
        "unit": [found.unit for _name, found, _i, _j in every],
    }


def comparison_text(found: Comparison) -> str:
    """Both tables of one comparison, with tabs between the cells, for the clipboard."""
    head = [*_COLUMNS, "unit"]
    rows = [[*(cell(row) for cell in _COLUMNS.values()), found.unit] for row in found.classes]
    confusion: list[list[Cell]] = [["pixels", *found.there]]
    confusion += [[name, *row] for name, row in zip(found.here, found.pixels.tolist(), strict=True)]
    lines: list[list[Cell]] = [[*head], *rows, [], *confusion]
    return "\n".join("\t".join(_plain(cell) for cell in line) for line in lines) + "\n"


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else repr(cell)
