"""Rows of the area table in words, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.accuracy.checked_area import CheckedArea
from core.accuracy.shares import Share
from core.classes.classes import Class
from core.measure.area_words import (
    coarsest,
    errors_of,
    first_area,
    first_numbers,
    kind_of_error,
    measured_area,
    measured_share,
    spoken,
    what_it_is,
)
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


def checked_area(value: float, low: float, high: float) -> CheckedArea:
    """Of 100 m², by 80 points."""
    share = Share(value, low, high)
    return CheckedArea("ice", 0.6, 60, share, 100 * value, 100 * low, 100 * high, None, None, 40, 80, 0.95)


def test_points_come_first_and_no_row_leads_by_itself() -> None:
    ice, two, land, none = rows()
    assert not any(row.leads for row in rows())
    checked = replace(ice, checked=checked_area(0.5, 0.4, 0.6))
    assert [plain(text) for text in first_numbers(checked)] == ["50 ± 10 m²", "50 ± 10 %"]
    assert plain(first_area(checked)) == "50 ± 10 m² (50 ± 10 %)"
    assert plain(first_area(ice)) == "60.0 ± 4.0 m² (60.0 ± 4.0 %)"
    for table in ((ice, checked), (checked, ice)):
        assert kind_of_error(table) == "checked by 80 points"
        assert what_it_is(table) == ["Areas and ± as checked by 80 points."]
    for table in ((ice, two), (land, ice), (ice, land)):
        assert kind_of_error(table) == "± of border and starts"
        assert what_it_is(table) == ["± is of border and starts only."]
    assert kind_of_error((land, none)) == ""
    assert what_it_is((land, none)) == []
