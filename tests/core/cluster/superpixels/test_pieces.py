"""Pieces against hand-made pictures and scikit-image's felzenszwalb."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from skimage import data
from skimage.measure import label
from skimage.metrics import adapted_rand_error
from skimage.segmentation import felzenszwalb

from core.base.errors import Cancelled
from core.base.parallel import never_cancelled
from core.cluster.superpixels import pieces as module
from core.cluster.superpixels.pieces import find_pieces
from core.cluster.superpixels.planes import WHOLE, Effort, gauss

ALONE = Effort(1, never_cancelled)


def grey(rows: list[list[int]]) -> NDArray[np.uint8]:
    return np.repeat(np.array(rows, np.uint8)[..., None], 3, axis=2)


def halves() -> NDArray[np.uint8]:
    """(40, 40, 3) dark on the left, light on the right."""
    rgb = np.full((40, 40, 3), 30, np.uint8)
    rgb[:, 20:] = 200
    return rgb


def unsmoothed(monkeypatch: pytest.MonkeyPatch, scale: int, least: int) -> None:
    """What a picture of some pixels can be followed with by hand."""
    monkeypatch.setattr(module, "SIGMA", 0.01)
    monkeypatch.setattr(module, "SCALE", scale)
    monkeypatch.setattr(module, "LEAST", least)
    monkeypatch.setattr(module, "_MOST_SHARE", 1)


def test_a_smoothed_edge_has_pieces_between():
    """What core.cluster.superpixels.slivers is for."""
    ids, number = find_pieces(halves(), None, 1, ALONE)
    assert number == 6
    np.testing.assert_array_equal(ids[:, 16:24], np.tile([1, 1, 2, 3, 4, 5, 6, 6], (40, 1)))


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        # A grey step of 10 is 10·√3 = 17.3 levels in RGB: more than the scale parts single pixels.
        (17, [[1, 2]]),
        (18, [[1, 1]]),
    ],
)
def test_two_pixels_join_up_to_the_scale(monkeypatch, scale, expected):
    unsmoothed(monkeypatch, scale, 1)
    np.testing.assert_array_equal(find_pieces(grey([[50, 60]]), None, 1, ALONE)[0], expected)


def test_in_squares_of_pixels_all_lengths_grow(monkeypatch):
    assert (module.SIGMA, module.SCALE, module.LEAST, module._MOST_SHARE) == (0.8, 100, 60, 400)
    asked = []
    monkeypatch.setattr(module, "gauss", lambda sigma: asked.append(sigma) or gauss(0.01))
    find_pieces(grey([[1]]), None, 2, ALONE)
    assert asked == [1.6]
    # The step is 17.3: twice 9 allow it, twice 8 do not.
    for scale, number in ((9, 1), (8, 2)):
        unsmoothed(monkeypatch, scale, 0)
        assert find_pieces(grey([[50, 60]]), None, 2, ALONE)[1] == number
    # A square of 2 × 2 pixels that count as one has 4 of them: 2 of those are 8.
    unsmoothed(monkeypatch, 1, 2)
    for pixels, number in ((7, 1), (8, 2)):
        assert find_pieces(grey([[10] * pixels + [150] * 9]), None, 2, ALONE)[1] == number


@pytest.mark.parametrize(("pixels", "number"), [(2, 2), (799, 2), (800, 1)])
def test_a_small_picture_has_smaller_pieces(pixels, number, monkeypatch):
    """Of a four-hundredth of it at least: in fewer than 800 pixels one may be a piece."""
    monkeypatch.setattr(module, "SIGMA", 0.01)
    assert find_pieces(grey([[0] + [255] * (pixels - 1)]), None, 1, ALONE)[1] == number


def test_the_larger_a_piece_the_less_it_may_differ(monkeypatch):
    # 50 and 50 join (step 0); then scale / size is 18 / 2: the same step is too much.
    unsmoothed(monkeypatch, 18, 1)
    np.testing.assert_array_equal(find_pieces(grey([[50, 50, 60]]), None, 1, ALONE)[0], [[1, 1, 2]])


def test_small_pieces_go_to_the_one_they_differ_least_from(monkeypatch):
    unsmoothed(monkeypatch, 1, 2)
    ids, number = find_pieces(grey([[10, 10, 100, 150, 150]]), None, 1, ALONE)
    assert number == 2
    np.testing.assert_array_equal(ids, [[1, 1, 2, 2, 2]])


def test_of_equal_steps_the_first_place_decides(monkeypatch):
    unsmoothed(monkeypatch, 1, 2)
    np.testing.assert_array_equal(
        find_pieces(grey([[10, 10, 60, 110, 110]]), None, 1, ALONE)[0], [[1, 1, 1, 2, 2]]
    )


def test_corners_join(monkeypatch):
    unsmoothed(monkeypatch, 1, 1)
    np.testing.assert_array_equal(
        find_pieces(grey([[9, 200], [200, 9]]), None, 1, ALONE)[0], [[1, 2], [2, 1]]
    )


def test_no_data_is_in_no_piece_and_parts():
    rgb, valid = np.full((21, 21, 3), 80, np.uint8), np.ones((21, 21), bool)
    rgb[10], valid[10] = 255, False
    ids, number = find_pieces(rgb, valid, 1, ALONE)
    assert number == 2
    assert not ids[10].any()
    assert (ids[:10] == 1).all()
    assert (ids[11:] == 2).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (50, 1)])
def test_pictures_of_one_colour_are_one_piece(shape):
    ids, number = find_pieces(np.full((*shape, 3), 7, np.uint8), None, 1, ALONE)
    assert number == 1
    assert (ids == 1).all()


def test_weights_are_whole_and_add_up():
    for sigma in (0.01, 0.8, 2.0, 4.0):
        weights = gauss(sigma)
        assert weights.sum() == WHOLE
        np.testing.assert_array_equal(weights, weights[::-1])


@given(arrays.arrays(np.uint8, st.tuples(st.integers(1, 14), st.integers(1, 14), st.just(3))), st.data())
def test_pieces_are_connected_numbered_in_reading_order_and_of_all_valid_pixels(rgb, drawn):
    valid = drawn.draw(arrays.arrays(np.bool_, rgb.shape[:2]))
    ids, number = find_pieces(rgb, valid, 1, ALONE)
    np.testing.assert_array_equal(ids > 0, valid)
    first = [int(np.flatnonzero(ids == piece)[0]) for piece in range(1, number + 1)]
    assert first == sorted(first)
    for piece in range(1, number + 1):
        assert label(ids == piece, connectivity=2).max() == 1


def test_nearly_those_of_scikit_image():
    """Its weights are of floating point and not rounded: pieces differ in details."""
    rgb = data.astronaut()[:256, :256]
    ids, number = find_pieces(rgb, None, 1, ALONE)
    other = felzenszwalb(rgb, scale=100, sigma=0.8, min_size=60)
    assert number == pytest.approx(other.max() + 1, rel=0.15)
    assert adapted_rand_error(other, ids)[0] < 0.15


@pytest.mark.parametrize("threads", [2, 4])
def test_the_same_on_any_number_of_threads(threads):
    rgb = np.random.RandomState(1).randint(0, 256, (300, 400, 3)).astype(np.uint8)
    rgb[:, 150:] //= 3
    valid = np.ones(rgb.shape[:2], bool)
    valid[40:90, 20:300] = False
    for mask in (None, valid):
        expected = find_pieces(rgb, mask, 2, ALONE)
        found = find_pieces(rgb, mask, 2, Effort(threads, never_cancelled))
        assert found[1] == expected[1]
        np.testing.assert_array_equal(found[0], expected[0])


def test_cancelled():
    with pytest.raises(Cancelled):
        find_pieces(halves(), None, 1, Effort(1, lambda: True))
