"""What is shown: the colours, the stretch of 16 bits, the smaller copies."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.image.display import note, pyramid, to_rgb
from core.image.image import Image

RNG = np.random.default_rng(5)


def test_colours_of_8_bits_are_shown_as_stored() -> None:
    image = Image(RNG.integers(0, 256, (20, 30, 3), np.uint8))
    assert np.array_equal(to_rgb(image), image.pixels)
    assert note(image) == ""


def test_grey_is_shown_grey() -> None:
    image = Image(RNG.integers(0, 256, (20, 30, 1), np.uint8))
    assert np.array_equal(to_rgb(image), np.repeat(image.pixels, 3, axis=2))


@pytest.mark.parametrize("bands", [1, 3])
def test_16_bits_are_stretched_over_the_valid_pixels_and_said(bands: int) -> None:
    pixels = np.full((2, 2, bands), 65535, np.uint16)
    pixels[0, 0], pixels[0, 1], pixels[1, 0] = 1000, 2000, 3000
    image = Image(pixels, np.array([[True, True], [True, False]]))
    shown = to_rgb(image)
    assert shown.dtype == np.uint8
    assert shown[..., 0].tolist() == [[0, 128], [255, 255]]
    assert "1000 is black and 3000 is white" in note(image)


def test_16_bits_of_one_value_or_without_data_can_be_shown() -> None:
    constant = Image(np.full((2, 2, 1), 700, np.uint16))
    assert not to_rgb(constant).any()
    assert to_rgb(Image(constant.pixels, np.zeros((2, 2), bool))).shape == (2, 2, 3)


def test_measurements_are_stretched_for_show_and_say_so() -> None:
    values = np.linspace(-5.0, 5.0, 101, dtype=np.float32).reshape(1, 101, 1)
    image = Image(values)
    shown = to_rgb(image)
    assert shown[0, 2].tolist() == [0, 0, 0]
    assert shown[0, 98].tolist() == [255, 255, 255]
    assert (np.diff(shown[0, :, 0].astype(int)) >= 0).all()
    assert "band 1 in grey" in note(image)
    assert "2nd to its 98th percentile" in note(image)


def test_bands_called_by_colour_are_shown_in_it() -> None:
    pixels = np.zeros((1, 50, 4), np.uint8)
    pixels[0, :, 2] = np.arange(50)
    image = Image(pixels, bands=("blue", "green", "red", "nir"))
    assert to_rgb(image)[0, -1].tolist() == [255, 0, 0]
    assert "red, green, blue as red, green, blue" in note(image)


def test_no_data_in_measurements_does_not_stretch() -> None:
    values = np.append(np.linspace(0, 1, 200), [np.nan, 1e30]).reshape(1, 202, 1)
    valid = np.ones((1, 202), bool)
    valid[0, -1] = False
    shown = to_rgb(Image(values, valid))
    assert shown[0, 0].tolist() == [0, 0, 0]
    assert shown[0, 100, 0] in range(120, 136)


def test_pyramid_halves_down_to_512() -> None:
    levels = pyramid(np.zeros((1301, 2003, 3), np.uint8))
    assert [level.shape for level in levels] == [(1301, 2003, 4), (651, 1002, 4), (326, 501, 4)]
    assert all(level.flags.c_contiguous and not level.flags.writeable for level in levels)
    assert all(level.dtype == np.uint8 for level in levels)


def test_a_small_picture_has_one_level_in_the_order_of_qt() -> None:
    (level,) = pyramid(np.array([[[1, 2, 3]]], np.uint8))
    assert level.tolist() == [[[3, 2, 1, 255]]]


def test_a_level_is_the_area_average() -> None:
    rgb = RNG.integers(0, 256, (600, 800, 3), np.uint8)
    half = pyramid(rgb)[1][..., 2::-1].astype(float)
    mean = rgb.reshape(300, 2, 400, 2, 3).mean(axis=(1, 3))
    assert np.abs(half - mean).max() <= 0.5


def test_no_data_is_clear_and_does_not_bleed() -> None:
    rgb = np.full((1024, 1024, 3), 200, np.uint8)
    valid = np.ones((1024, 1024), bool)
    valid[:, 1::2] = False
    full, half = pyramid(rgb, valid)
    assert full[0, :2].tolist() == [[200, 200, 200, 255], [0, 0, 0, 0]]
    assert np.abs(half[0, 0].astype(int) - [100, 100, 100, 128]).max() <= 1


def test_opencv_leaves_the_environment_of_qt_alone() -> None:
    code = (
        "import os, sys; from core.base.opencv import opencv; assert 'cv2' not in sys.modules; opencv()\n"
        "assert os.environ['QT_QPA_FONTDIR'] == 'mine'\n"
        "assert 'QT_QPA_PLATFORM_PLUGIN_PATH' not in os.environ"
    )
    environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM_PLUGIN_PATH"}
    environment["QT_QPA_FONTDIR"] = "mine"
    subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=Path(__file__).parents[3], check=True, timeout=60
    )
