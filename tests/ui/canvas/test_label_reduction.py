"""Labels made smaller: each block by itself, so that a part added to another is what it would be alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from ui.canvas.label_reduction import packed_table, reduced_further, reduced_labels

COLOURS = np.array([[0, 0, 0], [250, 20, 3], [17, 99, 180], [255, 255, 255]], np.uint8)
TABLE = packed_table(COLOURS)


@st.composite
def cases(draw: st.DrawFn) -> tuple[np.ndarray, int, QRect, QRect]:
    """Labels, a factor, and two parts of them."""
    height, width = draw(st.integers(1, 40)), draw(st.integers(1, 40))
    labels = np.random.RandomState(draw(st.integers(0, 1000))).randint(0, 5, (height, width)).astype(np.uint8)

    def part() -> QRect:
        left, top = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
        right, bottom = draw(st.integers(left, width - 1)), draw(st.integers(top, height - 1))
        return QRect(left, top, right + 1 - left, bottom + 1 - top)

    return labels, draw(st.integers(2, 9)), part(), part()


@given(cases())
def test_what_a_pan_adds_is_what_it_would_be_alone(case: tuple[np.ndarray, int, QRect, QRect]) -> None:
    labels, factor, before, now = case
    known = reduced_labels(labels, TABLE, before, factor)
    blocks, colours = reduced_further(labels, TABLE, now, factor, known)
    alone_blocks, alone = reduced_labels(labels, TABLE, now, factor)
    assert blocks == alone_blocks
    np.testing.assert_array_equal(colours, alone)


@given(cases())
def test_only_what_is_new_is_looked_up(case: tuple[np.ndarray, int, QRect, QRect]) -> None:
    labels, factor, before, now = case
    known, colours = reduced_labels(labels, TABLE, before, factor)
    mark = np.uint32(0x12345678)
    blocks, found = reduced_further(labels, TABLE, now, factor, (known, np.full_like(colours, mark)))
    shared = blocks & known
    assert np.count_nonzero(found == mark) == shared.width() * shared.height() // factor**2


@given(cases())
def test_a_part_is_a_part_of_the_whole(case: tuple[np.ndarray, int, QRect, QRect]) -> None:
    labels, factor, part, _ = case
    whole = reduced_labels(labels, TABLE, QRect(0, 0, labels.shape[1], labels.shape[0]), factor)[1]
    blocks, colours = reduced_labels(labels, TABLE, part, factor)
    assert blocks.contains(part)
    assert blocks.left() % factor == blocks.top() % factor == 0
    top, left = blocks.top() // factor, blocks.left() // factor
    np.testing.assert_array_equal(
        colours, whole[top : top + colours.shape[0], left : left + colours.shape[1]]
    )


@given(st.integers(2, 9), st.integers(0, 3), st.integers(1, 30), st.integers(1, 30))
def test_one_label_keeps_its_colour_to_the_edge(factor: int, row: int, height: int, width: int) -> None:
    labels = np.full((height, width), row + 1, np.uint8)
    colours = reduced_labels(labels, TABLE, QRect(0, 0, width, height), factor)[1]
    assert colours.shape == (-(-height // factor), -(-width // factor))
    assert (colours == TABLE[row + 1]).all()


def test_a_colour_is_the_mean_of_labels_of_its_block() -> None:
    labels = np.array([[1, 4], [4, 1]], np.uint8)
    colours = reduced_labels(labels, TABLE, QRect(0, 0, 2, 2), 2)[1]
    channels = colours.view(np.uint8)
    assert channels.tolist() in ([[127, 127, 127, 255]], [[128, 128, 128, 255]], [[126, 126, 126, 255]])
