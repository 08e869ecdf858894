"""What a network has made as pictures: colours against other libraries, the rest by hand."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest
from skimage.color import lab2rgb, rgb2lab

from core.cluster.features.training.looks import by_label, coloured, shown, side_by_side

LAB, HSV = ("L*", "a*", "b*"), ("chroma·cos hue", "chroma·sin hue", "value")


def every_colour():
    """(2, 729, 3) of nine levels a band, from black to white and dark ones."""
    levels = np.stack(np.meshgrid(*[np.linspace(0, 1, 9)] * 3), axis=-1).reshape(-1, 3)
    return np.stack([levels, levels * 24 / 255])


def test_lab_is_shown_as_the_colours_it_stands_for():
    rgb = every_colour()
    found = shown(rgb2lab(rgb) / 100, LAB)
    np.testing.assert_allclose(found, rgb * 255, atol=0.51)


@pytest.mark.parametrize("lab", [(50, 120, 0), (50, -120, 0), (97, 0, 90), (3, 0, 30)])
def test_what_no_screen_shows_is_shown_as_near_as_it_can(lab):
    found = shown(np.array([lab]) / 100, LAB)
    np.testing.assert_allclose(found, lab2rgb(np.array([lab], float)) * 255, atol=1)


def test_hue_and_chroma_are_shown_as_the_colours_they_stand_for():
    rgb = every_colour()
    hsv = np.array([colorsys.rgb_to_hsv(*colour) for colour in rgb.reshape(-1, 3)]).reshape(rgb.shape)
    angle, chroma = hsv[..., 0] * 2 * np.pi, hsv[..., 1] * hsv[..., 2]
    cone = np.stack([chroma * np.cos(angle), chroma * np.sin(angle), hsv[..., 2]], axis=-1)
    np.testing.assert_allclose(shown(cone, HSV), rgb * 255, atol=0.51)


def test_other_planes_are_the_first_three_or_the_first_as_grey():
    # Halves go to the even number: 0.5 is 127.5.
    values = np.array([[-0.1, 0.5, 1.2, 0.3]])
    assert shown(values, ("a", "b", "c", "d")).tolist() == [[0, 128, 255]]
    assert shown(values[:, 1:3], ("b", "c")).tolist() == [[128, 128, 128]]
    assert shown(values[:, 3:], ("d",)).tolist() == [[76, 76, 76]]
    assert shown(values[:, :3], ("a", "b", "c")).tolist() == [[0, 128, 255]]
    assert shown(values, ("a", "b", "c", "d")).dtype == np.uint8


def test_components_are_colours_about_grey_two_and_a_half_deviations_wide():
    # Deviations of 2, of 0 and of 1.
    components = np.array([[[2, 7, -1, 5], [-2, 7, 1, 5]]], float)
    components[..., 1] -= 7
    found = coloured(components)
    # A half, and half of 1 / 2.5 more or less: 0.7 and 0.3.
    assert found.tolist() == [[[178, 128, 76], [76, 128, 178]]]
    # What lies farther out is white.
    far = np.array([[0.0]] * 99 + [[100.0]])
    assert coloured(far)[-1].tolist() == [255, 128, 128]
    assert coloured(components[..., :1]).tolist() == [[[178, 128, 128], [76, 128, 128]]]
    # What varies nowhere is a half more of what it is: 0.6.
    assert coloured(np.full((2, 1), 0.2)).tolist() == [[153, 128, 128]] * 2


def test_each_label_has_the_mean_of_its_colours():
    labels = np.array([[3, 1, 3], [0, 3, 3]])
    there = np.array([[True, True, True], [True, False, True]])
    colours = np.zeros((2, 3, 3), np.uint8)
    colours[labels == 3] = (10, 20, 30)
    colours[0, 0], colours[1, 1] = (14, 24, 33), (255, 255, 255)
    colours[0, 1] = (1, 2, 3)
    # 34 / 3, 64 / 3 and 93 / 3.
    expected = [[[11, 21, 31], [1, 2, 3], [11, 21, 31]], [[0, 0, 0], [0, 0, 0], [11, 21, 31]]]
    assert by_label(labels, there, colours).tolist() == expected
    assert not by_label(labels, np.zeros_like(there), colours).any()
    # 35 / 3 is 11⅔.
    colours[0, 0] = (15, 24, 33)
    assert by_label(labels, there, colours)[0, 0, 0] == 12


def test_pictures_stand_in_rows_with_a_line_between():
    pictures = np.stack([np.full((2, 3, 3), 10 * i, np.uint8) for i in range(1, 6)])
    found = side_by_side(pictures, 2)[..., 0]
    assert found.tolist() == [
        [10, 10, 10, 0, 20, 20, 20],
        [10, 10, 10, 0, 20, 20, 20],
        [0, 0, 0, 0, 0, 0, 0],
        [30, 30, 30, 0, 40, 40, 40],
        [30, 30, 30, 0, 40, 40, 40],
        [0, 0, 0, 0, 0, 0, 0],
        [50, 50, 50, 0, 0, 0, 0],
        [50, 50, 50, 0, 0, 0, 0],
    ]
    assert side_by_side(pictures[:2], 2, gap=0).shape == (2, 6, 3)
    assert side_by_side(pictures[:4], 4, gap=2).shape == (2, 18, 3)
