"""The drift alarm on the made series, whose truth is known, and piece by piece on a few literal pixels."""

from __future__ import annotations

import json
from functools import reduce

import numpy as np
import pytest
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.errors import ParameterError
from core.cluster.colours.colour import colour_features
from core.cluster.colours.histogram import count_colours
from core.cluster.parameters import Parameters, Space
from core.cluster.segmentation import segment
from core.image.image import Image
from core.scenes.dated_scenes import DRIFTS, DatedScene, lake_series
from core.series.drift import FAR, NEW, SHIFTED, Drift, drift_json, drift_of
from core.series.drift_words import drift_sentences
from core.series.fitness import reference_of_all, sample_of
from core.series.reference import (
    Reference,
    parts_of,
    reference_from,
    reference_json,
    reference_of,
    typical_of,
)

NAMES = ("water", "forest", "land")


def features(image: Image, space: Space) -> tuple[Floats, Ints]:
    found = colour_features(count_colours(image), space)
    return found.values[:, : found.dimensions] / found.scale, found.counts


@pytest.fixture(scope="module")
def series() -> tuple[DatedScene, ...]:
    return lake_series(0)


def references(
    series: tuple[DatedScene, ...], space: Space
) -> tuple[Reference, Reference, list[tuple[Floats, Ints]]]:
    """Of the first picture alone and of all, and the pictures."""
    pictures = [features(each.scene.image, space) for each in series]
    centroids = segment(series[0].scene.image, Parameters(k=3, space=space)).centroids
    rows, counts = (np.concatenate(each) for each in zip(*pictures, strict=True))
    parts = parts_of(centroids, rows, counts)
    every = typical_of([reference_of(centroids, *picture, parts) for picture in pictures])
    return reference_of(centroids, *pictures[0]), every, pictures


@pytest.mark.parametrize("space", ["rgb", "lab", "hsv", "gray"])
def test_exactly_the_three_that_do_not_fit_are_flagged(series: tuple[DatedScene, ...], space: Space) -> None:
    one, every, pictures = references(series, space)
    wanted = {"": (), "light": (SHIFTED,), "cloud": (NEW,), "camera": (SHIFTED,)}
    for reference in (one, every):
        found = [drift_of(reference, *picture).kinds for picture in pictures]
        assert found == [wanted[each.drift] for each in series]
    assert sorted(DRIFTS.values()) == ["camera", "cloud", "light"]


def test_the_sentences_say_what_was_done(series: tuple[DatedScene, ...]) -> None:
    reference, _, pictures = references(series, "rgb")
    light, cloud, camera = (drift_of(reference, *pictures[i]) for i in (4, 7, 10))
    # The light of the first picture wobbles too: 20 % are 18 % of it.
    assert light.light == pytest.approx(1.185, abs=0.01)
    assert drift_sentences(light, "rgb", NAMES)[0].startswith(
        "The light is another: the picture is 18 % brighter than the reference. As it is, 0.4 % of its pixels"
    )
    assert drift_sentences(cloud, "rgb", NAMES)[0] == (
        "8.0 % of the picture is of a kind that the legend does not know (#ebedf0), a cloud perhaps; it is "
        "counted as “land”."
    )
    assert (
        "another camera or other light: red +7 %, green +6 %, blue +14 %" in drift_sentences(camera, "rgb")[0]
    )
    fits = drift_of(reference, *pictures[1])
    assert not fits.flagged
    assert drift_sentences(fits, "rgb", NAMES) == ()


def test_a_picture_fits_itself_and_its_json_is_short(series: tuple[DatedScene, ...]) -> None:
    reference, _, pictures = references(series, "rgb")
    drift = drift_of(reference, *pictures[0])
    assert drift.far == drift.far_expected == reference.far <= 0.01
    assert drift_json(drift) == {
        "flagged": False,
        "kinds": [],
        "far": 0.009967,
        "far_expected": 0.009967,
        "unknown": drift_json(drift)["unknown"],
        "shift": 0.0,
        "relabelled": 0.0,
    }
    shifted = drift_json(drift_of(reference, *pictures[4]))
    assert shifted["gain"] == pytest.approx([1.19, 1.2, 1.19], abs=0.02)
    assert "new" in drift_json(drift_of(reference, *pictures[7]))


