"""A picture made ready colour by colour: labels, mean colours, light, and the cloud of its colours."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.colours.colour import lightness
from core.cluster.prepared.prepare import prepare
from core.image.image import Image


def greys(*levels, dtype=np.uint8, bands=1):
    return Image(np.repeat(np.array(levels, dtype)[None, :, None], bands, axis=2))


def test_mean_colours_are_rounded_halves_up_and_an_empty_cluster_is_black():
    """0, 1 and 1, of which the mean is 2/3; 10 and 11, of which it is 10.5."""
    prepared = prepare(greys(0, 1, 1, 10, 11, bands=3), "rgb")
    colours = prepared.mean_colours(np.array([0, 0, 2, 2], np.uint8), 4)
    assert colours.tolist() == [[1] * 3, [0] * 3, [11] * 3, [0] * 3]
    assert not colours.flags.writeable
    assert prepare(greys(3, 4), "gray").mean_colours(np.array([0, 0], np.uint8), 1).tolist() == [[4] * 3]


def test_sixteen_bits_are_shown_from_the_darkest_to_the_lightest():
    """From 1000 to 1510 in 255 steps of 2: 1001 is half a step and 1003 one and a half."""
    prepared = prepare(greys(1000, 1001, 1002, 1003, 1506, 1510, dtype=np.uint16), "gray")
    shown = prepared.mean_colours(np.arange(6, dtype=np.uint8), 7)[:, 0].tolist()
    assert shown == [0, 1, 1, 2, 253, 255, 0]
    for levels, ends in (((7, 7), [0]), ((7, 8), [0, 255])):
        prepared = prepare(greys(*levels, dtype=np.uint16), "gray")
        labels = np.arange(len(ends), dtype=np.uint8)
        assert prepared.mean_colours(labels, len(ends))[:, 0].tolist() == ends
        assert prepared.cloud(9).colours[:, 0].tolist() == ends


@pytest.mark.parametrize(
    ("space", "centroids", "light"),
    [
        ("rgb", [[250, 10, 20], [10, 20, 200]], lightness(np.array([[250.0, 10, 20], [10, 20, 200]]), 255)),
        ("gray", [[250], [30]], lightness(np.array([[250.0], [30]]), 255)),
        ("lab", [[60, 1, 2], [30, 3, 4]], [60, 30]),
        # Of the pixels that are nearest.
        (
            "hsv",
            [[240, 0, 250], [-90, -170, 200]],
            lightness(np.array([[250.0, 10, 20], [10, 20, 200]]), 255),
        ),
    ],
)
def test_light_is_that_of_the_centroids_or_of_the_colours_they_stand_for(space, centroids, light):
    prepared = prepare(Image(np.array([[[250, 10, 20], [10, 20, 200]]], np.uint8)), space)
    np.testing.assert_allclose(prepared.lightness(np.array(centroids, float)), light, rtol=1e-12)


def test_labels_of_colours_that_coincide_are_those_of_their_feature():
    prepared = prepare(Image(np.array([[[0, 0, 34], [11, 1, 0], [200, 200, 200]]], np.uint8)), "gray")
    labels = prepared.assigned(np.array([[200.0], [0.0]]))
    assert labels.tolist() == [1, 1, 0]
    assert prepared.label_image(labels).tolist() == [[2, 2, 1]]


def test_a_cloud_runs_evenly_along_the_colours():
    prepared = prepare(greys(*range(10)), "gray")
    cloud = prepared.cloud(4)
    assert cloud.points[:, 0].tolist() == cloud.colours[:, 1].tolist() == [0, 3, 6, 9]
    assert prepared.cloud(99).weights.tolist() == [1] * 10
    luma = prepare(Image(np.array([[[0, 0, 34], [11, 1, 0], [200, 200, 200]]], np.uint8)), "gray").cloud(9)
    assert luma.points[:, 0].tolist() == pytest.approx([3.876, 3.876, 200])
    wide = prepare(greys(1000, 1255, 1510, dtype=np.uint16), "gray").cloud(9)
    assert wide.colours[:, 0].tolist() == [0, 127, 255]


def test_a_sample_is_of_pixels_evenly_along_the_histogram():
    """Of 0, 0, 0, 7, 9 and 9: in steps that are as many in a unit as the space has."""
    prepared = prepare(greys(9, 0, 7, 0, 0, 9), "gray")
    for size, expected in (
        (6, [0, 0, 0, 7, 9, 9]),
        (99, [0, 0, 0, 7, 9, 9]),
        (3, [0, 0, 9]),
        (4, [0, 0, 7, 9]),
    ):
        assert prepared.sample(size)[:, 0].tolist() == expected
    colours = prepare(greys(255, 0, bands=3), "lab")
    np.testing.assert_allclose(colours.sample(2), [[0, 0, 0], [100, 0, 0]], atol=0.05)
