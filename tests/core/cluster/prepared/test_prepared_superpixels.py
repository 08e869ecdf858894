"""Superpixels clustered by their means: the same k-means, weighted by pixels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.cluster import KMeans

import core.cluster.prepared.prepared_superpixels as module
from core.base.errors import ParameterError
from core.classes.classes import default_classes
from core.cluster.choose_k.choose_k import choose_k
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.prepared.prepared_superpixels import PreparedSuperpixels
from core.cluster.replay import Miniature
from core.cluster.segmentation import Segmentation, labels_at, segment, superpixels_of
from core.document.document import Document
from core.image.image import Image
from core.measure.doubt import doubt_map
from core.measure.explain import explain
from core.measure.measurement import measure
from core.measure.uncertainty import uncertainty

BY = Parameters(k=3, by="superpixels", detail=90)


def mosaic(bands: int = 3, dtype: type = np.uint8) -> NDArray[np.generic]:
    """(90, 120, bands) twelve noisy patches in different colours."""
    random = np.random.RandomState(4)
    colours = random.randint(20, 230, (3, 4, bands))
    pixels = np.repeat(np.repeat(colours, 30, 0), 30, 1) + random.randint(-6, 7, (90, 120, bands))
    return pixels.astype(dtype)


def holed(pixels: NDArray[np.generic]) -> Image:
    valid = np.ones(pixels.shape[:2], bool)
    valid[:20, 50:70] = False
    return Image(pixels, valid)


def prepared_of(image: Image, parameters: Parameters = BY) -> PreparedSuperpixels:
    found = prepare_for(image, parameters, threads=1)
    assert isinstance(found, PreparedSuperpixels)
    return found


@pytest.mark.parametrize("space", ["rgb", "lab", "gray"])
def test_kmeans_of_the_means_weighted_by_pixels(space):
    image = holed(mosaic())
    parameters = replace(BY, space=space)
    found, prepared = segment(image, parameters, threads=1), prepared_of(image, parameters)
    rows, weights = prepared.observations, prepared.cut.pixels
    means = rows.features_at(np.arange(len(weights)))
    oracle = KMeans(3, init=found.history[0].centroids, n_init=1, tol=0).fit(means, sample_weight=weights)
    assert found.inertia == pytest.approx(oracle.inertia_, rel=1e-9)
    np.testing.assert_allclose(
        np.sort(found.centroids, axis=0), np.sort(oracle.cluster_centers_, axis=0), rtol=1e-6
    )
    assert found.counts.sum() == image.valid_pixels
    np.testing.assert_array_equal(np.bincount(found.labels.ravel(), minlength=4)[1:], found.counts)
    np.testing.assert_array_equal(found.labels > 0, image.valid)


def test_means_are_those_of_the_pixels():
    image = holed(mosaic())
    prepared = prepared_of(image)
    ids = prepared.cut.ids()
    means = prepared.observations.features_at(np.arange(len(prepared.cut)))
    for number, mean in enumerate(means, 1):
        np.testing.assert_allclose(mean, image.pixels[ids == number].mean(axis=0), atol=1e-3)


@pytest.mark.parametrize(
    ("image", "more"),
    [
        (Image(mosaic(1)), {}),
        (Image(mosaic(1, np.uint16)), {}),
        (Image(mosaic(3, np.uint16)), {"space": "lab"}),
        (Image(mosaic(5, np.uint16), bands=("a", "b", "c", "d", "e")), {"space": "bands"}),
        (holed(mosaic(2, np.float32)), {"space": "bands", "scaling": "z-score"}),
        (holed(mosaic()), {"features": (Feature("local-std", 0.5, (("radius", 2),)),)}),
        (holed(mosaic()), {"features": (Feature("position", 0.5),), "memory": 0.001}),
    ],
    ids=["grey", "16-bit", "16-bit-rgb", "bands", "floats", "features", "memory"],
)
def test_all_kinds_of_pictures(image, more):
    parameters = replace(BY, **more)
    found = segment(image, parameters, threads=1)
    again = segment(image, parameters, threads=3)
    assert found.labels.tobytes() == again.labels.tobytes()
    assert found.centroids.tobytes() == again.centroids.tobytes()
    prepared = prepared_of(image, parameters)
    shown = labels_at(prepared, found.centroids, order=found.start_order)[0]
    np.testing.assert_array_equal(shown, found.labels)
    assert found.centroids.shape[1] == len(prepared.names)


def test_features_count_by_their_mean():
    image = Image(mosaic())
    feature = Feature("position", 1.0)
    pixels = prepare_for(image, Parameters(features=(feature,)), threads=1)
    superpixels = prepared_of(image, replace(BY, features=(feature,)))
    ids = superpixels.cut.ids().ravel()
    every = pixels.observations.features_at(np.arange(ids.size))
    means = superpixels.observations.features_at(np.arange(len(superpixels.cut)))
    for number in (1, len(superpixels.cut)):
        np.testing.assert_allclose(means[number - 1], every[ids == number].mean(axis=0), atol=1e-3)


def test_a_pixel_is_explained_by_its_superpixel():
    image, found = holed(mosaic()), segment(holed(mosaic()), BY, threads=1)
    prepared = prepared_of(image)
    for column, row in ((3, 4), (119, 89), (45, 0)):
        why = explain(prepared, found.centroids, column, row, order=found.start_order)
        assert why is not None
        assert why.cluster == found.labels[row, column]
        assert why.colour_pixels is None
    assert explain(prepared, found.centroids, 60, 5) is None


def test_what_is_derived_knows_superpixels():
    image = holed(mosaic())
    found, prepared = segment(image, BY, threads=1), prepared_of(image)
    classes = default_classes(3)
    doubt = doubt_map(prepared, found, found.labels, classes)
    np.testing.assert_array_equal(doubt > 0, image.valid)
    for number in range(1, len(prepared.cut) + 1):
        assert len(np.unique(doubt[prepared.cut.ids() == number])) == 1
    assert Miniature(prepared, 30).segmented(found.centroids).shape == (22, 30, 4)
    assert prepared.cloud(100).weights.sum() == image.valid_pixels
    document = Document(image, BY)
    errors = [
        uncertainty(prepared, found, measure(document, found), classes, threads=threads).of((1,)).error
        for threads in (1, 3)
    ]
    assert errors[0] == errors[1]
    assert choose_k(prepared, 2, 4, threads=1).recommended in (2, 3, 4)


def test_no_fewer_superpixels_than_clusters():
    image = Image(mosaic())
    assert len(prepared_of(image, replace(BY, k=9, detail=0)).cut) == 9
    assert len(prepared_of(image, replace(BY, k=3, detail=0)).cut) == 4


def test_fewer_superpixels_than_clusters_are_refused():
    with pytest.raises(ParameterError, match="k is 4, but the picture has 1 superpixel to tell apart"):
        segment(Image(np.full((9, 9, 3), 5, np.uint8)), replace(BY, k=4), threads=1)


def test_one_pixel():
    found = segment(Image(np.full((1, 1, 3), 5, np.uint8)), replace(BY, k=1), threads=1)
    assert found.labels.tolist() == [[1]]


def test_no_valid_pixel():
    nothing = Image(np.zeros((4, 4, 3), np.uint8), np.zeros((4, 4), bool))
    with pytest.raises(ParameterError, match="no valid pixels"):
        segment(nothing, BY, threads=1)


def test_too_many_pixels(monkeypatch):
    monkeypatch.setattr(module, "MOST_PIXELS", 10_000)
    with pytest.raises(ParameterError, match="superpixels are found in up to 10\u202f000: choose by pixels"):
        segment(Image(mosaic()), BY, threads=1)


def test_another_detail_finds_nothing_again(monkeypatch):
    image = Image(mosaic())
    pieces = prepared_of(image).pieces
    monkeypatch.setattr(module, "find_superpixels", None)
    other = prepare_for(image, replace(BY, detail=10), pieces=pieces)
    assert isinstance(other, PreparedSuperpixels)
    assert other.pieces is pieces
    lab = prepare_for(image, replace(BY, space="lab"), pieces=pieces)
    assert isinstance(lab, PreparedSuperpixels)
    assert lab.pieces.superpixels is pieces.superpixels
    assert lab.names == ("L*", "a*", "b*")


def test_those_of_another_picture_do_not_fit():
    one, other = Image(mosaic()), Image(mosaic()[:60].copy())
    found = prepare_for(other, BY, pieces=prepared_of(one).pieces)
    assert found.label_image(np.zeros(len(found.cut), np.uint8)).shape == (60, 120)


def test_by_pixels_knows_no_superpixels():
    found: Segmentation = segment(Image(mosaic()), Parameters(k=3), threads=1)
    assert found.superpixels is None
    assert superpixels_of(found) is None
