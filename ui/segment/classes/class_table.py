"""The class table: what was found, how much of it there is, and what it is called."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.classes.naming import UnclearMatch
from core.measure.areas import AreaRow
from core.writing.spreadsheet_text import harmless
from ui.segment.classes.class_footer import EditedRow, ErrorRow, OtherAreasRow, ScaleRow, TotalRow
from ui.segment.classes.class_menu import ClassMenu
from ui.segment.classes.class_model import ClassModel, Column
from ui.segment.classes.class_view import ClassOrder, ClassView
from ui.segment.classes.ratio_list import RatioList
from ui.segment.classes.spoken_areas import spoken_areas
from ui.widgets.building import fill, named, open_dialog
from ui.widgets.buttons import ActionButton, add_buttons
from ui.widgets.icons import set_icon


class ClassTable(QWidget):
    """Shows area rows; renames, merges and splits only by asking through its signals."""

    renamed = Signal(str, str)
    selection_changed = Signal(tuple)
    merge_requested = Signal(tuple, str)
    split_requested = Signal(str)
    calibrate_requested = Signal()
    naming_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("class_table")
        self._selected: tuple[str, ...] = ()
        self._busy = False
        self._model = ClassModel(self)
        self._order = ClassOrder(self)
        self._order.setSourceModel(self._model)
        self.view = ClassView()
        self.view.setModel(self._order)
        self.view.prepare_header()
        self.view.setAccessibleName(self.tr("Classes"))
        self.view.setToolTip(self.tr("The classes found: choose one to mark it, two or more to merge them."))
        self.view.set_empty_text(self.tr("The classes and their areas appear here once there is a result."))
        self.totals = TotalRow(self.view)
        self.errors, self.other_areas, self.by_hand = ErrorRow(), OtherAreasRow(), EditedRow()
        self.scale = ScaleRow()
        self.naming = self._make_naming()
        self.ratios = RatioList()
        self.menu = ClassMenu(self)
        self._lay_out()
        self._connect()
        self.set_scale("", calibrated=False)
        self.set_rows(())

    def set_rows(self, rows: Sequence[AreaRow], unclear: Sequence[UnclearMatch] = ()) -> None:
        """Show these classes; selection, order and scroll position stay where they were."""
        sentences = {each.name: each.sentence for each in unclear}
        self._busy = True
        self._model.set_rows(rows)
        self._model.set_unclear(sentences)
        self._busy = False
        self.menu.set_classes(rows, sentences)
        self.naming.setEnabled(bool(rows))
        self.ratios.set_enabled(bool(rows))
        self.totals.set_rows(rows)
        self.view.setAccessibleDescription(spoken_areas(rows))
        self.errors.set_rows(rows)
        self.other_areas.set_rows(rows)
        self.by_hand.set_rows(rows)
        self.view.set_ids_wanted(any((row.name,) != tuple(map(str, row.clusters)) for row in rows))
        self.view.set_both_areas(self._model.has_both_areas)
        self.view.fit_columns({column: self._model.longest(column) for column in Column})
        self._show_selection()

    def set_ready(self, has_image: bool, has_result: bool) -> None:
        """What can be done: without a picture there is no scale to set, without a result no ratio."""
        self.scale.setEnabled(has_image)
        self.ratios.setEnabled(has_result)

    def set_errors_coming(self, coming: bool) -> None:
        """Whether errors of areas will follow the areas."""
        self._model.set_errors_coming(coming)

    def set_scale(self, description: str, *, calibrated: bool) -> None:
        """Where the scale comes from. Without one the areas are pixels, which have their column already."""
        self.scale.set_scale(description, calibrated=calibrated)
        self.view.setColumnHidden(Column.AREA, not calibrated)
        self.view.make_room()
        self.totals.update()

    def selected_names(self) -> tuple[str, ...]:
        """The selected classes, from dark to light."""
        chosen = self.view.selectionModel().selectedRows(Column.NAME)
        rows = sorted(self._order.mapToSource(index).row() for index in chosen)
        return tuple(self._model.rows[row].name for row in rows)

    def select_names(self, names: Sequence[str]) -> None:
        wanted, selection = set(names), QItemSelection()
        for row, item in enumerate(self._model.rows):
            if item.name in wanted:
                index = self._order.mapFromSource(self._model.index(row, Column.NAME))
                selection.select(index, index)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().select(selection, flags)

    def ask_merge(self) -> None:
        """Ask for a name, then request the merge of the selected classes."""
        names = self.selected_names()
        if len(names) < 2:
            return
        taken = {row.name for row in self._model.rows} - set(names)
        dialog = MergeDialog(names, taken, self)
        dialog.accepted.connect(self._merge_accepted)
        open_dialog(dialog)

    def begin_rename(self) -> None:
        """Open the editor on the name of the one selected class."""
        chosen = self.view.selectionModel().selectedRows(Column.NAME)
        if len(chosen) == 1:
            self.view.setFocus()
            self.view.setCurrentIndex(chosen[0])
            self.view.edit(chosen[0])

    def request_split(self) -> None:
        if self.menu.split.isEnabled():
            self.split_requested.emit(self._selected[0])

    def copy_selection(self) -> None:
        """Put the selected rows, or all where none is selected, on the clipboard as tab-separated text."""
        chosen = set(self._selected) or {row.name for row in self._model.rows}
        head = (
            self.tr("Class"),
            self.tr("Clusters"),
            self.tr("Pixels"),
            self.tr("Fraction"),
            self.tr("Area"),
        )
        lines = ["\t".join((*head, self.tr("Unit"), self.tr("Scale"), self.tr("Error")))]
        for row in self._model.rows:
            if row.name in chosen:
                ids = ",".join(map(str, row.clusters))
                cells = (
                    harmless(row.name),
                    ids,
                    row.pixels,
                    row.fraction,
                    row.area,
                    row.unit,
                    row.scale_source,
                    "" if row.error is None else row.error.error,
                )
                lines.append("\t".join(" ".join(str(cell).split()) for cell in cells))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def show_tool(self, name: str) -> None:
        """Which tool is in use over the pictures."""
        self.naming.setChecked(name == "name")

    def _make_naming(self) -> QPushButton:
        button = QPushButton(self.tr("Name by clicking"))
        named(button, "name_by_clicking", button.text())
        button.setCheckable(True)
        button.setToolTip(
            self.tr(
                "Click on the ice, or on anything, in either picture and say what it is: no need to "
                "know its number. Ctrl+click adds more to the same class. (N)"
            )
        )
        set_icon(button, "tag")
        button.clicked.connect(self.naming_requested)
        return button

    def _lay_out(self) -> None:
        actions = (self.menu.merge, self.menu.rename, self.menu.split)
        buttons = fill(QHBoxLayout(), *((ActionButton(action), 1) for action in actions), spacing=6)
        layout = fill(QVBoxLayout(self), (self.view, 1), margins=(8, 0, 8, 8), spacing=2)
        fill(layout, self.totals, self.errors, self.other_areas, self.by_hand, self.ratios, self.scale)
        layout.addSpacing(4)
        layout.addWidget(self.naming)
        layout.addSpacing(4)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._model.renamed.connect(self.renamed)
        self.scale.calibrate_requested.connect(self.calibrate_requested)
        self.menu.merge.triggered.connect(self.ask_merge)
        self.menu.rename.triggered.connect(self.begin_rename)
        self.menu.split.triggered.connect(self.request_split)
        self.menu.copy.triggered.connect(self.copy_selection)
        self.view.part_pressed.connect(self.menu.press_part)
        self.view.rename_pressed.connect(self.begin_rename)
        self.view.copy_pressed.connect(self.copy_selection)
        self.view.doubleClicked.connect(self.begin_rename)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().selectionChanged.connect(self._show_selection)

    def _show_menu(self, at: QPoint) -> None:
        if self._model.rows:
            self.menu.popup(self.view.viewport().mapToGlobal(at))

    def _show_selection(self) -> None:
        if self._busy:
            return
        names = self.selected_names()
        self.menu.set_selected(names)
        if names != self._selected:
            self._selected = names
            self.selection_changed.emit(names)

    def _merge_accepted(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, MergeDialog):
            self.merge_requested.emit(dialog.names, dialog.name())


def suggested_name(names: Sequence[str]) -> str:
    """The first name that a person gave, else the ids joined: ("2", "ice") → "ice", ("2", "3") → "2 + 3"."""
    given = next((name for name in names if not name.rstrip("′").isdigit()), None)
    if given is not None:
        return given
    return " + ".join(names) if len(names) <= 4 else f"{names[0]} … {names[-1]}"


class MergeDialog(QDialog):
    """Asks for the merged class's name; `taken` are the names of the classes that stay."""

    def __init__(self, names: Sequence[str], taken: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("merge_dialog")
        self.setWindowTitle(self.tr("Merge classes"))
        self.names = tuple(names)
        self._taken = frozenset(taken)
        question = QLabel(self.tr("Name of the class made of {0} classes:").format(len(names)))
        self._edit = QLineEdit(suggested_name(names))
        self._edit.setObjectName("merged_name")
        self._edit.setAccessibleName(self.tr("Name of the merged class"))
        self._edit.setToolTip(self.tr("What the merged class is called; its pixels and area are added up."))
        self._edit.setMaxLength(200)
        self._edit.selectAll()
        question.setBuddy(self._edit)
        self._hint = named(QLabel(wordWrap=True), "merge_hint")
        self._buttons, self._accept = add_buttons(
            self, "merge", self.tr("Merge"), self.tr("Make one class of them; Split takes it apart again.")
        )
        fill(QVBoxLayout(self), question, self._edit, self._hint, self._buttons, margins=16, spacing=8)
        self.setMinimumWidth(320)
        self._edit.textChanged.connect(self._check)
        self._check()

    def name(self) -> str:
        return self._edit.text().strip()

    def _check(self) -> None:
        hint = ""
        if self.name() in self._taken:
            hint = self.tr("There is already a class called “{0}”.").format(self.name())
        self._hint.setText(hint)
        self._accept.setEnabled(bool(self.name()) and not hint)
