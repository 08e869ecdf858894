"""What a drag does to the rectangle of a crop."""

from __future__ import annotations

import pytest

from core.image.crop import Crop
from ui.segment.crop.crop_geometry import dragged, grip_at, handle_at

SIZE = {"width": 100, "height": 80}
BOX = Crop(20, 10, 40, 30)  # right 60, bottom 40


def after(crop: Crop, begin: tuple[float, float], end: tuple[float, float]) -> Crop | None:
    grip = grip_at(crop=crop, x=begin[0], y=begin[1], reach=3.0, **SIZE)
    return dragged(grip=grip, x=end[0], y=end[1], **SIZE)


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ((20, 10), (25.4, 14.6), Crop(25, 15, 35, 25)),  # corners
        ((60, 10), (70, 5), Crop(20, 5, 50, 35)),
        ((60, 40), (61, 42), Crop(20, 10, 41, 32)),
        ((20, 40), (10, 79), Crop(10, 10, 50, 69)),
        ((40, 10), (99, 30), Crop(20, 30, 40, 10)),  # sides move across themselves only
        ((60, 25), (50, 0), Crop(20, 10, 30, 30)),
        ((40, 40), (0, 44), Crop(20, 10, 40, 34)),
        ((20, 25), (3, 70), Crop(3, 10, 57, 30)),
        ((61, 26), (50, 0), Crop(20, 10, 30, 30)),  # within reach
        ((60, 25), (10, 25), Crop(10, 10, 10, 30)),  # over the other side
        ((60, 40), (500, 500), Crop(20, 10, 80, 70)),  # not beyond the picture
    ],
)
def test_corners_and_sides(begin, end, expected: Crop) -> None:
    assert after(BOX, begin, end) == expected


def test_a_side_laid_on_the_other_holds_nothing() -> None:
    assert after(BOX, (60, 25), (20, 25)) is None
    assert after(BOX, (60, 25), (20.4, 25)) is None
    assert after(BOX, (60, 25), (20.6, 25)) == Crop(20, 10, 1, 30)


def test_inside_it_is_moved_and_stays_in_the_picture() -> None:
    assert after(BOX, (40, 25), (45.4, 20)) == Crop(25, 5, 40, 30)
    assert after(BOX, (40, 25), (500, -500)) == Crop(60, 0, 40, 30)


def test_beside_it_a_new_one_is_drawn() -> None:
    assert after(BOX, (70, 50), (80.2, 59.6)) == Crop(70, 50, 10, 10)
    assert after(BOX, (70, 50), (65, 45)) == Crop(65, 45, 5, 5)
    assert after(BOX, (70, 50), (70.3, 60)) is None


def test_where_it_is_the_whole_picture_a_new_one_is_drawn_inside() -> None:
    whole = Crop(0, 0, 100, 80)
    assert after(whole, (10, 10), (30, 20)) == Crop(10, 10, 20, 10)
    assert after(whole, (50, 80), (10, 60)) == Crop(0, 0, 100, 60)


def test_what_can_be_taken_hold_of() -> None:
    assert handle_at(crop=BOX, x=20, y=10, reach=3) == 0
    assert handle_at(crop=BOX, x=23, y=10, reach=3) == 0
    assert handle_at(crop=BOX, x=23.1, y=10, reach=3) is None
