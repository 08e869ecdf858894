"""The scale dialog: a pixel size typed, the georeference of the picture, or none."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.calibration import parse_pixel_size
from core.errors import ParameterError
from core.lengths import UNITS
from ui.dialog_buttons import add_buttons
from ui.number_text import count_text, short_text, size_text
from ui.pixel_size_row import PixelSizeRow


@dataclass(frozen=True)
class PresentScale:
    """What the dialog shows of the document.

    width, height: of the picture in pixels. description: of the present scale and its source.
    choice: the present one, as `CalibrationDialog.choice` returns it. georeference: a sentence on
    what the picture's file gives, or empty where it gives nothing.
    """

    width: int
    height: int
    description: str = ""
    choice: str = "none"
    georeference: str = ""


class CalibrationDialog(QDialog):
    """Asks how large a pixel is; says at once what follows from it."""

    def __init__(self, present: PresentScale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calibration_dialog")
        self.setWindowTitle(self.tr("Set scale"))
        self._present = present
        self._source = QLabel(self.tr("Now: {0}").format(present.description or self.tr("no scale")))
        self._source.setObjectName("present_scale")
        self._source.setWordWrap(True)
        self.typed = QRadioButton(self.tr("&Type the size of a pixel"))
        self.size_row = PixelSizeRow()
        self.georeference = QRadioButton(self.tr("Use the picture's &georeference"))
        self._georeference_note = _note(present.georeference or self.tr("This picture has none."))
        self.none = QRadioButton(self.tr("&No scale"))
        self._none_note = _note(self.tr("Areas are counted in pixels."))
        self._preview = QLabel()
        self._preview.setObjectName("scale_preview")
        self._preview.setWordWrap(True)
        self._buttons, self._accept = add_buttons(
            self, "scale", self.tr("Set scale"), self.tr("Measure all classes with this scale.")
        )
        self._name()
        self._lay_out()
        self._show_present()
        self._connect()
        self._refresh()

    def choice(self) -> str:
        """ "georeference", "none", or the typed size in the form that `parse_pixel_size` reads."""
        if self.georeference.isChecked():
            return "georeference"
        return "none" if self.none.isChecked() else self.size_row.text()

    def preview(self) -> str:
        return self._preview.text()

    def _name(self) -> None:
        names = (
            (self.typed, "scale_typed", self.tr("Areas follow from the width and height you type.")),
            (
                self.georeference,
                "scale_georeference",
                self.tr("Areas follow from the map coordinates in the file, as true ground area."),
            ),
            (self.none, "scale_none", self.tr("Areas are numbers of pixels; nothing is guessed.")),
        )
        self._group = QButtonGroup(self)
        for radio, name, tooltip in names:
            radio.setObjectName(name)
            radio.setToolTip(tooltip)
            radio.setAccessibleName(radio.text().replace("&", ""))
            self._group.addButton(radio)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(6)
        layout.addWidget(self._source)
        layout.addSpacing(8)
        layout.addWidget(self.typed)
        layout.addWidget(self.size_row)
        for radio, note in ((self.georeference, self._georeference_note), (self.none, self._none_note)):
            layout.addSpacing(6)
            layout.addWidget(radio)
            layout.addWidget(note)
        layout.addSpacing(10)
        layout.addWidget(self._preview)
        layout.addStretch(1)
        layout.addSpacing(6)
        layout.addWidget(self._buttons)
        self._preview.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.setMinimumWidth(440)

    def _show_present(self) -> None:
        known = bool(self._present.georeference)
        self.georeference.setEnabled(known)
        self._georeference_note.setEnabled(known)
        if self._present.choice == "georeference" and known:
            self.georeference.setChecked(True)
            return
        self.typed.setChecked(True)
        self.size_row.begin()
        if self._present.choice not in ("none", "georeference"):
            self.size_row.set_text(self._present.choice)

    def _connect(self) -> None:
        self._group.buttonToggled.connect(self._refresh)
        self.size_row.changed.connect(self._typed_changed)

    def _typed_changed(self) -> None:
        self.typed.setChecked(True)
        self._refresh()

    def _refresh(self) -> None:
        sentence, valid = self._consequence()
        self._preview.setText(sentence)
        self._accept.setEnabled(valid)

    def _consequence(self) -> tuple[str, bool]:
        """What follows from the choice, and whether it can be taken."""
        if self.georeference.isChecked():
            return "", True  # the note under the button says it
        if self.none.isChecked():
            count = self._present.width * self._present.height
            return self.tr("The picture has {0} pixels.").format(count_text(count)), True
        problem = self.size_row.problem()
        if problem:
            return problem, False
        try:
            scale = parse_pixel_size(self.size_row.text())
        except ParameterError as error:
            return str(error), False
        metres = UNITS[scale.unit]
        sentence = self.tr("1 pixel = {area} {unit}²; the picture is {size}.").format(
            area=short_text(scale.width * scale.height),
            unit=scale.unit,
            size=size_text(
                scale.width * metres * self._present.width, scale.height * metres * self._present.height
            ),
        )
        return sentence, True


def _note(text: str) -> QLabel:
    """A line of explanation under a radio button, set in as far as its text."""
    note = QLabel(text)
    note.setWordWrap(True)
    note.setIndent(24)
    return note
