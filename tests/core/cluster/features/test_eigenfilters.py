"""The filters that are learned against principal components by scikit-learn, their energies against scipy."""

import json

import numpy as np
import pytest
from scipy import ndimage
from sklearn.decomposition import PCA

from core.cluster.features.feature import Feature
from core.cluster.features.learned.eigenfilters import _filters, planes_of
from core.cluster.features.specification import QUANTA
from tests.core.cluster.features.parts import model_of, noise, part_of
from tests.core.cluster.features.parts import planes_of as planes

FILTERS, WEIGHT = 8, 4096


def stripes(size=(60, 70)):
    """Smooth noise with stripes: no two directions are alike."""
    rows, columns = np.indices(size)
    grain = ndimage.gaussian_filter(noise(size), 1.2)
    return np.clip(0.5 + 0.2 * np.sin(rows * 1.1 + columns * 0.5) + 0.8 * (grain - 0.5), 0, 1)


def filters_of(values, valid=None, **options):
    feature = Feature("eigenfilters", 1.0, tuple(options.items()))
    return np.array(json.loads(model_of(feature, part_of(values, valid)))["filters"])


@pytest.mark.parametrize(("size", "name"), [(3, "3"), (5, "5"), (7, "7")])
def test_filters_are_the_principal_components_of_the_neighbourhoods(size, name):
    values = stripes()
    levels = np.rint(values * QUANTA).astype(int) * 256 // QUANTA
    around = np.lib.stride_tricks.sliding_window_view(levels, (size, size)).reshape(-1, size * size)
    found = filters_of(values, size=name).reshape(FILTERS, -1)
    # About 0, not about their mean: the sum over all neighbourhoods of what is less their own mean.
    centred = around - around.mean(axis=1, keepdims=True)
    known = PCA(FILTERS).fit(np.concatenate([centred, -centred]))
    cosines = (found * known.components_).sum(axis=1) / np.linalg.norm(found, axis=1)
    apart = known.explained_variance_[:-1] / known.explained_variance_[1:] > 1.1
    # Where two variances are much alike, levels rounded to whole ones turn the components.
    clear = np.concatenate([apart, [False]]) & np.concatenate([[True], apart])
    assert clear.sum() >= 2
    assert np.abs(cosines)[clear].min() > 0.999


def test_filters_are_whole_numbers_without_a_mean_and_with_a_sign():
    found = filters_of(stripes()).reshape(FILTERS, -1)
    assert not found.sum(axis=1).any()
    largest = np.abs(found).max(axis=1)
    assert (np.abs(largest - WEIGHT) <= 25).all()
    assert (found.max(axis=1) >= WEIGHT - 25).all()


@pytest.mark.parametrize("seed", range(5))
def test_equal_variances_are_told_apart(seed):
    turned = noise((41, 41), seed)
    turned = (turned + np.rot90(turned) + np.rot90(turned, 2) + np.rot90(turned, 3)) / 4
    turned = np.rint((turned + turned.T) * 128)
    around = np.lib.stride_tricks.sliding_window_view(turned, (5, 5)).reshape(-1, 25)
    centred = np.rint(around - around.mean(axis=1, keepdims=True))
    covariance = centred.T @ centred
    variances = np.linalg.eigvalsh(covariance)
    assert (np.diff(variances[1:]) < 1e-9 * variances[-1]).sum() >= 2
    # As another machine may find them: the last bits are noise.
    grain = np.random.RandomState(1).uniform(-1, 1, (25, 25)) * 1e-15 * covariance.max()
    assert np.array_equal(_filters(covariance), _filters(covariance + grain + grain.T))


def test_energies_agree_with_scipy():
    values, radius = stripes((40, 53)), 4
    found = planes("eigenfilters", part_of(values), radius=radius, components=3)
    whole = np.zeros(values.shape)
    whole[2:-2, 2:-2] = 1
    size = 2 * radius + 1
    share = ndimage.uniform_filter(whole, size, mode="constant")
    for i, weights in enumerate(filters_of(values)[:3].astype(float)):
        response = np.abs(ndimage.correlate(values, weights, mode="constant")) * whole
        energy = ndimage.uniform_filter(response, size, mode="constant") / np.maximum(share, 1e-9)
        np.testing.assert_allclose(found[..., i], energy / (np.abs(weights).sum() / 2), atol=2e-5)


def test_what_is_no_data_teaches_nothing():
    values, valid = stripes(), np.ones((60, 70), bool)
    valid[10:20, 30:50] = False
    other = values.copy()
    other[~valid] = 1 - other[~valid]
    assert np.array_equal(filters_of(values, valid), filters_of(other, valid))
    assert not np.array_equal(filters_of(values, valid), filters_of(values))


@pytest.mark.parametrize("size", [(1, 1), (4, 9), (9, 4), (5, 5)])
def test_a_small_picture_has_planes_too(size):
    found = planes("eigenfilters", part_of(noise(size)))
    assert found.shape == (*size, 4)
    assert np.isfinite(found).all()


def test_two_textures_of_one_brightness_are_told_apart():
    rows, columns = np.indices((64, 96))
    values = np.where(columns < 48, (rows // 2) % 2, (columns // 2) % 2) * 0.5 + 0.25
    found = planes("eigenfilters", part_of(values), radius=4, components=2)
    left, right = found[:, 8:40].mean(axis=(0, 1)), found[:, 56:88].mean(axis=(0, 1))
    assert np.abs(left - right).max() > 0.2


@pytest.mark.parametrize(
    "model",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"filters": 3}',
        b'{"filters": [[[1.5]]]}',
        b"[" * 100_000,
        json.dumps({"filters": np.zeros((8, 3, 3), int).tolist()}).encode(),
        json.dumps({"filters": np.full((8, 5, 5), 10**6).tolist()}).encode(),
        json.dumps({"filters": np.full((8, 5, 5), 2**70, object).tolist()}).encode(),
        json.dumps({"filters": np.full((8, 5, 5), -(2**63), object).tolist()}).encode(),
    ],
)
def test_a_strangers_model_is_refused(model):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the sentence: nobody reads it
        planes_of(model, dict(Feature("eigenfilters").options))
