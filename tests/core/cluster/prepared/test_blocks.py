"""Blocks of pixels that count as one where memory is short."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import core.cluster.prepared.feature_stack
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.blocks import block_means, block_side, blocks_with_data, planes_gb, spread
from core.cluster.prepared.prepare import plane_names, prepare, prepare_for
from core.cluster.segmentation import labels_at, segment
from core.image.image import Image


@pytest.mark.parametrize(
    ("memory", "side"),
    # 1000 × 2000 pixels of 5 planes of 4 bytes are 0.04 GB; halves 500 × 1000, thirds 334 × 667.
    [(0.04, 1), (0.0399, 2), (0.01, 2), (0.0099, 3), (334 * 667 * 20e-9, 3), (334 * 667 * 20e-9 - 1e-12, 4)],
)
def test_the_smallest_side_that_fits(memory, side):
    assert block_side(1000, 2000, 5, memory) == side


def test_no_side_is_larger_than_the_picture():
    assert block_side(3, 7, 10**9, 0.001) == 7
    assert planes_gb(10, 10, 5, 3) == pytest.approx(4 * 4 * 5 * 4 / 1e9)


def test_means_are_of_the_valid_pixels_of_each_block():
    planes = np.arange(15.0).reshape(3, 5, 1)
    valid = np.ones((3, 5), bool)
    valid[0, :2] = False
    valid[2, 4] = False
    np.testing.assert_array_equal(block_means(planes, valid, 2)[..., 0], [[5.5, 5.0, 6.5], [10.5, 12.5, 0.0]])
    np.testing.assert_array_equal(blocks_with_data(valid, 2), [[True, True, True], [True, True, False]])


def test_what_is_no_number_under_the_mask_is_not_seen():
    planes = np.full((2, 2, 1), np.nan)
    planes[0, 0] = 3
    assert block_means(planes, np.array([[True, False], [False, False]]), 2).item() == 3


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 10))
def test_every_pixel_has_what_its_block_has(height, width, side):
    blocks = np.arange(-(-height // side) * -(-width // side), dtype=np.uint8)
    blocks = blocks.reshape(-(-height // side), -1)
    found = spread(blocks, height, width, side)
    rows, columns = np.indices((height, width)) // side
    np.testing.assert_array_equal(found, blocks[rows, columns])


def picture(size=(160, 251), seed=0):
    random = np.random.RandomState(seed)
    pixels = random.randint(0, 256, (*size, 3)).astype(np.uint8)
    valid = random.random_sample(size) > 0.1
    valid[:20, :30] = False
    return Image(pixels, valid)


REDUCED = Parameters(k=4, features=(Feature("local-std", 0.5), Feature("position", 0.3)), memory=0.001)


def test_a_picture_that_needs_more_is_clustered_in_blocks():
    image = picture()
    prepared = prepare_for(image, REDUCED)
    assert prepared.side == 1
    image = picture((320, 251))
    prepared = prepare_for(image, REDUCED)
    assert prepared.side == 2
    assert prepared.grid == (160, 126)
    # The planes of all pixels, averaged: features see every pixel.
    full = prepare(image, "rgb", features=REDUCED.features).observations
    planes = full.features_at(np.arange(320 * 251)).reshape(320, 251, -1)
    found = prepared.observations.features_at(np.arange(160 * 126)).reshape(160, 126, -1)
    np.testing.assert_allclose(found, block_means(planes, image.valid, 2), atol=0.02)


def test_labels_are_one_a_block_and_counted_as_pixels():
    image = picture((320, 251))
    found = segment(image, REDUCED)
    assert found.side == 2
    assert found.labels.shape == (320, 251)
    assert (found.labels[~image.valid] == 0).all()
    assert found.counts.sum() == image.valid_pixels
    np.testing.assert_array_equal(found.counts, np.bincount(found.labels.reshape(-1))[1:])
    for top, left in ((0, 30), (100, 100), (318, 250)):
        block = found.labels[top : top + 2, left : left + 2]
        assert len(np.unique(block[block > 0])) <= 1
    again, _ = labels_at(prepare_for(image, REDUCED), found.centroids, order=found.start_order)
    np.testing.assert_array_equal(again, found.labels)


def test_the_same_in_any_parts_and_on_any_threads(monkeypatch):
    image, runs = picture((320, 251)), []
    for threads, part in ((1, 1 << 19), (2, 700), (3, 1)):
        monkeypatch.setattr(core.cluster.prepared.feature_stack, "_PART", part)
        runs.append(segment(image, REDUCED, threads=threads))
    assert len({run.labels.tobytes() for run in runs}) == 1
    assert len({run.centroids.tobytes() for run in runs}) == 1


@pytest.mark.parametrize(
    ("image", "parameters", "names"),
    [
        (picture((40, 40)), Parameters(features=(Feature("position"),)), ("red", "green", "blue", "x", "y")),
        (Image(np.zeros((2, 2, 1), np.uint8)), Parameters(features=(Feature("gradient"),)), None),
        (Image(np.zeros((2, 2, 2), np.int16)), Parameters(features=(Feature("local-mean"),)), None),
        (
            Image(np.zeros((2, 2, 3), np.int16)),
            Parameters(space="bands", bands=(3, 1), features=(Feature("eigenfilters"),)),
            ("band 3", "band 1", "filter 1", "filter 2", "filter 3", "filter 4"),
        ),
    ],
)
def test_the_names_of_the_planes_are_known_before_they_are(image, parameters, names):
    assert plane_names(image, parameters) == prepare_for(image, parameters).names
    assert names is None or plane_names(image, parameters) == names
