"""Under the class table: the total, standing under its columns, and where the scale comes from."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QTableView, QToolButton, QWidget

from core.measure.area_words import coarsest, first_area, spoken
from core.measure.areas import AreaRow
from core.writing.number_words import pixels_of
from ui.segment.classes.class_model import Column
from ui.widgets.building import fill, named
from ui.widgets.link_button import link_style
from ui.widgets.number_text import area_text, count_text, difference_text

_PADDING = 3


# As many classes as a line or two hold; the tooltips of the rows have each one's.
_MOST = 4


class TotalRow(QWidget):
    """The sums of the pixels and areas, drawn where the header's columns stand."""

    def __init__(self, table: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._texts: dict[Column, str] = {}
        self._older_k = 0
        self.setObjectName("class_totals")
        self._take_older_k()
        self.setAccessibleName(self.tr("Total"))
        self._header.sectionResized.connect(self._moved)
        self._header.geometriesChanged.connect(self.update)

    @property
    def _header(self) -> QHeaderView:
        """Asked for anew each time: see `add_action` of ui/widgets/building.py."""
        return self._table.horizontalHeader()

    def set_rows(self, rows: Sequence[AreaRow]) -> None:
        self._texts = {}
        if rows:
            area = math.fsum(row.area for row in rows)
            self._texts = {
                Column.NAME: self.tr("Total"),
                Column.PIXELS: count_text(sum(row.pixels for row in rows)),
                Column.AREA: area_text(area, rows[0].unit, coarsest(rows)),
            }
        self.setAccessibleDescription(", ".join(self._texts.values()))
        self.update()

    def set_older_k(self, k: int) -> None:
        """Of how many clusters the table still is, where another number is asked for; else 0."""
        if k != self._older_k:
            self._older_k = k
            self._take_older_k()
            self.update()

    def _take_older_k(self) -> None:
        whole = self.tr("All classes together: every pixel that holds data.")
        older = self.tr("The table is of the last result; the one with another number is not there yet.")
        self.setToolTip(older if self._older_k else whole)

    def text(self, column: Column) -> str:
        return self._texts.get(column, "")

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(100, self.fontMetrics().height() + 4 * _PADDING)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()  # else the table takes its room where the panel is low

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        header = self._header
        left = header.mapTo(header.window(), header.rect().topLeft()).x()
        left -= self.mapTo(self.window(), self.rect().topLeft()).x()
        for column, text in self._shown(font).items():
            if header.isSectionHidden(column):
                continue
            x = left + header.sectionViewportPosition(column)
            room = QRect(x, 0, header.sectionSize(column), self.height()).adjusted(_PADDING, 0, -_PADDING, 0)
            side = Qt.AlignmentFlag.AlignLeft if column == Column.NAME else Qt.AlignmentFlag.AlignRight
            if side == Qt.AlignmentFlag.AlignRight:
                # A sum may be wider than its parts: it grows to the left, over the empty share.
                room.setLeft(room.left() - header.sectionSize(column))
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _shown(self, font: QFont) -> dict[Column, str]:
        if not (self._older_k and self._texts):
            return self._texts
        room = self._header.sectionSize(Column.NAME) - 2 * _PADDING
        return self._texts | {Column.NAME: self.older_text(font, room)}

    def older_text(self, font: QFont, room: int) -> str:
        """Of how many clusters the table still is, in so many pixels."""
        text = self.tr("Still of {0} clusters").format(self._older_k)
        fits = QFontMetrics(font).horizontalAdvance(text) <= room
        return text if fits else self.tr("Still k = {0}").format(self._older_k)

    def _moved(self) -> None:
        self.update()


class OtherAreasRow(QLabel):
    """One line on the kind of area that does not lead, of all classes; not there where there is one kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("other_areas")
        self.setMargin(_PADDING)
        self.setWordWrap(True)
        self.hide()

    def set_rows(self, rows: Sequence[AreaRow]) -> None:
        planar = [row.planar_area for row in rows if row.planar_area is not None]
        true = [row.true_area for row in rows if row.true_area is not None]
        self.setVisible(bool(planar and true) and math.fsum(true) > 0)
        if self.isHidden():
            return
        sums = math.fsum(planar), math.fsum(true)
        apart = difference_text(100.0 * (sums[0] - sums[1]) / sums[1])
        geodesic = rows[0].method == "geodesic"
        other = area_text(sums[0] if geodesic else sums[1], rows[0].unit, coarsest(rows))
        if geodesic:
            self.setText(self.tr("Planar, all classes: {0} ({1} against true)").format(other, apart))
        else:
            self.setText(self.tr("True, all classes: {0} (planar {1} against it)").format(other, apart))
        self.setToolTip(self.tr("Which of them leads is chosen in the menu Measure."))


class ScaleRow(QWidget):
    """One line on the scale; says plainly where there is none, and leads to the dialog that sets it."""

    calibrate_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = named(QLabel(wordWrap=True), "scale_source", self.tr("Scale"))
        self._button = named(QToolButton(autoRaise=True), "set_scale_link")
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.setToolTip(
            self.tr("Say how large a pixel is on the ground: areas then carry real units.")
        )
        self._take_colour()
        self._button.clicked.connect(self.calibrate_requested)
        fill(QHBoxLayout(self), (self._label, 1), self._button, margins=(_PADDING, 0, 0, 0))
        self.set_scale("", calibrated=False)

    def set_scale(self, description: str, *, calibrated: bool) -> None:
        none = self.tr("No scale: areas are in pixels")
        self._label.setText(self.tr("Scale: {0}").format(description) if calibrated else none)
        self._label.setToolTip(description)
        self._button.setText(self.tr("Change…") if calibrated else self.tr("Set scale…"))
        self._button.setAccessibleName(self.tr("Set scale"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colour()

    def _take_colour(self) -> None:
        self._button.setStyleSheet(link_style(self.palette()))


class EditedRow(QLabel):
    """Not there where nothing was edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hand_row")
        self.setMargin(_PADDING)
        self.setWordWrap(True)
        self.setToolTip(self.tr("Pixels that would be in another class without the edits by hand."))
        self.hide()

    def set_rows(self, rows: Sequence[AreaRow]) -> None:
        edited = sorted((row for row in rows if row.edited_pixels), key=lambda row: -(row.edited_pixels or 0))
        self.setVisible(bool(edited))
        parts = [pixels_of(spoken(row), row.edited_pixels or 0) for row in edited[:_MOST]]
        if len(edited) > _MOST:
            parts.append("…")
        self.setText(self.tr("Of which by hand: {0}").format(", ".join(parts)))


class ErrorRow(QLabel):
    """What the ± is; the areas by points first, where somebody has looked at some. Not there without ±."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("error_row")
        self.setMargin(_PADDING)
        self.setWordWrap(True)
        self.hide()

    def set_rows(self, rows: Sequence[AreaRow]) -> None:
        checked = [row for row in rows if row.checked is not None]
        lines = []
        source = "" if not checked or checked[0].checked is None else checked[0].checked.source
        if any(row.leads for row in rows):
            lines = [self.tr("Areas and ±: {0}").format(source)]
        elif checked:
            parts = [f"{spoken(row)} {first_area(row)}" for row in checked[:_MOST]]
            more = ["…"] if len(checked) > _MOST else []
            lines = [f"{source[:1].upper()}{source[1:]}: {'; '.join(parts + more)}"]
        if any(row.error is not None and not row.leads for row in rows):
            lines.append(self.tr("±: of border and starts"))
        self.setVisible(bool(lines))
        self.setText("\n".join(lines))
        self.setToolTip(
            self.tr(
                "± of border and starts: what mixed pixels, other starts of k-means and the scale leave\n"
                "open. Whether the classes are what their names say is not in it: points tell that."
            )
        )
