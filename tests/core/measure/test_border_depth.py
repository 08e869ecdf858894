"""How deep pixels lie inside their class, and which classes are broad."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.ndimage import binary_dilation

from core.base.parallel import never_cancelled
from core.measure.border_depth import BROAD, THIN, broad_pairs, depth_from, edges_of
from core.roi.shape_masks import PixelWindow


def halves(height: int, width: int, left: int) -> np.ndarray:
    """Class 1 in so many columns from the left, 2 in the others."""
    return np.tile(np.where(np.arange(width) < left, 1, 2).astype(np.uint8), (height, 1))


def test_sides_are_counted_both_ways() -> None:
    found = edges_of(halves(3, 6, 2), 2)
    assert found.sides.tolist() == [[0, 3], [3, 0]]
    assert found.marked[0].tolist() == [0, 1, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (2, [4, 4, 4, 3, 2, 1, 1, 2, 3, 4, 4, 4]),
        (3, [4, 4, 3, 2, 2, 1, 1, 2, 2, 3, 4, 4]),
    ],
)
def test_depth_counts_from_the_border_inwards(width: int, expected: list[int]) -> None:
    edges = edges_of(halves(2, 12, 6), 2)
    depth, band = depth_from(edges, edges, width)
    assert depth.tolist() == [expected, expected]
    upright = edges_of(np.ascontiguousarray(halves(2, 12, 6).T), 2)
    assert depth_from(upright, upright, width)[0].T.tolist() == [expected, expected]
    assert band.tolist() == [i for i, level in enumerate(expected * 2) if level < 4]


def test_beside_another_cluster_of_the_class_it_is_no_pure_inside() -> None:
    edges = edges_of(halves(1, 20, 4), 2)
    inner = edges_of(np.repeat([1, 2, 3], (4, 10, 6)).astype(np.uint8)[None], 3)
    depth, band = depth_from(edges, inner, 2)
    assert depth[0].tolist() == [4, 3, 2, 1, 1, 2, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 4, 4, 4, 4]
    # What is near the border of the class stays what it is.
    assert band.tolist() == [1, 2, 3, 4, 5, 6]
    inner = edges_of(np.repeat([1, 2, 3], (4, 4, 12)).astype(np.uint8)[None], 3)
    assert depth_from(edges, inner, 2)[0][0, :12].tolist() == [4, 3, 2, 1, 1, 2, 5, 5, 5, 5, 4, 4]


def test_a_class_is_broad_where_it_reaches_beyond_the_mixed_pixels() -> None:
    """Such a pixel lies BROAD + 1 beside the one on the border: a strip between two needs 2 BROAD + 3."""
    assert (THIN, BROAD) == (2, 3)

    def broad(strip: int, window: PixelWindow | None = None) -> list[bool]:
        classes = np.tile(np.repeat([1, 2, 1], (20, strip, 20)).astype(np.uint8), (6, 1))
        edges = edges_of(classes, 2)
        return broad_pairs(classes, edges, edges, window, never_cancelled).diagonal().tolist()

    assert broad(2 * BROAD + 3) == [True, True]
    assert broad(2 * BROAD + 2) == [True, False]
    # Only the borders in the window are judged, by all that lies around it.
    window = PixelWindow(1, 19, np.ones((3, 2), bool))
    assert broad(2 * BROAD + 2, window) == [True, False]
    assert broad(2 * BROAD + 3, window) == [True, True]


@pytest.mark.parametrize("seed", range(12))
def test_broad_is_what_has_room_along_85_of_100_pixels_of_its_border(seed: int) -> None:
    """By the definition, with scipy: in the whole and in a window, which may leave out pixels."""
    random = np.random.RandomState(seed)
    classes = np.kron(random.randint(0, 4, (4, 5)), np.ones((11, 11))).astype(np.uint8)
    classes[:, :30] = np.where(classes[:, :30] > 2, 1, classes[:, :30])
    edges = edges_of(classes, 3)
    marked = edges.marked > 0
    beyond = ~binary_dilation(marked, np.ones((2 * BROAD + 1,) * 2))
    room = binary_dilation(beyond, np.ones((2 * BROAD + 3,) * 2))
    parts = PixelWindow(5, 9, random.rand(30, 37) < 0.9), PixelWindow(19, 23, np.ones((21, 18), bool))
    for window in (None, *parts):
        judged = marked.copy()
        if window is not None:
            judged[:] = False
            judged[window.slices] = marked[window.slices] & window.mask
        for place in (1, 2, 3):
            at = judged & (classes == place)
            expected = (at & room).sum() >= 0.85 * at.sum()
            found = broad_pairs(classes, edges, edges, window, never_cancelled)
            assert found[place - 1, place - 1] == expected


def test_of_many_rows_every_second_is_judged() -> None:
    """Of 1000 rows and more: what is narrow in odd rows only is broad."""
    classes = halves(1000, 40, 20)
    edges = edges_of(classes, 2)
    narrow = edges_of(np.where(np.arange(40) % 2, 1, 2).astype(np.uint8)[None].repeat(1000, axis=0), 2)
    assert broad_pairs(classes, edges, narrow, None, never_cancelled).diagonal().tolist() == [False, False]
    marked = edges.marked.copy()
    marked[::2] = 0
    odd = replace(edges, marked=marked)
    assert broad_pairs(classes, odd, narrow, None, never_cancelled).all()
    assert not broad_pairs(classes[:999], odd, narrow, None, never_cancelled).any()
