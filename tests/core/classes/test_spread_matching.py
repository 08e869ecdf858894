"""What the spreads of clusters say of a match: clusters that have changed places keep them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.classes.class_matching import ClusterMeans, match
from core.classes.classes import Class, named_classes
from core.classes.naming import Naming, UnclearMatch, carried
from core.classes.spread_matching import _distances, by_spread
from tests.core.classes.test_class_matching import grey


def spread(levels: tuple[float, ...], deviations: tuple[float, ...], picture: str) -> ClusterMeans:
    covariances = tuple(((deviation * deviation,),) if deviation else () for deviation in deviations)
    return replace(grey(*levels), covariances=covariances, picture=picture)


OLD = spread((50, 100, 180), (5, 10, 20), "a")
SWAPPED = spread((52, 103, 178), (20, 10, 5), "b")
ICE = named_classes((Class("ice", (1,)), Class("water", (2, 3))), 3)


def test_clusters_that_spread_as_before_are_not_contradicted() -> None:
    new = spread((52, 103, 178), (6, 9, 22), "b")
    assert by_spread(OLD, new, match(OLD, new)) == {}


def test_clusters_that_have_changed_places_are() -> None:
    assert by_spread(OLD, SWAPPED, match(OLD, SWAPPED)) == {0: 2, 1: 1, 2: 0}


def test_a_difference_of_two_hundredths_is_none() -> None:
    """Two clusters, deviations 1 and s changed places: the gain is 2 ln(cosh(ln s)) / 2."""

    def gain(s: float) -> float:
        return float(np.log(np.cosh(np.log(s))))

    for s, speaks in ((1.22, False), (1.23, True)):
        assert (gain(s) >= 0.02) is speaks
        old, new = spread((50, 180), (1, s), "a"), spread((50, 180), (s, 1), "b")
        assert bool(by_spread(old, new, match(old, new))) is speaks


def test_clusters_with_too_few_pixels_and_other_spaces_say_nothing() -> None:
    few = spread((52, 103, 178), (20, 10, 0), "b")
    assert by_spread(OLD, few, match(OLD, few)) == {0: 1, 1: 0}
    for other in (grey(52, 103, 178), replace(SWAPPED, space="lab")):
        assert by_spread(OLD, other, match(OLD, other)) == {}


def test_the_distance_is_that_of_bhattacharyya_in_several_dimensions() -> None:
    """Two clusters along the two diagonals of a plane: equal variances, and nothing but the slope differs."""
    one, other = ((5.0, 4.0), (4.0, 5.0)), ((5.0, -4.0), (-4.0, 5.0))
    old = ClusterMeans("bands", ((0.0, 0.0), (90.0, 0.0)), ((0,) * 3, (90,) * 3), (one, other), "a")
    new = replace(old, covariances=(other, one), picture="b")
    assert by_spread(old, old, match(old, old)) == {}
    assert by_spread(old, new, match(old, new)) == {0: 1, 1: 0}


def test_in_another_picture_what_the_spreads_say_otherwise_is_doubtful() -> None:
    found = carried(ICE, Naming(OLD), SWAPPED)
    assert [item.clusters for item in found.classes] == [(1,), (2, 3)]
    assert found.unclear == (UnclearMatch("ice", "spread", (3,)), UnclearMatch("water", "spread", (1, 2)))
    assert "cluster 3 spreads as it did" in found.unclear[0].sentence


def test_clusters_that_change_places_within_a_class_leave_no_doubt() -> None:
    classes = named_classes((Class("all", (1, 2, 3)),), 3)
    assert carried(classes, Naming(OLD), SWAPPED).unclear == ()


@pytest.mark.parametrize(
    ("deviations", "picture"), [((20, 10, 5), "a"), ((20, 10, 5), ""), ((5, 10, 20), "b")]
)
def test_the_same_picture_or_the_same_spreads_leave_none(deviations, picture: str) -> None:
    assert carried(ICE, Naming(OLD), spread((52, 103, 178), deviations, picture)).unclear == ()


@pytest.mark.parametrize("levels", [(50, 100), (50, 100, 230)])
def test_where_a_cluster_went_or_is_far_all_are_doubtful_in_another_picture(levels: tuple[int, ...]) -> None:
    naming = Naming(replace(grey(50, 100, 180), picture="a"))
    for picture, is_doubtful in (("b", True), ("a", False)):
        found = carried(ICE, naming, replace(grey(*levels), picture=picture))
        assert (UnclearMatch("ice", "moved", (1,)) in found.unclear) is is_doubtful


@pytest.mark.parametrize(
    ("before", "is_doubtful"), [((20, 60, 100, 140, 180), True), ((20, 60, 100, 140, 180, 220), False)]
)
def test_of_five_clusters_one_that_is_gone_makes_all_doubtful_of_six_none(
    before: tuple[int, ...], is_doubtful: bool
) -> None:
    k = len(before)
    naming = Naming(replace(grey(*before), picture="a"))
    found = carried(named_classes((Class("ice", (1,)),), k), naming, replace(grey(*before[:-1]), picture="b"))
    assert bool(found.unclear) is is_doubtful


def test_what_is_doubtful_elsewhere_is_said_in_order() -> None:
    """Levels that come in another order; spreads that say cluster 9 for the first and 1 for the second."""
    old = replace(grey(50, 100, 180), picture="a")
    classes = named_classes((Class("ice", (1, 2)), Class("water", (3,))), 3)
    found = carried(classes, Naming(old), replace(grey(100, 50, 240), picture="b"))
    assert UnclearMatch("ice", "moved", (1, 2)) in found.unclear
    levels, deviations = tuple(range(20, 200, 20)), tuple(2.0**i for i in range(9))
    others = (deviations[1], deviations[8], *deviations[2:8], deviations[0])
    ice = named_classes((Class("ice", (1, 2)),), 9)
    moved = tuple(level + 1 for level in levels)
    found = carried(ice, Naming(spread(levels, deviations, "a")), spread(moved, others, "b"))
    assert found.unclear == (UnclearMatch("ice", "spread", (1, 9)),)


def test_the_last_cluster_of_another_picture_is_doubtful_too() -> None:
    old = replace(grey(50, 100, 180), picture="a")
    water = named_classes((Class("water", (3,)),), 3)
    found = carried(water, Naming(old), replace(grey(50, 146, 180), picture="b"))
    assert found.unclear == (UnclearMatch("water", "moved", (3,)),)


def test_distances_are_those_of_bhattacharyya_to_nine_digits() -> None:
    """Each variance is larger by a ten-thousandth of the mean one, 3.5."""
    one, other = [[4.0, 1.0], [1.0, 3.0]], [[2.0, 0.0], [0.0, 5.0]]
    found = _distances(np.array([one]), np.array([other, one]))
    first, second = (np.array(each) + 3.5e-4 * np.eye(2) for each in (one, other))
    determinants = [np.linalg.det(each) for each in ((first + second) / 2, first, second)]
    expected = np.log(determinants[0] / np.sqrt(determinants[1] * determinants[2])) / 2
    assert found.tolist() == [[round(float(expected), 9), 0.0]]
    assert _distances(np.zeros((1, 2, 2)), np.zeros((1, 2, 2))).tolist() == [[0.0]]


def test_clusters_have_the_numbers_of_either_run() -> None:
    new = spread((178, 103, 52), (5, 10, 20), "b")
    assert match(OLD, new).pairs == {0: 2, 1: 1, 2: 0}
    assert by_spread(OLD, new, match(OLD, new)) == {0: 0, 1: 1, 2: 2}


def test_clusters_that_both_have_too_few_pixels_are_not_compared() -> None:
    old, new = spread((50, 100, 180), (5, 20, 0), "a"), spread((50, 100, 181), (20, 5, 0), "b")
    assert by_spread(old, new, match(old, new)) == {0: 1, 1: 0}
