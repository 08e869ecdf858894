"""How far centroids have moved: never less than it is, and no more than rounding needs."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.lloyd.odometers import Odometers

# What a way counts more than it is, and a sum.
WAY, SUM = 1 + 1e-9, 1 + 1e-14


def near(numbers):
    return pytest.approx(numbers, rel=2e-15, abs=0)


def test_the_ways_of_each_and_of_the_fastest_other_add_up():
    odometers, centroids = Odometers(3), np.array([[0.0, 0], [50, 0], [0, 90]])
    odometers.count(centroids)
    assert (odometers.near.tolist(), odometers.far) == ([0, 0, 0], 0)
    # By 5, 13 and 2: the second is the fastest of the others, but for itself.
    odometers.count(centroids + np.array([[3, 4], [-5, 12], [0, 2]]))
    assert odometers.near.tolist() == near([18 * WAY * SUM, 18 * WAY * SUM, 15 * WAY * SUM])
    assert odometers.far == near(18 * WAY * SUM)
    # From there by 0, 0 and 7, as all moved on.
    odometers.count(centroids + np.array([[3, 4], [-5, 12], [0, 9]]))
    ways = [18 * WAY * SUM + 7 * WAY, 18 * WAY * SUM + 7 * WAY, 15 * WAY * SUM + 7 * WAY]
    assert odometers.near.tolist() == near([way * SUM for way in ways])
    assert odometers.far == near((18 * WAY * SUM + 7 * WAY) * SUM)


def test_one_alone_has_its_own_way():
    odometers = Odometers(1)
    odometers.count(np.array([[0.0]]))
    odometers.count(np.array([[4.0]]))
    assert odometers.near.tolist() == near([4 * WAY * SUM])
    assert odometers.far == near(4 * WAY * SUM)


def test_what_moves_in_place_has_moved():
    """The caller may change the centroids that it has given."""
    odometers, centroids = Odometers(2), np.array([[0.0], [9.0]])
    odometers.count(centroids)
    centroids += 1
    odometers.count(centroids)
    assert odometers.far == near(2 * WAY * SUM)


@pytest.mark.parametrize("place", [np.inf, np.nan])
def test_what_no_number_can_tell_has_gone_to_the_end(place):
    odometers = Odometers(2)
    odometers.count(np.array([[0.0], [0.0]]))
    odometers.count(np.array([[place], [0.0]]))
    assert odometers.near.tolist() == [1e300, 1e300]
    assert odometers.far == 1e300
    odometers.count(np.array([[0.0], [0.0]]))
    assert odometers.near.tolist() == [1e300, 1e300]
