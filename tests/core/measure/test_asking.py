"""Where the next example helps most, and how many clusters part those of one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.classes.classes import Class, named_classes, set_flags
from core.classes.examples import Example, mixed_clusters
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import Segmentation, segment
from core.cluster.threshold import Threshold
from core.document.document import Document
from core.image.image import Image
from core.measure.asking import question
from core.measure.classified import NothingLearnedError, _mostly, looks_of_image
from core.measure.doubt import TOP, learned_doubt
from core.measure.measurement import Measurement, measure, unclear_beside
from core.measure.parting import MOST_MORE, parting_k


def greys(*values: int, widths: tuple[int, ...] = ()) -> Image:
    """12 rows of stripes of these greys, six columns each unless widths say otherwise."""
    row = np.repeat(values, widths or 6).astype(np.uint8)
    return Image(np.repeat(row[None], 12, axis=0)[..., None])


def click(name: str, column: int, row: int = 5) -> Example:
    return Example(name, ((column + 0.5, row + 0.5),))


def measured(
    image: Image, k: int, *examples: Example, learns: bool = True
) -> tuple[Document, Segmentation, Measurement]:
    document = Document(image, Parameters(k=k)).with_examples(examples).with_classifier(learns)
    found = segment(image, document.parameters)
    return document, found, measure(document, found)


def test_clusters_that_nobody_named_are_asked_first_the_largest_first() -> None:
    image = greys(10, 90, 160, 240, widths=(6, 8, 12, 6))
    document, found, result = measured(image, 4, click("sea", 2), click("ice", 29))
    first, second = (question(document, found, result, skipped=skipped) for skipped in (0, 1))
    assert (first.cluster, second.cluster) == (3, 2)
    assert found.labels[first.row, first.column] == 3
    assert question(document, found, result) == first
    without = question(*measured(image, 4, click("sea", 2), click("ice", 29), learns=False))
    assert without == first


def test_small_clusters_and_those_named_by_hand_are_not_asked_first() -> None:
    """A fiftieth of the pixels is not small; what is named by hand is known."""
    image = greys(10, 90, 240, widths=(49, 1, 50))
    document, found, result = measured(image, 3, click("sea", 2), click("ice", 70))
    assert question(document, found, result).cluster == 0
    image = greys(10, 90, 240, widths=(48, 2, 50))
    document, found, result = measured(image, 3, click("sea", 2), click("ice", 70))
    assert question(document, found, result).cluster == 2
    named = document.with_classes(
        named_classes((Class("sea", (1,)), Class("mud", (2,)), Class("ice", (3,))), 3), found
    )
    assert question(named, found, measure(named, found)).cluster == 0


def test_the_first_cluster_and_the_last_row_are_asked_about_like_all_others() -> None:
    image = greys(10, 90, 240, widths=(60, 6, 6))
    document, found, result = measured(image, 3, click("mud", 61), click("ice", 69))
    assert question(document, found, result).cluster == 1
    document, found, result = measured(greys(10, 240), 2, click("sea", 2, 1), click("ice", 8, 1))
    asked = [question(document, found, result, skipped=i) for i in range(6)]
    assert {each.cluster for each in asked} == {0}
    assert all(0 <= each.row < 12 and 0 <= each.column < 12 for each in asked)
    assert len({each.row for each in asked}) > 1


def test_what_has_no_data_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = greys(10, 90, 240).pixels
    image = Image(pixels, np.arange(pixels.shape[1])[None].repeat(12, axis=0) != 0)
    document, found, result = measured(image, 3, click("sea", 2), learns=False)
    looked: list[np.ndarray] = []
    monkeypatch.setattr(
        "core.measure.asking.looks_of_image",
        lambda image, valid, cancelled: looked.append(valid) or looks_of_image(image, valid, cancelled),
    )
    question(document, found, result)
    (valid,) = looked
    assert np.array_equal(valid, image.valid)


def test_it_never_asks_for_what_no_example_can_take() -> None:
    image = greys(10, 90, 240)
    document, found, _result = measured(image, 3, click("sea", 2), click("mud", 8), click("ice", 14))
    classes = set_flags(document.settle(found).classes, ["mud"], locked=True)
    locked = document.with_classes(classes, found)
    result = measure(locked, found)
    asked = {question(locked, found, result, skipped=i).column for i in range(8)}
    assert not asked & set(range(6, 12))


def test_without_two_classes_there_is_nothing_to_ask() -> None:
    document, found, result = measured(greys(10, 240), 2, click("ice", 2), click("ice", 8))
    assert result.classified is None
    with pytest.raises(NothingLearnedError, match="two classes or more"):
        question(document, found, result)


def test_where_others_tell_an_example_less_often_right_than_names_the_names_are_kept() -> None:
    """Of 41 examples one alone is mud: without it nobody knows mud, but its cluster is named so."""
    sea = [click("sea", i % 6, i // 6) for i in range(40)]
    _document, segmentation, result = measured(greys(10, 240), 2, *sea, click("mud", 8))
    learned = result.classified
    assert learned is not None
    assert (learned.examples, learned.right, learned.right_by_names) == (41, 40, 41)
    assert learned.names_kept
    assert np.array_equal(result.labels, segmentation.labels)
    assert "40 of 41 are right, by the names of their clusters 41." in learned.kept_note
    assert result.warnings == (learned.kept_note,)
    assert result.learned is None
    two = (click("mud", 8), click("mud", 9))
    _document, _found, result = measured(greys(10, 240), 2, *sea, *two)
    assert result.classified is not None
    assert (result.classified.right, result.classified.right_by_names) == (42, 42)
    assert (result.classified.names_kept, result.learned) == (False, result.classified)
    assert result.warnings == (result.classified.note,)


def test_an_example_is_right_where_more_than_half_of_it_is() -> None:
    owners = np.array([0, 0, 2, 2, 2, 5])
    right = np.array([True, False, True, True, False, True])
    assert _mostly(right, owners) == 2


def test_more_clusters_part_examples() -> None:
    image = greys(10, 40, 200, 210)
    parameters = Parameters(k=2)
    examples = (click("sea", 2), click("mud", 8), click("ice", 20))
    labels = segment(image, parameters).labels
    assert mixed_clusters(examples, labels, 2) == (1,)
    assert parting_k(prepare_for(image, parameters), parameters, examples) == 3
    light = (click("snow", 14), click("ice", 20), click("sea", 2))
    assert parting_k(prepare_for(image, parameters), parameters, light) == 4


def test_one_colour_is_parted_by_no_number_of_clusters() -> None:
    parameters, image = Parameters(k=2), greys(*range(0, 255, 5))
    examples = (click("sea", 2), click("mud", 3))
    assert parting_k(prepare_for(image, parameters), parameters, examples) is None
    few = greys(10, 40, 200)
    assert parting_k(prepare_for(few, parameters), parameters, examples) is None
    assert MOST_MORE == 8


@pytest.mark.parametrize(("more", "parted"), [(1, None), (2, 4), (8, 4)])
def test_so_many_clusters_more_are_tried_and_none_fewer(monkeypatch, more: int, parted: int | None) -> None:
    monkeypatch.setattr("core.measure.parting.MOST_MORE", more)
    image, parameters = greys(10, 40, 200, 210), Parameters(k=2)
    light = (click("snow", 14), click("ice", 20), click("sea", 2))
    assert parting_k(prepare_for(image, parameters), parameters, light) == parted
    # Three would part these, but there are four already.
    four = Parameters(k=4)
    dark = (click("sea", 2), click("mud", 8), click("ice", 20))
    assert parting_k(prepare_for(image, four), four, dark) is None


def test_given_thresholds_are_found_anew_where_they_do_not_part_examples() -> None:
    given = Parameters(k=2, threshold=Threshold(1, (100.0,)))
    image, examples = greys(10, 40, 200, 210), (click("sea", 2), click("mud", 8), click("ice", 20))
    assert parting_k(prepare_for(image, given), given, examples) == 3


def test_a_lesson_is_looked_up_again_for_the_same_pixels_alone() -> None:
    image = greys(10, 240)
    examples = (click("sea", 2), click("ice", 8))
    document, found, first = measured(image, 2, *examples)
    assert first.classified is not None
    again = measure(document, found, before=first)
    assert again.classified is not None
    assert again.classified.of.looks is first.classified.of.looks
    plain = measure(document.with_classifier(False), found)
    assert measure(document, found, before=plain).classified is not None
    lesson, everywhere = first.classified.of, np.ones((12, 12), bool)
    assert lesson.looks_for(image, everywhere) is lesson.looks
    assert lesson.looks_for(greys(10, 240), everywhere) is None
    assert lesson.looks_for(image, ~everywhere) is None


def test_a_scribble_is_one_example() -> None:
    scribble = Example("sea", ((0.5, 0.5), (5.5, 0.5)))
    _document, _found, result = measured(greys(10, 240), 2, scribble, click("ice", 8))
    assert result.classified is not None
    assert result.classified.examples == 2


def test_the_levels_of_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """254 · ¼ is 63.5, which goes to the even 64; what no example can take is in no doubt."""
    document, found, result = measured(greys(10, 240), 2, click("sea", 2), click("ice", 8))
    assert result.classified is not None
    given = np.tile([0.0, 0.25, 0.5, 1.0], 36)
    monkeypatch.setattr("core.classify.ask.doubt", lambda *_of, **_more: given.copy())
    lesson = replace(result.classified.of, stays=np.arange(144) == 3, names_kept=False)
    levels = learned_doubt(lesson, result.labels, document.settle(found).classes)
    assert levels[0, :8].tolist() == [1, 65, 128, 1, 1, 65, 128, 255]


def test_a_classifier_that_moved_pixels_or_beats_the_names_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    document, found, result = measured(greys(10, 240), 2, click("sea", 2), click("ice", 8))
    assert result.classified is not None
    of = result.classified.of
    for moved, kept, decides in ((0, True, False), (1, True, True), (0, False, True), (1, False, True)):
        changed = replace(result.classified, moved=moved, of=replace(of, names_kept=kept))
        learned = replace(result, classified=changed)
        assert (learned.learned is changed) is decides
        mixed = document.with_examples((click("sea", 2), click("sea", 3), click("mud", 1), click("ice", 8)))
        settled = mixed.settle(found)
        assert {each.why for each in settled.unclear} == {"shared", "gone"}
        beside = {each.why for each in unclear_beside(settled, learned)}
        assert beside == ({"gone"} if decides else {"shared", "gone"})
        assert unclear_beside(settled, None) == settled.unclear


def test_the_doubt_of_what_was_learned() -> None:
    """Least at an example, most where nobody knows; none where no example can take a pixel."""
    image = greys(10, 90, 160, 240)
    examples = (click("sea", 2), click("ice", 20))
    document, found, result = measured(image, 4, *examples)
    assert result.classified is not None
    classes = document.settle(found).classes
    doubt = learned_doubt(result.classified.of, result.labels, classes)
    assert doubt.shape == (12, 24)
    assert doubt[5, 2] < doubt[5, 9]
    assert doubt.min() >= 1
    edited = result.labels.copy()
    edited[0, 0], edited[1, 1] = 4, 0
    again = learned_doubt(result.classified.of, edited, classes)
    assert (again[0, 0], again[1, 1]) == (TOP, 0)
    named = document.with_classes(
        named_classes((Class("sea", (1,)), Class("mud", (2,)), Class("3", (3,)), Class("ice", (4,))), 4),
        found,
    )
    result = measure(named, found)
    assert result.classified is not None
    doubt = learned_doubt(result.classified.of, result.labels, named.settle(found).classes)
    assert set(doubt[found.labels == 2].tolist()) == {1}
