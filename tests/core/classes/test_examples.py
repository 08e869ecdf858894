"""Examples: which pixels they are, whose clusters they name, where they contradict each other."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import ParameterError
from core.classes.classes import Class, default_classes, named_classes
from core.classes.examples import (
    Example,
    check_examples,
    examples_by_cluster,
    examples_from,
    examples_json,
    mixed_clusters,
    named_in,
    renamed_examples,
    with_examples,
)
from core.classes.naming import UnclearMatch

LABELS = np.array([[1, 1, 2, 2], [1, 1, 2, 3], [0, 3, 3, 3]], np.uint8)


def click(name: str, column: int, row: int) -> Example:
    return Example(name, ((column + 0.5, row + 0.5),))


@pytest.mark.parametrize(
    ("places", "pixels"),
    [
        (((0.0, 0.0),), [0]),
        (((3.99, 2.99),), [11]),
        (((4.0, 0.0),), []),
        (((-0.01, 0.0),), []),
        (((0.5, 0.5), (3.5, 0.5)), [0, 1, 2, 3]),
        (((3.5, 0.5), (3.5, 2.5), (2.5, 2.5)), [3, 7, 10, 11]),
        (((0.5, 0.5), (0.5, 0.5)), [0]),
        (((2.5, 1.5), (9.5, 1.5)), [6, 7]),
        (((0.5, 3.0),), []),
        (((0.5, -0.01),), []),
        # Four points along it; a fifth would come by pixel 5.
        (((2.0, 1.75), (0.75, 2.5)), [6, 8, 9]),
    ],
)
def test_the_pixels_under_a_click_and_a_scribble(places, pixels: list[int]) -> None:
    assert Example("ice", places).pixels(3, 4).tolist() == pixels


@given(st.lists(st.tuples(st.floats(0, 30), st.floats(0, 20)), min_size=2, max_size=4))
def test_a_scribble_leaves_no_gap(places: list[tuple[float, float]]) -> None:
    rows, columns = np.divmod(Example("ice", tuple(places)).pixels(20, 30), 30)
    if len(rows) > 1:
        near = np.maximum(abs(rows[:, None] - rows), abs(columns[:, None] - columns))
        assert ((near == 1).sum(axis=1) >= 1).all()


def test_a_line_may_have_a_million_half_pixels() -> None:
    places = ((0.5, 0.5), (0.5, 0.5), (500_000.5, 0.5))
    assert Example("ice", places).pixels(3, 4).tolist() == [0, 1, 2, 3]
    with pytest.raises(ParameterError, match="too long"):
        Example("ice", (*places, (500_000.5, 1.0))).pixels(3, 4)


def test_as_many_examples_and_pixels_as_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    some = (click("ice", 0, 0), click("ice", 1, 0), click("sea", 3, 2))
    monkeypatch.setattr("core.classes.examples.MOST_EXAMPLES", 3)
    monkeypatch.setattr("core.classes.examples.MOST_PIXELS", 3)
    assert check_examples(some, 3, 4) == some == examples_from(examples_json(some))
    with pytest.raises(ParameterError, match="more than 3 examples"):
        check_examples((*some, some[0]), 3, 4)
    with pytest.raises(ParameterError, match="more than 3 examples"):
        examples_from(examples_json((*some, some[0])))
    monkeypatch.setattr("core.classes.examples.MOST_PIXELS", 2)
    with pytest.raises(ParameterError, match="more than 2 pixels"):
        check_examples(some, 3, 4)
    with pytest.raises(ParameterError, match="more than 3 examples"):
        examples_from(examples_json(some))


def test_clusters_take_the_class_of_their_examples() -> None:
    classes, unclear = with_examples(default_classes(3), (click("ice", 0, 0), click("sea", 3, 2)), LABELS, 3)
    assert classes == (Class("ice", (1,)), Class("2", (2,)), Class("sea", (3,)))
    assert unclear == ()


def test_what_a_class_has_already_stays_but_for_clusters_with_examples() -> None:
    before = named_classes((Class("ice", (1, 2), "#ff0000", locked=True),), 3)
    classes, _ = with_examples(before, (click("sea", 3, 0),), LABELS, 3)
    assert classes == (Class("ice", (1,), "#ff0000", locked=True), Class("sea", (2,)), Class("3", (3,)))


def test_a_cluster_with_examples_of_two_classes_belongs_to_the_more_frequent_and_it_is_said() -> None:
    ice, sea = (click("ice", 0, 0), click("ice", 1, 0)), click("sea", 0, 1)
    for examples in ((*ice, sea), (sea, *ice)):
        classes, unclear = with_examples(default_classes(3), examples, LABELS, 3)
        assert classes[0] == Class("ice", (1,))
        assert UnclearMatch("ice", "shared", (1,)) in unclear
        assert UnclearMatch("sea", "gone", (1,)) in unclear
    assert "holds examples of another class" in unclear[0].sentence + unclear[1].sentence


def test_clusters_with_examples_of_several_classes_are_mixed_from_the_first_to_the_last() -> None:
    ice, sea = (click("ice", 0, 0), click("ice", 3, 0), click("ice", 3, 2)), click("sea", 0, 1)
    assert mixed_clusters((*ice, sea), LABELS, 3) == (1,)
    assert mixed_clusters((*ice, click("sea", 1, 2)), LABELS, 3) == (3,)
    assert mixed_clusters((*ice, click("sea", 0, 2)), LABELS, 3) == ()  # where there is no data is no cluster


def test_of_as_many_the_class_that_was_named_first_gets_it() -> None:
    examples = (click("sea", 0, 0), click("ice", 1, 0), click("ice", 2, 0))
    classes, unclear = with_examples(default_classes(3), examples, LABELS, 3)
    assert [item.name for item in classes] == ["sea", "ice", "3"]
    assert unclear == (UnclearMatch("sea", "shared", (1,)),)


def test_a_class_elsewhere_has_no_part_in_what_others_share() -> None:
    examples = (click("ice", 0, 0), click("ice", 1, 0), click("sea", 0, 1), click("land", 3, 2))
    _classes, unclear = with_examples(default_classes(3), examples, LABELS, 3)
    assert unclear == (UnclearMatch("ice", "shared", (1,)), UnclearMatch("sea", "gone", (1,)))


def test_shares_of_a_scribble_have_nine_digits_and_one_outside_has_none() -> None:
    scribble = Example("ice", ((1.5, 0.5), (3.5, 0.5)))
    outside = Example("sea", ((9.5, 9.5),))
    counts = examples_by_cluster((scribble, outside), LABELS, 3)
    assert counts["ice"].tolist() == [0, 0.333333333, 0.666666667, 0]
    assert counts["sea"].tolist() == [0, 0, 0, 0]


def test_a_scribble_is_one_example_however_long() -> None:
    """Three of its four pixels are in cluster 3, one in cluster 2."""
    scribble = Example("sea", ((3.5, 0.5), (3.5, 2.5), (2.5, 2.5)))
    counts = examples_by_cluster((scribble,), LABELS, 3)["sea"]
    assert counts.tolist() == [0, 0, 0.25, 0.75]
    classes, _ = with_examples(default_classes(3), (scribble, click("ice", 3, 1)), np.maximum(LABELS, 1), 3)
    assert [item.name for item in classes] == ["1", "sea", "ice"]


def test_an_example_of_a_number_that_another_cluster_has_makes_no_second_class_of_it() -> None:
    classes, _ = with_examples(default_classes(3), (click("3", 0, 0),), LABELS, 3)
    assert classes == (Class("3", (1, 3)), Class("2", (2,)))


def test_examples_where_nothing_is_measured_are_counted_apart() -> None:
    counts = examples_by_cluster((click("ice", 0, 2), click("ice", 1, 1)), LABELS, 3)
    assert {name: each.tolist() for name, each in counts.items()} == {"ice": [1, 1, 0, 0]}
    assert with_examples(default_classes(3), (click("ice", 0, 2),), LABELS, 3)[0] == default_classes(3)


@pytest.mark.parametrize(
    ("examples", "words"),
    [
        ([click("ice", 4, 0)], "The example of “ice” at 4.5,0.5 is outside the picture: 4 × 3 pixels"),
        ([click("ice", 1, 0), click("sea", 1, 0)], "contradict each other: pixel 1,0 is “ice” and “sea”"),
        ([Example("ice", ((0.5, 0.5), (1e6, 0.5)))], "is a line that is too long"),
        ([Example("ice", ((-1e308, 0.5), (1e308, 0.5)))], "is a line that is too long"),
        ([click("ice", 1, 0)] * 10_001, "more than 10"),
    ],
)
def test_what_cannot_be_is_a_sentence(examples: list[Example], words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        check_examples(examples, 3, 4)


@pytest.mark.parametrize(
    ("name", "places"), [("", ((1, 1),)), ("a\nb", ((1, 1),)), ("a", ()), ("a", ((float("nan"), 1.0),))]
)
def test_an_example_has_a_name_and_a_place(name: str, places) -> None:
    with pytest.raises(ParameterError):
        Example(name, places)


def test_examples_survive_a_file_and_follow_their_class() -> None:
    examples = (click("ice", 1, 1), Example("sea", ((0.25, 0.5), (1.0, 2.0))))
    assert examples_from(json.loads(json.dumps(examples_json(examples)))) == examples
    assert named_in(renamed_examples((*examples, examples[0]), {"ice": "snow"})) == ("snow", "sea")


@pytest.mark.parametrize(
    "damage",
    [
        {"class": 3},
        {"places": []},
        {"places": [[1]]},
        {"places": [["a", 1]]},
        {"places": [[1, float("inf")]]},
    ],
)
def test_damaged_examples_are_not_taken(damage) -> None:
    (value,) = examples_json((click("ice", 1, 1),))
    with pytest.raises((ParameterError, ValueError, TypeError)):
        examples_from([value | damage])
