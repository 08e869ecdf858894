"""Which pixels a region of interest holds, against shapely and scikit-image; its parts, names and JSON."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from skimage.measure import label as connected_parts

from core.base.errors import Cancelled, ParameterError
from core.image.image import Image
from core.roi.magic_wand import like_pixel, wand
from core.roi.regions_of_interest import (
    RegionOfInterest,
    RegionPart,
    beyond_notes,
    checked,
    holds_pixels,
    image_inside,
    labels_inside,
    region_box,
    region_mask,
    region_part,
    region_window,
    regions_of_interest_from,
    regions_of_interest_json,
    renamed,
    replaced,
    union_mask,
)
from core.roi.shape_masks import polygon_of_mask, shape_window
from core.roi.shapes import Ellipse, Polygon, Rectangle, Shape, check_area, polygon, shape_from

HEIGHT, WIDTH = 23, 31
COORDINATE = st.floats(-12, 45, allow_nan=False).map(lambda value: round(value, 3))
POINTS = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=3, max_size=12)
# On a grid of half pixels many centres lie exactly on edges and corners.
HALF_POINTS = st.lists(st.tuples(st.integers(-4, 70), st.integers(-4, 50)), min_size=3, max_size=8)


def region(*parts: Shape | tuple[Shape, bool], name: str = "lake") -> RegionOfInterest:
    pairs = [part if isinstance(part, tuple) else (part, True) for part in parts]
    return RegionOfInterest(name, tuple(RegionPart(*pair) for pair in pairs))


def mask(shape: Shape, height: int = HEIGHT, width: int = WIDTH) -> np.ndarray:
    return region_mask(region(shape), height, width)


def centres(height: int = HEIGHT, width: int = WIDTH) -> tuple[np.ndarray, np.ndarray]:
    y, x = np.mgrid[:height, :width] + 0.5
    return x, y


@given(POINTS)
def test_a_polygon_holds_the_centres_that_shapely_finds_inside(points: list[tuple[float, float]]) -> None:
    lines = shapely.LinearRing(points)
    x, y = centres()
    near = shapely.distance(shapely.points(x, y), lines) < 1e-9
    # Even-odd: the symmetric difference of the triangles of a fan.
    found = np.zeros((HEIGHT, WIDTH), np.bool_)
    for one, other in pairwise(points[1:]):
        triangle = shapely.Polygon([points[0], one, other])
        edge = shapely.distance(shapely.points(x, y), triangle.exterior) < 1e-9
        near |= edge
        found ^= shapely.contains_xy(triangle, x, y) & ~edge
    assert np.array_equal(mask(polygon(points))[~near], found[~near])


@given(HALF_POINTS, st.integers(0, 2**16))
def test_polygons_that_share_edges_lose_no_pixel_and_share_none(points, seed) -> None:
    """A rectangle cut in two by any line through half pixels, centres on the cut included."""
    y0, y1 = np.random.default_rng(seed).integers(0, 2 * HEIGHT, 2) / 2
    above = polygon([(0, 0), (WIDTH, 0), (WIDTH, y1), (0, y0)])
    below = polygon([(0, y0), (WIDTH, y1), (WIDTH, HEIGHT), (0, HEIGHT)])
    one, other = mask(above), mask(below)
    assert not (one & other).any()
    assert (one | other).all()
    turned = polygon([(x / 2, y / 2) for x, y in points])
    backwards = polygon([(x / 2, y / 2) for x, y in points[::-1]])
    assert np.array_equal(mask(turned), mask(backwards))


def test_a_centre_on_the_left_or_upper_edge_is_inside_on_the_right_or_lower_one_not() -> None:
    for shape in (Rectangle(1.5, 1.5, 3.5, 4.5), polygon([(1.5, 1.5), (3.5, 1.5), (3.5, 4.5), (1.5, 4.5)])):
        expected = np.zeros((6, 6), np.bool_)
        expected[1:4, 1:3] = True
        assert np.array_equal(mask(shape, 6, 6), expected)


@pytest.mark.parametrize(
    ("sides", "columns"),
    [
        # left and right of the shape, first and last column inside of a picture of 6.
        ((0.0, 6.0), (0, 5)),
        ((-9.0, 99.0), (0, 5)),
        ((0.5, 5.5), (0, 4)),
        ((0.51, 5.51), (1, 5)),
        ((2.0, 3.0), (2, 2)),
        ((2.5, 2.51), (2, 2)),
        ((5.5, 6.0), (5, 5)),
    ],
)
def test_which_pixels_a_side_takes_along(sides: tuple[float, float], columns: tuple[int, int]) -> None:
    """Across and down, of a rectangle and of the polygon with its corners."""
    (left, right), (first, last) = sides, columns
    expected = np.zeros((6, 6), np.bool_)
    expected[:, first : last + 1] = True
    for shape in (
        Rectangle(left, 0, right, 6),
        polygon([(left, 0), (right, 0), (right, 6), (left, 6)]),
    ):
        assert np.array_equal(mask(shape, 6, 6), expected)
    for shape in (
        Rectangle(0, left, 6, right),
        polygon([(0, left), (6, left), (6, right), (0, right)]),
    ):
        assert np.array_equal(mask(shape, 6, 6), expected.T)


@pytest.mark.parametrize("sides", [(6.0, 9.0), (-3.0, 0.0), (2.51, 3.5), (-3.0, 0.5), (5.51, 9.0)])
def test_between_two_centres_and_beside_the_picture_there_is_no_pixel(sides: tuple[float, float]) -> None:
    left, right = sides
    assert not mask(Rectangle(left, 0, right, 6), 6, 6).any()
    assert not mask(Rectangle(0, left, 6, right), 6, 6).any()
    assert not mask(polygon([(left, 0), (right, 0), (right, 6), (left, 6)]), 6, 6).any()


def test_a_centre_on_the_line_of_an_ellipse_is_inside() -> None:
    """Of a circle round the middle of a pixel, with the middles of its neighbours on the line."""
    expected = np.zeros((5, 5), np.bool_)
    expected[2, 1:4] = expected[1:4, 2] = True
    assert np.array_equal(mask(Ellipse(2.5, 2.5, 1, 1), 5, 5), expected)
    assert mask(Ellipse(2.5, 2.5, 0.999, 1), 5, 5).sum() == 3


@given(COORDINATE, COORDINATE, st.floats(0.1, 30), st.floats(0.1, 30))
def test_an_ellipse_holds_the_centres_of_its_equation(x: float, y: float, rx: float, ry: float) -> None:
    columns, rows = centres()
    value = ((columns - x) / rx) ** 2 + ((rows - y) / ry) ** 2
    clear = np.abs(value - 1) > 1e-9
    assert np.array_equal(mask(Ellipse(x, y, rx, ry))[clear], (value <= 1)[clear])


def test_a_large_ellipse_has_its_area() -> None:
    found = mask(Ellipse(500, 400, 450, 333), 800, 1000).sum()
    assert found == pytest.approx(np.pi * 450 * 333, rel=2e-4)


def test_a_polygon_with_a_hole_and_an_island() -> None:
    shape = polygon(
        [(0, 0), (20, 0), (20, 20), (0, 20)],
        [(4, 4), (16, 4), (16, 16), (4, 16)],
        [(8, 8), (12, 8), (12, 12), (8, 12)],
    )
    assert mask(shape).sum() == 400 - 144 + 16


@given(st.lists(st.booleans(), min_size=1, max_size=200), st.integers(1, 17))
def test_the_outline_of_pixels_holds_exactly_these(bits: list[bool], width: int) -> None:
    pixels = np.resize(np.array(bits), (-(-len(bits) // width), width))
    shape = polygon_of_mask(pixels)
    if shape is None:
        assert not pixels.any()
    else:
        assert np.array_equal(mask(shape, *pixels.shape), pixels)


def test_parts_are_added_and_cut_out_in_order() -> None:
    whole, hole, island = Rectangle(0, 0, 10, 10), Rectangle(2, 2, 8, 8), Ellipse(5, 5, 1, 1)
    lake = region(whole, (hole, False), island, (Rectangle(20, 0, 30, 5), False))
    expected = mask(whole) & ~mask(hole) | mask(island)
    assert np.array_equal(region_mask(lake, HEIGHT, WIDTH), expected)
    both = union_mask((lake, region(hole, name="bay")), HEIGHT, WIDTH)
    assert np.array_equal(both, mask(whole))


def test_pixels_are_looked_at_in_blocks_with_the_same_result(monkeypatch) -> None:
    rng = np.random.default_rng(1)
    shapes = (
        polygon(rng.uniform(-5, 40, (40, 2))),
        Ellipse(12, 12, 9, 7),
        Rectangle(3.2, 1.7, 22.2, 20.1),
    )
    whole = [mask(shape) for shape in shapes]
    monkeypatch.setattr("core.roi.shape_masks._AT_ONCE", 64)
    for shape, expected in zip(shapes, whole, strict=True):
        assert np.array_equal(mask(shape), expected)


def test_cancel_ends_a_mask() -> None:
    with pytest.raises(Cancelled):
        shape_window(Rectangle(0, 0, 5, 5), 10, 10, lambda: True)


def test_the_image_inside_shares_its_pixels() -> None:
    image = Image(np.zeros((HEIGHT, WIDTH, 3), np.uint8), valid=mask(Rectangle(0, 0, 5, 5)))
    inside = image_inside(image, (region(Rectangle(2, 2, 9, 9)),))
    assert inside.pixels is image.pixels
    assert inside.valid_pixels == 9
    with pytest.raises(ParameterError, match="No pixel with data"):
        image_inside(image, (region(Rectangle(10, 10, 12, 12)),))


def test_outside_and_partly_outside() -> None:
    image = Image(np.zeros((HEIGHT, WIDTH, 3), np.uint8))
    with pytest.raises(ParameterError, match="“lake” lies outside the picture: it reaches from x 40 to 50"):
        checked(region(Rectangle(40, 0, 50, 9)), image)
    with pytest.raises(ParameterError, match="holds the centre of no pixel"):
        checked(region(Rectangle(3.6, 3.6, 4.4, 4.4)), image)
    lake, land = RegionPart(Rectangle(2, 2, 9, 9)), RegionPart(Rectangle(0, 0, 20, 20), adds=False)
    with pytest.raises(ParameterError, match="Nothing is left of the region of interest “lake”"):
        checked(RegionOfInterest("lake", (lake, land)), image)
    with pytest.raises(ParameterError, match="lies outside the picture"):
        checked(RegionOfInterest("lake", (RegionPart(Rectangle(40, 0, 50, 9)), land)), image)
    partly = checked(region(Rectangle(-10, 3, 5, 9)), image)
    (note,) = beyond_notes((partly, region(Rectangle(0, 0, WIDTH, HEIGHT), name="all")), image)
    assert note == "The region of interest “lake” reaches beyond the picture: what lies there is left out."


@pytest.mark.parametrize(
    "shape",
    [
        Rectangle(3, 3, 3, 9),
        Ellipse(3, 3, 0, 2),
        polygon([(0, 0), (1, 1)]),
        Polygon(()),
        Rectangle(0, 0, float("nan"), 3),
        Rectangle(0, 0, float("inf"), 3),
    ],
)
def test_shapes_without_area_are_refused(shape: Shape) -> None:
    with pytest.raises(ParameterError):
        check_area(shape)


@given(POINTS, COORDINATE)
def test_json_brings_back_the_same(points: list[tuple[float, float]], x: float) -> None:
    regions = (
        RegionOfInterest(
            "Grüne Bucht",
            (RegionPart(Rectangle(x, 1, x + 0.1, 2.25)), RegionPart(Ellipse(x, 2, 0.3, 4), False)),
            ("read",),
        ),
        region(polygon([*points, (-20, -20), (60, -20), (60, 60)]), name="other"),
    )
    assert regions_of_interest_from(json.loads(json.dumps(regions_of_interest_json(regions)))) == regions


@pytest.mark.parametrize(
    "damage",
    [
        {"name": ""},
        {"parts": []},
        {"parts": [{"part": "subtract", "type": "rectangle", "bounds": [0, 0, 1, 1]}]},
        {"parts": [{"part": "add", "type": "star"}]},
        {"parts": [{"part": "add", "type": "rectangle", "bounds": [0, 0, 1]}]},
        {"parts": [{"part": "add", "type": "rectangle", "bounds": [0, 0, 1e400, 1]}]},
        {"parts": [{"part": "add", "type": "polygon", "rings": [[[0, 0], [1, 1]]]}]},
    ],
)
def test_damaged_json_is_refused(damage: dict) -> None:
    good = regions_of_interest_json((region(Rectangle(0, 0, 1, 1)),))[0]
    with pytest.raises((ParameterError, KeyError, TypeError, ValueError)):
        regions_of_interest_from([{**good, **damage}])


def test_too_many_points_are_refused(monkeypatch) -> None:
    monkeypatch.setattr("core.roi.shapes.MOST_POINTS", 5)
    with pytest.raises(ParameterError, match="more than 5 points"):
        shape_from({"type": "polygon", "rings": [[[i, i * i] for i in range(6)]]})


def test_names_are_of_one_line_and_apart() -> None:
    regions = (region(Rectangle(0, 0, 1, 1)), region(Rectangle(0, 0, 2, 2), name="bay"))
    assert [each.name for each in renamed(regions, "bay", " fjord ")] == ["lake", "fjord"]
    for bad, sentence in (("lake", "already"), ("", "name of one line"), ("a\nb", "name of one line")):
        with pytest.raises(ParameterError, match=sentence):
            renamed(regions, "bay", bad)
    assert replaced(regions, region(Ellipse(1, 1, 1, 1), name="bay"))[1].parts[0].shape == Ellipse(1, 1, 1, 1)
    assert len(replaced(regions, region(Ellipse(1, 1, 1, 1), name="new"))) == 3


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "int16", "float32"])
@pytest.mark.parametrize("tolerance", [0, 20, 300])
def test_the_wand_finds_what_scikit_image_labels(dtype: str, tolerance: int) -> None:
    rng = np.random.default_rng(2)
    pixels = rng.integers(0, 60, (40, 50, 3)).astype(dtype)
    valid = rng.random((40, 50)) < 0.9
    image = Image(pixels, valid=valid)
    column, row = 20, 10
    valid_there = Image(pixels, valid=valid | (np.indices((40, 50)) == [[[row]], [[column]]]).all(axis=0))
    difference = np.abs(pixels.astype(float) - pixels[row, column].astype(float)).max(axis=2)
    like = (difference <= tolerance) & valid_there.valid
    assert np.array_equal(like_pixel(valid_there, column, row, tolerance, connected=False), like)
    parts = connected_parts(like, connectivity=1)
    expected = parts == parts[row, column]
    assert np.array_equal(like_pixel(valid_there, column, row, tolerance), expected)
    assert np.array_equal(mask(wand(valid_there, column, row, tolerance), 40, 50), expected)
    blank = np.argwhere(~image.valid)[0]
    with pytest.raises(ParameterError, match="no data at this pixel"):
        wand(image, int(blank[1]), int(blank[0]), tolerance)


def test_the_wand_outside_the_picture_finds_nothing() -> None:
    image = Image(np.zeros((4, 4, 1), np.uint8))
    assert not like_pixel(image, 4, 0, 5).any()
    with pytest.raises(Cancelled):
        like_pixel(image, 0, 0, 5, cancelled=lambda: True)


def test_a_very_ragged_outline_is_refused(monkeypatch) -> None:
    monkeypatch.setattr("core.roi.shape_masks.MOST_POINTS", 10)
    with pytest.raises(ParameterError, match="too ragged"):
        polygon_of_mask(np.indices((9, 9)).sum(axis=0) % 2 == 0)


def test_labels_inside_keep_their_place_and_the_rest_is_0() -> None:
    labels = np.arange(1, 13, dtype=np.uint8).reshape(3, 4)
    found = labels_inside(labels, region(Rectangle(1, 1, 3, 3)))
    assert found.tolist() == [[0, 0, 0, 0], [0, 6, 7, 0], [0, 10, 11, 0]]
    assert labels[0, 0] == 1


SHAPES = st.one_of(
    POINTS.map(lambda points: polygon([points])),
    HALF_POINTS.map(lambda points: polygon([[(x / 2, y / 2) for x, y in points]])),
    st.builds(Ellipse, COORDINATE, COORDINATE, st.floats(0.3, 20), st.floats(0.3, 20)),
    st.builds(
        lambda x, y, w, h: Rectangle(x, y, x + w, y + h),
        COORDINATE,
        COORDINATE,
        st.floats(0.3, 20),
        st.floats(0.3, 20),
    ),
)


@given(SHAPES, st.lists(st.tuples(SHAPES, st.booleans()), max_size=3), st.integers(1, 12), st.integers(1, 12))
def test_parts_of_a_picture_hold_the_pixels_of_the_whole(
    first: Shape, others: list[tuple[Shape, bool]], rows: int, columns: int
) -> None:
    drawn = region(first, *others)
    whole = region_mask(drawn, HEIGHT, WIDTH)
    for top in range(0, HEIGHT, rows):
        for left in range(0, WIDTH, columns):
            bottom, right = min(HEIGHT, top + rows), min(WIDTH, left + columns)
            part = region_part(drawn, (top, bottom, left, right))
            np.testing.assert_array_equal(part, whole[top:bottom, left:right])
    assert holds_pixels(drawn, HEIGHT, WIDTH) == whole.any()
    top, bottom, left, right = region_box(drawn, HEIGHT, WIDTH)
    assert region_window(drawn, HEIGHT, WIDTH).slices == (slice(top, bottom), slice(left, right))
