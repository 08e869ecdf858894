"""The dialog in which shortcuts are changed: found by a word, refused where another action has them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.base.sentences import with_commas
from ui.shell.actions import Actions
from ui.shell.reserved_keys import is_of_fields, is_typed
from ui.widgets.building import fill, label_of, named, without_mnemonic

_ID = Qt.ItemDataRole.UserRole
_NATIVE, _PORTABLE = QKeySequence.SequenceFormat.NativeText, QKeySequence.SequenceFormat.PortableText


class KeysDialog(QDialog):
    """A change holds at once, here and in every menu."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setObjectName("keys_dialog")
        self.setWindowTitle(self.tr("Change shortcuts"))
        self.search = named(QLineEdit(clearButtonEnabled=True), "keys_search", self.tr("Search"))
        self.search.setPlaceholderText(self.tr("Search by name or key"))
        self.list = named(QTreeWidget(), "keys_list", self.tr("Actions and their keys"))
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        tip = self.tr("Press the keys that the chosen action is to have.")
        self.edit = named(QKeySequenceEdit(), "keys_edit", self.tr("New keys"), tip)
        self.edit.setMaximumSequenceLength(1)
        self.problem = named(QLabel(wordWrap=True), "keys_problem")
        self.use = self._button("use", self.tr("&Use"), self.tr("Give the chosen action these keys."))
        self.none = self._button("none", self.tr("N&one"), self.tr("Leave the chosen action without keys."))
        tip = self.tr("Its own keys, but for those that another action has now.")
        self.reset = self._button("reset", self.tr("&Reset"), tip)
        self.reset_all = self._button("reset_all", self.tr("Reset &all"), self.tr("Every action’s own keys."))
        self._lay_out()
        self._fill()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        close.rejected.connect(self.reject)
        row = fill(QHBoxLayout(), label_of(self.edit, self.tr("&Keys")), (self.edit, 1), spacing=6)
        fill(row, self.use, self.none, self.reset)
        foot = fill(QHBoxLayout(), self.reset_all, 1, close)
        layout = QVBoxLayout(self)
        fill(layout, self.search, (self.list, 1), row, self.problem, foot, margins=16, spacing=8)
        self.problem.setMinimumHeight(self.fontMetrics().lineSpacing())
        self.resize(560, 520)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._choose)
        self.edit.keySequenceChanged.connect(self._refresh)
        self.use.clicked.connect(self._use)
        self.none.clicked.connect(self._take_none)
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)

    def _fill(self) -> None:
        for name, spec in self._actions.specs.items():
            item = QTreeWidgetItem(self.list, [name_of(spec.text), ""])
            item.setData(0, _ID, name)
            item.setToolTip(0, QCoreApplication.translate("Actions", spec.tooltip))
        self._show_keys()
        self.list.sortItems(0, Qt.SortOrder.AscendingOrder)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self.list.resizeColumnToContents(0)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for i in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(i)
            if item is not None:
                yield item

    def _show_keys(self) -> None:
        chosen = self._actions.chosen_keys
        for item in self._items():
            name = item.data(0, _ID)
            item.setText(1, native(self._actions.specs[name].shortcuts))
            font = item.font(1)
            font.setBold(name in chosen)
            item.setFont(1, font)

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for item in self._items():
            item.setHidden(wanted not in f"{item.text(0)} {item.text(1)}".casefold())

    def _choose(self) -> None:
        self.edit.clear()
        self._refresh()

    @property
    def _chosen(self) -> str:
        item = self.list.currentItem()
        return "" if item is None else str(item.data(0, _ID))

    def _refresh(self) -> None:
        keys, name = self.edit.keySequence(), self._chosen
        problem = "" if keys.isEmpty() or not name else refusal(self._actions, name, keys)
        self.problem.setText(problem)
        self.use.setEnabled(bool(name) and not keys.isEmpty() and not problem)
        self.none.setEnabled(bool(name) and bool(self._actions.specs[name].keys))
        self.reset.setEnabled(name in self._actions.chosen_keys)
        self.reset_all.setEnabled(bool(self._actions.chosen_keys))

    def _use(self) -> None:
        self._take(self.edit.keySequence().toString(_PORTABLE))

    def _take_none(self) -> None:
        self._take("")

    def _take(self, keys: str) -> None:
        self._actions.choose_keys({**self._actions.chosen_keys, self._chosen: keys})
        self._show_keys()
        self._choose()

    def _reset(self) -> None:
        chosen = self._actions.chosen_keys
        del chosen[self._chosen]
        self._actions.choose_keys(chosen)
        self._show_keys()
        self._choose()

    def _reset_all(self) -> None:
        self._actions.choose_keys({})
        self._show_keys()
        self._choose()

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = named(QPushButton(text), f"keys_{name}", tooltip=tip)
        button.setAutoDefault(False)
        return button


def refusal(actions: Actions, name: str, keys: QKeySequence) -> str:
    """Why the action of this id cannot have these keys, a sentence; empty where it can."""
    if is_of_fields(keys):
        return QCoreApplication.translate("KeysDialog", "{0} belongs to fields, lists and dialogs.").format(
            keys.toString(_NATIVE)
        )
    if is_typed(keys) and not actions.is_own(keys.toString(_PORTABLE)):
        return QCoreApplication.translate(
            "KeysDialog", "{0} is typed in fields and lists: add Ctrl or Alt, or choose a function key."
        ).format(keys.toString(_NATIVE))
    for other, spec in actions.specs.items():
        if other != name and keys in map(QKeySequence, spec.shortcuts):
            return QCoreApplication.translate("KeysDialog", "{0} already belongs to “{1}”.").format(
                keys.toString(_NATIVE), name_of(spec.text)
            )
    return ""


def name_of(text: str) -> str:
    """Of an action, as a list has it: without its mnemonic."""
    return without_mnemonic(QCoreApplication.translate("Actions", text)).rstrip("…")


def native(shortcuts: tuple[str, ...]) -> str:
    """As keys are written on this system."""
    return with_commas(QKeySequence(each).toString(_NATIVE) for each in shortcuts)
