"""Palettes: as published, one colour a class, and told apart without red or green."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from skimage.color import deltaE_ciede2000, rgb2lab

from core.base.errors import ParameterError
from core.classes.classes import default_classes, recolour, set_flags
from core.classes.palettes import PALETTES, Palette, seen_over_picture, with_palette

BY_ID = {palette.id: palette for palette in PALETTES}
# Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB.
BLIND = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}


def rgb(colours: tuple[str, ...]) -> np.ndarray:
    return np.array([list(bytes.fromhex(colour[1:])) for colour in colours]) / 255


def seen(colours: tuple[str, ...], matrix: list[list[float]]) -> np.ndarray:
    levels = rgb(colours)
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    linear = np.clip(linear @ np.array(matrix).T, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


def test_the_colours_are_those_that_were_published() -> None:
    assert set(BY_ID["okabe-ito"].colours) == {
        "#000000", "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7",
    }  # fmt: skip
    assert BY_ID["tol-bright"].colours[:3] == ("#4477aa", "#ee6677", "#228833")
    assert len(BY_ID["tol-muted"].colours) == 9


@pytest.mark.parametrize("palette", [each for each in PALETTES if not each.graded], ids=lambda each: each.id)
@pytest.mark.parametrize("matrix", BLIND.values(), ids=BLIND)
def test_colours_are_told_apart_without_red_or_green(palette: Palette, matrix: list[list[float]]) -> None:
    lab = rgb2lab(seen(palette.colours, matrix)[None])[0]
    assert min(float(deltaE_ciede2000(one, other)) for one, other in combinations(lab, 2)) > 5


@pytest.mark.parametrize("count", [1, 2, 9, 32, 64])
@pytest.mark.parametrize("name", ["viridis", "cividis"])
def test_graded_palettes_get_lighter_for_any_number_of_classes(name: str, count: int) -> None:
    coloured = with_palette(default_classes(count), BY_ID[name])
    colours = tuple(item.colour for item in coloured)
    assert len(set(colours)) == count
    lightness = rgb2lab(rgb(colours)[None])[0, :, 0]
    assert (np.diff(lightness) > -0.5).all()
    if count > 1:
        assert (colours[0], colours[-1]) == (BY_ID[name].colours[0], BY_ID[name].colours[-1])


def test_what_else_is_known_of_a_class_stays() -> None:
    classes = set_flags(default_classes(2), ["1"], hidden=True)
    coloured = with_palette(classes, BY_ID["okabe-ito"])
    assert [item.hidden for item in coloured] == [True, False]
    assert with_palette(coloured, None) == classes


def test_a_palette_with_too_few_colours_is_a_sentence() -> None:
    with pytest.raises(ParameterError, match="Tol bright has 7 colours for 8 classes"):
        with_palette(default_classes(8), BY_ID["tol-bright"])


@pytest.mark.parametrize("count", [1, 3, 7, 8, 9, 32])
def test_over_the_picture_every_class_has_a_colour_of_its_own(count: int) -> None:
    classes = recolour(default_classes(count), "1", "#e69f00")
    over = seen_over_picture(classes)
    assert over[0].colour == "#e69f00"
    assert len({item.colour for item in over}) == count
    assert [replace(item, colour=None) for item in over] == [replace(item, colour=None) for item in classes]
    assert seen_over_picture(over) == over


OKABE_ITO = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#000000")


def test_a_palette_reaches_for_as_many_classes_as_it_has_colours() -> None:
    bright = BY_ID["tol-bright"]
    assert tuple(item.colour for item in with_palette(default_classes(7), bright)) == bright.colours
    assert Palette("two", "Two", ("#000000", "#ffffff")).fits(2)
    assert not Palette("two", "Two", ("#000000", "#ffffff")).fits(3)


def test_over_the_picture_colours_are_taken_in_the_order_of_the_palette() -> None:
    def seen_colours(count: int, *own: str) -> tuple[str | None, ...]:
        classes = default_classes(count)
        for number, colour in enumerate(own, start=1):
            classes = recolour(classes, str(number), colour)
        return tuple(item.colour for item in seen_over_picture(classes))

    assert seen_colours(8) == OKABE_ITO
    assert seen_colours(3, "#0072b2") == ("#0072b2", "#e69f00", "#009e73")
    # One more than it has: dark to light.
    assert (seen_colours(9)[0], seen_colours(9)[-1]) == ("#440154", "#fde725")


def test_between_two_colours_levels_are_rounded() -> None:
    """One class has the middle of the line: between #26828e and #1f9e89."""
    assert [item.colour for item in with_palette(default_classes(1), BY_ID["viridis"])] == ["#22908c"]
