"""The kernel of the cells, a few of them at a time: what it keeps of each by hand, what it passes over."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.lloyd import cell_kernels
from tests.core.cluster.lloyd.test_cells import nearest

# A box of 2 × 4 × 4: from its middle, (1, 2, 2), to a corner it is 3.
BOX = ((0, 0, 0), (2, 4, 4))
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
    return np.array(rows, float)[..., turn].tolist()


@pytest.mark.parametrize("turn", TURNS, ids=str)
@pytest.mark.parametrize("side", [-1, 1])
def test_how_far_centroids_may_move_before_another_could_be_nearer_in_a_box(turn, side):
    """The nearest is 4 from the middle, so that no place of the box is more than 7 from it.

    Of the other the near face counts: 3 from the one and 9 from the other, 81 − 9 = 72. What is 7 from the
    one is √(49 + 72) = 11 from the other: in the whole box the two are apart by 4 or more.
    """
    state = State([[turned(corner, turn) for corner in BOX]], 2)
    centroids = [[1 + 4 * side, 2, 2], [1 + 10 * side, 2, 2]]
    assert state.assign(turned(centroids, turn), near=1000.0) == 0
    assert (state.owner[0], state.labels.tolist()) == (0, [0, 0])
    # Less by a billionth of either, and by a last bit of the odometer.
    expected = (1004 - 1e-9 * (4 + 7)) * (1 - 1e-14)
    assert state.due[0] == pytest.approx(expected, rel=2e-15, abs=0)


@pytest.mark.parametrize("turn", TURNS, ids=str)
def test_of_several_that_are_out_the_nearest_decides(turn):
    far = [[[-40, 2, 2], [-9, 2, 2]], [[-9, 2, 2], [-40, 2, 2]]]
    for out in far:
        state = State([[turned(corner, turn) for corner in BOX]], 3)
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
    # The same with the axes the other way round.
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


@pytest.mark.parametrize("turn", TURNS, ids=str)
def test_between_two_it_is_told_how_far_the_border_is_from_the_colours_of_each(turn):
    """Squared, (−1, 2, 2) is nearer to the middle than (4, 2, 2) by 9 − 4 = 5, to x = 0 by 16 − 1 = 15.

    The other is nearer to x = 2 by 9 − 4 = 5.
    """
    colours = [[0, 2, 2], [0, 1, 2], [2, 2, 2], [2, 2, 0]]
    state = State([turned(colours, turn)], 2, [turned(BOX, turn)])
    centroids = turned([[-1, 2, 2], [4, 2, 2]], turn)
    assert state.assign(centroids) == 4
    state.check(centroids)
    # A billionth of the lead, of twice the square to the first and of the square of half the diagonal.
    slack = 1e-9 * (5 + 2 * 4 + 9)
    assert state.owner[0] == -2 - 1
    assert state.borders[0, :3].tolist() == turned([-5, 0, 0], turn)
    assert state.borders[0, 3] == 5
    assert 15 - state.borders[0, 4] == pytest.approx(slack, rel=1e-6)
    assert 5 - state.borders[0, 5] == pytest.approx(slack, rel=1e-6)


@pytest.mark.parametrize("turn", TURNS, ids=str)
@pytest.mark.parametrize(
    ("move", "looked"),
    [
        ([0, 0, 0], 0),
        # Aside by δ the lead rises by δ², and away from the middle by 2 · 3 · δ at most: less than 5 in all.
        ([0, 0.7, 0], 0),
        ([0, 0.75, 0], 4),
        ([0, 0, -0.7], 0),
        ([0, 0, -0.75], 4),
        # Away by δ: by 6 δ + δ² and 6 δ.
        ([0.4, 0, 0], 0),
        ([0.41, 0, 0], 4),
        # Nearer by δ: it falls by 6 δ − δ² and 6 δ, less than 15 in all.
        ([-1.4, 0, 0], 0),
        ([-1.5, 0, 0], 4),
    ],
)
def test_while_the_border_crosses_no_colour_none_is_looked_at(turn, move, looked):
    colours = [[0, 2, 2], [0, 1, 2], [2, 2, 2], [2, 2, 0]]
    for far in (0.0, 1e300):  # the two are known, or found again
        state = State([turned(colours, turn), turned(np.array(colours) + 50, turn)], 3, None)
        state.low[0], state.high[0] = turned(BOX, turn)
        third = np.array([52.0, 52.0, 52.0])
        first, second = np.array([-1.0, 2, 2]), np.array([4.0, 2, 2])
        centroids = turned([first, second, third], turn)
        state.assign(centroids)
        assert state.owner[0] == -2 - 1
        centroids = turned([first, second + move, third], turn)
        assert state.assign(centroids, far=far) == looked
        state.check(centroids)


@pytest.mark.parametrize("turn", TURNS, ids=str)
def test_with_two_of_three_the_third_is_asked_for_when_it_may_have_come_near(turn):
    """From no place of the box to (−1, 2, 2) is it more than 2 + 3 = 5. The third is farther by 4.

    At the face near to it by 57 − 1 = 56, squared, and √(25 + 56) = 9.
    """
    state = State([turned([[0, 2, 2], [2, 2, 2]], turn)], 3, [turned(BOX, turn)])
    aside = -np.sqrt(57)
    state.assign(turned([[-1, 2, 2], [4, 2, 2], [aside, 2, 2]], turn), near=77.0, far=1000.0)
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


@pytest.mark.parametrize("turn", TURNS, ids=str)
@pytest.mark.parametrize("order", [[0, 1, 2], [1, 2, 0], [2, 0, 1]], ids=str)
def test_among_three_the_colour_with_the_least_lead_decides(turn, order):
    """No colour is more than 2 + 3 = 5 from its centroid, and the least lead, squared, is 8.

    So distances differ by 8 / (√(25 + 8) + 5) at least, of which 2 · 5 · 8 / (4 · 25 + 8) is a lower bound.
    """
    centroids = np.array([[-1.0, 2, 2], [3, 2, 2], [1, 2, 6]])
    colours = [[0, 2, 2], [2, 2, 1]]
    state = State([turned(colours, turn)], 3, [turned(BOX, turn)])
    moved = turned(centroids[order], turn)
    assert state.assign(moved, far=1000.0) == 2
    state.check(moved)
    assert state.owner[0] == -1
    lead = 2 * 5 * 8 / (4 * 25 + 8)
    expected = (1000 + lead * (1 - 1e-9) - 1e-9 * 5) * (1 - 1e-14)
    assert state.due[0] == pytest.approx(expected, rel=2e-15, abs=0)
    # A fourth that is out counts where it is nearer than that: 6.25 more at the near face, √(25 + 6.25) − 5.
    fourth = np.array([[-np.sqrt(1 + 6.25), 2, 2]])
    nearer = State([turned(colours, turn)], 4, [turned(BOX, turn)])
    nearer.assign(turned(np.concatenate([centroids, fourth]), turn))
    assert nearer.owner[0] == -1
    assert nearer.due[0] == pytest.approx(np.sqrt(31.25) - 5, rel=1e-7)


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


@pytest.mark.parametrize("seed", range(12))
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
