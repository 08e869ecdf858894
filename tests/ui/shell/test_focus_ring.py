"""Where the keyboard is can be seen: a ring round whatever has the focus, in every window, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QGraphicsView, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.focus_ring import FocusRing
from ui.widgets.building import fill
from ui.widgets.theme import apply_scheme

TAB, LEFT = Qt.Key.Key_Tab, Qt.MouseButton.LeftButton


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.button, self.view = QPushButton("Run"), QGraphicsView()
        fill(QHBoxLayout(self), self.button, (self.view, 1), margins=0, spacing=8)
        self.resize(300, 200)
        self.ring = FocusRing(self)


@pytest.fixture(params=["light", "dark"])
def plain(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Window]:
    apply_scheme(request.param)
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.button.setFocus()
    yield made
    apply_scheme("light")


def colour_at(window: QWidget, place: QPoint) -> QColor:
    return window.grab().toImage().pixelColor(place)


def test_a_key_brings_the_ring_and_the_mouse_takes_it_away(qtbot: QtBot, plain: Window) -> None:
    assert plain.ring.ringed is None, "no key was used"
    QTest.keyClick(plain.windowHandle(), TAB)
    assert plain.ring.ringed is plain.view
    QTest.keyClick(plain.windowHandle(), TAB)
    assert plain.ring.ringed is plain.button
    QTest.mouseClick(plain.windowHandle(), LEFT, pos=plain.view.geometry().center())
    assert plain.ring.ringed is None


def test_it_is_whole_at_the_edge_of_the_window(plain: Window) -> None:
    """A view that fills the window to its edge has no room for a ring outside."""
    view, accent = plain.view.geometry(), plain.palette().color(QPalette.ColorRole.Accent)
    edge = QPoint(view.right(), view.center().y())
    assert colour_at(plain, edge) != accent
    QTest.keyClick(plain.windowHandle(), TAB)
    places = edge, QPoint(view.left() - 1, view.center().y()), QPoint(view.center().x(), view.bottom())
    assert [colour_at(plain, place) for place in places] == [accent] * 3


def test_a_dialog_has_it_too_and_it_goes_with_the_dialog(qtbot: QtBot, plain: Window) -> None:
    QTest.keyClick(plain.windowHandle(), TAB)
    dialog = QDialog(plain)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    first, second = QPushButton("One"), QPushButton("Two")
    fill(QHBoxLayout(dialog), first, second)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitActive(dialog)
    QTest.keyClick(dialog.windowHandle(), TAB)
    assert plain.ring.ringed is QApplication.focusWidget()
    assert plain.ring.ringed in (first, second)
    dialog.close()
    qtbot.waitUntil(lambda: plain.ring.ringed not in (first, second))


def test_it_ends_with_its_window_which_another_may_take_the_place_of(plain: Window) -> None:
    QTest.keyClick(plain.windowHandle(), TAB)
    assert plain.ring.ringed is plain.view
    plain.ring.close()
    assert plain.ring.ringed is None
    QTest.keyClick(plain.windowHandle(), TAB)
    assert plain.ring.ringed is None
