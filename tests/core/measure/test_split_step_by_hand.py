"""What a split floods, and how the numbers of its regions go on, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.base.parallel import never_cancelled
from core.document.step import Step
from core.image.image import Image
from core.measure.split_step import _joined, _levels, _smoothed, _whole, region_counts, split
from core.measure.step_work import Work
from core.morphology import splitting
from core.morphology.splitting import Depths
from core.scale.calibration import UNCALIBRATED, Calibration, parse_pixel_size
from tests.core.maps import picture

FREE = np.array([False] + [True] * 255)
SHAPE = picture(
    """
    1 1 1 1 1 1
    1 2 2 2 2 .
    1 2 2 2 2 .
    1 2 2 2 2 .
    """.replace(" ", "")
)


def work_of(
    calibration: Calibration = UNCALIBRATED, image: Image | None = None, apart: np.ndarray | None = None
) -> Work:
    return Work(FREE, None, calibration, 1, never_cancelled, image, apart)


def test_levels_by_shape_are_sixteenths_of_a_pixel_from_another_class() -> None:
    """No data is no class, nor what lies beyond the edge."""
    levels, depths = _levels(Step("split", 5.0, depth=0.25), SHAPE, SHAPE == 2, work_of())
    assert levels.tolist() == [
        [-1] * 6,
        [-1, 16, 16, 16, 16, -1],
        [-1, 16, 32, 32, 32, -1],
        [-1, 16, 32, 48, 48, -1],
    ]
    # Half of 5 pixels, and a quarter of that.
    assert depths == Depths(40, 10)
    assert _levels(Step("split", 5.0, depth=0.1), SHAPE, SHAPE == 2, work_of())[1].depth == 8


def test_levels_are_rounded_and_of_the_shorter_side_of_a_pixel() -> None:
    """Of 3 × 2 m; of squares a diagonal is 22.6 sixteenths, and √5 is 35.8."""
    places = picture("111\n122\n122")
    for calibration, expected in (
        ("3m,2m", [[16, 16], [24, 32]]),
        ("2m,3m", [[16, 24], [16, 32]]),
    ):
        step = Step("split", 5.0, "m", depth=0.5)
        levels, depths = _levels(step, places, places == 2, work_of(parse_pixel_size(calibration)))
        assert levels[1:, 1:].tolist() == expected
        assert depths == Depths(20, 10)
    corner = picture("122\n222")
    assert _levels(Step("split", 5.0), corner, corner == 2, work_of())[0].tolist() == [
        [-1, 16, 32],
        [16, 23, 36],
    ]


def test_where_there_is_no_other_class_all_is_level() -> None:
    only = np.full((2, 3), 2, np.uint8)
    levels, _depths = _levels(Step("split", 5.0), only, only == 2, work_of())
    assert levels.tolist() == [[0] * 3] * 2


def test_sizes_are_rounded_to_the_nearest_level() -> None:
    assert [_whole(pixels) for pixels in (0.5, 1.04, 1.05, 2.0)] == [8, 17, 17, 32]


GREY = np.array([[0, 0, 0, 0], [0, 60, 20, 250], [0, 100, 45, 250]], np.uint8)
PLACES = picture("1111\n122.\n122.")


def brightness(grey: np.ndarray, step: Step, places: np.ndarray = PLACES) -> tuple[list[list[int]], Depths]:
    levels, depths = _levels(step, places, places == 2, work_of(image=Image(grey[..., None])))
    return levels.tolist(), depths


def test_levels_by_brightness_are_4096_of_the_range_of_the_class() -> None:
    """Without smoothing, of a diameter that is too small for it: no data is left out of it all."""
    sharp = Step("split", 0.01, by="brightness", depth=0.1)
    assert _smoothed(sharp, PLACES, work_of(image=Image(GREY[..., None])))[1:, 1:3].tolist() == [
        [60, 20],
        [100, 45],
    ]
    assert brightness(GREY, sharp) == (
        [[-1] * 4, [-1, 2048, 0, -1], [-1, 4096, 1280, -1]],
        Depths(0, round(409.6)),
    )
    # Darker than the rest it is turned over; no data, which is black or white, is no rest.
    dark = (255 - GREY).astype(np.uint8)
    assert brightness(dark, sharp)[0] == brightness(GREY, sharp)[0]
    dark[:, 3] = 0
    assert brightness(dark, sharp)[0][1:] == brightness(GREY, sharp)[0][1:]


def test_levels_by_brightness_are_rounded_and_at_least_one_deep() -> None:
    grey = np.array([[0, 1, 3, 4]], np.uint8)
    sharp = Step("split", 0.01, by="brightness", depth=0.0)
    assert brightness(grey, sharp, picture("1222")) == ([[-1, 0, 2731, 4096]], Depths(0, 1))


def test_a_class_of_one_brightness_is_level_and_one_as_bright_as_the_rest_is_not_turned() -> None:
    sharp = Step("split", 0.01, by="brightness")
    assert brightness(np.full((1, 4), 7, np.uint8), sharp, picture("1222"))[0] == [[-1, 0, 0, 0]]
    even = np.array([[50, 40, 60, 50]], np.uint8)
    assert brightness(even, sharp, picture("1221"))[0] == [[-1, 0, 4096, -1]]
    alone = np.array([[10, 40]], np.uint8)
    assert brightness(alone, sharp, picture("22"))[0] == [[0, 4096]]


@pytest.mark.parametrize(("scale", "sigma"), [("1m", 2.0), ("2m,1m", 1.0), ("1m,2m", 1.0)])
def test_brightness_is_smoothed_by_a_quarter_of_the_diameter(scale: str, sigma: float) -> None:
    """Of the longer side of a pixel, over what is measured."""
    gaussian_filter = pytest.importorskip("scipy.ndimage").gaussian_filter
    grey = np.random.RandomState(1).randint(0, 256, (20, 24)).astype(np.uint8)
    places = np.ones((20, 24), np.uint8)
    places[5:15, 10:14] = 0
    work = work_of(parse_pixel_size(scale), Image(grey[..., None]))
    found = _smoothed(Step("split", 8.0, "m", by="brightness"), places, work)
    known = (places > 0).astype(float)
    above, below = (gaussian_filter(each, sigma, mode="nearest") for each in (grey * known, known))
    np.testing.assert_allclose(found[places > 0], (above / below)[places > 0], atol=0.6)


def test_far_from_all_data_brightness_is_nothing() -> None:
    places = np.zeros((3, 40), np.uint8)
    places[:, :4] = 1
    grey = np.full((3, 40, 1), 90, np.uint8)
    found = _smoothed(Step("split", 4.0, by="brightness"), places, work_of(image=Image(grey)))
    assert found[:, :4] == pytest.approx(90)
    assert found[:, 30:].tolist() == [[0.0] * 10] * 3


def test_numbers_of_a_class_go_on_after_those_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    found = np.array([[1, 2, 0, 0, 0]], np.int32)
    inside = np.array([[True, True, True, False, False]])
    assert _joined(found, None, inside, work_of()) is found
    before = np.array([[9, 9, 9, 4, 0]], np.int32)
    assert _joined(found, before, inside, work_of()).tolist() == [[5, 6, 0, 4, 0]]
    only = np.array([[9, 9, 9, 0, 0]], np.int32)
    assert _joined(found, only, inside, work_of()).tolist() == [[1, 2, 0, 0, 0]]
    monkeypatch.setattr(splitting, "MOST_REGIONS", 6)
    assert _joined(found, before, inside, work_of()).tolist() == [[5, 6, 0, 4, 0]]
    monkeypatch.setattr(splitting, "MOST_REGIONS", 5)
    with pytest.raises(ParameterError, match="It would make 6 regions, more than 5"):
        _joined(found, before, inside, work_of())


def test_a_class_that_is_not_there_is_passed_over() -> None:
    """Of the classes 1 to 255 the second is missing; the third is split all the same."""
    places = picture("11111111111\n13331113331\n13333333331\n13331113331\n11111111111")
    after, apart = split(Step("split", 3.0), places, replace(work_of(), free=FREE & (np.arange(256) > 1)))
    assert after is places
    assert apart is not None
    assert len(np.unique(apart[places == 3])) == 2


def test_regions_are_counted_where_it_is_measured() -> None:
    places, measured = picture("1.12.2"), np.array([[True] * 5 + [False]])
    assert region_counts(places, None, 3, None, work_of()) == (2, 2, 0)
    assert region_counts(places, None, 3, measured, work_of()) == (2, 1, 0)
    one = replace(work_of(), place=2)
    assert region_counts(places, None, 3, None, one) == (0, 2, 0)
    apart = np.array([[1, 0, 2, 3, 0, 4]], np.int32)
    assert region_counts(picture("111222"), np.array([[1, 1, 2, 3, 3, 3]], np.int32), 2, None, work_of()) == (
        2,
        1,
    )
    assert region_counts(places, apart, 3, None, work_of()) == (2, 2, 0)


def test_kept_lines_go_to_the_class_beside_them_through_and_through() -> None:
    """A neck of three pixels: around its middle more is of the class itself than of the other."""
    places = picture(
        """
        11111111111111111
        12222221112222221
        12222221112222221
        12222222222222221
        12222222222222221
        12222222222222221
        12222221112222221
        12222221112222221
        11111111111111111
        """
    )
    work = replace(work_of(), free=FREE & (np.arange(256) < 3), place=2)
    after, apart = split(Step("split", 4.0, lines="kept"), places, work)
    freed = (places == 2) & (after == 1)
    assert freed.sum(axis=0).max() >= 3
    assert apart is not None
    assert len(np.unique(apart[after == 2])) == 2


def test_levels_of_a_high_map_are_those_of_all_rows() -> None:
    places = picture("1\n2\n2\n2\n2")
    levels, _depths = _levels(Step("split", 5.0), places, places == 2, work_of())
    assert levels.tolist() == [[-1], [16], [32], [48], [64]]
