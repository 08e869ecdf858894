"""Areas with an error: nought where nothing is in doubt, wide enough where something is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.base.errors import Cancelled
from core.classes.classes import Class, Classes, default_classes
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.document.document import Document
from core.image.image import Image
from core.measure.area_errors import COVERAGE
from core.measure.areas import area_table
from core.measure.border_mixing import borders
from core.measure.measurement import measure
from core.measure.restart_spread import other_minima
from core.measure.uncertainty import Uncertainty, uncertainty, with_errors
from core.scale.calibrate import calibrate
from core.scale.calibration import Calibration, from_line
from core.scale.scale_line import ScaleLine
from core.scenes.ground import georeference_at
from core.scenes.made import EASY, HARD, USUAL, Conditions, MadeScene, Scene
from core.scenes.polygon_scenes import blocks, cells, floes, lake


def named(scene: Scene) -> Classes:
    return tuple(Class(name, (i,)) for i, name in enumerate(scene.names, 1))


def found_in(
    image: Image, parameters: Parameters, classes: Classes | None = None, scale: Calibration | None = None
) -> Uncertainty:
    prepared = prepare_for(image, parameters)
    segmentation = segment(image, parameters, prepared=prepared, threads=1)
    classes = classes or default_classes(segmentation.k)
    document = Document(image, segmentation.parameters, classes, scale or calibrate(image))
    return uncertainty(prepared, segmentation, measure(document, segmentation), classes, threads=1)


def errors(found: Uncertainty) -> list[float]:
    return [each.error for each in found.errors]


def truths(scene: MadeScene) -> list[float]:
    return [scene.area(name) for name in scene.names]


def test_nothing_is_in_doubt_in_blocks_without_noise() -> None:
    assert errors(found_in(blocks().image, Parameters(k=2))) == [0.0, 0.0]


def test_one_class_alone_cannot_be_wrong() -> None:
    image = Image(np.random.RandomState(0).randint(0, 255, (40, 50, 3)).astype(np.uint8))
    assert errors(found_in(image, Parameters(k=3), (Class("all", (1, 2, 3)),))) == [0.0]


@pytest.mark.parametrize(
    "make",
    [partial(floes, rim=0, ponds=False), lake, partial(cells, radius=24.0)],
    ids=["floes", "lake", "cells"],
)
def test_the_interval_holds_the_truth(make) -> None:
    """All of the usual scenes here; benchmarks/interval_coverage.py counts it on 200."""
    for seed in range(41, 45):
        scene = make(seed, (300, 240), conditions=USUAL)
        found = found_in(scene.image, Parameters(k=len(scene.names), init="best"), named(scene))
        for area, error, truth in zip(found.areas, errors(found), truths(scene), strict=True):
            assert abs(area - truth) <= error
            assert error < 0.12 * truth


def test_a_shallow_shore_in_a_blurred_picture_is_held() -> None:
    """The blur spoils the colours beside the shore: those that tell how shallow it is lie farther out."""
    for seed in (168, 153, 198):
        scene = lake(seed, (480, 360), conditions=Conditions(1.4, 10.0, 16.0, 5), shallow=0.28)
        found = found_in(scene.image, Parameters(k=2), named(scene))
        for area, error, truth in zip(found.areas, errors(found), truths(scene), strict=True):
            assert 0.002 * truth < abs(area - truth) <= error < 0.015 * truth


def test_broad_classes_need_no_wider_interval_for_what_thin_ones_hide() -> None:
    scene = lake(41, (480, 360), conditions=EASY)
    found = found_in(scene.image, Parameters(k=2), named(scene))
    for area, error, truth in zip(found.areas, errors(found), truths(scene), strict=True):
        assert abs(area - truth) <= error < 3 * abs(area - truth)


def test_thin_rims_do_not_count_as_broad() -> None:
    scene = floes(42, (300, 240), conditions=USUAL, rim=6.0, ponds=False)
    prepared = prepare_for(scene.image, Parameters(k=3))
    labels = segment(scene.image, Parameters(k=3), prepared=prepared).labels
    rim = scene.names.index("thin ice")
    apart = borders(scene.image, labels, np.arange(3), 3)
    assert not apart.broad[rim].any()
    # Thin ice and ice as one class: what touches water is still the thin rim.
    together = borders(scene.image, labels, np.array([0, 1, 1]), 2)
    assert not together.broad[0, 1]


def test_ponds_that_are_mixtures_of_ice_and_water_are_held() -> None:
    """Mixed pixels along the floes look like ponds: the area is far off, and the error says so."""
    scene = floes(22, conditions=HARD, rim=0)
    found = found_in(scene.image, Parameters(k=3, init="best"), named(scene))
    pond = scene.names.index("pond")
    deviation = abs(found.areas[pond] - scene.area("pond"))
    assert deviation > 0.2 * scene.area("pond")
    assert deviation <= found.errors[pond].error <= 1.5 * deviation


def test_merging_classes_takes_away_the_border_between_them() -> None:
    scene = cells(23, conditions=USUAL)
    apart = found_in(scene.image, Parameters(k=3, init="best"), named(scene))
    merged = (Class("whole cell", (1, 2)), Class("background", (3,)))
    together = found_in(scene.image, Parameters(k=3, init="best"), merged)
    assert together.errors[1].error == pytest.approx(apart.errors[2].error, rel=0.2)
    # What one class gains the other one loses.
    assert together.errors[0].borders == pytest.approx(together.errors[1].borders)


def test_ground_areas_have_errors_on_the_ground() -> None:
    size = (300, 200)
    place = georeference_at("EPSG:3413", 0.0, 84.0, 100.0, size)
    on_map = lake(24, size, conditions=USUAL, georeference=place)
    flat = found_in(lake(24, size, conditions=USUAL).image, Parameters(k=2))
    ground = found_in(on_map.image, Parameters(k=2))
    for i in range(2):
        assert ground.errors[i].error / ground.areas[i] == pytest.approx(
            flat.errors[i].error / flat.areas[i], rel=0.01
        )
        truth = on_map.ground_area(on_map.names[i]) / 1e6
        assert abs(ground.areas[i] - truth) <= ground.errors[i].error


@given(st.floats(1e-3, 1e4))
@settings(max_examples=10)
def test_errors_grow_with_the_scale(size: float) -> None:
    image = SMALL.image
    scaled = Calibration("typed", "m", size, size, size * size, "m²")
    plain, large = found_in(image, Parameters(k=2)), found_in(image, Parameters(k=2), scale=scaled)
    for one, other in zip(errors(plain), errors(large), strict=True):
        assert other == pytest.approx(one * size * size, rel=0.006)


@given(st.integers(0, 10_000))
@settings(max_examples=12)
def test_errors_are_never_negative_and_the_same_again(seed: int) -> None:
    random = np.random.RandomState(seed)
    image = Image(random.randint(0, 255, (24, 31, 3)).astype(np.uint8), random.rand(24, 31) > 0.2)
    k = int(random.randint(1, 6))
    one, same = (found_in(image, Parameters(k=k)) for _ in range(2))
    assert one.errors == same.errors
    for each in one.errors:
        assert each.coverage == COVERAGE
        assert min(each.error, each.borders, each.starts, each.scale) >= 0
        assert np.isfinite(each.error)
    np.testing.assert_array_equal(one.samples, same.samples)


def test_threads_change_nothing() -> None:
    scene = cells(25, (240, 180), conditions=USUAL)
    parameters = Parameters(k=3)
    prepared = prepare_for(scene.image, parameters)
    segmentation = segment(scene.image, parameters, prepared=prepared)
    document = Document(scene.image, segmentation.parameters, named(scene))
    measurement = measure(document, segmentation)
    one, two, eight = (
        uncertainty(prepared, segmentation, measurement, named(scene), threads=n) for n in (1, 2, 8)
    )
    assert one.errors == two.errors == eight.errors


def test_what_the_classes_gain_together_is_nothing() -> None:
    scene = cells(26, (240, 180), conditions=USUAL)
    found = found_in(scene.image, Parameters(k=3), named(scene))
    np.testing.assert_allclose(found.samples.sum(axis=2), 240 * 180, rtol=1e-9)


def test_a_line_for_the_scale_brings_its_own_error() -> None:
    scale = from_line(ScaleLine(0, 0, 100, 0, 50, "m"))
    assert scale.length_error == pytest.approx(0.00707, rel=1e-3)
    found = found_in(blocks().image, Parameters(k=2), scale=scale)
    for each, area in zip(found.errors, found.areas, strict=True):
        assert each.error == each.scale == pytest.approx(1.96 * 2 * 0.00707 * area, rel=0.01)
        assert each.borders == each.starts == 0
    assert calibrate(blocks().image).length_error == 0


def test_ratios_share_what_their_areas_share() -> None:
    scene = lake(27, conditions=USUAL)
    scale = from_line(ScaleLine(0, 0, 20, 0, 50, "m"))
    water, land = ((1,), (2,))
    exact, unsure = (
        found_in(scene.image, Parameters(k=2), named(scene), scale=each) for each in (None, scale)
    )
    # The scale cancels in a ratio.
    assert unsure.ratio_error([water], [water, land]) == pytest.approx(
        exact.ratio_error([water], [water, land]), rel=0.05
    )
    assert exact.ratio_error([water], [water, land]) == pytest.approx(
        exact.errors[0].error / exact.areas.sum(), rel=0.02
    )
    assert exact.ratio_error([water, land], [water, land]) == pytest.approx(0, abs=1e-12)
    with pytest.raises(KeyError):
        exact.ratio_error([(1, 2)], [water])


def test_a_ratio_to_nothing_has_no_error() -> None:
    found = found_in(blocks().image, Parameters(k=2))
    empty = replace(found, areas=np.array([0.0, 5.0]))
    assert np.isnan(empty.ratio_error([(2,)], [(1,)]))


def test_rows_get_their_errors_by_their_clusters() -> None:
    scene = lake(28, (240, 180), conditions=USUAL)
    found = found_in(scene.image, Parameters(k=2), named(scene))
    rows = area_table(np.zeros((2, 3), np.uint8), named(scene)[::-1], found.measurement.areas)
    assert [row.error for row in with_errors(rows, found)] == list(found.errors)[::-1]
    assert found.fits(found.measurement, named(scene))
    assert not found.fits(found.measurement, (Class("all", (1, 2)),))


def test_bands_are_judged_too() -> None:
    scene = lake(29, (200, 150), conditions=USUAL)
    extra = scene.image.pixels[..., :1].astype(np.float32) * 2
    image = Image(np.concatenate([scene.image.pixels.astype(np.float32), extra], axis=2))
    found = found_in(image, Parameters(k=2))
    for area, error, truth in zip(found.areas, errors(found), truths(scene), strict=True):
        assert abs(area - truth) <= error < 0.05 * truth


def test_other_minima_widen_the_interval() -> None:
    """Four equal clouds at the corners of a square for k = 2: two cuts are equally good."""
    random = np.random.RandomState(0)
    corners = np.array([[60, 60, 128], [60, 160, 128], [160, 60, 128], [160, 160, 128]])
    pixels = corners[random.randint(0, 4, (80, 80))] + random.randint(-9, 10, (80, 80, 3))
    image = Image(pixels.astype(np.uint8))
    parameters = Parameters(k=3, init="random", seed=1)
    prepared = prepare_for(image, parameters)
    segmentation = segment(image, parameters, prepared=prepared)
    spread = other_minima(prepared, segmentation, np.arange(3), 3, segmentation.labels).whole
    assert len(spread) > 1
    np.testing.assert_allclose(spread.sum(axis=1), 0, atol=1e-6)
    assert np.abs(spread).max() > 0


@pytest.mark.parametrize("kind", [np.uint8, np.float32])
def test_other_minima_count_only_where_is_measured(kind: type) -> None:
    """Four clouds all over the picture; measured is a corner, whose classes cannot be off by more than it."""
    random = np.random.RandomState(0)
    corners = np.array([[60, 60, 128], [60, 160, 128], [160, 60, 128], [160, 160, 128]])
    pixels = corners[random.randint(0, 4, (80, 80))] + random.randint(-9, 10, (80, 80, 3))
    image = Image(pixels.astype(kind))
    parameters = Parameters(k=3, init="random", seed=1, space="rgb" if kind is np.uint8 else "bands")
    prepared = prepare_for(image, parameters)
    segmentation = segment(image, parameters, prepared=prepared)
    measured = np.zeros_like(segmentation.labels)
    measured[:10, :10] = segmentation.labels[:10, :10]
    whole = other_minima(prepared, segmentation, np.arange(3), 3, segmentation.labels).whole
    assert np.abs(whole).max() > 100
    spread = other_minima(prepared, segmentation, np.arange(3), 3, measured).whole
    np.testing.assert_allclose(spread.sum(axis=1), 0, atol=1e-6)
    assert 0 < np.abs(spread).max() < 100
    nothing = other_minima(prepared, segmentation, np.arange(3), 3, np.zeros_like(measured)).whole
    np.testing.assert_array_equal(nothing, [[0, 0, 0]])


def test_a_given_start_has_no_others() -> None:
    image = blocks().image
    parameters = Parameters(k=2, init=((10.0, 10.0, 10.0), (200.0, 200.0, 200.0)))
    prepared = prepare_for(image, parameters)
    segmentation = segment(image, parameters, prepared=prepared)
    spread = other_minima(prepared, segmentation, np.arange(2), 2, segmentation.labels).whole
    np.testing.assert_array_equal(spread, [[0, 0]])


def test_mixed_pixels_are_told_to_the_pixel() -> None:
    """Without noise and with a sharp border the pixels of a band hold exactly what the polygons cover."""
    scene = floes(30, (300, 200), rim=0, ponds=False)
    segmentation = segment(scene.image, Parameters(k=2))
    found = borders(scene.image, segmentation.labels, np.arange(2), 2)
    corrected = segmentation.counts[1] + found.moved[0, 1] - found.moved[1, 0]
    assert corrected == pytest.approx(scene.area("ice"), abs=3)
    assert found.strips.sum() == found.blind.sum() == 0


def test_a_cancel_is_heard() -> None:
    scene = lake(31, (200, 150))
    parameters = Parameters(k=2)
    prepared = prepare_for(scene.image, parameters)
    segmentation = segment(scene.image, parameters, prepared=prepared)
    measurement = measure(Document(scene.image, segmentation.parameters), segmentation)
    for patience in (0, 1, 3, 6):
        asked = iter([False] * patience + [True] * 1000)
        with pytest.raises(Cancelled):
            uncertainty(
                prepared, segmentation, measurement, default_classes(2), threads=1, cancelled=asked.__next__
            )


SMALL = lake(32, (120, 90), conditions=USUAL)
