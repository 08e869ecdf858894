"""Alignment by known shifts and turns, beside scikit-image, and what cannot be aligned."""

from __future__ import annotations

import json

import cv2
import numpy as np
import pytest
from skimage.registration import phase_cross_correlation

from core.base.arrays import Bytes, Floats
from core.base.errors import Cancelled, ParameterError
from core.image.image import Image
from core.scale.calibration import parse_pixel_size
from core.scenes.made import EASY
from core.scenes.polygon_scenes import floes
from core.series.alignment import Alignment, aligned, alignment_from, alignment_json


@pytest.fixture(scope="module")
def ground() -> Bytes:
    return floes(3, (420, 340), conditions=EASY).image.pixels


def cut(ground: Bytes, x: int, y: int) -> Image:
    return Image(np.ascontiguousarray(ground[20 + y : 300 + y, 30 + x : 380 + x]))


def turned(picture: Bytes, degrees: float, x: float, y: float) -> tuple[Image, Floats]:
    """The picture turned clockwise about its middle and shifted; (2, 3) where each place has gone."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), -degrees, 1.0)
    matrix[:, 2] += (x, y)
    moved = cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT
    )
    place = matrix.copy()
    place[:, 2] += 0.5 - matrix[:, :2] @ (0.5, 0.5)
    return Image(moved), place


def test_a_shift_is_found_as_scikit_image_finds_it(ground: Bytes) -> None:
    # What lies at (x, y) in the first lies at (x − 7, y + 4) in the second.
    one, other = cut(ground, 0, 0), cut(ground, 7, -4)
    found = aligned(one, other)
    assert found.shift == pytest.approx((-7, 4), abs=0.1)
    assert found.degrees == pytest.approx(0, abs=0.05)
    assert found.likeness > 0.9
    rows, columns = phase_cross_correlation(one.pixels[..., 0], other.pixels[..., 0])[0]
    assert (-columns, -rows) == pytest.approx(found.shift, abs=0.5)


@pytest.mark.parametrize(("degrees", "x", "y"), [(3.0, 5.5, -8.0), (-9.0, -20.0, 12.0), (0.0, 2.3, 0.4)])
def test_a_turn_and_a_shift_are_found(ground: Bytes, degrees: float, x: float, y: float) -> None:
    other, place = turned(ground, degrees, x, y)
    found = aligned(Image(ground), other)
    corners = np.array([(0, 0, 1), (420, 0, 1), (0, 340, 1), (420, 340, 1)]).T
    assert np.abs(found.matrix @ corners - place @ corners).max() < 0.3
    assert found.degrees == pytest.approx(degrees, abs=0.05)
    assert found.shift == pytest.approx((x, y), abs=0.2)


def test_other_light_does_not_matter(ground: Bytes) -> None:
    one, other = cut(ground, 0, 0), cut(ground, -12, 9)
    dark = Image((other.pixels * 0.6 + 10).astype(np.uint8))
    assert aligned(one, dark).shift == pytest.approx((12, -9), abs=0.1)


def test_pictures_of_another_size_are_aligned_by_their_features(ground: Bytes) -> None:
    small = Image(np.ascontiguousarray(ground[40:260, 50:350]))
    found = aligned(Image(ground), small)
    assert found.matrix @ (50.0, 40.0, 1.0) == pytest.approx((0, 0), abs=0.3)


def test_a_larger_picture_is_aligned_in_a_smaller_copy(
    ground: Bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.series.alignment._LARGEST", 200)
    found = aligned(cut(ground, 0, 0), cut(ground, 8, 4))
    assert found.shift == pytest.approx((-8, -4), abs=0.4)


def test_what_is_of_another_place_is_not_aligned(ground: Bytes) -> None:
    elsewhere = floes(8, (420, 340), conditions=EASY).image
    with pytest.raises(ParameterError, match="The pictures cannot be aligned: nothing in the one is found"):
        aligned(Image(ground), elsewhere)
    flat = Image(np.full((340, 420, 3), 90, np.uint8))
    with pytest.raises(ParameterError, match="cannot be aligned"):
        aligned(flat, flat)


def test_the_shift_is_said_in_pixels_and_units() -> None:
    moved = Alignment(np.array([(1.0, 0.0, 3.0), (0.0, 1.0, -4.0)]), (100, 80), 0.9)
    assert moved.sentence() == "The picture is shifted by 5.0 px (+3.0 to the right, −4.0 down)."
    assert moved.sentence(parse_pixel_size("2m")) == (
        "The picture is shifted by 5.0 px (+3.0 to the right, −4.0 down) = 10 m."
    )
    angle = np.deg2rad(2)
    turn = 1.01 * np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    middle = np.array([50.0, 40.0])
    found = Alignment(np.column_stack([turn, middle - turn @ middle]), (100, 80), 0.9)
    assert found.sentence() == (
        "The picture is shifted by 0.0 px (+0.0 to the right, +0.0 down), turned by +2.0°, enlarged by +1.0 "
        "%."
    )


def test_an_alignment_goes_through_json() -> None:
    found = Alignment(np.array([(1.0, 0.25, 3.0), (-0.25, 1.0, 1 / 3)]), (100, 80), 0.91234)
    again = alignment_from(json.loads(json.dumps(alignment_json(found))))
    assert again.matrix == pytest.approx(found.matrix, rel=1e-11)
    assert (again.size, again.likeness) == ((100, 80), 0.9123)
    for damaged in (
        {"matrix": [[1, 2]], "size": [1, 1], "likeness": 0},
        {"matrix": [[1, 2, float("nan")]] * 2},
    ):
        with pytest.raises((ValueError, KeyError)):
            alignment_from(damaged)


def test_cancel_stops_it(ground: Bytes) -> None:
    with pytest.raises(Cancelled):
        aligned(Image(ground), Image(ground), lambda: True)
