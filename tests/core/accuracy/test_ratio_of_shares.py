"""The ratio of what points say of classes, with an interval that holds it."""

from __future__ import annotations

import numpy as np
import pytest

from core.accuracy.accuracy import Answers, accuracy_of
from core.accuracy.ratio_of_shares import ratio_of_shares


def answers(there: list[list[int]], pixels: list[int]) -> Answers:
    """there: of each stratum, which is a class of the map too, how often each class is there."""
    matrix = np.array(there)
    stratum, seen = (np.repeat(each.reshape(-1), matrix.reshape(-1)) for each in np.indices(matrix.shape))
    return Answers(stratum, stratum, seen, np.diag(pixels).astype(np.int64), matrix.shape[1])


FOUND = answers([[28, 2, 0], [3, 25, 2], [1, 1, 18]], [6_000, 3_000, 1_000])
ICE = 0.6 * 28 / 30 + 0.3 * 3 / 30 + 0.1 / 20
WATER = 0.6 * 2 / 30 + 0.3 * 25 / 30 + 0.1 / 20


def test_of_everything_it_is_the_share() -> None:
    found = ratio_of_shares(FOUND, {0}, {0, 1, 2})
    share = accuracy_of(FOUND).classes[0].share
    assert found is not None
    assert found.value == pytest.approx(share.value)
    assert found.value == pytest.approx(ICE)
    assert (found.low, found.high) == pytest.approx((share.low, share.high), abs=0.01)


def test_a_part_of_a_sum_and_one_beside_it() -> None:
    part = ratio_of_shares(FOUND, {0}, {0, 1})
    beside = ratio_of_shares(FOUND, {0}, {1})
    assert part is not None
    assert beside is not None
    assert part.value == pytest.approx(ICE / (ICE + WATER))
    assert beside.value == pytest.approx(ICE / WATER)
    assert 0 < part.low < part.value < part.high < 1
    # One follows from the other: r / (1 + r).
    assert part.low == pytest.approx(beside.low / (1 + beside.low), abs=0.01)
    assert part.high == pytest.approx(beside.high / (1 + beside.high), abs=0.01)
    assert part == ratio_of_shares(FOUND, {0}, {0, 1}), "the same every time"


def test_one_of_itself_is_one_and_of_nothing_is_none() -> None:
    one = ratio_of_shares(FOUND, {0, 1}, {0, 1})
    assert one is not None
    assert (one.value, one.low, one.high) == pytest.approx((1, 1, 1))
    assert ratio_of_shares(answers([[5, 0], [5, 0]], [10, 10]), {0}, {1}) is None


@pytest.mark.parametrize("level", [0.5, 0.95])
def test_it_holds_as_often_as_it_says(level: float) -> None:
    """300 samples of a picture in which the truth is known: three strata, three classes."""
    random = np.random.RandomState(1)
    parts = np.array([[0.9, 0.08, 0.02], [0.1, 0.8, 0.1], [0.05, 0.05, 0.9]])
    weights = np.array([0.6, 0.3, 0.1])
    truth = (weights @ parts[:, 0]) / (weights @ parts[:, :2].sum(axis=1))
    held = 0
    for _ in range(300):
        seen = [random.multinomial(30, row).tolist() for row in parts]
        found = ratio_of_shares(answers(seen, [60_000, 30_000, 10_000]), {0}, {0, 1}, level)
        assert found is not None
        held += found.low <= truth <= found.high
    # The standard deviation of such a share is some 1.3 and 2.9 points.
    assert abs(held / 300 - level) < 4 * np.sqrt(level * (1 - level) / 300)
