"""Shapes at their limits: corners in any order, coordinates, windows in the picture, what lies beyond it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.image.image import Image
from core.roi import regions_of_interest, shape_masks, shapes
from core.roi.magic_wand import like_pixel
from core.roi.names import free_name, name_from, numbered, one_line
from core.roi.outside import without
from core.roi.regions_of_interest import (
    RegionOfInterest,
    RegionPart,
    beyond_notes,
    check_effort,
    checked,
    holds_pixels,
    region_box,
    region_mask,
    regions_of_interest_from,
    regions_of_interest_json,
)
from core.roi.shape_masks import crossings, polygon_of_mask, shape_part, shape_window, window_of
from core.roi.shapes import (
    Ellipse,
    Polygon,
    Rectangle,
    Ring,
    Shape,
    between,
    check_area,
    polygon,
    shape_from,
    shape_json,
)


def region(shape: Shape, name: str = "lake") -> RegionOfInterest:
    return RegionOfInterest(name, (RegionPart(shape),))


def test_corners_in_any_order_make_one_rectangle() -> None:
    for corners in ((1, 2, 3, 4), (3, 2, 1, 4), (1, 4, 3, 2), (3, 4, 1, 2)):
        assert between(*corners) == Rectangle(1, 2, 3, 4)


def test_a_shape_is_turned_over_by_a_negative_scale() -> None:
    assert Rectangle(1, 2, 3, 5).transformed(-2, -1, 10, 0) == Rectangle(4, -5, 8, -2)
    assert Rectangle(1, 2, 3, 5).transformed(2, 1, 10, 1) == Rectangle(12, 3, 16, 6)
    assert Ellipse(1, 2, 3, 4).transformed(-2, -3, 10, 0) == Ellipse(8, -6, 6, 12)
    assert Ellipse(1, 2, 3, 4).bounds == (-2, -2, 4, 6)
    shape = polygon([(0, 1), (4, 2), (3, 7)], [(1, -1), (2, 3), (1, 3)])
    assert shape.bounds == (0, -1, 4, 7)
    assert shape.transformed(-1, 1, 0, 1).bounds == (-4, 0, 0, 8)


@pytest.mark.parametrize(
    ("shape", "fits"),
    [
        (Rectangle(0, 0, 999_999_999, 1), True),
        (Rectangle(0, 0, 1e9, 1), False),
        (Rectangle(-1e9, 0, 1, 1), False),
        (Rectangle(0, -999_999_999, 1, 1), True),
        (Rectangle(0, 0, 1e-9, 1e-9), True),
        (Rectangle(0, 0, 0, 1), False),
        (Rectangle(0, 1, 1, 1), False),
        (Rectangle(1, 0, 0, 1), False),
        (Rectangle(0, math.nan, 1, 1), False),
        (polygon([(0, 0), (1, 0), (0, 1)]), True),
        (polygon([(0, 0), (1, 0), (0, 1)], [(0, 0), (1, 1)]), False),
        (polygon([(0, 0), (1, 1), (2, 2)]), True),
        (polygon([(0, 0), (0, 1), (0, 2)]), False),
    ],
)
def test_which_shapes_have_an_area(shape: Shape, fits: bool) -> None:
    if fits:
        check_area(shape)
    else:
        with pytest.raises(ParameterError):
            check_area(shape)


def test_whole_numbers_are_written_without_a_point() -> None:
    assert str(shape_json(Rectangle(1.0, -2.0, 3.5, 1e15))) == (
        "{'type': 'rectangle', 'bounds': [1, -2, 3.5, 1000000000000000]}"
    )


@pytest.mark.parametrize(
    ("bounds", "window"),
    [
        # left, top, right, bottom in a picture of 4 rows and 6 columns: rows and columns with a centre.
        ((0, 0, 6, 4), (0, 4, 0, 6)),
        ((-9, -9, 99, 99), (0, 4, 0, 6)),
        ((1.5, 0.5, 3.5, 2.5), (0, 3, 1, 4)),
        ((1.51, 0.51, 3.49, 2.49), (1, 2, 2, 3)),
        ((2.6, 1.6, 3.4, 2.4), (2, 2, 3, 3)),
        ((7, 5, 9, 9), (4, 4, 6, 6)),
        ((-9, -9, -1, -1), (0, 0, 0, 0)),
    ],
)
def test_the_window_of_a_shape_has_the_centres_in_its_bounds(bounds, window) -> None:
    assert window_of(bounds, 4, 6) == window


def test_the_box_of_a_region_holds_what_is_added() -> None:
    parts = (Rectangle(1, 1, 2, 2), Rectangle(4, 0, 5, 3), Rectangle(0, 0, 9, 9))
    lake = RegionOfInterest("lake", tuple(RegionPart(part, i < 2) for i, part in enumerate(parts)))
    assert region_box(lake, 9, 9) == (0, 3, 1, 5)
    assert lake.bounds == (1, 0, 5, 3)


def test_how_often_edges_cross_the_rows_of_a_picture() -> None:
    """Up and down through four rows, whatever lies beyond them."""
    assert crossings(polygon([(0, 0), (5, 0), (5, 4), (0, 4)]), 4) == 8
    assert crossings(polygon([(0, -99), (5, -99), (5, 99), (0, 99)]), 4) == 8
    assert crossings(polygon([(0, 5), (5, 5), (5, 9)]), 4) == 0
    assert crossings(Rectangle(0, 0, 5, 4), 4) == crossings(Ellipse(2, 2, 2, 2), 4) == 0


def test_what_crosses_too_often_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    lake = region(polygon([(0, 0), (5, 0), (5, 4), (0, 4)]))
    monkeypatch.setattr(regions_of_interest, "MOST_CROSSINGS", 16)
    check_effort((lake, lake), 4)
    with pytest.raises(ParameterError, match="24 times, more than 16"):
        check_effort((lake, lake, lake), 4)


@pytest.mark.parametrize(
    ("bounds", "beyond"),
    [
        # A rim of half a pixel is a rounding.
        ((-0.5, -0.5, 6.5, 4.5), False),
        ((-0.51, 0, 6, 4), True),
        ((0, -0.51, 6, 4), True),
        ((0, 0, 6.51, 4), True),
        ((0, 0, 6, 4.51), True),
    ],
)
def test_what_reaches_beyond_the_picture_is_said(bounds, beyond: bool) -> None:
    image = Image(np.zeros((4, 6, 1), np.uint8))
    assert bool(beyond_notes((region(Rectangle(*bounds)),), image)) is beyond


def test_of_many_that_reach_beyond_five_are_named() -> None:
    image = Image(np.zeros((4, 6, 1), np.uint8))
    many = tuple(region(Rectangle(-5, 0, 3, 3), str(number)) for number in range(1, 7))
    assert "“1”, “2”, “3”, “4”, “5” reach" in beyond_notes(many[:5], image)[0]
    assert "“5” and others reach" in beyond_notes(many, image)[0]


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((-9, 0, 0, 4), "lies outside"),
        ((0, -9, 6, 0), "lies outside"),
        ((6, 0, 9, 4), "lies outside"),
        ((0, 4, 6, 9), "lies outside"),
        ((-9, 0, 0.1, 4), "no pixel"),
        ((0, -9, 6, 0.1), "no pixel"),
        ((5.9, 0, 9, 4), "no pixel"),
        ((0, 3.9, 6, 9), "no pixel"),
    ],
)
def test_beside_the_picture_or_between_its_centres(bounds, words: str) -> None:
    image = Image(np.zeros((4, 6, 1), np.uint8))
    with pytest.raises(ParameterError, match=words):
        checked(region(Rectangle(*bounds)), image)


def test_how_many_regions_and_notes_a_file_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = regions_of_interest_json((region(Rectangle(0, 0, 1, 1)),))
    monkeypatch.setattr(regions_of_interest, "MOST_REGIONS", 2)
    assert [each.name for each in regions_of_interest_from([one, one])] == ["lake", "lake 2"]
    with pytest.raises(ParameterError, match="more than 2 regions"):
        regions_of_interest_from([one, one, one])
    (noted,) = regions_of_interest_from([{**one, "notes": ["x" * 2_001] * 100}])
    assert [len(note) for note in noted.notes] == [2_000] * 100
    with pytest.raises(ValueError, match="more notes"):
        regions_of_interest_from([{**one, "notes": ["x"] * 101}])


def test_names_have_200_characters_at_most() -> None:
    assert one_line(" " + "x" * 200 + " ") == "x" * 200
    with pytest.raises(ParameterError, match="at most 200"):
        one_line("x" * 201)
    assert name_from("x" * 201, "other") == "x" * 200
    assert name_from(7.0, "other") == "7"
    assert name_from(7.5, "other") == "7.5"
    assert name_from("a\n\tb", "other") == "a b"
    assert name_from("\n", "other") == name_from(None, "other") == name_from(True, "other") == "other"


def test_a_name_that_is_taken_gets_the_first_free_number() -> None:
    assert free_name("bay", ("lake",)) == "bay"
    assert free_name("bay", ("bay",)) == "bay 2"
    assert free_name("bay", ("bay", "bay 2", "bay 4")) == "bay 3"
    assert free_name("bay", ("bay", "bay 2", "bay 3")) == "bay 4"
    assert [numbered("bay", 1, 1), numbered("bay", 1, 2)] == ["bay", "bay 1"]


def test_the_wand_takes_what_differs_by_its_tolerance_at_most() -> None:
    levels = np.array([[0, 9, 10, 11, 20, 250, 255]], np.uint8)[..., np.newaxis]

    def found(column: int, tolerance: float) -> list[int]:
        like = like_pixel(Image(levels), column, 0, tolerance, connected=False)
        return levels[0, like[0], 0].tolist()

    assert found(2, 0) == [10]
    assert found(2, 0.9) == [10]
    assert found(2, 1) == [9, 10, 11]
    assert found(2, 1.9) == [9, 10, 11]
    assert found(2, 10) == [0, 9, 10, 11, 20]
    # Below 0 and above 255 there is nothing, and nothing wraps round.
    assert found(0, 300) == [0, 9, 10, 11, 20, 250, 255]
    assert found(6, 5) == [250, 255]
    assert found(0, 9) == [0, 9]
    floats = np.array([[0.5, 0.75, 0.76]], np.float32)[..., np.newaxis]
    assert like_pixel(Image(floats), 0, 0, 0.25, connected=False).tolist() == [[True, True, False]]


def test_every_band_has_to_be_like_it_and_no_data_is_not() -> None:
    pixels = np.array([[[10, 10], [11, 12], [10, 11]]], np.uint8)
    assert like_pixel(Image(pixels), 0, 0, 1, connected=False).tolist() == [[True, False, True]]
    assert like_pixel(Image(pixels), 0, 0, 1).tolist() == [[True, False, False]]
    valid = np.array([[True, True, False]])
    assert like_pixel(Image(pixels, valid), 0, 0, 1, connected=False).tolist() == [[True, False, False]]
    for place in ((3, 0), (0, 1), (-1, 0), (0, -1), (2, 0)):
        assert not like_pixel(Image(pixels, valid), *place, 300).any()


def test_the_wand_does_not_go_across_corners() -> None:
    pixels = np.array([[1, 0], [0, 1]], np.uint8)[..., np.newaxis]
    assert like_pixel(Image(pixels), 0, 0, 0).tolist() == [[True, False], [False, False]]


def test_the_outline_of_one_pixel_lies_where_the_pixel_does() -> None:
    mask = np.zeros((4, 6), np.bool_)
    mask[2, 3] = True
    shape = polygon_of_mask(mask)
    assert shape is not None
    assert shape.bounds == (3, 2, 4, 3)
    assert [len(ring) for ring in shape.rings] == [4]
    assert polygon_of_mask(np.zeros((2, 2), np.bool_)) is None


def test_how_many_corners_an_outline_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one pixel there are five, with the first one again at the end."""
    monkeypatch.setattr(shape_masks, "MOST_POINTS", 5)
    assert polygon_of_mask(np.ones((1, 1), np.bool_)) is not None
    monkeypatch.setattr(shape_masks, "MOST_POINTS", 4)
    with pytest.raises(ParameterError, match="has 5 corners, more than 4"):
        polygon_of_mask(np.ones((1, 1), np.bool_))


