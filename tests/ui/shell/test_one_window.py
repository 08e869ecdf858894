"""The program shows one window: no part of it is one for a moment before it has its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


class Shown(QObject):
    """The names of the widgets that were shown as windows."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName() or type(watched).__name__)
        return False


def test_nothing_but_the_window_is_shown_while_it_is_made(qtbot: QtBot, qapp: QApplication) -> None:
    from ui.application.window import make_window

    shown = Shown()
    qapp.installEventFilter(shown)
    try:
        window = make_window()
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        for name in [each for each in window.services.actions.by_id if each.startswith("workspace_")]:
            window.services.actions[name].trigger()
    finally:
        qapp.removeEventFilter(shown)
    assert shown.names == ["main_window"]
    window.close_without_asking()
