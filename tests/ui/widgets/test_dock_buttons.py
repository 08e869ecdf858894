"""The buttons in the titles of the panels follow the theme and say what they do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication

from ui.application.window import make_window
from ui.widgets.icons import icon
from ui.widgets.theme import install_theme


def buttons(window, name: str) -> list[QAbstractButton]:
    own = name == "dock_convergence"
    parts = (
        (f"{name}_float", f"{name}_close")
        if own
        else ("qt_dockwidget_floatbutton", "qt_dockwidget_closebutton")
    )
    return [window.workspace.parts.docks[name].findChild(QAbstractButton, part) for part in parts]


def lightness(button: QAbstractButton) -> int:
    """Of the most opaque pixel of the icon."""
    picture = button.icon().pixmap(24, 24).toImage()
    size = range(picture.width())
    colours = (QColor(picture.pixelColor(x, y)) for x in size for y in size)
    return max(colours, key=QColor.alpha).lightness()


@pytest.mark.parametrize("name", ["dock_clustering", "dock_classes", "dock_convergence"])
def test_they_are_seen_in_either_theme(window, name: str) -> None:
    theme = install_theme(QApplication.instance())
    before = theme.scheme
    dock = window.workspace.parts.docks[name]
    dock.setFloating(True)
    dock.setFloating(False)
    try:
        for scheme, light in (("dark", True), ("light", False)):
            theme.apply_scheme(scheme)
            for button in buttons(window, name):
                assert (lightness(button) > 128) == light
                assert button.toolTip()
                assert button.accessibleName()
    finally:
        theme.apply_scheme(before)


@pytest.mark.parametrize("name", ["dock_clustering", "dock_classes", "dock_convergence"])
def test_they_are_floes_own_in_a_layout_of_last_time(window, qtbot, name: str) -> None:
    window.close_without_asking()
    again = make_window()
    qtbot.addWidget(again)
    again.show()
    own = [icon("dock-float").cacheKey(), icon("dock-close").cacheKey()]
    qtbot.waitUntil(lambda: [button.icon().cacheKey() for button in buttons(again, name)] == own)
    again.close_without_asking()


def test_panels_that_float_go_with_the_window(qtbot) -> None:
    window = make_window()
    window.show()
    qtbot.waitExposed(window)
    parts = window.workspace.parts
    drawer = parts.docks["dock_convergence"]
    drawer.setFloating(True)
    drawer.bring_forward()
    parts.tabs.show_page(parts.regions)
    qtbot.waitUntil(parts.regions.isVisible)
    window.close_without_asking()
    assert not drawer.isVisible(), "what it tells when it is hidden would come after the pictures are gone"
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    again = make_window()
    qtbot.addWidget(again)
    assert again.workspace.parts.docks["dock_convergence"].isFloating(), "as it was left"
    again.close_without_asking()
