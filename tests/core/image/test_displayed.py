"""Display only: bands, stretch, brightness, contrast."""

from __future__ import annotations

import numpy as np
import pytest

from core.image.display import to_rgb
from core.image.displayed import Display, displayed, presets, tone_table, usual_bands
from core.image.image import Image
from core.image.reading import Reading


def bands(*names: str) -> Image:
    """(1, 101): band i runs from 100 i to 100 i + 100."""
    ramp = np.arange(101, dtype=np.uint16)[None, :, None]
    return Image(ramp + np.arange(len(names), dtype=np.uint16) * 100, bands=names)


def test_without_a_choice_it_is_as_ever() -> None:
    image = bands("a", "b", "c", "d")
    assert np.array_equal(displayed(image, Display()), to_rgb(image))


def test_other_bands_each_by_its_own_percentiles() -> None:
    image = bands("a", "b", "c", "d")
    shown = displayed(image, Display((3, 3, 0)))
    # The 2nd and the 98th of 101 values: 2 is black, 98 is white, 50 is the middle, and beyond is cut.
    assert shown[0, [0, 2, 50, 98, 100], 0].tolist() == [0, 0, 128, 255, 255]
    assert np.array_equal(shown[..., 0], shown[..., 1])
    assert np.array_equal(shown[..., 0], shown[..., 2])


def test_the_range_of_a_colour_picture() -> None:
    image = Image(np.array([[[50, 0, 7], [150, 255, 7]]], np.uint8))
    assert displayed(image, Display(stretch="range"))[0].tolist() == [[0, 0, 0], [255, 255, 0]]
    assert displayed(image, Display((2, 1, 0)))[0].tolist() == [[7, 0, 50], [7, 255, 150]]


@pytest.mark.parametrize(
    ("brightness", "contrast", "levels"),
    [
        (0, 0, [0, 1, 127, 128, 254, 255]),
        (100, 0, [128, 129, 255, 255, 255, 255]),
        (-100, 0, [0, 0, 0, 1, 127, 128]),
        (0, 50, [0, 0, 127, 129, 255, 255]),
        (0, -50, [64, 64, 127, 128, 191, 191]),
    ],
)
def test_tones(brightness: int, contrast: int, levels: list[int]) -> None:
    assert tone_table(brightness, contrast)[[0, 1, 127, 128, 254, 255]].tolist() == levels


def test_tones_of_a_picture() -> None:
    image = Image(np.array([[[0, 100, 200]]], np.uint8))
    assert displayed(image, Display(brightness=100))[0, 0].tolist() == [128, 228, 255]


def test_of_labels_only_tones_count() -> None:
    image = Image(np.array([[[0], [3]]], np.int32), reading=Reading(labels=True))
    assert np.array_equal(displayed(image, Display((0, 0, 0), "range")), to_rgb(image))


def test_presets_by_the_names_of_bands() -> None:
    sentinel = ("coastal", "blue", "green", "red", "nir", "narrow nir", "swir 1", "swir 2")
    assert presets(sentinel) == {"true": (3, 2, 1), "false": (4, 3, 2), "swir": (7, 4, 3)}
    assert presets(("B02", "B03", "B04", "B8A", "B11")) == {
        "true": (2, 1, 0), "false": (3, 2, 1), "swir": (4, 3, 2)
    }  # fmt: skip
    assert presets(("red", "green", "blue")) == {"true": (0, 1, 2)}
    assert presets(("band 1", "band 2", "band 3")) == {}


def test_usual_bands() -> None:
    assert usual_bands(Image(np.zeros((1, 1, 1), np.uint8))) == (0, 0, 0)
    assert usual_bands(Image(np.zeros((1, 1, 3), np.uint16))) == (0, 1, 2)
    assert usual_bands(bands("blue", "green", "red", "nir")) == (2, 1, 0)
