"""The oracles agree with what the article published, with each other, and with the engine."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image as PillowImage

from benchmarks.reference import numpy_masks, plain_loops
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.image.image import Image

PUBLISHED_START = [(82, 117, 80), (134, 182, 172), (214, 107, 227), (155, 45, 225)]
PUBLISHED_END = [(83, 79, 62), (130, 127, 98), (178, 171, 127), (33, 31, 31)]


@pytest.fixture
def blobs() -> np.ndarray:
    """(12, 20, 3) uint8: three clouds of colours."""
    random = np.random.default_rng(5)
    middles = np.array([[30, 40, 60], [120, 130, 90], [220, 200, 210]])
    return (middles[random.integers(0, 3, (12, 20))] + random.integers(-25, 26, (12, 20, 3))).astype(np.uint8)


def test_plain_loops_give_the_published_centroids(shared_data):
    with PillowImage.open(shared_data / "article" / "bird-small.jpg") as picture:
        pixels = [tuple(pixel) for pixel in np.asarray(picture.convert("RGB")).reshape(-1, 3).tolist()]
    centroids, _, iterations = plain_loops(pixels, PUBLISHED_START, max_iter=9)
    assert centroids == PUBLISHED_END
    assert iterations == 9


@pytest.mark.parametrize("whole", [True, False])
def test_both_oracles_agree(blobs, whole):
    start = [(0.0, 0.0, 0.0), (100.0, 100.0, 100.0), (255.0, 255.0, 255.0)]
    pixels = blobs.reshape(-1, 3)
    loops, loop_labels, loop_iterations = plain_loops(pixels.tolist(), start, 100, whole=whole)
    masks, mask_labels, mask_iterations = numpy_masks(blobs, np.array(start), 100, whole=whole)
    np.testing.assert_allclose(masks, loops, rtol=1e-12)
    assert mask_labels.ravel().tolist() == loop_labels
    assert mask_iterations == loop_iterations


def test_an_empty_cluster_is_put_to_black(blobs):
    start = [(128.0, 128.0, 128.0), (255.0, 0.0, 255.0)]
    grey = np.full_like(blobs, 130)
    assert plain_loops(grey.reshape(-1, 3).tolist(), start, 1)[0] == [(130, 130, 130), (0, 0, 0)]
    assert numpy_masks(grey, np.array(start), 1)[0].tolist() == [[130, 130, 130], [0, 0, 0]]


def test_the_engine_ends_where_the_oracle_ends(blobs):
    start = ((20.0, 30.0, 40.0), (110.0, 120.0, 100.0), (230.0, 210.0, 200.0))
    found = segment(Image(blobs), Parameters(k=3, init=start))
    centroids, labels, _ = numpy_masks(blobs, np.array(start), 100, whole=False)
    np.testing.assert_allclose(found.centroids, centroids, rtol=1e-12)
    np.testing.assert_array_equal(found.labels, labels + 1)
