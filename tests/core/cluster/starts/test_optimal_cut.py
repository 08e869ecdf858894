"""The optimal division: on a line no division has less inertia."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.cluster.parameters import STARTS, Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.segmentation import segment
from core.cluster.starts.deterministic_starts import _places, optimal_cut
from core.image.image import Image


def least_inertia(values, k):
    """By trying every division of the sorted values into k parts."""
    ordered = np.sort(values.astype(float))
    best = np.inf
    for borders in combinations(range(1, len(ordered)), k - 1):
        parts = np.split(ordered, borders)
        best = min(best, sum(((part - part.mean()) ** 2).sum() for part in parts))
    return best


@settings(max_examples=80)
@given(hnp.arrays(np.uint8, st.integers(1, 11)), st.integers(1, 4))
def test_grey_ends_at_the_least_inertia_there_is(values, k):
    k = min(k, len(np.unique(values)))
    found = segment(Image(values[None, :, None]), Parameters(k=k, init="optimal-cut"))
    assert found.inertia == pytest.approx(least_inertia(values, k), abs=1e-6)
    # Nothing is left for Lloyd to improve: the start is the fixed point already.
    assert found.history[0].inertia == pytest.approx(found.inertia, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("k", [2, 7, 40])
def test_no_other_start_does_better_on_grey(dtype, k):
    random = np.random.RandomState(k)
    pixels = random.gamma(2, np.iinfo(dtype).max / 12, (60, 60, 1)).clip(0, np.iinfo(dtype).max).astype(dtype)
    prepared = prepare(Image(pixels), "gray")
    inertias = {
        init: segment(prepared.image, Parameters(k=k, init=init, restarts=3), prepared=prepared).inertia
        for init in STARTS
    }
    assert inertias["optimal-cut"] <= min(inertias.values()) * (1 + 1e-9)
    assert inertias["best"] <= inertias["optimal-cut"] * (1 + 1e-9)


@settings(max_examples=50)
@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 6), st.integers(1, 6), st.just(3))),
    st.integers(1, 8),
    st.sampled_from(["rgb", "lab", "hsv", "gray"]),
)
def test_every_part_is_a_mean_of_pixels_in_the_box(pixels, k, space):
    features = prepare(Image(pixels), space).features
    k = min(k, len(features))
    means = optimal_cut(features, k)
    assert means.shape == (k, 3)
    assert np.isfinite(means).all()
    assert (means >= features.values.min(axis=0)).all()
    assert (means <= features.values.max(axis=0)).all()


def test_bands_are_divided_along_their_principal_direction():
    random = np.random.RandomState(0)
    along = np.repeat([0.0, 100.0, 200.0], 400)
    pixels = np.stack([along, 2 * along, -along], axis=1) + random.normal(0, 1, (1200, 3))
    image = Image(pixels.reshape(30, 40, 3))
    found = segment(image, Parameters(k=3, init="optimal-cut"))
    assert found.counts.tolist() == [400, 400, 400]
    assert found.iterations <= 1


@pytest.mark.parametrize(
    ("projected", "most", "expected"),
    [
        ([3.0, 5.0, 9.0], 7, [0, 2, 6]),
        # One place too few: six steps of a sixth of the range, then five.
        ([3.0, 5.0, 9.0], 6, [0, 2, 5]),
        ([0.0, 10.0, 20.0], 5, [0, 2, 4]),
        ([0.5, 0.75, 1.0], 3, [0, 1, 2]),
        # Whole numbers are their own places wherever they lie, others never.
        ([3.0, 5.0, 9.0], 100, [0, 2, 6]),
        ([1000.0, 1002.0], 100, [0, 2]),
        ([0.5, 1.5], 100, [0, 99]),
        # Halfway between two places: the upper one.
        ([0.0, 0.5, 4.0], 5, [0, 1, 4]),
        ([0.5, 0.5], 9, [0, 0]),
    ],
)
def test_the_places_along_a_line(projected, most, expected):
    assert _places(np.array(projected), most).tolist() == expected
