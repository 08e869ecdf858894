"""Scenes of polygons: their areas are known exactly, whatever stands between them and the picture."""

from __future__ import annotations

import hashlib
import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from core.base.errors import ParameterError
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.scenes.ground import georeference_at
from core.scenes.made import (
    CLEAR,
    EASY,
    HARD,
    Conditions,
    MadeScene,
    SceneShape,
    coverage,
    exposed,
    made_scene,
    ring_area,
)
from core.scenes.polygon_scenes import blocks, cells, floes, lake
from core.scenes.samples import SAMPLES, sample_named, sample_parameters

KINDS = pytest.mark.parametrize("make", [floes, lake, cells], ids=lambda make: make.__name__)


def star(middle: float, reach: list[float]) -> np.ndarray:
    """A ring seen whole from its middle, on a grid of 1/64."""
    angles = np.arange(len(reach)) * (2 * math.pi / len(reach))
    corners = middle + np.array(reach)[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return np.round(corners * 64) / 64


@given(st.lists(st.floats(0.5, 9), min_size=3, max_size=12))
def test_coverage_is_that_of_shapely_pixel_by_pixel(reach: list[float]) -> None:
    ring = star(10.3, reach)
    polygon = shapely.Polygon(ring)
    assume(polygon.is_valid and polygon.area > 0)
    found = coverage(ring)
    rows, columns = found.values.shape
    for r in range(rows):
        for c in range(columns):
            x, y = found.left + c, found.top + r
            expected = polygon.intersection(shapely.box(x, y, x + 1, y + 1)).area
            assert found.values[r, c] == pytest.approx(expected, abs=1e-9)
    assert found.values.sum() == pytest.approx(polygon.area)
    assert ring_area(ring) == pytest.approx(polygon.area)


def test_coverage_of_whole_pixels_is_exact() -> None:
    found = coverage(np.array([(2.0, 3.0), (5.0, 3.0), (5.0, 7.0), (2.0, 7.0)]))
    assert (found.top, found.left) == (3, 2)
    np.testing.assert_array_equal(found.values, np.ones((4, 3)))


@KINDS
def test_the_shares_add_up_to_the_polygons(make) -> None:
    scene = make(5, (320, 240))
    np.testing.assert_allclose(scene.shares.sum(axis=0), 1, atol=1e-12)
    assert scene.shares.min() > -1e-12
    for name, share in zip(scene.names, scene.shares, strict=True):
        assert share.sum() == pytest.approx(scene.area(name), rel=1e-9)
    assert sum(scene.area(name) for name in scene.names) == pytest.approx(320 * 240)


@KINDS
def test_every_shape_lies_whole_on_what_is_below_it(make) -> None:
    scene = make(7, (320, 240))
    polygons = [shapely.Polygon(shape.ring) for shape in scene.shapes]
    assert all(polygon.is_valid for polygon in polygons)
    for i, (shape, polygon) in enumerate(zip(scene.shapes, polygons, strict=True)):
        under = [j for j in range(i) if polygons[j].intersects(polygon)]
        if under:
            top = max(under)
            assert polygons[top].buffer(1e-9).covers(polygon)
            assert scene.shapes[top].name == shape.below
            assert scene.shapes[top].colour == shape.below_colour
        else:
            assert shape.below == scene.background


@KINDS
def test_a_seed_is_the_same_bytes_and_another_one_is_not(make) -> None:
    one, same, other = (make(seed, (200, 160), conditions=HARD) for seed in (3, 3, 4))
    assert one.image.pixels.tobytes() == same.image.pixels.tobytes()
    assert one.image.pixels.tobytes() != other.image.pixels.tobytes()
    assert not one.truth.flags.writeable


def test_the_bytes_are_the_same_on_every_machine() -> None:
    digests = [
        hashlib.sha256(make(1, (160, 120), conditions=EASY).image.pixels.tobytes()).hexdigest()[:16]
        for make in (floes, lake, cells)
    ]
    assert digests == DIGESTS


def test_conditions_leave_the_truth_alone() -> None:
    clear, hard = (floes(2, (240, 180), conditions=each) for each in (CLEAR, Conditions(2.0, 20.0)))
    assert [clear.area(name) for name in clear.names] == [hard.area(name) for name in hard.names]
    assert np.abs(clear.image.pixels.astype(int) - hard.image.pixels).max() > 20


def test_blur_loses_no_light() -> None:
    canvas = np.zeros((40, 40, 3))
    canvas[5:20, 0:11] = 200
    blurred = exposed(canvas * 1.0, Conditions(blur=2.0), np.random.RandomState(0))
    assert blurred.sum() == pytest.approx(canvas.sum(), rel=0.005)


def test_noise_has_the_deviation_that_is_asked_for() -> None:
    picture = exposed(np.full((200, 200, 3), 128.0), Conditions(noise=12.0), np.random.RandomState(1))
    assert picture.std() == pytest.approx(12, rel=0.02)
    assert picture.mean() == pytest.approx(128, abs=0.2)


def test_light_grows_to_the_lower_right_about_the_middle() -> None:
    picture = exposed(np.full((50, 80, 3), 100.0), Conditions(light=20.0), np.random.RandomState(0))
    assert (picture[0, 0, 0], picture[-1, -1, 0]) == (90, 110)


def test_a_shape_outside_is_refused() -> None:
    ring = np.array([(-1.0, 2.0), (4.0, 2.0), (4.0, 6.0)])
    shape = SceneShape(ring, "b", "a", (9, 9, 9), (0, 0, 0))
    with pytest.raises(ValueError, match="outside the picture"):
        made_scene("x", {"a": (0, 0, 0), "b": (9, 9, 9)}, "a", (shape,), size=(20, 20), conditions=CLEAR)


@pytest.mark.parametrize("crs", ["EPSG:3413", "EPSG:32633", "EPSG:4326"])
def test_ground_areas_add_up_to_the_picture(crs: str) -> None:
    pixel = 0.001 if crs == "EPSG:4326" else 50.0
    scene = blocks(georeference=georeference_at(crs, 15.0, 70.0, pixel, (200, 160)))
    light, dark = scene.ground_area("light"), scene.ground_area("dark")
    whole = MadeScene(scene.image, scene.truth, scene.names, (), "dark", scene.shares).ground_area("dark")
    assert light + dark == pytest.approx(whole)
    assert light / dark == pytest.approx(scene.area("light") / scene.area("dark"), rel=0.01)


def test_without_a_georeference_there_is_no_ground() -> None:
    with pytest.raises(ValueError, match="nowhere on the ground"):
        blocks().ground_area("light")


def test_the_samples_are_found_nearly_as_they_truly_are() -> None:
    for sample in SAMPLES.values():
        scene = sample.make()
        assert sample_parameters(scene.image) == sample.parameters
        found = segment(scene.image, sample.parameters)
        for i, name in enumerate(scene.names):
            truth = scene.area(name) if isinstance(scene, MadeScene) else scene.pixels(name)
            assert found.counts[i] == pytest.approx(truth, rel=0 if sample.exact else 0.1)


def test_a_sample_that_there_is_not() -> None:
    with pytest.raises(ParameterError, match="There is no sample “glacier”: choose sea-ice,"):
        sample_named("glacier")
    assert sample_parameters(segment_image()) is None


def segment_image():
    from core.image.image import Image

    return Image(np.zeros((4, 4, 3), np.uint8))


def test_blocks_are_found_to_the_pixel() -> None:
    scene = blocks()
    found = segment(scene.image, Parameters(k=2))
    assert found.counts.tolist() == [scene.area(name) for name in scene.names]


DIGESTS = ["22720f4683201823", "6d52487c7ddb2579", "062c4cf2d8751c94"]
