"""The Help menu: what it opens can be read and put away."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMessageBox, QTextBrowser

from core.base.version import VERSION
from ui.shell.main_window import MainWindow


def shown_text(window: MainWindow, name: str) -> QTextBrowser:
    dialog = window.findChild(QDialog, name)
    assert dialog.isVisible()
    return dialog.findChild(QTextBrowser, f"{name}_text")


def test_the_guide_leads_from_a_picture_to_an_area(window, qtbot) -> None:
    window.services.actions.by_id["user_guide"].trigger()
    words = shown_text(window, "guide").toPlainText()
    for needed in ("picture", "area", "scale"):
        assert needed in words
    dialog = window.findChild(QDialog, "guide")
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close).click()
    qtbot.waitUntil(lambda: window.findChild(QDialog, "guide") is None)


def test_the_list_of_keys_has_every_action(window) -> None:
    window.services.actions.by_id["shortcuts"].trigger()
    lines = shown_text(window, "shortcuts_list").toPlainText()
    native = QKeySequence.SequenceFormat.NativeText
    for spec in window.services.actions.specs.values():
        assert spec.text.replace("&", "").rstrip("…") in lines
        assert QKeySequence(spec.shortcuts[0]).toString(native) in lines


def test_about_says_version_and_licence(window, qtbot) -> None:
    window.services.actions.by_id["about"].trigger()
    box = window.findChild(QMessageBox, "about_floe")
    assert VERSION in box.text()
    assert "Apache-2.0" in box.text()
    box.button(QMessageBox.StandardButton.Ok).click()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "about_floe") is None)


def test_about_qt(window, monkeypatch) -> None:
    called: list[bool] = []
    monkeypatch.setattr(QApplication, "aboutQt", lambda: called.append(True))
    window.services.actions.by_id["about_qt"].trigger()
    assert called == [True]
