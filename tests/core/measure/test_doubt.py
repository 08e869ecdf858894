"""The map of doubtful pixels: nought at a centroid, whole halfway, whole where a hand said otherwise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.classes.classes import Class, default_classes
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.image.image import Image
from core.measure.doubt import SHOWN_FROM, TOP, doubt_map, doubt_picture, doubtful_pixels

START = ((0.0,), (100.0,), (200.0,))


def greys(*levels: int) -> Image:
    """A row of greys, each as often as it takes to leave the centroids of START where they are."""
    return Image(np.array(levels, np.uint8)[None, :, None])


def found(image: Image, classes, labels=None, parameters=None) -> np.ndarray:
    parameters = parameters or Parameters(k=3, space="gray", init=START)
    prepared = prepare_for(image, parameters)
    segmentation = segment(image, parameters, prepared=prepared)
    labels = segmentation.labels if labels is None else labels
    return doubt_map(prepared, segmentation, labels, classes)


def test_doubt_is_the_ratio_of_two_distances() -> None:
    image = greys(0, 0, 80, 120, 200, 200)
    ratios = (found(image, default_classes(3))[0] - 1.0) / (TOP - 1)
    np.testing.assert_allclose(ratios, [0, 0, 20 / 80, 20 / 100 * 100 / 80, 0, 0], atol=0.002)


def test_merged_classes_do_not_doubt_each_other() -> None:
    classes = (Class("dark", (1, 2)), Class("light", (3,)))
    ratios = (found(greys(0, 0, 80, 120, 200, 200), classes)[0] - 1.0) / (TOP - 1)
    np.testing.assert_allclose(ratios, [0, 0, 20 / 120, 20 / 80, 0, 0], atol=0.002)


def test_one_class_has_no_doubt_and_no_data_none_either() -> None:
    pixels = np.array([[0, 0, 80, 120, 200, 200]], np.uint8)[..., None]
    image = Image(pixels, np.array([[True, True, True, True, True, False]]))
    assert found(image, (Class("all", (1, 2, 3)),)).tolist() == [[1, 1, 1, 1, 1, 0]]


def test_a_pixel_that_was_given_to_another_class_is_doubtful() -> None:
    image = greys(0, 0, 80, 120, 200, 200)
    labels = np.array([[1, 3, 2, 2, 3, 0]], np.uint8)
    values = found(image, default_classes(3), labels)[0]
    assert (values[0], values[1], values[5]) == (1, TOP, 0)


def test_bands_give_the_same_map_as_colours() -> None:
    pixels = np.random.RandomState(0).randint(0, 255, (20, 30, 3)).astype(np.uint8)
    start = ((40.0, 40.0, 40.0), (200.0, 200.0, 200.0))
    colours = found(Image(pixels), default_classes(2), parameters=Parameters(k=2, init=start))
    bands = found(
        Image(pixels.astype(np.float32)),
        default_classes(2),
        parameters=Parameters(k=2, space="bands", init=start),
    )
    assert np.abs(colours.astype(int) - bands).max() <= 1


def test_the_picture_is_clear_where_nothing_is_doubtful() -> None:
    values = np.array([[0, 1, int(1 + SHOWN_FROM * (TOP - 1)), TOP]], np.uint8)
    (level,) = doubt_picture(values)
    assert level[0, :, 3].tolist()[:3] == [0, 0, 0]
    assert level[0, 3, 3] > 200
    assert doubtful_pixels(values) == 1


def test_large_maps_have_smaller_copies() -> None:
    shapes = [level.shape for level in doubt_picture(np.full((100, 2500), TOP, np.uint8))]
    assert shapes == [(100, 2500, 4), (50, 1250, 4), (25, 625, 4)]


def test_a_cancel_is_heard() -> None:
    image = greys(0, 0, 80, 120, 200, 200)
    parameters = Parameters(k=3, space="gray", init=START)
    prepared = prepare_for(image, parameters)
    segmentation = segment(image, parameters, prepared=prepared)
    with pytest.raises(Cancelled):
        doubt_map(prepared, segmentation, segmentation.labels, default_classes(3), cancelled=lambda: True)


def test_the_colour_is_laid_over_ever_denser_from_a_doubt_of_half_on() -> None:
    """Blue, green, red and opacity, each times the opacity: 0 at 0.5, 0.92 at 1."""
    values = np.array([[0, 127, 128, 129, 191, 255]], np.uint8)
    (level,) = doubt_picture(values)
    assert level[0].tolist() == [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [1, 0, 2, 2],
        [58, 0, 98, 116],
        [118, 0, 197, 235],
    ]
    assert doubtful_pixels(values) == 3


def test_a_copy_half_as_large_is_made_above_1024_pixels() -> None:
    assert [level.shape[:2] for level in doubt_picture(np.zeros((3, 1024), np.uint8))] == [(3, 1024)]
    shapes = [level.shape[:2] for level in doubt_picture(np.zeros((1, 2051), np.uint8))]
    assert shapes == [(1, 2051), (1, 1025), (1, 512)]
    shapes = [level.shape[:2] for level in doubt_picture(np.zeros((1025, 1), np.uint8))]
    assert shapes == [(1025, 1), (512, 1)]


def test_an_edit_that_stays_in_the_class_is_not_doubted_and_one_that_takes_away_is_no_data() -> None:
    classes = (Class("dark", (1, 2)), Class("light", (3,)))
    image = greys(0, 0, 80, 120, 200, 200)
    plain = found(image, classes)[0]
    labels = np.array([[2, 1, 2, 3, 3, 0]], np.uint8)
    assert found(image, classes, labels)[0].tolist() == [*plain[:3].tolist(), TOP, plain[4], 0]


def test_no_pixel_is_more_in_doubt_than_whole() -> None:
    """At 100.5 both centroids are as near; 100 lies at the one, 100.25 at a third of the way."""
    image = Image(np.array([[[100.0], [101.0], [100.5], [100.25]]], np.float32))
    prepared = prepare_for(image, Parameters(k=2, space="bands"))
    segmentation = segment(image, Parameters(k=2, space="bands", init=((100.0,), (101.0,)), max_iter=1))
    segmentation = replace(segmentation, centroids=np.array([[100.0], [101.0]]))
    values = doubt_map(prepared, segmentation, segmentation.labels, default_classes(2))
    assert values[0].tolist() == [1, 1, TOP, 86]


def test_where_colours_share_a_feature_they_share_the_doubt() -> None:
    """In luma, of three bands, in thousandths: as of greys; and 114 · 34 = 299 · 11 + 587."""
    image = greys(0, 0, 80, 120, 200, 200)
    in_luma = found(Image(np.repeat(image.pixels, 3, axis=2)), default_classes(3))
    assert in_luma.tolist() == found(image, default_classes(3)).tolist()
    twins = np.array([[[0, 0, 34], [11, 1, 0], [0, 0, 0], [120, 120, 120], [200, 200, 200]]], np.uint8)
    first, second, *_ = found(Image(twins), default_classes(3))[0].tolist()
    assert first == second > 1
