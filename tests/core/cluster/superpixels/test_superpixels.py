"""Superpixels: merged cheapest first, cut at any detail, the same everywhere."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

import core.cluster.superpixels.superpixels as module
from core.base.errors import Cancelled
from core.cluster.superpixels.merging import BORDER, COLOUR, LAB, TEXTON, TEXTURE, Merges, merged
from core.cluster.superpixels.planes import Effort
from core.cluster.superpixels.superpixels import (
    Superpixels,
    find_superpixels,
    number_left,
    side_for,
)
from core.cluster.superpixels.surfaces import STEPS, Surfaces
from tests.core.cluster.superpixels.test_pieces import ALONE


def patches(side: int = 60) -> NDArray[np.uint8]:
    """Four squares: two greens that are nearly one, a blue and a red."""
    rgb = np.empty((2 * side, 2 * side, 3), np.uint8)
    rgb[:side, :side], rgb[:side, side:] = (40, 140, 40), (52, 150, 46)
    rgb[side:, :side], rgb[side:, side:] = (40, 60, 180), (190, 40, 40)
    return rgb


def flat_surfaces(lightness: NDArray[np.int32]) -> Surfaces:
    """Nothing but lightness tells pixels apart."""
    shape = lightness.shape
    planes = np.zeros((*shape, 12), np.int32)
    planes[..., 0] = lightness * STEPS
    bins = np.zeros((*shape, 4), np.int32)
    bins[..., 2] = 18
    bins[..., 1] = bins[..., 3] = 256
    return Surfaces(1, planes, np.full(shape, 40, np.uint8), bins, np.zeros(shape, np.int32))


def test_the_cheapest_union_by_hand():
    # Three pieces side by side, of 2, 2 and 4 pixels; L* 10, 20 and 50.
    pieces = np.array([[1, 2, 3, 3], [1, 2, 3, 3]], np.int32)
    light = np.array([[10, 20, 50, 50], [10, 20, 50, 50]], np.int32)
    found = merged(pieces, 3, np.zeros((2, 4, 3), np.uint8), flat_surfaces(light), ALONE)
    variance = np.var(light)
    # Sides of 2 pixels between them; the rims (of what touches another piece) are 2, 4 and 2.
    first = (2 * 2 / 4 / 8) ** 0.25 * (2 / 2) ** -0.25 * LAB * 10**2 / variance
    second = (4 * 4 / 8 / 8) ** 0.25 * (2 / 2) ** -0.25 * LAB * 35**2 / variance
    assert found.pairs.tolist() == [[0, 1], [0, 2]]
    np.testing.assert_allclose(found.costs, [first, second], rtol=1e-12)
    assert found.pixels.tolist() == [2, 2, 4]


def test_every_part_of_the_cost_by_hand():
    pieces = np.array([[1, 2], [1, 2]], np.int32)
    surfaces = flat_surfaces(np.array([[0, 10], [0, 10]], np.int32))
    surfaces.planes[:, 1, 3] = 3 * STEPS
    surfaces.bins[:, 1, 0] = 1
    surfaces.textons[:, 1] = 41
    surfaces.strength[:] = 1 << 15
    (cost,) = merged(pieces, 2, np.zeros((2, 2, 3), np.uint8), surfaces, ALONE).costs
    # All in other bins of a*, the same of b*: half the χ² of all; a border of half the strength there can be.
    parts = LAB * 4 + TEXTURE * 4 + COLOUR * 0.5**0.75 + TEXTON * 1 + BORDER * 0.25
    assert cost == pytest.approx((2 * 2 / 4 / 4) ** 0.25 * parts, rel=1e-12)


def test_of_equal_costs_the_lowest_pieces_merge():
    pieces = np.array([[1, 2, 3]], np.int32)
    light = np.array([[10, 20, 10]], np.int32)
    found = merged(pieces, 3, np.zeros((1, 3, 3), np.uint8), flat_surfaces(light), ALONE)
    assert found.pairs.tolist() == [[0, 1], [0, 2]]


def test_no_data_between_is_never_bridged():
    pieces = np.array([[1, 0, 2]], np.int32)
    found = merged(pieces, 2, np.zeros((1, 3, 3), np.uint8), flat_surfaces(pieces), ALONE)
    assert len(found.pairs) == 0
    cut = Superpixels(pieces, found).cut(0)
    assert cut.ids().tolist() == [[1, 0, 2]]
    assert cut.of_piece.tolist() == [0, 1, 2]


def test_pieces_end_at_sharp_edges():
    rgb = patches()
    found = find_superpixels(rgb, None, threads=1)
    assert found.number == 4
    # But for the corner where all four meet.
    for piece in range(1, 5):
        counts = np.unique(rgb[found.pieces == piece], axis=0, return_counts=True)[1]
        assert counts.max() > 0.99 * counts.sum()


def test_what_is_alike_merges_first():
    found = find_superpixels(patches(), None, threads=1)
    assert found.merges.pairs[0].tolist() == [0, 1]
    assert [int(found.merges.costs.argmin()), len(found.merges.costs)] == [0, 3]


@pytest.mark.parametrize(
    ("detail", "least", "expected"),
    [
        # Costs 1 … 99 of 100 pieces. At 50 all merges below 1.4: 99 are left, but no more than 20.
        (50, 1, 20),
        (50, 30, 30),
        (0, 1, 4),
        (0, 7, 7),
        (100, 1, 100),
        # A quarter of the way to all 100 pieces, of 20 · 5^(1/4) at most.
        (62, 1, 29),
    ],
)
def test_how_many_a_detail_leaves(detail, least, expected):
    assert number_left(np.arange(1.0, 100.0), 100, detail, least) == expected


def test_merging_stops_at_the_first_merge_that_costs_as_much():
    costs = np.array([0.1, 0.2, module.COST - 1e-9, 0.3, module.COST, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    # 12 pieces: four merges come before the one that costs it; cheaper ones after it do not count.
    assert number_left(costs, 12, 50, 1) == 8
    # Half the cost is allowed an eighth of the way up: two merges.
    assert number_left(costs, 12, 63, 1) == 10
    assert number_left(costs, 12, 37, 1) == 4


@pytest.mark.parametrize(
    ("costs", "pieces", "detail", "expected"),
    [
        # At 50 what costs 1.4 or more; a quarter of it at 75.
        ([0.1, 1.39, 1.4], 12, 50, 10),
        ([0.1, 0.34, 0.35], 12, 75, 10),
        # 4 · √(5/4) is 4.5, and never less than 4.
        ([0.0] * 4, 5, 75, 4),
        ([0.0] * 2, 3, 75, 3),
        # At most 20 · (4/20)^0.6 = 7.6; at least 4 · 250^0.1 = 6.9, at most 20 · 50^0.1 = 29.6.
        ([9.0] * 999, 1000, 20, 8),
        ([0.0] * 999, 1000, 55, 7),
        ([9.0] * 999, 1000, 55, 30),
        # What does not touch is never merged.
        ([0.1], 30, 0, 29),
    ],
)
def test_how_many_are_left_is_rounded_and_bound(costs, pieces, detail, expected):
    assert number_left(np.array(costs), pieces, detail, 1) == expected


@given(
    st.lists(st.floats(0, 50), max_size=60),
    st.integers(0, 4),
    st.integers(1, 30),
)
def test_more_detail_never_leaves_fewer(costs, islands, least):
    pieces = len(costs) + 1 + islands
    left = [number_left(np.array(costs), pieces, detail, least) for detail in range(101)]
    assert all(a <= b for a, b in pairwise(left))
    assert left[100] == pieces
    assert min(left) >= min(least, pieces)


def test_a_cut_is_made_of_those_of_more_detail():
    rgb = np.random.RandomState(3).randint(0, 60, (120, 160, 3)).astype(np.uint8)
    rgb[20:60, 30:90] += 120
    rgb[70:, :, 2] += 90
    found = find_superpixels(rgb, None, threads=1)
    coarse, fine = found.cut(30), found.cut(80)
    assert len(coarse) < len(fine)
    pairs = np.unique(np.stack((fine.ids().ravel(), coarse.ids().ravel())), axis=1)
    assert pairs.shape[1] == len(fine)
    for cut in (coarse, fine):
        ids = cut.ids()
        np.testing.assert_array_equal(np.bincount(ids.ravel())[1:], cut.pixels)
        sums = [rgb[ids == i].sum(axis=0) for i in range(1, len(cut) + 1)]
        np.testing.assert_array_equal(sums, cut.colours)


@settings(max_examples=25, deadline=None)
@given(arrays.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3))), st.data())
def test_any_small_picture_has_superpixels(rgb, drawn):
    valid = drawn.draw(arrays.arrays(np.bool_, rgb.shape[:2]))
    valid[0, 0] = True
    found = find_superpixels(rgb, valid, threads=1)
    for detail in (0, 50, 100):
        cut = found.cut(detail)
        np.testing.assert_array_equal(cut.ids() > 0, valid)
        assert cut.pixels.sum() == valid.sum()
        assert np.isfinite(found.merges.costs).all()


@pytest.mark.parametrize("threads", [2, 4])
def test_the_same_on_any_number_of_threads(threads, monkeypatch):
    monkeypatch.setattr(module, "SQUARES", 20_000)
    rgb = np.random.RandomState(1).randint(0, 90, (260, 330, 3)).astype(np.uint8)
    rgb[50:150, 60:200] += 100
    valid = np.ones(rgb.shape[:2], bool)
    valid[200:, 100:140] = False
    expected = find_superpixels(rgb, valid, threads=1)
    found = find_superpixels(rgb, valid, threads=threads)
    assert found.merges.costs.tobytes() == expected.merges.costs.tobytes()
    assert found.merges.pairs.tobytes() == expected.merges.pairs.tobytes()
    assert found.pieces.tobytes() == expected.pieces.tobytes()


@pytest.mark.parametrize(
    ("height", "width", "side"), [(1, 1, 1), (500, 800, 1), (500, 801, 2), (1, 400_001, 2), (2003, 3456, 5)]
)
def test_large_pictures_are_looked_at_in_squares(height, width, side):
    assert side_for(height, width) == side


def test_a_picture_twice_as_large_has_the_same_superpixels(monkeypatch):
    rgb = patches(100)
    small = find_superpixels(rgb, None, threads=1).cut(0).ids()
    monkeypatch.setattr(module, "SQUARES", 40_000)
    large = find_superpixels(np.repeat(np.repeat(rgb, 2, 0), 2, 1), None, threads=1).cut(0).ids()
    assert (large[::2, ::2] == small).mean() > 0.95


def test_frozen():
    found = find_superpixels(patches(20), None, threads=1)
    for array in (found.pieces, found.merges.costs, found.cut(50).of_piece, found.cut(50).ids()):
        with pytest.raises(ValueError, match="read-only"):
            array[:1] = 0


def test_cancelled_in_the_middle_of_merging():
    calls = []

    def soon() -> bool:
        calls.append(1)
        return len(calls) > 3

    pieces = np.arange(1, 401, dtype=np.int32).reshape(20, 20)
    with pytest.raises(Cancelled):
        merged(pieces, 400, np.zeros((20, 20, 3), np.uint8), flat_surfaces(pieces), Effort(1, soon))


def test_merges_of_one_piece_are_none():
    found = find_superpixels(np.zeros((1, 1, 3), np.uint8), None, threads=1)
    assert isinstance(found.merges, Merges)
    assert found.number == 1
    assert found.cut(50).ids().tolist() == [[1]]
