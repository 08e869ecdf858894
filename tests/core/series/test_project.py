"""A project: which pictures are measured as they would be now, and how clusters are named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.classes.classes import Class
from core.document.edits import Edits, painted
from core.roi.shape_masks import PixelWindow
from core.series.choice import LegendChoice
from core.series.order import Order
from core.series.own_parts import OwnParts
from core.series.project import Project, asked_of
from core.series.project_clusters import cluster_lines, with_k, with_name
from tests.core.series.test_own_parts import METRES, edits

A, B, C = Path("a.png"), Path("b.png"), Path("c.png")
ALL = Project((A, B))
EDITED_1 = OwnParts(edits=painted(Edits((6, 4)), PixelWindow(0, 0, np.ones((2, 4), bool)), "1"))
ON_A = replace(ALL, choice=LegendChoice("fit", A))


def test_a_legend_of_all_depends_on_all() -> None:
    assert ALL.measured_by(ALL) == {A, B}
    assert ALL.with_pictures([C]).measured_by(ALL) == frozenset()
    assert ALL.without([B]).measured_by(ALL) == frozenset()


def test_a_legend_of_one_does_not() -> None:
    assert ON_A.with_pictures([C]).measured_by(ON_A) == {A, B}
    assert ON_A.without([B]).measured_by(ON_A) == {A}


def test_order_changes_nothing_and_all_else_everything() -> None:
    assert replace(ALL, order=Order("auto")).measured_by(ALL) == {A, B}
    others = (replace(ALL, k=5), replace(ALL, space="lab"), replace(ALL, named=(Class("ice", (1,)),)), ON_A)
    assert [each.measured_by(ALL) for each in others] == [frozenset()] * 4


def test_without_its_picture_the_legend_is_of_all() -> None:
    assert ON_A.without([A]).choice == LegendChoice()
    assert ON_A.without([B]).choice == ON_A.choice


def test_a_picture_is_added_once() -> None:
    assert ALL.with_pictures([B, C, C]).pictures == (A, B, C)


def test_what_is_shared_is_so_at_once_and_not_picture_by_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = tuple(Path(f"{i}.png") for i in range(20))
    owned = Project(pictures).with_all_own(
        {path: OwnParts(METRES, edits=edits("ice", 1, (600, 600))) for path in pictures}
    )
    assert owned.own.keys() == set(pictures)
    made: list[Project] = []

    def counted(project: Project, **changes: object) -> Project:
        made.append(project)
        return replace(project, **changes)  # type: ignore[arg-type]

    monkeypatch.setattr("core.series.project.replace", counted)
    shared = owned.shared_from(pictures[0])
    assert shared.shared.scale == METRES
    assert [shared.names_of_own(path) for path in pictures] == [("edits",)] * 20
    assert len(made) == 3, "the parts of the one that is shared, and two projects"
    assert not shared.with_all_own(dict.fromkeys(pictures, shared.shared)).own


def test_clusters_of_one_name_are_one_class() -> None:
    named = with_name(with_name(ALL, 3, " ice "), 1, "ice")
    assert named.named == (Class("ice", (1, 3)),)
    assert [line.name for line in cluster_lines(named, None)] == ["ice", "", "ice", ""]
    assert with_name(named, 1, "1").named == (Class("ice", (3,)),)
    assert with_name(named, 3, "").named == (Class("ice", (1,)),)
    assert with_k(named, 2).named == (Class("ice", (1,)),)


def test_edits_by_hand_follow_a_class_that_is_named() -> None:
    painted_1 = with_k(ALL.with_own(A, EDITED_1), 3)
    named = with_name(painted_1, 1, "water")
    assert named.own[A].edits.names == ("water",)
    assert with_name(named, 2, "ice").own[A].edits.names == ("water",)
    merged = with_name(named, 3, "water")
    assert with_name(merged, 1, "land").own[A].edits.names == ("water",), "the class is there still"
    assert with_name(named, 1, "").own[A].edits.names == ("1",)
    assert with_name(painted_1, 1, "2").own[A].edits.names == ("2",), "what cannot be measured is no crash"


def test_a_threshold_has_no_legend() -> None:
    from core.cluster.parameters import Parameters
    from core.cluster.threshold import Threshold
    from core.document.document_parts import parameters_json

    recipe = {"parameters": parameters_json(Parameters(k=2, threshold=Threshold("R", (100.0,))))}
    with pytest.raises(ParameterError, match="cut by itself"):
        asked_of(replace(ALL, recipe=recipe), Path())
    asked_of(replace(ALL, recipe=recipe, choice=LegendChoice("each")), Path())


def test_labels_have_no_legend() -> None:
    from core.cluster.parameters import Parameters
    from core.document.document_parts import parameters_json

    recipe = {"parameters": parameters_json(Parameters(k=2)), "reading": {"labels": True}}
    with pytest.raises(ParameterError, match="Label images"):
        asked_of(replace(ALL, recipe=recipe), Path())
