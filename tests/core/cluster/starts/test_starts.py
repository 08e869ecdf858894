"""The starts: deterministic, of k rows within the features, independent of threads and order of pixels."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.base.errors import Cancelled, ParameterError
from core.cluster.colours.colour import ColourFeatures
from core.cluster.parameters import STARTS, Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.starts.chosen_distances import pick_weighted
from core.cluster.starts.deterministic_starts import pca_part, variance_cut
from core.cluster.starts.starts import DETERMINISTIC, choose_start, start_alone, start_of
from core.image.image import Image

# Of a start that is given; these are not.
NO_BOUNDS = np.empty(0), np.empty(0)
SPACES = ["rgb", "lab", "hsv", "gray"]


@st.composite
def pictures(draw):
    height, width = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    spread = draw(st.sampled_from([1, 3, 40, 255]))
    return draw(hnp.arrays(np.uint8, (height, width, 3), elements=st.integers(0, spread)))


def features_of(rows, counts=None, starts=None):
    """Features of any number of columns, all in one cell unless told."""
    values = np.array(rows, np.int32)
    counts = np.ones(len(values), np.int64) if counts is None else np.array(counts, np.int64)
    starts = np.array([0, len(values)] if starts is None else starts, np.int64)
    return ColourFeatures("rgb", values, counts, 1, values.shape[1], starts)


def grey(*levels, counts=None):
    return features_of([[level, 0, 0] for level in levels], counts)


@settings(max_examples=200)
@given(pictures(), st.integers(1, 20), st.sampled_from(STARTS), st.sampled_from(SPACES), st.integers(0, 3))
def test_k_rows_within_the_features_the_same_for_any_threads_and_order(pixels, k, init, space, seed):
    features = prepare(Image(pixels), space).features
    parameters = Parameters(min(k, len(features)), space, init, seed)
    start = choose_start(features, parameters, bounds=NO_BOUNDS, threads=1)
    values = features.values[:, : features.dimensions] / features.scale
    assert start.shape == (parameters.k, features.dimensions)
    assert np.isfinite(start).all()
    assert (start >= values.min(axis=0)).all()
    assert (start <= values.max(axis=0)).all()
    assert len(np.unique(start, axis=0)) == parameters.k
    shuffled = pixels.reshape(-1, 3)[np.random.RandomState(seed).permutation(pixels.size // 3)][None]
    other = prepare(Image(shuffled), space).features
    assert choose_start(other, parameters, bounds=NO_BOUNDS, threads=3).tobytes() == start.tobytes()


@pytest.mark.parametrize("init", STARTS)
@pytest.mark.parametrize("space", SPACES)
def test_many_colours_give_the_same_start_on_any_number_of_threads(init, space):
    pixels = np.random.RandomState(1).randint(0, 256, (300, 400, 3)).astype(np.uint8)
    features = prepare(Image(pixels), space).features
    parameters = Parameters(40, space, init)
    starts = [choose_start(features, parameters, bounds=NO_BOUNDS, threads=n).tobytes() for n in (1, 2, 7)]
    assert starts[0] == starts[1] == starts[2]


def test_pca_part_by_hand():
    # All along the diagonal: the mean of (0, 2, 10, 12) · (1, 1, 0) is 6, of (10, 12) it is 11.
    features = features_of([[0, 0, 0], [2, 2, 0], [10, 10, 0], [12, 12, 0]], counts=[1, 1, 1, 3])
    np.testing.assert_allclose(pca_part(features, 1), [[8, 8, 0]])
    np.testing.assert_allclose(pca_part(features, 2), [[1, 1, 0], [11.5, 11.5, 0]])
    np.testing.assert_allclose(pca_part(features, 3), [[1, 1, 0], [10, 10, 0], [12, 12, 0]])


def test_pca_part_divides_across_the_direction_that_no_axis_shows():
    # No axis has more variance than the first, but the diagonal of the others has.
    rows = [[20, 0, 0], [-20, 0, 0], [0, 19, 19], [0, -19, -19], [0, 1, -1], [0, -1, 1]]
    found = pca_part(features_of(rows), 2)
    np.testing.assert_allclose(np.abs(found[:, 0]), 0)
    assert found[0, 1] * found[1, 1] < 0


def test_a_direction_that_rounding_cannot_tell_apart_still_divides():
    # The mean rounds to the heavy feature, so that nothing lies before it.
    heavy = features_of([[2**26, 0, 0], [2**26 + 1, 0, 0]], counts=[2**34, 1])
    found = pca_part(heavy, 2)
    np.testing.assert_array_equal(found[:, 0], [2**26, 2**26 + 1])


def test_variance_cut_by_hand():
    # 0, 1 | 10 | 100: the largest saving is at 100, then at 10.
    features = grey(0, 1, 10, 100, counts=[2, 2, 1, 1])
    np.testing.assert_allclose(variance_cut(features, 2)[:, 0], [2.4, 100])
    np.testing.assert_allclose(variance_cut(features, 3)[:, 0], [0.5, 100, 10])
    np.testing.assert_allclose(variance_cut(features, 4)[:, 0], [0, 100, 10, 1])


def test_variance_cut_takes_the_axis_that_saves_most():
    rows = [[x, y, 0] for x in (0, 8) for y in (0, 10)]
    np.testing.assert_allclose(variance_cut(features_of(rows), 2), [[4, 0, 0], [4, 10, 0]])
    square = [[x, y, 0] for x in (0, 10) for y in (0, 10)]  # a tie goes to the first axis
    np.testing.assert_allclose(variance_cut(features_of(square), 2), [[0, 5, 0], [10, 5, 0]])


@given(hnp.arrays(np.uint8, st.integers(2, 30), elements=st.integers(0, 255), unique=True), st.data())
def test_variance_cut_saves_the_most_that_one_cut_can(levels, data):
    counts = data.draw(hnp.arrays(np.int64, len(levels), elements=st.integers(1, 9)))
    levels = np.sort(levels).astype(float)

    def left(cut):
        parts = [(levels[:cut], counts[:cut]), (levels[cut:], counts[cut:])]
        return sum((n * (x - np.average(x, weights=n)) ** 2).sum() for x, n in parts)

    found = variance_cut(grey(*levels, counts=counts), 2)[:, 0]
    cut = next(
        c for c in range(1, len(levels)) if math.isclose(np.average(levels[:c], weights=counts[:c]), found[0])
    )
    assert left(cut) <= min(left(c) for c in range(1, len(levels))) * (1 + 1e-9) + 1e-9


@pytest.mark.parametrize("start", [pca_part, variance_cut])
@pytest.mark.parametrize("columns", [1, 2, 3, 5])
def test_features_of_any_width_and_sign(start, columns):
    values = np.unique(np.random.RandomState(columns).randint(-(2**27), 2**27, (200, columns)), axis=0)
    features = features_of(values, counts=np.random.RandomState(0).randint(1, 50, len(values)))
    found = start(features, 30)
    assert found.shape == (30, columns)
    assert (found >= values.min(axis=0)).all()
    assert (found <= values.max(axis=0)).all()
    everything = start(features, len(values))
    np.testing.assert_array_equal(np.unique(everything, axis=0), values)


@pytest.mark.parametrize("init", ["pca-part", "variance-cut", "maximin", "k-means++"])
def test_a_cancelled_start_ends(init):
    features = prepare(Image(np.arange(30, dtype=np.uint8).reshape(2, 5, 3)), "rgb").features
    with pytest.raises(Cancelled):
        choose_start(features, Parameters(3, init=init), bounds=NO_BOUNDS, cancelled=lambda: True)


def greedy_kmeans_plus_plus(features, k, seed):
    """Straight from the definition, with Python's integers: the oracle of the one by cells."""
    values, counts = features.values.tolist(), features.counts.tolist()
    random = np.random.RandomState(seed)

    def squared_to(j):
        return [
            sum((a - b) ** 2 for a, b in zip(x, values[j], strict=True)) // features.scale for x in values
        ]

    def pick(weights):
        total = sum(weights)
        target, running = min(int(random.random_sample() * total), total - 1), 0
        for i, weight in enumerate(weights):
            running += weight
            if running > target:
                return i
        raise AssertionError

    chosen = [pick(counts)]
    squared = squared_to(chosen[0])
    while len(chosen) < k:
        trials = []
        for _ in range(2 + int(math.log(k))):
            weights = [n * d for n, d in zip(counts, squared, strict=True)]
            left = min(set(range(k)) - set(chosen))
            j = pick(weights) if any(weights) else left
            lowered = [min(a, b) for a, b in zip(squared, squared_to(j), strict=True)]
            trials.append((sum(n * d for n, d in zip(counts, lowered, strict=True)), j, lowered))
        _, j, squared = min(trials, key=lambda trial: trial[0])
        chosen.append(j)
    return features.values[chosen, : features.dimensions] / features.scale


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("k", [1, 2, 9, 40])
def test_kmeans_plus_plus_by_cells_is_that_of_the_definition(space, k):
    random = np.random.RandomState(k)
    base = random.randint(0, 256, (5, 3))[random.randint(0, 5, (40, 30))]
    pixels = np.clip(base + random.normal(0, 14, base.shape), 0, 255).astype(np.uint8)
    features = prepare(Image(pixels), space).features
    for seed in (0, 7):
        found = choose_start(features, Parameters(k, space, seed=seed), bounds=NO_BOUNDS)
        np.testing.assert_array_equal(found, greedy_kmeans_plus_plus(features, k, seed))


