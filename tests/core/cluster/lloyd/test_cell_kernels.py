"""The kernel of the cells, a few of them at a time: what it keeps of each by hand, what it passes over."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from core.cluster.lloyd import cell_kernels
from tests.core.cluster.lloyd.test_cells import nearest

# A box of 2 × 4 × 4: from its middle, (1, 2, 2), to a corner it is 3.
BOX = ((0, 0, 0), (2, 4, 4))
AWAY = np.array([10, 30, 70])
# The axes in every order that tells one from another.
TURNS = ([0, 1, 2], [1, 2, 0], [2, 0, 1])


class State:
    """Cells of colours (x, y, z), the i-th of which has i + 1 pixels; boxes may be larger than they need."""

    def __init__(self, cells, k, boxes=None):
        self.values = np.array([colour for cell in cells for colour in cell], np.int32)
        self.counts = np.arange(1, len(self.values) + 1)
        self.starts = np.cumsum([0, *map(len, cells)])
        boxes = [(np.min(cell, axis=0), np.max(cell, axis=0)) for cell in cells] if boxes is None else boxes
        self.low, self.high = (np.array([box[end] for box in boxes], float) for end in (0, 1))
        weighted = self.counts[:, None] * self.values
        self.cell_sums = np.add.reduceat(weighted, self.starts[:-1], axis=0)
        self.cell_totals = np.add.reduceat(self.counts, self.starts[:-1])
        self.owner, self.due = np.zeros(len(cells), np.int32), np.full(len(cells), -1.0)
        self.borders, self.labels = np.full((len(cells), 6), np.nan), np.zeros(len(self.values), np.uint8)
        self.sums, self.totals = np.zeros((k, 3), np.int64), np.zeros(k, np.int64)
        self.sums[0], self.totals[0] = weighted.sum(axis=0), self.counts.sum()

    def assign(self, centroids, near=0.0, far=0.0):
        """How many colours were looked at; near: the odometer of every centroid."""
        centroids = np.array(centroids, float)
        near, found = np.full(len(centroids), near), np.empty(len(centroids), np.int64)
        return cell_kernels.assign(
            0, len(self.due), self.starts, self.low, self.high, self.cell_sums, self.cell_totals,
            self.values, self.counts, centroids, near, far,
            self.owner, self.due, self.borders, self.labels, self.sums, self.totals, found,
        )  # fmt: skip

    def check(self, centroids):
        """The labels are those of the definition, and what is counted is what is labelled."""
        labels = nearest(self.values, np.array(centroids, float))
        assert self.labels.tolist() == labels.tolist()
        for j in range(len(centroids)):
            own = labels == j
            assert self.totals[j] == self.counts[own].sum()
            assert self.sums[j].tolist() == (self.counts[own, None] * self.values[own]).sum(axis=0).tolist()


def turned(rows, turn):
    """Away from 0, and no two axes alike."""
    return (np.array(rows, float) + AWAY)[..., turn].tolist()


def test_how_far_centroids_may_move_before_another_could_be_nearer_in_a_box():
    """The nearest is 4 from the middle, so that no place of the box is more than 7 from it.

    Of the other the near face counts: 3 from the one and 9 from the other, 81 − 9 = 72. What is 7 from the
    one is √(49 + 72) = 11 from the other: in the whole box the two are apart by 4 or more.
    """
    for side, turn in product((-1, 1), TURNS):
        state = State([turned(BOX, turn)], 2)
        centroids = [[1 + 4 * side, 2, 2], [1 + 10 * side, 2, 2]]
        assert state.assign(turned(centroids, turn), near=1000.0) == 0
        assert (state.owner[0], state.labels.tolist()) == (0, [0, 0])
        # Less by a billionth of either, and by a last bit of the odometer.
        expected = (1004 - 1e-9 * (4 + 7)) * (1 - 1e-14)
        assert state.due[0] == pytest.approx(expected, rel=2e-15, abs=0)


def test_of_several_that_are_out_the_nearest_decides():
    for turn in TURNS:
        for out in ([[-40, 2, 2], [-9, 2, 2]], [[-9, 2, 2], [-40, 2, 2]]):
            state = State([turned(BOX, turn)], 3)
            state.assign(turned([[-3, 2, 2], *out], turn))
            assert state.due[0] == pytest.approx(4, rel=1e-8)


@pytest.mark.parametrize(
    ("second", "owner"),
    [
        # At the corner (2, 4, 4): 25 + 25 + 64 = 114 from the first, 64 + 9 + 16 = 89 from the second.
        ([10, 7, 8], -2 - 1),
        # 121 + 9 + 16 = 146, 64 + 64 + 16 = 144, 64 + 9 + 81 = 154.
        ([13, 7, 8], 0),
        ([10, 12, 8], 0),
        ([10, 7, 13], 0),
    ],
)
def test_one_is_out_if_the_corner_farthest_towards_it_is_nearer_to_the_first(second, owner):
    state = State([[(0, 0, 0)]], 2, [BOX])
    state.assign([[-3, -1, -4], second])
    assert state.owner[0] == owner
    # The same with all axes the other way round.
    mirrored = State([[(0, 0, 0)]], 2, [(np.negative(BOX[1]), np.negative(BOX[0]))])
    mirrored.assign([[3, 1, 4], np.negative(second)])
    assert mirrored.owner[0] == owner


@pytest.mark.parametrize(("aside", "owner"), [(1.9e-9, -2 - 1), (2.1e-9, 0)])
def test_what_is_farther_by_no_more_than_rounding_is_not_out(aside, owner):
    """1 + 1 + 1 = 3 from the one; 3.8 or 4.2 billionths more from the other: the margin is 4."""
    state = State([[(0, 0, 0)]], 2)
    state.assign([[1, 1, 1], [-1, -1, -1 - aside]])
    assert state.owner[0] == owner


def test_a_whole_cell_goes_from_one_to_another():
    cells = [[(0, 0, 0), (1, 2, 3), (2, 1, 0)], [(9, 9, 9), (10, 8, 9)], [(30, 1, 5)]]
    state = State(cells, 3)
    for corners in ((0, 1, 2), (2, 0, 1), (1, 2, 0), (1, 1, 1), (0, 1, 2)):
        places = [[1, 1, 1], [9, 9, 9], [30, 1, 5]]
        centroids = (
            [places[i] for i in corners] if corners != (1, 1, 1) else [[9, 9, 9], [99, 0, 0], [99, 9, 0]]
        )
        state.assign(centroids, near=1e9, far=1e9)
        state.due[:] = 0
        state.check(centroids)
        assert (state.owner >= 0).all()


def between_two(turn, k=2, more=()):
    """A cell between (−1, 2, 2) and (4, 2, 2), nearer to the middle by 4 and 9, squared: a lead of 5.

    To x = 0, where two of its colours are, the lead of the first is 16 − 1 = 15; to x = 2, where the other
    two are, that of the second is 9 − 4 = 5.
    """
    cells = [[[0, 2, 2], [0, 1, 2], [2, 2, 2], [2, 2, 0]], *more]
    boxes = [BOX, *((cell[0], cell[-1]) for cell in more)]
    return State([turned(cell, turn) for cell in cells], k, [turned(box, turn) for box in boxes])


# A billionth of the lead, of twice the square to the first and of the square of half the diagonal.
SLACK = 1e-9 * (5 + 2 * 4 + 9)


def test_between_two_it_is_told_how_far_the_border_is_from_the_colours_of_each():
    for turn in TURNS:
        state = between_two(turn)
        centroids = turned([[-1, 2, 2], [4, 2, 2]], turn)
        assert state.assign(centroids) == 4
        state.check(centroids)
        assert state.owner[0] == -2 - 1
        assert state.borders[0, :3].tolist() == np.array([-5.0, 0, 0])[turn].tolist()
        assert state.borders[0, 3] == 5
        assert 15 - state.borders[0, 4] == pytest.approx(SLACK, rel=1e-6)
        assert 5 - state.borders[0, 5] == pytest.approx(SLACK, rel=1e-6)


# How the second of two moves, and how many of four colours are looked at.
MOVES = [
    ([0, 0, 0], 0),
    # Aside by δ the lead rises by δ², and away from the middle by 2 · 3 · δ at most: less than 5 in all.
    ([0, 0.7, 0], 0),
    ([0, 0.75, 0], 4),
    ([0, 0, -0.7], 0),
    ([0, 0, -0.75], 4),
    # δ = √14 − 3 is the border; what rounding may do counts twice, then and now.
    ([0, 14**0.5 - 3 - 1.5 * SLACK / 7.48, 0], 4),
    ([0, 14**0.5 - 3 - 2.5 * SLACK / 7.48, 0], 0),
    # Away by δ: by 6 δ + δ² and 6 δ.
    ([0.4, 0, 0], 0),
    ([0.41, 0, 0], 4),
    # Nearer by δ: it falls by 6 δ − δ² and 6 δ, less than 15 in all.
    ([-1.4, 0, 0], 0),
    ([-1.5, 0, 0], 4),
]


@pytest.mark.parametrize("far", [0.0, 1e300], ids=["the two are known", "they are found again"])
def test_while_the_border_crosses_no_colour_none_is_looked_at(far):
    """The cell after it is looked at in its turn, and belongs to the third as before."""
    first, second, third = np.array([[-1.0, 2, 2], [4, 2, 2], [52, 52, 52]])
    for turn, (move, looked) in product(TURNS, MOVES):
        state = between_two(turn, 3, more=[[[50, 50, 50], [51, 51, 51]]])
        state.assign(turned([first, second, third], turn))
        assert state.owner.tolist() == [-2 - 1, 2]
        centroids = turned([first, second + move, third], turn)
        assert state.assign(centroids, near=1e200, far=far) == looked
        state.check(centroids)
        assert state.due[1] > 1e199


def test_with_two_of_three_the_third_is_asked_for_when_it_may_have_come_near():
    """From no place of the box to (−1, 2, 2) is it more than 2 + 3 = 5. The third is farther by 4.

    At the face near to it by 57 − 1 = 56, squared, and √(25 + 56) = 9.
    """
    for turn in TURNS:
        state = between_two(turn, 3)
        state.assign(turned([[-1, 2, 2], [4, 2, 2], [-(57**0.5), 2, 2]], turn), near=77.0, far=1000.0)
        assert state.owner[0] == -2 - 1
        assert state.due[0] == pytest.approx((1004 - 1e-9 * (4 + 5)) * (1 - 1e-14), rel=2e-15, abs=0)


def test_which_two_they_are_is_kept_in_one_number():
    colours = [(0, 2, 2), (2, 2, 2)]
    for k, first, second in ((4, 1, 2), (4, 0, 3), (7, 2, 5), (2, 0, 1)):
        state = State([colours], k, [BOX])
        centroids = np.full((k, 3), 900.0)
        centroids[first], centroids[second] = (-1, 2, 2), (4, 2, 2)
        state.assign(centroids)
        assert state.owner[0] == -2 - (first * k + second)
        assert state.labels.tolist() == [first, second]
        # The border goes away and comes back: they are found by that number alone.
        for x in (0.0, 4.0, 9.0, 4.0):
            centroids[second, 0] = x
            state.assign(centroids)
            state.check(centroids)
            assert state.owner[0] == -2 - (first * k + second)


def among(state, centroids, *, most, lead):
    """A cell of several: due when the odometer shows 1000 and the least difference of distances more.

    Squared, that is the least lead. None of its colours is farther than `most` from its centroid, so that
    distances differ by lead / (√(most² + lead) + most) at least: a bound below that needs no root.
    """
    state.assign(centroids, far=1000.0)
    state.check(centroids)
    assert state.owner[0] == -1
    least = 2 * most * lead / (4 * most * most + lead)
    assert least <= lead / ((most * most + lead) ** 0.5 + most)
    expected = (1000 + least * (1 - 1e-9) - 1e-9 * most) * (1 - 1e-14)
    assert state.due[0] == pytest.approx(expected, rel=2e-15, abs=0)


def test_among_three_the_colour_with_the_least_lead_decides():
    """The middle is 2 from two of them. At (0, 2, 2) it is 1 and 9, squared; at (2, 1, 2) 2 and 10.

    Then one is 0.2 from the middle: at (0, 2, 2) it is 1 and 1.44.
    """
    colours = [[0, 2, 2], [2, 1, 2]]
    for turn, order in product(TURNS, TURNS):
        centroids = np.array([[-1.0, 2, 2], [3, 2, 2], [1, 2, 6]])[order]
        state = State([turned(colours, turn)], 3, [turned(BOX, turn)])
        among(state, turned(centroids, turn), most=5, lead=8)
        centroids = np.array([[-1.0, 2, 2], [1.2, 2, 2], [1, 2, 6]])[order]
        state = State([turned(colours[:1], turn)], 3, [turned(BOX, turn)])
        among(state, turned(centroids, turn), most=3.2, lead=0.44)


def test_a_fourth_that_is_out_decides_where_it_is_nearer_than_the_least_lead():
    """6.25 more at the near face, √(25 + 6.25) − 5."""
    state = State([[[0, 2, 2], [2, 1, 2]]], 4, [BOX])
    state.assign([[-1.0, 2, 2], [3, 2, 2], [1, 2, 6], [-(7.25**0.5), 2, 2]])
    assert state.owner[0] == -1
    assert state.due[0] == pytest.approx(31.25**0.5 - 5, rel=1e-7)


def test_of_a_tie_among_three_nothing_is_passed_over():
    """The lead is 0: any move decides it."""
    state = State([[(1, 2, 2), (0, 2, 2)]], 3, [BOX])
    centroids = np.array([[-1.0, 2, 2], [3, 2, 2], [1, 2, 6]])
    state.assign(centroids, far=1000.0)
    assert state.labels.tolist() == [0, 0]
    assert 1000 - 1e-7 < state.due[0] < 1000
    assert state.assign(centroids, far=1000.0) == 2


@pytest.mark.parametrize(
    ("owner", "far", "near", "due", "passed"),
    [
        (0, 9.0, 0.9, 1.0, True),
        (0, 0.0, 1.0, 1.0, False),
        (-1, 0.9, 9.0, 1.0, True),
        (-1, 1.0, 0.0, 1.0, False),
    ],
)
def test_a_cell_is_passed_over_until_its_odometer_shows_what_is_due(owner, far, near, due, passed):
    """near of its owner; far, where there are several. The cell after it is due, and is not forgotten."""
    state = State([[(8, 0, 0), (0, 0, 0)], [(9, 0, 0), (0, 0, 1)]], 2)
    state.owner[0], state.due[0] = owner, due
    state.assign([[0, 0, 0], [9, 0, 0]], near=near, far=far)
    assert state.labels.tolist() == [0 if passed else 1, 0, 1, 0]


def test_of_two_known_ones_no_third_is_looked_for_until_far_shows_what_is_due():
    for far, labels in ((0.9, [0, 1]), (1.0, [0, 2])):
        state = State([[(0, 0, 0), (8, 0, 0)]], 3)
        state.owner[0], state.due[0] = -2 - 1, 1.0
        state.borders[0] = 0, 0, 0, 0, -1, -1
        state.assign([[0, 0, 0], [9, 0, 0], [8, 0, 0]], far=far)
        assert state.labels.tolist() == labels


def test_how_many_colours_were_looked_at():
    state = State([[(0, 0, 0), (1, 0, 0)], [(8, 0, 0), (9, 0, 0), (10, 0, 0)], [(20, 0, 0)]], 2)
    assert state.assign([[4, 0, 0], [14, 0, 0]]) == 3
    assert State([[(0, 0, 0)]], 1).assign([[3, 0, 0]]) == 0


@pytest.mark.parametrize("seed", range(4))
def test_small_steps_and_large_ones_agree_with_comparing_everything(seed):
    """Odometers that show no more than they must: the ways of the two that moved most, added up."""
    random = np.random.RandomState(seed)
    k = random.randint(2, 6)
    cells = [(random.randint(0, 256, 3) + random.randint(0, 9, (4, 3))).tolist() for _ in range(9)]
    state = State(cells, k)
    centroids = random.uniform(0, 256, (k, 3))
    near = far = 0.0
    for _ in range(8):
        state.assign(centroids, near, far)
        state.check(centroids)
        move = random.normal(0, random.choice([0.3, 3, 60]), (k, 3))
        most = float(np.sqrt((move**2).sum(axis=1)).max())
        near, far = near + 2 * most, far + 2 * most
        centroids = centroids + move
