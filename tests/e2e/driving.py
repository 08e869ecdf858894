"""Drives the window as a person does, and waits for what a person waits for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.segment.classes.class_model import Column
from ui.shell.main_window import MainWindow
from workers.clustering import Outcome

LEFT = Qt.MouseButton.LeftButton
LONG_MS = 30_000
W = TypeVar("W", bound=QWidget)


def drop(window: QWidget, paths: Iterable[Path], at: QPoint | None = None) -> bool:
    """Drag files over the window and let them fall, in its middle unless said; whether it took them.

    As the desktop does it: what lies under the cursor is asked, and asked again when the cursor moves.
    """
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = at or window.rect().center()
    asked = (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    desktop = window.windowHandle()
    entering, moving = QDragEnterEvent(place, *asked), QDragMoveEvent(place, *asked)
    entering.setAccepted(False)
    QApplication.sendEvent(desktop, entering)
    moving.setDropAction(entering.dropAction())
    moving.setAccepted(entering.isAccepted())
    QApplication.sendEvent(desktop, moving)
    if not moving.isAccepted():
        QApplication.sendEvent(desktop, QDragLeaveEvent())
        return False
    falling = QDropEvent(QPointF(place), *asked)
    falling.setDropAction(moving.dropAction())
    QApplication.sendEvent(desktop, falling)
    return falling.isAccepted() and falling.dropAction() == Qt.DropAction.CopyAction


def settled(window: MainWindow) -> bool:
    """Whether nothing is under way any more."""
    busy = (
        window.services.files.opening.reading
        or window.workspace.runs.running
        or window.workspace.exports.exporting
    )
    return not busy


def wait_settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)


def wait_result(qtbot: QtBot, window: MainWindow, name: str = "") -> Outcome:
    """The result of the picture called `name` (or of the one that is open) with its own parameters."""

    def there() -> bool:
        document, outcome = window.session.document, window.session.outcome
        if document is None or outcome is None or not settled(window):
            return False
        named = not name or Path(document.image.provenance.path).name == name
        return named and outcome.segmentation.parameters.k == document.parameters.k

    qtbot.waitUntil(there, timeout=LONG_MS)
    assert window.session.outcome is not None
    return window.session.outcome


def drop_one(qtbot: QtBot, window: MainWindow, path: Path) -> Outcome:
    assert drop(window, [path])
    return wait_result(qtbot, window, path.name)


def find(window: QWidget, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, window: QWidget, name: str) -> None:
    """Click a button that can be clicked."""
    button = find(window, QPushButton, name)
    assert button.isEnabled(), name
    qtbot.mouseClick(button, LEFT)


def open_dialog(qtbot: QtBot, kind: type[W], name: str) -> W:
    """The dialog of that name, once it is on the screen."""

    def shown() -> list[QWidget]:
        every = [w for top in QApplication.topLevelWidgets() for w in (top, *top.findChildren(kind, name))]
        return [w for w in every if w.objectName() == name and w.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=LONG_MS)
    dialog = shown()[-1]
    assert isinstance(dialog, kind)
    return dialog


def complaint(qtbot: QtBot) -> str:
    """The sentence of the dialog that says what went wrong; it is read and put away."""
    box = open_dialog(qtbot, QMessageBox, "complaint")
    text = box.text()
    window = box.parentWidget()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    window.activateWindow()  # a window manager does so; offscreen there is none
    qtbot.waitUntil(window.isActiveWindow)
    return text


def complaints() -> list[QDialog]:
    """The dialogs that say something went wrong and have not been put away."""
    every = [box for top in QApplication.topLevelWidgets() for box in (top, *top.findChildren(QMessageBox))]
    return list({box for box in every if isinstance(box, QMessageBox) and box.isVisible()})


def names(window: MainWindow) -> list[str]:
    """The classes as they stand in the table."""
    model = window.workspace.parts.classes.view.model()
    return [str(model.index(row, Column.NAME).data()) for row in range(model.rowCount())]


def cell(window: MainWindow, name: str, column: Column) -> str:
    model = window.workspace.parts.classes.view.model()
    return str(model.index(names(window).index(name), column).data())


def click_class(
    qtbot: QtBot, window: MainWindow, name: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    view = window.workspace.parts.classes.view
    index = view.model().index(names(window).index(name), Column.NAME)
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), LEFT, keys, view.visualRect(index).center())


def type_k(qtbot: QtBot, window: MainWindow, k: int) -> None:
    """Type a number of clusters and press Enter."""
    spin = window.workspace.parts.clustering.controls.k
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, str(k))
    qtbot.keyClick(spin, Qt.Key.Key_Return)


def write(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    """Type a text in place of the one there; what no key gives comes from the input method."""
    edit.setFocus()
    edit.selectAll()
    if text.isascii():
        qtbot.keyClicks(edit, text)
    else:
        committed = QInputMethodEvent()
        committed.setCommitString(text)
        QApplication.sendEvent(edit, committed)
    assert edit.text() == text
