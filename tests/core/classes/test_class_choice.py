"""Classes as they are typed: by ids, places and colours."""

from __future__ import annotations

import pytest

from core.base.errors import ParameterError
from core.classes.class_choice import ClassChoice, chosen_classes, parse_choice, parse_choices
from core.classes.classes import Class
from core.classes.naming import UnclearMatch

GREYS = ((10, 10, 10), (60, 60, 60), (200, 200, 200))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ice=3,4", ClassChoice("ice", (3, 4))),
        ("ice@120,80", ClassChoice("ice", places=((120.0, 80.0),))),
        (" thin ice @ 0.5, 7 ", ClassChoice("thin ice", places=((0.5, 7.0),))),
        ("ice~#DFE8EE", ClassChoice("ice", colours=("#dfe8ee",))),
        ("a@b=2", ClassChoice("a@b", (2,))),
        ("a=b@1,2", ClassChoice("a=b", places=((1.0, 2.0),))),
        ("a@1,2~#000000", ClassChoice("a@1,2", colours=("#000000",))),
    ],
)
def test_the_last_sign_separates(text: str, expected: ClassChoice) -> None:
    assert parse_choice(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ice", "is no class: write NAME=ID"),
        ("", "is no class: write NAME=ID"),
        ("ice@", "names no place"),
        ("ice@1", "names no place"),
        ("ice@1,2,3", "names no place"),
        ("ice@a,2", "names no place"),
        ("@1,2", "A class needs a name"),
        ("ice~white", "“white” is no colour"),
        ("~#ffffff", "A class needs a name"),
    ],
)
def test_what_is_no_choice_is_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        parse_choice(text)


def test_what_is_typed_of_one_class_adds_up() -> None:
    texts = ("ice=3", "ice@1,2", "sea=1", "ice~#ffffff", "ice=2,3", "ice@5,6")
    assert parse_choices(texts) == (
        ClassChoice("ice", (2, 3), ((1.0, 2.0), (5.0, 6.0)), ("#ffffff",)),
        ClassChoice("sea", (1,)),
    )


def test_clusters_of_places_and_colours() -> None:
    labels = {(1.0, 2.0): 1, (5.0, 6.0): 2}
    choices = parse_choices(("ice@1,2", "ice@5,6", "snow~#c9c8c8"))
    assert chosen_classes(choices, GREYS, labels.__getitem__) == (
        (Class("ice", (1, 2)), Class("snow", (3,))),
        (),
    )


def test_a_place_without_a_cluster_is_a_mistake() -> None:
    with pytest.raises(ParameterError, match=r"No cluster is at 1,2\.5, where “ice” is to be"):
        chosen_classes(parse_choices(["ice@1,2.5"]), GREYS, lambda _place: 0)


@pytest.mark.parametrize(
    ("colour", "ids", "between"),
    [
        ("#0a0a0a", 1, ()),
        ("#1e1e1e", 1, (1, 2)),
        ("#323232", 2, ()),
        ("#828282", 3, (2, 3)),
        ("#ffffff", 3, ()),
    ],
)
def test_a_colour_that_lies_between_two_clusters_is_doubtful(
    colour: str, ids: int, between: tuple[int, ...]
) -> None:
    classes, unclear = chosen_classes(parse_choices([f"ice~{colour}"]), GREYS, lambda _place: 0)
    assert classes == (Class("ice", (ids,)),)
    assert unclear == ((UnclearMatch("ice", "between", between),) if between else ())


def test_a_colour_between_two_clusters_of_the_class_is_not() -> None:
    choices = parse_choices(["ice~#1e1e1e", "ice=2"])
    assert chosen_classes(choices, GREYS, lambda _place: 0) == ((Class("ice", (1, 2)),), ())


def test_of_colours_that_are_as_near_the_darker_is_taken() -> None:
    classes, unclear = chosen_classes(
        parse_choices(["ice~#ff0000"]), ((0, 0, 0), (0, 0, 0)), lambda _place: 0
    )
    assert classes == (Class("ice", (1,)),)
    # However many there are.
    greys = ((200,) * 3,) * 20 + ((0,) * 3,) * 20
    assert chosen_classes(parse_choices(["ice~#000000"]), greys, lambda _place: 0)[0][0].clusters == (21,)
    assert unclear[0].sentence == "The colour of “ice” lies between clusters 1, 2: check it."


def test_ids_are_known_before_clusters_are_found_places_and_colours_are_not() -> None:
    known = {text: parse_choice(text).is_of_ids for text in ("ice=1", "ice@1,2", "ice~#ffffff")}
    assert known == {"ice=1": True, "ice@1,2": False, "ice~#ffffff": False}


def test_ids_come_ascending_however_they_are_given() -> None:
    """Numbers that a set has the other way round."""
    (choice,) = parse_choices(("ice=200", "ice=3"))
    assert choice.clusters == (3, 200)
    classes, _unclear = chosen_classes([ClassChoice("ice", (8, 1))], GREYS, lambda _place: 0)
    assert classes[0].clusters == (1, 8)
    greys = ((10,) * 3, *[(200,) * 3] * 6, (60,) * 3)
    assert chosen_classes(parse_choices(["ice~#1e1e1e"]), greys, lambda _place: 0)[1] == (
        UnclearMatch("ice", "between", (1, 8)),
    )


def test_an_only_cluster_is_the_nearest() -> None:
    found = chosen_classes(parse_choices(["ice~#ffffff"]), GREYS[:1], lambda _place: 0)
    assert found == ((Class("ice", (1,)),), ())
