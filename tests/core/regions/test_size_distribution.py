"""Size distributions: counts by hand, power laws by known truth and by brute force."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.base.errors import Cancelled, ParameterError
from core.classes.classes import Class
from core.regions.power_law_kernels import best_lower_cut
from core.regions.regions import find_regions
from core.regions.size_distribution import (
    BINS_A_DECADE,
    LEAST_TAIL,
    SizeDistribution,
    _cuts,
    fit_power_law,
    size_distribution,
)
from core.scale.calibration import UNCALIBRATED, parse_pixel_size


def pareto(exponent: float, lower: float, n: int, seed: int = 0) -> NDArray[np.float64]:
    draws = np.random.default_rng(seed).random(n)
    return lower * (1 - draws) ** (-1 / (exponent - 1))


def brute_force(sizes: NDArray[np.float64]) -> tuple[float, float, float]:
    """Clauset, Shalizi & Newman as it stands there: distance, lower cut and exponent of the best cut."""
    found = []
    for lower in np.unique(sizes)[:-1]:
        tail = np.sort(sizes[sizes >= lower])
        if len(tail) < LEAST_TAIL:
            continue
        exponent = 1 + len(tail) / np.log(tail / lower).sum()
        points = np.unique(tail)
        model = (points / lower) ** (1 - exponent)
        at_least = np.array([(tail >= point).mean() for point in points])
        above = np.array([(tail > point).mean() for point in points])
        distance = max(np.abs(model - at_least).max(), np.abs(model - above).max())
        found.append((distance, lower, exponent))
    return min(found)


@given(st.lists(st.integers(1, 60), min_size=LEAST_TAIL, max_size=60).filter(lambda x: len(set(x)) > 1))
def test_the_fit_is_that_of_brute_force(pixels: list[int]) -> None:
    sizes = 2 * np.sqrt(np.array(pixels) / np.pi)
    law = fit_power_law(sizes, resamples=0)
    distance, lower, exponent = brute_force(sizes)
    assert law is not None
    assert law.distance == pytest.approx(distance, abs=1e-9)
    if law.lower == pytest.approx(lower):  # two cuts may be as good
        assert law.exponent == pytest.approx(exponent)


@pytest.mark.parametrize("exponent", [1.8, 2.5, 3.5])
def test_a_known_exponent_and_cut_are_found(exponent: float) -> None:
    small = np.random.default_rng(1).uniform(0.1, 2.0, 1500)
    law = fit_power_law(np.concatenate((small, pareto(exponent, 2.0, 3000))))
    assert law is not None
    assert law.lower == pytest.approx(2.0, rel=0.15)
    assert law.standard_error == pytest.approx((law.exponent - 1) / np.sqrt(law.tail))
    assert abs(law.exponent - exponent) < 4 * law.standard_error
    assert law.low < exponent < law.high
    assert law.low < law.exponent < law.high
    assert law.larger(np.array([law.lower]))[0] == law.tail


def test_the_band_covers_the_truth_about_as_often_as_it_says() -> None:
    hits = 0
    for seed in range(40):
        law = fit_power_law(pareto(2.2, 1.0, 300, seed), resamples=60)
        assert law is not None
        hits += law.low <= 2.2 <= law.high
    assert hits >= 34


def test_threads_change_nothing() -> None:
    sizes = pareto(2.0, 1.0, 800)
    assert fit_power_law(sizes, threads=1) == fit_power_law(sizes, threads=3)


@pytest.mark.parametrize("sizes", [[], [1.0] * 50, [1.0, 2.0, 3.0]])
def test_too_little_is_no_law(sizes: list[float]) -> None:
    assert fit_power_law(np.array(sizes)) is None


def test_cancelling_ends_it() -> None:
    with pytest.raises(Cancelled):
        fit_power_law(pareto(2.0, 1.0, 100), cancelled=lambda: True)


def squares(sides: list[int]) -> NDArray[np.uint8]:
    labels = np.full((max(sides) + 2, sum(sides) + len(sides) + 1), 2, np.uint8)
    left = 1
    for side in sides:
        labels[1 : 1 + side, left : left + side] = 1
        left += side + 1
    return labels


def test_bins_are_counted_an_area() -> None:
    sides = [1, 1, 1, 2, 4, 4, 10]
    labels = squares(sides)
    table = find_regions(labels, (Class("a", (1,)),), parse_pixel_size("100m"))
    found = size_distribution(table)

    assert (found.unit, found.per) == ("km", "km²")
    diameters = 2 * np.sqrt(np.array(sides) ** 2 * 0.01 / np.pi)
    assert found.sizes.tolist() == pytest.approx(diameters.tolist())
    assert found.edges[0] <= diameters.min() < found.edges[1]
    assert found.edges[-2] <= diameters.max() < found.edges[-1]
    assert np.log10(found.edges) * BINS_A_DECADE == pytest.approx(
        np.rint(np.log10(found.edges) * BINS_A_DECADE)
    )
    assert found.counts.tolist() == np.histogram(diameters, found.edges)[0].tolist()
    assert found.area == pytest.approx(0.01 * sum(side**2 for side in sides))
    assert found.densities.sum() == pytest.approx(len(sides) / found.area)
    assert found.larger[0] == len(sides)
    assert found.larger[-1] == 0
    values, larger = found.cumulative()
    assert larger.tolist() == [7, 4, 3, 1]
    assert values[0] == found.sizes[0]


def test_without_a_scale_numbers_are_by_the_megapixel() -> None:
    table = find_regions(squares([1, 2]), (Class("a", (1,)), Class("b", (2,))), UNCALIBRATED)
    found = size_distribution(table, "feret_max")
    assert (found.unit, found.per) == ("px", "10⁶ px²")
    assert found.area == pytest.approx(squares([1, 2]).size / 1e6)


def test_no_region_is_no_distribution() -> None:
    table = find_regions(np.zeros((2, 2), np.uint8), (Class("a", (1,)),), UNCALIBRATED)
    found = size_distribution(table)
    assert found.law is None
    assert found.counts.sum() == 0
    assert found.densities.tolist() == [0.0] * len(found.counts)


def test_what_is_no_size_is_refused() -> None:
    table = find_regions(np.zeros((2, 2), np.uint8), (Class("a", (1,)),), UNCALIBRATED)
    with pytest.raises(ParameterError, match="“solidity” is no size: choose equivalent_diameter"):
        size_distribution(table, "solidity")


def of_sizes(*sizes: float) -> SizeDistribution:
    """Of regions whose size is put in by hand."""
    table = find_regions(squares([1] * len(sizes)), (Class("a", (1,)),), parse_pixel_size("1m"))
    measures = {**table.measures, "equivalent_diameter": np.array(sizes)}
    return size_distribution(replace(table, measures=measures))


def test_a_size_on_an_edge_belongs_to_the_bin_that_begins_there() -> None:
    """Of 1 m and of 10 m, which are edges; what has no size, or none that is a number, counts nowhere."""
    found = of_sizes(1.0, 10.0, 0.0, np.nan, 1.3)
    assert found.sizes.tolist() == [1.0, 1.3, 10.0]
    assert found.edges.tolist() == pytest.approx([10 ** (i / 8) for i in range(10)], rel=1e-12)
    assert (found.edges[0], found.edges[-2]) == (1.0, 10.0)
    assert found.counts.tolist() == [2, 0, 0, 0, 0, 0, 0, 0, 1]
    assert found.larger.tolist() == [3, 1, 1, 1, 1, 1, 1, 1, 1, 0]


def test_of_many_sizes_so_many_are_shown_even_by_their_logarithms() -> None:
    found = of_sizes(1.0, 10.0, 100.0, 1000.0)
    assert [each.tolist() for each in found.cumulative(4)] == [[1, 10, 100, 1000], [4, 3, 2, 1]]
    assert [each.tolist() for each in found.cumulative(3)] == [[1, 100, 1000], [4, 2, 1]]
    # The place in the middle, √1000, and the last one are the same size: it is shown once.
    assert [each.tolist() for each in of_sizes(1.0, 2.0, 3.0, 1000.0).cumulative(3)] == [[1, 1000], [4, 1]]
    assert [each.tolist() for each in of_sizes(2.0, 2.0).cumulative(1)] == [[2], [2]]


def test_the_law_of_ten_sizes_by_hand() -> None:
    """α = 1 + 10 / (5 ln 2); right of the first step the law has 1 and the sizes one half."""
    sizes = np.array([1.0] * 5 + [2.0] * 5)
    law = fit_power_law(sizes, resamples=0)
    assert law is not None
    assert (law.exponent, law.lower, law.tail) == (pytest.approx(1 + 2 / np.log(2)), 1.0, 10)
    assert law.distance == pytest.approx(0.5, abs=1e-12)
    assert law.standard_error == pytest.approx(2 / np.log(2) / np.sqrt(10))
    assert (law.low, law.high) == pytest.approx(
        (law.exponent - 1.96 * law.standard_error, law.exponent + 1.96 * law.standard_error)
    )
    assert fit_power_law(sizes[1:], resamples=0) is None
    assert fit_power_law(np.ones(10), resamples=0) is None


def test_what_the_law_expects_begins_at_the_edge_that_is_its_cut() -> None:
    found = of_sizes(*[1.0] * 5, *[2.0] * 5)
    middles, expected = found.expected()
    assert middles[0] == pytest.approx(10 ** (1 / 16))
    # N(> d) = 10 d^(1 − α), of which the first bin has what lies between 1 and 10^(1/8).
    assert expected[0] == pytest.approx(10 * (1 - 10 ** (-2 / np.log(2) / 8)))


def test_of_two_cuts_as_good_the_lowest_is_taken() -> None:
    """One half each: 2 of 4 are at the first of 0, 100, 101 (logarithms), 1 of 2 at the second."""
    logs, weights = np.array([0.0, 100.0, 101.0]), np.array([2, 1, 1])
    above, sums = np.array([4, 2, 1, 0]), np.array([201.0, 201.0, 101.0, 0.0])
    cuts = np.array([0, 1])
    place, exponent, distance = best_lower_cut(logs, weights, above, sums, cuts, 2)
    assert (place, exponent, distance) == (0, pytest.approx(1 + 4 / 201), 0.5)
    assert best_lower_cut(logs, weights, above, sums, cuts[1:], 2)[::2] == (1, 0.5)
    # A tail of three is asked for, which the second does not have; then of five, which none has.
    assert best_lower_cut(logs, weights, above, sums, cuts, 3)[0] == 0
    assert best_lower_cut(logs, weights, above, sums, cuts[1:], 3)[0] == -1
    assert best_lower_cut(logs, weights, above, sums, cuts, 5)[0] == -1


def test_which_cuts_are_tried() -> None:
    assert _cuts(np.log([1, 2, 100, 1000]), 3).tolist() == [0, 1, 2]
    # Even by logarithms, at 1, √1000 and 1000, where the next size counts; the largest is none.
    assert _cuts(np.log([1, 2, 100, 1000, 2000]), 3).tolist() == [0, 2, 3]
    assert _cuts(np.log([1, 2, 3, 1000, 2000]), 3).tolist() == [0, 3]


def plain_of(*sizes: float) -> tuple[list[float], list[int]]:
    values = np.sort(np.array(sizes, np.float64))
    none = np.zeros(0)
    found = SizeDistribution("feret_max", "m", values, none, np.zeros(0, np.int64), 1.0, "km²", None)
    edges, counts = found.plain()
    return edges.tolist(), counts.tolist()


def test_plain_bins_by_hand() -> None:
    """Quartiles 2.75 and 6.25: 2 × 3.5 / 2 = 3.5, rounded up to 5; a size on an edge is in the next bin."""
    assert plain_of(1, 2, 3, 4, 5, 6, 7, 10) == ([0.0, 5.0, 10.0, 15.0], [4, 3, 1])


def test_plain_bins_of_equal_sizes_and_of_none() -> None:
    assert plain_of(3, 3, 3) == ([0.0, 5.0], [3])
    assert plain_of() == ([], [])


def test_plain_bins_are_never_too_many_and_lose_none() -> None:
    edges, counts = plain_of(*[1.0] * 50, *[1.1] * 50, 10_000)
    assert len(counts) <= 60
    assert sum(counts) == 101
    assert (edges[0] <= 1.0, edges[-1] > 10_000) == (True, True)
