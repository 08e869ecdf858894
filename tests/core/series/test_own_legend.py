"""A legend of its own: for which pictures, and what is asked of them then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.base.parallel import never_cancelled
from core.classes.classes import Class
from core.cluster.parameters import Parameters
from core.cluster.prepared.own_planes import frozen_of
from core.cluster.segmentation import segment
from core.image.image import Image
from core.series.asked import Asked
from core.series.choice import LegendChoice
from core.series.legend import Legend, kind_of, legend_of
from core.series.own_legend import by_itself, check_own_legends, own_legend_fit, parse_own_legends
from core.series.project import Project
from core.series.rescale import Rescale, Rule, is_as_asked, way_of

A, B, C = Path("x/a.png"), Path("x/b.png"), Path("y/b.png")


def legend(*pictures: tuple[str, str]) -> Legend:
    """Of three greys, found with a seed; the darkest has a name."""
    image = Image(np.array([[10, 11, 90, 91, 200, 201]], np.uint8)[..., None], None, ("gray",))
    found = segment(image, Parameters(k=3, space="gray", seed=7, restarts=2))
    frozen = frozen_of(image, found.parameters, "gray", never_cancelled)
    classes = (Class("water", (1,)), Class("2", (2,)), Class("3", (3,)))
    return legend_of(found, frozen, classes, kind_of(image), source="fit", pictures=pictures)


def test_pictures_are_chosen_by_path_and_name() -> None:
    assert parse_own_legends(["a.png", "y/b.png", "x/a.png"], (A, B, C)) == (A, C)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("b.png", "--own-legend b.png: several pictures have this name; write its path."),
        ("a.pgn", "--own-legend is “a.pgn”: choose a picture of the series. Did you mean a.png?"),
    ],
)
def test_another_is_refused(text: str, words: str) -> None:
    with pytest.raises(ParameterError) as caught:
        parse_own_legends([text], (A, B, C))
    assert str(caught.value) == words


def test_where_each_has_its_own_nothing_is_left_to_ask() -> None:
    check_own_legends(own_clusters=False)
    with pytest.raises(ParameterError, match="leave --own-legend out"):
        check_own_legends(own_clusters=True)


def test_it_is_clustered_as_the_legend_was_and_classes_are_carried() -> None:
    of_all = legend(("a", "1" * 64), ("b", "2" * 64))
    asked = by_itself(of_all, Asked(Parameters()).by(of_all))
    assert asked.legend is None
    assert asked.parameters == Parameters(k=3, space="gray", seed=7, restarts=2)
    assert asked.given.classes == of_all.classes
    assert asked.given.naming is not None
    assert asked.given.naming.means.picture == of_all.sha256, "of another picture than any"
    assert asked.given.naming.means.is_same(of_all.means)
    of_one = legend(("a", "1" * 64))
    naming = by_itself(of_one, Asked(Parameters()).by(of_one)).given.naming
    assert naming is not None
    assert naming.means.picture == "1" * 64


def test_a_legend_of_an_old_file_does_not_say_how_it_was_fitted() -> None:
    old = replace(legend(), fitted_by=None)
    asked = by_itself(old, Asked(Parameters()).by(old))
    assert asked.parameters == Parameters(k=3, space="gray")


@pytest.mark.parametrize("rule", ["never", "helping", "shifted", "own"])
def test_it_is_as_asked_by_its_own_rule_alone(rule: Rule) -> None:
    assert is_as_asked(own_legend_fit(), rule) == (rule == "own")
    assert is_as_asked({"kinds": []}, rule) == (rule != "own")
    assert is_as_asked({"kinds": [], "rescaled": {"helps": True}}, "own") is False


def test_how_a_picture_was_measured() -> None:
    assert way_of(own_legend_fit()) == "own"
    assert way_of({"kinds": [], "rescaled": {}}) == "rescaled"
    assert way_of({"kinds": ["new"]}) == way_of({}) == ""


def test_a_project_without_the_picture_is_without_its_legend() -> None:
    project = Project((A, B), own_legends=frozenset((A, B)), rescale=Rescale(True))
    assert project.without([A]).own_legends == {B}
    assert project.with_own_legend == {A, B}
    assert replace(project, choice=LegendChoice("each")).with_own_legend == frozenset()
    assert project.is_corrected(replace(project, own_legends=frozenset()))
