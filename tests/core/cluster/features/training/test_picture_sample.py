"""What networks see of a picture: patches without a pixel of no data, and means of blocks."""

import hashlib
from types import SimpleNamespace

import numpy as np
import pytest

from core.base.errors import Cancelled, ParameterError
from core.base.parallel import never_cancelled
from core.cluster.features.specification import QUANTA
from core.cluster.features.training import picture_sample
from core.cluster.features.training.picture_sample import (
    Statistics,
    counted,
    patches,
    reduced,
    rows_of,
    spread_patches,
    standardised_patches,
    statistics,
    statistics_of,
)
from tests.core.cluster.features.parts import Rows, noise, part_of


def picture_of(values, valid=None):
    return Rows(part_of(values, valid))


@pytest.fixture(params=[1 << 18, 200])
def _parts(request, monkeypatch):
    """In one part, and in many."""
    monkeypatch.setattr(picture_sample, "_BLOCK", request.param)


@pytest.mark.usefixtures("_parts")
def test_statistics_are_those_of_the_valid_pixels():
    values, valid = noise((21, 33)), np.random.RandomState(1).random_sample((21, 33)) > 0.3
    seen = statistics(picture_of(values, valid), never_cancelled)
    np.testing.assert_allclose(seen.mean, [values[valid].mean()], atol=1e-12)
    np.testing.assert_allclose(seen.deviation, values[valid].std(), atol=1e-9)
    np.testing.assert_allclose(seen.variance, values[valid].var(), atol=1e-9)
    own = np.rint(values * QUANTA).astype(np.int32)[..., None]
    standard = seen.standardised(own)[valid]
    assert abs(standard.mean()) < 1e-6
    assert abs(standard.std() - 1) < 1e-6
    np.testing.assert_allclose(seen.fractions(seen.standardised(own))[..., 0], values, atol=1e-5)


