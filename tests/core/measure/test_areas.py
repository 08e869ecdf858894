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
from core.measure.areas import (
    AreaRow,
    AreaSum,
    area_table,
    class_colour,
    cluster_areas,
    difference_percent,
    hex_colour,
    significant,
    significant_or_none,
)
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from core.scale.ground_area import GroundArea

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


def test_typed_areas_are_pixels_times_one_pixel() -> None:
    areas = cluster_areas(LABELS, 3, parse_pixel_size("250 m"))
    assert areas.area.tolist() == [0.125, 0.125, 0.1875]
    assert areas.calibration.area_unit == "km²"


def test_a_cluster_without_pixels_has_no_area() -> None:
    assert cluster_areas(LABELS, 5, UNCALIBRATED).pixels.tolist() == [2, 2, 3, 0, 0]


def test_true_ground_areas_beside_planar_ones() -> None:
    areas = cluster_areas(LABELS, 3, calibrate(greenland_image(LABELS)))
    per_pixel = GroundArea(GREENLAND).rows(0, 2, 4) / 1e6
    assert areas.planar_area is not None
    assert areas.planar_area.tolist() == [0.125, 0.125, 0.1875]
    by_hand = [per_pixel[where].sum() for where in (np.equal(LABELS, i) for i in (1, 2, 3))]
    np.testing.assert_allclose(areas.area, by_hand, rtol=1e-12)
    assert areas.pixel_area * 7 == pytest.approx(areas.area.sum(), rel=1e-12)
    assert areas.pixel_area == pytest.approx(0.0625 / 0.97, rel=0.05)


def test_degrees_have_no_planar_area_beside() -> None:
    image = Image(LABELS[:, :, None].copy(), georeference=Georeference("EPSG:4326", (1, 0, 0, 0, -1, 60)))
    areas = cluster_areas(LABELS, 3, calibrate(image))
    assert areas.planar_area is None
    assert areas.area[2] > areas.area[0]


def test_many_blocks_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = np.arange(60 * 50, dtype=np.uint16).reshape(60, 50).astype(np.uint8) % 5
    calibration = calibrate(greenland_image(labels))
    whole = cluster_areas(labels, 4, calibration)
    monkeypatch.setattr("core.measure.areas._PIXELS_A_BLOCK", 350)
    parts = cluster_areas(labels, 4, calibration)
    assert parts.pixels.tolist() == whole.pixels.tolist()
    np.testing.assert_allclose(parts.area, whole.area, rtol=1e-9)


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


def test_known_counts_give_the_same_areas() -> None:
    counted = cluster_areas(LABELS, 3, parse_pixel_size("250 m"))
    known = cluster_areas(LABELS, 3, parse_pixel_size("250 m"), counts=np.array([2, 2, 3]))
    np.testing.assert_array_equal(known.pixels, counted.pixels)
    np.testing.assert_array_equal(known.area, counted.area)


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


@pytest.mark.parametrize("pieces", [(1,), (3,), (7,), (8,), (23,), (60,), (2, 30, 5)])
def test_rows_may_come_in_pieces_of_any_size(
    monkeypatch: pytest.MonkeyPatch, pieces: tuple[int, ...]
) -> None:
    """Seven rows a block: the sums are the same to the last bit."""
    monkeypatch.setattr("core.measure.areas._PIXELS_A_BLOCK", 350)
    labels = np.random.default_rng(1).integers(0, 5, (60, 50), np.uint8)
    calibration = calibrate(greenland_image(labels))
    whole, parts = AreaSum(50, 4, calibration), AreaSum(50, 4, calibration)
    whole.add(labels)
    row, i = 0, 0
    while row < 60:
        parts.add(labels[row : row + pieces[i % len(pieces)]])
        row, i = row + pieces[i % len(pieces)], i + 1
    one, other = whole.result(), parts.result()
    assert one.area.tolist() == other.area.tolist()
    assert one.pixels.tolist() == other.pixels.tolist() == np.bincount(labels.ravel())[1:].tolist()


