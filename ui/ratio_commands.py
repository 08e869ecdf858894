"""What the list of ratios does to the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from core.ratios import Ratio
from ui.ratio_dialog import RatioDialog

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class RatioCommands:
    """Part of MainWindow."""

    def connect_ratios(self: MainWindow) -> None:
        shown = self.parts.classes.ratios
        shown.added.connect(self.add_ratio)
        shown.new_requested.connect(self.ask_ratio)
        shown.edit_requested.connect(self.ask_ratio)
        shown.removed.connect(self.remove_ratio)

    def add_ratio(self: MainWindow, ratio: Ratio) -> None:
        document = self.session.document
        if document is not None and all(each.name != ratio.name for each in document.ratios):
            self.session.set_ratios((*document.ratios, ratio), self.tr("Add ratio"))

    def remove_ratio(self: MainWindow, name: str) -> None:
        document = self.session.document
        if document is not None:
            kept = tuple(each for each in document.ratios if each.name != name)
            self.session.set_ratios(kept, self.tr("Remove ratio"))

    def ask_ratio(self: MainWindow, name: str = "") -> None:
        """A new ratio, or the one of this name to be changed."""
        document, state = self.session.document, self._state
        if document is None or state is None or not state.rows:
            return
        present = next((each for each in document.ratios if each.name == name), None)
        taken = [each.name for each in document.ratios if each is not present]
        # The rows have errors where those found last are of what is shown.
        errors = self.session.uncertainty if any(row.error is not None for row in state.rows) else None
        dialog = RatioDialog(state.rows, taken, present, errors, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.take_ratio)
        dialog.open()

    def take_ratio(self: MainWindow) -> None:
        dialog, document = self.sender(), self.session.document
        if not isinstance(dialog, RatioDialog) or document is None:
            return
        new, before = dialog.ratio(), dialog.before
        if before is None:
            self.add_ratio(new)
        else:
            changed = tuple(new if each.name == before.name else each for each in document.ratios)
            self.session.set_ratios(changed, self.tr("Change ratio"))
