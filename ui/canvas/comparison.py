"""Ways to hold the segmentation against the picture: beside it, over it, with a curtain, blinking."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsView, QSlider, QWidget

from ui.canvas.picture_item import LabelItem
from ui.canvas.picture_view import PictureView

ComparisonMode = Literal["side", "overlay", "swipe", "blink"]
COMPARISON_MODES: tuple[ComparisonMode, ...] = ("side", "overlay", "swipe", "blink")
DEFAULT_OPACITY = 50
# Long enough to see each, short enough to see what changes.
BLINK_MS = 700
_GRIP = 11
_STEP = 0.02


class Comparison(QObject):
    """What the view of the segmentation shows of the picture underneath. title_changed: of the view."""

    title_changed = Signal(str)

    def __init__(self, original: QWidget, view: PictureView, labels: LabelItem, parent: QObject) -> None:
        """original: what holds the other view; it is there side by side only."""
        super().__init__(parent)
        self._original, self._view, self._labels = original, view, labels
        self.mode: ComparisonMode = "side"
        self.is_blind = False
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("overlay_opacity")
        self.slider.setAccessibleName(self.tr("Opacity of the segmentation"))
        self.slider.setToolTip(
            self.tr("How densely the segmentation covers the picture. It changes no number.")
        )
        self.slider.setRange(0, 100)
        self.slider.setValue(DEFAULT_OPACITY)
        self.slider.setFixedWidth(120)
        self.slider.hide()
        self.slider.valueChanged.connect(self._apply)
        # Of the view, not of its viewport: that one drags its children along when it scrolls.
        self.curtain = Curtain(view)
        self.curtain.hide()
        self.curtain.moved.connect(self._apply)
        self._blink = QTimer(self)
        self._blink.setInterval(BLINK_MS)
        self._blink.timeout.connect(self._turn)
        self._seen = True

    def set_mode(self, mode: ComparisonMode) -> None:
        """One of COMPARISON_MODES."""
        self.mode = mode
        self._seen = True
        self._show_panes()
        self.slider.setVisible(mode == "overlay")
        self.curtain.setVisible(mode == "swipe")
        # The curtain stands still while the picture moves: what is scrolled along would be wrong beside it.
        update = QGraphicsView.ViewportUpdateMode
        self._view.setViewportUpdateMode(
            update.FullViewportUpdate if mode == "swipe" else update.MinimalViewportUpdate
        )
        if mode == "blink":
            self._blink.start()
        else:
            self._blink.stop()
        self._apply()

    def set_blind(self, blind: bool) -> None:
        """Whether the original alone is seen, in whatever mode."""
        self.is_blind = blind
        self._show_panes()

    @property
    def sees_both(self) -> bool:
        """Whether each of the two has a view of its own."""
        return self.mode == "side" and not self.is_blind

    def _show_panes(self) -> None:
        pane = self._view.parentWidget()
        if pane is not None:
            pane.setVisible(not self.is_blind)
        self._original.setVisible(self.is_blind or self.mode == "side")

    def _turn(self) -> None:
        self._seen = not self._seen
        self._apply()

    def _apply(self) -> None:
        opacity = {"overlay": self.slider.value() / 100, "blink": float(self._seen)}.get(self.mode, 1.0)
        self._labels.set_over(opacity, self.curtain.fraction if self.mode == "swipe" else None)
        titles = {
            "side": self.tr("Segmentation"),
            "overlay": self.tr("Segmentation over the original"),
            "swipe": self.tr("Original | Segmentation"),
            "blink": self.tr("Segmentation") if self._seen else self.tr("Original"),
        }
        self.title_changed.emit(titles[self.mode])


class Curtain(QWidget):
    """A line to drag over a view: left of it the picture, right of it the segmentation.

    fraction: where it stands, 0 at the left edge, 1 at the right; moved when it changes.
    """

    moved = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.setObjectName("curtain")
        self.setAccessibleName(self.tr("Curtain between original and segmentation"))
        self.setToolTip(self.tr("Drag: original left, segmentation right. Arrow keys move it too."))
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fraction = 0.5
        view.installEventFilter(self)
        self._place()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_GRIP, 100)

    def move_to(self, fraction: float) -> None:
        self.fraction = min(max(fraction, 0.0), 1.0)
        self._place()
        self.moved.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        view = self.parentWidget()
        if event.buttons() & Qt.MouseButton.LeftButton and view is not None and view.width():
            self.move_to(self.mapToParent(event.position().toPoint()).x() / view.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}
        if event.key() in steps:
            self.move_to(self.fraction + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        middle = self.width() // 2
        # Dark beside light: seen on any picture.
        painter.fillRect(QRect(middle - 1, 0, 3, self.height()), QColor(20, 24, 28))
        painter.fillRect(QRect(middle, 0, 1, self.height()), QColor(250, 250, 250))
        grip = QRect(0, self.height() // 2 - 18, self.width(), 36)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(20, 24, 28))
        painter.setBrush(QColor(250, 250, 250))
        painter.drawRoundedRect(grip.adjusted(0, 0, -1, -1), 4, 4)
        painter.drawLine(middle, grip.top() + 12, middle, grip.bottom() - 12)

    def _place(self) -> None:
        view = self.parentWidget()
        if view is not None:
            left = round(self.fraction * view.width()) - _GRIP // 2
            self.setGeometry(left, 0, _GRIP, view.height())