def test_sixteen_bits_of_many_pixels_do_not_overflow_the_potential():
    # In thousandths of luma, squared, times the pixels, this is more than 63 bits.
    pixels = np.zeros((1, 3, 3), np.uint16)
    pixels[0, 1], pixels[0, 2] = 65535, 30000
    features = prepare(Image(pixels), "gray").features
    many = ColourFeatures(
        "gray",
        features.values,
        features.counts * 2**33,
        features.scale,
        1,
        features.starts,
        features.feature_of,
    )
    start = choose_start(many, Parameters(3, "gray"), bounds=NO_BOUNDS)
    assert sorted(start[:, 0].tolist()) == [0.0, 30000.0, 65535.0]


def test_maximin_by_hand():
    # The mean of 0, 1, 9, 100 is 27.5: 100 is farthest, then 0, then 9.
    start = choose_start(grey(0, 1, 9, 100), Parameters(3, init="maximin"), bounds=NO_BOUNDS)
    np.testing.assert_array_equal(start[:, 0], [100, 0, 9])


def test_of_parts_with_equal_inertia_the_first_is_divided():
    features = grey(0, 2, 100, 102)
    for start in (pca_part, variance_cut):
        np.testing.assert_array_equal(start(features, 3)[:, 0], [0, 101, 2])


