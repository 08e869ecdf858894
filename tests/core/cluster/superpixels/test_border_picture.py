"""The picture of borders: light on both sides of each, dark beside that, clear elsewhere, at any size."""

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.cluster.superpixels.border_picture import border_picture


def test_a_border_is_light_on_both_sides_and_dark_beside():
    (level,) = border_picture(np.tile(np.array([1, 1, 1, 2, 2, 2], np.int32), (3, 1)))
    assert level[1, :, 3].tolist() == [0, 100, 220, 220, 100, 0]
    assert level[1, :, 0].tolist() == [0, 0, 220, 220, 0, 0]


def test_lines_are_as_strong_in_every_level():
    ids = np.ones((1100, 1300), np.int32)
    ids[:, 700:] = 2
    levels = border_picture(ids)
    assert [level.shape[:2] for level in levels] == [(1100, 1300), (550, 650), (275, 325)]
    for level in levels:
        assert (level[5, :, 3] == 220).sum() == 2


def test_cancelled():
    with pytest.raises(Cancelled):
        border_picture(np.ones((4, 4), np.int32), lambda: True)


def test_a_corner_has_light_pixels_on_both_sides_and_dark_ones_around():
    ids = np.full((6, 5), 1, np.int32)
    ids[3:, 2:] = 2
    (level,) = border_picture(ids)
    drawn = level[..., 3] // 100
    assert drawn.tolist() == [
        [0, 0, 0, 0, 0],
        [0, 0, 1, 1, 1],
        [0, 1, 2, 2, 2],
        [1, 2, 2, 2, 2],
        [1, 2, 2, 1, 1],
        [1, 2, 2, 1, 0],
    ]
    colours = {tuple(colour) for colour in level.reshape(-1, 4).tolist()}
    assert colours == {(0, 0, 0, 0), (0, 0, 0, 100), (220, 220, 220, 220)}


@pytest.mark.parametrize(("shape", "levels"), [((1, 512), 1), ((512, 2), 1), ((1, 513), 2), ((1025, 1), 3)])
def test_levels_end_where_512_pixels_are_the_longer_side(shape, levels):
    assert len(border_picture(np.ones(shape, np.int32))) == levels
