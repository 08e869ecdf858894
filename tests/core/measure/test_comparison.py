"""A map beside labels from elsewhere: figures against scikit-learn, pairs, and the difference map."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st
from sklearn.metrics import (
    accuracy_score,
    cohen_kappa_score,
    confusion_matrix,
    f1_score,
    jaccard_score,
    precision_score,
    recall_score,
)

from core.base.errors import ParameterError
from core.classes.classes import Class, default_classes
from core.elsewhere.class_labels import NOT_KNOWN, ClassLabels
from core.image.image import Georeference
from core.measure.comparison import compare, comparison_notes
from core.measure.difference_map import (
    AGREE,
    NOT_COMPARED,
    ONLY_HERE,
    ONLY_THERE,
    OTHER_CLASS,
    difference_map,
)
from core.scale.calibration import UNCALIBRATED, Calibration

NAMED = (Class("ice", (1,)), Class("pond", (2,)), Class("water", (3,)))


def labels(ids: object, names: tuple[str, ...], *, background: bool = True) -> ClassLabels:
    return ClassLabels(np.array(ids, np.uint8), names, background, "truth.json", "")


@settings(deadline=None)
@given_by(st.integers(0, 2**32 - 1))
def test_the_figures_are_those_of_scikit_learn(seed: int) -> None:
    random = np.random.default_rng(seed)
    here, there = random.integers(1, 4, (2, 9, 11), np.uint8)
    found = compare(here, NAMED, labels(there, ("ice", "pond", "water"), background=False), UNCALIBRATED)
    y, x = there.ravel(), here.ravel()
    ids = [1, 2, 3]
    np.testing.assert_array_equal(found.pixels, confusion_matrix(x, y, labels=ids))
    scores = {
        "iou": jaccard_score(y, x, labels=ids, average=None, zero_division=0),
        "dice": f1_score(y, x, labels=ids, average=None, zero_division=0),
        "precision": precision_score(y, x, labels=ids, average=None, zero_division=0),
        "recall": recall_score(y, x, labels=ids, average=None, zero_division=0),
    }
    for name, wanted in scores.items():
        values = [getattr(row, name) or 0 for row in found.classes]
        np.testing.assert_allclose(values, wanted, rtol=1e-12)
    assert found.agreement == pytest.approx(accuracy_score(y, x), rel=1e-12)
    assert found.kappa == pytest.approx(cohen_kappa_score(x, y), abs=1e-12)
    assert found.notes == ()


def test_classes_of_one_name_go_together_whatever_their_case() -> None:
    there = labels([[2, 1, 3]], ("Water", "ICE ", "pond"), background=False)
    found = compare(np.array([[1, 3, 2]], np.uint8), NAMED, there, UNCALIBRATED)
    assert found.pairs.here == (1, 2, 0)
    assert found.pairs.by == ("name",) * 3
    assert found.agreement == 1
    assert [(row.here, row.there) for row in found.classes] == [
        (("ice",), "ICE "),
        (("pond",), "pond"),
        (("water",), "Water"),
    ]


def test_unnamed_classes_are_paired_so_that_most_pixels_agree() -> None:
    # The best of class 1 is “5” with 3 pixels, but then 2 has nothing: 2 + 3 of five agree the other way.
    here = np.array([[1, 1, 1, 1, 1, 2, 2, 2]], np.uint8)
    there = labels([[1, 1, 1, 2, 2, 1, 1, 1]], ("5", "7"), background=False)
    found = compare(here, default_classes(2), there, UNCALIBRATED)
    assert found.pairs.here == (1, 0)
    assert found.pairs.by == ("overlap",) * 2
    assert (found.agreed, found.compared) == (5, 8)
    (note,) = found.notes
    assert "so that most pixels agree: class 1 – 7, class 2 – 5." in note


def test_a_number_is_no_name() -> None:
    here = np.array([[1, 1, 2, 2]], np.uint8)
    found = compare(
        here, default_classes(2), labels([[2, 2, 1, 1]], ("1", "2"), background=False), UNCALIBRATED
    )
    assert found.pairs.here == (1, 0)
    named = compare(
        here, (Class("ice", (1,)), Class("2", (2,))), labels([[1, 1, 2, 2]], ("ice", "sea")), UNCALIBRATED
    )
    assert named.pairs.by == ("name", "overlap")


def test_two_names_that_differ_are_never_paired() -> None:
    here = np.array([[1, 1, 2, 3]], np.uint8)
    there = labels([[1, 1, 2, 2]], ("sea ice", "water"), background=False)
    found = compare(here, NAMED, there, UNCALIBRATED)
    assert found.pairs.here == (-1, -1, 1)
    assert [(row.here, row.there, row.match) for row in found.classes] == [
        (("water",), "water", "name"),
        (("ice",), "", ""),
        (("pond",), "", ""),
        ((), "sea ice", ""),
    ]
    assert found.agreed == 1
    assert found.classes[1].iou == 0
    assert found.classes[1].recall is None
    assert found.classes[3].precision is None
    assert "truth.json has a class that has no partner on the map: sea ice." in found.notes[0]
    # Ice and pond are on one side only, so is sea ice: with scikit-learn each is a class of its own.
    assert found.kappa == pytest.approx(cohen_kappa_score([9, 9, 8, 1], [7, 7, 1, 1]))


def test_what_is_of_no_class_there_goes_with_all_that_has_no_partner() -> None:
    here = np.array([[1, 1, 1, 2, 3, 3]], np.uint8)
    found = compare(here, NAMED, labels([[1, 1, 0, 0, 0, 1]], ("ice",)), UNCALIBRATED)
    ice, rest = found.classes
    assert (ice.here_pixels, ice.there_pixels, ice.both_pixels) == (3, 3, 2)
    assert ice.iou == 0.5
    assert (rest.here, rest.there, rest.match) == (("pond", "water"), "background", "rest")
    assert (rest.here_pixels, rest.there_pixels, rest.both_pixels) == (3, 3, 2)
    assert found.agreed == 4
    assert found.kappa == pytest.approx(cohen_kappa_score([1, 1, 1, 0, 0, 0], [1, 1, 0, 0, 0, 1]))


def test_pixels_that_are_not_measured_or_not_known_are_left_out() -> None:
    here = np.array([[1, 0, 1, 2]], np.uint8)
    found = compare(here, NAMED, labels([[1, 1, NOT_KNOWN, 0]], ("ice",)), UNCALIBRATED)
    assert (found.compared, found.unknown, found.agreed) == (2, 1, 2)
    (note,) = comparison_notes(found)
    assert note == "truth.json says nothing of 1 of the 3 measured pixels: these are not compared."
    with pytest.raises(ParameterError, match=r"truth\.json knows no class at any pixel that is measured"):
        compare(here, NAMED, labels([[0, 1, 0, 0]], ("1",), background=False), UNCALIBRATED)


def test_one_class_on_both_sides_has_no_kappa() -> None:
    found = compare(
        np.ones((2, 2), np.uint8), (Class("ice", (1,)),), labels([[1, 1], [1, 1]], ("ice",)), UNCALIBRATED
    )
    assert (found.kappa, found.agreement) == (None, 1)
    assert comparison_notes(found) == []


def test_areas_are_those_of_the_rows() -> None:
    # Degrees: a pixel in the north is smaller than one at the equator.
    georeference = Georeference("EPSG:4326", (1.0, 0.0, 0.0, 0.0, -1.0, 61.0))
    calibration = Calibration(
        "georeference", "°", area_unit="m²", method="geodesic", georeference=georeference
    )
    here = np.repeat(np.array([1, 2], np.uint8), 30)[:, None]
    there = labels(np.repeat([[1], [1]], 30, axis=0), ("ice",))
    found = compare(here, NAMED[:2], there, calibration)
    assert found.unit == "m²"
    assert found.pixels.tolist() == [[30, 0], [30, 0]]
    assert 0 < found.area[0, 0] < found.area[1, 0]
    assert found.classes[0].there_area == pytest.approx(found.area.sum())


def test_the_difference_map() -> None:
    here = np.array([[1, 1, 2, 3, 1, 0]], np.uint8)
    there = labels([[1, 0, 1, 2, 2, 1]], ("ice", "water"))
    classes = NAMED
    found = compare(here, classes, there, UNCALIBRATED)
    codes = difference_map(here, classes, there, found)
    assert codes.tolist() == [[AGREE, ONLY_HERE, ONLY_THERE, AGREE, OTHER_CLASS, NOT_COMPARED]]
    assert int(np.count_nonzero(codes == AGREE)) == found.agreed
    ice = [row.there for row in found.classes].index("ice")
    alone = difference_map(here, classes, there, found, row=ice)
    assert alone.tolist() == [[AGREE, ONLY_HERE, ONLY_THERE, NOT_COMPARED, ONLY_HERE, NOT_COMPARED]]


def test_without_a_background_there_is_only_another_class() -> None:
    here = np.array([[1, 2]], np.uint8)
    there = labels([[2, 1]], ("ice", "snow"), background=False)
    found = compare(here, NAMED[:2], there, UNCALIBRATED)
    assert difference_map(here, NAMED[:2], there, found).tolist() == [[OTHER_CLASS, OTHER_CLASS]]


def test_pairs_that_are_settled_hold_in_a_part() -> None:
    here, there = np.array([[1, 1, 2, 2]], np.uint8), labels([[1, 1, 2, 2]], ("7", "8"), background=False)
    whole = compare(here, default_classes(2), there, UNCALIBRATED)
    part = compare(
        np.array([[0, 0, 2, 0]], np.uint8), default_classes(2), there, UNCALIBRATED, pairs=whole.pairs
    )
    assert part.agreement == 1
    assert part.classes[0].iou is None
