"""Old and new clusters: the assignment is the best one, and only what is near is matched."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage.color import rgb2lab

from core.classes.class_matching import ClusterMeans, Match, match, means_of
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from tests.core.measured import COLOURS, three_colours


def grey(*levels: float, space: str = "gray") -> ClusterMeans:
    return ClusterMeans(space, tuple((float(x),) for x in levels), tuple((round(x),) * 3 for x in levels))


def cost(found: Match, pairs: dict[int, int]) -> float:
    return sum(found.squared[i, pairs[i]] if i in pairs else found.limit[i] for i in range(len(found.limit)))


def every_assignment(found: Match) -> list[dict[int, int]]:
    """All ways to give each old cluster a new one of its own, or none."""
    old, new = found.squared.shape
    seats = [*range(new), *[-1] * old]
    ways = {tuple(order[:old]) for order in permutations(seats)}
    return [{i: j for i, j in enumerate(way) if j >= 0} for way in ways]


LEVELS = st.lists(st.integers(0, 255), min_size=1, max_size=3, unique=True)


@given(LEVELS, LEVELS)
def test_no_assignment_is_better(old: list[int], new: list[int]) -> None:
    found = match(grey(*old), grey(*new))
    best = min(cost(found, way) for way in every_assignment(found))
    assert cost(found, found.pairs) == pytest.approx(best)
    assert len(set(found.pairs.values())) == len(found.pairs)


@given(LEVELS, LEVELS)
def test_the_margin_is_what_the_second_best_costs_more(old: list[int], new: list[int]) -> None:
    found = match(grey(*old), grey(*new))
    ways = every_assignment(found)
    for i, j in found.pairs.items():
        barred = min(cost(found, way) for way in ways if way.get(i) != j)
        assert found.margin(i) == pytest.approx(barred - cost(found, found.pairs))


@given(st.lists(st.integers(0, 255), min_size=1, max_size=12, unique=True), st.randoms())
def test_the_same_clusters_in_another_order_are_found_again(levels: list[int], chance) -> None:
    order = list(range(len(levels)))
    chance.shuffle(order)
    found = match(grey(*levels), grey(*(levels[i] for i in order)))
    assert found.pairs == {i: order.index(i) for i in order}
    assert found.new_ones == ()


def test_what_is_as_far_as_the_neighbour_is_another_cluster() -> None:
    found = match(grey(10, 30, 60, 200), grey(18, 60, 180, 220))
    assert found.pairs[0] == 0
    assert found.pairs[2] == 1
    assert 1 not in found.pairs
    assert len(found.new_ones) == 1


def test_clusters_that_all_move_alike_keep_their_order() -> None:
    assert match(grey(0, 40, 80), grey(15, 55, 95)).pairs == {0: 0, 1: 1, 2: 2}


def test_an_only_cluster_is_found_wherever_it_went() -> None:
    assert match(grey(10), grey(250)).pairs == {0: 0}
    assert match(grey(10), grey(250, 30)).pairs == {0: 1}


def test_other_spaces_are_compared_by_the_colours_as_lab() -> None:
    old = ClusterMeans("rgb", ((1.0, 2.0, 3.0),) * 2, ((200, 30, 40), (20, 90, 200)))
    new = ClusterMeans("hsv", ((9.0, 9.0, 9.0),) * 2, ((25, 85, 190), (190, 35, 50)))
    found = match(old, new)
    assert found.pairs == {0: 1, 1: 0}
    lab = [rgb2lab(np.array([[each]], np.uint8) / 255.0)[0, 0] for each in (old.colours[0], new.colours[1])]
    assert found.squared[0, 1] == pytest.approx(((lab[0] - lab[1]) ** 2).sum(), abs=0.1)


def test_all_bands_of_a_picture_with_more_bands_are_another_space() -> None:
    old = ClusterMeans("bands||none|", ((1.0, 2.0), (9.0, 8.0)), ((20, 20, 20), (200, 200, 200)))
    new = ClusterMeans("bands||none|", ((9.0, 9.0, 0.0), (1.0, 2.0, 5.0)), ((201, 201, 201), (21, 21, 21)))
    assert match(old, new).pairs == {0: 1, 1: 0}


def test_a_segmentation_gives_what_its_clusters_are_known_by() -> None:
    means = means_of(segment(three_colours(), Parameters(k=3)))
    assert means.colours == tuple(map(tuple, COLOURS.tolist()))
    assert means.centroids == tuple(tuple(map(float, row)) for row in COLOURS.tolist())
    assert means.space != means_of(segment(three_colours(), Parameters(k=3, space="lab"))).space
    assert hash(means) == hash(means_of(segment(three_colours(), Parameters(k=3, seed=7))))


def test_distances_are_those_of_the_space_and_limits_those_to_the_nearest_neighbour() -> None:
    found = match(grey(10, 10.5, 30), grey(13))
    assert found.squared.tolist() == [[9.0], [6.25], [289.0]]
    assert found.limit.tolist() == [0.25, 0.25, 19.5**2]


def test_colours_that_the_eye_cannot_tell_apart_are_one_cluster_in_another_space() -> None:
    """2.3 ΔE*ab: neighbours that are nearer make no limit that is smaller."""
    found = match(grey(100, 101, 200), grey(100, space="lab"))
    assert found.limit[:2].tolist() == [2.3**2, 2.3**2]
    assert found.limit[2] > 1000


def test_an_only_cluster_has_a_limit_beyond_all_that_is_there() -> None:
    assert match(grey(10), grey(250, 30)).limit.tolist() == [240**2 + 1]
    assert match(grey(10), grey(10)).limit.tolist() == [1]


def test_what_is_exactly_as_far_as_the_neighbour_is_left_out() -> None:
    assert match(grey(20, 30), grey(10)).pairs == {}
    assert match(grey(20, 30), grey(10.5)).pairs == {0: 0}


def test_squared_distances_have_twelve_digits() -> None:
    """So that two machines that differ in the last bit break a tie alike."""
    assert match(grey(0), grey(100 / 3, 0)).squared.tolist() == [[1111.11111111, 0.0]]
    assert match(grey(0), grey(1 / 300)).squared.tolist() == [[1.11111111111e-05]]
    assert match(grey(0.3, 100), grey(0.1 + 0.2)).squared[0, 0] == 0.0


def test_another_picture_is_one_that_is_known_and_not_the_same() -> None:
    none, one, other = (replace(grey(1), picture=each) for each in ("", "a", "b"))
    assert one.is_of_another_picture(other)
    assert not any(
        x.is_of_another_picture(y) for x, y in ((one, one), (one, none), (none, one), (none, none))
    )


def test_spreads_have_six_digits_and_none_where_a_number_is_missing() -> None:
    run = segment(three_colours(), Parameters(k=3))
    spreads = np.array([[[1.23456789, -2], [0.5, 1e-9]], [[1, np.nan], [1, 1]], [[np.inf, 1], [1, 1]]])
    found = means_of(replace(run, covariances=spreads)).covariances
    assert found == (((1.23457, -2.0), (0.5, 1e-9)), (), ())
    assert means_of(replace(run, covariances=None)).covariances == ()
