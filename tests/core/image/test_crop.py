"""The crop as a value: where it begins and ends, what fits, how it is written."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.image.crop import Crop, crop_in, crop_of, crop_part, parse_crop


def test_it_is_typed_as_four_whole_numbers() -> None:
    assert parse_crop("0,0,260,200") == Crop(0, 0, 260, 200)
    assert parse_crop(" 3, 4 ,5, 6") == Crop(3, 4, 5, 6)
    assert parse_crop(Crop(3, 4, 5, 6).text) == Crop(3, 4, 5, 6)


@pytest.mark.parametrize("text", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "0,0,1.5,2", "0;0;5;5", "0,0,5,"])
def test_what_is_none_is_said_with_an_example(text: str) -> None:
    with pytest.raises(ParameterError, match=r"is no crop: write X,Y,WIDTH,HEIGHT .* 0,0,1280,960"):
        parse_crop(text)


@pytest.mark.parametrize("text", ["0,0,0,5", "0,0,5,0", "0,0,-3,5"])
def test_it_holds_a_pixel(text: str) -> None:
    with pytest.raises(ParameterError, match="holds no pixel"):
        parse_crop(text)


@pytest.mark.parametrize("text", ["-1,0,5,5", "0,-1,5,5"])
def test_it_begins_in_the_picture(text: str) -> None:
    with pytest.raises(ParameterError, match="begins beside the picture"):
        parse_crop(text)


def test_it_may_end_at_the_last_pixel_and_not_beyond() -> None:
    assert crop_of(Crop(2, 3, 4, 5), 6, 8) == Crop(2, 3, 4, 5)
    for crop in (Crop(2, 3, 5, 5), Crop(2, 3, 4, 6), Crop(6, 0, 1, 1), Crop(0, 8, 1, 1)):
        with pytest.raises(ParameterError, match="beyond the picture of 6 × 8 pixels"):
            crop_of(crop, 6, 8)


def test_all_of_the_picture_is_no_crop() -> None:
    assert crop_of(Crop(0, 0, 6, 8), 6, 8) is None
    assert crop_of(Crop(0, 0, 6, 7), 6, 8) == Crop(0, 0, 6, 7)


def test_which_pixels_it_holds() -> None:
    crop = Crop(2, 1, 3, 2)
    whole = np.zeros((5, 7), np.bool_)
    whole[1:3, 2:5] = True
    np.testing.assert_array_equal(crop.mask(0, 0, 5, 7), whole)
    np.testing.assert_array_equal(crop.mask(2, 4, 3, 3), whole[2:5, 4:7])
    assert [[crop.holds(x, y) for x in range(7)] for y in range(5)] == whole.tolist()
    assert whole[crop.part].all()
    assert whole[crop.part].size == crop.pixels == 6


def test_of_a_level_it_holds_the_pixels_that_lie_in_it() -> None:
    for crop in (Crop(1, 0, 6, 9), Crop(3, 3, 1, 1), Crop(0, 2, 10, 5)):
        inside = crop.mask(0, 0, 12, 12)[::3, ::3]
        shown = np.zeros_like(inside)
        shown[crop.of_level(3).part] = True
        np.testing.assert_array_equal(shown, inside)
    with pytest.raises(ParameterError, match="holds no pixel"):
        Crop(1, 1, 2, 2).of_level(3)


def test_it_is_kept_as_json() -> None:
    assert crop_part(None) == {}
    assert crop_in({}) is None
    assert crop_part(Crop(1, 2, 3, 4)) == {"crop": {"x": 1, "y": 2, "width": 3, "height": 4}}
    assert crop_in(crop_part(Crop(1, 2, 3, 4))) == Crop(1, 2, 3, 4)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"x": 1, "y": 2, "width": 3}, KeyError),
        ({"x": 1, "y": 2, "width": 3, "height": 4.0}, TypeError),
        ({"x": True, "y": 2, "width": 3, "height": 4}, TypeError),
        ({"x": 1, "y": 2, "width": 3, "height": "4"}, TypeError),
        ([1, 2, 3, 4], TypeError),
        ({"x": 1, "y": 2, "width": 10**9, "height": 4}, ValueError),
        ({"x": 1, "y": 10**4000, "width": 3, "height": 4}, ValueError),
        ({"x": -1, "y": 2, "width": 3, "height": 4}, ParameterError),
    ],
)
def test_what_floe_did_not_write_is_refused(values: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        crop_in({"crop": values})


def test_what_is_said_of_it() -> None:
    assert Crop(0, 0, 1280, 960).sentence == (
        "Cropped to 1\u202f280 × 960 pixels from (0, 0); the rest of the picture counts as no data."
    )
