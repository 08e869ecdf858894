"""What is said of the scale, kept as JSON and found again; which areas lead."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import ParameterError
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.image.image import Georeference, Image, PixelScale, PrintResolution
from core.scale.calibrate import calibrate, from_metadata, from_print
from core.scale.calibration import UNCALIBRATED, as_typed, from_line, led_by, parse_pixel_size
from core.scale.scale_choice import parse_scale, parse_scale_line, pixel_size_from, pixel_size_json
from core.scale.scale_line import ScaleLine, check_inside, known_aspect, parse_line
from core.scale.units import UNITS

POLAR = Georeference("EPSG:3413", (250, 0, 381_550, 0, -250, -899_225))
DEGREES = Georeference("EPSG:4326", (0.01, 0, 10, 0, -0.01, 60))
PIXELS = np.zeros((4, 5, 1), np.uint8)
FULL = Image(
    PIXELS, georeference=POLAR, scale=PixelScale("ome", "µm", 0.5, 0.25), printed=PrintResolution(300, 150)
)
PLAIN = Image(PIXELS)
places = st.floats(-1e4, 1e4)


@given(
    st.tuples(places, places, places, places),
    st.tuples(st.floats(1e-3, 1e6), st.sampled_from(sorted(UNITS)), st.floats(0.1, 10)),
)
def test_a_line_gives_its_own_length_back(ends, known) -> None:
    (x0, y0, x1, y1), (length, _, aspect) = ends, known
    if math.hypot(x1 - x0, y1 - y0) < 1:
        with pytest.raises(ParameterError, match="shorter than a pixel"):
            ScaleLine(*ends, *known)
        return
    line = ScaleLine(*ends, *known)
    assert parse_line(line.text) == line
    found = from_line(line)
    assert math.hypot((x1 - x0) * found.width, (y1 - y0) * found.height) == pytest.approx(length, rel=1e-9)
    assert found.height == pytest.approx(aspect * found.width)


@pytest.mark.parametrize(
    "chosen",
    [
        None,
        UNCALIBRATED,
        parse_pixel_size("0.5m,0.25m"),
        from_line(ScaleLine(0.1, 0.2, 30.3, 4.4, 7.7, "mm", 1.3)),
        from_metadata(FULL),
        from_print(FULL),
    ],
)
def test_what_was_said_is_found_again_from_its_json(chosen) -> None:
    values = json.loads(json.dumps(pixel_size_json(chosen)))
    assert pixel_size_from(values, FULL) == chosen


@pytest.mark.parametrize(
    "values",
    [
        {"source": "guess"},
        {"source": "typed", "typed": None},
        {"source": "line", "line": "1,2"},
        {"source": "line", "line": None},
        {"source": ["typed"]},
        {},
        {"source": "dpi"},
    ],
)
def test_damaged_values_are_refused(values) -> None:
    with pytest.raises((ParameterError, KeyError, TypeError)):
        pixel_size_from(values, PLAIN)


def test_the_best_source_holds_and_the_others_can_be_chosen() -> None:
    assert calibrate(FULL).source == "georeference"
    assert calibrate(replace(FULL, georeference=None)).source == "ome"
    assert calibrate(replace(FULL, georeference=None, scale=None)).source == "none"
    assert parse_scale("georeference").of(FULL) is None
    for word in ("ome", "dpi", "none", " OME "):
        found = parse_scale(word).of(FULL)
        assert found is not None
        assert found.source == word.strip().lower()
    dots = parse_scale("dpi").of(FULL)
    assert dots is not None
    assert (dots.width, dots.height) == pytest.approx((25.4 / 300, 25.4 / 150))
    assert dots.description.endswith("from the printed resolution of 300 × 150 dpi, as asked for")


@pytest.mark.parametrize("word", ["georeference", "ome", "imagej", "dpi"])
def test_a_source_that_is_not_there_is_a_sentence(word: str) -> None:
    with pytest.raises(ParameterError, match="type"):
        parse_scale(word).of(PLAIN)


def test_a_metadata_size_beyond_numbers_is_a_sentence() -> None:
    with pytest.raises(ParameterError, match="beyond what can be calculated"):
        from_metadata(replace(PLAIN, scale=PixelScale("ome", "km", 1e200, 1e200)))


def test_what_gives_way_is_said() -> None:
    chosen = calibrate(FULL, from_print(FULL))
    assert "in place of 250 m × 250 m from the georeference (EPSG:3413)" in chosen.warnings[0]
    assert calibrate(PLAIN, from_line(ScaleLine(0, 0, 10, 0, 5, "m"))).warnings == ()


def test_the_form_of_the_pixels_as_far_as_it_is_known() -> None:
    assert known_aspect(1.0, 1.0, None) == 1.0
    assert known_aspect(2.0, 1.0, None) == 0.5
    assert known_aspect(1.0, 1.0, PrintResolution(300, 150)) == 2.0


def test_a_scale_for_another_picture_is_a_typed_one() -> None:
    given_away = as_typed(from_line(ScaleLine(0, 0, 10, 0, 5, "m")))
    assert (given_away.source, given_away.width) == ("typed", 0.5)
    with pytest.raises(ParameterError, match="degrees"):
        as_typed(calibrate(Image(PIXELS, georeference=DEGREES)))


def test_either_kind_of_area_leads() -> None:
    own = calibrate(FULL)
    assert led_by(own, None) is own
    planar = led_by(own, "planar")
    assert (planar.method, planar.pixel_area, planar.has_both_areas) == ("planar", own.pixel_area, True)
    assert led_by(planar, "geodesic") == own


def test_a_document_says_which_areas_lead_and_never_fails_over_it() -> None:
    document = Document(FULL, Parameters(k=2), own_scale=calibrate(FULL))
    assert document.with_area_method("planar").calibration.method == "planar"
    typed = document.with_area_method("planar").with_pixel_size(parse_pixel_size("2m"))
    assert any("one kind of area only" in sentence for sentence in typed.calibration.warnings)
    image = Image(PIXELS, georeference=DEGREES)
    round_earth = Document(image, Parameters(k=2), own_scale=calibrate(image))
    with pytest.raises(ParameterError, match="no planar area"):
        round_earth.with_area_method("planar")
    left = replace(round_earth, area_method="planar").calibration
    assert left.method == "geodesic"
    assert "no planar area" in left.warnings[-1]


@pytest.mark.parametrize(
    ("ends", "inside"),
    [
        ((0, 0, 5, 4), True),
        ((0, 0, 5.01, 4), False),
        ((0, 0, 5, 4.01), False),
        ((-0.01, 0, 5, 4), False),
        ((0, -0.01, 5, 4), False),
        ((5.01, 4, 0, 0), False),
    ],
)
def test_a_line_may_end_on_the_border_of_the_picture(ends, inside: bool) -> None:
    """A picture of 5 × 4 pixels reaches from 0 to 5 and from 0 to 4."""
    line = ScaleLine(*ends, 10, "m")
    if inside:
        check_inside(line, 5, 4)
    else:
        with pytest.raises(ParameterError, match="beyond the picture of 5 × 4 pixels"):
            check_inside(line, 5, 4)


def test_a_line_is_a_pixel_long_at_least() -> None:
    assert ScaleLine(0, 0, 1, 0, 5, "m").pixels == 1.0
    with pytest.raises(ParameterError, match="shorter than a pixel"):
        ScaleLine(0, 0, 0.999, 0, 5, "m")


@pytest.mark.parametrize("aspect", [0.0, -1.0, math.inf, math.nan])
def test_a_pixel_has_a_height_that_is_a_number(aspect: float) -> None:
    with pytest.raises(ParameterError, match="times as high as wide"):
        ScaleLine(0, 0, 10, 0, 5, "m", aspect)


@pytest.mark.parametrize("end", range(4))
def test_both_ends_of_a_line_are_places(end: int) -> None:
    ends = [0.0, 0.0, 10.0, 10.0]
    ends[end] = math.nan
    with pytest.raises(ParameterError, match="no place in the picture"):
        ScaleLine(*ends, 5, "m")


def test_a_line_is_as_unsure_as_its_two_ends() -> None:
    """Each to half a pixel: √2 · ½ of the 50 pixels of the line."""
    assert ScaleLine(0, 0, 30, 40, 5, "m").relative_error == pytest.approx(0.0141421356)


def test_a_line_is_written_as_it_was_typed() -> None:
    assert parse_line("10,20,110,20=50m").text == "10.0,20.0,110.0,20.0=50.0m"
    assert parse_line("10,20,110,20=50m@2").text == "10.0,20.0,110.0,20.0=50.0m@2.0"
    for text in ("1,2,3=5m", "1,2,3,4,5=5m", "1,2,3,x=5m", "1,2,30,4=5m@", "1,2,30,4"):
        with pytest.raises(ParameterError, match="write its two ends"):
            parse_line(text)


def test_pixels_of_unlike_sides_are_known_as_such_whatever_the_print_says() -> None:
    assert known_aspect(2.0, 1.0, PrintResolution(300, 150)) == 0.5


def test_sources_that_only_a_value_has_are_no_words() -> None:
    for word in ("typed", "line"):
        with pytest.raises(ParameterError):
            parse_scale(word)
    assert pixel_size_json(None) is None
    assert pixel_size_from(None, PLAIN) is None


def test_the_source_that_is_asked_for_is_the_one_that_is_given() -> None:
    """OME metadata are no ImageJ metadata, and a georeference that gives no scale is none."""
    with pytest.raises(ParameterError, match="no scale in its ImageJ metadata"):
        parse_scale("imagej").of(FULL)
    nowhere = replace(PLAIN, georeference=Georeference("no CRS at all", POLAR.transform))
    with pytest.raises(ParameterError, match="no scale in its georeference"):
        parse_scale("georeference").of(nowhere)


def test_a_line_is_as_long_as_it_is_drawn() -> None:
    """3 to the right, 4 down: 5 pixels, which are square unless it is said otherwise."""
    line = ScaleLine(10, 20, 13, 24, 20, "m")
    assert (line.pixels, line.aspect, line.pixel_width) == (5.0, 1.0, 4.0)


def test_a_line_has_a_length_in_a_unit() -> None:
    with pytest.raises(ParameterError, match="not above zero"):
        ScaleLine(0, 0, 10, 0, 0.0, "m")
    with pytest.raises(ParameterError, match="unknown unit"):
        ScaleLine(0, 0, 10, 0, 5.0, "furlong")


def test_a_line_of_another_picture_may_not_fit() -> None:
    image = Image(np.zeros((4, 50, 1), np.uint8))
    assert parse_scale_line("10,1,40,1=50m").of(image) == from_line(ScaleLine(10, 1, 40, 1, 50, "m"))
    with pytest.raises(ParameterError, match="beyond the picture of 50 × 4 pixels"):
        parse_scale_line("10,5,40,5=50m").of(image)
    assert parse_scale("2m").of(image) == parse_pixel_size("2m")


def test_a_word_that_is_nearly_a_source_is_asked_after() -> None:
    with pytest.raises(ParameterError, match="georeference") as caught:
        parse_scale("georeferense")
    with pytest.raises(ParameterError) as number:
        parse_scale("0.5")
    assert "?" in str(caught.value)
    assert "?" not in str(number.value)
