"""A collection goes over to the window in another language: runs, map, names, and its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.reading import ReaderInThisProcess
from tests.ui.changing_language import change, opened
from tests.ui.collection.conftest import Driving
from tests.ui.collection.test_kept_collection import out
from ui.application.open_window import OpenWindow

__all__ = ["out"]


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, here: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenWindow]:
    monkeypatch.setattr("ui.session.opening.ReadingProcess", ReaderInThisProcess)
    with opened(qtbot, qapp) as made:
        made.window.services.actions["workspace_collection"].trigger()
        yield made


def test_all_of_it_is_there_and_is_saved_where_it_was(
    open_window: OpenWindow, qtbot: QtBot, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = Driving(qtbot, open_window.window)
    collection.open([folder])
    collection.parts.clusters.item(1, 0).setText("meadow")
    collection.do("save_document")
    collection.parts.clusters.item(0, 0).setText("scarlet")
    collection.choose_line(1)
    before, points = collection.workspace.collection, collection.workspace.map.placed.points
    lines, chosen = collection.lines()[:2], collection.selected()
    work, runs = before.work, list(before.runs)
    there = before.undo_stack.count(), before.undo_stack.index(), before.undo_stack.cleanIndex()

    window = change(qtbot, open_window, "zh_CN")
    collection = Driving(qtbot, window)
    session = collection.workspace.collection
    assert window.workspace is collection.workspace, "it is seen"
    assert window.windowTitle().startswith("● saved")
    assert session.work is work
    assert (list(session.runs), session.folder) == (runs, out)
    assert (collection.lines()[:2], collection.selected()) == (lines, chosen)
    assert collection.lines()[2:] == [("聚类 3", "2")]
    assert collection.workspace.map.placed.points is points
    stack = session.undo_stack
    assert (stack.count(), stack.index(), stack.cleanIndex()) == there
    collection.do("undo")
    collection.do("undo")
    assert not collection.workspace.document.is_unsaved
    assert dict(collection.lines())["meadow"] == "3"
    collection.do("redo")
    collection.do("redo")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    collection.do("save_document")
    assert not collection.workspace.document.is_unsaved
    assert "scarlet" in (out / "clusters.csv").read_text("utf-8")
