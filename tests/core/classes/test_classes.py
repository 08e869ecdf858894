"""Classes: named, merged, renamed and taken apart; every mistake is one sentence."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.base.errors import ParameterError
from core.classes.classes import (
    Class,
    checked_name,
    class_list_from,
    class_list_json,
    default_classes,
    merge,
    named_classes,
    new_names,
    parse_class,
    recolour,
    rename,
    set_flags,
    split,
)
from core.cluster.parameters import MAX_K


def test_by_default_a_class_a_cluster() -> None:
    assert default_classes(2) == (Class("1", (1,)), Class("2", (2,)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ice=3,4", Class("ice", (3, 4))),
        ("ice=4,3,3", Class("ice", (3, 4))),
        ("ice=8,1,16", Class("ice", (1, 8, 16))),
        (" thin ice = 1 ", Class("thin ice", (1,))),
        ("a=b=2", Class("a=b", (2,))),
        ("海冰=2", Class("海冰", (2,))),
    ],
)
def test_a_class_as_it_is_typed(text: str, expected: Class) -> None:
    assert parse_class(text) == expected


@pytest.mark.parametrize(
    "text", ["", "ice", "ice=", "=3", " =3", "ice=a", "ice=0", "ice=-1", "ice=1,,2", "ice=1.5"]
)
def test_what_is_no_class_is_a_sentence(text: str) -> None:
    with pytest.raises(ParameterError, match="is no class: write NAME=ID"):
        parse_class(text)


@pytest.mark.parametrize("name", ["two\nlines", "tab\tstop", "half \udcff", "line\u2028end"])
def test_a_name_is_one_line_of_text(name: str) -> None:
    for attempt in (
        lambda: parse_class(f"{name}=1"),
        lambda: rename(default_classes(2), "1", name),
        lambda: merge(default_classes(2), ["1", "2"], name),
    ):
        with pytest.raises(ParameterError, match="not one line of text") as caught:
            attempt()
        str(caught.value).encode()


def test_clusters_left_over_keep_their_id() -> None:
    found = named_classes([Class("ice", (2, 4))], 4)
    assert found == (Class("1", (1,)), Class("ice", (2, 4)), Class("3", (3,)))


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ([Class("ice", (5,))], "“ice” names cluster 5, but there are only 4"),
        ([Class("ice", (1, 2)), Class("water", (2,))], "cannot be in both “ice” and “water”"),
        ([Class("ice", (1,)), Class("ice", (2,))], "Two classes are called “ice”"),
        ([Class("2", (1,))], "Two classes are called “2”"),
    ],
)
def test_names_that_do_not_fit(named: list[Class], words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        named_classes(named, 4)


def test_merge() -> None:
    merged = merge(default_classes(4), ["2", "4"], " ice ")
    assert merged == (Class("1", (1,)), Class("ice", (2, 4)), Class("3", (3,)))
    assert merge(merged, ["ice", "3"], "ice") == (Class("1", (1,)), Class("ice", (2, 3, 4)))


@pytest.mark.parametrize(
    ("names", "new", "words"),
    [
        (["1"], "ice", "two or more"),
        (["1", "nobody"], "ice", "two or more"),
        (["1", "2"], "3", "already a class called “3”"),
        (["1", "2"], "  ", "needs a name"),
    ],
)
def test_merging_that_does_not_fit(names: list[str], new: str, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        merge(default_classes(3), names, new)


def test_rename_keeps_the_colour() -> None:
    classes = (Class("1", (1,), "#112233"), Class("2", (2,)))
    assert rename(classes, "1", "water") == (Class("water", (1,), "#112233"), Class("2", (2,)))
    assert rename(classes, "1", "1") == classes
    with pytest.raises(ParameterError, match="already a class called “2”"):
        rename(classes, "1", "2")
    with pytest.raises(ParameterError, match="needs a name"):
        rename(classes, "1", "")


def test_split() -> None:
    classes = (Class("1", (1,)), Class("ice", (2, 4)), Class("4", (3,)))
    assert split(classes, "ice") == (Class("1", (1,)), Class("2", (2,)), Class("4", (3,)), Class("4′", (4,)))


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)


@given(st.sets(st.integers(1, 9), min_size=2), NAMES)
def test_splitting_undoes_merging(clusters: set[int], name: str) -> None:
    classes = default_classes(9)
    others = {c.name for c in classes if c.clusters[0] not in clusters}
    assume(name not in others)
    assert split(merge(classes, [str(i) for i in clusters], name), name) == classes


def test_merging_keeps_what_was_chosen() -> None:
    classes = (Class("1", (1,), "#112233", locked=True), Class("2", (2,), hidden=True), Class("3", (3,)))
    assert merge(classes, ["1", "2"], "ice")[0] == Class("ice", (1, 2), "#112233", locked=True)
    assert merge(recolour(classes, "2", "#445566"), ["1", "2"], "ice")[0].colour is None


def test_a_class_is_recoloured_hidden_and_locked() -> None:
    classes = default_classes(3)
    assert recolour(classes, "2", " #E69F00")[1] == Class("2", (2,), "#e69f00")
    assert recolour(recolour(classes, "2", "#e69f00"), "2", None) == classes
    assert set_flags(classes, ["1", "3"], hidden=True)[2] == Class("3", (3,), hidden=True)
    locked = set_flags(set_flags(classes, ["1"], locked=True), ["1"], hidden=True)
    assert locked[0] == Class("1", (1,), hidden=True, locked=True)
    assert set_flags(locked, ["1"], hidden=False, locked=False) == classes
    with pytest.raises(ParameterError, match="is no colour"):
        recolour(classes, "1", "red")


def test_classes_survive_a_file() -> None:
    classes = (Class("ice", (1, 3), "#e69f00", hidden=True), Class("2", (2,), locked=True))
    assert class_list_from(json.loads(json.dumps(class_list_json(classes)))) == classes


def test_files_of_the_first_version_are_read() -> None:
    old = [{"name": "ice", "clusters": [1, 3], "colour": "#E69F00"}]
    assert class_list_from(old) == (Class("ice", (1, 3), "#e69f00"),)


@pytest.mark.parametrize(
    "damage",
    [
        {"name": 3},
        {"name": " "},
        {"name": "two\nlines"},
        {"clusters": []},
        {"clusters": [0]},
        {"clusters": ["1"]},
        {"clusters": [True]},
        {"clusters": 1},
        {"colour": "red"},
        {"colour": 5},
        {"hidden": "no"},
        {"locked": 1},
    ],
)
def test_damaged_classes_are_not_taken(damage: dict[str, object]) -> None:
    whole: dict[str, object] = {"name": "ice", "clusters": [1], "colour": None, "hidden": False}
    with pytest.raises((ParameterError, TypeError)):
        class_list_from([whole | damage])


def test_what_classes_are_called_after_they_were_renamed_and_merged() -> None:
    before = default_classes(4)
    assert new_names(before, rename(before, "2", "ice")) == {"2": "ice"}
    assert new_names(before, merge(before, ("1", "3"), "water")) == {"1": "water", "3": "water"}
    merged = merge(before, ("1", "3"), "3")
    assert new_names(before, merged) == {"1": "3"}
    assert new_names(merged, split(merged, "3")) == {}


def test_the_clusters_of_a_file_are_put_in_order() -> None:
    (found,) = class_list_from([{"name": "ice", "clusters": [8, 16, 1], "colour": None}])
    assert found == Class("ice", (1, 8, 16))


@pytest.mark.parametrize("what", ["class", "ratio"])
def test_a_name_has_one_sign_to_ten_thousand(what) -> None:
    longest = "x" * 10_000
    assert checked_name(f" {longest} ", what) == longest
    for name, words in ((f"{longest}x", r"may have 10.000 characters"), (" ", f"A {what} needs a name")):
        with pytest.raises(ParameterError, match=words):
            checked_name(name, what)
    with pytest.raises(ParameterError, match=f"of a {what}"):
        checked_name("a\tb", what)


def test_a_file_has_as_many_classes_as_there_can_be_clusters() -> None:
    values = class_list_json(default_classes(MAX_K))
    assert class_list_from(values) == default_classes(MAX_K)
    with pytest.raises(ParameterError):
        class_list_from([*values, *values[:1]])
