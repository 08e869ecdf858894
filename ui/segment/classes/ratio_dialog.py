"""The dialog that makes or changes a ratio: two lists of classes to tick, and what comes of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.base.errors import FloeError
from core.classes.ratios import Ratio
from core.measure.areas import AreaRow
from core.measure.ratio_values import ErrorSource, evaluate
from ui.segment.classes.ratio_text import ratio_text
from ui.widgets.building import fill, label_of, named
from ui.widgets.buttons import add_buttons
from ui.widgets.swatch import swatch


class RatioDialog(QDialog):
    """rows: the area table. taken: names of the other ratios. present: the ratio to change, None for a new
    one. errors: who knows the error of a ratio.
    """

    def __init__(
        self,
        rows: Sequence[AreaRow],
        taken: Collection[str],
        present: Ratio | None,
        errors: ErrorSource | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ratio_dialog")
        self.setWindowTitle(self.tr("Ratio of classes"))
        self.before = present
        self._rows, self._taken, self._errors = tuple(rows), frozenset(taken), errors
        self._name = named(QLineEdit(present.name if present else ""), "ratio_name")
        self._name.setMaxLength(200)
        self._name.setPlaceholderText(self.tr("for example ice concentration"))
        self._name.setAccessibleName(self.tr("Name of the ratio"))
        self._name.setToolTip(self.tr("What the ratio is called in the table and in exports."))
        over = present.numerator if present else ()
        under = present.denominator if present else ()
        above = self.tr("The areas of these classes are added up above.")
        below = self.tr("The areas of these classes are added up below; of a share: all that there is.")
        self._over, self._under = (
            self._list("ratio_over", above, over),
            self._list("ratio_under", below, under),
        )
        self._value = named(QLabel(wordWrap=True), "ratio_value")
        self._buttons, self._accept = add_buttons(
            self,
            "ratio",
            self.tr("Change") if present else self.tr("Add"),
            self.tr("Show this ratio under the class table and write it in every export."),
        )
        self._lay_out()
        self._name.textChanged.connect(self._check)
        for each in (self._over, self._under):
            each.itemChanged.connect(self._check)
        self._check()

    def ratio(self) -> Ratio:
        """Raises ParameterError where it is none yet."""
        return Ratio(self._name.text().strip(), _ticked(self._over), _ticked(self._under))

    def _list(self, name: str, tooltip: str, ticked: Collection[str]) -> QListWidget:
        made = named(QListWidget(), name, tooltip, tooltip)
        edge = QColor(128, 128, 128)
        for row in self._rows:
            item = QListWidgetItem(swatch(row.colour, edge, self.devicePixelRatioF()), row.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if row.name in ticked else Qt.CheckState.Unchecked)
            made.addItem(item)
        return made

    def _lay_out(self) -> None:
        heading = label_of(self._name, self.tr("&Name"))
        titled = ((self.tr("&Areas of"), self._over), (self.tr("&divided by areas of"), self._under))
        lists = QGridLayout()
        lists.setHorizontalSpacing(12)
        for column, (title, each) in enumerate(titled):
            lists.addWidget(label_of(each, title), 0, column)
            lists.addWidget(each, 1, column)
        layout = fill(QVBoxLayout(self), heading, self._name, margins=16, spacing=8)
        fill(layout, (lists, 1), self._value, self._buttons)
        self.resize(460, 400)

    def _check(self) -> None:
        over, under = _ticked(self._over), _ticked(self._under)
        name = self._name.text().strip()
        shown = ""
        if not over or not under:
            shown = self.tr("Tick one class or more on either side.")
        else:
            trial = Ratio("ratio", over, under)
            found = evaluate(trial, self._rows, self._errors)
            shown = f"{trial.formula} = {ratio_text(found)}"
        if name in self._taken:
            shown = self.tr("There is already a ratio called “{0}”.").format(name)
        self._value.setText(shown)
        try:
            self.ratio()
        except FloeError:
            whole = False
        else:
            whole = name not in self._taken
        self._accept.setEnabled(whole)


def _ticked(shown: QListWidget) -> tuple[str, ...]:
    items = [shown.item(i) for i in range(shown.count())]
    return tuple(item.text() for item in items if item.checkState() == Qt.CheckState.Checked)
