"""The filters that are learned against principal components by scikit-learn, their energies against scipy."""

import json

import numpy as np
import pytest
from scipy import ndimage
from sklearn.decomposition import PCA

from core.base.errors import ParameterError
from core.base.parallel import never_cancelled
from core.cluster.features.feature import Feature
from core.cluster.features.learned.eigenfilters import _filters, _neighbourhoods, fit, planes_of
from core.cluster.features.specification import QUANTA
from core.cluster.prepared.prepare import drained
from tests.core.cluster.features.parts import Rows, model_of, noise, part_of
from tests.core.cluster.features.parts import planes_of as planes

FILTERS, WEIGHT = 8, 4096
# Of 5 × 5, where all variances are equal.
FIRST_OF_25 = [
    -382,
    -247,
    -183,
    -145,
    -120,
    -102,
    -95,
    -89,
    -84,
    -79,
    -79,
    -79,
    -83,
    -79,
    -79,
    -89,
    -95,
    -102,
    -110,
    -120,
    -183,
    -247,
    -382,
    -843,
    4096,
]


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


def test_where_all_variances_are_equal_the_rows_come_first():
    """The same weights for ever: models in documents are repeated from them. So where nothing varies.

    But for the last two, which the middle row has for itself: there nothing tells them apart.
    """
    alike = _filters(np.eye(9) * 1000.0)[:6].tolist()
    assert _filters(np.zeros((9, 9)))[:6].tolist() == alike
    assert _filters(np.eye(25))[0].tolist() == FIRST_OF_25
    assert alike == [
        [-625, -396, -290, -229, -228, -229, -625, -1474, 4096],
        [-1516, -640, -405, -297, -296, -297, -1516, 4096, 871],
        [4096, 0, 0, 0, 0, 0, -4096, 0, 0],
        [-2836, 4096, 1189, 696, 695, 696, -2836, -1053, -647],
        [-1359, -4066, 4096, 1362, 1363, 1362, -1359, -816, -583],
        [643, 1112, 4096, -2432, -2431, -2432, 643, 452, 349],
    ]


def test_levels_are_taken_from_their_mean_and_rounded():
    """Of 9, 0, …, 0 in 256ths of the range the mean is 1; of 4, 0, …, 0 it is 4/9."""
    for level, centred in ((9, [8, *[-1] * 8]), (4, [4, *[0] * 8]), (5, [4, *[-1] * 8])):
        values = np.zeros((3, 3))
        values[0, 0] = level / 256
        assert _neighbourhoods(part_of(values), 3).tolist() == [centred]
    assert _neighbourhoods(part_of(np.zeros((2, 9))), 3).shape == (0, 9)
    valid = np.ones((3, 4), bool)
    valid[1, 0] = False
    assert _neighbourhoods(part_of(np.zeros((3, 4)), valid), 3).shape == (1, 9)


def test_the_fit_is_the_same_in_any_steps_and_tells_them(monkeypatch):
    part = part_of(stripes((20, 30)))
    whole = model_of(Feature("eigenfilters"), part)
    for pixels, rows in ((1, 1), (90, 3), (30 * 16, 16), (10**6, 16)):
        monkeypatch.setattr("core.cluster.features.learned.eigenfilters._STEP_PIXELS", pixels)
        picture, asked = Rows(part), []
        block = picture.block
        picture.block = lambda top, end, block=block, asked=asked: asked.append((top, end)) or block(top, end)
        steps = fit(picture, dict(Feature("eigenfilters").options), never_cancelled)
        told = [next(steps) for _ in range(-(-16 // rows))]
        assert [(each.done, each.of) for each in told] == [(i, len(told)) for i in range(len(told))]
        assert drained(steps) == whole
        # Two rows more on either side.
        assert asked == [(top, min(top + rows, 16) + 4) for top in range(0, 16, rows)]


def test_a_model_with_weights_up_to_twice_the_largest_is_one():
    options = dict(Feature("eigenfilters").options)
    for low, high, fits in ((-8192, 8192, True), (-8193, 0, False), (0, 8193, False), (0, 0, True)):
        weights = np.full((FILTERS, 5, 5), low)
        weights[0] = high
        model = json.dumps({"filters": weights.tolist()}).encode()
        if fits:
            assert planes_of(model, options)(part_of(noise((6, 7)))).shape == (6, 7, 4)
        else:
            with pytest.raises(ValueError, match="beyond all measure"):
                planes_of(model, options)


def test_an_eighth_of_the_range_counts_as_full():
    assert Feature("eigenfilters").specification.gain == 8


def test_there_is_one_filter_at_least():
    assert Feature("eigenfilters", 1.0, (("components", 1),))
    with pytest.raises(ParameterError, match="choose 1 to 8"):
        Feature("eigenfilters", 1.0, (("components", 0),))


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
