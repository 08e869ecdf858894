"""The scale dialog: every source that the picture has, a pixel size typed, or none."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.base.errors import ParameterError
from core.scale.calibration import ScaleSource, parse_pixel_size
from core.scale.units import UNITS
from ui.segment.scale.pixel_size_row import INDENT, PixelSizeRow
from ui.segment.scale.present_scale import PresentScale
from ui.widgets.building import fill, named, without_mnemonic
from ui.widgets.buttons import add_buttons
from ui.widgets.number_text import count_text, short_text, size_text


class CalibrationDialog(QDialog):
    """Asks how large a pixel is; says at once what follows from it. line_wanted: rather by a line."""

    line_wanted = Signal()

    def __init__(self, present: PresentScale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calibration_dialog")
        self.setWindowTitle(self.tr("Set scale"))
        self._present = present
        self._source = QLabel(self.tr("Now: {0}").format(present.description or self.tr("no scale")))
        self._source.setObjectName("present_scale")
        self._source.setWordWrap(True)
        self._group = QButtonGroup(self)
        self._radios: dict[str, QRadioButton] = {}
        self.size_row = PixelSizeRow()
        self.draw_line = QPushButton(self.tr("&Draw a line of known length…"))
        self._preview = named(QLabel(wordWrap=True), "scale_preview")
        self._buttons, self._accept = add_buttons(
            self, "scale", self.tr("Set scale"), self.tr("Measure all classes with this scale.")
        )
        self._layout = QVBoxLayout(self)
        self._lay_out()
        self._show_present()
        self._connect()
        self._refresh()

    def choice(self) -> str:
        """What core.scale.scale_choice.parse_scale reads: a source or the size typed; "line": the one
        drawn."""
        chosen = next(source for source, radio in self._radios.items() if radio.isChecked())
        return self.size_row.text() if chosen == "typed" else chosen

    def preview(self) -> str:
        return self._preview.text()

    def _lay_out(self) -> None:
        layout = self._layout
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(6)
        layout.addWidget(self._source)
        layout.addSpacing(8)
        tip = self.tr("Areas follow from the width and height you type.")
        self._add("typed", self.tr("&Type the size of a pixel"), tip)
        layout.addWidget(self.size_row)
        self._add_line()
        self._add_sources()
        layout.addSpacing(10)
        layout.addWidget(self._preview)
        layout.addStretch(1)
        layout.addSpacing(6)
        layout.addWidget(self._buttons)
        self._preview.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.setMinimumWidth(460)

    def _add_line(self) -> None:
        self.draw_line.setObjectName("scale_draw_line")
        self.draw_line.setAutoDefault(False)
        self.draw_line.setToolTip(
            self.tr("Close this and draw a line in the picture over something whose length you know.")
        )
        row = fill(QHBoxLayout(), self.draw_line, 1, margins=(INDENT, 0, 0, 0))
        self._layout.addLayout(row)
        if self._present.line:
            tip = self.tr("Areas follow from the line that you drew and its length.")
            text = self.tr("&Keep the line drawn")
            if self._present.choice == "area":
                tip = self.tr("Areas follow from the thing that you clicked on and its size.")
                text = self.tr("&Keep the thing of known size")
            self._add(self._present.choice, text, tip, self._present.line)

    def _add_sources(self) -> None:
        present = self._present
        tip = self.tr("Areas follow from the map coordinates in the file, as true ground area.")
        text = self.tr("Use the picture's &georeference")
        self._add("georeference", text, tip, present.georeference or self.tr("This picture has none."))
        if present.metadata_source:
            tip = self.tr(
                "Areas follow from the pixel size that the microscope or program wrote in the file."
            )
            self._add(present.metadata_source, self.tr("Use the file's &metadata"), tip, present.metadata)
        if present.printed is not None:
            tip = self.tr("Areas on paper: right for a scan of the thing itself, at its own size.")
            text = self.tr("Use the &printed resolution of {0}").format(present.printed.text)
            self._add("dpi", text, tip, self._on_paper())
        tip = self.tr("Areas are numbers of pixels; nothing is guessed.")
        self._add("none", self.tr("&No scale"), tip, self.tr("Areas are counted in pixels."))

    def _on_paper(self) -> str:
        if self._present.printed is not None and self._present.printed.is_a_default:
            return self.tr("Programs write this when they know nothing of the size: it is hardly ever right.")
        return self.tr("The size on paper: right only for a scan of the thing itself, at its own size.")

    def _add(self, source: str, text: str, tooltip: str, note: str = "") -> None:
        radio = named(QRadioButton(text), f"scale_{source}", without_mnemonic(text), tooltip)
        self._group.addButton(radio)
        self._radios[source] = radio
        self._layout.addSpacing(6)
        self._layout.addWidget(radio)
        if note:
            label = _note(note)
            radio.setAccessibleDescription(note)
            self._layout.addWidget(label)
            if source == "georeference" and not self._present.georeference:
                radio.setEnabled(False)
                label.setEnabled(False)

    def _show_present(self) -> None:
        choice = self._present.choice
        if choice in self._radios and choice != "none" and self._radios[choice].isEnabled():
            self._radios[choice].setChecked(True)
            return
        self._radios["typed"].setChecked(True)
        self.size_row.begin()
        if choice not in get_args(ScaleSource):
            self.size_row.set_text(choice)

    def _connect(self) -> None:
        self._group.buttonToggled.connect(self._refresh)
        self.size_row.changed.connect(self._typed_changed)
        self.draw_line.clicked.connect(self._ask_for_line)

    def _ask_for_line(self) -> None:
        self.reject()
        self.line_wanted.emit()

    def _typed_changed(self) -> None:
        self._radios["typed"].setChecked(True)
        self._refresh()

    def _refresh(self) -> None:
        sentence, valid = self._consequence()
        self._preview.setText(sentence)
        self._accept.setEnabled(valid)

    def _consequence(self) -> tuple[str, bool]:
        """What follows from the choice, and whether it can be taken."""
        if self._radios["none"].isChecked():
            count = self._present.width * self._present.height
            return self.tr("The picture has {0} pixels.").format(count_text(count)), True
        if not self._radios["typed"].isChecked():
            return "", True  # the note under the button says it
        problem = self.size_row.problem()
        if problem:
            return problem, False
        try:
            scale = parse_pixel_size(self.size_row.text())
        except ParameterError as error:
            return str(error), False
        metres = UNITS[scale.unit]
        plus_minus = f" ± {2 * scale.error_percent:.3g} %" if scale.error_percent else ""
        sentence = self.tr("1 pixel = {area} {unit}²{error}; the picture is {size}.").format(
            area=short_text(scale.width * scale.height),
            error=plus_minus,
            unit=scale.unit,
            size=size_text(
                scale.width * metres * self._present.width, scale.height * metres * self._present.height
            ),
        )
        return sentence, True


def _note(text: str) -> QLabel:
    """A line of explanation under a radio button, set in as far as its text."""
    return QLabel(text, wordWrap=True, indent=INDENT)
