"""The loops that cut pieces, each against its definition on a few pixels."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.cluster.superpixels import piece_kernels as kernels

NO_MASK = np.empty((0, 0), np.bool_)
SHIFTS = np.array(((0, 1), (1, 0), (1, 1), (1, -1)))
# Of three and of five pixels, none like another: what is mirrored would be seen.
WEIGHTS = [[1000, 8384, 7000], [384, 3000, 7000, 5000, 1000]]


def picture(size: tuple[int, int]) -> NDArray[np.uint8]:
    return np.random.RandomState(2).randint(0, 256, (*size, 3)).astype(np.uint8)


def masks(size: tuple[int, int]) -> list[NDArray[np.bool_]]:
    return [NO_MASK, np.random.RandomState(3).random_sample(size) < 0.6]


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("size", [(3, 4), (3, 1)])
def test_rows_are_smoothed_along_themselves(size, weights):
    pixels, reach = picture(size), len(weights) // 2
    for valid in masks(size):
        alone, part = np.empty((1, *pixels.shape[1:]), np.uint16), np.empty((1, size[1]), np.int32)
        kernels.smooth_rows(pixels[1:2].copy(), valid[1:2].copy(), np.array(weights), 0, 1, alone, part)
        out, share = np.full((*size, 3), 7, np.uint16), np.full(size, 7, np.int32)
        kernels.smooth_rows(pixels, valid, np.array(weights), 1, 2, out, share)
        assert (out[[0, 2]] == 7).all()
        assert (share[[0, 2]] == 7).all()
        for x in range(size[1]):
            near = [min(max(x + i - reach, 0), size[1] - 1) for i in range(len(weights))]
            there = [not len(valid) or valid[1, at] for at in near]
            sums = sum(
                w * t * pixels[1, at].astype(int) for w, t, at in zip(weights, there, near, strict=True)
            )
            assert out[1, x].tolist() == [int(each) // 64 for each in sums]
            assert share[1, x] == (np.dot(weights, there) if len(valid) else 7)
        assert alone[0].tolist() == out[1].tolist()


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("size", [(4, 2), (2, 2), (3, 1)])
def test_columns_are_smoothed_by_the_share_that_was_there(size, weights):
    random, reach = np.random.RandomState(4), len(weights) // 2
    rows = random.randint(0, 12_000, (*size, 3)).astype(np.uint16)
    share = random.randint(4000, 1 << 14, size).astype(np.int32)
    for shares in (np.empty((0, 0), np.int32), share):
        out = np.full((*size, 3), 7, np.uint16)
        kernels.smooth_columns(rows, shares, np.array(weights), 0, size[0] - 1, out)
        assert (out[-1] == 7).all()
        for y in range(size[0] - 1):
            near = [min(max(y + i - reach, 0), size[0] - 1) for i in range(len(weights))]
            for x in range(size[1]):
                there = sum(
                    w * (int(shares[at, x]) if len(shares) else 1 << 14)
                    for w, at in zip(weights, near, strict=True)
                )
                sums = sum(w * rows[at, x].astype(int) for w, at in zip(weights, near, strict=True))
                assert out[y, x].tolist() == [int(each) // (there >> 14) for each in sums]


def test_a_row_alone_is_smoothed_with_itself():
    rows, share, out = (
        np.array([[[9, 6, 3]]], np.uint16),
        np.array([[8192]], np.int32),
        np.empty((1, 1, 3), np.uint16),
    )
    kernels.smooth_columns(rows, share, np.array(WEIGHTS[0]), 0, 1, out)
    assert out[0, 0].tolist() == [18, 12, 6]


def test_where_next_to_nothing_is_valid_nothing_is_divided():
    rows, share = np.array([[[3, 3, 3]], [[0, 0, 0]]], np.uint16), np.array([[1], [0]], np.int32)
    out = np.empty((2, 1, 3), np.uint16)
    kernels.smooth_columns(rows, share, np.array([1, 16382, 1]), 0, 2, out)
    assert out[:, 0].tolist() == [[3 * 16383] * 3, [3] * 3]


def steps_of(smooth: NDArray[np.uint16], valid: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Of each edge the step, the pixel and the shift, in the order of the pixels."""
    height, width = smooth.shape[:2]
    found = []
    for y, x in np.ndindex(height, width):
        for s, (down, across) in enumerate(SHIFTS.tolist()):
            below, beside = y + down, x + across
            if below == height or not 0 <= beside < width:
                continue
            if len(valid) and not (valid[y, x] and valid[below, beside]):
                continue
            length = np.linalg.norm(smooth[y, x].astype(float) - smooth[below, beside])
            found.append((min(int(length), 65535), y * width + x, s))
    return found


