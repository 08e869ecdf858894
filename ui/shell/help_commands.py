"""What the Help menu does."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMessageBox, QTextBrowser, QVBoxLayout

from core.base.version import VERSION
from ui.shell.check_dialog import CheckDialog
from ui.shell.shortcut_list import shortcut_page

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow

_GUIDE = Path(__file__).resolve().parents[2] / "resources" / "guide.md"


class HelpCommands:
    """Part of MainWindow."""

    def show_user_guide(self: MainWindow) -> None:
        page = self._show_text("guide", self.tr("User guide"))
        page.setMarkdown(_GUIDE.read_text(encoding="utf-8"))

    def show_shortcuts(self: MainWindow) -> None:
        self._show_text("shortcuts_list", self.tr("Keyboard shortcuts")).setHtml(shortcut_page())

    def check_measuring(self: MainWindow) -> None:
        """Scenes of known truth, measured on this machine."""
        dialog = CheckDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.start()

    def show_about(self: MainWindow) -> None:
        text = self.tr(
            "Floe {0}\n\nFinds regions in pictures without training data, shows how it found them, "
            "and measures them in real units.\n\nLicence: Apache-2.0. Python {1}, Qt {2}."
        ).format(VERSION, platform.python_version(), qVersion())
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("About Floe"), text, parent=self)
        box.setObjectName("about_floe")
        box.setIconPixmap(self.windowIcon().pixmap(64, 64))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def show_about_qt(self: MainWindow) -> None:
        QApplication.aboutQt()

    def _show_text(self: MainWindow, name: str, title: str) -> QTextBrowser:
        """A window of its own with an empty page, which is filled by the caller."""
        dialog = QDialog(self)
        dialog.setObjectName(name)
        dialog.setWindowTitle(title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = QTextBrowser()
        text.setObjectName(f"{name}_text")
        text.setAccessibleName(title)
        text.setOpenExternalLinks(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())  # as in Floe's other dialogs
        buttons.rejected.connect(dialog.reject)
        layout = QVBoxLayout(dialog)
        layout.addWidget(text)
        layout.addWidget(buttons)
        dialog.resize(640, 560)
        dialog.show()
        return text
