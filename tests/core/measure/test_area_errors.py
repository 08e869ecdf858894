"""The errors of areas from borders whose figures are known: what each cause adds, and where intervals end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.classes.classes import default_classes
from core.measure.area_errors import AreaErrors, _drawn, area_errors
from core.measure.areas import ClusterAreas
from core.measure.border_mixing import Borders
from core.scale.calibration import UNCALIBRATED, Calibration, from_line, parse_pixel_size
from core.scale.scale_line import ScaleLine

# Half of the width that holds 95 % of a normal distribution, of a thousand draws the one above.
TWO_SIDED, ONE_SIDED = 1.97, 1.65


def pair(number: float) -> np.ndarray:
    """[0, 1] of two classes."""
    return np.array([[0.0, number], [0.0, 0.0]])


def found(
    *,
    pixels: tuple[int, int] = (1000, 1000),
    area: tuple[float, float] | None = None,
    starts: tuple[tuple[float, ...], ...] = ((0.0, 0.0),),
    calibration: Calibration = UNCALIBRATED,
    broad: bool = False,
    **borders: np.ndarray,
) -> AreaErrors:
    nothing = np.zeros((2, 2))
    names = ("moved", "drift", "variance", "mixed", "blind", "strips", "strip_variance")
    figures = {name: borders.get(name, nothing) for name in names}
    sides = borders.get("sides", np.array([[0, 9], [9, 0]]))
    at = Borders(sides=sides, broad=np.full((2, 2), broad), **figures)
    areas = np.array(area or pixels, np.float64)
    measured = ClusterAreas(np.array(pixels), areas, None, calibration)
    return area_errors(at, np.array(starts), measured, default_classes(2))


def error(**causes) -> float:
    one, other = found(**causes).errors
    assert one.error == other.error
    return one.error


def test_what_is_moved_is_the_error() -> None:
    """The area is not corrected: the interval reaches to the corrected one."""
    assert error(moved=pair(30)) == 30
    assert error(moved=-pair(30)) == 30
    assert error(moved=pair(30) + pair(10).T) == 20


@pytest.mark.parametrize(
    ("broad", "causes", "deviation"),
    [
        (False, {"variance": pair(100)}, 10.0),
        (False, {"variance": pair(64) + pair(36).T}, 10.0),
        (False, {"mixed": pair(300) + pair(100).T}, 0.025 * 400),
        (True, {"mixed": pair(300) + pair(100).T}, 0.015 * 400),
        (False, {"blind": pair(12) + pair(8).T}, 0.5 * 20),
        (False, {"variance": pair(36), "blind": pair(16)}, 10.0),
        (False, {"variance": pair(36), "mixed": pair(320)}, 10.0),
    ],
)
def test_how_far_each_cause_may_be_off(broad: bool, causes, deviation: float) -> None:
    assert error(broad=broad, **causes) == pytest.approx(TWO_SIDED * deviation, rel=0.002)


def test_a_drift_may_go_on_and_as_far_again_beside_thin_things() -> None:
    """0.8 of it moves the area, and 0.8 is how unsure that is; beside broad classes 1.4 and 0.25."""
    assert error(drift=pair(100)) == pytest.approx(80 + ONE_SIDED * 80, rel=0.01)
    assert error(drift=pair(100), broad=True) == pytest.approx(140 + ONE_SIDED * 25, rel=0.01)
    assert error(drift=pair(100) + pair(100).T) == 0
    assert error(moved=pair(30), drift=pair(100)) == pytest.approx(30 + 80 + ONE_SIDED * 80, rel=0.01)


def test_without_a_side_between_them_two_classes_take_nothing_from_each_other() -> None:
    assert error(moved=pair(30), sides=np.zeros((2, 2), int)) == 0


def test_strips_are_read_as_the_class_that_they_are_and_as_a_mixture() -> None:
    assert error(strips=pair(40)) == pytest.approx(40 + ONE_SIDED * 1, rel=0.01)
    assert error(strips=pair(40), strip_variance=pair(24)) == pytest.approx(40 + ONE_SIDED * 5, rel=0.01)
    # The wider of both readings holds.
    assert error(strips=pair(40), moved=pair(-90)) == 90


def test_other_minima_count_as_often_as_the_one_at_hand() -> None:
    assert error(starts=((0.0, 0.0), (50.0, -50.0))) == 50
    # One of 25: not among 95 of 100.
    assert error(starts=((0.0, 0.0),) * 24 + ((50.0, -50.0),)) == 0
    assert error(starts=((0.0, 0.0),) * 18 + ((50.0, -50.0),)) == 50


def test_a_length_that_is_off_is_so_twice_in_an_area() -> None:
    unsure = parse_pixel_size("1m±1%")
    one, other = found(pixels=(1000, 500), calibration=unsure).errors
    assert (one.scale, one.borders, one.starts) == (one.error, 0, 0)
    assert one.error == pytest.approx(2 * 0.01 / 1.95996 * TWO_SIDED * 1000, rel=0.005)
    assert other.error == pytest.approx(one.error / 2, rel=0.005)
    # Nothing is larger than all that was measured, but for what the scale may be off.
    (alone, _) = found(pixels=(1000, 0), moved=pair(30), calibration=unsure).errors
    assert alone.error > 45
    assert (alone.low, alone.high) == pytest.approx((1000 - alone.error, 1000 + 20.088), abs=0.001)


def test_pixels_count_by_what_one_of_the_class_measures() -> None:
    one, other = found(moved=pair(30), pixels=(100, 100), area=(200.0, 400.0)).errors
    assert (one.error, other.error) == (60, 120)
    one, other = found(starts=((0.0, 0.0), (50.0, -50.0)), pixels=(100, 100), area=(200.0, 400.0)).errors
    assert (one.starts, other.starts) == (100, 200)
    # Of a class without pixels by the mean of all.
    one, other = found(moved=pair(30), pixels=(0, 100), area=(0.0, 400.0)).errors
    assert (one.error, other.error) == (30, 120)
    scaled = parse_pixel_size("2m")
    one, other = found(moved=pair(30), pixels=(0, 100), area=(0.0, 400.0), calibration=scaled).errors
    assert (one.error, other.error) == (120, 120)


def test_an_interval_ends_at_nought_and_at_all_that_was_measured() -> None:
    one, other = found(moved=pair(30), pixels=(10, 90)).errors
    assert (one.low, one.high) == (0, 40)
    assert (other.low, other.high) == (60, 100)


def test_errors_have_three_digits() -> None:
    assert error(moved=pair(12.345)) == 12.3
    assert error(moved=pair(0.0123456)) == 0.0123


def test_of_a_ratio_what_both_share_cancels() -> None:
    both = found(moved=pair(30), pixels=(100, 300))
    assert both.ratio_error([(1,)], [(1,), (2,)]) == 0.075
    assert both.ratio_error([(1,), (2,)], [(1,), (2,)]) == 0
    # 70 / 330 is 0.333 − 0.121, 130 / 270 would be 0.148 more.
    assert both.ratio_error([(1,)], [(2,)]) == 0.121
    line = found(pixels=(100, 300), calibration=from_line(ScaleLine(0, 0, 9, 0, 9, "m")))
    assert line.ratio_error([(1,)], [(2,)]) == 0
    small = found(moved=pair(30), pixels=(100, 300), area=(0.1, 0.3))
    assert small.ratio_error([(1,)], [(1,), (2,)]) == 0.075
    nothing = replace(both, areas=np.array([0.0, 300.0]))
    assert np.isnan(nothing.ratio_error([(2,)], [(1,)]))
    with pytest.raises(KeyError):
        both.ratio_error([(1,)], [(3,)])


def test_the_samples_are_what_the_areas_may_be() -> None:
    found_here = found(moved=pair(30), strips=pair(40), starts=((0.0, 0.0), (5.0, -5.0)))
    samples = found_here.samples
    assert samples.shape == (2, 1000, 2)
    np.testing.assert_allclose(samples.sum(axis=2), 2000)
    assert np.unique(samples[0, :, 1].round(6)).tolist() == [1025.0, 1030.0]
    assert np.count_nonzero(samples[0, :, 1] < 1028) == 500
    assert samples[1, :, 1].mean() == pytest.approx(1027.5 + 40, abs=0.1)


def test_what_is_drawn_once_for_all_cannot_be_changed() -> None:
    once = found(moved=pair(30))
    drawn = _drawn(once.causes)
    assert drawn[0] is _drawn(once.causes)[0]
    assert not any(each.flags.writeable for each in drawn)


def test_the_same_numbers_are_drawn_on_every_machine() -> None:
    """Of three classes, with all causes at once; written down when the errors of 0.1 were."""

    def at(one: int, other: int, number: float) -> np.ndarray:
        matrix = np.zeros((3, 3))
        matrix[one, other] = number
        return matrix

    nothing = np.zeros((3, 3))
    figures = dict.fromkeys(("moved", "drift", "mixed", "blind", "strip_variance"), nothing)
    borders = Borders(
        sides=np.ones((3, 3), int) - np.eye(3, dtype=int),
        variance=at(0, 1, 4) + at(1, 2, 9) + at(0, 2, 1),
        strips=at(0, 1, 40) + at(2, 1, 80),
        broad=np.zeros((3, 3), bool),
        **figures,
    )
    areas = np.array([100.0, 200.0, 300.0])
    measured = ClusterAreas(areas.astype(int), areas, None, parse_pixel_size("1m±1%"))
    starts = np.array([[0.0, 0.0, 0.0], [5.0, -2.0, -3.0]])
    drawn = area_errors(borders, starts, measured, default_classes(3))
    assert drawn.samples[:, [0, 1, 999]].round(6).tolist() == [
        [
            [107.045623, 204.232187, 300.019896],
            [101.17148, 200.523087, 301.756346],
            [102.924589, 201.121422, 294.959756],
        ],
        [
            [67.107075, 321.483055, 222.707576],
            [61.207834, 316.11976, 226.123319],
            [61.599073, 318.933902, 218.472792],
        ],
    ]
    assert [each.error for each in drawn.errors] == [43.2, 127.0, 90.5]


@pytest.mark.parametrize("side", [0, 9])
def test_a_border_that_is_in_no_doubt_hides_no_other(side: int) -> None:
    """Between the first two of three classes nothing is to be said, or there is no side between them."""
    sides, moved = np.array([[0, side, 9], [side, 0, 9], [9, 9, 0]]), np.zeros((3, 3))
    moved[0, 2] = 30
    names = ("drift", "variance", "mixed", "blind", "strips", "strip_variance")
    figures = dict.fromkeys(names, np.zeros((3, 3)))
    at = Borders(sides=sides, moved=moved, broad=np.zeros((3, 3), bool), **figures)
    areas = np.array([100.0, 200.0, 300.0])
    measured = ClusterAreas(areas.astype(int), areas, None, UNCALIBRATED)
    found_here = area_errors(at, np.zeros((1, 3)), measured, default_classes(3))
    assert [each.error for each in found_here.errors] == [30, 0, 30]


def fractions(**causes) -> list[float]:
    return [each.fraction for each in found(**causes).errors]


def test_of_the_part_of_all_what_all_share_cancels() -> None:
    """30 of 400 go from one to the other; 50 more of one are 150 of 450, or 50 less 50 of 350."""
    assert fractions(moved=pair(30), pixels=(100, 300)) == [0.075, 0.075]
    assert fractions(starts=((0.0, 0.0), (50.0, 0.0)), pixels=(100, 300)) == [0.0833, 0.0833]
    assert fractions(starts=((0.0, 0.0), (-50.0, 0.0)), pixels=(100, 300)) == [0.107, 0.107]
    assert fractions(pixels=(100, 300), calibration=parse_pixel_size("1m±1%")) == [0, 0]
    assert fractions(moved=pair(0.3), pixels=(1, 3), area=(0.1, 0.3)) == [0.075, 0.075]
    assert fractions(pixels=(0, 0)) == fractions(pixels=(0, 9)) == [0, 0]