def test_how_many_points_a_shape_of_a_file_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    values = shape_json(polygon([(0, 0), (1, 0), (0, 1)], [(0, 0), (2, 0), (0, 2)]))
    monkeypatch.setattr(shapes, "MOST_POINTS", 6)
    assert shape_json(shape_from(values)) == values
    monkeypatch.setattr(shapes, "MOST_POINTS", 5)
    with pytest.raises(ParameterError, match="more than 5 points"):
        shape_from(values)


BOX = polygon([(1, 1), (4, 1), (4, 3), (1, 3)])


@pytest.mark.parametrize("shape", [BOX, Rectangle(1, 1, 4, 3), Ellipse(2.5, 2, 1.6, 1.1)])
@pytest.mark.parametrize(
    ("place", "corner", "size"),
    [
        # Rows and columns looked at; of three columns and two rows of pixels those that lie there.
        ((0, 4, 0, 6), (1, 1), (2, 3)),
        ((2, 4, 0, 6), (2, 1), (1, 3)),
        ((0, 2, 2, 6), (1, 2), (1, 2)),
        ((0, 4, 0, 2), (1, 1), (2, 1)),
        ((3, 4, 0, 6), (3, 1), (0, 3)),
        ((0, 1, 0, 6), (1, 1), (0, 3)),
        ((0, 4, 4, 6), (1, 4), (2, 0)),
        ((0, 4, 0, 1), (1, 1), (2, 0)),
    ],
)
def test_a_part_of_the_picture_has_what_lies_there(shape: Shape, place, corner, size, monkeypatch) -> None:
    for at_once in (1 << 21, 1):
        monkeypatch.setattr(shape_masks, "_AT_ONCE", at_once)
        found = shape_part(shape, place)
        assert (found.top, found.left, found.mask.shape) == (*corner, size)
        assert found.mask.all()


