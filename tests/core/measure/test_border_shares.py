"""What one pixel beside a border holds, of which two clusters, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from core.measure.border_kernels import FAR
from core.measure.border_shares import Colours, Surroundings, _partners, add_shares

# Clusters 1, 2 and 3 with means 0, 100 and 50 in the one band, each a class of its own.
MEANS = np.array([[0.0], [0.0], [100.0], [50.0]])
MOVED, DOUBTED, SPREAD, DRIFT, MIXED, BLIND = range(6)


def around(cluster: int, inside: int = 4, *, anywhere: int | None = None, **pixels: tuple[int, float]):
    """Squared distances to its nearest pixel inside and anywhere; how many there are so deep, their mean."""
    counts = [pixels.get(name, (0, 0.0)) for name in ("near", "deep", "beside")]
    total = sum(number for number, _ in counts)
    nearest = (inside if total else FAR), (inside if anywhere is None else anywhere)
    return cluster, [*nearest, *(n for n, _ in counts), total], [[n * mean] for n, mean in counts]


def found_in(
    own: int,
    value: float,
    *things,
    noise: float = 0.0,
    group: tuple[int, ...] = (0, 1, 2, 3),
    at_border: bool = True,
    weight: float = 1.0,
) -> np.ndarray:
    seen = np.zeros((1, 4, 6), np.int64)
    seen[:, :, :2] = FAR
    sums = np.zeros((1, 4, 3, 1))
    for cluster, figures, values in things:
        seen[0, cluster], sums[0, cluster] = figures, values
    pixel = Surroundings(np.array([own]), np.array([[value]]), np.array([at_border]), seen, sums)
    found = np.zeros((6, 4, 4))
    add_shares(pixel, Colours(np.array(group), MEANS, np.array([weight]), noise), found)
    return found


def dark(inside: int = 4, number: int = 10, mean: float = 0.0):
    return around(1, inside, deep=(number, mean))


def light(inside: int = 9, number: int = 10, mean: float = 100.0):
    return around(2, inside, deep=(number, mean))


@pytest.mark.parametrize(
    ("value", "share"), [(30, 0.3), (0, 0.0), (-20, -0.2), (-50, -0.5), (-51, -0.5), (150, 1.5), (151, 1.5)]
)
def test_a_pixel_holds_of_the_other_what_its_colour_is_away_from_its_own(value: float, share: float) -> None:
    found = found_in(1, value, dark(), light())
    assert found[MOVED, 1, 2] == pytest.approx(share)
    assert found[MIXED, 1, 2] == pytest.approx(abs(share))
    assert found[MOVED].sum() == pytest.approx(share)
    assert not found[[DOUBTED, SPREAD, DRIFT, BLIND]].any()


@pytest.mark.parametrize("distances", [(4, 9), (9, 4), (4, 4)])
def test_from_the_other_side_it_is_the_rest(distances: tuple[int, int]) -> None:
    """Which of the two lies nearer makes no difference."""
    found = found_in(2, 80, dark(distances[0]), light(distances[1]))
    assert found[MOVED, 2, 1] == pytest.approx(0.2)
    assert found[MOVED].sum() == pytest.approx(0.2)
    assert found_in(1, 30, dark(distances[0]), light(distances[1]))[MOVED, 1, 2] == pytest.approx(0.3)


def test_how_far_the_colours_change_towards_the_border_is_told_by_nearer_ones() -> None:
    """By 0 and 100 from deep inside a pixel of 30 holds 0.3; by 20 and 100, nearer, 0.125."""
    dark_twice = around(1, deep=(10, 0.0), near=(10, 20.0))
    assert found_in(1, 30, dark_twice, light())[DRIFT, 1, 2] == pytest.approx(-0.175)
    assert found_in(2, 30, dark_twice, light())[DRIFT, 2, 1] == pytest.approx(0.175)


@pytest.mark.parametrize(
    ("pixels", "deep", "near"),
    [
        ({"deep": (4, 0.0), "near": (4, 20.0), "beside": (4, 40.0)}, 0.0, 20.0),
        ({"deep": (3, 0.0), "near": (4, 20.0)}, 20.0, 20.0),
        ({"deep": (4, 0.0), "near": (3, 20.0)}, 0.0, 0.0),
        ({"deep": (3, 0.0), "near": (3, 20.0), "beside": (4, 40.0)}, 40.0, 40.0),
        # Four in all, of no depth enough: the mean of the whole cluster.
        ({"deep": (1, 9.0), "near": (1, 9.0), "beside": (2, 9.0)}, 0.0, 0.0),
    ],
)
def test_which_pixels_tell_a_colour(pixels, deep: float, near: float) -> None:
    found = found_in(1, 50, around(1, **pixels), light())
    share, nearer = (50 - deep) / (100 - deep), (50 - near) / (100 - near)
    assert found[MOVED, 1, 2] == pytest.approx(share)
    assert found[DRIFT, 1, 2] == pytest.approx(nearer - share)


@pytest.mark.parametrize(("noise", "unsure"), [(0.0, 0.0), (2000.0, 0.2), (2500.0, 0.25), (9000.0, 0.25)])
def test_a_share_is_as_unsure_as_noise_by_the_difference(noise: float, unsure: float) -> None:
    assert found_in(1, 30, dark(), light(), noise=noise)[SPREAD, 1, 2] == pytest.approx(unsure)
    # A band that counts half: the difference is half as large.
    half = found_in(1, 30, dark(), light(), noise=noise / 2, weight=0.5)
    assert half[SPREAD, 1, 2] == pytest.approx(unsure)


def test_where_both_sides_look_alike_the_border_may_lie_anywhere() -> None:
    alike = dark(), light(mean=0.0)
    found = found_in(1, 7, *alike, noise=1.0)
    assert found[MOVED, 1, 2] == 0.5
    assert (found[SPREAD, 1, 2], found[BLIND, 1, 2]) == (0.25, 1)
    assert found_in(1, 7, *alike, noise=1.0, at_border=False)[BLIND].sum() == 0
    # From twice the noise on they are told apart.
    assert found_in(1, 7, dark(), light(mean=10.0), noise=25.0)[BLIND].sum() == 0
    assert found_in(1, 7, dark(), light(mean=10.0), noise=25.1)[BLIND, 1, 2] == 1


@pytest.mark.parametrize(("value", "part"), [(50, 0.5), (80, 0.8), (120, 1.0), (-20, 0.0)])
def test_what_has_no_inside_between_two_others_is_doubted(value: float, part: float) -> None:
    thin = around(3, 0, anywhere=0)
    found = found_in(3, value, dark(), light(), thin)
    assert found[DOUBTED, 3, 1:3].tolist() == pytest.approx([1 - part, part])
    assert found[SPREAD, 3, 3] == 1
    assert not found[MOVED].any()
    # How far it is from the colour of its own, 50, beyond noise.
    off = max(min((value - 50) / 100, 1.0), -1.0)
    assert found[MIXED, 3, 3] == pytest.approx(off * off)
    noisy = found_in(3, value, dark(), light(), thin, noise=100.0)
    assert noisy[MIXED, 3, 3] == pytest.approx(max(off * off - 0.01, 0.0))


def test_how_far_a_strip_is_from_its_own_colour_is_a_share_whatever_the_weights() -> None:
    thin = around(3, 0, anywhere=0)
    assert found_in(3, 80, dark(), light(), thin, weight=1e-6)[MIXED, 3, 3] == pytest.approx(0.09)
    # Between two that look alike it may be half of a share away, and that is no more than noise.
    alike = found_in(3, 80, dark(), light(mean=0.0), thin)
    assert alike[DOUBTED, 3, 1:3].tolist() == [0.5, 0.5]
    assert alike[MIXED].sum() == 0


def test_four_pixels_are_an_inside() -> None:
    assert found_in(3, 50, dark(), light(), around(3, deep=(3, 50.0)))[SPREAD, 3, 3] == 1
    nearest = around(3, 1, deep=(4, 50.0))
    found = found_in(3, 50, dark(), light(), nearest)
    assert found[SPREAD, 3, 3] == 0
    # Of its own and the nearest other one.
    assert found[MIXED, 3, 1] == 0
    assert found_in(3, 25, dark(), light(), nearest)[MOVED, 3, 1] == pytest.approx(0.5)
    few = found_in(1, 30, dark(number=3), light())
    assert few[MOVED, 1, 2] == pytest.approx(0.3)


def test_of_one_class_the_nearest_cluster_is_taken_and_the_second_is_of_another() -> None:
    """Clusters 1 and 3 are one class: a pixel of 1 beside 3 and 2 is a mixture of the nearer and of 2."""
    found = found_in(1, 75, dark(9), light(16), around(3, 4, deep=(9, 50.0)), group=(0, 1, 2, 1))
    assert found[MOVED, 1, 2] == pytest.approx(0.75)
    assert found[MOVED].sum() == pytest.approx(0.75)


def test_a_small_thing_alone_is_a_mixture_with_the_only_inside_there_is() -> None:
    found = found_in(1, 60, light(), around(1, 0, anywhere=0))
    assert found[MOVED, 1, 2] == pytest.approx(0.6)
    # Nothing has an inside: with the nearest of another class.
    found = found_in(1, 60, around(1, 0, anywhere=0), around(2, anywhere=4), around(3, anywhere=1))
    assert found[MOVED, 1, 3] == pytest.approx(1.2)
    assert found[MOVED].sum() == pytest.approx(1.2)
    # A class alone holds nothing of any other.
    assert not found_in(1, 60, dark()).any()


def test_an_inside_beside_what_has_none_is_a_mixture_with_the_nearest() -> None:
    found = found_in(1, 30, dark(), around(2, anywhere=4), around(3, anywhere=9))
    assert found[MOVED, 1, 2] == pytest.approx(0.3)
    assert found[MOVED].sum() == pytest.approx(0.3)


def partners_of(own: int, seen: np.ndarray, group: np.ndarray) -> tuple[int, int, bool]:
    """One pixel, told step by step."""

    def nearest(column: int, other_than: int | None, known: Iterable[int]) -> int:
        near = [c for c in known if seen[c, column] < FAR and (other_than is None or group[c] != other_than)]
        return min(near, key=lambda c: (seen[c, column], c), default=0)

    every = range(1, len(group))
    known = [c for c in every if seen[c, 5] >= 4]
    first = nearest(0, None, known)
    second = nearest(0, int(group[first]), known)
    mine, inside = group[own], own in known
    if second:
        if inside and mine == group[first]:
            return own, second, False
        if inside and mine == group[second]:
            return first, own, False
        return first, second, True
    # One inside at most: the pixel is of that, or of something without.
    if not known or (inside and mine == group[first]):
        first = own
    if mine != group[first]:
        return first, own, False
    return first, nearest(1, int(group[first]), every), False


def test_which_two_clusters_a_pixel_is_a_mixture_of() -> None:
    random = np.random.RandomState(6)
    for _ in range(60):
        k, n = random.randint(1, 5), 40
        group = np.concatenate([[0], random.randint(1, 4, k)])
        seen = np.zeros((n, k + 1, 6), np.int64)
        seen[:, :, 1] = np.where(random.rand(n, k + 1) < 0.3, FAR, random.randint(0, 9, (n, k + 1)))
        seen[:, :, 5] = random.choice([0, 3, 4, 20], (n, k + 1)) * (seen[:, :, 1] < FAR)
        seen[:, :, 0] = np.where(seen[:, :, 5] > 0, seen[:, :, 1] + random.randint(0, 4, (n, k + 1)), FAR)
        seen[:, 0] = (FAR, FAR, 0, 0, 0, 0)
        own = random.randint(1, k + 1, n)
        seen[np.arange(n), own, 1] = 0
        pixels = Surroundings(own, np.zeros((n, 1)), np.ones(n, bool), seen, np.zeros((n, k + 1, 3, 1)))
        found = _partners(pixels, group)
        for i in range(n):
            assert tuple(int(part[i]) for part in found) == partners_of(int(own[i]), seen[i], group)
