"""What merging is given: pieces added up, who touches whom, planes at one scale; and where it ends."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.base.parallel import never_cancelled
from core.cluster.superpixels.merging import (
    BORDER,
    COLOUR,
    LAB,
    TEXTON,
    TEXTURE,
    Merges,
    _added,
    _scaled,
    merged,
    neighbours,
)
from core.cluster.superpixels.planes import Effort
from core.cluster.superpixels.surfaces import STEPS, Surfaces

ALONE = Effort(1, never_cancelled)


def surfaces_of(shape: tuple[int, int]) -> Surfaces:
    """Any that are not alike."""
    random = np.random.RandomState(0)
    bins = np.zeros((*shape, 4), np.int32)
    bins[..., 0], bins[..., 2] = random.randint(0, 17, shape), random.randint(18, 39, shape)
    bins[..., 1], bins[..., 3] = random.randint(0, 257, shape), random.randint(0, 257, shape)
    return Surfaces(
        1,
        random.randint(-9, 9, (*shape, 12)).astype(np.int32) * STEPS,
        random.randint(40, 64, shape).astype(np.uint8),
        bins,
        random.randint(0, 1 << 16, shape).astype(np.int32),
    )


def merged_of(pieces: NDArray[np.int32], number: int) -> Merges:
    return merged(pieces, number, np.zeros((*pieces.shape, 3), np.uint8), surfaces_of(pieces.shape), ALONE)


def test_what_each_part_counts():
    assert (LAB, TEXTURE, COLOUR, TEXTON, BORDER) == (0.9, 0.03, 4.0, 1.3, 9.0)


def test_pieces_have_what_their_pixels_have():
    pieces = np.array([[1, 1, 2], [0, 2, 2]], np.int32)
    rgb = np.arange(18, dtype=np.uint8).reshape(2, 3, 3)
    surfaces = surfaces_of((2, 3))
    sums, counted = _added(pieces, 2, rgb, surfaces, ALONE)
    assert sums[:, 0].tolist() == [2, 3]
    assert sums[:, 1:4].tolist() == [[3, 5, 7], [33, 36, 39]]
    np.testing.assert_array_equal(sums[0, 4:], surfaces.planes[0, :2].sum(axis=0))
    assert counted.shape == (2, 64)
    # Of each pixel 256 for a*, b* and its texton.
    assert [counted[0, :18].sum(), counted[0, 18:40].sum(), counted[0, 40:].sum()] == [512] * 3
    found = merged(pieces, 2, rgb, surfaces, ALONE)
    assert (found.pixels.tolist(), found.colours.tolist()) == ([2, 3], [[3, 5, 7], [33, 36, 39]])


def test_who_touches_whom_how_long_and_how_strongly():
    pieces = np.array([[1, 2, 2], [3, 3, 2]], np.int32)
    strength = np.array([[65536, 0, 0], [0, 32768, 0]], np.int32)
    lows, highs, borders, total = neighbours(pieces, 3, strength, 1, ALONE)
    assert (lows.tolist(), highs.tolist()) == ([0, 0, 1], [1, 2, 2])
    assert borders.tolist() == [1, 1, 2]
    # The mean of both sides of each: ½; ½; ¼ and ¼.
    assert total.tolist() == [0.5, 0.5, 0.5]


def test_each_group_of_planes_varies_by_one_in_all():
    planes = np.zeros((1, 4, 3), np.int32)
    planes[0, :, 0] = np.array([0, 0, 2, 2]) * STEPS // 8
    planes[0, :, 1] = np.array([0, 4, 0, 4]) * STEPS // 8
    planes[0, :, 2] = 7 * STEPS
    found = _scaled(planes[0].astype(np.int64), planes, np.array([0, 2, 3]))
    # Variances of 1/64 and 4/64 together are 5/64; the last plane varies not at all.
    expected = np.array([[0, 0], [0, 4], [2, 0], [2, 4]]) / 5**0.5
    np.testing.assert_allclose(found[:, :2], expected, rtol=1e-12)
    assert not found[:, 2].any()


@pytest.mark.parametrize("number", [1, 2, 33, 34, 80])
def test_all_pieces_of_a_row_become_one(number):
    found = merged_of(np.arange(1, number + 1, dtype=np.int32)[None], number)
    assert found.pairs.shape == (number - 1, 2)
    assert (found.pairs[:, 0] < found.pairs[:, 1]).all()
    assert sorted(found.pairs[:, 1].tolist()) == list(range(1, number))
    assert (found.costs > 0).all()


@pytest.mark.parametrize("number", [0, 1, 3, 100])
def test_pieces_that_touch_nothing_never_merge(number):
    pieces = np.zeros((1, 2 * max(number, 1)), np.int32)
    pieces[0, : 2 * number : 2] = np.arange(1, number + 1)
    found = merged_of(pieces, number)
    assert found.pairs.shape == (0, 2)
    assert found.costs.shape == (0,)
    assert found.pixels.tolist() == [1] * number


@pytest.mark.parametrize("number", [0, 70])
def test_pieces_that_touch_nobody_merge_with_nobody(number: int) -> None:
    """Of seventy there are more than are merged between two looks at whether it is cancelled."""
    pieces = np.zeros((1, 2 * number + 1), np.int32)
    pieces[0, 1::2] = np.arange(1, number + 1)
    found = merged_of(pieces, number)
    assert (len(found.pairs), len(found.costs), len(found.pixels)) == (0, 0, number)
