"""Rows of the area table in words, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.classes.classes import Class
from core.measure.area_words import coarsest, errors_of, measured_area, measured_share, spoken
from core.measure.areas import AreaError, AreaRow, ClusterAreas, area_table
from core.scale.calibration import parse_pixel_size


def rows() -> tuple[AreaRow, ...]:
    """Of 1 m²: 60 pixels, 30, 10 and none, with errors of 4 and of 1.2 m²."""
    areas = ClusterAreas(np.array([60, 30, 10, 0]), np.array([60.0, 30, 10, 0]), None, parse_pixel_size("1m"))
    classes = tuple(Class(name, (i,)) for i, name in enumerate(("ice", "2", "land", "none"), 1))
    table = area_table(np.zeros((4, 3), np.uint8), classes, areas)

    def off(error: float, fraction: float) -> AreaError:
        return AreaError(error, 0.95, error, 0, 0, 0, 99, fraction)

    return (replace(table[0], error=off(4.0, 0.04)), replace(table[1], error=off(1.2, 0.012)), *table[2:])


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_largest_error_is_that_of_a_sum() -> None:
    table = rows()
    assert errors_of(table) == [4.0, 1.2, None, None]
    assert coarsest(table) == coarsest(table[::-1]) == 4.0
    assert coarsest(table[1:]) == 1.2
    assert coarsest(table[2:]) is coarsest(()) is None


def test_areas_and_shares_have_their_own_errors() -> None:
    assert [plain(measured_area(row)) for row in rows()] == [
        "60.0 ± 4.0 m²",
        "30.0 ± 1.2 m²",
        "10 m²",
        "0 m²",
    ]
    assert [plain(measured_share(row)) for row in rows()] == [
        "60.0 ± 4.0 %", "30.0 ± 1.2 %", "10.00 %", "0.00 %",
    ]  # fmt: skip
    assert [spoken(row) for row in rows()] == ["ice", "class 2", "land", "none"]