def test_rows_are_filled_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three columns six pixels at once are two rows; of a polygon with four edges that slant, one."""
    looked_at = []

    def count() -> bool:
        looked_at.append(1)
        return False

    monkeypatch.setattr(shape_masks, "_AT_ONCE", 6)
    for shape, times in ((Rectangle(0, 0, 3, 5), 3), (polygon([(0, 0), (3, 0), (3, 5), (0, 5)]), 3)):
        looked_at.clear()
        assert shape_part(shape, (0, 9, 0, 9), count).mask.all()
        assert len(looked_at) == times
    looked_at.clear()
    shape_part(polygon([(0, 0), (3, 0), (2, 2), (3, 5), (0, 5), (1, 2)]), (0, 9, 0, 9), count)
    assert len(looked_at) == 5


def test_a_pixel_is_looked_for_some_rows_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A comb whose last row alone holds anything."""
    monkeypatch.setattr(regions_of_interest, "_AT_ONCE", 6)
    parts = (RegionPart(Rectangle(0, 0, 3, 5)), RegionPart(Rectangle(0, 0, 3, 4), adds=False))
    assert holds_pixels(RegionOfInterest("lake", parts), 9, 9)
    nothing = (RegionPart(Rectangle(0, 0, 3, 5)), RegionPart(Rectangle(0, 0, 3, 5), adds=False))
    assert not holds_pixels(RegionOfInterest("lake", nothing), 9, 9)
    looked_at = []

    def part(region: RegionOfInterest, place: object, **_: object) -> np.ndarray:
        looked_at.append(place)
        return np.zeros((1, 1), np.bool_)

    monkeypatch.setattr(regions_of_interest, "region_part", part)
    assert not holds_pixels(RegionOfInterest("lake", parts), 9, 9)
    assert looked_at == [(0, 2, 0, 3), (2, 4, 0, 3), (4, 5, 0, 3)]
    looked_at.clear()
    monkeypatch.setattr(regions_of_interest, "_AT_ONCE", 2)
    assert not holds_pixels(RegionOfInterest("lake", parts), 9, 9)
    assert [place[:2] for place in looked_at] == [(i, i + 1) for i in range(5)]