def test_a_reference_goes_through_its_json_to_the_last_bit(series: tuple[DatedScene, ...]) -> None:
    _, reference, pictures = references(series, "lab")
    text = json.dumps(reference_json(reference))
    assert len(text) < 12_000
    again = reference_from(json.loads(text))
    one, other = drift_of(reference, *pictures[7]), drift_of(again, *pictures[7])
    assert drift_json(one) == drift_json(other)
    assert json.dumps(reference_json(again)) == text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("radii", [1.0]),
        ("shares", [-1.0, 1.0, 1.0]),
        ("part_means", "much"),
        ("far", float("nan")),
        ("parts", {"means": [[0.0]], "clusters": [1]}),
        ("parts", {"means": [[0.0, 0.0, 0.0]] * 24, "clusters": [3] * 24}),
        ("centroids", []),
    ],
)
def test_a_damaged_reference_is_none(series: tuple[DatedScene, ...], name: str, value: object) -> None:
    saved = {**reference_json(references(series, "rgb")[0]), name: value}
    with pytest.raises((KeyError, TypeError, ValueError)):
        reference_from(saved)


@pytest.mark.parametrize("space", ["rgb", "lab"])
def test_among_all_pictures_the_three_are_flagged_though_they_are_in_the_legend(
    series: tuple[DatedScene, ...], space: Space
) -> None:
    pictures = [features(each.scene.image, space) for each in series]
    added = reduce(lambda one, other: one.merge(other), (count_colours(each.scene.image) for each in series))
    pixels = np.repeat(added.colours, added.counts, axis=0)[:, None]
    centroids = segment(Image(pixels), Parameters(k=3, space=space)).centroids
    samples = [sample_of(centroids.shape[1], *picture) for picture in pictures]
    assert {each.shape for each in samples} == {(4096, 3)}
    reference, found = among(centroids, samples)
    wanted = {"": (), "light": (SHIFTED,), "cloud": (NEW,), "camera": (SHIFTED,)}
    assert [each.kinds for each in found] == [wanted[each.drift] for each in series]
    assert reference.far < 0.02


def among(centroids, samples):
    reference = reference_from(reference_of_all(centroids, np.concatenate(samples), None, samples))
    return reference, [drift_of(reference, each) for each in samples]


def test_two_pictures_are_compared_with_both_together() -> None:
    centroids = np.array([[0.0], [100.0]])
    reference, found = among(centroids, [np.array([[0.0], [100.0]]), np.array([[1.0], [99.0]])])
    assert reference.shares.tolist() == [0.5, 0.5]
    assert [each.kinds for each in found] == [(), ()]


def normal(means: list[tuple[float, ...]], numbers: list[int], seed: int = 0) -> NDArray[np.float64]:
    random = np.random.default_rng(seed)
    return np.concatenate(
        [random.normal(mean, 1.0, (n, len(mean))) for mean, n in zip(means, numbers, strict=True)]
    )


MEANS = [(0.0, 0.0, 5.0, -3.0), (10.0, 0.0, 5.0, 3.0), (0.0, 12.0, -5.0, 0.0)]


def flagged(rows: Floats) -> Drift:
    reference = reference_of(np.array(MEANS), normal(MEANS, [2000, 2000, 2000]))
    return drift_of(reference, rows)


