"""What the Edit and Measure menus do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from core.calibration import UNCALIBRATED, parse_pixel_size
from core.errors import FloeError
from ui.calibration_dialog import CalibrationDialog, PresentScale

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class EditCommands:
    """Part of MainWindow: undo, classes, scale."""

    def connect_classes(self: MainWindow) -> None:
        table = self.parts.classes
        table.renamed.connect(self.apply_rename)
        table.merge_requested.connect(self.apply_merge)
        table.split_requested.connect(self.apply_split)
        table.selection_changed.connect(self.show_selection)
        table.calibrate_requested.connect(self.calibrate)
        self.connect_class_looks()

    def undo(self: MainWindow) -> None:
        self.session.undo_stack.undo()

    def redo(self: MainWindow) -> None:
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

    def calibrate(self: MainWindow) -> None:
        """Ask how large a pixel is."""
        document = self.session.document
        if document is None:
            return
        own, present = document.own_scale, document.calibration
        choice = present.typed or ("georeference" if present.source == "georeference" else "none")
        dialog = CalibrationDialog(
            PresentScale(
                document.image.width,
                document.image.height,
                present.description,
                choice,
                own.description if own.source == "georeference" else "",
            ),
            self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.apply_scale)
        dialog.open()

    def apply_scale(self: MainWindow) -> None:
        dialog = self.sender()
        if not isinstance(dialog, CalibrationDialog) or self.session.document is None:
            return
        choice = dialog.choice()
        if choice == "georeference":
            self.session.set_pixel_size(None)
        elif choice == "none":
            own = self.session.document.own_scale
            self.session.set_pixel_size(None if own.source == "none" else UNCALIBRATED)
        else:
            try:
                self.session.set_pixel_size(parse_pixel_size(choice))
            except FloeError as error:
                self.complain(str(error))

    def use_georeference(self: MainWindow) -> None:
        """The scale that the picture's file gives."""
        self.session.set_pixel_size(None)
