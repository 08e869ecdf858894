"""The session: one document, a step to undo for every change, and no step for none."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.edits import Edits
from core.image.image import Image
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from tests.workers.outcomes import outcome_of
from tests.workers.pictures import three_colours
from ui.session.session import Session
from ui.session.view_state import shown_classes


class Told:
    """Counts what a session announces."""

    def __init__(self, session: Session) -> None:
        self.documents = self.outcomes = self.undos = 0
        session.document_changed.connect(self._document)
        session.outcome_changed.connect(self._outcome)
        session.undo_changed.connect(self._undo)

    def _document(self) -> None:
        self.documents += 1

    def _outcome(self) -> None:
        self.outcomes += 1

    def _undo(self) -> None:
        self.undos += 1


@pytest.fixture
def session(qapp) -> Session:
    made = Session()
    made.open(Document(three_colours(), Parameters(k=3)))
    made.set_outcome(outcome_of(three_colours()))
    return made


def names(session: Session) -> list[str]:
    return [c.name for c in shown_classes(session.document, session.outcome)]


def k(session: Session) -> int:
    return session.document.parameters.k


def test_opening_replaces_the_document_and_leaves_nothing_to_undo(session) -> None:
    session.rename_class("3", "ice")
    told = Told(session)
    other = Document(three_colours(name="other.png"), Parameters(k=2))
    session.open(other)
    assert session.document is other
    assert session.outcome is None
    assert not session.undo_stack.canUndo()
    assert told.documents == 1


def test_closing_leaves_no_document(session) -> None:
    session.rename_class("3", "ice")
    told = Told(session)
    session.close()
    assert session.document is None
    assert session.outcome is None
    assert not session.undo_stack.canUndo()
    assert told.documents == 1


def test_an_outcome_is_announced(session) -> None:
    told = Told(session)
    outcome = outcome_of(three_colours())
    session.set_outcome(outcome)
    assert session.outcome is outcome
    assert (told.outcomes, told.documents) == (1, 0)


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (lambda s: s.rename_class("3", "ice"), ["1", "2", "ice"]),
        (lambda s: s.merge_classes(("2", "3"), "ice"), ["1", "ice"]),
    ],
    ids=["rename", "merge"],
)
def test_edits_of_classes_are_undone_and_redone(session, edit, after) -> None:
    told = Told(session)
    edit(session)
    assert names(session) == after
    session.undo_stack.undo()
    assert names(session) == ["1", "2", "3"]
    assert session.document.classes is None
    session.undo_stack.redo()
    assert names(session) == after
    assert told.documents == 3
    assert told.undos >= 3


def test_a_split_is_undone_to_the_merged_class(session) -> None:
    session.merge_classes(("1", "3"), "not ice")
    session.split_class("not ice")
    assert names(session) == ["1", "2", "3"]
    session.undo_stack.undo()
    assert names(session) == ["not ice", "2"]
    session.undo_stack.undo()
    assert names(session) == ["1", "2", "3"]
    assert not session.undo_stack.canUndo()


def test_every_step_says_what_it_takes_back(session) -> None:
    steps = (
        lambda: session.rename_class("3", "ice"),
        lambda: session.merge_classes(("1", "2"), "water"),
        lambda: session.split_class("water"),
        lambda: session.set_parameters(Parameters(k=2)),
        lambda: session.set_pixel_size(parse_pixel_size("2m")),
    )
    texts = []
    for step in steps:
        step()
        texts.append(session.undo_stack.undoText())
    assert texts == ["Rename class", "Merge classes", "Split class", "Change parameters", "Set scale"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda s: s.rename_class("3", "1"),
        lambda s: s.rename_class("3", " "),
        lambda s: s.merge_classes(("2",), "ice"),
        lambda s: s.merge_classes(("2", "3"), "1"),
    ],
)
def test_an_edit_that_cannot_be_changes_nothing(session, edit) -> None:
    told = Told(session)
    with pytest.raises(ParameterError):
        edit(session)
    assert names(session) == ["1", "2", "3"]
    assert not session.undo_stack.canUndo()
    assert told.documents == 0


def test_the_same_again_is_no_step(session) -> None:
    session.rename_class("3", "3")
    session.set_parameters(session.document.parameters)
    session.set_pixel_size(None)
    assert not session.undo_stack.canUndo()


def test_a_scale_is_undone_and_redone(session) -> None:
    size = parse_pixel_size("2m")
    session.set_pixel_size(size)
    assert session.document.calibration == size
    session.undo_stack.undo()
    assert session.document.calibration == UNCALIBRATED
    session.undo_stack.redo()
    assert session.document.calibration == size


def test_parameters_are_undone_and_redone(session) -> None:
    session.set_parameters(Parameters(k=3, seed=8))
    session.set_parameters(Parameters(k=3, seed=8, space="lab"))
    session.undo_stack.undo()
    assert session.document.parameters == Parameters(k=3, seed=8)
    session.undo_stack.undo()
    assert session.document.parameters == Parameters(k=3)
    session.undo_stack.redo()
    session.undo_stack.redo()
    assert session.document.parameters.space == "lab"


def drag(session: Session, *values: int) -> None:
    """Move the slider of k over `values` and let it go at the last."""
    for value in values:
        session.set_parameters(Parameters(k=value), final=False)
    session.set_parameters(Parameters(k=values[-1]))


def test_a_drag_is_seen_on_its_way_and_is_one_step(session) -> None:
    seen: list[int] = []
    session.document_changed.connect(lambda: seen.append(k(session)))
    drag(session, 4, 5, 6)
    assert seen[:3] == [4, 5, 6]
    assert k(session) == 6
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert k(session) == 3
    session.undo_stack.redo()
    assert k(session) == 6


def test_two_drags_are_two_steps(session) -> None:
    drag(session, 4, 5)
    drag(session, 6, 7)
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    assert k(session) == 5


def test_a_drag_that_returns_to_its_start_leaves_no_step(session) -> None:
    drag(session, 4, 5, 3)
    assert k(session) == 3
    assert not session.undo_stack.canUndo()


@pytest.mark.parametrize("values", [(4, 3), (4, 5, 4, 3), (2, 4)])
def test_a_drag_loses_no_names(session, values) -> None:
    session.rename_class("3", "ice")
    drag(session, *values)
    if values[-1] != 3:
        session.undo_stack.undo()
    assert k(session) == 3
    assert names(session) == ["1", "2", "ice"]


def test_another_k_keeps_the_classes_and_undo_leaves_them_as_they_were(session) -> None:
    session.rename_class("3", "ice")
    named = session.outcome
    session.set_parameters(Parameters(k=2))
    session.set_outcome(outcome_of(session.document.image, Parameters(k=2)))
    assert names(session) == ["1", "ice"]
    session.undo_stack.undo()
    session.set_outcome(named)
    assert names(session) == ["1", "2", "ice"]


def test_a_drag_ends_with_its_picture(session) -> None:
    session.set_parameters(Parameters(k=5), final=False)
    session.open(Document(three_colours(name="other.png"), Parameters(k=2)))
    session.set_parameters(Parameters(k=3))
    session.undo_stack.undo()
    assert session.document.image.provenance.path == "other.png"
    assert k(session) == 2


def test_without_a_document_nothing_can_be_changed(qapp) -> None:
    session = Session()
    session.set_parameters(Parameters(k=5))
    session.set_pixel_size(parse_pixel_size("2m"))
    session.rename_class("1", "ice")
    session.merge_classes(("1", "2"), "ice")
    assert session.document is None
    assert not session.undo_stack.canUndo()


def test_without_a_result_there_are_no_classes_to_edit(qapp) -> None:
    session = Session()
    session.open(Document(three_colours(), Parameters(k=3)))
    session.rename_class("1", "ice")
    assert session.document.classes is None


def test_while_another_k_runs_the_classes_shown_are_those_of_the_result(session) -> None:
    session.rename_class("3", "ice")
    session.set_parameters(Parameters(k=2))
    assert names(session) == ["1", "2", "ice"]


def test_undo_gives_up_the_oldest_steps_where_they_hold_too_much(session, monkeypatch) -> None:
    """A stroke of 256 × 256 pixels makes a new tile of 64 KiB: a bound of ten keeps the last few of fifty."""
    image = Image(np.zeros((256, 256, 1), np.uint8))
    session.open(Document(image, Parameters(k=3)))
    monkeypatch.setattr(session._memory, "_most", 10 * 256 * 256)
    for stroke in range(50):
        tile = np.full((256, 256), 1 + stroke % 3, np.uint8)
        session.put("stroke", session.document.with_edits(Edits((256, 256), ("1", "2", "3"), {(0, 0): tile})))
    undone = 0
    while session.can_undo:
        session.undo_stack.undo()
        undone += 1
    assert 4 <= undone <= 10
    assert not session.can_undo
    for _ in range(undone):
        session.undo_stack.redo()
    assert int(session.document.edits.tiles[0, 0][0, 0]) == 1 + 49 % 3


def test_without_edits_undo_has_no_end(session) -> None:
    for number in range(300):
        session.rename_class(session.document.classes_for(3)[2].name, f"ice {number}")
    undone = 0
    while session.can_undo:
        session.undo_stack.undo()
        undone += 1
    assert undone == 300