@pytest.mark.parametrize("size", [(3, 4), (1, 3), (3, 1), (2, 2)])
def test_steps_between_neighbours_are_counted_and_sorted_by_place(size):
    smooth = np.random.RandomState(5).randint(0, 3, (*size, 3)).astype(np.uint16)
    smooth[0, 0] = 65535
    smooth[-1, -1] = (0, 2, 7)
    for valid in masks(size):
        known = steps_of(smooth, valid)
        steps, counts = np.zeros((*size, 4), np.uint16), np.zeros(1 << 16, np.int64)
        for first, last in ((0, 1), (1, size[0])):
            kernels.count_steps(smooth, valid, SHIFTS, first, last, steps, counts)
        assert counts.sum() == len(known)
        assert np.flatnonzero(counts).tolist() == sorted({step for step, _pixel, _shift in known})
        for step, pixel, shift in known:
            assert steps.reshape(-1, 4)[pixel, shift] == step
        places, order = np.cumsum(counts) - counts, np.full(len(known), -1, np.int32)
        for first, last in ((0, 1), (1, size[0])):
            kernels.sort_steps(steps, valid, SHIFTS, first, last, places, order)
        ranked = sorted(known, key=lambda each: each[0])
        assert order.tolist() == [4 * pixel + shift for _step, pixel, shift in ranked]


def begun(size: int) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    return np.arange(size, dtype=np.int32), np.ones(size, np.int32), np.zeros(size, np.int32)


@pytest.mark.parametrize(
    ("sizes", "inner", "step", "together"),
    [
        # Of a scale of 60: both sides allow their own step and 60 / size.
        ((1, 1), (0, 0), 60, True),
        ((1, 1), (0, 0), 61, False),
        ((3, 1), (0, 0), 20, True),
        ((3, 1), (0, 0), 21, False),
        ((1, 3), (0, 0), 21, False),
        ((3, 1), (5, 0), 25, True),
        ((1, 3), (0, 5), 25, True),
        ((1, 3), (0, 5), 26, False),
        # 60 / 7 is 8.6: as much as 8.
        ((7, 7), (0, 0), 8, True),
        ((7, 7), (0, 0), 9, False),
    ],
)
def test_two_pieces_join_where_both_allow_the_step(sizes, inner, step, together):
    parent, size, inner_steps = begun(2)
    size[:], inner_steps[:] = sizes, inner
    steps = np.full(8, 65535, np.uint16)
    steps[0] = step
    kernels.join_alike(
        np.zeros(1, np.int32), steps, np.array([1, 2, 3, 1]), 0, 1, 60, parent, size, inner_steps
    )
    assert parent.tolist() == ([0, 0] if together else [0, 1])
    assert size[0] == (sum(sizes) if together else sizes[0])
    assert inner_steps[0] == (step if together else inner[0])


def components(parent: NDArray[np.int32]) -> list[int]:
    roots = list(range(len(parent)))
    for i in range(len(parent)):
        roots[i] = i
        while parent[roots[i]] != roots[i]:
            roots[i] = int(parent[roots[i]])
    return roots


