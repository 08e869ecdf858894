"""What the list of ratios does to the document."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.classes.ratios import Ratio, Ratios
from core.measure.areas import AreaRow
from ui.segment.classes.ratio_dialog import RatioDialog
from ui.segment.classes.ratio_list import RatioList
from ui.session.view_state import ViewState, as_shown
from ui.shell.services import Services
from ui.widgets.building import open_dialog


class RatioController(QObject):
    """Asks for ratios, and puts them into the document."""

    def __init__(self, services: Services, shown: RatioList, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._window = services.session, services.window
        self._rows: tuple[AreaRow, ...] = ()
        shown.added.connect(self.add)
        shown.new_requested.connect(self.ask)
        shown.edit_requested.connect(self.ask)
        shown.removed.connect(self._remove)

    def show(self, new: ViewState, _old: ViewState | None) -> None:
        self._rows = new.rows

    def add(self, ratio: Ratio) -> None:
        given = self._ratios()
        if all(each.name != ratio.name for each in given):
            self._session.set_ratios((*given, ratio), self.tr("Add ratio"))

    def ask(self, name: str = "") -> None:
        """A new ratio, or the one of this name to be changed."""
        rows, given = self._rows, self._ratios()
        if not rows:
            return
        present = next((each for each in given if each.name == name), None)
        taken = [each.name for each in given if each is not present]
        # The rows have errors where those found last are of what is shown.
        errors = self._session.uncertainty if any(row.error is not None for row in rows) else None
        dialog = RatioDialog(rows, taken, present, errors, self._window)
        dialog.accepted.connect(self._take)
        open_dialog(dialog)

    def _remove(self, name: str) -> None:
        kept = tuple(each for each in self._ratios() if each.name != name)
        self._session.set_ratios(kept, self.tr("Remove ratio"))

    def _take(self) -> None:
        dialog = self.sender()
        if not isinstance(dialog, RatioDialog):
            return
        new, before = dialog.ratio(), dialog.before
        if before is None:
            self.add(new)
        else:
            changed = tuple(new if each.name == before.name else each for each in self._ratios())
            self._session.set_ratios(changed, self.tr("Change ratio"))

    def _ratios(self) -> Ratios:
        """Those of the document, of the classes as they are called in the table."""
        document = self._session.document
        return () if document is None else as_shown(document, self._session.outcome).ratios
