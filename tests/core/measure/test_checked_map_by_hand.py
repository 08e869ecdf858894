"""What points say of a map of 12 pixels, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.accuracy.accuracy import ClassAccuracy
from core.accuracy.sample import Answer, Point, Sample
from core.accuracy.shares import Share
from core.accuracy.strata import Strata, Stratum
from core.classes.classes import Class, default_classes, named_classes
from core.image.image import Georeference, Image
from core.measure.area_sums import cluster_areas
from core.measure.checked_map import (
    NOT_MAPPED,
    Checked,
    GivenStrata,
    SampledMap,
    check_of,
    checked,
    checked_area,
    sampled_map,
)
from core.scale.calibrate import calibrate
from core.scale.calibration import Calibration, parse_pixel_size

LABELS = ((1, 1, 1, 2, 2, 0), (1, 1, 2, 2, 2, 3))
STRATA = ((1, 1, 1, 1, 2, 2), (1, 1, 2, 2, 2, 0))
CLASSES = named_classes((Class("ice", (1,)), Class("water", (2, 3))), 3)
# Of the first stratum, of the second, and where nothing is measured.
POINTS = (Point(0, 0, 0), Point(0, 3, 0), Point(1, 2, 1), Point(0, 5, 1))
METRES = parse_pixel_size("2m")


def sample_of(*answers: Answer) -> Sample:
    strata = Strata(np.array(STRATA, np.uint8), (Stratum((1,)), Stratum((2,))))
    return Sample(0, strata, 4, POINTS, answers)


def map_of(sample: Sample, calibration: Calibration = METRES) -> SampledMap:
    labels = np.array(LABELS, np.uint8)
    return sampled_map(sample, labels, CLASSES, cluster_areas(labels, 3, calibration))


def said(*names: str) -> tuple[Answer, ...]:
    return tuple(Answer(i, "class", name) for i, name in enumerate(names))


def test_a_map_is_counted_in_the_strata() -> None:
    sample = sample_of()
    found = map_of(sample)
    assert found.class_of.tolist() == [-1, 0, 1, 1] + [-1] * 252
    assert found.counted.tolist() == [[5, 1], [0, 4]]
    assert found.pixels is found.counted
    assert found.measured.tolist() == [6, 4]
    assert found.unsampled == 1
    assert found.names == ("ice", "water")
    assert (found.area, found.unit) == (44.0, "m²")
    assert found.classes_at(sample).tolist() == [0, 1, 1, NOT_MAPPED]
    assert found.asked(sample) == [True, True, True, False]
    assert not any(each.flags.writeable for each in (found.labels, found.class_of, found.counted))


def test_it_fits_the_same_sample_map_and_areas_alone() -> None:
    sample = sample_of()
    found = map_of(sample)
    assert found.fits(replace(sample, answers=said("ice")), named_classes(CLASSES, 3), found.areas)
    assert not found.fits(sample_of(), CLASSES, found.areas)
    assert not found.fits(sample, default_classes(3), found.areas)
    assert not found.fits(sample, CLASSES, map_of(sample).areas)


def test_in_a_map_of_degrees_pixels_are_of_the_mean_area() -> None:
    labels = np.array([[1], [1], [2], [2]], np.uint8)
    image = Image(labels[..., None], georeference=Georeference("EPSG:4326", (1, 0, 0, 0, -20, 80)))
    sample = Sample(0, Strata(labels.copy(), (Stratum((1,)), Stratum((2,)))), 1)
    areas = cluster_areas(labels, 2, calibrate(image))
    north = 4 * areas.area[0] / areas.area.sum()
    found = sampled_map(sample, labels, default_classes(2), areas)
    assert north < 1.45
    assert found.pixels.tolist() == [[1, 0], [0, 3]]
    assert found.counted.tolist() == [[2, 0], [0, 2]]
    assert not found.pixels.flags.writeable
    nothing = np.zeros_like(labels)
    empty = sampled_map(sample, nothing, default_classes(2), cluster_areas(nothing, 2, calibrate(image)))
    assert empty.pixels.tolist() == [[0, 0], [0, 0]]


def test_no_check_without_an_answer_where_something_is_measured() -> None:
    def check(*answers: Answer) -> Checked | None:
        labels = np.array(LABELS, np.uint8)
        return check_of(sample_of(*answers), labels, CLASSES, cluster_areas(labels, 3, METRES))

    assert check() is None
    assert check(Answer(3, "class", "ice"), Answer(0, "unsure")) is None
    found = check(Answer(3, "class", "ice"), Answer(0, "class", "ice"))
    assert found is not None
    assert (found.points, found.unsure, found.waiting, found.elsewhere) == (1, 0, 2, 1)


def test_classes_that_only_answers_name_come_by_name() -> None:
    names = ("f", "b", "e")
    sample = sample_of(*said(*names), Answer(0, "class", "d", "x"), Answer(1, "class", "a", "x"))
    found = checked(sample, map_of(sample))
    assert [each.name for each in found.classes] == ["ice", "water", "a", "b", "d", "e", "f"]
    assert [each.points for each in found.classes] == [0, 0, 0, 1, 0, 1, 1]
    assert [each.mapped for each in found.classes] == [0.5, 0.5, 0, 0, 0, 0, 0]
    assert found.answers.pixels.tolist() == [[5, 1, 0, 0, 0, 0, 0], [0, 4, 0, 0, 0, 0, 0]]
    assert found.unsampled == 1


def test_given_strata_have_the_parts_of_their_points() -> None:
    """10 pixels: 2½ of two points, 5 without one, 2½ of one; halves go to the even number."""
    given = GivenStrata(np.array([0, 0, 2]), np.array([0.25, 0.5, 0.25]))
    found = given.pixels(given.strata, np.array([0, 1, 1]), 10, 3)
    assert found.tolist() == [[1, 1, 0], [0, 0, 0], [0, 2, 0]]
    assert given.pixels(given.strata, np.array([0, 1, 1]), 11, 3).tolist()[2] == [0, 3, 0]


def test_a_cell_has_the_pixels_of_its_points_at_least() -> None:
    given = GivenStrata(np.array([0, 0, 1, 1]), np.array([0.0, 1.0]))
    sample = sample_of(*said("ice", "water", "water"))
    found = checked(sample, map_of(sample), given=given)
    assert found.answers.pixels.tolist() == [[1, 1], [0, 10]]
    assert not found.answers.cells_known
    assert [each.mapped for each in found.classes] == [0.5, 0.5]


def test_points_that_are_needed_are_rounded_up() -> None:
    sample = sample_of(*said("ice", "water", "water"))
    found = checked(sample, map_of(sample))
    ice = found.of("ice")
    assert ice is not None
    width = ice.half_width
    assert found.of("land") is None
    assert found.further("land", 1e-9) == 0
    assert found.further("ice", width) == found.further("ice", width * 2) == 0
    # Three points for 8, and for 3 · (0.9⁻² − 1) = 0.7.
    assert found.further("ice", width / 3 * 1.0001) == 24
    assert found.further("ice", width * 0.9) == 1
    assert found.further("ice", 0.5) > 0


@pytest.mark.parametrize(("error", "low"), [("", 2.2), (" ± 50 %", 0.0)])
def test_the_error_of_the_scale_is_added_as_squares_and_no_area_is_below_zero(error: str, low: float) -> None:
    """A tenth of 44 m², 5 to 20 % by the points; lengths that are off by half, areas by all."""
    found = map_of(sample_of(), parse_pixel_size(f"2m{error}"))
    share = Share(0.1, 0.05, 0.2)
    sample = sample_of(*said("ice", "water", "water"))
    accuracy = checked(sample, found).accuracy
    area = checked_area(CLASSES[0].name, ClassAccuracy(0.5, share, None, None), 3, found, accuracy)
    assert (area.mapped_area, area.area) == (22.0, pytest.approx(4.4))
    width = 0.1 if not error else 0.1 * 2**0.5
    assert area.low == (pytest.approx(low) if low else 0.0)
    assert area.high == pytest.approx(44 * (0.1 + width))
    half = checked_area("ice", ClassAccuracy(0.5, share, None, None), 3, found, accuracy, part=0.5)
    assert (half.mapped_area, half.area, half.high) == pytest.approx((11.0, 2.2, area.high / 2))
