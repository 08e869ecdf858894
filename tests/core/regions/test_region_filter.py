"""Filters of regions: what they let through, and how they are written."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.classes.classes import Class
from core.regions.region_filter import EVERYTHING, Range, RegionFilter, filtered, parse_region_filter
from core.regions.region_table import RegionTable
from core.regions.regions import find_regions
from core.scale.calibration import UNCALIBRATED, parse_pixel_size

LABELS = np.array(
    [
        [1, 1, 3, 3, 3, 3],
        [3, 3, 3, 2, 2, 3],
        [3, 2, 3, 3, 2, 3],
        [3, 3, 3, 3, 3, 3],
        [1, 3, 3, 1, 3, 0],
    ],
    np.uint8,
)


def table() -> RegionTable:
    classes = (Class("a", (1,)), Class("b", (2,)), Class("rest", (3,)))
    return find_regions(LABELS, classes, parse_pixel_size("2m"))


def numbers(*texts: str) -> list[int]:
    kept = filtered(table(), parse_region_filter(list(texts)))
    return kept["region"].tolist()


def test_nothing_asked_for_leaves_all() -> None:
    whole = table()
    assert whole["pixels"].tolist() == [2, 1, 1, 3, 1, 21]
    assert filtered(whole, EVERYTHING) is whole


def test_each_filter() -> None:
    assert numbers("class=a") == [1, 2, 3]
    assert numbers("class=a", "class=b") == [1, 2, 3, 4, 5]
    assert numbers("pixels=2..") == [1, 4, 6]
    assert numbers("area=..4") == [2, 3, 5]  # in m²: a pixel has 4
    assert numbers("pixels=2..3", "class=b") == [4]
    assert numbers("edge=picture") == [4, 5]
    assert numbers("edge=picture", "pixels=3..3") == [4]


def test_no_data_beside_is_another_edge() -> None:
    labels = np.pad(np.array([[1, 0, 1]], np.uint8), 1, constant_values=2)
    found = find_regions(labels, (Class("a", (1,)), Class("b", (2,))), UNCALIBRATED)
    assert filtered(found, RegionFilter(edge="picture"))["region"].tolist() == [1, 2]
    assert len(filtered(found, RegionFilter(edge="all"))) == 0


def test_filtered_regions_keep_their_number_and_the_picture() -> None:
    kept = filtered(table(), RegionFilter(classes=("b",)))
    assert kept.row_of(5) == 1
    assert kept.row_of(1) is None
    assert kept.region_at(0, 0) == 1
    assert kept.measured_area == table().measured_area
    assert kept.counts() == {"a": 0, "b": 2, "rest": 0}


def test_the_filter_is_written_as_it_is_read() -> None:
    texts = ["class=ice", "area=0.5..20", "circularity=0.4..", "pixels=..9", "edge=all"]
    wanted = parse_region_filter(texts)
    assert wanted.ranges[0] == Range("area", 0.5, 20)
    assert list(wanted.texts) == texts
    assert parse_region_filter(wanted.texts) == wanted
    third = RegionFilter(("open water",), (Range("area", 1 / 3),))
    assert parse_region_filter(third.texts) == third
    whole_ones = filtered(table(), RegionFilter(edge="picture"))
    assert filtered(whole_ones, RegionFilter(classes=("b",))).filter == ("edge=picture", "class=b")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("area=5", "is no range: write area=LOW..HIGH"),
        ("area=5..x", "is no range"),
        ("area=9..5", "is no range"),
        ("area=..", "is no range"),
        ("area=nan..", "is no range"),
        ("size=1..", "is no filter: write class=NAME"),
        ("area", "has no range|is no range"),
        ("roundness", "has no “=”"),
        ("class=", "is no filter"),
        ("edge=left", "edge is one of keep, picture, all"),
    ],
)
def test_what_is_no_filter_is_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        parse_region_filter([text])


def test_what_the_table_does_not_have_is_a_sentence() -> None:
    with pytest.raises(ParameterError, match="no class “ice” to filter by: choose a, b, rest"):
        numbers("class=ice")
    with pytest.raises(ParameterError, match="have no map_x"):
        numbers("map_x=1..")
