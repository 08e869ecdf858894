"""A result judged by what a file says is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, confusion_matrix

from core.base.errors import ReadError
from core.classes.classes import Class, named_classes
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.image.image import Image
from core.pipeline.record import json_result, run_record
from core.pipeline.reference_check import judged
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.pipeline.verify import differences
from core.reference.reference import Reference
from core.scale.calibration import parse_pixel_size

# Dark on the left, light on the right, no data in the last row; in truth ice begins at column 36.
GREYS = np.repeat(np.array([[40] * 30 + [200] * 30], np.uint8), 41, axis=0)[..., None]
VALID = np.ones((41, 60), bool)
VALID[40] = False
CLASSES = named_classes((Class("water", (1,)), Class("ice", (2,))), 2)
PATH = Path("truth.csv")


@pytest.fixture(scope="module")
def result() -> Result:
    document = Document(Image(GREYS, valid=VALID), Parameters(k=2), CLASSES)
    return result_in(run(task_of(document.with_pixel_size(parse_pixel_size("2m")))))


def points(
    places: list[tuple[int, int]],
    names: list[str] | None = None,
    *,
    strata: list[str] | None = None,
    weights: list[float] | None = None,
    observers: list[str] | None = None,
) -> Reference:
    """places: (column, row)."""
    n = len(places)
    there = names or ["ice" if column >= 36 else "water" for column, _ in places]
    return Reference(
        np.array([row for _, row in places], np.int64),
        np.array([column for column, _ in places], np.int64),
        tuple(there),
        tuple(observers or [""] * n),
        tuple(strata or [""] * n),
        np.array(weights or [np.nan] * n, np.float64),
        np.zeros((0, 0), np.int32),
    )


def raster(values: np.ndarray) -> Reference:
    return replace(points([]), values=values.astype(np.int32))


GRID = [(column, row) for column in range(0, 60, 5) for row in range(0, 40, 8)]


def test_points_without_strata_are_taken_by_cluster(result: Result) -> None:
    found = judged(result, points(GRID), PATH)
    # 30 points in each cluster; of those in ice column 30 and 35 are water: 10 of 30.
    assert found.design == "points by cluster"
    assert found.checked.accuracy.confusion.tolist() == [[30, 0], [10, 20]]
    water, ice = found.checked.classes
    assert ice.share.value == pytest.approx(0.5 * 20 / 30)
    assert ice.area == pytest.approx(ice.share.value * 2400 * 4)
    assert ice.low < 24 * 40 * 4 < ice.high
    assert ice.users is not None
    assert ice.users.value == pytest.approx(2 / 3)
    assert water.producers is not None
    assert water.producers.value == pytest.approx(0.5 / (0.5 + 0.5 / 3))
    assert "does not say in which strata" in found.notes[0]


def test_strata_with_weights_have_their_own_sizes(result: Result) -> None:
    # Three points in a stratum of 90 %, three in one of 10 %, wherever they lie on the map.
    places = [(2, 2), (40, 3), (50, 4), (5, 5), (32, 6), (58, 7)]
    strata, weights = list("aaabbb"), [30.0] * 3 + [10 / 3] * 3
    found = judged(result, points(places, strata=strata, weights=weights), PATH)
    assert found.design == "strata of the file"
    ice = found.checked.of("ice")
    assert ice is not None
    assert ice.share.value == pytest.approx(0.9 * 2 / 3 + 0.1 * 1 / 3, abs=1e-3)
    assert ice.mapped == 0.5, "the map is known whatever the points say"
    assert found.checked.accuracy.overall.value == pytest.approx(0.9 + 0.1 * 2 / 3, abs=1e-3)
    # Equal weights are one stratum, with no name for it.
    plain = judged(result, points(places, weights=[7.0] * 6), PATH).checked.of("ice")
    assert plain is not None
    assert plain.share.value == pytest.approx(0.5, abs=1e-3)
    sizes = judged(result, points(places, strata=strata), PATH)
    assert sizes.design == "points by cluster"
    assert any("strata, but no weights" in note for note in sizes.notes)


def test_a_raster_gives_every_pixel(result: Result) -> None:
    values = np.ones((41, 60), int)
    values[:, 36:] = 2
    values[:5] = 0
    found = judged(result, raster(values), PATH)
    known = (values > 0) & VALID
    there, mapped = values[known], result.labels[known]
    assert found.design == "every pixel"
    assert found.checked.accuracy.confusion.tolist() == confusion_matrix(mapped, there).tolist()
    overall = found.checked.accuracy.overall
    assert (overall.low, overall.value, overall.high) == (accuracy_score(there, mapped),) * 3
    ice = found.checked.of("ice")
    assert ice is not None
    assert ice.area == 24 * 35 * 4
    assert any("It knows 2\u202f100 of the 2\u202f400 measured pixels" in note for note in found.notes)


def test_two_observers_and_what_nobody_can_tell(result: Result) -> None:
    places = [(2, 2), (2, 2), (40, 3), (40, 3), (50, 4)]
    names, observers = ["water", "water", "ice", "water", ""], ["A", "B", "A", "B", "A"]
    found = judged(result, points(places, names, observers=observers), PATH).checked
    assert (found.points, found.unsure) == (2, 1)
    assert found.agreement is not None
    assert (found.agreement.points, found.agreement.same) == (2, 1)
    assert found.accuracy.overall.value == 1


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        (points([(1, 1)], ["wter"]), "“wter”, but the classes of the map are water and ice. Did you"),
        (points([(1, 1), (2, 2)], ["", ""]), "nobody could tell what is at any of its points"),
        (points([(60, 1), (-1, 2), (3, 40)]), "none of its 3 points lies where the picture is measured"),
        (points([(i, 1) for i in range(60)], weights=[float(i + 1) for i in range(60)]), "it has 60 strata"),
        (raster(np.full((41, 60), 7)), "its value 7 is no class and no cluster"),
        (raster(np.where(VALID, 0, 1)), "at no pixel that is measured"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_a_sentence(reference: Reference, words: str, result: Result) -> None:
    with pytest.raises(ReadError) as error:
        judged(result, reference, PATH)
    assert words in str(error.value)
    with pytest.raises(ReadError, match="all labels in memory"):
        judged(replace(result, labels_sha256="ab"), reference, PATH)


def test_points_outside_and_a_class_without_points_are_said(result: Result) -> None:
    found = judged(result, points([(1, 1), (2, 2), (3, 3), (60, 3), (3, 40)]), PATH)
    said = "\n".join(found.notes)
    assert "2 of its points lie where nothing is measured: they are left out." in said
    assert "No point lies where the map has “ice”" in said
    ice = found.checked.of("ice")
    assert ice is not None
    assert ice.users is None
    assert ice.high > 0.5 * 9600, "half of the picture was not looked at"


def test_it_stands_in_the_record_and_the_result(result: Result) -> None:
    with_it = replace(result, reference=judged(result, points(GRID), PATH))
    found = json_result(with_it, {}, {})["reference"]
    assert found["points"] == 60
    assert found["accuracy"].keys() == {"value", "low", "high"}
    wanted = {"name", "mapped", "fraction", "low", "high", "area", "unit", "users", "producers"}
    assert all(wanted <= each.keys() for each in found["classes"])
    assert found["confusion"] == [[30, 0], [10, 20]]
    record = run_record(with_it)
    assert record["reference"]["path"] == "truth.csv"
    assert record["reference"]["design"] == "points by cluster"
    assert record["warnings"][-1] == with_it.reference.notes[-1]
    assert differences(record, result) == [], "verifying repeats the run, not the look at a file"
