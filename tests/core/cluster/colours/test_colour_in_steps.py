"""Colour spaces to the last step: Lab in whole numbers of any length, the cone by its hue in degrees."""

from __future__ import annotations

import math
from decimal import Decimal, getcontext

import numpy as np
import pytest

from core.cluster.colours.colour import (
    ColourFeatures,
    _integer_matrix,
    _lab_f,
    bounds,
    colour_features,
    colour_values,
    lightness,
    linear_table,
)
from core.cluster.colours.histogram import count_colours
from core.image.image import Image

# sRGB to XYZ, IEC 61966-2-1, as printed by Lindbloom.
XYZ = (
    ("0.4124564", "0.3575761", "0.1804375"),
    ("0.2126729", "0.7151522", "0.0721750"),
    ("0.0193339", "0.1191920", "0.9503041"),
)
COLOURS = [
    *((0, 0, 0), (255, 255, 255), (255, 0, 0), (0, 255, 0), (0, 0, 255), (1, 0, 0), (0, 1, 0), (0, 0, 1)),
    *((10, 11, 12), (12, 4, 9), (3, 200, 77), (250, 251, 249), (128, 128, 128), (19, 23, 17), (90, 5, 160)),
    *((7, 7, 7), (21, 22, 23), (0, 40, 2), (201, 99, 98), (99, 201, 198), (98, 99, 201), (255, 254, 255)),
]


