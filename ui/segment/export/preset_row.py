"""What is exported for a purpose, a button each: above the list of all results."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from core.base.sentences import _
from core.export.presets import Preset
from ui.widgets.building import fill, named


class PresetRow(QWidget):
    """chosen(keys): of the results of the preset that was pressed."""

    chosen = Signal(frozenset)

    def __init__(self, presets: Sequence[Preset]) -> None:
        super().__init__()
        self._presets = presets
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(False)
        row = fill(QHBoxLayout(self), QLabel(self.tr("For")), margins=0, spacing=6)
        for number, preset in enumerate(presets):
            about = _(preset.about)
            button = named(QPushButton(_(preset.title)), f"preset_{preset.name}", tooltip=about)
            button.setAccessibleDescription(about)
            button.setCheckable(True)
            button.setAutoDefault(False)
            self._buttons.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._buttons.idClicked.connect(self._press)

    def mark(self, keys: Collection[str], possible: Collection[str]) -> None:
        """Show as pressed what comes to these keys, of those that are possible for the picture."""
        for number, preset in enumerate(self._presets):
            wanted = preset.keys & set(possible)
            self._buttons.button(number).setChecked(bool(wanted) and wanted == set(keys))

    def _press(self, number: int) -> None:
        # Pressed again it stays chosen: to choose nothing is no purpose.
        self._buttons.button(number).setChecked(True)
        self.chosen.emit(self._presets[number].keys)
