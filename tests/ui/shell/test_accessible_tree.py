"""What a screen reader finds: each control for the keyboard has a name, and what is seen is said."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLabel, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.window_driving import show
from tests.workers.pictures import noisy, three_colours
from ui.shell.main_window import MainWindow
from ui.shell.settings_dialog import SettingsDialog


def controls(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Those of widgets that are seen; rows and cells are told by their views."""
    yield interface
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is None or not child.isValid() or not isinstance(child.object(), QWidget):
            continue
        if not child.state().invisible:
            yield from controls(child)


def nameless(window: QWidget) -> list[str]:
    """Which can have the keyboard, and say nothing of what they are."""
    found = []
    for each in controls(QAccessible.queryAccessibleInterface(window)):
        widget = each.object()
        says = each.text(QAccessible.Text.Name).strip()
        # Tabs are named by their texts; the line of a box by the box, what a view scrolls by the view.
        named_elsewhere = isinstance(widget, QTabBar) or widget.focusProxy() is not None
        if isinstance(widget, QLabel):  # its text is its name: another one would hide what it says
            wrong = bool(widget.text() and widget.accessibleName())
        else:
            wrong = bool(each.state().focusable) and not says and not named_elsewhere
        if wrong:
            found.append(f"{type(widget).__name__} {widget.objectName()} in {widget.parent().objectName()}")
    return found


def test_every_control_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    show(qtbot, window, three_colours())
    docks = window.workspace.parts.docks.values()
    for dock in docks:
        dock.bring_forward()
        assert ", ".join(nameless(window)) == "", dock.objectName()
    tabs = window.workspace.parts.tabs
    tabs.set_folded(False)
    for page in range(tabs.stack.count()):
        tabs.bar.setCurrentIndex(page)
        assert ", ".join(nameless(window)) == "", page
    for name in ("series", "collection"):
        window.services.actions[f"workspace_{name}"].trigger()
        assert ", ".join(nameless(window)) == "", name
    window.services.actions["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    assert nameless(dialog) == []


def test_a_control_without_a_name_is_found(qtbot: QtBot) -> None:
    window, line = QWidget(), QLineEdit()
    line.setParent(window)
    qtbot.addWidget(window)
    window.show()
    assert nameless(window) == ["QLineEdit  in "]
    line.setAccessibleName("Depth")
    assert nameless(window) == []


def test_a_result_is_said_when_it_comes(window: MainWindow, qtbot: QtBot, monkeypatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.segment.pictures_controller.announce", lambda _view, words: said.append(words))
    show(qtbot, window, three_colours())
    assert said
    assert said[-1].startswith("3 clusters · ")
    said.clear()
    window.workspace.classes.rename("1", "ice")
    assert said == []


def test_the_pictures_say_what_they_show(window: MainWindow, qtbot: QtBot) -> None:
    show(qtbot, window, noisy())
    pictures = window.workspace.parts.pictures
    assert pictures.original.accessibleDescription() == window.workspace.state.picture_detail
    said = pictures.segmentation.accessibleDescription()
    assert said.startswith("3 clusters · ")
    assert "; class 1: " in said
    window.workspace.classes.rename("1", "ice")
    assert "; ice: " in pictures.segmentation.accessibleDescription()
    window.services.actions["previous_iteration"].trigger()
    # Another iteration has other areas.
    qtbot.waitUntil(lambda: "ice" not in pictures.segmentation.accessibleDescription())
