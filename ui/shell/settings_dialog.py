"""The settings: few, found by a word, each in force as soon as it is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QIcon, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.shell.setting_rows import SettingRow
from ui.widgets.building import fill, label_of, named

# Of the controls: all end at the same edge.
_CONTROL_WIDTH = 250


class SettingsDialog(QDialog):
    """rows: by their names."""

    def __init__(self, rows: Sequence[SettingRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settings_dialog")
        self.setWindowTitle(self.tr("Settings"))
        self.search = named(QLineEdit(clearButtonEnabled=True), "settings_search", self.tr("Search"))
        self.search.setPlaceholderText(self.tr("Search the settings"))
        self.rows = {row.name: _Row(row) for row in rows}
        self._nothing = named(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "settings_nothing")
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setWordWrap(True)
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self._filter("")

    def _lay_out(self) -> None:
        page = QWidget()
        inner = fill(QVBoxLayout(page), *self.rows.values(), margins=0, spacing=0)
        fill(inner, self._nothing, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the control that has the keyboard
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        button = close.button(QDialogButtonBox.StandardButton.Close)
        button.setIcon(QIcon())
        button.setAutoDefault(False)  # Enter in the search is not meant to close
        close.rejected.connect(self.reject)
        fill(QVBoxLayout(self), self.search, (scroll, 1), close, margins=16, spacing=12)
        self.resize(700, 600)

    def _filter(self, text: str) -> None:
        """Every word that is typed has to be found, in what is set or in what it does."""
        words = text.casefold().split()
        for row in self.rows.values():
            row.setVisible(all(word in row.words for word in words))
        found = any(not row.isHidden() for row in self.rows.values())
        self._nothing.setText("" if found else self.tr("No setting is called “{0}”.").format(text.strip()))
        self._nothing.setVisible(not found)


class _Row(QFrame):
    """words: that it is found by."""

    def __init__(self, row: SettingRow) -> None:
        super().__init__()
        self.words = f"{row.label} {row.about}".casefold()
        self.control = named(row.make(), f"setting_{row.name}", row.label)
        self.control.setAccessibleDescription(row.about)
        self.control.setFixedWidth(_CONTROL_WIDTH)
        label = label_of(self.control, row.label)
        bold = QFont(label.font())
        bold.setWeight(QFont.Weight.DemiBold)
        label.setFont(bold)
        about = QLabel(row.about, wordWrap=True)
        about.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        text = fill(QVBoxLayout(), label, about, margins=0, spacing=2)
        fill(QHBoxLayout(self), (text, 1), self.control, margins=(2, 8, 4, 8), spacing=16)
