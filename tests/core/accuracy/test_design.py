"""How many points each stratum gets, and where they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.accuracy.design import allocate, allocate_more, draw, order_of


@pytest.mark.parametrize(
    ("pixels", "points", "given_"),
    [
        ([500, 300, 200], 100, [50, 30, 20]),
        ([9_700, 200, 100], 100, [70, 15, 15]),  # 15 each; what is left to the large one
        ([9_700, 200, 100], 60, [40, 10, 10]),  # 60 / (2 · 3) each
        ([9_000, 0, 1_000], 20, [15, 0, 5]),  # one without pixels is no stratum: 20 / (2 · 2) each
        ([9_990, 7, 3], 100, [90, 7, 3]),  # no more than there are
        ([4, 3], 100, [4, 3]),
        ([100, 100, 100], 10, [4, 3, 3]),  # equal remainders: the first
        ([550, 300, 150], 4, [2, 1, 1]),  # 2.2, 1.2, 0.6: the largest remainder
        ([0, 0], 10, [0, 0]),
        ([], 10, []),
        ([50, 50], 0, [0, 0]),
    ],
)
def test_in_proportion_and_some_at_least(pixels: list[int], points: int, given_: list[int]) -> None:
    assert allocate(pixels, points) == given_


def test_more_where_answers_differ() -> None:
    # Half each: deviation √½; all one: (9.5, .5) / 10: √.095. 100 points by 500 · .7071 and 500 · .3082.
    assert allocate_more([500, 500], [[5, 4], [9, 0]], [9, 9], 100) == [70, 30]
    # √(2 · .25) and √(2 · .95 · .05): the same by the two classes together.
    assert allocate_more([10, 500], [[5, 4], [9, 0]], [9, 9], 100) == [1, 99], "only one is left there"
    assert allocate_more([500, 0], [[5, 4], [0, 0]], [9, 0], 10) == [10, 0]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=9), st.integers(0, 500))
def test_all_points_are_given_where_there_are_pixels(pixels: list[int], points: int) -> None:
    found = allocate(pixels, points)
    assert sum(found) == min(points, sum(pixels))
    assert all(0 <= got <= there for got, there in zip(found, pixels, strict=True))
    floor = min(15, points // (2 * max(1, sum(1 for each in pixels if each))))
    assert all(got >= min(floor, there) for got, there in zip(found, pixels, strict=True))


STRATA = np.zeros((40, 50), np.uint8)
STRATA[5:30, :20] = 1
STRATA[5:30, 20:] = 2
STRATA[35, :3] = 3
FIRST = [467, 458, 1165]


def test_places_lie_in_their_stratum_and_none_comes_twice() -> None:
    found = draw(STRATA, 3, [100, 30, 10], seed=4)
    assert [len(each) for each in found] == [100, 30, 3]
    for stratum, places in enumerate(found, start=1):
        assert len(set(places.tolist())) == len(places)
        assert (STRATA.reshape(-1)[places] == stratum).all()


def test_the_same_seed_draws_the_same_and_more_begins_alike() -> None:
    few, many = draw(STRATA, 3, [10, 10, 1], seed=4), draw(STRATA, 3, [400, 20, 3], seed=4)
    for a, b in zip(few, many, strict=True):
        assert a.tolist() == b[: len(a)].tolist()
    assert few[0].tolist() != draw(STRATA, 3, [10, 10, 1], seed=5)[0].tolist()
    # NumPy's frozen RandomState: these places never change.
    assert few[0][:3].tolist() == FIRST


def test_every_pixel_is_drawn_as_often() -> None:
    whole = np.ones((1, 10), np.uint8)
    counts = np.zeros(10, int)
    for seed in range(3_000):
        counts[draw(whole, 1, [3], seed)[0]] += 1
    assert counts.sum() == 9_000
    assert (abs(counts - 900) < 5 * np.sqrt(900 * 0.7)).all()


def test_strata_take_turns_in_proportion() -> None:
    assert order_of([4, 2]).tolist() == [0, 1, 0, 0, 1, 0]
    assert order_of([1, 1]).tolist() == [0, 1]
    assert order_of([0, 2]).tolist() == [1, 1]
