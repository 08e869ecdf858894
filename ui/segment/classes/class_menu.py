"""What can be done with the selected classes: the menu of the class table, and the actions of its buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.measure.areas import AreaRow
from ui.segment.classes.class_delegates import CellPart
from ui.segment.classes.colour_menu import ColourMenu
from ui.widgets.building import add_action
from ui.widgets.icons import set_icon


class ClassMenu(QMenu):
    """recoloured: name, "#rrggbb" or None. palette_chosen: Palette or None. hidden, locked: names, on or off.
    confirmed: name of a class that was doubtful.
    """

    recoloured = Signal(str, object)
    palette_chosen = Signal(object)
    hidden = Signal(tuple, bool)
    locked = Signal(tuple, bool)
    confirmed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("class_menu")
        self.setToolTipsVisible(True)
        self._rows: tuple[AreaRow, ...] = ()
        self._all_hidden = self._all_locked = False
        self._by_name: dict[str, AreaRow] = {}
        self._unclear: dict[str, str] = {}
        self.merge = self._action("merge", self.tr("Merge…"))
        self.merge.setToolTip(self.tr("Make one class of the selected ones: pixels and areas are added up."))
        self.rename = self._action("rename", self.tr("Rename"))
        self.rename.setToolTip(self.tr("Give the selected class another name; what it measures stays."))
        self.split = self._action("split", self.tr("Split"))
        self.split.setToolTip(self.tr("Take a merged class apart into its clusters."))
        self.addSeparator()
        self._make_looks()
        self.addSeparator()
        self._hide = self._action("hide", "", "eye-off")
        self._hide.setToolTip(
            self.tr("Show the picture's own colours there; the class is measured and exported as ever.")
        )
        self._lock = self._action("lock", "")
        self._lock.setToolTip(
            self.tr("Cleaning up and edits by hand then neither give it pixels nor take any away.")
        )
        self._confirm = self._action("confirm", self.tr("It is the right class"), "check")
        self._confirm.setToolTip(self.tr("You have looked at the doubtful class: take its mark away."))
        self.addSeparator()
        self.copy = self._action("copy", self.tr("Copy rows"), "")
        self.copy.setToolTip(self.tr("Copy the selected rows as a table for a spreadsheet."))
        self._hide.triggered.connect(self._toggle_hidden)
        self._lock.triggered.connect(self._toggle_locked)
        self._confirm.triggered.connect(self._take_confirmation)

    def set_classes(self, rows: Sequence[AreaRow], unclear: dict[str, str]) -> None:
        """All classes there are, and what is doubtful by name."""
        self._by_name, self._unclear = {row.name: row for row in rows}, unclear
        self.colours.palettes.set_count(len(rows))
        self.set_selected(tuple(row.name for row in self._rows))

    def set_selected(self, names: Sequence[str]) -> None:
        """What the actions are for."""
        self._rows = tuple(self._by_name[name] for name in names if name in self._by_name)
        one = self._rows[0] if len(self._rows) == 1 else None
        self.merge.setEnabled(len(self._rows) >= 2)
        self.rename.setEnabled(one is not None)
        self.split.setEnabled(one is not None and len(one.clusters) > 1)
        self._colour.setEnabled(one is not None)
        self._hide.setEnabled(bool(self._rows))
        self._lock.setEnabled(bool(self._rows))
        self._all_hidden = bool(self._rows) and all(row.hidden for row in self._rows)
        self._all_locked = bool(self._rows) and all(row.locked for row in self._rows)
        show, hide = self.tr("Show in the segmentation"), self.tr("Hide in the segmentation")
        self._hide.setText(show if self._all_hidden else hide)
        set_icon(self._hide, "eye" if self._all_hidden else "eye-off")
        self._lock.setText(self.tr("Unlock") if self._all_locked else self.tr("Lock"))
        set_icon(self._lock, "lock-open" if self._all_locked else "lock")
        self._confirm.setVisible(one is not None and one.name in self._unclear)
        self.copy.setEnabled(bool(self._by_name))

    def press_part(self, name: str, part: CellPart, at: QPoint) -> None:
        """Somebody clicked on the swatch or on a mark of a class."""
        row = self._by_name.get(name)
        if row is None:
            return
        match part:
            case CellPart.SWATCH:
                self.colours.open_for(name, row.colour)
                self.colours.popup(at)
            case CellPart.EYE:
                self.hidden.emit((name,), not row.hidden)
            case CellPart.LOCK:
                self.locked.emit((name,), not row.locked)
            case CellPart.UNCLEAR_MATCH:
                self._ask_doubt(name, at)

    def open_colours(self) -> None:
        """The colours for the selected class, where the menu is."""
        if len(self._rows) == 1:
            self.press_part(self._rows[0].name, CellPart.SWATCH, self.pos())

    def _make_looks(self) -> None:
        self.colours = ColourMenu(self.parentWidget())
        self.colours.chosen.connect(self.recoloured)
        self.colours.palette_chosen.connect(self.palette_chosen)
        self._colour = self._action("colour", self.tr("Colour…"), "palette")
        self._colour.setToolTip(self.tr("Choose the colour that the class is shown in."))
        self._colour.triggered.connect(self.open_colours)
        self.addMenu(self.colours.palettes)

    def _action(self, name: str, text: str, drawing: str | None = None) -> QAction:
        action = add_action(self, f"class_{name}", text)
        if drawing is None or drawing:
            set_icon(action, drawing or name)
        return action

    def _ask_doubt(self, name: str, at: QPoint) -> None:
        menu = QMenu(self.parentWidget())
        menu.setObjectName("doubt_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addSection(self._unclear.get(name, ""))
        right = menu.addAction(self._confirm.icon(), self._confirm.text())
        right.setObjectName("doubt_confirm")
        right.setData(name)
        right.triggered.connect(self._take_confirmation)
        menu.popup(at)

    def _toggle_hidden(self) -> None:
        self.hidden.emit(tuple(row.name for row in self._rows), not self._all_hidden)

    def _toggle_locked(self) -> None:
        self.locked.emit(tuple(row.name for row in self._rows), not self._all_locked)

    def _take_confirmation(self) -> None:
        action = self.sender()
        name = action.data() if isinstance(action, QAction) else None
        if name is None and self._rows:
            name = self._rows[0].name
        if name is not None:
            self.confirmed.emit(name)
