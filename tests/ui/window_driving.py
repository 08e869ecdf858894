"""Driving the main window: pictures without files, actions, what it says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PIL import Image as PillowImage
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from core.cluster.parameters import Parameters
from core.image.image import Image
from ui.shell.main_window import MainWindow
from workers.clustering import Outcome
from workers.opening import opened

W = TypeVar("W", bound=QWidget)
LONG_MS = 30_000
LEFT = Qt.MouseButton.LeftButton


@contextmanager
def window_at(qtbot: QtBot, workspace: str) -> Iterator[MainWindow]:
    """A window on the screen with this workspace in front."""
    from ui.application.window import make_window

    made = make_window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.services.actions[f"workspace_{workspace}"].trigger()
    yield made
    made.close_without_asking()


def settled(window: MainWindow) -> bool:
    return not (
        window.services.files.opening.reading
        or window.workspace.runs.running
        or window.workspace.exports.exporting
    )


def show(qtbot: QtBot, window: MainWindow, image: Image, k: int = 3) -> Outcome:
    """The picture as if it had been read, clustered in k clusters."""
    # As of many colours: the k that is wanted is given.
    window.services.documents.take_opened(replace(opened(image), colours=None))
    window.workspace.clustering.take_parameters(replace(window.session.document.parameters, k=k), True)
    qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)
    # The panels take the room that their new content needs.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QCoreApplication.processEvents()
    window.session.undo_stack.clear()
    return window.session.outcome


def find(window: QWidget, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def do(qtbot: QtBot, window: MainWindow, action: str) -> None:
    """Trigger an action that can be, and wait for what it starts."""
    assert window.services.actions.by_id[action].isEnabled(), action
    window.services.actions.by_id[action].trigger()
    qtbot.waitUntil(lambda: settled(window) or window.workspace.runs.paused)


def enabled(window: MainWindow, *names: str) -> list[bool]:
    return [window.services.actions.by_id[name].isEnabled() for name in names]


def names(window: MainWindow) -> list[str]:
    view = window.workspace.parts.classes.view
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def parameters(window: MainWindow) -> Parameters:
    return window.session.document.parameters


def notices(window: MainWindow) -> list[str]:
    return [notice.text for notice in window.services.notices.notices()]


def complaint(qtbot: QtBot, window: MainWindow) -> str:
    """The sentence of the dialog, which is then put away."""
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "complaint") is not None)
    box = find(window, QMessageBox, "complaint")
    text = box.text()
    box.button(QMessageBox.StandardButton.Ok).click()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "complaint") is None)
    return text


def saved(path: Path, image: Image) -> Path:
    PillowImage.fromarray(image.pixels).save(path)
    return path
