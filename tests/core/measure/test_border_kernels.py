"""The loops over borders against their definitions, pixel by pixel."""

from __future__ import annotations

import numpy as np

from core.measure.border_kernels import FAR, edges, interiors, look_around

CLASSES = np.array([[1, 1, 2, 0], [1, 3, 2, 2], [0, 3, 3, 2]], np.uint8)


def test_both_pixels_of_a_side_between_two_classes_are_marked_and_the_side_is_counted_once() -> None:
    marked, sides = np.zeros((3, 4), np.uint8), np.zeros((4, 4), np.int64)
    edges(CLASSES, 0, 3, marked, sides)
    assert marked.tolist() == [[0, 1, 1, 0], [1, 1, 1, 0], [0, 0, 1, 1]]
    # The one to the left or above first: 1|2, 1|3 across and down, 3|2 across twice, 2|3 down.
    assert sides.tolist() == [[0, 0, 0, 0], [0, 0, 1, 2], [0, 0, 0, 1], [0, 0, 2, 0]]


def test_rows_at_a_time_mark_what_all_at_once_do() -> None:
    marked, sides = np.zeros((3, 4), np.uint8), np.zeros((4, 4), np.int64)
    edges(CLASSES, 0, 1, marked, sides)
    # The row below is marked by the one above it.
    assert marked.tolist() == [[0, 1, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    assert sides.sum() == 2
    edges(CLASSES, 1, 2, marked, sides)
    edges(CLASSES, 2, 3, marked, sides)
    whole, every = np.zeros((3, 4), np.uint8), np.zeros((4, 4), np.int64)
    edges(CLASSES, 0, 3, whole, every)
    assert marked.tolist() == whole.tolist()
    assert sides.tolist() == every.tolist()


def test_interiors_by_their_definition() -> None:
    random = np.random.RandomState(1)
    pixels = random.randint(0, 256, (5, 9, 2)).astype(np.uint8)
    labels = random.randint(0, 3, (5, 9)).astype(np.uint8)
    depth = random.randint(1, 6, (5, 9)).astype(np.uint8)
    for top, bottom, lag in ((0, 5, 2), (1, 3, 1)):
        sums, counts, squares = np.zeros((3, 6, 2)), np.zeros((3, 6), np.int64), np.zeros(2)
        pairs = interiors(pixels, labels, depth, top, bottom, lag, sums, counts, squares)
        for own in (1, 2):
            for level in range(1, 6):
                there = ((labels == own) & (depth == level))[top:bottom]
                assert counts[own, level] == there.sum()
                assert sums[own, level].tolist() == pixels[top:bottom][there].sum(axis=0).tolist()
        assert counts[0].sum() == 0
        expected, number = np.zeros(2), 0
        for row in range(top, bottom):
            for column in range(9 - lag):
                one, other = (row, column), (row, column + lag)
                if labels[one] == labels[other] > 0 and depth[one] >= 3 and depth[other] >= 3:
                    expected += (pixels[one].astype(float) - pixels[other]) ** 2
                    number += 1
        assert number > 0
        assert pairs == number
        assert squares.tolist() == expected.tolist()


def test_no_pixel_is_compared_across_the_edge_of_the_picture() -> None:
    pixels, deep = np.arange(14, dtype=np.uint8).reshape(2, 7, 1), np.full((2, 7), 4, np.uint8)
    sums, counts, squares = np.zeros((2, 6, 1)), np.zeros((2, 6), np.int64), np.zeros(1)
    assert interiors(pixels, np.ones((2, 7), np.uint8), deep, 0, 2, 4, sums, counts, squares) == 2 * 3
    assert squares.tolist() == [6 * 16]


def test_what_lies_around_by_its_definition() -> None:
    random = np.random.RandomState(2)
    pixels = random.randint(0, 256, (6, 7, 2)).astype(np.uint8)
    labels = random.randint(0, 4, (6, 7)).astype(np.uint8)
    depth = random.randint(1, 6, (6, 7)).astype(np.uint8)
    places = np.array([40, 0, 6, 17, 35, 41], np.int64)
    seen, sums = np.full((4, 4, 6), 7, np.int64), np.full((4, 4, 3, 2), 7.0)
    look_around(pixels, labels, depth, places, 1, 5, 2, seen, sums)
    rows, columns = np.indices((6, 7))
    for i, place in enumerate(places[1:5].tolist()):
        row, column = divmod(place, 7)
        squared = (rows - row) ** 2 + (columns - column) ** 2
        near = (np.abs(rows - row) <= 2) & (np.abs(columns - column) <= 2)
        for cluster in range(1, 4):
            there, inside = near & (labels == cluster), near & (labels == cluster) & (depth >= 3)
            assert seen[i, cluster, 0] == squared[inside].min(initial=FAR)
            assert seen[i, cluster, 1] == squared[there].min(initial=FAR)
            assert seen[i, cluster, 5] == inside.sum()
            for level in (3, 4, 5):
                at = there & (depth == level)
                assert seen[i, cluster, level - 1] == at.sum()
                assert sums[i, cluster, level - 3].tolist() == pixels[at].sum(axis=0).tolist()
        assert seen[i, 0].tolist() == [FAR, FAR, 0, 0, 0, 0]


def test_around_three_pixels_by_hand() -> None:
    """Of 3 × 4 pixels, one to every side; no data, and depths below 3, are no interior."""
    labels = np.array([[1, 1, 2, 2], [1, 1, 0, 2], [2, 1, 1, 2]], np.uint8)
    depth = np.array([[5, 2, 3, 4], [3, 1, 5, 5], [4, 3, 4, 2]], np.uint8)
    pixels = np.arange(1, 13, dtype=np.uint8).reshape(3, 4, 1)
    seen, sums = np.full((3, 3, 6), 99, np.int64), np.full((3, 3, 3, 1), 99.0)
    look_around(pixels, labels, depth, np.array([7, 0, 5, 11]), 1, 4, 1, seen, sums)
    nothing = [FAR, FAR, 0, 0, 0, 0]
    # Place 0 sees 1, 2, 5 and 6; place 5 all but the last column; place 11 the lower right four.
    assert seen[0].tolist() == [nothing, [0, 0, 1, 0, 1, 2], nothing]
    assert seen[1].tolist() == [nothing, [1, 0, 2, 1, 1, 4], [2, 2, 1, 1, 0, 2]]
    assert seen[2].tolist() == [nothing, [1, 1, 0, 1, 0, 1], [1, 0, 0, 0, 1, 1]]
    assert sums[..., 0].tolist() == [
        [[0, 0, 0], [5, 0, 1], [0, 0, 0]],
        [[0, 0, 0], [5 + 10, 11, 1], [3, 9, 0]],
        [[0, 0, 0], [0, 11, 0], [0, 0, 8]],
    ]
