"""A small picture that a classifier labels: what it learns from, what moves, and what stays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.base.parallel import Cancel
from core.classes.classes import Class, named_classes, set_flags
from core.classes.examples import Example
from core.classify.gaussian_process import Learned, learn
from core.classify.looks import Looks, looks_of
from core.image.image import Image
from core.measure.class_map import class_maps
from core.measure.classified import _answers, classified
from tests.core.maps import counts_of, picture

# Clusters 1 and 2 are a class each, 3 has a name and no examples, 4 has neither.
LABELS = picture(
    """
    1111112222..
    1111112222..
    111111222222
    111111222222
    111111444222
    111111444222
    333333333333
    333333333333
    """
)
CLASSES = named_classes((Class("dark", (1,)), Class("bright", (2,)), Class("bar", (3,))), 4)


def seen() -> Image:
    """Half of cluster 1 is as bright as 2, and 4 as dark as the other half; so is what is no data."""
    pixels = np.select([LABELS == 2, LABELS == 3], [180, 240], 60)
    pixels[:6, 3:6] = 180
    return Image(pixels.astype(np.uint8)[..., None], valid=LABELS > 0)


def click(name: str, x: int, y: int) -> Example:
    return Example(name, ((x + 0.5, y + 0.5),))


EXAMPLES = (
    *(click("dark", *place) for place in ((0, 0), (1, 4), (7, 5))),
    *(click("bright", *place) for place in ((4, 1), (8, 3), (5, 5), (3, 3))),
)


def test_what_looks_like_the_examples_goes_with_them_and_is_counted() -> None:
    """Examples of no data and of a class without clusters are none."""
    examples = (*EXAMPLES, click("dark", 11, 0), click("bright", 10, 1), click("land", 2, 2))
    labels, found = classified(seen(), LABELS, CLASSES, counts_of(LABELS, 4), examples)
    expected = picture(
        """
        1112222222..
        1112222222..
        111222222222
        111222222222
        111222111222
        111222111222
        333333333333
        333333333333
        """
    )
    assert labels.tolist() == expected.tolist()
    assert (found.examples, found.moved) == (7, 18 + 6)
    assert (found.right, found.right_by_names, found.names_kept, found.kept_note) == (5, 3, False, "")


def test_where_as_many_examples_are_right_by_their_names_only_what_has_no_name_is_learned() -> None:
    """Each told from the others three of six are right, and three of six clusters are named so."""
    labels, found = classified(seen(), LABELS, CLASSES, counts_of(LABELS, 4), EXAMPLES[:6])
    assert (found.right, found.right_by_names, found.names_kept) == (3, 3, True)
    assert labels.tolist() == np.where(LABELS == 4, 1, LABELS).tolist()
    assert found.moved == 6
    assert found.note.startswith("A classifier that learned from 6 examples put 6 pixels into another class")
    assert found.kept_note.endswith(
        "Each told from the others, 3 of 6 are right, by the names of their clusters 3."
    )
    held = found.of.not_learned.reshape(LABELS.shape)
    assert np.array_equal(held, LABELS != 4)


def test_after_twenty_examples_as_many_right_are_enough() -> None:
    """The names count half with twenty, and less with one more."""
    two = LABELS.copy()
    two[LABELS > 2] = 2
    classes = named_classes((Class("dark", (1,)), Class("bright", (2,))), 2)
    every = [click("dark", i % 3, i // 3) for i in range(10)] + [click("bright", 6 + i, 0) for i in range(4)]
    every += [click("bright", 6 + i, 2) for i in range(6)] + [click("bright", 7, 3)]
    kept = {}
    for number in (20, 21):
        _labels, found = classified(seen(), two, classes, counts_of(two, 2), tuple(every[-number:]))
        assert found.right == found.right_by_names == number
        kept[number] = found.names_kept
    assert kept == {20: True, 21: False}


def test_no_data_is_not_looked_at_and_what_nobody_named_is_of_no_class(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is learned from: looks of what is measured, and of each pixel the class that it has before."""
    given = {}

    def looks(bands: np.ndarray, valid: np.ndarray, cancelled: Cancel) -> Looks:
        given.update(bands=bands, valid=valid)
        return looks_of(bands, valid, cancelled)

    def learned(*looks: Any, named: np.ndarray, **options: Any) -> Learned:
        given.update(named=named)
        return learn(*looks, named=named, **options)

    monkeypatch.setattr("core.classify.looks.looks_of", looks)
    monkeypatch.setattr("core.classify.gaussian_process.learn", learned)
    classified(seen(), LABELS, CLASSES, counts_of(LABELS, 4), EXAMPLES)
    assert np.array_equal(given["valid"], LABELS > 0)
    assert np.array_equal(given["bands"][..., 0], np.where(LABELS > 0, seen().pixels[..., 0], 0))
    expected = np.select([LABELS == 1, LABELS == 2], [0, 1], -1)
    assert np.array_equal(given["named"].reshape(LABELS.shape).clip(-1), expected)


def test_answers_are_places_of_free_classes_where_something_is_measured() -> None:
    locked = set_flags(CLASSES, ["bar"], locked=True)
    maps = class_maps(locked, counts_of(LABELS, 4))
    scribble = Example("bright", ((9.5, 0.5), (10.5, 0.5)))
    examples = (click("dark", 1, 0), scribble, click("bar", 0, 7), click("land", 0, 0), click("dark", 11, 1))
    pixels, answers, owners = _answers(examples, maps, LABELS)
    assert (pixels.tolist(), answers.tolist(), owners.tolist()) == ([1, 9], [1, 2], [0, 1])


def test_no_more_values_than_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """96 pixels of two bands; without examples that is the next thing to be said."""
    image = Image(np.repeat(seen().pixels, 2, axis=2), bands=("a", "b"))
    for most, words in ((192, "two classes or more"), (191, "at most 191 values .* this one has 192")):
        monkeypatch.setattr("core.measure.classified.MOST_VALUES", most)
        with pytest.raises(ParameterError, match=words):
            classified(image, LABELS, CLASSES, counts_of(LABELS, 4), ())
    monkeypatch.undo()
    with pytest.raises(ParameterError, match="two classes or more"):
        classified(image, LABELS, CLASSES, counts_of(LABELS, 4), EXAMPLES[:3])