def half_up(value: Decimal) -> int:
    return int((value + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR"))


def linear(level: int, levels: int) -> int:
    """In units of 2**-30."""
    share = Decimal(level) / levels
    dark = share <= Decimal("0.04045")
    light = (
        share / Decimal("12.92")
        if dark
        else ((share + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4")
    )
    return half_up(light * 2**30)


def lab_f(t: int) -> int:
    """CIE 15:2004 of t in units of 2**-60, in units of 2**-20: cut off, as 4/29 is rounded."""
    if t * 24389 > 216 * 2**60:
        root = round(t ** (1 / 3))
        while root**3 > t:
            root -= 1
        while (root + 1) ** 3 <= t:
            root += 1
        return root
    return t * 841 // (108 * 2**40) + half_up(Decimal(4) / 29 * 2**20)


def matrix() -> list[list[int]]:
    """In units of 2**-30. Rows add up to 1, so that grey is grey: green takes what rounding leaves."""
    rows = [[Decimal(number) for number in row] for row in XYZ]
    whole = [[half_up(number / sum(row) * 2**30) for number in row] for row in rows]
    return [[red, 2**30 - red - blue, blue] for red, _, blue in whole]


def lab(colour: tuple[int, ...], levels: int) -> list[int]:
    """L*, a* and b* in units of 1/1024, halves up."""
    light = [linear(level, levels) for level in colour]
    f = [lab_f(sum(a * b for a, b in zip(light, row, strict=True))) for row in matrix()]
    steps = 116 * f[1] - 16 * 2**20, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])
    return [half_up(Decimal(step) / 1024) for step in steps]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_lab_in_whole_numbers(dtype):
    getcontext().prec = 40
    levels = int(np.iinfo(dtype).max)
    colours = [
        tuple(level * (levels // 255) + (levels > 255) * 3 * (level % 7 == 1) for level in each)
        for each in COLOURS
    ]
    values, steps = colour_values(np.array(colours, dtype), "lab")
    assert steps == 1024
    assert values.tolist() == [lab(colour, levels) for colour in colours]


def test_the_matrix_in_whole_numbers():
    getcontext().prec = 40
    assert _integer_matrix().tolist() == matrix()


def test_cube_roots_are_cut_off_and_what_is_dark_is_straight():
    """At cubes and one beside them; where the straight part ends, and half a per cent beyond it."""
    roots = [2**20, 2**20 - 1, 999_983, 700_001, 217_000]
    end = 216 * 2**60 // 24389
    given = [root**3 + one for root in roots for one in (-1, 0, 1) if root**3 + one <= 2**60]
    given += [0, 1, end - 10**12, 10_210_404_089_499_556, end, end + 1, 217 * 2**60 // 24389 - 10**9]
    assert _lab_f(np.array(given)).tolist() == [lab_f(t) for t in given]


def test_the_first_levels_are_linear():
    """Up to 10 of 255: 2**30 / 255 / 12.92 = 325,907.2 each."""
    assert linear_table(255)[:11].tolist() == [round(level * 2**30 / 255 / 12.92) for level in range(11)]
    assert linear_table(255)[11] == linear(11, 255) != round(11 * 2**30 / 255 / 12.92)
    assert linear_table(255)[255] == 2**30
    assert len(linear_table(65535)) == 65536


def test_the_cone_by_its_hue_in_degrees():
    values, steps = colour_values(np.array(COLOURS, np.uint8), "hsv")
    assert steps == 1024
    for (r, g, b), found in zip(COLOURS, values.tolist(), strict=True):
        value, chroma = max(r, g, b), max(r, g, b) - min(r, g, b)
        degrees = 0.0
        if chroma and value == r:
            degrees = 60 * (g - b) / chroma
        elif chroma and value == g:
            degrees = 120 + 60 * (b - r) / chroma
        elif chroma:
            degrees = 240 + 60 * (r - g) / chroma
        hue = math.radians(degrees)
        place = chroma * math.cos(hue) * 1024, chroma * math.sin(hue) * 1024
        assert found == [*map(round, place), value * 1024]


def test_colours_that_coincide_in_lab_are_one_feature_in_the_order_of_the_first():
    """Of 16 bits: one more red is less than a step here."""
    colours = [(2001, 2001, 2002), (100, 101, 102), (101, 101, 102), (9, 9, 9), (2000, 2001, 2002), (9, 9, 9)]
    histogram = count_colours(Image(np.array([colours], np.uint16)))
    features = colour_features(histogram, "lab")
    every, _ = colour_values(histogram.colours, "lab")
    # Ordered by red: 9, 100, 101, 2000, 2001.
    assert features.feature_of is not None
    assert features.feature_of.tolist() == [0, 1, 1, 2, 2]
    assert features.values.tolist() == every[[0, 1, 3]].tolist()
    assert features.counts.tolist() == [2, 2, 2]
    assert features.starts.tolist() == [0, 3]
    assert (features.space, features.scale, features.dimensions) == ("lab", 1024, 3)


def test_where_none_coincide_features_are_those_of_the_colours_in_their_cells():
    """The first two are of one cell of 8 × 8 × 8."""
    colours = [(0, 1, 2), (7, 6, 5), (0, 0, 8), (8, 0, 0), (8, 0, 0), (255, 255, 255)]
    histogram = count_colours(Image(np.array([colours], np.uint8)))
    for space in ("lab", "hsv"):
        features = colour_features(histogram, space)
        assert features.feature_of is None
        assert features.values.tolist() == colour_values(histogram.colours, space)[0].tolist()
        assert features.counts.tolist() == [1, 1, 1, 2, 1]
        assert features.starts.tolist() == [0, 2, 3, 4, 5]
        assert (features.space, features.scale, features.dimensions) == (space, 1024, 3)


def test_colours_of_16_bits_that_differ_in_their_value_alone_are_two_features():
    """Of one hue and chroma: in 21 bits a number they would look the same."""
    histogram = count_colours(Image(np.array([[[1000, 901, 900], [33768, 33669, 33668]]], np.uint16)))
    assert colour_features(histogram, "hsv").values.tolist() == [
        [102_394, 1072, 1000 * 1024],
        [102_394, 1072, 33768 * 1024],
    ]


def test_greys_of_one_luma_are_added_up():
    """299 · 11 + 587 = 114 · 34."""
    pixels = np.array([[[0, 0, 34], [11, 1, 0], [11, 1, 0], [200, 200, 200]]], np.uint8)
    features = colour_features(count_colours(Image(pixels)), "gray")
    assert features.values.tolist() == [[3876, 0, 0], [200_000, 0, 0]]
    assert features.counts.tolist() == [3, 1]
    assert (features.scale, features.dimensions) == (1000, 1)


def test_cells_are_those_of_the_cube_or_of_64():
    axis = np.arange(0, 256, 4, dtype=np.uint8)
    pixels = np.stack(np.meshgrid(axis[:4], axis[:2], axis[:2], indexing="ij"), axis=-1).reshape(1, -1, 3)
    features = colour_features(count_colours(Image(pixels)), "rgb")
    # Four levels of red are two cells of eight, two of green and blue one.
    assert features.starts.tolist() == [0, 8, 16]
    assert (features.space, features.scale, features.dimensions) == ("rgb", 1, 3)
    # As many portions as are asked for, but none of them empty.
    assert [features.portions(number) for number in (1, 2, 5)] == [[(0, 2)], *[[(0, 1), (1, 2)]] * 2]
    four = ColourFeatures("rgb", features.values, features.counts, 1, 3, np.arange(0, 17, 4))
    assert four.portions(2) == [(0, 2), (2, 4)]
    grey = colour_features(count_colours(Image(np.arange(130, dtype=np.uint8)[None, :, None])), "gray")
    assert grey.starts.tolist() == [0, 64, 128, 130]
    assert (grey.space, grey.scale, grey.dimensions) == ("gray", 1, 1)
    assert grey.values[:2].tolist() == [[0, 0, 0], [1, 0, 0]]


def test_light_is_that_of_the_luminance():
    """CIE L* of Y = 0.2126729 of linear red; 216/24389 is the end of the straight part."""
    assert lightness(np.array([[255.0, 0, 0]]), 255)[0] == pytest.approx(
        116 * 0.2126729 ** (1 / 3) - 16, rel=1e-12
    )
    dark = 0.0721750 * 40 / 255 / 12.92
    assert lightness(np.array([[0, 0, 10.0]]), 255)[0] == pytest.approx(dark / 4 * 24389 / 27, rel=1e-12)
    assert lightness(np.array([[65535.0]]), 65535)[0] == pytest.approx(100, rel=1e-6)


def test_light_on_either_side_of_its_bends():
    """A level of 0.04045 is straight still. So is a Y of 216/24389, and just above it there is the root."""
    white = 0.2126729 + 0.7151522 + 0.0721750
    assert lightness(np.array([[0.04045]]), 1)[0] == pytest.approx(
        0.04045 / 12.92 * white * 24389 / 27, rel=1e-12
    )

    def level(y: float) -> float:
        return 1.055 * (y / white) ** (1 / 2.4) - 0.055

    below, above = 216 / 24389.5, 216.5 / 24389
    found = lightness(np.array([[level(below)], [level(above)]]), 1)
    assert found.tolist() == pytest.approx([below * 24389 / 27, 116 * above ** (1 / 3) - 16], rel=1e-9)
    assert found[1] != pytest.approx(above * 24389 / 27, rel=1e-7)


def test_bounds_are_as_wide_as_the_levels():
    assert [each.tolist() for each in bounds("hsv", 65535)] == [[-65535, -65535, 0], [65535, 65535, 65535]]
    assert [each.tolist() for each in bounds("rgb", 65535)] == [[0, 0, 0], [65535] * 3]