@pytest.mark.parametrize("seed", range(4))
def test_edges_join_one_after_the_other(seed):
    """A grid of 3 × 4 pixels whose edges are taken in any order."""
    random, width = np.random.RandomState(seed), 4
    ahead = SHIFTS[:, 0] * width + SHIFTS[:, 1]
    edges = [
        4 * (y * width + x) + s
        for y, x in np.ndindex(3, width)
        for s, (down, across) in enumerate(SHIFTS.tolist())
        if y + down < 3 and 0 <= x + across < width
    ]
    order = random.permutation(edges).astype(np.int32)
    steps = random.randint(0, 40, 48).astype(np.uint16)
    parent, sizes, inner_steps = begun(12)
    kernels.join_alike(order, steps, ahead, 2, 20, 50, parent, sizes, inner_steps)
    of, inner = list(range(12)), [0] * 12
    for edge in order[2:20].tolist():
        a, b = of[edge // 4], of[edge // 4 + int(ahead[edge % 4])]
        step = int(steps[edge])
        if a != b and all(step <= inner[each] + 50 // of.count(each) for each in (a, b)):
            of = [min(a, b) if each in (a, b) else each for each in of]
            inner[min(a, b)] = step
    assert components(parent) == of
    roots = sorted(set(of))
    assert [int(sizes[each]) for each in roots] == [of.count(each) for each in roots]
    assert [int(inner_steps[each]) for each in roots] == [inner[each] for each in roots]
    kernels.join_small(order, ahead, 1, 25, 3, parent, sizes)
    for edge in order[1:25].tolist():
        a, b = of[edge // 4], of[edge // 4 + int(ahead[edge % 4])]
        if a != b and min(of.count(a), of.count(b)) < 3:
            of = [min(a, b) if each in (a, b) else each for each in of]
    assert components(parent) == of
    assert [int(sizes[each]) for each in sorted(set(of))] == [of.count(each) for each in sorted(set(of))]


@pytest.mark.parametrize(
    ("sizes", "together"), [((3, 3), False), ((2, 3), True), ((3, 2), True), ((2, 2), True)]
)
def test_a_piece_of_less_than_the_least_goes_to_the_one_beyond(sizes, together):
    parent, size, _steps = begun(2)
    size[:] = sizes
    kernels.join_small(np.zeros(1, np.int32), np.array([1, 2, 3, 1]), 0, 1, 3, parent, size)
    assert parent.tolist() == ([0, 0] if together else [0, 1])
    assert size[0] == (sum(sizes) if together else 3)


def test_a_pixel_alone_is_a_piece_where_it_is_valid():
    for valid in (True, False):
        ids = np.full(1, 9, np.int32)
        number = kernels.number_pieces(np.zeros(1, np.int32), np.array([valid]), 0, 1, 0, ids)
        assert (number, ids.tolist()) == (int(valid), [int(valid)])


def test_pieces_are_numbered_by_their_first_pixels():
    parent = np.array([0, 1, 0, 3, 1, 5], np.int32)
    for valid, expected in (
        (np.empty(0, np.bool_), [1, 2, 1, 3, 2, 4]),
        (np.array([True, True, True, False, True, True]), [1, 2, 1, 0, 2, 3]),
    ):
        ids = np.full(6, 9, np.int32)
        number = kernels.number_pieces(parent, valid, 0, 2, 0, ids)
        assert (number, ids.tolist()) == (2, [1, 2, 9, 9, 9, 9])
        assert kernels.number_pieces(parent, valid, 2, 6, number, ids) == max(expected)
        assert ids.tolist() == expected


def test_pixels_that_are_alike_are_no_step_apart_also_beyond_no_data():
    smooth, valid = np.array([[[9] * 3, [5] * 3, [5] * 3]], np.uint16), np.array([[False, True, True]])
    steps, counts = np.full((1, 3, 4), 7, np.uint16), np.zeros(1 << 16, np.int64)
    kernels.count_steps(smooth, valid, SHIFTS, 0, 1, steps, counts)
    assert np.flatnonzero(counts).tolist() == [0]
    assert counts[0] == 1
    assert steps[0, 1].tolist() == [0, 7, 7, 7]
