"""What is said of pixels that thresholds have sorted: why they are there, and how doubtful."""

from __future__ import annotations

import math

import numpy as np
import pytest

from core.classes.classes import Class, default_classes
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.cluster.threshold import Threshold
from core.document.document import Document
from core.image.image import Image
from core.measure.doubt import _doubt_of_cuts, doubt_map
from core.measure.explain import explain
from core.pipeline.limits import empty_classes
from core.pipeline.result import result_of, with_uncertainty


def _image(*values: float, dtype: type = np.uint8) -> Image:
    return Image(np.array([values], dtype)[..., None])


def _doubts(image: Image, *at: float, classes: object = None) -> list[float]:
    parameters = Parameters(k=len(at) + 1, threshold=Threshold(1, at))
    prepared = prepare_for(image, parameters)
    found = segment(image, parameters, prepared=prepared)
    named = classes or default_classes(found.k)
    doubts = doubt_map(prepared, found, found.labels, named)[0]  # type: ignore[arg-type]
    return [(int(each) - 1) / 254 for each in doubts]


@pytest.mark.parametrize("dtype", [np.uint8, np.float32])
def test_doubt_is_1_on_a_threshold_and_0_at_a_mean(dtype: type) -> None:
    # Means 10 and 55, of 50, 50 and 65.
    doubts = _doubts(_image(0, 20, 10, 50, 50, 65, dtype=dtype), 50)
    assert doubts[2] == 0
    assert doubts[3] == 1
    # 10 from its mean, and 70 from 90, where that lies mirrored in the threshold; at 0 it is 10 by 90.
    assert doubts[1] == pytest.approx(10 / 70, abs=1 / 254)
    assert doubts[0] == pytest.approx(10 / 90, abs=1 / 254)


@pytest.mark.filterwarnings("error")
def test_of_two_thresholds_the_nearer_counts_and_a_value_on_one_is_of_the_upper_cluster() -> None:
    at, means = (10.0, 20.0), np.array([5.0, 12.0, 30.0])
    apart, joined = np.array([0, 1, 2]), np.array([0, 0, 1])
    # 11 is 1 from its mean, which the first threshold throws 3 away, and the second 17.
    assert _doubt_of_cuts(np.array([11.0]), at, means, apart).tolist() == [round(254 / 3)]
    # 10 lies on a threshold within a class: 2 from the mean above it, which the other throws 18 away.
    assert _doubt_of_cuts(np.array([10.0]), at, means, joined).tolist() == [round(254 * 2 / 18)]
    # A mean on a threshold.
    assert _doubt_of_cuts(np.array([20.0]), at, np.array([5.0, 12.0, 20.0]), apart).tolist() == [254]


def test_halfway_between_two_means_it_is_that_of_k_means() -> None:
    image = _image(10, 20, 15, 70, 80, 75)
    at = Parameters(k=2, threshold=Threshold(1, (45.0,)))
    means = Parameters(k=2, init=((15.0,), (75.0,)))
    maps = []
    for parameters in (at, means):
        prepared = prepare_for(image, parameters)
        found = segment(image, parameters, prepared=prepared)
        maps.append(doubt_map(prepared, found, found.labels, default_classes(2)))
    assert maps[0].tolist() == maps[1].tolist()


def test_a_threshold_within_a_class_is_no_doubt() -> None:
    both = (Class("a", (1, 2)), Class("b", (3,)))
    doubts = _doubts(_image(0, 49, 50, 51, 100, 200), 50, 150, classes=both)
    assert doubts[2] < 0.3  # on the threshold between clusters of one class
    assert _doubts(_image(0, 49, 50, 99), 50, classes=(Class("all", (1, 2)),)) == [0, 0, 0, 0]


@pytest.mark.parametrize("dtype", [np.uint8, np.float32])
def test_why_a_pixel_is_between_its_thresholds(dtype: type) -> None:
    image = _image(0, 10, 100, 110, 140, 255, dtype=dtype)
    parameters = Parameters(k=3, threshold=Threshold(1, (100.0, 130.0)))
    prepared = prepare_for(image, parameters)
    found = segment(image, parameters, prepared=prepared)
    why = [explain(prepared, found.centroids, column, 0) for column in range(6)]
    assert [each.cut for each in why] == [
        (0, -math.inf, 100),
        (10, -math.inf, 100),
        (100, 100, 130),
        (110, 100, 130),
        (140, 130, math.inf),
        (255, 130, math.inf),
    ]
    assert [each.cluster for each in why] == found.labels[0].tolist() == [1, 1, 2, 2, 3, 3]
    # 140 is nearer to the mean 105 than to its own, 197.5: what decides is the threshold.
    assert [each.cluster for each in why[4].nearest_first] == [3, 2, 1]


def test_of_otsu_it_is_the_distance_as_for_k_means() -> None:
    image = _image(0, 10, 200, 220)
    parameters = Parameters(k=2, threshold=Threshold())
    prepared = prepare_for(image, parameters)
    found = segment(image, parameters, prepared=prepared)
    why = explain(prepared, found.centroids, 0, 0)
    assert (why.cut, why.cluster, why.nearest_first[0].distance) == (None, 1, 5)


def test_other_starts_are_no_part_of_the_error() -> None:
    random = np.random.default_rng(1)
    image = Image(random.integers(0, 255, (60, 60, 1), dtype=np.uint8))
    for threshold in (Threshold(), Threshold("gray", (100.0,))):
        document = Document(image, Parameters(k=2, threshold=threshold))
        prepared = prepare_for(image, document.parameters)
        found = segment(image, document.parameters, prepared=prepared)
        result = with_uncertainty(result_of(document, found), prepared)
        assert result.rows[0].error.starts == 0


def test_clusters_without_pixels_are_said() -> None:
    image = _image(10, 200)

    def said(*at: float) -> tuple[str, ...]:
        return empty_classes(segment(image, Parameters(k=len(at) + 1, threshold=Threshold("gray", at))))

    assert said(100) == ()
    assert said(100, 150) == ("No pixel lies between the thresholds of cluster 2.",)
    assert said(5, 100, 300) == ("No pixel lies between the thresholds of the clusters 1, 4.",)
    assert empty_classes(segment(image, Parameters(k=2))) == ()
