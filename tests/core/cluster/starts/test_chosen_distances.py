"""Distances to what is chosen so far: their unit, what is passed over, and which feature is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.parallel import Workers
from core.cluster.starts.chosen_distances import ChosenDistances
from tests.core.cluster.starts.test_starts import features_of


def distances(rows, counts=None, starts=None, *, scale=1, unit=None):
    features = features_of(rows, counts, starts)
    object.__setattr__(features, "scale", scale)
    return ChosenDistances(features, unit)


@pytest.mark.parametrize("columns", [1, 2, 3, 5])
def test_squares_of_any_number_of_columns(columns):
    """(9, 9, …), (0, 0, …) and (1, −2, 3, −4, 5)."""
    rows = [[9] * columns, [0] * columns, [1, -2, 3, -4, 5][:columns]]
    to_last = sum((9 - x) ** 2 for x in rows[2])
    found = distances(rows, counts=[1, 2, 3])
    found.choose(0)
    assert found.potential == 2 * 81 * columns + 3 * to_last
    with Workers(1) as workers:
        left = found.potentials_with(np.array([0, 1, 2]), workers).tolist()
    between = sum(x * x for x in rows[2])
    assert left == [
        found.potential,
        3 * min(to_last, between),
        2 * min(81 * columns, between),
    ]
    found.choose(1)
    assert found.potential == 3 * min(to_last, between)


@pytest.mark.parametrize(
    ("scale", "potential"), [(1, 100_000), (7, 100_000 // 7), (1000, 100), (1024, 97), (0.5, 100_000)]
)
def test_the_unit_is_what_the_scale_is(scale, potential):
    found = distances([[0, 0, 0], [300, 100, 0]], scale=scale)
    found.choose(0)
    assert found.potential == potential


@pytest.mark.parametrize(
    ("pixels", "unit"), [(2**11 - 1, 1), (2**11, 2), (2**12 - 1, 2), (2**12, 4), (2**12 + 5, 4)]
)
@pytest.mark.parametrize("starts", [[0, 2], [0, 1, 2]], ids=str)
def test_no_sum_of_squares_takes_more_than_63_bits(pixels, unit, starts):
    """Between the two it is 2**52: as if all pixels were so far away."""
    found = distances([[-(2**25), 5, 0], [2**25, 5, 0]], [1, pixels - 1], starts)
    found.choose(0)
    assert found.potential == (pixels - 1) * (2**52 // unit)


def test_of_all_three_columns_and_in_the_unit_of_the_scale():
    rows = [[0, 0, 0], [2**25, 2**25, 2**25]]
    # 3 · 2**50 · 2**12 have 64 bits.
    found = distances(rows, [1, 2**12 - 1])
    found.choose(0)
    assert found.potential == (2**12 - 1) * (3 * 2**50 // 2)
    # Divided by 1000 they have 54.
    found = distances(rows, [1, 2**12 - 1], scale=1000)
    found.choose(0)
    assert found.potential == (2**12 - 1) * (3 * 2**50 // 1000)


@pytest.mark.parametrize("starts", [[0, 4], [0, 1, 2, 3, 4], [0, 2, 4], [0, 3, 4]], ids=str)
def test_a_feature_is_as_likely_as_its_pixels_by_their_squares(starts):
    """From 0 the squares are 0, 4, 9 and 9; with 1, 3, 1 and 2 pixels 0, 12, 9 and 18."""
    found = distances([[0, 0, 0], [2, 0, 0], [0, 3, 0], [0, 0, 3]], [1, 3, 1, 2], starts)
    found.choose(0)
    assert found.potential == 39
    drawn = {target: found.at(target) for target in (0, 11, 12, 20, 21, 38)}
    assert drawn == {0: 1, 11: 1, 12: 2, 20: 2, 21: 3, 38: 3}


def test_none_is_drawn_that_is_chosen_already_though_its_cell_begins_with_it():
    found = distances([[2, 0, 0], [0, 0, 0], [0, 3, 0]], starts=[0, 1, 3])
    found.choose(1)
    assert [found.at(target) for target in (0, 3, 4, 12)] == [0, 0, 2, 2]


@pytest.mark.parametrize("starts", [[0, 5], [0, 1, 2, 3, 4, 5], [0, 3, 5]], ids=str)
def test_the_farthest_is_the_first_of_those_as_far(starts):
    found = distances([[0, 0, 0], [2, 0, 0], [0, 7, 0], [0, 0, 7], [1, 0, 0]], starts=starts)
    found.choose(0)
    assert found.farthest() == 2
    found.choose(2)
    assert found.farthest() == 3
    found.choose(3)
    assert found.farthest() == 1


def test_no_feature_is_nearer_than_the_box_of_its_cell():
    """Cells of two; what is chosen beyond a face, an edge or a corner of one, and inside of it."""
    cell = [[0, 0, 0], [4, 4, 4]]
    for place in ([9, 2, 2], [-9, 9, 2], [2, -1, 9], [-3, -3, -3], [2, 2, 2], [5, 5, 5]):
        one = distances([*cell, [100, 100, 100], place], [1, 2, 1, 1], [0, 2, 3, 4])
        one.choose(2)
        before = [3 * 100**2, 3 * 96**2]
        with Workers(1) as workers:
            left = one.potentials_with(np.array([3]), workers).tolist()
        squares = [sum((a - b) ** 2 for a, b in zip(place, row, strict=True)) for row in cell]
        expected = [min(pair) for pair in zip(before, squares, strict=True)]
        assert left == [expected[0] + 2 * expected[1]]
        one.choose(3)
        assert one.potential == left[0]


def test_a_cell_is_looked_at_where_one_of_it_may_be_nearer():
    """Of a cell whose farthest is 9 away, one at a square of 8 from its box lowers it, one at 9 does not."""
    for x, potential in ((-2, 8 + 4), (-3, 9 + 4)):
        found = distances([[3, 0, 0], [0, 0, 0], [1, 0, 0], [x, 2, 0]], starts=[0, 1, 3, 4])
        found.choose(0)
        with Workers(1) as workers:
            assert found.potentials_with(np.array([3]), workers).tolist() == [potential]
        found.choose(3)
        assert found.potential == potential


@pytest.mark.parametrize("scale", [1, 7, 1000])
@pytest.mark.parametrize("columns", [2, 3, 5])
def test_by_cells_and_units_it_is_what_all_features_say(scale, columns):
    random = np.random.RandomState(scale + columns)
    middles = random.randint(-99, 99, (6, columns)).repeat(4, axis=0)
    rows, counts = middles + random.randint(0, 9, middles.shape), random.randint(1, 5, 24)
    found = distances(rows, counts, [0, 4, 8, 9, 16, 20, 24], scale=scale)
    squared = np.full(24, np.iinfo(np.int64).max)
    to_all = ((rows[:, None] - rows) ** 2).sum(axis=2) // scale
    for chosen in (3, 17, 9, 22):
        found.choose(chosen)
        squared = np.minimum(squared, to_all[chosen])
        assert found.potential == (counts * squared).sum()
        assert found.farthest() == squared.argmax()
        with Workers(1) as workers:
            left = found.potentials_with(np.arange(24), workers).tolist()
        assert left == [(counts * np.minimum(squared, to)).sum() for to in to_all]
