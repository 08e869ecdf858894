"""Areas of clusters and classes: exact counts, fractions of the valid pixels, merging that adds up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.classes.classes import Class, default_classes, merge
from core.image.image import Georeference, Image
from core.measure.area_sums import cluster_areas
from core.measure.areas import (
    AreaRow,
    area_table,
    class_colour,
    difference_percent,
    hex_colour,
    significant,
    significant_or_none,
)
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, parse_pixel_size

LABELS = np.array([[0, 1, 1, 2], [3, 3, 3, 2]], np.uint8)
COLOURS = np.array([[0, 0, 0], [100, 0, 0], [200, 100, 50]], np.uint8)
GREENLAND = Georeference("EPSG:3413", (250, 0, 381_550, 0, -250, -899_225))


def greenland_image(labels: np.ndarray) -> Image:
    return Image(labels[:, :, None].copy(), georeference=GREENLAND)


def test_uncalibrated_areas_are_pixels() -> None:
    areas = cluster_areas(LABELS, 3, UNCALIBRATED)
    assert areas.pixels.tolist() == [2, 2, 3]
    assert areas.area.tolist() == [2, 2, 3]
    assert areas.planar_area is None
    assert areas.pixel_area == 1
    with pytest.raises(ValueError, match="read-only"):
        areas.pixels[0] = 1


def test_the_table() -> None:
    classes = (Class("water", (1,)), Class("ice", (2, 3)))
    water, ice = area_table(COLOURS, classes, cluster_areas(LABELS, 3, parse_pixel_size("2m")))
    assert (water.name, water.clusters, water.colour, water.pixels, water.area) == (
        "water",
        (1,),
        "#000000",
        2,
        8,
    )
    # (2 × (100, 0, 0) + 3 × (200, 100, 50)) / 5
    assert (ice.colour, ice.pixels, ice.area, ice.unit) == ("#a03c1e", 5, 20, "m²")
    assert (ice.fraction, ice.scale_source, ice.method, ice.planar_area) == (5 / 7, "typed", "planar", None)


def test_colours() -> None:
    pixels = np.array([2, 2, 3], np.int64)
    assert class_colour(Class("ice", (2, 3), "#123456"), COLOURS, pixels) == "#123456"
    assert class_colour(Class("none", (1, 2)), COLOURS, np.zeros(3, np.int64)) == "#320000"
    assert hex_colour(np.array([0, 15, 255], np.uint8)) == "#000fff"


def test_nothing_valid_is_no_share() -> None:
    rows = area_table(COLOURS, default_classes(3), cluster_areas(np.zeros((2, 2), np.uint8), 3, UNCALIBRATED))
    assert [(row.pixels, row.fraction, row.area) for row in rows] == [(0, 0, 0)] * 3


def test_what_is_written_of_an_area() -> None:
    assert significant(1 / 3) == 0.333333333333
    assert significant(0.0) == 0


LABEL_MAPS = arrays.arrays(
    np.uint8, arrays.array_shapes(min_dims=2, max_dims=2, max_side=9), elements=st.integers(0, 4)
)


@given(LABEL_MAPS, st.sampled_from(["", "0.3m", "7 km", "map"]))
def test_fractions_sum_to_one_and_merging_adds_up(labels: np.ndarray, scale: str) -> None:
    typed = parse_pixel_size(scale) if scale not in ("", "map") else None
    image = greenland_image(labels) if scale == "map" else Image(labels[:, :, None].copy())
    areas = cluster_areas(labels, 4, calibrate(image, typed))
    colours = np.zeros((4, 3), np.uint8)
    single = area_table(colours, default_classes(4), areas)
    assert sum(row.pixels for row in single) == np.count_nonzero(labels)
    assert sum(row.fraction for row in single) == pytest.approx(1.0 if labels.any() else 0.0)
    merged = {
        row.name: row for row in area_table(colours, merge(default_classes(4), ["2", "4"], "ice"), areas)
    }
    assert merged["ice"].pixels == single[1].pixels + single[3].pixels
    assert merged["ice"].area == pytest.approx(single[1].area + single[3].area, rel=1e-12)
    assert merged["1"] == single[0]


def test_the_mean_colour_of_a_class_is_rounded_half_up() -> None:
    pixels = np.array([1, 1, 2], np.int64)
    assert class_colour(
        Class("half", (1, 2)), np.array([[0, 1, 3], [1, 2, 3], [9, 9, 9]], np.uint8), pixels
    ) == ("#010203")
    # What has no pixels has no say, unless none has any.
    none = np.array([0, 1, 0], np.int64)
    assert (
        class_colour(Class("some", (1, 2)), np.array([[9, 9, 9], [5, 5, 5]], np.uint8), none[:2]) == "#050505"
    )
    # (0 + 2 × 1) / 3 and (0 + 2 × 2) / 3.
    third = np.array([[0, 0, 0], [7, 7, 7], [1, 2, 0]], np.uint8)
    assert class_colour(Class("third", (1, 3)), third, pixels) == "#010100"


def test_of_one_pixel_the_mean_is_its_own_area() -> None:
    labels = np.zeros((40, 60), np.uint8)
    labels[39, 59] = 1
    one = cluster_areas(labels, 1, calibrate(greenland_image(labels)))
    assert one.pixel_area == one.area[0] != one.calibration.pixel_area
    none = cluster_areas(np.zeros_like(labels), 1, one.calibration)
    assert none.pixel_area == none.calibration.pixel_area


def test_where_planar_areas_lead_true_ones_stand_beside_them() -> None:
    areas = cluster_areas(LABELS, 3, calibrate(greenland_image(LABELS), area="planar"))
    assert areas.area.tolist() == areas.planar_area.tolist() == [0.125, 0.125, 0.1875]
    (row,) = area_table(COLOURS, (Class("all", (1, 2, 3)),), areas)
    assert (row.area, row.planar_area) == (0.4375, 0.4375)
    assert row.true_area == pytest.approx(areas.true_area.sum())
    assert areas.pixel_area == 0.0625


def test_a_planar_area_is_one_multiplication() -> None:
    """12 × 0.01 is 0.12, and 0.03 + 0.07 + 0.02 a bit more."""
    labels = np.repeat([1, 2, 3], (3, 7, 2)).astype(np.uint8)[None]
    areas = cluster_areas(labels, 3, parse_pixel_size("0.1m"))
    (row,) = area_table(COLOURS, (Class("all", (1, 2, 3)),), areas)
    assert row.area == 12 * areas.calibration.pixel_area != areas.area.sum()


def test_how_much_larger_planar_areas_are() -> None:
    (row,) = area_table(COLOURS, (Class("all", (1, 2, 3)),), cluster_areas(LABELS, 3, UNCALIBRATED))
    assert (row.planar_difference, difference_percent(row)) == (None, None)
    larger = replace(row, planar_area=4.0, true_area=3.0)
    assert larger.planar_difference == pytest.approx(100 / 3)
    assert difference_percent(larger) == 33.333333
    assert replace(row, planar_area=4.0, true_area=0.0).planar_difference is None
    assert replace(row, planar_area=0.0, true_area=3.0).planar_difference == -100


def test_pixels_by_hand_are_of_as_many_classes() -> None:
    areas, classes = cluster_areas(LABELS, 3, UNCALIBRATED), default_classes(3)
    assert [row.edited_pixels for row in area_table(COLOURS, classes, areas, (4, 0, 5))] == [4, 0, 5]
    assert [row.edited_pixels for row in area_table(COLOURS, classes, areas, (4, 0))] == [None] * 3
    assert [row.edited_pixels for row in area_table(COLOURS, classes, areas)] == [None] * 3
    plain = AreaRow("ice", (1,), "#000000", 1, 1.0, 1.0, "px²", "none", "planar", None)
    assert (plain.hidden, plain.locked, plain.edited_pixels, plain.error) == (False, False, None, None)
    assert significant_or_none(None) is None
    assert significant_or_none(1 / 3) == 0.333333333333


def test_a_row_is_of_the_map_and_plain_where_nothing_is_said() -> None:
    row = AreaRow("ice", (1,), "#ffffff", 4, 1.0, 4.0, "px", "none", "planar", None)
    assert (row.hidden, row.locked, row.leads) == (False, False, False)
    assert row.true_area is row.edited_pixels is row.error is row.checked is None
