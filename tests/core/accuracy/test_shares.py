"""Shares and their intervals, against the Beta distribution of scipy, and drawn at random."""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, hypergeom

from core.accuracy.shares import Seen, estimate, part_of_both, share_of

LARGE = 10**9


@pytest.mark.parametrize(("looked_at", "found"), [(20, 8), (100, 3), (5, 4), (1, 1)])
@pytest.mark.parametrize("level", [0.95, 0.8])
def test_one_stratum_has_the_interval_of_jeffreys(looked_at: int, found: int, level: float) -> None:
    share = share_of([Seen(LARGE, looked_at, found)], level)
    ends = beta.ppf([(1 - level) / 2, (1 + level) / 2], found + 0.5, looked_at - found + 0.5)
    assert share.value == found / looked_at
    assert share.low == pytest.approx(ends[0], abs=5e-5)
    assert share.high == pytest.approx(max(ends[1], share.value), abs=5e-5)


def test_nothing_found_is_not_plus_minus_nothing() -> None:
    share = share_of([Seen(LARGE, 20, 0)])
    assert (share.value, share.low) == (0.0, 0.0)
    assert share.high == pytest.approx(beta.ppf(0.975, 0.5, 20.5), abs=5e-5)
    everything = share_of([Seen(LARGE, 20, 20)])
    assert (everything.value, everything.high) == (1.0, 1.0)
    assert everything.low == pytest.approx(1 - share.high, abs=5e-4), "the grid"


def test_what_was_all_looked_at_is_known() -> None:
    assert share_of([Seen(20, 20, 3)]) == share_of([Seen(10, 10, 1), Seen(10, 10, 2)])
    share = share_of([Seen(20, 20, 3)])
    assert (share.value, share.low, share.high) == (0.15, 0.15, 0.15)
    # Of 100 pixels 20 with 3 are known; the other 80 have 3.5 / 21 in the mean.
    half = share_of([Seen(100, 20, 3)])
    ends = 0.03 + 0.8 * beta.ppf([0.025, 0.975], 3.5, 17.5)
    assert [half.low, half.high] == pytest.approx(ends, abs=5e-5)


def test_a_stratum_without_a_look_counts_like_the_rest_and_may_be_anything() -> None:
    strata = [Seen(900_000, 90, 90), Seen(100_000, 0, 0)]
    assert estimate(strata) == 1_000_000
    share = share_of(strata)
    assert share.value == share.high == 1.0
    assert share.low < 0.92, "none of the second stratum may have it"
    assert estimate([Seen(5, 0, 0)]) == 0.0


SUM = [Seen(600_000, 40, 37), Seen(300_000, 25, 6), Seen(100_000, 15, 0)]


def test_the_sum_over_strata_is_that_of_random_draws() -> None:
    random = np.random.default_rng(1)
    drawn = sum(
        s.pixels / 1e6 * random.beta(s.found + 0.5, s.looked_at - s.found + 0.5, 400_000) for s in SUM
    )
    share = share_of(SUM)
    assert share.value == pytest.approx(0.6 * 37 / 40 + 0.3 * 6 / 25)
    assert [share.low, share.high] == pytest.approx(np.quantile(drawn, [0.025, 0.975]), abs=1e-3)


def test_a_part_of_both_is_that_of_random_draws() -> None:
    random = np.random.default_rng(2)
    a, *others = (s.pixels * random.beta(s.found + 0.5, s.looked_at - s.found + 0.5, 400_000) for s in SUM)
    part = part_of_both(SUM[:1], SUM[1:])
    assert part is not None
    assert part.value == pytest.approx(555_000 / (555_000 + 72_000))
    ends = np.quantile(a / (a + others[0] + others[1]), [0.025, 0.975])
    assert [part.low, part.high] == pytest.approx(ends, abs=1e-3)


def test_of_nothing_there_is_no_part() -> None:
    assert part_of_both([Seen(10, 5, 0)], [Seen(10, 5, 0)]) is None
    alone = part_of_both([Seen(10, 5, 1)], [])
    assert alone is not None
    assert (alone.value, alone.low, alone.high) == (1.0, 1.0, 1.0)
    missed = part_of_both([], [Seen(1000, 20, 10)])
    assert missed is not None
    assert (missed.value, missed.low) == (0.0, 0.0)


@st.composite
def strata(draw: st.DrawFn) -> list[Seen]:
    found = []
    for _ in range(draw(st.integers(1, 6))):
        pixels = draw(st.integers(1, 10**7))
        looked_at = draw(st.integers(0, min(pixels, 200)))
        found.append(Seen(pixels, looked_at, draw(st.integers(0, looked_at))))
    return found


@given(strata())
def test_the_estimate_lies_in_its_interval(some: list[Seen]) -> None:
    share, wider = share_of(some), share_of(some, 0.99)
    assert 0 <= wider.low <= share.low <= share.value <= share.high <= wider.high <= 1
    missed = share_of([Seen(s.pixels, s.looked_at, s.looked_at - s.found) for s in some])
    if any(s.looked_at for s in some):
        assert missed.value == pytest.approx(1 - share.value, abs=1e-12)
        assert missed.low == pytest.approx(1 - share.high, abs=5e-4), "the grid"


def held(strata: list[tuple[int, int]], looks: list[int]) -> tuple[float, float]:
    """How often the interval holds the truth, and its mean half width: over all that can be found, exactly.

    strata: of each its pixels, and how many of them have the property.
    """
    truth = sum(found for _pixels, found in strata) / sum(pixels for pixels, _found in strata)
    chances = [
        [float(hypergeom.pmf(n, pixels, found, looked)) for n in range(looked + 1)]
        for (pixels, found), looked in zip(strata, looks, strict=True)
    ]
    often = width = 0.0
    for numbers in product(*(range(looked + 1) for looked in looks)):
        chance = prod(each[n] for each, n in zip(chances, numbers, strict=True))
        seen = zip(strata, looks, numbers, strict=True)
        share = share_of([Seen(pixels, looked, n) for (pixels, _found), looked, n in seen])
        often += chance * (share.low <= truth <= share.high)
        width += chance * share.half_width
    return often, width


@pytest.mark.parametrize(
    ("wrong", "right", "often", "width", "plain"),
    [(0.05, 0.9, 0.976, 0.092, 0.151), (0.2, 0.8, 0.942, 0.131, 0.159), (0.1, 0.5, 0.951, 0.119, 0.136)],
)
def test_the_interval_holds_as_often_as_it_says(
    wrong: float, right: float, often: float, width: float, plain: float
) -> None:
    """Of a map of 700 and 300 pixels, where 30 points in proportion are narrower than 30 anywhere."""
    there = round(700 * wrong), round(300 * right)
    assert held([(700, there[0]), (300, there[1])], [21, 9]) == pytest.approx((often, width), abs=6e-4)
    simple = held([(1000, sum(there))], [30])
    assert simple[0] > 0.94
    assert simple[1] > width
    assert simple[1] == pytest.approx(plain, abs=6e-4)
