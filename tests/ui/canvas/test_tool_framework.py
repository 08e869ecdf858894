"""A tool gets what the mouse does in picture coordinates; what the hand can do always goes on."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from tests.ui.canvas.test_picture_pair import COLOURS, RED, levels, shown, spot, wheel
from tests.ui.window_driving import LEFT, do, find, show
from tests.workers.pictures import three_colours
from ui.canvas.options_row import ToolOptionsRow
from ui.canvas.picture_pair import PicturePair
from ui.canvas.tool import Pointer, Tool
from ui.canvas.tool_controller import HAND, ToolController


class Recorder(Tool):
    """Writes down what it is told."""

    id = "recorder"

    def __init__(self) -> None:
        super().__init__()
        self.name, self.hint = "Recorder", "Press anywhere"
        self.options = QLabel("options")
        self.cursor = Qt.CursorShape.PointingHandCursor
        self.calls: list[tuple[str, Pointer | None]] = []
        self.drawing = False

    def press(self, pointer: Pointer) -> None:
        self.calls.append(("press", pointer))
        self.drawing = True

    def move(self, pointer: Pointer) -> None:
        self.calls.append(("move", pointer))

    def release(self, pointer: Pointer) -> None:
        self.calls.append(("release", pointer))
        self.drawing = False

    def hover(self, pointer: Pointer) -> None:
        self.calls.append(("hover", pointer))

    def double_click(self, pointer: Pointer) -> None:
        self.calls.append(("double_click", pointer))

    def leave(self) -> None:
        self.calls.append(("leave", None))

    def key(self, event) -> bool:
        return event.key() == Qt.Key.Key_Delete

    def cancel(self) -> bool:
        was, self.drawing = self.drawing, False
        return was

    def paint(self, painter, scale) -> None:
        painter.fillRect(QRectF(10, 10, 20, 20), QColor(1, 2, 3))

    def told(self) -> list[str]:
        return [name for name, _ in self.calls]


@pytest.fixture
def pair(qtbot):
    widget = PicturePair()
    qtbot.addWidget(widget)
    widget.resize(820, 430)
    widget.set_picture(levels(60, 100))
    widget.set_labels(np.ones((60, 100), np.uint8), COLOURS)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def row(qtbot):
    widget = ToolOptionsRow()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def tools(pair, row):
    controller = ToolController(pair, row, pair)
    controller.add(Recorder())
    controller.choose("recorder")
    return controller


@pytest.mark.parametrize("name", ["original", "segmentation"])
def test_a_gesture_arrives_in_picture_coordinates(pair, tools, qtbot, name):
    view = getattr(pair, name)
    start, end = spot(view, 20.5, 30.5), spot(view, 60.5, 10.5)
    qtbot.mousePress(view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, start)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=end)
    calls = [(name, p) for name, p in tools.current.calls if name not in ("hover", "leave")]
    assert [name for name, _ in calls] == ["press", "move", "release"]
    assert calls[0][1].pixel == (20, 30)
    assert calls[0][1].shift
    assert calls[2][1].x == pytest.approx(60.5, abs=0.5)
    assert calls[2][1].scale == pytest.approx(pair.scale)


def test_a_tool_neither_pans_nor_clicks_nor_fits(pair, tools, qtbot):
    pair.actual_size()
    before = pair.original.transform()
    clicks: list[tuple[int, int]] = []
    pair.clicked.connect(lambda *pixel: clicks.append(pixel))
    at = spot(pair.original, 50, 30)
    qtbot.mouseClick(pair.original.viewport(), LEFT, pos=at)
    qtbot.mouseDClick(pair.original.viewport(), LEFT, pos=at)
    assert clicks == []
    assert pair.original.transform() == before
    assert "double_click" in tools.current.told()


def drag(qtbot, view, button) -> QPoint:
    """How far a drag of 60, -40 moved the picture."""
    start, centre = spot(view, 50, 30), view.viewport().rect().center()
    qtbot.mousePress(view.viewport(), button, pos=centre)
    qtbot.mouseMove(view.viewport(), centre + QPoint(60, -40))
    qtbot.mouseRelease(view.viewport(), button, pos=centre + QPoint(60, -40))
    return spot(view, 50, 30) - start


def test_the_middle_button_and_space_pan_with_any_tool(pair, tools, qtbot):
    pair._camera.set_scale(20)
    view = pair.original
    assert (drag(qtbot, view, Qt.MouseButton.MiddleButton) - QPoint(60, -40)).manhattanLength() <= 2
    qtbot.keyPress(view, Qt.Key.Key_Space)
    assert view.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    assert (drag(qtbot, view, LEFT) - QPoint(60, -40)).manhattanLength() <= 2
    assert "press" not in tools.current.told()
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert drag(qtbot, view, LEFT) == QPoint(0, 0)
    assert "press" in tools.current.told()


def test_the_wheel_zooms_and_the_pixel_is_told_with_any_tool(pair, tools, qtbot):
    before = pair.zoom
    wheel(pair.original, spot(pair.original, 30, 20), 120)
    assert pair.zoom == pytest.approx(before * 1.2)
    with qtbot.waitSignal(pair.hovered) as told:
        qtbot.mouseMove(pair.original.viewport(), spot(pair.original, 70.5, 40.5))
    assert told.args == [70, 40]
    assert tools.current.told()[-1] == "hover"
    qtbot.mouseMove(pair.original.viewport(), QPoint(2, 2))
    assert "leave" in tools.current.told()


def test_keys_are_the_tools_first(pair, tools, qtbot):
    pair._camera.set_scale(20)
    start = spot(pair.original, 50, 30)
    qtbot.keyClick(pair.original, Qt.Key.Key_Delete)
    assert spot(pair.original, 50, 30) == start
    qtbot.keyClick(pair.original, Qt.Key.Key_Left)
    assert spot(pair.original, 50, 30).x() > start.x()


def test_a_tool_paints_over_both_views_until_another_is_chosen(pair, tools):
    QApplication.processEvents()
    for view in pair.views:
        assert shown(view, 20, 20) == (1, 2, 3)
    tools.choose(HAND)
    QApplication.processEvents()
    for view in pair.views:
        assert shown(view, 20, 20) == RED


def test_what_changed_is_painted_anew(pair, tools):
    colour = [QColor(9, 9, 9)]
    tools.add_overlay(lambda painter, scale: painter.fillRect(QRectF(40, 40, 10, 10), colour[0]))
    assert shown(pair.segmentation, 45, 45) == (9, 9, 9)
    colour[0] = QColor(7, 8, 9)
    tools.current.changed.emit(QRectF(40, 40, 10, 10))
    assert shown(pair.segmentation, 45, 45) == (7, 8, 9)


def test_cursor_and_options_are_those_of_the_tool(pair, row, tools):
    assert pair.original.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert row.findChild(QLabel, "tool_name").text() == "Recorder"
    tools.choose(HAND)
    assert pair.original.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    assert row.findChild(QLabel, "tool_name").text() == "Hand"


def test_another_tool_gives_up_what_is_half_drawn(pair, tools, qtbot):
    tool = tools.current
    qtbot.mousePress(pair.original.viewport(), LEFT, pos=spot(pair.original, 20, 20))
    assert tool.drawing
    tools.choose(HAND)
    assert not tool.drawing
    qtbot.mouseRelease(pair.original.viewport(), LEFT, pos=spot(pair.original, 20, 20))
    assert "release" not in tool.told()


@pytest.fixture
def with_tool(window, qtbot, monkeypatch):
    """A main window with a picture and a tool in use."""
    show(qtbot, window, three_colours())
    window.workspace.tools.add(Recorder())
    window.workspace.tools.choose("recorder")
    return window


def test_escape_gives_up_the_gesture_then_the_tool(with_tool, qtbot):
    view = with_tool.workspace.parts.pictures.original
    qtbot.mousePress(view.viewport(), LEFT, pos=view.mapFromScene(QPointF(3, 3)))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert with_tool.workspace.tools.current_id == "recorder"
    assert not with_tool.workspace.tools.current.drawing
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert with_tool.workspace.tools.current_id == HAND


def test_without_a_picture_there_is_no_tool(with_tool, qtbot):
    do(qtbot, with_tool, "close")
    assert with_tool.workspace.tools.current_id == HAND


def test_the_tool_bar_stands_at_the_left(window, qtbot):
    show(qtbot, window, three_colours())
    button = find(window, QToolButton, "tool_use_hand")
    assert button.accessibleName() == "Hand"
    assert button.isChecked()
    assert button.mapTo(window, QPoint()).x() < 10
    qtbot.keyClick(window.workspace.parts.pictures.original, Qt.Key.Key_H)
    assert window.workspace.tools.current_id == HAND