def test_a_picture_of_one_colour_is_not_blown_up():
    seen = statistics(picture_of(np.full((9, 9), 0.5)), never_cancelled)
    assert seen.deviation == 0
    assert seen.standardised(np.array([[QUANTA // 2 + 1]], np.int32))[0, 0] < 0.01


class TwoBands:
    """Two rows of two pixels with two planes each, row by row; one pixel is not valid."""

    height = width = 2
    names = ("one", "other")
    own = np.array([[[1, 10], [3, 20]], [[900, 900], [5, 60]]], np.int32) * QUANTA
    valid = np.array([[True, True], [False, True]])

    def block(self, top, end):
        return SimpleNamespace(own=self.own[top:end], valid=self.valid[top:end])


@pytest.mark.parametrize("block", [1 << 18, 1])
def test_planes_are_counted_one_by_one_and_vary_together(block, monkeypatch):
    monkeypatch.setattr(picture_sample, "_BLOCK", block)
    seen = statistics(TwoBands(), never_cancelled)
    assert seen.mean.tolist() == [3, 30]
    # Variances of 8/3 and 1400/3.
    assert seen.deviation == pytest.approx((1408 / 6) ** 0.5)
    assert seen.variance == pytest.approx(1408 / 3)
    counted = [2, 2, 3, 9 * QUANTA, 90 * QUANTA, 35 * QUANTA**2, 4100 * QUANTA**2]
    assert seen.sha256 == hashlib.sha256(np.array(counted, np.float64).tobytes()).hexdigest()


def test_of_one_pixel_it_is_that_pixel():
    picture = TwoBands()
    picture.valid = np.array([[False, False], [False, True]])
    seen = statistics(picture, never_cancelled)
    assert (seen.mean.tolist(), seen.deviation) == ([5, 60], 0)


def test_a_picture_without_data_has_no_statistics():
    picture = TwoBands()
    picture.valid = np.zeros((2, 2), bool)
    seen = statistics(picture, never_cancelled)
    assert (seen.mean.tolist(), seen.deviation) == ([0, 0], 0)


def test_rounding_leaves_no_variance_below_zero():
    """Of squares that need more than 53 bits."""
    picture = TwoBands()
    for value in range(2**30, 2**30 + 50):
        picture.own = np.full((2, 2, 2), value, np.int32)
        assert statistics(picture, never_cancelled).deviation * QUANTA < 20


def test_small_deviations_are_taken_for_a_two_hundredth():
    for deviation, scale in ((0.004, 0.005), (0.006, 0.006)):
        seen = Statistics(np.array([0.5]), deviation, "")
        own = np.array([[QUANTA]], np.int32)
        assert seen.standardised(own)[0, 0] == pytest.approx(0.5 / scale)
        assert seen.fractions(np.array([[2.0]]))[0, 0] == pytest.approx(0.5 + 2 * scale)
        one = SimpleNamespace(valid=np.ones((1, 1), bool), own=own[None])
        assert reduced(one, seen, 2)[0][0, 0, 0] == pytest.approx(0.5 / scale)


@pytest.mark.parametrize(
    ("width", "step", "parts"),
    [
        (10, 1, [(0, 10), (10, 20), (20, 25)]),
        (30, 1, [(i, min(i + 3, 25)) for i in range(0, 25, 3)]),
        (101, 1, [(i, i + 1) for i in range(25)]),
        (10, 4, [(0, 8), (8, 16), (16, 24), (24, 25)]),
        (40, 4, [(0, 4), (4, 8), (8, 12), (12, 16), (16, 20), (20, 24), (24, 25)]),
        (100, 25, [(0, 25)]),
    ],
)
def test_parts_have_a_hundred_pixels_in_whole_steps(width, step, parts, monkeypatch):
    monkeypatch.setattr(picture_sample, "_BLOCK", 100)
    assert list(rows_of(SimpleNamespace(width=width, height=25), step)) == parts
    if step == 1:
        assert list(rows_of(SimpleNamespace(width=width, height=25))) == parts


def test_parts_without_a_patch_are_passed_over(monkeypatch):
    """No data above and in the middle: patches lie in the second and in the last part."""
    monkeypatch.setattr(picture_sample, "_BLOCK", 20 * 8)
    values, valid = noise((40, 20)), np.zeros((40, 20), bool)
    valid[9:14] = valid[33:] = True
    picture = picture_of(values, valid)
    found = patches(picture, size=4, number=60, seed=0, cancelled=never_cancelled)
    windows = np.lib.stride_tricks.sliding_window_view(np.where(valid, values, np.nan), (4, 4))
    tops, lefts = np.nonzero(~np.isnan(windows).any(axis=(2, 3)))
    assert sorted({*tops.tolist()}) == [9, 10, 33, 34, 35, 36]
    chosen = np.random.RandomState(0).randint(0, len(tops), 60)
    expected = np.rint(windows[tops[chosen], lefts[chosen]] * QUANTA)
    np.testing.assert_array_equal(found[..., 0], expected)


@pytest.mark.usefixtures("_parts")
def test_patches_are_of_the_picture_and_hold_no_pixel_without_data():
    values, valid = noise((21, 33)), np.ones((21, 33), bool)
    valid[8:11, 5:20] = False
    picture = picture_of(values, valid)
    found = patches(picture, size=4, number=300, seed=3, cancelled=never_cancelled)
    assert found.shape == (300, 4, 4, 1)
    whole = np.where(valid, values, np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(whole, (4, 4)).reshape(-1, 16)
    own = np.rint(windows[~np.isnan(windows).any(1)] * QUANTA).astype(np.int32)[..., None]
    known = {patch.tobytes() for patch in own}
    assert {patch.tobytes() for patch in found} <= known
    assert len({patch.tobytes() for patch in found}) > 100


def test_patches_are_standardised_in_their_own_memory():
    picture = picture_of(noise((40, 40)))
    seen = statistics(picture, never_cancelled)
    found = patches(picture, size=8, number=1100, seed=3, cancelled=never_cancelled)
    wanted = seen.standardised(found)
    taught = standardised_patches(found, seen)
    np.testing.assert_array_equal(taught, wanted)
    assert np.shares_memory(found, taught)


def test_statistics_of_two_pictures_are_those_of_all_their_pixels():
    one, other = noise((21, 33)), noise((9, 12), seed=1) / 2
    seen = statistics_of([counted(picture_of(values), never_cancelled) for values in (one, other)])
    both = np.concatenate([one.ravel(), other.ravel()])
    np.testing.assert_allclose(seen.mean, [both.mean()], atol=1e-6)
    np.testing.assert_allclose(seen.deviation, both.std(), atol=1e-6)


def test_another_seed_gives_other_patches_and_the_same_the_same():
    picture = picture_of(noise((20, 20)))

    def taken(seed):
        return patches(picture, size=8, number=20, seed=seed, cancelled=never_cancelled)

    np.testing.assert_array_equal(taken(1), taken(1))
    assert not np.array_equal(taken(1), taken(2))


def test_of_many_bands_there_are_fewer_patches(monkeypatch):
    monkeypatch.setattr(picture_sample, "_MOST_BYTES", 10 * 4 * 64)
    picture = picture_of(noise((20, 20)))
    assert len(patches(picture, size=8, number=50, seed=0, cancelled=never_cancelled)) == 10
    monkeypatch.setattr(picture_sample, "_MOST_BYTES", 1)
    assert len(patches(picture, size=8, number=50, seed=0, cancelled=never_cancelled)) == 1


@pytest.mark.parametrize("size", [(7, 30), (30, 7)])
def test_a_picture_smaller_than_the_patch_is_a_sentence(size):
    picture = picture_of(noise(size))
    with pytest.raises(ParameterError, match=f"is {size[1]} × {size[0]} pixels, smaller than the patch"):
        patches(picture, size=8, number=5, seed=0, cancelled=never_cancelled)


def test_a_picture_of_the_size_of_the_patch_has_one():
    picture = picture_of(noise((8, 8)))
    assert len(patches(picture, size=8, number=5, seed=0, cancelled=never_cancelled)) == 5


def test_no_whole_patch_is_a_sentence():
    valid = np.ones((20, 20), bool)
    valid[::7, ::7] = False
    picture = picture_of(noise((20, 20)), valid)
    with pytest.raises(ParameterError, match="Nowhere in the picture are 8 × 8 pixels without"):
        patches(picture, size=8, number=5, seed=0, cancelled=never_cancelled)
    assert len(patches(picture, size=6, number=5, seed=0, cancelled=never_cancelled)) == 5


@pytest.mark.parametrize("asked", [0, 1, 2])
def test_each_part_asks_whether_it_is_cancelled(asked, monkeypatch):
    monkeypatch.setattr(picture_sample, "_BLOCK", 20 * 8)
    answers = iter([False] * asked + [True] * 9)
    with pytest.raises(Cancelled):
        statistics(picture_of(noise((20, 20))), lambda: next(answers))


def test_reduced_is_the_mean_of_the_valid_pixels_of_a_block():
    values, valid = noise((5, 7)), np.ones((5, 7), bool)
    valid[0:2, 0:2] = False
    valid[2, 2] = False
    part = part_of(values, valid)
    seen = statistics(Rows(part), never_cancelled)
    found, there = reduced(part, seen, 2)
    assert found.shape == (3, 4, 1)
    assert not there[0, 0]
    assert there.sum() == 11
    assert found[0, 0, 0] == 0
    back = seen.fractions(found)[..., 0]
    np.testing.assert_allclose(back[1, 1], np.mean([values[2, 3], values[3, 2], values[3, 3]]), atol=1e-5)
    np.testing.assert_allclose(back[2, 3], values[4, 6], atol=1e-5)
    np.testing.assert_allclose(back[0, 1], values[0:2, 2:4].mean(), atol=1e-5)


@pytest.mark.parametrize(
    ("number", "chosen"), [(5, [0, 2, 5, 8, 11]), (1, [0]), (12, range(12)), (99, range(12))]
)
def test_spread_patches_lie_evenly_over_all_places(number, chosen):
    """3 × 4 places; of five those at 0, 2.75, 5.5, 8.25 and 11."""
    values = noise((6, 7))
    found = spread_patches(picture_of(values), size=4, number=number, cancelled=never_cancelled)
    windows = np.lib.stride_tricks.sliding_window_view(np.rint(values * QUANTA), (4, 4)).reshape(12, 4, 4)
    np.testing.assert_array_equal(found[..., 0], windows[list(chosen)])
