"""The Help menu: the guide, the list of keys, the self-check, what Floe is."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.base.paths import is_file
from core.base.sentences import spoken
from core.base.version import VERSION
from ui.shell.actions import QT_TRANSLATE_NOOP, Actions, ActionSpec
from ui.shell.check_dialog import CheckDialog
from ui.shell.guide_dialog import GuideDialog
from ui.shell.keys_dialog import KeysDialog, name_of, native
from ui.shell.menus import Menu
from ui.widgets.building import fill, named, open_dialog, without_mnemonic

_RESOURCES = Path(__file__).resolve().parents[2] / "resources"


class HelpController(QObject):
    """Opens windows of their own, which can be read while one works."""

    def __init__(self, window: QWidget, known: Actions, complete: Callable[[], object]) -> None:
        """known: all actions of the window. complete: has those made that are not there yet."""
        super().__init__(window)
        self._window, self._known, self._complete = window, known, complete
        self.menus: Sequence[Menu] = ()

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("user_guide", "F1", self.show_user_guide).says(
                QT_TRANSLATE_NOOP("Actions", "User &guide"),
                QT_TRANSLATE_NOOP("Actions", "Read how to get from a picture to an area."),
            ),
            ActionSpec("shortcuts", "Ctrl+F1", self.show_shortcuts).says(
                QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"),
                QT_TRANSLATE_NOOP("Actions", "List what can be done by key."),
            ),
            ActionSpec("change_shortcuts", "Ctrl+Shift+F4", self.change_shortcuts).says(
                QT_TRANSLATE_NOOP("Actions", "Change s&hortcuts…"),
                QT_TRANSLATE_NOOP("Actions", "Give what can be done by key other keys."),
            ),
            ActionSpec("check_measuring", "Ctrl+Shift+F3", self.check_measuring).says(
                QT_TRANSLATE_NOOP("Actions", "&Check that Floe measures right…"),
                QT_TRANSLATE_NOOP("Actions", "Measure scenes of known truth here: expected beside found."),
            ),
            ActionSpec("about", "Ctrl+Shift+F1", self.show_about, icon="floe", role="about").says(
                QT_TRANSLATE_NOOP("Actions", "&About Floe"),
                QT_TRANSLATE_NOOP("Actions", "Version, licence and what Floe is made with."),
            ),
            ActionSpec("about_qt", "Ctrl+Shift+F2", self.show_about_qt, role="about_qt").says(
                QT_TRANSLATE_NOOP("Actions", "About &Qt"),
                QT_TRANSLATE_NOOP("Actions", "Version and licence of Qt."),
            ),
        )

    def show_user_guide(self) -> None:
        GuideDialog(guide_file().read_text(encoding="utf-8"), self._window).show()

    def show_shortcuts(self) -> None:
        self._complete()
        page = self._show_text("shortcuts_list", self.tr("Keyboard shortcuts"))
        page.setHtml(shortcut_page(self.menus, self._known.specs))

    def change_shortcuts(self) -> None:
        """Other keys for what can be done."""
        self._complete()
        open_dialog(KeysDialog(self._known, self._window))

    def check_measuring(self) -> None:
        """Measure scenes of known truth on this machine."""
        dialog = CheckDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.start()

    def show_about(self) -> None:
        text = self.tr(
            "Floe {0}\n\nFinds regions in pictures without training data, shows how it found them, "
            "and measures them in real units.\n\nLicence: Apache-2.0. Python {1}, Qt {2}."
        ).format(VERSION, platform.python_version(), qVersion())
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("About Floe"), text, parent=self._window)
        box.setObjectName("about_floe")
        box.setIconPixmap(self._window.windowIcon().pixmap(64, 64))
        open_dialog(box)

    def show_about_qt(self) -> None:
        QApplication.aboutQt()

    def _show_text(self, name: str, title: str) -> QTextBrowser:
        """A window of its own with an empty page, which is filled by the caller."""
        dialog = named(QDialog(self._window), name)
        dialog.setWindowTitle(title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = named(QTextBrowser(), f"{name}_text", title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())  # as in Floe's other dialogs
        buttons.rejected.connect(dialog.reject)
        fill(QVBoxLayout(dialog), text, buttons)
        dialog.resize(640, 560)
        dialog.show()
        return text


def guide_file(language: str = "") -> Path:
    """The guide in this language, that which is spoken for ""; in English where it is not translated."""
    there = _RESOURCES / f"guide.{language or spoken()}.md"
    return there if is_file(there) else _RESOURCES / "guide.md"


def shortcut_page(menus: Sequence[Menu], specs: Mapping[str, ActionSpec]) -> str:
    """The keys of all actions as HTML: under the titles of their menus, in the order of these."""
    tables = (_table(_title(menu), _rows(menu, specs)) for menu in menus)
    return "".join([_table(_words("In the pictures"), _mouse()), *tables])


def _rows(menu: Menu, specs: Mapping[str, ActionSpec], path: str = "") -> Iterator[tuple[str, str]]:
    """What is done and its keys; what stands in a menu within says so."""
    for item in menu.items:
        if isinstance(item, Menu):
            # What names itself needs no more: "Export labels", not "Export one → Export labels".
            yield from _rows(item, specs, "" if item.id == "export_one" else f"{_title(item)} → ")
        elif isinstance(item, str) and item in specs:
            spec = specs[item]
            yield path + name_of(spec.text), native(spec.shortcuts)


def _mouse() -> Iterator[tuple[str, str]]:
    yield _words("Zoom"), _words("Wheel")
    yield _words("Move the picture"), _words("Drag with the hand, with the middle button, or with Space held")
    yield _words("Move the picture by keys"), _words("Arrow keys")
    yield _words("Show the whole picture"), _words("Double click")
    yield _words("Give up what is half drawn, then the tool"), _words("Esc")
    yield (
        _words("Say what is at a point (Accuracy)"),
        _words("1, 2, … the class; O another; U unsure; S or Space skip; Backspace back"),
    )


def _table(title: str, rows: Iterator[tuple[str, str]]) -> str:
    cells = "".join(
        f'<tr><td width="330">{escape(what)}</td><td>{escape(keys)}</td></tr>' for what, keys in rows
    )
    return f'<h3>{escape(title)}</h3><table cellspacing="0" cellpadding="3">{cells}</table>'


def _title(menu: Menu) -> str:
    return without_mnemonic(QCoreApplication.translate("Menus", menu.title))


def _words(text: str) -> str:
    return QCoreApplication.translate("Shortcuts", text)
