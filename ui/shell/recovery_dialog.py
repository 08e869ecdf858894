"""The dialog that offers what a crash has left: which documents, from when, and what was done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.base.sentences import with_commas, with_semicolons
from core.recovery.store import KeptDocument
from ui.widgets.building import fill, named

# Of the steps the last so many are named; all are in the tooltip.
_MOST_STEPS = 4


class RecoveryDialog(QDialog):
    """recover_wanted, discard_wanted: places in the list. Closing it leaves the rest for the next start."""

    recover_wanted = Signal(list)
    discard_wanted = Signal(list)

    def __init__(self, kept: Sequence[KeptDocument], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recovery")
        self.setWindowTitle(self.tr("Recover"))
        words = QLabel(
            self.tr("Floe did not end as it should the last time. This was in no file, and has been kept:")
        )
        words.setWordWrap(True)
        self._list = named(QTreeWidget(), "recovery_list", self.tr("Kept documents"))
        self._list.setHeaderLabels([self.tr("Document"), self.tr("Last changed"), self.tr("What was done")])
        self._list.setRootIsDecorated(False)
        self._list.setAlternatingRowColors(True)
        for place, each in enumerate(kept):
            self._list.addTopLevelItem(self._item(place, each))
        header = self._list.header()
        header.setStretchLastSection(True)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._recover, self._discard, buttons = self._buttons()
        fill(QVBoxLayout(self), words, (self._list, 1), buttons, margins=16, spacing=12)
        self._list.itemChanged.connect(self._follow)
        self.resize(760, 320)

    def _item(self, place: int, kept: KeptDocument) -> QTreeWidgetItem:
        when = QDateTime.fromSecsSinceEpoch(int(kept.changed))
        steps = with_commas(kept.steps[-_MOST_STEPS:])
        if len(kept.steps) > _MOST_STEPS:
            steps = self.tr("{0} steps, at last: {1}").format(len(kept.steps), steps)
        if kept.holds:
            steps = with_semicolons(part for part in (with_commas(kept.holds), steps) if part)
        text = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        item = QTreeWidgetItem([kept.name, text, steps])
        item.setData(0, Qt.ItemDataRole.UserRole, place)
        item.setCheckState(0, Qt.CheckState.Checked)
        item.setToolTip(0, str(kept.path or kept.picture or kept.name))
        item.setToolTip(2, "\n".join((*kept.holds, *kept.steps)))
        return item

    def _buttons(self) -> tuple[QPushButton, QPushButton, QDialogButtonBox]:
        box = QDialogButtonBox()
        recover = named(QPushButton(self.tr("&Recover")), "recover")
        recover.setToolTip(self.tr("Open the checked ones as they were, with all that can be undone."))
        discard = named(QPushButton(self.tr("&Discard")), "discard")
        discard.setToolTip(self.tr("Remove the checked ones for ever."))
        later = named(QPushButton(self.tr("&Later")), "later")
        later.setToolTip(self.tr("Ask again at the next start."))
        box.addButton(recover, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(discard, QDialogButtonBox.ButtonRole.DestructiveRole)
        box.addButton(later, QDialogButtonBox.ButtonRole.RejectRole)
        recover.setDefault(True)
        recover.clicked.connect(self._take_recover)
        discard.clicked.connect(self._take_discard)
        box.rejected.connect(self.reject)
        return recover, discard, box

    def _items(self) -> list[QTreeWidgetItem]:
        every = (self._list.topLevelItem(row) for row in range(self._list.topLevelItemCount()))
        return [item for item in every if item is not None]

    def _checked(self) -> list[QTreeWidgetItem]:
        return [item for item in self._items() if item.checkState(0) == Qt.CheckState.Checked]

    def _places(self) -> list[int]:
        return [int(item.data(0, Qt.ItemDataRole.UserRole)) for item in self._checked()]

    def _take_recover(self) -> None:
        self.recover_wanted.emit(self._places())
        self.accept()

    def _take_discard(self) -> None:
        """Those that are not checked stay on offer."""
        self.discard_wanted.emit(self._places())
        for item in self._checked():
            self._list.takeTopLevelItem(self._list.indexOfTopLevelItem(item))
        if not self._items():
            self.accept()

    def _follow(self) -> None:
        for button in (self._recover, self._discard):
            button.setEnabled(bool(self._checked()))
