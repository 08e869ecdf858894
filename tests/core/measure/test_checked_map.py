"""What points say of a map: the strata, the estimate, and what stays of it when the map changes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.accuracy.sample import Answer, Sample, continued, drawn
from core.accuracy.strata import Strata, Stratum
from core.base.errors import ParameterError
from core.classes.classes import Class, default_classes, named_classes
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.image.image import Georeference, Image
from core.measure.area_sums import cluster_areas
from core.measure.checked_map import Checked, checked, sampled_map
from core.measure.doubt import doubt_map
from core.measure.strata_to_draw import strata_to_draw
from core.scale.calibrate import calibrate
from core.scale.calibration import Calibration, parse_pixel_size

# A left half of 0 and a right one of 1; in truth the border lies ten columns further right.
LABELS = np.ones((40, 60), np.uint8)
LABELS[:, 30:] = 2
TRUTH = np.array(["ice"] * 40 + ["water"] * 20)
CLASSES = named_classes((Class("ice", (1,)), Class("water", (2,))), 2)
METRES = parse_pixel_size("2m")


def areas_of(labels: np.ndarray, k: int, calibration: Calibration = METRES):
    return cluster_areas(labels, k, calibration)


def looked(sample: Sample, observer: str = "") -> Sample:
    """The truth answers, until all points that are wanted have been asked for."""
    while True:
        while (i := sample.next_point(observer)) is not None:
            there = str(TRUTH[sample.points[i].column])
            sample = sample.answered(Answer(i, "class", there, observer))
        if not sample.is_due():
            return sample
        sample = continued(sample)


@pytest.fixture(scope="module")
def sample() -> Sample:
    return looked(drawn(Strata(LABELS.copy(), (Stratum((1,)), Stratum((2,)))), 100))


def found(sample: Sample, labels: np.ndarray = LABELS, classes=CLASSES, k: int = 2) -> Checked:
    return checked(sample, sampled_map(sample, labels, classes, areas_of(labels, k)))


def test_the_area_is_that_of_the_points(sample: Sample) -> None:
    result = found(sample)
    right = [each for each in sample.points if each.stratum == 1]
    is_ice = sum(each.column < 40 for each in right) / len(right)
    ice = result.of("ice")
    assert ice is not None
    assert result.points == len(sample.points) == 100
    assert ice.mapped == 0.5
    assert ice.mapped_area == 0.5 * 2400 * 4
    assert ice.share.value == pytest.approx(0.5 + 0.5 * is_ice)
    assert ice.area == pytest.approx(ice.share.value * 9600)
    assert ice.low < 6400 < ice.high, "two thirds are ice"
    assert (ice.low, ice.high) == pytest.approx((ice.share.low * 9600, ice.share.high * 9600))
    assert result.unit == "m²"
    assert ice.users is not None
    assert ice.users.value == 1
    assert ice.users.low < 1, "never ± 0"
    assert ice.points == sum(each.name == "ice" for each in sample.answers)
    assert result.accuracy.overall.value == pytest.approx(1 - 0.5 * is_ice)
    assert (result.unsure, result.waiting, result.elsewhere, result.unsampled) == (0, 0, 0, 0)
    assert result.agreement is None


def test_what_is_not_answered_is_counted(sample: Sample) -> None:
    fewer = sample.taken_back().taken_back().taken_back()
    unsure = fewer.answered(Answer(fewer.next_point() or 0, "unsure"))
    result = found(unsure.answered(Answer(unsure.next_point() or 0, "skip")))
    assert (result.points, result.unsure, result.waiting) == (97, 1, 2)


def test_a_class_that_is_not_on_the_map_has_an_area(sample: Sample) -> None:
    result = found(sample.renamed({"water": "slush"}))
    assert [each.name for each in result.classes] == ["ice", "water", "slush"]
    slush = result.of("slush")
    assert slush is not None
    assert slush.mapped == 0
    assert slush.users is None
    assert slush.low < 3200 < slush.high


def test_another_map_is_judged_by_the_same_points(sample: Sample) -> None:
    # Now the border is where it belongs: of three clusters the middle one is ice too.
    labels = LABELS.copy()
    labels[:, 30:40], labels[:, 40:] = 2, 3
    classes = named_classes((Class("ice", (1, 2)), Class("water", (3,))), 3)
    result = found(sample, labels, classes, 3)
    ice = result.of("ice")
    assert ice is not None
    assert ice.share.value == pytest.approx(40 / 60), "cells of old stratum and new class"
    assert result.accuracy.overall.value == 1
    before = found(sample).of("ice")
    assert before is not None
    assert ice.half_width < before.half_width


def test_inside_a_part_only_its_points_count(sample: Sample) -> None:
    part = np.where(np.arange(40)[:, None] < 10, LABELS, np.uint8(0))
    result = found(sample, part)
    inside = sum(each.row < 10 for each in sample.points)
    assert (result.points, result.elsewhere) == (inside, 100 - inside)
    ice = result.of("ice")
    assert ice is not None
    assert ice.mapped_area == 10 * 30 * 4
    assert ice.low < 1600 < ice.high
    with pytest.raises(ParameterError, match="No point has an answer"):
        found(replace(sample, answers=()), part)


def test_what_was_not_sampled_is_said(sample: Sample) -> None:
    taller = np.concatenate((LABELS, LABELS[:5]))
    grown = replace(
        sample, strata=Strata(np.concatenate((LABELS, np.zeros((5, 60), np.uint8))), sample.strata.kinds)
    )
    assert found(grown, taller).unsampled == 300


def test_a_scale_that_is_off_is_in_the_interval(sample: Sample) -> None:
    areas = areas_of(LABELS, 2, parse_pixel_size("2m ± 10 %"))
    wide = checked(sample, sampled_map(sample, LABELS, CLASSES, areas)).of("ice")
    narrow = found(sample).of("ice")
    assert wide is not None
    assert narrow is not None
    assert wide.share == narrow.share
    # Lengths are off by 10 %, areas by 20 % of the value: with ± of the points as squares.
    assert wide.high - wide.area == pytest.approx(np.hypot(narrow.high - narrow.area, 0.2 * narrow.area))


def test_points_that_a_wished_interval_needs(sample: Sample) -> None:
    result = found(sample)
    ice = result.of("ice")
    assert ice is not None
    assert result.further("ice", ice.half_width) == 0
    assert result.further("ice", ice.half_width / 2) in (300, 301)
    with pytest.raises(ValueError, match="above 0"):
        result.further("ice", 0)


def test_in_a_map_of_degrees_the_area_counts() -> None:
    # From 0° to 80° north: a pixel of the south is larger than one of the north.
    labels = np.ones((80, 4), np.uint8)
    labels[40:] = 2
    image = Image(labels[..., None], georeference=Georeference("EPSG:4326", (1, 0, 0, 0, -1, 80)))
    areas = cluster_areas(labels, 2, calibrate(image))
    sample = drawn(Strata(labels, (Stratum((1,)), Stratum((2,)))), 40)
    for i, point in enumerate(sample.points):
        sample = sample.answered(Answer(i, "class", "1" if point.row < 40 else "2"))
    result = checked(sample, sampled_map(sample, labels, default_classes(2), areas))
    for one, area in zip(result.classes, areas.area, strict=True):
        assert one.area == pytest.approx(area, rel=1e-2)
        assert one.mapped_area == pytest.approx(area, rel=1e-2)
    assert areas.area[1] > 1.5 * areas.area[0]


GREY = np.clip(np.random.default_rng(5).normal([[60] * 30 + [170] * 30], 25, (40, 60)), 0, 255)
IMAGE = Image(GREY.astype(np.uint8)[..., None])


@pytest.mark.parametrize("k", [2, 3, 4])
def test_few_clusters_are_parted_by_doubt(k: int) -> None:
    prepared = prepare_for(IMAGE, Parameters(k=k))
    run = segment(IMAGE, Parameters(k=k), prepared=prepared)
    strata = strata_to_draw(prepared, run, run.labels, default_classes(k))
    clusters = [tuple(each.clusters) for each in strata.kinds]
    if k == 4:
        assert strata.kinds == tuple(Stratum((i,)) for i in range(1, 5))
        assert np.array_equal(strata.raster, run.labels)
        return
    assert clusters == [(i,) for i in range(1, k + 1)] * 2
    assert [each.doubtful for each in strata.kinds] == [False] * k + [True] * k
    assert 0.2 < strata.pixels[k:].sum() / strata.pixels.sum() <= 0.3
    assert np.array_equal((strata.raster - 1) % k + 1, run.labels)
    doubt = doubt_map(prepared, run, run.labels, default_classes(k))
    assert doubt[strata.raster > k].min() > doubt[strata.raster <= k].max()


def test_of_many_clusters_the_classes_are_taken() -> None:
    prepared = prepare_for(IMAGE, Parameters(k=9))
    run = segment(IMAGE, Parameters(k=9), prepared=prepared)
    classes = named_classes((Class("water", (1, 2, 3, 4)), Class("ice", (5, 6, 7, 8, 9))), 9)
    strata = strata_to_draw(prepared, run, run.labels, classes)
    assert [each.clusters for each in strata.kinds] == [(1, 2, 3, 4), (5, 6, 7, 8, 9)] * 2
    whole = strata_to_draw(None, run, run.labels, classes)
    assert whole.kinds == (Stratum((1, 2, 3, 4)), Stratum((5, 6, 7, 8, 9)))


def test_the_smallest_of_many_classes_share_a_stratum() -> None:
    run = segment(IMAGE, Parameters(k=12))
    strata = strata_to_draw(None, run, run.labels, default_classes(12))
    assert len(strata) == 8
    joined = strata.kinds[-1].clusters
    assert len(joined) == 5
    assert max(run.counts[i - 1] for i in joined) <= min(
        run.counts[each.clusters[0] - 1] for each in strata.kinds[:-1]
    )
    assert strata.pixels.sum() == (run.labels > 0).sum()


def test_what_has_no_pixel_is_no_stratum() -> None:
    run = segment(IMAGE, Parameters(k=3))
    labels = np.where(run.labels == 2, np.uint8(0), run.labels)
    strata = strata_to_draw(None, run, labels, default_classes(3))
    assert [each.clusters for each in strata.kinds] == [(1,), (3,)]
    assert strata.pixels.tolist() == [int((labels == 1).sum()), int((labels == 3).sum())]
