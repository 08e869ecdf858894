"""Starts that are drawn, and those that keep a distance, on a few features: by their definitions."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.cluster.colours.colour import ColourFeatures
from core.cluster.parameters import Parameters
from core.cluster.starts.starts import BEST_RANDOM, DETERMINISTIC, choose_start, read_start
from tests.core.cluster.starts.test_starts import NO_BOUNDS, features_of, greedy_kmeans_plus_plus, grey


def start_of(features: ColourFeatures, k: int, init: str, seed: int = 0) -> list[list[float]]:
    return choose_start(features, Parameters(k, init=init, seed=seed), bounds=NO_BOUNDS).tolist()


def forgy(counts: list[int], k: int, seed: int) -> list[int]:
    """One pixel after the other; all of its colour are out."""
    random = np.random.RandomState(seed)
    pixels, chosen = [i for i, count in enumerate(counts) for _ in range(count)], []
    for _ in range(k):
        chosen.append(pixels[int(random.random_sample() * len(pixels))])
        pixels = [i for i in pixels if i != chosen[-1]]
    return chosen


@pytest.mark.parametrize("seed", [0, 1, 2, 70, 2**32 - 1])
def test_random_draws_pixels_none_of_a_colour_twice(seed):
    counts = [5, 1, 9, 2, 2, 30, 4]
    features = grey(*range(7), counts=counts)
    for k in (1, 3, 7):
        found = [row[0] for row in start_of(features, k, "random", seed)]
        assert found == forgy(counts, k, seed)
        assert [row[0] for row in start_of(features, k, "random", seed + 2**32)] == found


@pytest.mark.parametrize("k", [1, 2, 3, 8, 21])
def test_greedy_kmeans_plus_plus_of_a_few_features(k):
    """2 + ln k trials: two up to 2, three up to 7, four up to 20, five from 21 on."""
    random = np.random.RandomState(k)
    rows = np.unique(random.randint(0, 99, (40, 3)), axis=0)
    features = features_of(rows, random.randint(1, 9, len(rows)), [0, 7, 20, len(rows)])
    for seed in range(4):
        expected = greedy_kmeans_plus_plus(features, k, seed).tolist()
        assert start_of(features, k, "k-means++", seed) == expected


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_where_all_is_too_near_to_tell_the_first_that_are_left_are_taken(seed):
    """In thousandths squares of less than 1000 count for nothing."""
    features = features_of([[0], [1], [2], [3], [4]])
    object.__setattr__(features, "scale", 1000)
    first, *others = (round(1000 * row[0]) for row in start_of(features, 4, "k-means++", seed))
    assert others == [each for each in range(5) if each != first][:3]
    assert first == int(np.random.RandomState(seed).random_sample() * 5)


def test_the_best_is_of_four_starts_without_chance_and_ten_seeds():
    assert DETERMINISTIC == ("pca-part", "variance-cut", "maximin", "optimal-cut")
    assert BEST_RANDOM == 10


def test_the_only_one_that_is_not_too_near_is_drawn():
    """In hundredths 25 is 0 and 100 is 1: the second to be chosen is the last."""
    features = features_of([[0], [5], [10]], [10**9, 1, 1])
    object.__setattr__(features, "scale", 100)
    assert start_of(features, 2, "k-means++") == [[0.0], [0.1]]


def test_maximin_tells_squares_apart_by_one():
    """From (0, 0) it is 16 to (4, 0), 17 to (4, 1)."""
    features = features_of([[0, 0, 0], [4, 0, 0], [4, 1, 0]], [1, 5, 5])
    assert start_of(features, 2, "maximin") == [[0, 0, 0], [4, 1, 0]]


def test_k_above_the_features_says_of_what_there_are_too_few():
    for space, feature_of, words in (
        ("bands", None, r"only 2 distinct values: choose k = 2 or less"),
        ("rgb", None, r"only 2 distinct colours: choose k = 2 or less"),
        ("lab", np.array([0, 1, 1]), r"only 2 distinct colours in the space lab: choose k = 2 or less"),
    ):
        features = grey(0, 1)
        object.__setattr__(features, "space", space)
        object.__setattr__(features, "feature_of", feature_of)
        assert len(start_of(features, 2, "maximin")) == 2
        with pytest.raises(ParameterError, match=words):
            start_of(features, 3, "maximin")


def test_a_given_start_has_all_its_numbers_in_every_row():
    init = ((0.0, 0.0, 0.0), (1.0, 1.0))
    with pytest.raises(ParameterError, match="needs 3 numbers a centroid"):
        choose_start(grey(0, 1), Parameters(2, init=init), bounds=NO_BOUNDS)


def test_whole_numbers_of_a_start_have_nine_digits_at_most(tmp_path):
    path = tmp_path / "start.json"
    path.write_text("[[999999999, -999999999]]")
    assert read_start(path) == ((999999999.0, -999999999.0),)
    for wrong in (10**9, -(10**9)):
        path.write_text(f"[[{wrong}]]")
        with pytest.raises(ParameterError, match="no list of centroids"):
            read_start(path)
