"""The sample of colours that the colour space is drawn with."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.prepared.prepare import prepare
from core.image.image import Image


def shades(number: int, dtype: type = np.uint8) -> Image:
    """A row of greys as RGB, the i-th i times."""
    grey = np.repeat(np.arange(number), np.arange(1, number + 1)).astype(dtype)
    return Image(np.repeat(grey[None, :, None], 3, axis=2))


def test_few_colours_are_all_there_with_their_pixels() -> None:
    cloud = prepare(shades(20), "rgb").cloud(4000)
    assert cloud.points.dtype == np.float32
    order = np.argsort(cloud.points[:, 0])
    np.testing.assert_array_equal(cloud.points[order, 1], np.arange(20))
    np.testing.assert_array_equal(cloud.colours[order, 2], np.arange(20))
    np.testing.assert_array_equal(cloud.weights[order], np.arange(1, 21))


def test_many_colours_are_sampled_from_one_end_to_the_other() -> None:
    cloud = prepare(shades(200), "rgb").cloud(50)
    assert len(cloud.points) == len(cloud.colours) == len(cloud.weights) == 50
    assert cloud.points.min() == 0
    assert cloud.points.max() == 199


@pytest.mark.parametrize(("space", "dimensions"), [("rgb", 3), ("lab", 3), ("hsv", 3), ("gray", 1)])
def test_points_lie_where_the_centroids_do(space, dimensions) -> None:
    image = Image(np.random.RandomState(0).randint(0, 256, (20, 20, 3)).astype(np.uint8))
    prepared = prepare(image, space)
    cloud = prepared.cloud(4000)
    assert cloud.points.shape == (len(prepared.histogram), dimensions)
    if space == "lab":
        assert 0 <= cloud.points[:, 0].min() <= cloud.points[:, 0].max() <= 100


def test_a_grey_picture_is_drawn_in_grey() -> None:
    cloud = prepare(Image(np.array([[[7], [200]]], np.uint8)), "gray").cloud(4000)
    np.testing.assert_array_equal(cloud.colours, [[7, 7, 7], [200, 200, 200]])
    np.testing.assert_array_equal(cloud.points, [[7], [200]])


def test_sixteen_bits_keep_their_place_and_are_shown_in_eight() -> None:
    pixels = np.array([[[1000], [2000], [3000]]], np.uint16)
    cloud = prepare(Image(pixels), "gray").cloud(4000)
    np.testing.assert_array_equal(cloud.points[:, 0], [1000, 2000, 3000])
    np.testing.assert_array_equal(cloud.colours[:, 0], [0, 127, 255])


def test_one_colour_is_a_cloud_of_one() -> None:
    cloud = prepare(Image(np.full((4, 4, 3), 9, np.uint8)), "rgb").cloud(4000)
    np.testing.assert_array_equal(cloud.points, [[9, 9, 9]])
    np.testing.assert_array_equal(cloud.weights, [16])