def test_what_lies_at_the_mean_stays_with_what_lies_before_it():
    np.testing.assert_array_equal(pca_part(grey(0, 2, 4), 2)[:, 0], [1, 4])


def test_of_cuts_that_save_as_much_the_first_is_taken():
    np.testing.assert_array_equal(variance_cut(grey(0, 2, 4), 2)[:, 0], [0, 3])


def test_of_features_as_far_away_the_first_is_taken():
    """The mean of 0, 4, 8, 12 is 6: 0 and 12 are as far from it, then 4 and 8 from both."""
    start = choose_start(grey(0, 4, 8, 12), Parameters(4, init="maximin"), bounds=NO_BOUNDS)
    np.testing.assert_array_equal(start[:, 0], [0, 12, 4, 8])


def test_the_mean_that_maximin_begins_at_is_a_whole_number():
    """1.5 is cut to 1, from which 3 is farther than 0."""
    start = choose_start(grey(0, 3), Parameters(1, init="maximin"), bounds=NO_BOUNDS)
    np.testing.assert_array_equal(start[:, 0], [3])


@pytest.mark.parametrize(("target", "place"), [(0, 0), (1, 0), (2, 2), (4, 2), (5, 3)], ids=str)
def test_a_place_is_as_likely_as_its_weight_and_never_without_one(target, place):
    assert pick_weighted(np.array([2, 0, 3, 1]), target) == place


def test_the_starts_of_one_run_are_named_in_their_order():
    best = Parameters(3, init="best", seed=5)
    assert [start_of(best, i) for i in range(6)] == [
        *((name, None) for name in DETERMINISTIC),
        ("k-means++", 5),
        ("k-means++", 6),
    ][:6]
    assert start_of(Parameters(3, init="random", seed=5), 2) == ("random", 7)
    assert start_of(Parameters(3, init="maximin", seed=5), 2) == ("maximin", None)
    assert start_of(Parameters(1, init=((0.0,),)), 2) == ("given", None)
    alone = start_alone(Parameters(3, init="best", seed=5, restarts=4), len(DETERMINISTIC) + 1)
    assert (alone.init, alone.seed, alone.restarts) == ("k-means++", 6, 1)
    alone = start_alone(Parameters(3, init="best", seed=5), 0)
    assert (alone.init, alone.seed) == (DETERMINISTIC[0], 5)


def test_a_given_start_may_lie_on_the_border_of_the_space():
    features, bounds = grey(0, 255), (np.zeros(3), np.full(3, 255.0))
    rows = ((0.0, 0.0, 0.0), (255.0, 255.0, 255.0))
    np.testing.assert_array_equal(choose_start(features, Parameters(2, init=rows), bounds=bounds), rows)
    for wrong, words in (
        ((0.0, -0.5, 0.0), "Centroid 1"),
        ((0.0, 255.5, 0.0), "255.5 is not between 0 and 255"),
    ):
        with pytest.raises(ParameterError, match=words):
            choose_start(features, Parameters(1, init=(wrong,)), bounds=bounds)
