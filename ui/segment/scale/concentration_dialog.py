"""Measure → Concentration…: ice extent and ice area of a raster whose values are concentrations."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.scale.calibration import AreaMethod, Calibration
from ui.widgets.building import fill, named
from ui.widgets.number_boxes import DecimalBox
from ui.widgets.number_text import NO_BREAK, area_text, count_text, difference_text
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.concentration.concentration import Concentration, MeasuredArea

_SCALES = ("0..100", "0..1", "0..250", "0..1000")


class ConcentrationDialog(QDialog):
    """Measures when it is shown and whenever something is changed. chosen, area: as of the Document."""

    def __init__(
        self,
        path: Path,
        chosen: Calibration | None = None,
        area: AreaMethod | None = None,
        parent: QWidget | None = None,
    ) -> None:
        from workers.concentration import ConcentrationReader

        super().__init__(parent)
        self.setObjectName("concentration_dialog")
        self.setWindowTitle(self.tr("Ice concentration of {0}").format(path.name))
        self._chosen, self._area = chosen, area
        self._reader = ConcentrationReader(path)
        self.found: Concentration | None = None
        self._thread = JobThread("concentration", self, on_done=self._take, on_failed=self._take_failure)
        self._make_controls()
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(24)
        self._table.setVerticalSpacing(6)
        self._cells: list[QLabel] = []
        self._notes = named(QLabel(wordWrap=True), "concentration_notes")
        self._notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._make_buttons()
        self._lay_out()
        self.measure()

    def measure(self) -> None:
        """Measure with what is set now; the result comes later."""
        from workers.concentration import ConcentrationRequest

        scale = self.scale.currentText().strip()
        scale = "" if scale == self.scale.itemText(0) else scale
        request = ConcentrationRequest(self.threshold.value(), scale, self._chosen, self._area)
        if self.found is None:
            self._notes.setText(self.tr("Measuring…"))
        self._thread.submit(partial(self._reader.measure, request))

    def copy(self) -> None:
        """Put all that is shown on the clipboard as text."""
        from core.concentration.concentration_report import concentration_report

        if self.found is not None:
            QGuiApplication.clipboard().setText(concentration_report(self.found) + "\n")

    def done(self, result: int) -> None:
        """However the window is closed: the thread ends with it."""
        self._thread.close()
        super().done(result)

    def _make_controls(self) -> None:
        self.threshold = named(DecimalBox(), "concentration_threshold")
        self.threshold.setRange(0.0, 100.0)
        self.threshold.setDecimals(1)
        self.threshold.setValue(15.0)
        self.threshold.setSuffix(f"{NO_BREAK}%")
        self.threshold.setAccessibleName(self.tr("Threshold"))
        self.threshold.setToolTip(self.tr("Cells of at least this concentration make the extent."))
        self.scale = named(QComboBox(), "concentration_scale")
        self.scale.addItem(self.tr("as the file tells"))
        self.scale.addItems(list(_SCALES))
        self.scale.setEditable(True)
        self.scale.setCompleter(None)  # type: ignore[arg-type]  # it would make 0..1000 of 0..1
        self.scale.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.scale.setAccessibleName(self.tr("Values of 0 and 100 per cent"))
        self.scale.setToolTip(
            self.tr("The values of 0 % and 100 %, such as 0..250. Others are flags: they are left out.")
        )
        self.threshold.valueChanged.connect(self.measure)
        self.scale.currentIndexChanged.connect(self.measure)
        edit = self.scale.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self.measure)

    def _make_buttons(self) -> None:
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._copy = QPushButton(self.tr("Copy as text"))
        self._copy.setObjectName("concentration_copy")
        self._copy.setAccessibleName(self._copy.text())
        self._copy.setToolTip(self.tr("Put the figures and what they rest on onto the clipboard."))
        self._copy.setAutoDefault(False)
        self._copy.clicked.connect(self.copy)
        self._buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        close = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setIcon(QIcon())
        close.setAutoDefault(False)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        form = QFormLayout(horizontalSpacing=12)
        form.addRow(self.tr("&Threshold"), self.threshold)
        form.addRow(self.tr("&Values of 0 and 100 %"), self.scale)
        fill(QVBoxLayout(self), form, self._table, (self._notes, 1), self._buttons, margins=16, spacing=12)
        self._notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setMinimumWidth(540)
        self.resize(580, 360)

    def _take(self, found: Concentration) -> None:
        from core.concentration.concentration_report import left_out

        self.found = found
        self._show_figures(found)
        notes = [found.coding.basis, self.tr("Scale: {0}.").format(found.calibration.description)]
        if found.mean is not None:
            mean = self.tr("Mean concentration within the extent: {0} %.")
            notes.append(mean.format(f"{found.mean:.2f}"))
        notes += [self.tr("Left out: {0}.").format(phrase) for phrase in left_out(found)]
        self._notes.setText("\n".join((*notes, *found.warnings)))
        self._copy.setEnabled(True)

    def _take_failure(self, sentence: str) -> None:
        self.found = None
        self._clear()
        self._notes.setText(sentence)
        self._copy.setEnabled(False)

    def _show_figures(self, found: Concentration) -> None:
        self._clear()
        both = found.calibration.has_both_areas
        heads = [self.tr("Cells"), self.tr("True"), self.tr("Planar"), self.tr("Planar − true")]
        rows = [
            (self.tr("Extent"), count_text(found.extent_cells), found.extent),
            (self.tr("Ice area"), "", found.area),
            (self.tr("All cells measured"), count_text(found.cells), found.measured),
        ]
        for column, head in enumerate(heads if both else [heads[0], self.tr("Area")], start=1):
            self._put(0, column, head)
        for row, (name, cells, figure) in enumerate(rows, start=1):
            self._put(row, 0, name, bold=row < len(rows))
            self._put(row, 1, cells)
            for column, text in enumerate(self._texts(figure, found.calibration.area_unit, both), start=2):
                leads = column == (2 if found.calibration.method == "geodesic" or not both else 3)
                self._put(row, column, text, bold=leads and row < len(rows))

    def _texts(self, figure: MeasuredArea, unit: str, both: bool) -> list[str]:
        if not both or figure.true is None or figure.planar is None:
            return [area_text(figure.area, unit)]
        apart = difference_text(figure.difference)
        return [area_text(figure.true, unit), area_text(figure.planar, unit), apart]

    def _put(self, row: int, column: int, text: str, *, bold: bool = False) -> None:
        label = QLabel(text, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        font = label.font()
        font.setBold(bold)
        label.setFont(font)
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._table.addWidget(label, row, column, side)
        self._cells.append(label)

    def _clear(self) -> None:
        for label in self._cells:
            self._table.removeWidget(label)
            label.deleteLater()
        self._cells = []
