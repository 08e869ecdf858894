"""Sums over windows, bit for bit those of adding up whole numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.cluster.features.specification import MOST_RANGES, QUANTA, RADIUS
from core.cluster.features.windows import weighted_sums, window_sums

MOST = MOST_RANGES * QUANTA


def by_hand(values, radius):
    """(h, w) int64, pixel by pixel."""
    values = values.astype(np.int64)
    sums = np.empty(values.shape, np.int64)
    for y, x in np.ndindex(*values.shape):
        sums[y, x] = values[max(y - radius, 0) : y + radius + 1, max(x - radius, 0) : x + radius + 1].sum()
    return sums


@settings(deadline=None)
@given(st.data())
def test_are_those_of_adding_up_whole_numbers(data):
    """Pictures smaller and larger than the window, of one row or column, with holes."""
    shape = data.draw(hnp.array_shapes(min_dims=2, max_dims=2, max_side=30))
    random = np.random.RandomState(data.draw(st.integers(0, 2**31)))
    values = random.randint(-(MOST**2), MOST**2 + 1, shape)
    values[random.random_sample(shape) < data.draw(st.sampled_from([0.0, 0.3]))] = 0
    radius = data.draw(st.sampled_from([RADIUS.low, 2, 7, RADIUS.high]))
    found = window_sums(values, radius)
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found.astype(np.int64), by_hand(values, radius))


@pytest.mark.parametrize("kind", [np.bool_, np.int32, np.int64])
def test_of_masks_and_whole_numbers_of_any_size(kind):
    values = np.random.RandomState(0).randint(0, 2, (9, 14)).astype(kind)
    np.testing.assert_array_equal(window_sums(values, 2), by_hand(values, 2))


def test_the_largest_squares_in_the_largest_window_are_exact():
    side = 2 * RADIUS.high + 1
    values = np.full((side + 60, side + 60), MOST**2)
    values[::2, ::3] -= 1
    values[5, 7] = 1
    whole = values.astype(np.int64)
    found = window_sums(values, RADIUS.high).astype(np.int64)
    running = np.pad(whole.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    middle = running[side:, side:] - running[:-side, side:] - running[side:, :-side] + running[:-side, :-side]
    np.testing.assert_array_equal(found[RADIUS.high : -RADIUS.high, RADIUS.high : -RADIUS.high], middle)


def test_weights_run_down_and_to_the_right():
    values = np.zeros((3, 5), np.int32)
    values[1, 2] = 1
    found = weighted_sums(values, (1, 2, 3), (10, 20, 30))
    # Where it is below or to the right of the pixel, it counts with the last weight.
    assert found[0].tolist() == [0, 90, 60, 30, 0]
    assert found[1].tolist() == [0, 60, 40, 20, 0]
    assert found[2].tolist() == [0, 30, 20, 10, 0]


def test_weights_meet_nothing_beyond_the_border():
    ones = np.ones((1, 2), np.int32)
    assert weighted_sums(ones, (-1, 2, -1), (1, 4, 6, 4, 1)).tolist() == [[20, 20]]
