"""A classifier learns from examples what the clusters cannot tell apart; what it may not take stays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.accuracy.sample import Answer, drawn
from core.base.errors import ParameterError
from core.classes.classes import Class, named_classes, set_flags
from core.classes.examples import Example
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.document.document import Document
from core.image.image import Image
from core.measure.classified import classified
from core.measure.measurement import measure
from core.measure.strata_to_draw import strata_to_draw

COUNTS = np.array([3, 2, 1], np.int64)


def textures() -> Image:
    """96 × 64: left smooth and right rough, of one mean; a bright bar below."""
    draw = np.random.default_rng(2)
    pixels = np.full((64, 96), 100.0) + draw.normal(0, 2, (64, 96))
    pixels[:, 48:] += draw.normal(0, 30, (64, 48))
    pixels[52:] = 230
    return Image(np.clip(np.rint(pixels), 0, 255).astype(np.uint8)[..., None])


def clicks(name: str, *places: tuple[int, int]) -> tuple[Example, ...]:
    return tuple(Example(name, ((x + 0.5, y + 0.5),)) for x, y in places)


EXAMPLES = (
    *clicks("smooth", (5, 5), (20, 30), (40, 45), (10, 20), (35, 10), (25, 48)),
    *clicks("rough", (60, 5), (80, 30), (55, 45), (90, 20), (70, 10), (65, 40)),
)
# From 20 on they are trusted everywhere.
MORE = (
    *clicks("smooth", (12, 40), (30, 20), (44, 30), (3, 30), (18, 8)),
    *clicks("rough", (84, 8), (52, 20), (75, 45), (92, 40), (62, 28)),
)


@pytest.fixture(scope="module")
def learned() -> Document:
    image = textures()
    document = Document(image, Parameters(k=5)).with_examples((*EXAMPLES, *MORE))
    return replace(document, classifier=True)


def test_what_no_cluster_tells_apart_is_learned(learned: Document) -> None:
    found = segment(learned.image, Parameters(k=5))
    measured = measure(learned, found)
    classes = learned.settle(found).classes
    rough = np.isin(measured.labels, next(c.clusters for c in classes if c.name == "rough"))
    by_clusters = np.isin(found.labels, next(c.clusters for c in classes if c.name == "rough"))
    truth = np.zeros(rough.shape, bool)
    truth[:, 48:] = True

    def agreement(mask: np.ndarray) -> float:
        return float((mask == truth)[:48].mean())

    assert agreement(rough) > agreement(by_clusters) + 0.04
    assert measured.classified.examples == 22
    assert measured.classified.moved > 500


def test_the_same_examples_give_the_same_labels(learned: Document) -> None:
    found = segment(learned.image, Parameters(k=5))
    assert np.array_equal(measure(learned, found).labels, measure(learned, found).labels)


def test_without_a_classifier_the_labels_stay(learned: Document) -> None:
    found = segment(learned.image, Parameters(k=5))
    measured = measure(replace(learned, classifier=False), found)
    assert measured.labels is found.labels
    assert measured.classified is None


@pytest.mark.parametrize("how", ["locked", "named"])
def test_a_locked_class_and_one_with_a_name_and_no_examples_keep_their_pixels(how: str) -> None:
    image = textures()
    found = segment(image, Parameters(k=3))
    classes = named_classes((Class("smooth", (1,)), Class("rough", (2,)), Class("bar", (3,))), 3)
    examples = EXAMPLES
    if how == "locked":
        classes = set_flags(classes, ["bar"], locked=True)
        examples = (*examples, *clicks("bar", (50, 60)))
    labels, _ = classified(image, found.labels, classes, found.counts, examples)
    assert np.array_equal(labels == 3, found.labels == 3)


def test_no_data_stays_no_data() -> None:
    image = textures()
    valid = np.ones((64, 96), bool)
    valid[10:20, 30:60] = False
    document = Document(replace(image, valid=valid), Parameters(k=4)).with_examples(EXAMPLES)
    found = segment(document.image, Parameters(k=4))
    labels = measure(replace(document, classifier=True), found).labels
    assert np.array_equal(labels > 0, valid)


@pytest.mark.parametrize(
    ("examples", "words"),
    [((), "two classes or more"), (clicks("smooth", (1, 1), (5, 5)), "two classes or more")],
)
def test_one_class_is_nothing_to_learn(examples: tuple[Example, ...], words: str) -> None:
    image = textures()
    found = segment(image, Parameters(k=3))
    classes = named_classes((Class("smooth", (1,)), Class("rough", (2,))), 3)
    with pytest.raises(ParameterError, match=words):
        classified(image, found.labels, classes, found.counts, examples)


def test_too_large_a_picture_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.measure.classified.MOST_VALUES", 96 * 64 - 1)
    found = segment(textures(), Parameters(k=3))
    with pytest.raises(ParameterError, match="at most 6"):
        classified(textures(), found.labels, named_classes((), 3), found.counts, EXAMPLES)


def test_points_of_a_check_never_teach(learned: Document) -> None:
    """Their answers, even where all of them say the other class, change no label."""
    found = segment(learned.image, Parameters(k=5))
    labels, classes = measure(learned, found).labels, learned.settle(found).classes
    prepared = prepare_for(learned.image, found.parameters)
    sample = drawn(strata_to_draw(prepared, found, labels, classes), 30, 0)
    answers = tuple(Answer(i, "class", "smooth") for i in range(len(sample.points)))
    checked = learned.with_sample(replace(sample, answers=answers), found)
    assert np.array_equal(measure(checked, found).labels, labels)
