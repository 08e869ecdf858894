"""The table of regions: orders, rows, and what marks its regions in a picture."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from core.base.errors import Cancelled
from core.classes.classes import Class, default_classes
from core.regions import region_marks as marks_of
from core.regions.region_marks import MOST_CORNERS, region_marks
from core.regions.region_table import RegionTable
from core.regions.regions import find_regions
from core.scale.calibration import UNCALIBRATED

label_images = arrays.arrays(
    np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=st.integers(0, 2)
)


def table_of(labels: NDArray[np.uint8]) -> RegionTable:
    return find_regions(labels, default_classes(2), UNCALIBRATED)


@given(labels=label_images, name=st.sampled_from(["class", "pixels", "perimeter", "touches_edge"]))
def test_orders_are_stable_both_ways(labels: NDArray[np.uint8], name: str) -> None:
    table = table_of(labels)
    values = (table.class_index if name == "class" else table[name]).tolist()
    up = sorted(range(len(table)), key=lambda row: values[row])
    down = sorted(range(len(table)), key=lambda row: -values[row])
    assert table.order(name).tolist() == up
    assert table.order(name, descending=True).tolist() == down


def test_what_is_no_number_comes_last() -> None:
    table = table_of(np.array([[1, 0, 1, 0, 1, 0, 1]], np.uint8))
    measures = {**table.measures, "perimeter": np.array([2.0, np.nan, 1.0, np.nan])}
    odd = RegionTable(
        measures, table.class_index, table.class_names, table.ids, UNCALIBRATED, table.measured_area, 8
    )
    assert odd.order("perimeter").tolist() == [2, 0, 1, 3]
    assert odd.order("perimeter", descending=True).tolist()[:2] == [0, 2]


def test_rows_are_found_by_number() -> None:
    table = table_of(np.array([[1, 2, 1, 2, 1]], np.uint8)).rows(np.array([0, 2, 4]))
    assert table["region"].tolist() == [1, 3, 5]
    assert [table.row_of(number) for number in (0, 1, 2, 3, 5, 6)] == [None, 0, None, 1, 2, None]
    assert table.rows_of(np.array([5, 2, 1], np.int32)).tolist() == [0, 2]
    assert table.renamed(("a", "b")).counts() == {"a": 2, "b": 1}


def test_nothing_can_be_written_into() -> None:
    table = table_of(np.ones((2, 2), np.uint8))
    with pytest.raises(ValueError, match="read-only"):
        table["area"][0] = 5
    with pytest.raises(ValueError, match="read-only"):
        table.ids[0, 0] = 5


@given(labels=label_images)
def test_marks_are_the_outlines_of_the_chosen(labels: NDArray[np.uint8]) -> None:
    table = table_of(labels)
    chosen = np.arange(len(table))[::2]
    marks = region_marks(table, chosen)
    assert marks.mask is None
    inside = np.isin(table.ids, table["region"][chosen])
    areas = [np.sum(np.diff(r[:, 0]) * (r[1:, 1] + r[:-1, 1])) / 2.0 for r in (*marks.rings, *marks.holes)]
    assert abs(sum(areas)) == np.count_nonzero(inside)
    if len(chosen):
        rows, columns = np.nonzero(inside)
        assert marks.box == (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)


def test_many_chosen_are_a_mask() -> None:
    labels = (np.indices((200, 200)).sum(axis=0) % 2).astype(np.uint8)
    labels[::2] = 0
    table = find_regions(labels, (Class("dots", (1,)),), UNCALIBRATED)
    assert len(table) * 4 > MOST_CORNERS
    marks = region_marks(table, np.arange(len(table)))
    assert marks.rings == ()
    assert marks.mask is not None
    assert np.array_equal(marks.mask, labels)
    few = region_marks(table, np.array([3]))
    assert few.mask is None
    assert len(few.rings) == 1
    with pytest.raises(Cancelled):
        region_marks(table, np.arange(len(table)), cancelled=lambda: True)


def test_equal_rows_of_a_long_table_stay_as_they_stand() -> None:
    """Dots of one and of two pixels in turn."""
    labels = np.zeros((1, 200), np.uint8)
    labels[0, ::5] = labels[0, 5::10] = labels[0, 6::10] = 1
    table = table_of(labels)
    ones, twos = list(range(0, 40, 2)), list(range(1, 40, 2))
    assert table["pixels"].tolist() == [1, 2] * 20
    assert table.order("pixels").tolist() == ones + twos
    assert table.order("pixels", descending=True).tolist() == twos + ones


def test_which_region_lies_at_the_edges_of_the_picture() -> None:
    table = table_of(np.array([[1, 0], [0, 2]], np.uint8))
    places = ((0, 0), (1, 1), (1, 0), (-1, 0), (0, -1), (2, 1), (1, 2))
    assert [table.region_at(column, row) for column, row in places] == [1, 2, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("pixels", "most", "as_rings"),
    [
        # A ring around one pixel has five corners, with the first one again at its end.
        (1, 5, True),
        (1, 4, False),
        # It is expected to have as many as its box is wide and high.
        (9, 10, True),
        (9, 9, False),
    ],
)
def test_rings_are_drawn_up_to_so_many_corners(monkeypatch, pixels: int, most: int, as_rings: bool) -> None:
    monkeypatch.setattr(marks_of, "MOST_CORNERS", most)
    marks = region_marks(table_of(np.ones((1, pixels), np.uint8)), np.array([0]))
    assert (len(marks.rings) == 1) is as_rings
    assert (marks.mask is None) is as_rings


def test_only_the_chosen_are_marked() -> None:
    table = table_of(np.array([[1, 0, 1, 0, 1]], np.uint8))
    marks = region_marks(table, np.array([1, 2]))
    assert marks.box == (2, 0, 5, 1)
    assert sorted(int(ring[:, 0].min()) for ring in marks.rings) == [2, 4]
