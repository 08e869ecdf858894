"""Small multiples: what was measured in each picture, in a row beneath the chart; a click chooses one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QToolTip, QWidget

from core.series.row_of_views import Row, row_of
from ui.widgets.building import named
from ui.widgets.notices import COLOURS
from ui.widgets.theme import is_dark, plot_colours

_HEIGHT, _LINE = 62, 2


@dataclass(frozen=True)
class Multiple:
    """key: of what was measured. point: where the point of the picture stands in the chart, None without."""

    path: str
    key: str
    title: str
    tip: str
    point: float | None
    marked: bool


class MultiplesView(QAbstractScrollArea):
    """chosen(path), opened(path): a click, a double click. seen: others are in sight now."""

    chosen = Signal(str)
    opened = Signal(str)
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(
            self,
            "series_multiples",
            self.tr("What was measured in each picture"),
            self.tr("What was measured in each picture: a click chooses it, a double click opens it."),
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the list of pictures has the keys
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setMouseTracking(True)
        self._shown: tuple[Multiple, ...] = ()
        self._row: Row = row_of((), 0)
        self._pixmaps: Mapping[str, QPixmap] = {}
        self._path = ""
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)

    def sizeHint(self) -> QSize:  # noqa: N802
        bar = 0 if self._row.aligned else self.horizontalScrollBar().sizeHint().height()
        return QSize(640, self._tall + self.fontMetrics().height() + 4 + bar)

    @property
    def _tall(self) -> int:
        """Of the places of the views: as high as those of photographs."""
        return min(_HEIGHT, round(0.75 * self._row.size))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, self.sizeHint().height())

    def show_multiples(self, shown: Sequence[Multiple]) -> None:
        """In the order of the series."""
        if (new := tuple(shown)) != self._shown:
            self._shown = new
            self._lay_out()

    def show_pixmaps(self, pixmaps: Mapping[str, QPixmap]) -> None:
        """By the keys of what they show."""
        self._pixmaps = pixmaps
        self.viewport().update()

    def choose(self, path: str) -> None:
        """Mark the view of this picture and bring it into sight."""
        self._path = path
        place = next((i for i, each in enumerate(self._shown) if each.path == path), None)
        if place is not None and not self._row.aligned:
            bar, left = self.horizontalScrollBar(), self._row.lefts[place]
            if not bar.value() <= left <= bar.value() + self.viewport().width() - self._row.size:
                bar.setValue(round(left - (self.viewport().width() - self._row.size) / 2))
        self.viewport().update()

    def place_of(self, path: str) -> QPoint | None:
        """Where the middle of the view of a picture is drawn."""
        place = next((i for i, each in enumerate(self._shown) if each.path == path), None)
        if place is None:
            return None
        left = self._row.lefts[place] - self.horizontalScrollBar().value()
        return QPoint(round(left + self._row.size / 2), self._tall // 2)

    def in_sight(self) -> tuple[str, ...]:
        """The keys of those that are seen now, or would be after a little scrolling."""
        wide = self.viewport().width()
        left = self.horizontalScrollBar().value()
        first, last = self._row.within(left - wide / 2, left + 1.5 * wide)
        return tuple(each.key for each in self._shown[first:last])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        found = self._at(event.position().toPoint())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(found.path)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if (found := self._at(event.position().toPoint())) is not None:
            self.opened.emit(found.path)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(event.pos())
            QToolTip.showText(event.globalPos(), "" if found is None else found.tip, self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Only what is in sight, however many there are."""
        painter, colours = QPainter(self.viewport()), plot_colours(self.palette())
        painter.fillRect(self.viewport().rect(), colours.background)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left = self.horizontalScrollBar().value()
        first, last = self._row.within(left, left + self.viewport().width())
        for i in range(first, last):
            room = QRectF(self._row.lefts[i] - left, 2, self._row.size, self._tall - 2)
            self._paint(painter, self._shown[i], room)

    def _paint(self, painter: QPainter, shown: Multiple, room: QRectF) -> None:
        colours = plot_colours(self.palette())
        pixmap = self._pixmaps.get(shown.key)
        target = QRectF(room)
        if pixmap is not None:
            size = QSize(pixmap.size()).scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            target.setSize(size.toSizeF())
            target.moveCenter(room.center())
            painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
        else:
            painter.fillRect(target, colours.grid)
        if shown.path == self._path:
            self._frame(painter, target, self.palette().highlight().color())
        elif shown.marked:
            self._frame(painter, target, QColor(COLOURS["warning"][is_dark(self.palette())]))
        painter.setPen(colours.foreground if shown.path == self._path else colours.muted)
        words = QRectF(room.left() - 2, room.bottom() + 1, room.width() + 4, self.fontMetrics().height())
        if self.fontMetrics().horizontalAdvance(shown.title) <= words.width():
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, shown.title)

    def _frame(self, painter: QPainter, target: QRectF, colour: QColor) -> None:
        painter.setPen(QPen(colour, _LINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(target.adjusted(_LINE / 2, _LINE / 2, -_LINE / 2, -_LINE / 2))

    def _at(self, place: QPoint) -> Multiple | None:
        found = self._row.at(place.x() + self.horizontalScrollBar().value())
        return None if found is None or found >= len(self._shown) else self._shown[found]

    def _lay_out(self) -> None:
        self._row = row_of([each.point for each in self._shown], self.viewport().width())
        beyond = max(0, round(self._row.width) - self.viewport().width())
        self.horizontalScrollBar().setRange(0, 0 if self._row.aligned else beyond)
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        self.horizontalScrollBar().setSingleStep(round(self._row.size) + 4)
        self.updateGeometry()
        self.viewport().update()
        self.seen.emit()

    def _scrolled(self, _value: int) -> None:
        self.viewport().update()
        self.seen.emit()
