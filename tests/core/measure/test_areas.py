"""Areas of clusters and classes: exact counts, fractions of the valid pixels, merging that adds up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.classes.classes import Class, default_classes, merge
from core.image.image import Georeference, Image
from core.measure.areas import area_table, class_colour, cluster_areas, hex_colour, significant
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
