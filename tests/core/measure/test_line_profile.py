"""Values along a line: beside scikit-image's, across no data, classes and ground."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Geod
from skimage.measure import profile_line

from core.base.errors import Cancelled, ParameterError
from core.base.parallel import never_cancelled
from core.classes.classes import Class
from core.export.tables.profile import profile_csv
from core.image.image import BandValue, Georeference, Image
from core.measure.line_profile import LineProfile, ProfileLine, line_profile, parse_profile, profile_columns
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, Calibration, parse_pixel_size


def of(
    image: Image, line: ProfileLine, calibration: Calibration = UNCALIBRATED, **more: object
) -> LineProfile:
    return line_profile(image, line, calibration, cancelled=never_cancelled, **more)  # type: ignore[arg-type]


def ramp() -> Image:
    """The value of a pixel is its column, in the second band ten times its row."""
    rows, columns = np.mgrid[:20, :30]
    return Image(np.stack([columns, 10 * rows], axis=2).astype(np.float32))


@pytest.mark.parametrize(("line", "width"), [((2.5, 3.5, 25.5, 14.5), 1), ((4, 15.2, 22.7, 6.1), 5)])
def test_it_is_that_of_scikit_image(line: tuple[float, float, float, float], width: int) -> None:
    pixels = np.random.default_rng(1).random((20, 30, 2))
    x0, y0, x1, y1 = line
    # Their places are those of the middles of pixels.
    theirs = profile_line(
        pixels, (y0 - 0.5, x0 - 0.5), (y1 - 0.5, x1 - 0.5), linewidth=width, order=1, mode="nearest",
        reduce_func=np.mean,
    )  # fmt: skip
    found = of(Image(pixels), ProfileLine(*line, width))
    assert len(found.values) == len(theirs)
    # They go on in steps of one pixel at most, too, but begin their lines across elsewhere for some lengths.
    assert found.values == pytest.approx(theirs, abs=0.02 if width == 1 else 0.1)


def test_between_the_middles_of_pixels_values_go_over_evenly() -> None:
    found = of(ramp(), ProfileLine(2.5, 4.5, 6.5, 4.5))
    assert found.values.tolist() == [[2, 40], [3, 40], [4, 40], [5, 40], [6, 40]]
    assert found.distance.tolist() == [0, 1, 2, 3, 4]
    assert of(ramp(), ProfileLine(2.75, 4.5, 4.75, 5.0)).values[0].tolist() == [2.25, 40]
    # At the edge of the picture it is the value of the last pixels.
    assert of(ramp(), ProfileLine(0, 0, 30, 20)).values[[0, -1]].tolist() == [[0, 0], [29, 190]]


def test_no_data_has_no_weight_and_leaves_a_gap() -> None:
    pixels = np.arange(8, dtype=np.float32).reshape(1, 8, 1)
    valid = np.array([[True, True, True, False, False, True, True, True]])
    found = of(Image(pixels, valid), ProfileLine(1.5, 0.5, 6.5, 0.5))
    assert np.isnan(found.values[:, 0]).tolist() == [False, False, True, True, False, False]
    near = of(Image(pixels, valid), ProfileLine(2.9, 0.5, 5.0, 0.5))
    assert near.values[0, 0] == 2  # the pixel beside has no data
    assert near.values[-1, 0] == 5


def test_a_pixel_that_is_no_number_spoils_none_beside_it() -> None:
    pixels = np.array([[[1.0], [np.nan], [3.0], [4.0]]], np.float32)
    # Exactly at the middle of the last pixels: the one before has no weight.
    found = of(Image(pixels), ProfileLine(0.5, 0.5, 3.5, 0.5))
    assert np.isnan(found.values[:, 0]).tolist() == [False, True, False, False]
    assert found.values[[0, 2, 3], 0].tolist() == [1, 3, 4]


def test_the_far_edges_are_of_the_last_pixels() -> None:
    labels = np.array([[1, 2], [3, 4]], np.uint8)
    classes = tuple(Class(name, (i + 1,)) for i, name in enumerate("abcd"))
    image = Image(np.zeros((2, 2, 1), np.uint8), np.array([[True, True], [True, False]]))

    def along(*ends: float) -> list[int]:
        return of(image, ProfileLine(*ends), labels=labels, classes=classes).clusters.tolist()  # type: ignore[arg-type]

    assert along(0, 0, 2, 0) == [1, 2, 2]
    assert along(2, 0, 2, 2) == [2, 4, 4]
    assert along(0, 2, 2, 2) == [3, 4, 4]
    assert along(0.9, 0, 0.9, 2) == [1, 3, 3]
    assert along(0, 0.9, 2, 0.9) == [1, 2, 2]
    assert np.isnan(of(image, ProfileLine(2, 0, 2, 2)).values[:, 0]).tolist() == [False, True, True]


def test_a_wide_line_is_the_mean_of_lines_beside_each_other() -> None:
    assert of(ramp(), ProfileLine(5.5, 9.5, 15.5, 9.5, 3)).values[:, 1].tolist() == [90] * 11
    stripes = Image(np.tile(np.array([[0], [30], [60]], np.uint8), (4, 20))[..., None])
    assert of(stripes, ProfileLine(2.5, 4.5, 9.5, 4.5)).values[:, 0].tolist() == [30] * 8
    assert (
        of(stripes, ProfileLine(2.5, 4.5, 9.5, 4.5, 2)).values[0, 0] == 30
    )  # half of each beside, the middle
    assert of(stripes, ProfileLine(2.5, 3.5, 9.5, 3.5, 2)).values[0, 0] == 22.5


def test_what_stored_numbers_stand_for() -> None:
    pixels = np.array([[[100, 7], [200, 7]]], np.uint16)
    image = Image(pixels, None, ("t", "q"), band_values=(BandValue(0.1, -5.0), BandValue()))
    assert of(image, ProfileLine(0.5, 0.5, 1.5, 0.5)).values.tolist() == [[5, 7], [15, 7]]


def test_classes_and_their_borders() -> None:
    labels = np.array([[1, 1, 2, 2, 0, 3]], np.uint8)
    classes = (Class("ice", (1, 3)), Class("water", (2,)))
    image = Image(np.zeros((1, 6, 1), np.uint8))
    found = of(image, ProfileLine(0.5, 0.5, 5.5, 0.5), parse_pixel_size("2m"), labels=labels, classes=classes)
    assert found.clusters.tolist() == [1, 1, 2, 2, 0, 3]
    assert found.parts == ((0.0, 3.0, 0), (3.0, 7.0, 1), (7.0, 9.0, -1), (9.0, 10.0, 0))
    assert of(image, ProfileLine(0, 0.5, 6, 0.5)).parts == ((0.0, 6.0, -1),)
    short = of(image, ProfileLine(1.5, 0.5, 3.5, 0.5), labels=labels, classes=classes)
    assert short.parts == ((0.0, 0.5, 0), (0.5, 2.0, 1))
    assert not any(each.flags.writeable for each in (short.values, short.distance, short.clusters))


def test_lengths_are_those_of_the_ground() -> None:
    image = Image(np.zeros((50, 50, 1), np.uint8))
    oblong = of(image, ProfileLine(10, 10, 13, 14), parse_pixel_size("2m,3m"))
    assert (oblong.length, oblong.unit) == (pytest.approx(np.hypot(6, 12)), "m")
    # A degree of longitude at 60° N is half as long as at the equator.
    north = Image(image.pixels, georeference=Georeference("EPSG:4326", (0.01, 0, 10, 0, -0.01, 60.25)))
    found = of(north, ProfileLine(0, 25, 50, 25), calibrate(north))
    assert (found.length, found.unit) == (pytest.approx(27.9, abs=0.1), "km")


def test_each_step_has_the_scale_of_its_middle() -> None:
    # From the equator to 60° N in steps of 1°, east as well: the sum of what geographiclib finds.
    image = Image(
        np.zeros((60, 60, 1), np.uint8), georeference=Georeference("EPSG:4326", (1, 0, 0, 0, -1, 60))
    )
    found = of(image, ProfileLine(0, 60, 60, 0), calibrate(image))
    places = found.places
    geod = Geod(ellps="WGS84")
    expected = geod.line_length(places[:, 0], 60 - places[:, 1])
    assert found.length * (1 if found.unit == "m" else 1000) == pytest.approx(expected, rel=1e-3)


def test_a_sheared_grid() -> None:
    georeference = Georeference("EPSG:32633", (10, 5, 500000, 0, -10, 6000000))
    image = Image(np.zeros((20, 20, 1), np.uint8), georeference=georeference)
    found = of(image, ProfileLine(2, 2, 12, 12), calibrate(image))
    metres = found.length * (1 if found.unit == "m" else 1000)
    assert metres == pytest.approx(np.hypot(150, 100) / 0.9996, rel=1e-3)


def test_what_is_no_line() -> None:
    assert parse_profile("1,2,30,4.5") == ProfileLine(1, 2, 30, 4.5)
    assert parse_profile("1,2,30,4.5,7") == ProfileLine(1, 2, 30, 4.5, 7)
    for text, says in (
        ("1,2,3", "is none: write its two ends"),
        ("1,2,3,4,5,6", "is none: write its two ends"),
        ("1,2,x,4", "is none: write its two ends"),
        ("1,2,1.5,2.5", "shorter than a pixel"),
        ("1,2,30,4,0", "is 0 pixels wide: choose 1 to 201"),
        ("1,2,30,4,202", "is 202 pixels wide: choose 1 to 201"),
    ):
        with pytest.raises(ParameterError, match=says):
            parse_profile(text)
    with pytest.raises(ParameterError, match="no place in the picture"):
        ProfileLine(0, 0, float("inf"), 1)
    assert ProfileLine(0, 0, 1, 0).pixels == 1
    assert ProfileLine(0, 0, 1, 0, 201).width == 201
    for line in (ProfileLine(0, 0, 31, 5), ProfileLine(-0.1, 0, 5, 5), ProfileLine(3, 3, 3, 20.5)):
        with pytest.raises(ParameterError, match="beyond the picture of 30 × 20 pixels"):
            of(ramp(), line)
    with pytest.raises(Cancelled):
        line_profile(ramp(), ProfileLine(0, 0, 9, 9), UNCALIBRATED, cancelled=lambda: True)


def test_as_a_file() -> None:
    pixels = np.array([[[1, 7], [2, 7], [0, 0]]], np.float32)
    image = Image(pixels, np.array([[True, True, False]]), ("=a", "b"))
    labels = np.array([[1, 1, 0]], np.uint8)
    found = of(image, ProfileLine(0.5, 0.5, 2.5, 0.5), labels=labels, classes=(Class("-ice", (1,)),))
    assert profile_csv(found).decode().splitlines() == [
        "distance,unit,x,y,cluster,class,'=a,b",
        "0,px,0.5,0.5,1,'-ice,1,7",
        "1,px,1.5,0.5,1,'-ice,2,7",
        "2,px,2.5,0.5,0,,,",
    ]
    assert profile_csv(found, delimiter="\t").startswith(b"distance\tunit\t")
    alike = of(Image(image.pixels, bands=("x", "x")), ProfileLine(0.5, 0.5, 2.5, 0.5))
    assert profile_csv(alike).splitlines()[0] == b"distance,unit,x,y,cluster,class,x_1,x_2"
    taken = of(Image(image.pixels, bands=("class", "x_2")), ProfileLine(0.5, 0.5, 2.5, 0.5))
    lines = profile_csv(taken).splitlines()
    assert lines[:2] == [b"distance,unit,x,y,cluster,class,class_1,x_2", b"0,px,0.5,0.5,0,,1,7"]
    three = np.dstack((image.pixels, image.pixels[..., :1]))
    again = of(Image(three, bands=("x_2", "x", "x")), ProfileLine(0.5, 0.5, 2.5, 0.5))
    assert profile_csv(again).splitlines()[0] == b"distance,unit,x,y,cluster,class,x_2,x_2_,x_3"


def test_bands_that_are_called_alike_have_their_number() -> None:
    image = Image(np.array([[[1, 2, 3], [1, 2, 3]]], np.uint8), None, ("t", "q", "t"))
    columns = profile_columns(of(image, ProfileLine(0.5, 0.5, 1.5, 0.5)))
    assert list(columns)[6:] == ["t_1", "q", "t_3"]
    assert columns["t_3"] == [3.0, 3.0]
