"""Where the scale of a map ends: at the edges of the Earth and of the map; and what its middle measures."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import CRS

from core.image.image import Georeference, Image
from core.scale.calibrate import calibrate
from core.scale.ground_area import GroundArea

FROM_SPACE = CRS("+proj=geos +h=35785831 +lon_0=0 +ellps=WGS84").to_wkt()
AROUND = 2 * np.pi * 6_378_137.0


def image_at(crs: str, *transform: float, height: int = 4, width: int = 5) -> Image:
    pixels = np.zeros((height, width, 1), np.uint8)
    return Image(pixels, georeference=Georeference(crs, transform))  # type: ignore[arg-type]


def test_what_lies_beyond_the_edge_of_a_map_is_said_in_per_cent() -> None:
    """Of 4 × 4 pixels around the Earth as a satellite sees it, the four in the corners see space."""
    side = 3.2e6
    whole = image_at(FROM_SPACE, side, 0, -2 * side, 0, -side, 2 * side, height=4, width=4)
    (sentence,) = calibrate(whole).warnings
    assert sentence.startswith("About 25 % of the picture lies beyond the edge of its map")
    inside = image_at(FROM_SPACE, side, 0, -side, 0, -side, side, height=2, width=2)
    assert calibrate(inside).warnings == ()


@pytest.mark.parametrize(("crs", "turn"), [("EPSG:3857", AROUND), ("EPSG:4326", 360.0)])
def test_once_around_the_earth_is_no_trouble_and_more_is(crs: str, turn: float) -> None:
    side = turn / 4
    once = image_at(crs, side, 0, -2 * side, 0, -side / 9, 0, height=1, width=4)
    more = image_at(crs, side, 0, -2 * side, 0, -side / 9, 0, height=1, width=5)
    assert calibrate(once).warnings == ()
    (sentence,) = calibrate(more).warnings
    assert "more than once" in sentence


@pytest.mark.parametrize(
    ("transform", "beyond"),
    [
        ((1, 0, 0, 0, -1, 90.0), False),
        ((1, 0, 0, 0, -1, 90.000001), False),
        ((1, 0, 0, 0, -1, 90.00001), True),
        ((1, 0, 0, 0, -1, -86.0), False),
        ((1, 0, 0, 0, -1, -86.5), True),
        # Turned: only the left corner, only the right one, is beyond.
        ((0.01, 1, 0, -1, 0.01, 90.5), True),
        ((0.01, 1, 0, 1, 0.01, 85.5), True),
    ],
)
def test_where_the_pole_is(transform: tuple[float, ...], beyond: bool) -> None:
    assert any("beyond a pole" in each for each in calibrate(image_at("EPSG:4326", *transform)).warnings) is (
        beyond
    )


def test_in_degrees_a_pixel_measures_what_the_one_in_the_middle_does() -> None:
    """Of 4 × 5 pixels that is the one in row 2, column 2."""
    upright = image_at("EPSG:4326", 1, 0, 10, 0, -1, 60)
    expected = GroundArea(upright.georeference).rows(2, 3, 5)[0, 0]
    assert calibrate(upright).pixel_area == expected / 1e6
    turned = image_at("EPSG:4326", 1, 0.5, 10, 0.5, -1, 60)
    expected = GroundArea(turned.georeference).rows(0, 4, 5)[2, 2]
    assert calibrate(turned).pixel_area == pytest.approx(expected / 1e6, rel=1e-12)


def test_grads_are_told_in_degrees() -> None:
    found = calibrate(image_at("EPSG:4807", 0.02, 0, 1, 0, -0.04, 50))
    assert (found.width, found.height) == pytest.approx((0.018, 0.036), rel=1e-12)
