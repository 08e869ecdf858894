"""The planes of a network that sees the picture at reduced size, by one that says what it sees."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.features.training import labelling_planes as module
from core.cluster.features.training.basis import Basis
from core.cluster.features.training.labelling_planes import LabellingPlanes
from core.cluster.features.training.picture_sample import Statistics, reduced
from tests.core.cluster.features.parts import Rows, noise, part_of

SEEN = Statistics(np.array([0.5]), 0.25, "")
AXES = np.zeros((32, 2), np.float32)
AXES[0] = (1.0, 0.5)
AXES[1] = (0.0, 2.0)
BASIS = Basis(np.zeros(32, np.float32), AXES)


class Says:
    """32 channels: what it sees, whether it has data there, and a label by what it sees."""

    def __init__(self):
        self.shapes = []

    def __call__(self, picture, mask):
        self.shapes.append((picture.shape, mask.shape))
        found = np.full((*picture.shape[1:3], 32), -100, np.float32)
        found[..., 0], found[..., 1] = picture[0, ..., 0], mask[0, ..., 0]
        label = np.floor(picture[0, ..., 0]).clip(-2, 1).astype(int) + 12
        np.put_along_axis(found, label[..., None], 50, axis=2)
        return found


def planes_of(factor, labels=False, says=None):
    return LabellingPlanes(says or Says(), SEEN, BASIS, factor, 2, labels)


def picture(shape=(15, 11), masked=True):
    valid = np.ones(shape, bool)
    if masked:
        valid[4:9, 3:9] = False
    return part_of(noise(shape), valid)


def beside(grid, place):
    """Linearly between the cells of a row or column, the last one beyond."""
    low = int(np.floor(place))
    return grid[np.clip(low, 0, len(grid) - 1)] * (1 - place + low) + grid[
        np.clip(low + 1, 0, len(grid) - 1)
    ] * (place - low)


@pytest.mark.parametrize("factor", [2, 3])
def test_planes_lie_between_the_middles_of_blocks(factor):
    part = picture()
    small, there = reduced(part, SEEN, factor)
    seen = np.stack([small[..., 0], there], axis=2) @ AXES[:2]
    found = planes_of(factor)(part)
    assert found.shape == (15, 11, 2)
    for y, x in np.ndindex(15, 11):
        rows = [beside(seen[i], (x + 0.5) / factor - 0.5) for i in range(len(seen))]
        np.testing.assert_allclose(found[y, x], beside(rows, (y + 0.5) / factor - 0.5), atol=5e-4)


@pytest.mark.parametrize("factor", [2, 3])
def test_labels_are_those_of_the_block_of_a_pixel_and_none_without_data(factor):
    part = picture()
    small, there = reduced(part, SEEN, factor)
    found = planes_of(factor, labels=True)(part)
    assert found.shape == (15, 11, 32)
    for y, x in np.ndindex(15, 11):
        block = y // factor, x // factor
        expected = np.zeros(32)
        if there[block]:
            expected[int(np.floor(small[block][0]).clip(-2, 1)) + 12] = 1
        assert found[y, x].tolist() == expected.tolist()


@pytest.mark.parametrize("labels", [False, True])
@pytest.mark.parametrize("factor", [2, 3])
def test_rows_in_parts_are_those_of_the_whole(factor, labels):
    part, reach = picture(), 2 * factor
    whole = planes_of(factor, labels)(part)
    for row in range(15):
        top, end = max(0, row - reach), min(15, row + reach + 1)
        cut = planes_of(factor, labels)(Rows(part).block(top, end))
        np.testing.assert_array_equal(cut[row - top], whole[row])


def test_rows_without_a_whole_block_are_nothing():
    cut = Rows(picture()).block(4, 6)
    for labels, number in ((False, 2), (True, 32)):
        found = planes_of(3, labels)(cut)
        assert found.shape == (2, 11, number)
        assert found.dtype == np.float32
        assert not found.any()
    # The last rows of the picture are a block, however few there are.
    assert planes_of(2)(Rows(picture()).block(14, 15)).any()


def test_a_network_sees_whole_blocks_only(monkeypatch):
    monkeypatch.setattr(module, "_ROWS", 1)
    for (top, end), rows in (((4, 9), 2), ((5, 9), 1), ((3, 15), 6)):
        says = Says()
        planes_of(2, says=says)(Rows(picture()).block(top, end))
        assert says.shapes == [((1, rows, 6, 1), (1, rows, 6, 1))]


def test_a_network_sees_pictures_of_few_heights(monkeypatch):
    monkeypatch.setattr(module, "_ROWS", 4)
    says = Says()
    for rows in (15, 8, 10):
        planes_of(2, says=says)(picture((rows, 11), masked=False))
    assert says.shapes == [
        ((1, 8, 6, 1), (1, 8, 6, 1)),
        ((1, 4, 6, 1), (1, 4, 6, 1)),
        ((1, 8, 6, 1), (1, 8, 6, 1)),
    ]
