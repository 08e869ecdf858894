"""What the window shows whatever workspace is seen follows from the session and the clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.cluster.parameters import Parameters
from core.document.document import Document
from tests.workers.pictures import three_colours
from ui.session.session import Session
from ui.shell.shell_state import ShellState, shell_state


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    made = Session()
    made.open(Document(three_colours(name="/folder/lake.png"), Parameters(k=3)))
    return made


@pytest.mark.parametrize("can_paste", [False, True])
def test_without_a_document_a_picture_can_be_pasted_at_most(qtbot: QtBot, *, can_paste: bool) -> None:
    state = shell_state(Session(), can_paste=can_paste)
    assert state == ShellState(can_paste=can_paste)
    assert state.window_title == "Floe"


def test_a_picture_gives_its_name(session: Session) -> None:
    state = shell_state(session, can_paste=True)
    assert state == ShellState(has_image=True, has_document=True, can_paste=True, title="lake.png")
    assert state.window_title == "lake.png – Floe"


def test_undo_and_redo_follow_the_stack(session: Session) -> None:
    session.set_parameters(Parameters(k=4))
    changed = shell_state(session, can_paste=False)
    assert (changed.can_undo, changed.can_redo) == (True, False)
    assert not changed.modified, "there is no file that it could differ from"
    session.undo_stack.undo()
    undone = shell_state(session, can_paste=False)
    assert (undone.can_undo, undone.can_redo) == (False, True)


def test_a_document_gives_its_own_name_and_says_what_is_not_in_its_file(session: Session) -> None:
    session.set_parameters(Parameters(k=4))
    session.take_saved(session.document, Path("/folder/mine.floe"))
    assert shell_state(session, can_paste=False).window_title == "mine.floe – Floe"
    session.set_parameters(Parameters(k=5))
    assert shell_state(session, can_paste=False).window_title == "● mine.floe – Floe"
