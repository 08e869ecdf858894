"""What the Edit menu does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.errors import FloeError
from ui.session.undo_words import UndoWords

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow


class EditCommands:
    """Part of MainWindow: undo, classes."""

    def connect_classes(self: MainWindow) -> None:
        table = self.parts.classes
        table.renamed.connect(self.apply_rename)
        table.merge_requested.connect(self.apply_merge)
        table.split_requested.connect(self.apply_split)
        table.selection_changed.connect(self.show_selection)
        self.connect_class_looks()
        UndoWords(self.session.undo_stack, self.actions_by_id["undo"], self.actions_by_id["redo"])

    def undo(self: MainWindow) -> None:
        """In the middle of a stroke that is what goes, and not what was done before it."""
        if self.tools.drawing:
            self.tools.give_up_gesture()
        else:
            self.session.undo_stack.undo()

    def redo(self: MainWindow) -> None:
        if not self.tools.drawing:
            self.session.undo_stack.redo()

    def merge_classes(self: MainWindow) -> None:
        self.parts.classes.ask_merge()

    def rename_class(self: MainWindow) -> None:
        self.parts.classes.begin_rename()

    def split_class(self: MainWindow) -> None:
        self.parts.classes.request_split()

    def copy_area_table(self: MainWindow) -> None:
        self.parts.classes.copy_selection()

    def apply_rename(self: MainWindow, old: str, new: str) -> None:
        try:
            self.session.rename_class(old, new)
        except FloeError as error:
            self.complain(str(error))
        else:
            self.parts.classes.select_names([new])

    def apply_merge(self: MainWindow, names: tuple[str, ...], new_name: str) -> None:
        try:
            self.session.merge_classes(names, new_name)
        except FloeError as error:
            self.complain(str(error))
        else:
            self.parts.classes.select_names([new_name])

    def apply_split(self: MainWindow, name: str) -> None:
        self.session.split_class(name)

    def show_selection(self: MainWindow, _names: tuple[str, ...]) -> None:
        self.refresh()
        self._show_class_colours()
