"""Thresholds that are given and found, beside scikit-image, scikit-learn and trying all."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from skimage.filters import threshold_multiotsu, threshold_otsu
from sklearn.cluster import KMeans

from core.base.errors import ParameterError
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.segmentation import Segmentation, segment
from core.cluster.threshold import Threshold
from core.image.image import BandValue, Image


def _grey(values: object, dtype: type = np.uint8, valid: object = None) -> Image:
    pixels = np.atleast_2d(np.array(values, dtype))[..., None]
    return Image(pixels, None if valid is None else np.atleast_2d(np.array(valid, np.bool_)))


def _cut(image: Image, *at: float, channel: object = "gray") -> Segmentation:
    return segment(image, Parameters(k=len(at) + 1, threshold=Threshold(channel, at)))


def _otsu(image: Image, k: int = 2, channel: object = "gray") -> Segmentation:
    return segment(image, Parameters(k=k, threshold=Threshold(channel)))


def _least_inertia(values: list[int], k: int) -> float:
    """Of all divisions of the distinct values into k runs."""
    distinct = sorted(set(values))
    best = np.inf
    for cuts in combinations(range(1, len(distinct)), k - 1):
        bounds = [0, *cuts, len(distinct)]
        parts = [[v for v in values if v in distinct[a:b]] for a, b in pairwise(bounds)]
        best = min(best, sum(float(np.var(part)) * len(part) for part in parts))
    return best


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 255), min_size=5, max_size=12), st.integers(2, 4))
def test_otsu_is_the_best_of_all_divisions(values: list[int], k: int) -> None:
    if len(set(values)) < k:
        values = [*values, *range(k)]
    found = _otsu(_grey(values), k)
    assert found.inertia == pytest.approx(_least_inertia(values, k), abs=1e-6)
    assert (found.labels[0] == 1 + np.digitize(values, found.thresholds)).all()
    assert found.converged


def _scene(seed: int, dtype: type) -> np.ndarray:
    random, top = np.random.default_rng(seed), np.iinfo(dtype).max
    levels = np.array([0.1, 0.3, 0.55, 0.8])[random.integers(0, 4, (60, 80))]
    return np.clip((levels + random.normal(0, 0.06, levels.shape)) * top, 0, top).astype(dtype)


@pytest.mark.parametrize("seed", range(4))
def test_otsu_is_that_of_scikit_image(seed: int) -> None:
    pixels = _scene(seed, np.uint8)
    two = _otsu(_grey(pixels))
    # theirs: the last value below
    assert (two.labels == 1 + (pixels > threshold_otsu(pixels))).all()
    for k in (3, 4):
        theirs = threshold_multiotsu(pixels, k, nbins=256)
        ours = _otsu(_grey(pixels), k)
        lower = [float(pixels[ours.labels == i].max()) for i in range(1, k)]
        assert lower == theirs.tolist()


def test_k_means_of_scikit_learn_finds_nothing_better() -> None:
    pixels = _scene(7, np.uint16)
    for k in (2, 5, 9):
        theirs = KMeans(k, n_init=20, random_state=0).fit(pixels.reshape(-1, 1).astype(float))
        assert _otsu(_grey(pixels, np.uint16), k).inertia <= theirs.inertia_ * (1 + 1e-9)


def test_otsu_of_floats_with_no_data_is_of_all_pixels() -> None:
    values = np.random.default_rng(3).choice([0.1, 0.2, 0.8], (400, 500)).astype(np.float32)
    values[0, 0] = np.nan
    found = _otsu(_grey(values, np.float32))
    assert found.labels[0, 0] == 0
    assert found.thresholds[0] == pytest.approx(0.5)
    assert (found.labels[0, 1:] == 1 + (values[0, 1:] > 0.5)).all()
    assert found.counts.sum() == values.size - 1


def test_given_thresholds_have_means_for_centroids() -> None:
    found = _cut(_grey([10, 20, 100, 101, 200]), 20, 101)
    assert found.labels[0].tolist() == [1, 2, 2, 3, 3]
    assert found.centroids[:, 0].tolist() == [10, 60, 150.5]
    assert found.counts.tolist() == [1, 2, 2]
    assert found.inertia == pytest.approx(2 * 40**2 + 2 * 49.5**2)
    assert (found.thresholds, found.iterations, found.converged) == ((20.0, 101.0), 0, True)
    assert [(each.start, each.seed) for each in found.restarts] == [("given", None)]
    assert [each.start for each in _otsu(_grey([1, 9])).restarts] == ["otsu"]


def test_a_class_without_pixels_is_there() -> None:
    found = _cut(_grey([10, 20, 100]), 5, 30, 50)
    assert found.counts.tolist() == [0, 2, 0, 1]
    assert found.centroids[:, 0].tolist() == [5, 15, 40, 100]
    assert found.labels[0].tolist() == [2, 2, 4]
    assert found.colours[0].tolist() == [0, 0, 0]


def test_classes_are_numbered_from_low_to_high_whatever_their_brightness() -> None:
    # Blue is dark and high in b*'s opposite; red pixels have the higher a*.
    pixels = np.array([[[250, 250, 250], [120, 0, 0]]], np.uint8)
    found = _cut(Image(pixels), 20.0, channel="a")
    assert found.labels[0].tolist() == [1, 2]


def test_bands_and_what_they_stand_for() -> None:
    pixels = np.array([[[0, 2999], [0, 3000], [0, 3001]]], np.uint16)
    image = Image(pixels, None, ("x", "y"), band_values=(BandValue(), BandValue(0.0001)))
    found = _cut(image, 0.3, channel=2)
    assert found.labels[0].tolist() == [1, 2, 2]
    assert found.centroids[:, 0] == pytest.approx([0.2999, 0.30005], abs=1e-6)
    # A grey picture whose levels stand for values is cut by these, where its band is asked for.
    grey = Image(pixels[..., 1:], None, ("y",), band_values=(BandValue(0.0001),))
    assert _cut(grey, 0.3, channel=1).labels[0].tolist() == [1, 2, 2]
    assert _cut(grey, 3001, channel="gray").labels[0].tolist() == [1, 1, 2]
    assert _cut(Image(np.array([[[9, 1, 5], [1, 9, 5]]], np.uint8)), 9, channel=2).labels.tolist() == [[1, 2]]


def test_an_index_is_exact() -> None:
    # (17 − 3) / (17 + 3) = 0.7, which no float32 is.
    pixels = np.array([[[3, 17], [301, 1699]]], np.uint16)
    ndvi = Feature("ndvi", 1.0, (("nir", 2), ("red", 1)))
    found = _cut(Image(pixels), 0.7, channel=ndvi)
    assert found.labels[0].tolist() == [2, 1]


def test_local_features_see_the_rows_around_a_part() -> None:
    pixels = np.random.default_rng(5).integers(0, 255, (700, 500), dtype=np.uint8)
    rough = Feature("local-std", 1.0, (("radius", 9),))
    whole = _otsu(_grey(pixels), channel=rough)
    top = _cut(_grey(pixels[:560]), *whole.thresholds, channel=rough)
    assert (whole.labels[:550] == top.labels[:550]).all()


def test_what_a_picture_does_not_have() -> None:
    grey, rgb = _grey([1, 2]), Image(np.zeros((1, 2, 3), np.uint8))
    bands = Image(np.zeros((1, 2, 4), np.uint8))
    floats = Image(np.zeros((1, 2, 1), np.float32))
    for image, channel, says in (
        (grey, "H", "A grey picture has no channel H: choose gray"),
        (grey, 2, "There is no band 2 for the threshold: the picture has 1 band."),
        (rgb, 4, "There is no band 4 for the threshold: the picture has bands 1 to 3."),
        (bands, "gray", "The picture has 4 bands of uint8, which are no colour"),
        (bands, 5, "There is no band 5 for the threshold: the picture has bands 1 to 4."),
        (rgb, Feature("ndvi"), "NDVI needs a band nir"),
        (rgb, Feature("local-mean"), "makes 3 planes of this picture: a threshold looks at one."),
    ):
        with pytest.raises(ParameterError) as found:
            _cut(image, 1.0, channel=channel)
        assert says in str(found.value)
    assert _cut(floats, 1.0).labels.tolist() == [[1, 1]]
    with pytest.raises(ParameterError, match="only 2 distinct values, too few for 3 classes"):
        _otsu(grey, 3)
    with pytest.raises(ParameterError, match="has no valid pixels"):
        _cut(_grey([1, 2], valid=[False, False]), 1.0)
