"""What is for a class without a name goes with its cluster, whatever number that has in another run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.classes.classes import Class, default_classes, named_classes
from core.classes.naming import Naming, UnclearMatch, carried, is_unnamed
from core.classes.ratios import parse_ratio
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.document.document_parts import all_parts, recipe_parts, with_all_parts, with_recipe
from core.document.edits import Edits, painted
from core.document.step import Step
from core.image.image import Image
from core.measure.measurement import measure
from core.pipeline.record import run_record
from core.pipeline.record_reader import document_from
from core.pipeline.result import result_of
from core.roi.shape_masks import PixelWindow
from tests.core.classes.test_class_matching import grey

# Four stripes of 25 pixels each: with k = 3 the dark two are one cluster, so that the others' ids move.
GREYS = np.array([10, 30, 130, 250], np.uint8)
MAP = np.repeat(np.array([[0] * 5 + [1] * 5 + [2] * 5 + [3] * 5], np.uint8), 5, axis=0)
PICTURE = Image(GREYS[MAP][..., None])
STEP = Step("open", 1.0, class_name="4")
RATIO = parse_ratio("bright=4/(3+4)")
FOUR, THREE, TWO = (segment(PICTURE, Parameters(k=k)) for k in (4, 3, 2))


def corner(name: str) -> Edits:
    """The first six pixels of the first stripe are given to a class."""
    return painted(Edits((5, 20)), PixelWindow(0, 0, np.ones((2, 3), bool)), name)


@pytest.fixture
def told() -> Document:
    """Over four clusters: a step, a ratio and edits for cluster 4, which nobody has named."""
    document = Document(PICTURE, Parameters(k=4)).with_steps((STEP,), FOUR)
    return document.with_ratios((RATIO,), FOUR).with_edits(corner("4"), FOUR)


def for_classes(document: Document) -> tuple[object, ...]:
    return document.steps[0].class_name, document.ratios[0].formula, document.edits.names


def with_k(document: Document, k: int) -> Document:
    return document.with_parameters(replace(document.parameters, k=k))


def test_all_goes_with_the_cluster(told: Document) -> None:
    fewer = with_k(told, 3).settled(THREE)
    assert for_classes(fewer) == ("3", "3 / (2 + 3)", ("3",))
    assert fewer.edits.tiles is not None
    assert all(fewer.edits.tiles[key] is told.edits.tiles[key] for key in told.edits.tiles)


def test_it_is_measured_there(told: Document) -> None:
    found = measure(with_k(told, 3), THREE)
    assert (found.labels[:2, :3] == 3).all()
    assert found.edit_changes.gained == (0, 0, 6)
    assert found.changes[0].step.class_name == "3"
    assert found.warnings == ()
    result = result_of(with_k(told, 3), THREE)
    assert [value.value for value in result.ratio_values] == [pytest.approx(31 / 56)]


def test_going_back_brings_all_back(told: Document) -> None:
    there = with_k(told, 3)
    assert for_classes(with_k(there, 4).settled(FOUR)) == for_classes(told)


def test_what_has_no_counterpart_waits_and_is_said(told: Document) -> None:
    two = told.with_steps((Step("open", 1.0, class_name="3"),), FOUR).with_edits(corner("3"), FOUR)
    two = with_k(two.with_ratios((parse_ratio("x=3/4"),), FOUR), 2)
    found = measure(two, TWO)
    settled = two.settled(TWO)
    assert settled.edits.names == ("cluster 3 of 4",)
    assert found.edit_changes.dormant == (("cluster 3 of 4", 6),)
    np.testing.assert_array_equal(found.labels, TWO.labels)
    said = result_of(two, TWO).warnings
    assert sum("“cluster 3 of 4” are left out" in line for line in said) == 1
    assert any(line.startswith("The step “Open 1 px, cluster 3 of 4” is left out") for line in said)
    assert any("needs a class “cluster 3 of 4”" in line for line in said)
    assert any(line.startswith("“cluster 3 of 4” is gone") for line in said)


def test_what_is_given_later_is_for_the_classes_that_are_seen(told: Document) -> None:
    """The same name means another cluster by now: what was there before is called as it is seen too."""
    fewer = with_k(told, 3)
    more = fewer.with_steps((*fewer.settled(THREE).steps, Step("close", 1.0, class_name="2")), THREE)
    assert [step.class_name for step in more.steps] == ["3", "2"]
    assert for_classes(more)[1:] == ("3 / (2 + 3)", ("3",))
    assert with_k(more, 4).settled(FOUR).steps[0].class_name == "4"


def test_what_is_for_names_alone_leaves_the_naming_as_it_is() -> None:
    named = Document(PICTURE, Parameters(k=4)).with_classes(named_classes((Class("ice", (4,)),), 4), FOUR)
    there = with_k(named, 3).with_steps((Step("open", 1.0), Step("close", 1.0, class_name="ice")), THREE)
    assert there.naming is named.naming
    assert with_k(named, 3).with_edits(corner("ice"), THREE).naming is named.naming


def test_a_merge_and_a_name_take_them_along(told: Document) -> None:
    fewer = with_k(told, 3)
    named = fewer.with_classes(named_classes((Class("ice", (3,)),), 3), THREE)
    assert for_classes(named) == ("ice", "ice / (2 + ice)", ("ice",))
    assert for_classes(with_k(named, 4).settled(FOUR)) == ("ice", "ice / (3 + ice)", ("ice",))


def test_a_doubt_is_said_where_something_is_for_the_class() -> None:
    old, new = Naming(grey(10, 60, 120, 200)), grey(10, 60, 118, 190, 215)
    classes = default_classes(4)
    assert carried(classes, old, new).unclear == ()
    found = carried(classes, old, new, frozenset({"4"}))
    assert [unclear_match.name for unclear_match in found.unclear] == ["4"]
    moved = carried(classes, Naming(grey(10, 60, 120, 200), (UnclearMatch("4", "moved", (4,)),)), old.means)
    assert moved.unclear == ()


def test_who_looks_at_it_settles_it(told: Document) -> None:
    assert for_classes(with_k(told, 3).with_match_confirmed("3", THREE)) == ("3", "3 / (2 + 3)", ("3",))


def test_files_hold_it_with_its_clusters(told: Document, tmp_path: Path) -> None:
    fresh = Document(PICTURE, Parameters(k=4))
    for part in (all_parts(told), all_parts(with_k(told, 3))):
        opened = with_all_parts(fresh, json.loads(json.dumps(part)))
        assert for_classes(opened.settled(THREE)) == ("3", "3 / (2 + 3)", ("3",))
    recipe = json.loads(json.dumps(recipe_parts(told)))
    applied = with_recipe(fresh, recipe).settled(THREE)
    assert applied.steps[0].class_name == "3"
    assert applied.ratios[0].formula == "3 / (2 + 3)"


def test_the_edits_of_a_picture_go_into_a_recipe_that_is_applied_to_it(told: Document) -> None:
    named = Document(PICTURE, Parameters(k=3)).with_classes(
        named_classes((Class("ice", (3,)), Class("grey", (2,))), 3), THREE
    )
    assert with_recipe(told, recipe_parts(named)).edits.names == ("ice",)


def test_a_record_says_what_was_measured(told: Document) -> None:
    record = json.loads(json.dumps(run_record(result_of(with_k(told, 3), THREE))))
    assert record["steps"][0]["class"] == record["result"]["steps"][0]["class"] == "3"
    assert record["edits"]["names"] == ["3"]
    again = run_record(result_of(document_from(record, PICTURE), THREE))
    assert again["result"] == record["result"]


LEVELS = st.lists(st.integers(0, 255), min_size=1, max_size=8, unique=True).map(sorted)


@given(LEVELS, LEVELS)
def test_no_two_classes_come_to_one_name(old: list[int], new: list[int]) -> None:
    """And one that is there is never the name of one that is gone."""
    classes = default_classes(len(old))
    found = carried(classes, Naming(grey(*old)), grey(*new))
    renamed = dict(found.renamed)
    now = [renamed.get(item.name, item.name) for item in classes]
    assert len(set(now)) == len(now)
    there = {item.name for item in found.classes}
    assert all(is_unnamed(item) for item in found.classes)
    assert all(name in there or name.startswith("cluster ") for name in now)