def test_without_what_is_no_whole_keeps_what_lies_in_its_hole() -> None:
    """A frame: cut out of all there is, its hole stays, and all beyond it."""
    whole = RegionOfInterest("all", (RegionPart(Rectangle(0, 0, 5, 5)),))
    frame = RegionOfInterest(
        "frame", (RegionPart(Rectangle(1, 1, 4, 4)), RegionPart(Rectangle(2, 2, 3, 3), adds=False))
    )
    expected = np.ones((5, 5), np.bool_)
    expected[1:4, 1:4] = False
    expected[2, 2] = True
    left = without(whole, (frame,), 5, 5)
    assert np.array_equal(region_mask(left, 5, 5), expected)
    # What only adds is cut out as it is drawn.
    assert without(whole, (whole,), 5, 5).parts == (
        *whole.parts,
        RegionPart(Rectangle(0, 0, 5, 5), adds=False),
    )


@pytest.mark.parametrize("width", [7, 8, 9, 16, 17, 40])
def test_inside_and_outside_change_at_every_edge_however_wide_the_picture_is(width: int) -> None:
    """Columns of one pixel, each second one inside: every byte that is worked on has eight changes."""
    comb = tuple(
        Ring(np.array([(x, 0.0), (x + 1.0, 0.0), (x + 1.0, 4.0), (x, 4.0)])) for x in range(0, width, 2)
    )
    found = shape_window(Polygon(comb), 4, width)
    expected = np.zeros((4, width), np.bool_)
    expected[:, ::2] = True
    np.testing.assert_array_equal(found.mask, expected[:, : found.mask.shape[1]])
    assert not expected[:, found.mask.shape[1] :].any()