@pytest.mark.parametrize("transform", [(250, 0, 381_550, 0, -250, -899_225), (1, 0, 10, 0, -1, 60)])
def test_a_part_of_a_picture_measures_what_it_does_in_the_whole(transform: tuple[float, ...]) -> None:
    crs = "EPSG:3413" if transform[0] == 250 else "EPSG:4326"
    labels = np.zeros((12, 16), np.uint8)
    labels[5:9, 6:13] = np.random.default_rng(2).integers(1, 3, (4, 7))
    image = Image(labels[:, :, None].copy(), georeference=Georeference(crs, transform))  # type: ignore[arg-type]
    part = AreaSum(7, 2, calibrate(image), top=5, left=6, picture_width=16)
    part.add(labels[5:9, 6:13])
    whole = cluster_areas(labels, 2, calibrate(image))
    np.testing.assert_allclose(part.result().area, whole.area, rtol=1e-12)


def test_a_block_has_as_many_rows_as_fit_and_one_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    """A region of interest that lies beside the picture is no pixel wide."""
    monkeypatch.setattr("core.measure.areas._PIXELS_A_BLOCK", 350)
    blocks = [AreaSum(width, 3, UNCALIBRATED).rows_a_block for width in (50, 51, 350, 400, 1, 0)]
    assert blocks == [7, 6, 1, 1, 350, 350]


def test_the_result_may_be_asked_for_twice() -> None:
    total = AreaSum(4, 3, UNCALIBRATED)
    total.add(LABELS)
    assert total.result().pixels.tolist() == total.result().pixels.tolist() == [2, 2, 3]


def test_of_one_pixel_the_mean_is_its_own_area() -> None:
    labels = np.zeros((40, 60), np.uint8)
    labels[39, 59] = 1
    one = cluster_areas(labels, 1, calibrate(greenland_image(labels)))
    assert one.pixel_area == one.area[0] != one.calibration.pixel_area
    none = cluster_areas(np.zeros_like(labels), 1, one.calibration)
    assert none.pixel_area == none.calibration.pixel_area


def test_true_areas_need_a_place_on_the_earth() -> None:
    lost = replace(calibrate(greenland_image(LABELS)), georeference=None)
    with pytest.raises(ValueError, match="need a georeference"):
        AreaSum(4, 3, lost)
    # On a map areas are not told by counts alone.
    true = cluster_areas(LABELS, 3, calibrate(greenland_image(LABELS)), counts=np.array([2, 2, 3]))
    assert true.true_area is not None


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


def test_on_a_map_too_a_cluster_may_have_no_pixels() -> None:
    areas = cluster_areas(LABELS, 5, calibrate(greenland_image(LABELS)))
    assert areas.pixels.tolist() == [2, 2, 3, 0, 0]
    assert areas.area[3:].tolist() == [0, 0]


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


@pytest.mark.parametrize("georeference", [None, GREENLAND])
def test_columns_without_any_label_change_no_sum(georeference: Georeference | None) -> None:
    labels = np.zeros((40, 60), np.uint8)
    labels[5:30, 17:33] = np.random.RandomState(1).randint(0, 4, (25, 16))
    calibration = calibrate(Image(labels[..., None].copy(), georeference=georeference))
    found = cluster_areas(labels, 3, calibration)
    assert found.pixels.tolist() == [int((labels == i).sum()) for i in (1, 2, 3)]
    if georeference is None:
        return
    ground = np.broadcast_to(GroundArea(georeference).rows(0, 40, 60), labels.shape)
    sums = np.bincount(labels.ravel(), ground.ravel(), minlength=4)[1:] / calibration.square_metres
    assert found.area.tolist() == sums.tolist()


def test_nothing_measured_has_no_area() -> None:
    found = cluster_areas(np.zeros((4, 5), np.uint8), 2, UNCALIBRATED)
    assert found.pixels.tolist() == [0, 0]
    assert found.area.tolist() == [0.0, 0.0]
