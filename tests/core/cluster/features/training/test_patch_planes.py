"""A picture said patch by patch, by a network that is a sum: against sums of the mirrored picture."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from core.base.parallel import never_cancelled
from core.cluster.features.specification import QUANTA
from core.cluster.features.training import patch_planes as module
from core.cluster.features.training.basis import Basis
from core.cluster.features.training.patch_planes import (
    PatchPlanes,
    _mirrored,
    map_step,
    patch_maps,
    reach_of,
    step_of,
)
from core.cluster.features.training.picture_sample import Statistics
from tests.core.cluster.features.parts import Rows, noise, part_of

SEEN = Statistics(np.array([0.25]), 0.5, "")
BASIS = Basis(np.array([1.0, 2.0], np.float32), np.array([[0.5, 0.25], [0.125, 1.0]], np.float32))


def encode(batch):
    """(n, 2) the sum of each patch, and that of its lower right pixel alone."""
    assert batch.shape[0] == module.BATCH
    return np.stack([batch.sum(axis=(1, 2, 3)), batch[:, -1, -1, 0]], axis=1)


def planes_of(size, number=2):
    return PatchPlanes(encode, SEEN, BASIS, size, number)


def expected(part, size):
    """Each patch that a pixel lies between, and between them."""
    half, step = size // 2, size // 4
    standard = np.where(part.valid, (part.brightness / QUANTA - 0.25) / 0.5, 0)
    wide = np.pad(standard, size, mode="reflect")

    def grid(i, j):
        top, left = i * step - half + size, j * step - half + size
        patch = wide[top : top + size, left : left + size]
        return (np.array([patch.sum(), patch[-1, -1]]) - BASIS.centre) @ BASIS.axes

    found = np.empty((*part.valid.shape, 2))
    for y, x in np.ndindex(part.valid.shape):
        down, across = (y + 0.5) / step, (x + 0.5) / step
        i, j = int(down), int(across)
        upper = grid(i, j) * (1 - across + j) + grid(i, j + 1) * (across - j)
        lower = grid(i + 1, j) * (1 - across + j) + grid(i + 1, j + 1) * (across - j)
        found[y, x] = upper * (1 - down + i) + lower * (down - i)
    return found


@pytest.mark.parametrize(("size", "shape"), [(8, (13, 11)), (16, (17, 33)), (4, (9, 6))])
@pytest.mark.parametrize("batch", [512, 9])
def test_planes_lie_between_patches_of_the_mirrored_picture(size, shape, batch, monkeypatch):
    monkeypatch.setattr(module, "BATCH", batch)
    valid = np.random.RandomState(1).random_sample(shape) < 0.8
    part = part_of(noise(shape), valid)
    found = planes_of(size)(part)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected(part, size), atol=2e-4)
    assert planes_of(size, 1)(part).shape == (*shape, 1)


@pytest.mark.parametrize("row", [0, 5, 30, 38, 39])
def test_rows_in_parts_are_those_of_the_whole(row):
    part = part_of(noise((40, 9)))
    top, end = max(0, row - reach_of(16)), min(40, row + reach_of(16) + 1)
    cut = Rows(part).block(top, end)
    np.testing.assert_array_equal(planes_of(16)(cut)[row - top], planes_of(16)(part)[row])


def test_patches_are_a_quarter_of_their_side_apart():
    assert [step_of(size) for size in (8, 16, 32)] == [2, 4, 8] == [planes_of(s).step for s in (8, 16, 32)]
    assert [reach_of(size) for size in (8, 16, 32)] == [6, 12, 24]


def test_what_is_beyond_is_mirrored_again_and_again():
    assert _mirrored(np.arange(-5, 9), 3).tolist() == [1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1, 0]
    assert _mirrored(np.arange(-3, 4), 1).tolist() == [0] * 7
    assert _mirrored(np.arange(-2, 4), 2).tolist() == [0, 1, 0, 1, 0, 1]


def test_a_map_has_so_many_cells_at_most(monkeypatch):
    """Steps of 2 as between patches of 8, or as many more as it takes."""
    monkeypatch.setattr(module, "_MOST_CELLS", 12)
    for height, width, step in (
        (6, 8, 2),
        (5, 7, 2),
        (7, 8, 3),
        (9, 12, 3),
        (10, 12, 4),
        (40, 1, 4),
        (1, 24, 2),
    ):
        assert map_step(Rows(part_of(np.zeros((height, width)))), 8) == step


@pytest.mark.parametrize(
    ("size", "shape", "most"), [(8, (13, 11), 25_000), (8, (13, 11), 12), (4, (6, 9), 20)]
)
@pytest.mark.parametrize("batch", [512, 4, 3])
def test_a_map_says_what_is_around_the_middle_of_each_cell(size, shape, most, batch, monkeypatch):
    monkeypatch.setattr(module, "BATCH", batch)
    monkeypatch.setattr(module, "_MOST_CELLS", most)
    valid = np.random.RandomState(1).random_sample(shape) < 0.8
    part = part_of(noise(shape), valid)
    picture = Rows(part)
    step = map_step(picture, size)
    found = patch_maps(picture, SEEN, encode, size=size, cancelled=never_cancelled)
    wide = np.pad(np.where(valid, (part.brightness / QUANTA - 0.25) / 0.5, 0), size, mode="reflect")
    cells = [range(step // 2, step * -(-length // step), step) for length in shape]
    expected = np.empty((2, *map(len, cells)))
    for (i, y), (j, x) in product(*map(enumerate, cells)):
        top, left = (place - size // 2 + size for place in (y, x))
        patch = wide[top : top + size, left : left + size]
        expected[:, i, j] = patch.sum(), patch[-1, -1]
    assert found.dtype == np.float32
    assert found.flags.c_contiguous
    np.testing.assert_allclose(found, expected, atol=2e-4)
