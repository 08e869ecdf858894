"""Size distributions: counts by hand, power laws by known truth and by brute force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.base.errors import Cancelled, ParameterError
from core.classes.classes import Class
from core.regions.regions import find_regions
from core.regions.size_distribution import BINS_A_DECADE, LEAST_TAIL, fit_power_law, size_distribution
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
