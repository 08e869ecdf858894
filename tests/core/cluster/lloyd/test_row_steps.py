"""Stored values become whole steps: rounded half up, cut off, in as few bytes as they fit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.cluster.lloyd.bands import LIMIT, BandScale
from core.cluster.lloyd.row_steps import steps_in_place, steps_of, sums_of

ALL = np.empty(0, np.bool_)


def scale(factor=1.0, bands=(0,)):
    n = len(bands)
    return BandScale(np.array(bands), np.zeros(n), np.full(n, factor), 1.0, ("",) * n)


def test_halves_go_up():
    values = np.array([[-1.5], [-0.5], [0.49], [0.5], [1.5]])
    assert steps_of(values, ALL, scale()).ravel().tolist() == [-1, 0, 0, 1, 2]


@pytest.mark.parametrize(
    ("largest", "dtype"),
    [(32767, np.int16), (-32767, np.int16), (32767.4, np.int16), (32767.5, np.int32), (-32768, np.int32)],
)
def test_two_bytes_where_all_steps_fit(largest, dtype):
    steps = steps_of(np.array([[0.0], [largest]]), ALL, scale())
    assert steps.dtype == dtype
    assert steps[1, 0] == np.floor(largest + 0.5)


def test_what_is_not_valid_is_0_and_decides_no_type():
    steps = steps_of(np.array([[1e6], [np.nan], [5.0]]), np.array([False, False, True]), scale())
    assert steps.dtype == np.int16
    assert steps.ravel().tolist() == [0, 0, 5]


def test_the_limit_cuts_off_on_both_sides():
    steps = steps_of(np.array([[1e300], [-1e300], [LIMIT - 1]]), ALL, scale())
    assert steps.ravel().tolist() == [2**27, -(2**27), 2**27 - 1]


def test_chosen_bands_in_their_order():
    steps = steps_of(np.array([[1, 2, 3]], np.uint16), ALL, scale(10.0, (2, 0)))
    assert steps.tolist() == [[30, 10]]


@given(hnp.arrays(np.float32, (7, 3), elements=st.floats(-1e6, 1e6, width=32)), st.booleans())
def test_in_place_they_are_the_same(planes, holes):
    valid = np.arange(7) % 3 > 0 if holes else ALL
    expected = steps_of(planes, valid, scale(0.37, (0, 1, 2)))
    steps = steps_in_place(planes, valid, scale(0.37, (0, 1, 2)))
    assert np.shares_memory(steps, planes)
    np.testing.assert_array_equal(steps, expected)


def test_in_place_what_is_not_valid_is_0():
    planes = np.array([[1.4], [7.0], [-2.5], [1e30]], np.float32)
    steps = steps_in_place(planes, np.array([True, False, True, True]), scale(2.0))
    assert steps.ravel().tolist() == [3, 0, -5, 2**27]


def test_sums_are_exact_where_a_float_would_not_be():
    steps = np.full((300_000, 2), 2**27, np.int32)
    steps[0] = 1, -3
    sums, squares = sums_of(steps)
    assert sums.tolist() == [299_999 * 2**27 + 1, 299_999 * 2**27 - 3]
    assert squares == 2 * 299_999 * 2**54 + 10
