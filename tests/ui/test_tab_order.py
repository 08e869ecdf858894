"""Where the Tab key goes: only to what can be used by keys, and every stop has a name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsView, QLineEdit, QTabBar, QWidget

from tests.ui.window_driving import show
from tests.workers.pictures import three_colours
from ui.shell.main_window import MainWindow


def stops(window: MainWindow) -> list[QWidget]:
    """In order; what stands for another widget (a viewport, the line of a spin box) as that one."""
    found: list[QWidget] = []
    widget = start = window.workspace.parts.pictures.original
    while True:
        policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if policy and widget.isEnabled() and widget.isVisible() and not widget.visibleRegion().isEmpty():
            stop = widget.focusProxy() or widget
            if stop not in found:
                found.append(stop)
        widget = widget.nextInFocusChain()
        if widget is start:
            return found


def test_plots_are_no_stops_and_the_order_is_that_of_the_eye(qtbot, window) -> None:
    show(qtbot, window, three_colours())
    found = stops(window)
    parts = window.workspace.parts
    views = [stop for stop in found if isinstance(stop, QGraphicsView)]
    assert set(views) == {parts.pictures.original, parts.pictures.segmentation}
    names = [stop.objectName() for stop in found]
    wanted = [
        "originalView",
        "segmentationView",
        "k_slider",
        "run_button",
        "classes",
        "dock_convergence_tabs",
    ]
    assert [name for name in names if name in wanted] == wanted


def test_every_stop_has_a_name(qtbot, window) -> None:
    show(qtbot, window, three_colours())
    # Qt's own tabs of the docks are named by their texts, the line of a spin box by the box.
    nameless = [
        stop
        for stop in stops(window)
        if not stop.accessibleName() and not isinstance(stop, QTabBar | QLineEdit)
    ]
    assert nameless == []