def test_rows_of_features_drift_as_colours_do() -> None:
    assert flagged(normal(MEANS, [3500, 500, 300], 1)).kinds == ()
    new = flagged(np.concatenate([normal(MEANS, [1500] * 3, 1), normal([(30.0, 30.0, 0.0, 0.0)], [500], 2)]))
    assert new.kinds == (NEW,)
    assert new.new is not None
    assert new.new.share == pytest.approx(0.1, abs=0.01)
    assert new.new.values == pytest.approx([30, 30, 0, 0], abs=0.3)
    moved = flagged(normal(MEANS, [3500, 500, 300], 1) * 1.5 + (4.0, 0.0, -2.0, 1.0))
    assert moved.kinds == (SHIFTED,)
    # The parts of a cluster share their pixels, which draws the gain a little towards 1.
    assert moved.rescaling.gain == pytest.approx([1.5] * 4, abs=0.06)
    assert moved.rescaling.offset == pytest.approx([4, 0, -2, 1], abs=0.4)
    assert drift_sentences(moved)[0].startswith("Its values are shifted against those of the reference.")


def test_what_is_scattered_is_no_mode() -> None:
    random = np.random.default_rng(5)
    scattered = random.uniform(-400, 400, (1000, 4))
    drift = flagged(np.concatenate([normal(MEANS, [1500] * 3, 1), scattered]))
    assert drift.kinds == (FAR,)
    assert drift.new is None
    assert drift_sentences(drift)[0].startswith("19 % of its pixels are like nothing in the reference")


def test_what_is_no_number_is_left_out() -> None:
    rows = normal(MEANS, [500] * 3, 1)
    with_gaps = np.concatenate([rows, [[np.nan, 0, 0, 0], [0, np.inf, 0, 0]]])
    assert drift_json(flagged(with_gaps)) == drift_json(flagged(rows))


def test_pictures_that_cannot_be_compared_say_so() -> None:
    with pytest.raises(ParameterError, match="The picture has 3 values a pixel, the legend 4"):
        flagged(np.zeros((5, 3)))
    with pytest.raises(ParameterError, match="all of the picture is no data"):
        flagged(np.full((5, 4), np.nan))


def test_counts_are_worth_that_many_rows() -> None:
    reference = reference_of(np.array([[0.0], [100.0]]), np.array([[0], [10], [100]]), np.array([98, 2, 50]))
    # Two in a hundred lie 10 off: within 99 in 100 only with them, and nearer than a quarter of the way
    # (12.5).
    assert reference.radii.tolist() == [12.5, 12.5]
    assert reference.shares.tolist() == pytest.approx([2 / 3, 1 / 3])
    assert reference.far == 0.0


def test_the_radius_holds_99_in_100() -> None:
    colours = np.array([[0], [40], [45], [100], [200]])
    one = reference_of(np.array([[0.0], [100.0]]), colours, np.array([98, 1, 1, 50, 50]))
    # 98 + 1 of 100 are within 40; of the other half lie 100 off.
    assert one.radii.tolist() == [40.0, 100.0]
    assert one.far == pytest.approx(1 / 200)


def test_one_colour_is_a_reference_too() -> None:
    reference = reference_of(np.array([[7.0]]), np.array([[7]]), np.array([9]))
    assert not drift_of(reference, np.array([[7]]), np.array([3])).flagged
    assert drift_of(reference, np.array([[90]]), np.array([3])).flagged


def test_the_typical_reference_is_not_moved_by_a_few_and_only_of_what_is_there() -> None:
    centroids = np.array([[0.0], [100.0]])
    parts = parts_of(centroids, np.array([[0], [100]]), np.array([1, 1]))

    def seen(low: int, high: int | None) -> Reference:
        values = [low] if high is None else [low, high]
        return reference_of(centroids, np.array(values)[:, None], None, parts)

    typical = typical_of([seen(1, 90), seen(2, None), seen(3, 92), seen(40, None), seen(2, 94)])
    assert typical.part_means.tolist() == [[2.0], [92.0]]
    with pytest.raises(ValueError, match="different legends"):
        typical_of([seen(0, 100), reference_of(centroids, np.array([[3], [90]]))])
