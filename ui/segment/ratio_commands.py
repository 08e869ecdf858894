"""What the list of ratios does to the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from core.classes.ratios import Ratio, Ratios
from ui.segment.classes.ratio_dialog import RatioDialog
from ui.session.view_state import as_shown

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow


class RatioCommands:
    """Part of MainWindow."""

    def connect_ratios(self: MainWindow) -> None:
        shown = self.parts.classes.ratios
        shown.added.connect(self.add_ratio)
        shown.new_requested.connect(self.ask_ratio)
        shown.edit_requested.connect(self.ask_ratio)
        shown.removed.connect(self.remove_ratio)

    def add_ratio(self: MainWindow, ratio: Ratio) -> None:
        given = self._ratios()
        if all(each.name != ratio.name for each in given):
            self.session.set_ratios((*given, ratio), self.tr("Add ratio"))

    def remove_ratio(self: MainWindow, name: str) -> None:
        kept = tuple(each for each in self._ratios() if each.name != name)
        self.session.set_ratios(kept, self.tr("Remove ratio"))

    def ask_ratio(self: MainWindow, name: str = "") -> None:
        """A new ratio, or the one of this name to be changed."""
        state, given = self._state, self._ratios()
        if state is None or not state.rows:
            return
        present = next((each for each in given if each.name == name), None)
        taken = [each.name for each in given if each is not present]
        # The rows have errors where those found last are of what is shown.
        errors = self.session.uncertainty if any(row.error is not None for row in state.rows) else None
        dialog = RatioDialog(state.rows, taken, present, errors, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.take_ratio)
        dialog.open()

    def take_ratio(self: MainWindow) -> None:
        dialog = self.sender()
        if not isinstance(dialog, RatioDialog):
            return
        new, before = dialog.ratio(), dialog.before
        if before is None:
            self.add_ratio(new)
        else:
            changed = tuple(new if each.name == before.name else each for each in self._ratios())
            self.session.set_ratios(changed, self.tr("Change ratio"))

    def _ratios(self: MainWindow) -> Ratios:
        """Those of the document, of the classes as they are called in the table."""
        document = self.session.document
        return () if document is None else as_shown(document, self.session.outcome).ratios
