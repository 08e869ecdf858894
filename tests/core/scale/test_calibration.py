"""Typed pixel sizes and georeferences become calibrations; what cannot, is one sentence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS

from core.base.errors import ParameterError
from core.image.image import Georeference, Image
from core.scale.calibrate import calibrate
from core.scale.calibration import (
    UNCALIBRATED,
    Calibration,
    area_unit_for,
    as_typed,
    from_line,
    led_by,
    of_level,
    of_pixels,
    parse_pixel_size,
    why_not_led,
)
from core.scale.scale_line import ScaleLine
from core.scale.units import UNITS

FEET = 12 / 39.37
LOCAL_METRES = 'LOCAL_CS["site grid",UNIT["metre",1]]'


def image_at(crs: str, *transform: float) -> Image:
    return Image(np.zeros((4, 5, 1), np.uint8), georeference=Georeference(crs, transform))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "unit", "sides", "pixel_area", "area_unit"),
    [
        ("0.5m", "m", (0.5, 0.5), 0.25, "m²"),
        ("0.5m,0.4m", "m", (0.5, 0.4), 0.2, "m²"),
        (" 250 m ", "m", (250, 250), 0.0625, "km²"),
        ("5m", "m", (5, 5), 2.5e-5, "km²"),
        ("4.9m", "m", (4.9, 4.9), 4.9 * 4.9, "m²"),
        ("2um", "µm", (2, 2), 4, "µm²"),
        ("2μm", "µm", (2, 2), 4, "µm²"),
        ("1e-3 mm", "mm", (1e-3, 1e-3), 1e-6, "mm²"),
        ("1 cm, 20 mm", "cm", (1, 2), 2, "cm²"),
        ("100nm", "nm", (100, 100), 1e4, "nm²"),
        (".5km", "km", (0.5, 0.5), 0.25, "km²"),
    ],
)
def test_a_typed_size(
    text: str, unit: str, sides: tuple[float, float], pixel_area: float, area_unit: str
) -> None:
    found = parse_pixel_size(text)
    assert (found.source, found.unit, found.area_unit, found.method) == ("typed", unit, area_unit, "planar")
    assert (found.width, found.height) == pytest.approx(sides, rel=1e-15)
    assert found.pixel_area == pytest.approx(pixel_area, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0m", "not above zero"),
        ("-1m", "not above zero"),
        ("nanm", "is not a length"),
        ("inf m", "is not a length"),
        ("0.5", "lacks a unit"),
        ("0,5,4m", "marks between thousands"),
        ("1,000.5m", "marks between thousands"),
        ("1 000m", "marks between thousands"),
        ("3 furlongs", "unknown unit, furlongs"),
        ("1M", "unknown unit, M"),
        ("m", "is not a length"),
        ("", "is not a length"),
        ("1m,", "is not a length"),
        ("1.2.3m", "is not a length"),
        ("1m,2m,3m", "3 parts"),
        ("1e200m", "beyond what can be calculated"),
        ("1e-200m", "beyond what can be calculated"),
    ],
)
def test_what_is_no_size_is_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ParameterError, match=words) as caught:
        parse_pixel_size(text)
    assert str(caught.value).endswith((".", "m"))


@given(
    st.floats(1e-6, 1e6),
    st.floats(1e-6, 1e6),
    st.sampled_from(sorted(UNITS)),
)
def test_what_was_typed_is_read_back_exactly(width: float, height: float, unit: str) -> None:
    once = parse_pixel_size(f"{width!r}{unit},{height!r} {unit}")
    assert (once.width, once.height, once.unit) == (width, height, unit)
    assert parse_pixel_size(once.typed) == once


def test_no_scale_is_uncalibrated() -> None:
    assert calibrate(Image(np.zeros((2, 2, 1), np.uint8))) == UNCALIBRATED
    assert UNCALIBRATED.description == "uncalibrated"
    assert (UNCALIBRATED.area_unit, UNCALIBRATED.pixel_area, UNCALIBRATED.typed) == ("px²", 1.0, "")
    assert (UNCALIBRATED.unit, UNCALIBRATED.width, UNCALIBRATED.height) == ("px", 1.0, 1.0)


def test_a_projected_map() -> None:
    found = calibrate(image_at("EPSG:3413", 250, 0, 381550, 0, -250, -899225))
    assert (found.source, found.unit, found.area_unit) == ("georeference", "m", "km²")
    assert (found.width, found.height, found.pixel_area) == (250, 250, 0.0625)
    assert found.description == "georeference (EPSG:3413), true ground area, 250 m × 250 m"
    planar = calibrate(image_at("EPSG:3413", 250, 0, 381550, 0, -250, -899225), area="planar")
    assert planar.description == "georeference (EPSG:3413), planar area, 250 m × 250 m"
    assert (planar.method, planar.has_both_areas) == ("planar", True)


def test_a_rotated_grid_has_the_area_of_its_parallelogram() -> None:
    # A 3 × 2 m pixel turned by 30°, then a sheared one.
    cos, sin = np.cos(np.pi / 6), np.sin(np.pi / 6)
    turned = calibrate(image_at("EPSG:32633", 3 * cos, 2 * sin, 5e5, 3 * sin, -2 * cos, 6e6), area="planar")
    assert (turned.width, turned.height, turned.pixel_area) == pytest.approx((3, 2, 6))
    sheared = calibrate(image_at("EPSG:32633", 1, 1, 5e5, 0, -1, 6e6), area="planar")
    assert (sheared.width, sheared.height, sheared.pixel_area) == pytest.approx((1, 2**0.5, 1))


def test_feet_become_metres() -> None:
    found = calibrate(image_at("EPSG:2263", 10, 0, 1e6, 0, -10, 2e5), area="planar")
    assert (found.width, found.height) == pytest.approx((10 * FEET, 10 * FEET), rel=1e-12)
    assert found.pixel_area == pytest.approx(100 * FEET**2, rel=1e-12)
    assert found.area_unit == "m²"


def test_degrees_have_no_planar_area() -> None:
    image = image_at("EPSG:4326", 0.01, 0, 10, 0, -0.01, 60)
    found = calibrate(image)
    assert (found.unit, found.method, found.area_unit) == ("°", "geodesic", "km²")
    assert found.size == "0.01° × 0.01°"
    small = calibrate(image_at("EPSG:4326", 8.98e-5, 0, 10, 0, -8.98e-5, 60))
    assert small.size == "0.0000898° × 0.0000898°"
    # 1° of latitude is 111.4 km at 60°, of longitude 55.8 km.
    assert found.pixel_area == pytest.approx(1.114 * 0.558, rel=1e-3)
    with pytest.raises(ParameterError, match="in degrees"):
        calibrate(image, area="planar")


def test_a_local_grid_is_planar_and_says_so() -> None:
    found = calibrate(image_at(LOCAL_METRES, 2, 0, 0, 0, -2, 0))
    assert (found.source, found.method, found.pixel_area, found.area_unit) == (
        "georeference",
        "planar",
        4,
        "m²",
    )
    assert "not tied to the Earth" in found.warnings[0]


@pytest.mark.parametrize(
    ("crs", "transform", "why"),
    [
        ("no CRS at all", (1, 0, 0, 0, -1, 0), "cannot be understood"),
        ("EPSG:4978", (1, 0, 0, 0, -1, 0), "none of places on a map"),
        ("EPSG:5773", (1, 0, 0, 0, -1, 0), "none of places on a map"),
        ('LOCAL_CS["x",UNIT["unknown",1]]', (1, 0, 0, 0, -1, 0), "no unit of length"),
        ("EPSG:3413", (1, 1, 0, 1, 1, 0), "singular"),
        ("EPSG:3413", (1, 1, 0, 1, 1 + 1e-12, 0), "singular"),
        ("EPSG:3413", (0, 0, 0, 0, 0, 0), "singular"),
        ("EPSG:3413", (float("nan"), 0, 0, 0, -1, 0), "no numbers"),
        ("EPSG:3413", (1, 0, float("inf"), 0, -1, 0), "no numbers"),
    ],
)
def test_a_georeference_without_scale_says_why(crs: str, transform: tuple[float, ...], why: str) -> None:
    found = calibrate(image_at(crs, *transform))
    assert replace(found, warnings=()) == UNCALIBRATED
    (sentence,) = found.warnings
    assert why in sentence
    assert sentence.endswith("type the size of a pixel.")


def test_a_unit_that_is_no_length_gives_no_scale() -> None:
    for length in ("0", "-1"):
        found = calibrate(image_at(f'LOCAL_CS["x",UNIT["nothing",{length}]]', 1, 0, 0, 0, -1, 0))
        assert "names no unit of length" in found.warnings[0]


def test_a_map_that_proj_cannot_carry_to_the_earth_is_planar_and_says_so() -> None:
    """Of South Africa, as Esri writes it: with a scale factor of −1."""
    found = calibrate(image_at("ESRI:102485", 10, 0, 0, 0, -10, -2_800_000))
    assert (found.source, found.method, found.pixel_area) == ("georeference", "planar", 1e-4)
    assert not found.has_both_areas
    assert found.warnings == (
        "How the map (ESRI:102485) lies on the Earth is not known here: areas are planar.",
    )
    assert led_by(found, "geodesic") is found


def test_a_compound_crs_counts_by_its_map() -> None:
    found = calibrate(image_at("EPSG:7415", 10, 0, 1.5e5, 0, -10, 4.6e5))
    assert (found.crs, found.width) == ("EPSG:28992", 10)


def test_what_was_typed_wins_and_says_so() -> None:
    typed = parse_pixel_size("0.5m")
    found = calibrate(image_at("EPSG:3413", 250, 0, 0, 0, -250, 0), typed)
    assert (found.source, found.pixel_area, found.method) == ("typed", 0.25, "planar")
    (warning,) = found.warnings
    assert warning == (
        "The typed pixel size, 0.5 m × 0.5 m, is used in place of 250 m × 250 m "
        "from the georeference (EPSG:3413)."
    )
    assert calibrate(Image(np.zeros((2, 2, 1), np.uint8)), typed) == typed


def test_equal_calibrations_are_equal() -> None:
    assert parse_pixel_size("1m") == parse_pixel_size("1m,1m")
    assert hash(Calibration()) == hash(UNCALIBRATED)


def test_pixels_beyond_the_pole_are_said_to_have_no_area() -> None:
    degrees = Georeference(CRS.from_epsg(4326).to_wkt(), (0.01, 0.0, 0.0, 0.0, -0.01, 90.5))
    found = calibrate(Image(np.zeros((100, 10, 1), np.uint8), georeference=degrees))
    assert "beyond a pole" in found.warnings[0]
    inside = Georeference(degrees.crs, (0.01, 0.0, 0.0, 0.0, -0.01, 90.0))
    assert calibrate(Image(np.zeros((100, 10, 1), np.uint8), georeference=inside)).warnings == ()


@pytest.mark.parametrize("text", ["1e153km", "1e152km", "1e155nm", "1e-155nm", "1e-163km"])
def test_where_areas_are_no_numbers(text: str) -> None:
    """Of the unit that was typed or of square metres, whichever comes first."""
    with pytest.raises(ParameterError, match="beyond what can be calculated"):
        parse_pixel_size(text)


def test_there_are_two_areas_on_a_map_of_lengths_only() -> None:
    assert calibrate(image_at("EPSG:3413", 250, 0, 381550, 0, -250, -899225)).has_both_areas
    assert not calibrate(image_at("EPSG:4326", 0.01, 0, 10, 0, -0.01, 60)).has_both_areas
    assert not parse_pixel_size("1m").has_both_areas


def test_a_line_says_where_the_scale_comes_from() -> None:
    found = from_line(ScaleLine(0, 0, 30, 40, 25, "m", 2.0))
    assert found.origin == "from a line of 50 px = 25 m"
    # 25² = (30 w)² + (40 · 2 w)²
    assert found.width == pytest.approx(25 / (30**2 + 80**2) ** 0.5)
    assert found.height == pytest.approx(2 * found.width)


def test_every_fourth_pixel_stands_for_sixteen() -> None:
    found = of_level(parse_pixel_size("0.5m,0.25m"), 4)
    assert (found.width, found.height, found.pixel_area) == (2.0, 1.0, 2.0)


def test_a_size_of_a_line_of_one_pixel_is_given_away_as_unsure_as_a_size_may_be() -> None:
    assert as_typed(from_line(ScaleLine(0, 0, 1, 0, 5, "m"))).error_percent == 50.0
    assert as_typed(from_line(ScaleLine(0, 0, 100, 0, 5, "m"))).error_percent == 1.39


def test_a_local_grid_has_said_already_why_its_areas_are_planar() -> None:
    local = calibrate(image_at(LOCAL_METRES, 2, 0, 0, 0, -2, 0))
    assert led_by(local, "planar") is local
    assert led_by(local, "geodesic") is local
    silent = replace(local, warnings=())
    assert led_by(silent, "planar") is silent
    assert "one kind of area only" in led_by(silent, "geodesic").warnings[0]


def test_why_true_areas_do_not_lead_is_the_last_that_was_said() -> None:
    typed = replace(parse_pixel_size("1m"), warnings=("one.", "two.", "three."))
    assert why_not_led(typed, "geodesic") == "three."
    assert why_not_led(typed, "planar") == why_not_led(typed, None) == ""
    true = calibrate(image_at("EPSG:3413", 250, 0, 381550, 0, -250, -899225))
    assert why_not_led(replace(true, warnings=("one.",)), "geodesic") == ""


def test_pixels_are_told_in_square_kilometres_from_5_m_on() -> None:
    assert area_unit_for(25.0, "m") == ("km²", 1e6)
    assert area_unit_for(24.99, "m") == ("m²", 1.0)
    assert area_unit_for(1e9, "mm") == ("mm²", 1.0)


def test_what_there_is_one_kind_of_is_told() -> None:
    for scale, what in ((UNCALIBRATED, "pixels."), (parse_pixel_size("1m"), "pixels × pixel size.")):
        for area in ("geodesic", "planar"):
            (sentence,) = led_by(scale, area).warnings
            assert sentence.startswith(area.capitalize())
            assert sentence.endswith(f"only, {what}")


def test_an_inch_has_25_4_millimetres() -> None:
    printed = of_pixels("dpi", "mm", 25.4 / 300, 25.4 / 150)
    assert printed.origin == "from the printed resolution of 300 × 150 dpi, as asked for"
