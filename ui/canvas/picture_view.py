"""PictureView: one picture on the screen, panned and zoomed by a camera that other views share."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QSizePolicy, QWidget

from ui.canvas.camera import Camera
from ui.canvas.overlay import OverlayItem
from ui.canvas.picture_item import LabelItem, PictureItem, checker_brush
from ui.canvas.picture_marks import MarkerItem, PinItem
from ui.canvas.tool import Pointer, Tool
from ui.canvas.view_mouse import ViewMouse
from ui.widgets.theme import plot_colours

# One notch of the wheel is 120 eighths of a degree and zooms by a fifth.
WHEEL_BASE = 1.2 ** (1 / 120)
KEY_PAN = 60.0
_MARGIN = 8
# Scenes are larger than their picture, so that any pixel can be brought to the middle.
SURROUND = 3


class PictureView(QGraphicsView):
    """Draws one item. Wheel zooms at the cursor, drag pans, double click fits, arrow keys pan.

    With a tool, what the mouse does is the tool's (ui/canvas/tool.py); Space and middle button still pan.

    hovered: column and row of the pixel under the cursor; hover_left: none is. clicked: a click without a
    drag on a pixel; double_clicked: the click just told was the first of two.
    resized: the size of the view has changed, and with it what the camera may use. overlay: what tools draw.
    menu_requested: column and row of the pixel that a menu is asked for, and where on the screen.
    """

    hovered = Signal(int, int)
    hover_left = Signal()
    clicked = Signal(int, int)
    double_clicked = Signal()
    resized = Signal()
    menu_requested = Signal(int, int, QPoint)

    def __init__(self, item: PictureItem | LabelItem, camera: Camera, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        self._camera = camera
        self._marker = MarkerItem()
        self._pin = PinItem()
        self._mouse = ViewMouse(self)
        self.overlay = OverlayItem()
        self._pixel: tuple[int, int] | None = None
        self._notice = ""
        self._scene = QGraphicsScene(self, itemIndexMethod=QGraphicsScene.ItemIndexMethod.NoIndex)
        self._scene.addItem(item)
        self._scene.addItem(self.overlay)
        self._scene.addItem(self._marker)
        self._scene.addItem(self._pin)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAcceptDrops(False)  # Qt's views take files from the window, and then refuse them
        self._mouse.panned.connect(camera.pan)
        self._mouse.clicked.connect(self._click)
        self._mouse.fit_asked.connect(self._fit)
        self._take_cursor()
        camera.changed.connect(self.follow_camera)
        self._take_colours()

    @property
    def free_size(self) -> QSizeF:
        """What a fitted picture may fill."""
        return QSizeF(self.viewport().width() - 2 * _MARGIN, self.viewport().height() - 2 * _MARGIN)

    @property
    def picture_size(self) -> QSizeF:
        """Of what it draws, in pixels of the picture."""
        return self._item.size

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, 120)

    def item_changed(self) -> None:
        """The item holds another picture: make room round it."""
        size = self._item.size
        around = SURROUND * max(size.width(), size.height(), 1.0)
        self._scene.setSceneRect(self._item.boundingRect().adjusted(-around, -around, around, around))
        self.follow_camera()

    def set_notice(self, text: str) -> None:
        """A quiet sentence in the middle of a view that has nothing to draw."""
        self._notice = text
        self.viewport().update()

    def set_marker(self, column: int, row: int) -> None:
        """Mark a pixel."""
        self._marker.setPos(column + 0.5, row + 0.5)
        self._marker.setVisible(not self._item.size.isEmpty())

    def hide_marker(self) -> None:
        self._marker.setVisible(False)

    def set_pin(self, column: int, row: int) -> None:
        """Mark a pixel that is held on to."""
        self._pin.setPos(column + 0.5, row + 0.5)
        self._pin.setVisible(not self._item.size.isEmpty())

    def hide_pin(self) -> None:
        self._pin.setVisible(False)

    def follow_camera(self) -> None:
        """Show what the camera says."""
        scale = self._camera.scale
        # The scene is never scrolled to its edge, so that both views stay in step at any size.
        half = 2 * max(self.width(), self.height(), 1) / scale
        rect = self._item.boundingRect().adjusted(-half, -half, half, half)
        if not self.sceneRect().contains(rect):
            self.setSceneRect(rect | self._scene.sceneRect())
        self.setTransform(QTransform.fromScale(scale, scale))
        self.centerOn(self._camera.centre)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.resized.emit()
        self.follow_camera()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        delta = event.angleDelta().y() or event.angleDelta().x()
        self._camera.zoom_at(WHEEL_BASE**delta, self._scene_point(event.position()))
        self._hover(event.position())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._camera.zoom_at(1 + event.value(), self._scene_point(event.position()))
            return True
        if event.type() == QEvent.Type.ToolTip:
            return True  # it would stand in front of the pixel that is looked at
        if event.type() == QEvent.Type.Leave:
            self._leave()
        return super().viewportEvent(event)

    @property
    def drawing(self) -> bool:
        """Whether the mouse draws with the tool on this view."""
        return self._mouse.drawing

    def set_tool(self, tool: Tool | None) -> None:
        """Whose the left button is; None: it pans and clicks."""
        self._mouse.set_tool(tool)
        self._take_cursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._mouse.press(event, self._pointer(event))
        self._take_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._mouse.move(event, self._pointer(event))
        self._take_cursor()
        self._hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._mouse.release(event, self._pointer(event))
        self._take_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._mouse.double_click(event, self._pointer(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """By the right button, or by key for the pixel in the middle of the view."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.viewport().rect().center() if by_key else event.pos()
        pixel = self._pixel_at(QPointF(at))
        if pixel is not None:
            self.menu_requested.emit(*pixel, self.viewport().mapToGlobal(at))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self._mouse.tool is not None and self._mouse.tool.key(event):
            return
        if event.key() == Qt.Key.Key_Space:
            self._hold_space(True)
            return
        steps = {
            Qt.Key.Key_Left: (KEY_PAN, 0.0),
            Qt.Key.Key_Right: (-KEY_PAN, 0.0),
            Qt.Key.Key_Up: (0.0, KEY_PAN),
            Qt.Key.Key_Down: (0.0, -KEY_PAN),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            self._camera.pan(*step)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hold_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self._hold_space(False)  # its release will be told to another
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: N802, ARG002
        if not self._notice or not self._item.size.isEmpty():
            return
        painter.save()
        painter.resetTransform()
        painter.setPen(plot_colours(self.palette()).muted)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.viewport().rect().adjusted(16, 16, -16, -16), flags, self._notice)
        painter.restore()

    def _take_colours(self) -> None:
        colours = plot_colours(self.palette())
        self.setBackgroundBrush(colours.surround)
        self._item.checker = checker_brush(colours.surround, colours.checker)
        self._item.update()

    def _click(self, position: QPointF) -> None:
        pixel = self._pixel_at(position)
        if pixel is not None:
            self.clicked.emit(*pixel)

    def _fit(self) -> None:
        self.double_clicked.emit()
        self._camera.fit()

    def _hold_space(self, held: bool) -> None:
        self._mouse.hold_space(held)
        self._take_cursor()

    def _take_cursor(self) -> None:
        cursor, shown = QCursor(self._mouse.cursor), self.viewport().cursor()
        if cursor.shape() == Qt.CursorShape.BitmapCursor or cursor.shape() != shown.shape():
            self.viewport().setCursor(cursor)

    def _pointer(self, event: QMouseEvent) -> Pointer:
        point = self._scene_point(event.position())
        return Pointer(point.x(), point.y(), self._camera.scale, event.modifiers())

    def _scene_point(self, position: QPointF) -> QPointF:
        """Picture coordinates, not cut to whole screen pixels as mapToScene would."""
        inverse, _ = self.viewportTransform().inverted()
        return inverse.map(position)

    def _pixel_at(self, position: QPointF) -> tuple[int, int] | None:
        """Column and row at a point of the viewport; None beside the picture."""
        point, size = self._scene_point(position), self._item.size
        inside = self.viewport().rect().contains(position.toPoint())
        if not (inside and self._item.boundingRect().contains(point)):
            return None
        return min(int(point.x()), int(size.width()) - 1), min(int(point.y()), int(size.height()) - 1)

    def _hover(self, position: QPointF) -> None:
        pixel = self._pixel_at(position)
        if pixel is None:
            self._leave()
        elif pixel != self._pixel:
            self._pixel = pixel
            self.hovered.emit(*pixel)

    def _leave(self) -> None:
        if self._pixel is not None:
            self._pixel = None
            if self._mouse.tool is not None:
                self._mouse.tool.leave()
            self.hover_left.emit()
