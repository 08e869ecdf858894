"""Why a pixel is in its cluster: it agrees with the labels, pixel by pixel, in every space."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.classes.classes import Class
from core.cluster.parameters import SPACES, Parameters
from core.cluster.prepared.prepare import available_spaces, prepare
from core.cluster.segmentation import labels_at, segment
from core.image.image import Image
from core.measure.explain import explain


@st.composite
def pictures(draw) -> Image:
    """Few levels, so that colours repeat and centroids tie; any kind of picture, some pixels no data."""
    bands = draw(st.sampled_from([1, 3, 2, 5]))
    dtype = draw(st.sampled_from([np.uint8, np.uint16, np.float32]))
    height, width = draw(st.integers(1, 6)), draw(st.integers(2, 7))
    random = np.random.RandomState(draw(st.integers(0, 2**32 - 1)))
    step = draw(st.sampled_from([1, 16, 50]))
    pixels = (random.randint(0, 5, (height, width, bands)) * step).astype(dtype)
    valid = random.rand(height, width) < 0.9 if draw(st.booleans()) else None
    if valid is not None:
        valid[0, 0] = True
    return Image(pixels, valid)


@given(pictures(), st.sampled_from(SPACES), st.integers(1, 5), st.integers(0, 3))
def test_the_nearest_is_the_label_of_every_pixel_at_every_iteration(image, space, k, seed):
    space = space if space in available_spaces(image) else available_spaces(image)[0]
    prepared = prepare(image, space)
    k = min(k, len(prepared.start_features(k)))
    found = segment(image, Parameters(k=k, space=space, seed=seed, init="random"), prepared=prepared)
    for step in found.history:
        labels, _ = labels_at(prepared, step.centroids, order=found.start_order)
        told = np.zeros_like(labels)
        for row, column in np.ndindex(labels.shape):
            why = explain(prepared, step.centroids, column, row, order=found.start_order)
            told[row, column] = 0 if why is None else why.cluster
            if why is None:
                continue
            distances = [each.distance for each in why.nearest_first]
            assert distances == sorted(distances)
            assert sorted(each.cluster for each in why.nearest_first) == list(range(1, k + 1))
            if space == "bands":
                assert why.colour_pixels is None
                continue
            same = (image.pixels == image.pixels[row, column]).all(axis=2)
            assert why.colour_pixels == np.count_nonzero(same if image.valid is None else same & image.valid)
        np.testing.assert_array_equal(told, labels)


def test_tells_the_distances_in_the_units_of_the_space():
    image = Image(np.array([[[10, 20, 30], [10, 20, 33], [200, 100, 90]]], np.uint8))
    prepared = prepare(image, "rgb")
    why = explain(prepared, np.array([[10.0, 20, 27], [10, 24, 30]]), 0, 0)
    assert (why.values, why.feature, why.colour_pixels) == ((10, 20, 30), (10.0, 20.0, 30.0), 1)
    assert [(each.cluster, each.distance) for each in why.nearest_first] == [(1, 3.0), (2, 4.0)]
    assert (why.margin, why.ratio) == (1.0, pytest.approx(4 / 3))


def test_lab_and_luma_are_told_in_their_own_units():
    image = Image(np.array([[[255, 255, 255], [0, 0, 0]]], np.uint8))
    lab = explain(prepare(image, "lab"), np.array([[0.0, 0, 0], [100, 0, 0]]), 0, 0)
    assert lab.feature == pytest.approx((100, 0, 0), abs=0.01)
    assert [each.distance for each in lab.nearest_first] == pytest.approx([0, 100], abs=0.01)
    grey = explain(prepare(image, "gray"), np.array([[5.0], [250]]), 0, 0)
    assert (grey.values, grey.feature) == ((255, 255, 255), (255.0,))
    assert [each.distance for each in grey.nearest_first] == [5.0, 250.0]


def test_a_tie_goes_to_the_lowest_row_of_the_start():
    prepared = prepare(Image(np.array([[[2], [6], [10]]], np.uint8)), "gray")
    centroids = np.array([[4.0], [8.0]])
    for order, cluster in ((None, 1), (np.array([0, 1]), 1), (np.array([1, 0]), 2)):
        why = explain(prepared, centroids, 1, 0, order=order)
        labels, _ = labels_at(prepared, centroids, order=order)
        assert why.cluster == labels[0, 1] == cluster
        assert (why.margin, why.ratio) == (0, 1)


def test_names_the_classes():
    prepared = prepare(Image(np.array([[[0], [100], [200]]], np.uint8)), "gray")
    classes = (Class("water", (1,)), Class("ice", (2, 3)))
    why = explain(prepared, np.array([[0.0], [100], [200]]), 1, 0, classes=classes)
    assert why.class_name == "ice"
    assert [each.class_name for each in why.nearest_first] == ["ice", "water", "ice"]
    assert why.ratio == math.inf


def test_one_cluster_has_no_second():
    prepared = prepare(Image(np.array([[[0], [100]]], np.uint8)), "gray")
    why = explain(prepared, np.array([[50.0]]), 0, 0)
    assert why.margin == why.ratio == math.inf


def test_no_data_is_not_explained_and_what_is_outside_is_an_error():
    image = Image(np.zeros((2, 3, 1), np.uint8), np.array([[True, False, True], [True, True, True]]))
    prepared = prepare(image, "gray")
    assert explain(prepared, np.array([[0.0]]), 1, 0) is None
    assert explain(prepared, np.array([[0.0]]), 0, 0).colour_pixels == 5
    with pytest.raises(IndexError, match="outside"):
        explain(prepared, np.array([[0.0]]), 3, 0)


def test_which_pixels_there_are_is_told_by_their_sides():
    prepared = prepare(Image(np.arange(6, dtype=np.uint8).reshape(2, 3, 1)), "gray")
    for column, row in ((0, 0), (2, 1)):
        why = explain(prepared, np.array([[0.0]]), column, row)
        assert why.values == (3 * row + column,)
    for column, row in ((3, 0), (0, 2), (-1, 0), (0, -1)):
        with pytest.raises(IndexError, match="outside the 3 × 2 pixels"):
            explain(prepared, np.array([[0.0]]), column, row)


def test_how_many_times_as_far_the_second_is():
    prepared = prepare(Image(np.array([[[0], [100], [30]]], np.uint8)), "gray")
    at = [explain(prepared, np.array([[0.0], [60.0], [200.0]]), column, 0) for column in range(3)]
    assert [(each.margin, each.ratio) for each in at] == [(60, math.inf), (60, 2.5), (0, 1)]


def test_bands_are_told_as_they_are_stored():
    image = Image(np.array([[[0.25, 10.0], [3.0, 14.0]]], np.float32))
    prepared = prepare(image, "bands")
    why = explain(prepared, np.array([[0.25, 7.0], [3.0, 10.0]]), 0, 0)
    assert (why.feature, why.colour_pixels) == ((0.25, 10.0), None)
    assert [(each.cluster, each.distance) for each in why.nearest_first] == [(2, 2.75), (1, 3.0)]
    assert explain(prepared, np.array([[0.0, 10.0], [3.0, 10.0]]), 1, 0).feature == (3.0, 14.0)
