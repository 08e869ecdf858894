"""Classes stay with their clusters; where that is not certain, it is said."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.classes.class_matching import ClusterMeans
from core.classes.classes import Class, Classes, default_classes, named_classes
from core.classes.naming import (
    Carried,
    Naming,
    UnclearMatch,
    carried,
    spoken_name,
)
from core.classes.naming_json import naming_from, naming_json
from core.cluster.parameters import MAX_K, Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.pipeline.result import result_of
from tests.core.classes.test_class_matching import grey
from tests.core.measured import three_colours

OLD = grey(10, 60, 120, 200)
NAMED = named_classes((Class("water", (1,), "#0072b2"), Class("ice", (3, 4), hidden=True)), 4)


def over(new: ClusterMeans, classes: Classes = NAMED, unclear: tuple[UnclearMatch, ...] = ()) -> Carried:
    return carried(classes, Naming(OLD, unclear), new)


def test_the_same_clusters_have_the_same_classes() -> None:
    assert over(OLD) == Carried(NAMED, ())


def test_names_and_colours_go_with_the_clusters() -> None:
    found = over(grey(5, 12, 62, 118, 203))
    assert found.classes == (
        Class("1", (1,)),
        Class("water", (2,), "#0072b2"),
        Class("3", (3,)),
        Class("ice", (4, 5), hidden=True),
    )
    assert {unclear_match.name for unclear_match in found.unclear} <= {"water"}


@pytest.mark.parametrize("space", ["gray", "lab"])
def test_a_small_change_leaves_no_doubt(space: str) -> None:
    found = over(grey(12, 63, 118, 196, space=space))
    assert found == Carried(NAMED, ())


@pytest.mark.parametrize(
    ("levels", "unclear_match"),
    [
        ((10, 60, 120), UnclearMatch("ice", "lost", (3,))),
        ((10, 60, 118, 190, 215), UnclearMatch("ice", "split", (5,))),
        ((10, 60, 120, 202, 235), UnclearMatch("ice", "split", (5,))),
        ((37, 60, 120, 200), UnclearMatch("water", "moved", (1,))),
        ((10, 60, 120, 160, 200), UnclearMatch("ice", "split", (4,))),
        ((70, 120, 200), UnclearMatch("water", "gone", (1,))),
        ((14, 120, 200), UnclearMatch("water", "mixed", (1,))),
    ],
)
def test_what_is_doubtful_is_said(levels: tuple[float, ...], unclear_match: UnclearMatch) -> None:
    found = over(grey(*levels))
    assert unclear_match in found.unclear
    assert f"“{unclear_match.name}”" in unclear_match.sentence


def test_a_class_that_is_gone_is_no_class_any_more() -> None:
    assert [item.name for item in over(grey(70, 120, 200)).classes] == ["1", "ice"]


def test_an_id_that_is_taken_as_a_name_gets_a_prime() -> None:
    classes = named_classes((Class("5", (1, 2)),), 4)
    assert [item.name for item in over(grey(10, 60, 120, 160, 200), classes).classes] == ["5", "3", "4", "5′"]


def test_an_unnamed_cluster_keeps_its_colour_and_takes_its_new_id() -> None:
    classes = named_classes((Class("4", (4,), "#d55e00", locked=True),), 4)
    found = over(grey(10, 30, 60, 120, 200), classes)
    assert found.classes[-1] == Class("5", (5,), "#d55e00", locked=True)
    assert found.unclear == ()


def test_an_unclear_match_stands_until_somebody_has_looked() -> None:
    assert over(OLD, unclear=(UnclearMatch("ice", "split", (9,)),)).unclear == (
        UnclearMatch("ice", "split", (9,)),
    )
    again = over(grey(12, 63, 118, 196), unclear=(UnclearMatch("ice", "split", (9,)),))
    assert again.unclear == (UnclearMatch("ice", "moved", (3, 4)),)


LEVELS = st.lists(st.integers(0, 255), min_size=1, max_size=8, unique=True).map(sorted)


@given(LEVELS, LEVELS, st.data())
def test_every_cluster_is_in_one_class_with_a_name_of_its_own(old, new, data) -> None:
    groups = data.draw(st.lists(st.integers(0, 3), min_size=len(old), max_size=len(old)))
    clusters = [tuple(i + 1 for i, g in enumerate(groups) if g == group) for group in range(3)]
    names = data.draw(st.permutations(["ice", "7", "2 + 3"]))
    named = [Class(name, ids) for name, ids in zip(names, clusters, strict=True) if ids]
    left = {str(i) for i in range(1, len(old) + 1) if not any(i in item.clusters for item in named)}
    assume(not left & {item.name for item in named})
    classes = named_classes(named, len(old))
    found = carried(classes, Naming(grey(*old)), grey(*new))
    assert sorted(i for item in found.classes for i in item.clusters) == list(range(1, len(new) + 1))
    assert len({item.name for item in found.classes}) == len(found.classes)
    assert found == carried(classes, Naming(grey(*old)), grey(*new))


def document(k: int) -> Document:
    return Document(three_colours(), Parameters(k=k))


def test_another_number_of_clusters_and_back() -> None:
    three = segment(three_colours(), Parameters(k=3))
    two = segment(three_colours(), Parameters(k=2))
    named = document(3).with_classes(named_classes((Class("ice", (3,)),), 3), three)
    fewer = named.with_parameters(Parameters(k=2))
    assert [item.name for item in fewer.settle(two).classes] == ["1", "ice"]
    assert fewer.with_parameters(Parameters(k=3)).settle(three).classes == named.classes


def test_without_known_clusters_classes_are_those_of_their_ids() -> None:
    two = segment(three_colours(), Parameters(k=2))
    given_ids = document(2).with_classes(named_classes((Class("ice", (2,)),), 2))
    assert given_ids.settle(two).classes == given_ids.classes
    assert given_ids.with_parameters(Parameters(k=3)).classes is None
    assert document(2).settle(two).classes == default_classes(2)


def test_who_edits_a_class_has_looked_at_it() -> None:
    three = segment(three_colours(), Parameters(k=3))
    classes = named_classes((Class("ice", (3,)), Class("mud", (2,))), 3)
    named = document(3).with_classes(classes, three)
    unclear = (UnclearMatch("ice", "moved", (3,)), UnclearMatch("mud", "moved", (2,)))
    doubtful = replace(named, naming=replace(named.naming, unclear=unclear))
    renamed = tuple(replace(c, name="snow") if c.name == "ice" else c for c in classes)
    assert doubtful.with_classes(renamed, three).settle(three).unclear == unclear[1:]
    assert doubtful.with_match_confirmed("mud", three).settle(three).unclear == unclear[:1]


def test_doubts_stand_in_what_is_exported() -> None:
    three = segment(three_colours(), Parameters(k=3))
    named = document(3).with_classes(named_classes((Class("ice", (3,)),), 3), three)
    unclear_match = UnclearMatch("ice", "moved", (3,))
    doubtful = replace(named, naming=replace(named.naming, unclear=(unclear_match,)))
    assert unclear_match.sentence in result_of(doubtful, three).warnings


def test_a_naming_survives_a_file() -> None:
    known = replace(OLD, covariances=(((4.0,),), (), ((9.0,),), ((0.5,),)), picture="5ad")
    for means in (OLD, known):
        naming = Naming(means, (UnclearMatch("ice", "split", (2, 5)),))
        assert naming_from(json.loads(json.dumps(naming_json(naming)))) == naming
    assert {"covariances", "picture"}.isdisjoint(naming_json(Naming(OLD)))


def test_what_else_is_known_of_the_same_clusters_makes_them_no_others() -> None:
    unclear = (UnclearMatch("ice", "split", (9,)),)
    known = replace(OLD, covariances=(((4.0,),),) * 4, picture="5ad")
    assert over(known, unclear=unclear) == Carried(NAMED, unclear)


@pytest.mark.parametrize(
    "damage",
    [
        {"colours": [[1, 2, 3]]},
        {"colours": [[1, 2]] * 4},
        {"colours": [[1, 2, 300]] * 4},
        {"centroids": [[1.0]] * 3},
        {"centroids": [[1.0], [2.0], [3.0, 4.0], [5.0]]},
        {"centroids": [["a"]] * 4},
        {"centroids": [[float("nan")]] * 4},
        {"doubts": [{"name": "ice", "why": "because", "clusters": []}]},
        {"covariances": [[[1.0]]] * 3},
        {"covariances": [[[1.0, 2.0]]] * 4},
        {"covariances": [[["a"]]] * 4},
        {"covariances": [[[float("inf")]]] * 4},
        {"centroids": [], "colours": []},
    ],
)
def test_a_damaged_naming_is_not_taken(damage: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        naming_from(naming_json(Naming(OLD)) | damage)


def test_the_clusters_of_a_class_are_in_order_wherever_they_went() -> None:
    classes = named_classes((Class("ice", (1, 2)),), 2)
    assert carried(classes, Naming(grey(10, 60)), grey(60, 10)).classes == classes


def test_classes_without_a_name_say_what_they_are_called_now() -> None:
    assert over(grey(10, 30, 60, 120, 200)).renamed == (("2", "3"),)
    assert over(OLD).renamed == ()


def test_a_class_that_is_gone_is_called_as_none_of_those_that_are_there() -> None:
    classes = named_classes((Class("cluster 1 of 4", (3,)), Class("cluster 1 of 4′", (4,))), 4)
    found = carried(classes, Naming(OLD), grey(70, 120, 200), frozenset({"1"}))
    assert ("1", "cluster 1 of 4′′") in found.renamed
    assert [each.name for each in found.unclear if each.why == "gone"] == ["cluster 1 of 4′′"]


def why(levels: tuple[float, ...], old: tuple[float, ...], ids: tuple[int, ...]) -> UnclearMatch | None:
    classes = named_classes((Class("ice", ids),), len(old))
    found = carried(classes, Naming(grey(*old)), grey(*levels)).unclear
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        # Half the way to the neighbour at 30, and just beyond it.
        ((20.0, 30.0), None),
        ((20.25, 30.0), UnclearMatch("ice", "moved", (1,))),
        # Exchanged they would cost a quarter of the limit more (400), and a little less.
        ((18.75, 21.25), None),
        ((19.0, 21.0), UnclearMatch("ice", "moved", (1,))),
        # Left over as far away as the neighbour, and a little nearer.
        ((10.0, 30.0, -10.0), None),
        ((10.0, 30.0, -9.75), UnclearMatch("ice", "split", (3,))),
    ],
)
def test_where_certainty_ends(levels: tuple[float, ...], expected: UnclearMatch | None) -> None:
    assert why(levels, (10, 30), (1,)) == expected


def test_one_cluster_of_a_class_that_is_unclear_is_enough() -> None:
    old = (10, 30, 200)
    assert why((20.25, 30, 200), old, (1, 3)) == UnclearMatch("ice", "moved", (1, 3))
    assert why((19, 21, 200), old, (1, 3)) == UnclearMatch("ice", "moved", (1, 3))
    assert why((200, 20.25, 30), old, (1, 3)) == UnclearMatch("ice", "moved", (1, 2))


def test_who_has_the_pixels_of_a_class_is_said_in_order() -> None:
    levels = (0, 20, 40, 60, 80, 100, 120, 140, 160)
    assert why(levels, (*levels, 21, 161), (10, 11)) == UnclearMatch("ice", "gone", (2, 9))


@pytest.mark.parametrize(
    ("change", "taken"),
    [
        ({"colours": [[0, 0, 0]] * 3 + [[255, 255, 255]]}, True),
        ({"colours": [[0, 0, 0]] * 3 + [[256, 255, 255]]}, False),
        ({"colours": [[0, 0, 0]] * 3 + [[-1, 255, 255]]}, False),
        ({"centroids": [[1.0]] * 3 + [[9e149]]}, True),
        ({"centroids": [[1.0]] * 3 + [[1e150]]}, False),
        ({"centroids": [[1.0]] * 3 + [[-1e150]]}, False),
        ({"centroids": [[1.0]] * MAX_K, "colours": [[1, 2, 3]] * MAX_K}, True),
        ({"doubts": [{"name": "ice", "why": "moved", "clusters": [1]}] * MAX_K}, True),
        ({"doubts": [{"name": "ice", "why": "moved", "clusters": [1]}] * (MAX_K + 1)}, False),
        ({"centroids": [[1.0]] * (MAX_K + 1), "colours": [[1, 2, 3]] * (MAX_K + 1)}, False),
    ],
)
def test_where_possible_clusters_of_a_file_end(change: dict[str, object], taken: bool) -> None:
    value = naming_json(Naming(OLD)) | change
    if taken:
        assert naming_json(naming_from(value)) == value
    else:
        with pytest.raises(ValueError, match=r"of the classes|than classes"):
            naming_from(value)


def test_a_number_in_a_sentence_is_called_a_class() -> None:
    """Where it is the id of its one cluster, with a prime where another class is called so."""
    assert [spoken_name(Class(*each)) for each in (("3", (3,)), ("3′", (3,)))] == ["class 3", "class 3′"]
    assert [spoken_name(Class(*each)) for each in (("3", (2,)), ("3", (2, 3)), ("ice", (3,)))] == [
        "3",
        "3",
        "ice",
    ]


def test_where_a_fifth_of_the_clusters_is_gone_in_another_picture_all_are_unclear() -> None:
    levels = (20, 60, 100, 140, 180, 220)
    for k, unclear in ((5, (UnclearMatch("ice", "moved", (1,)),)), (6, ())):
        old, new = (replace(grey(*levels[:n]), picture=f"{n}") for n in (k, k - 1))
        assert carried(named_classes((Class("ice", (1,)),), k), Naming(old), new).unclear == unclear
