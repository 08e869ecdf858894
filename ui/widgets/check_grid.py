"""Check boxes in rows, a row a thing and a box each of its forms, under headings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from ui.widgets.building import named


@dataclass(frozen=True)
class CheckRow:
    """heading: of its group. choices: key and name of each form. Texts are translated."""

    heading: str
    text: str
    tooltip: str
    choices: tuple[tuple[str, str], ...]


class CheckGrid(QWidget):
    """boxes: by the keys of their choices, each called NAME_key. changed: another choice.

    checked: which are to begin with; hindrances: why a key cannot be chosen.
    """

    changed = Signal()

    def __init__(
        self, name: str, rows: Sequence[CheckRow], checked: Collection[str], hindrances: Mapping[str, str]
    ) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._name = name
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        widest = max(len(row.choices) for row in rows)
        grid.setColumnStretch(widest + 1, 1)
        heading, line = "", 0
        for row in rows:
            if row.heading != heading:
                heading = row.heading
                grid.addWidget(_heading(heading, first=not line), line, 0, 1, widest + 2)
                line += 1
            title = named(QLabel(row.text), tooltip=row.tooltip)
            title.setContentsMargins(10, 0, 10, 0)
            grid.addWidget(title, line, 0)
            for column, (key, form) in enumerate(row.choices, start=1):
                box = self._box(row, key, form, hindrances.get(key, ""))
                box.setChecked(key in checked and box.isEnabled())
                grid.addWidget(box, line, column)
            line += 1
        for box in self.boxes.values():
            box.toggled.connect(self.changed)

    def chosen(self) -> frozenset[str]:
        """Return the keys whose boxes are checked."""
        return frozenset(key for key, box in self.boxes.items() if box.isChecked())

    def choose(self, keys: Collection[str]) -> None:
        """Check the boxes of these keys that can be, and no others; one change is told of all."""
        was, quiet = self.chosen(), self.blockSignals(True)
        for key, box in self.boxes.items():
            box.setChecked(key in keys and box.isEnabled())
        self.blockSignals(quiet)
        if self.chosen() != was:
            self.changed.emit()

    def scrolled(self, name: str) -> QScrollArea:
        """Put it into an area that is as wide as it needs, and scrolls where it is too high."""
        area = named(QScrollArea(), name)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(self)
        area.setMinimumWidth(self.sizeHint().width() + area.verticalScrollBar().sizeHint().width())
        return area

    def _box(self, row: CheckRow, key: str, form: str, hindrance: str) -> QCheckBox:
        box = self.boxes[key] = QCheckBox(form)
        box.setEnabled(not hindrance)
        return named(box, f"{self._name}_{key}", f"{row.text}, {form}", hindrance or row.tooltip)


def _heading(text: str, *, first: bool) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setContentsMargins(0, 0 if first else 7, 0, 1)
    return label
