"""“What is this?”: a click on a picture names the class of the pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QCursor

from core.base.errors import FloeError
from core.classes.classes import Class, merge, rename
from core.classes.naming import is_unnamed
from ui.canvas.name_tool import NameTool
from ui.canvas.tool_controller import HAND
from ui.segment.classes.name_popup import NamePopup
from ui.session.view_state import shown_classes
from ui.widgets.number_text import share_text
from ui.widgets.settings import CLASS_NAMES

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow

_MOST = 40


class NamingCommands:
    """Part of MainWindow: naming classes where they are seen."""

    def connect_naming(self: MainWindow) -> None:
        tool = NameTool()
        tool.clicked.connect(self.name_pixel)
        self.tools.add(tool)
        self._named_last = ""
        self._name_popup = NamePopup(self)
        self._name_popup.named.connect(self.take_name)
        self._name_popup.closed.connect(self.end_naming)
        self._asked_class = ""
        table = self.parts.classes
        table.naming_requested.connect(self.begin_naming)
        self.tools.chosen.connect(table.show_tool)
        self.tools.chosen.connect(self.leave_naming)
        self._naming = False

    def use_name(self: MainWindow, _on: bool) -> None:
        self.show_classes()
        self.tools.choose("name")

    def leave_naming(self: MainWindow, tool: str) -> None:
        """With another tool in hand nothing stays marked for a name."""
        if self._naming and tool != "name":
            self.parts.classes.select_names([])
        self._naming = tool == "name"

    def begin_naming(self: MainWindow, on: bool) -> None:
        """The button in the class panel."""
        self.tools.choose("name" if on else HAND)

    def name_pixel(self: MainWindow, column: int, row: int, add: bool) -> None:
        """Ask what is at this pixel; with `add` it becomes part of the class named last."""
        item = self._class_at(column, row)
        if item is None:
            self.tools.set_hint(self.tr("There is nothing measured at this pixel."))
            return
        names = [each.name for each in shown_classes(self.session.document, self.session.outcome)]
        if add and self._named_last in names:
            if item.name != self._named_last:
                self._give_name(item.name, self._named_last)
            return
        self.parts.classes.select_names([item.name])
        self._asked_class = item.name
        unnamed = is_unnamed(item)
        note = self._note_on(item)
        others = [name for name in names if name != item.name and not name.rstrip("′").isdigit()]
        self._name_popup.ask("" if unnamed else item.name, note, others, CLASS_NAMES.get(), QCursor.pos())

    def take_name(self: MainWindow, name: str) -> None:
        asked, self._asked_class = self._asked_class, ""
        self._give_name(asked, name)

    def end_naming(self: MainWindow) -> None:
        """The popup is gone; without a name nothing stays marked."""
        if self._asked_class:
            self.parts.classes.select_names([])

    def _give_name(self: MainWindow, old: str, new: str) -> None:
        """A class of that name takes the clusters in, else the class is called so."""
        try:
            if old == new:
                self._named_last = new
            elif any(item.name == new for item in shown_classes(self.session.document, self.session.outcome)):
                self.session.edit_classes(self.tr("Add to class"), lambda c: merge(c, (old, new), new))
            else:
                self.session.edit_classes(self.tr("Name class"), lambda c: rename(c, old, new))
        except FloeError as error:
            self.complain(str(error))
            return
        self._named_last = new
        CLASS_NAMES.set((new, *(each for each in CLASS_NAMES.get() if each != new))[:_MOST])
        self.parts.classes.select_names([new])
        hint = self.tr("“{0}” is named. Ctrl+click adds more to it; click names something else; Esc ends.")
        self.tools.set_hint(hint.format(new))

    def _class_at(self: MainWindow, column: int, row: int) -> Class | None:
        document, outcome = self.session.document, self.session.outcome
        if document is None or outcome is None:
            return None
        labels = outcome.measurement.labels
        if not (0 <= row < labels.shape[0] and 0 <= column < labels.shape[1]):
            return None
        cluster = int(labels[row, column])
        return next((c for c in shown_classes(document, outcome) if cluster in c.clusters), None)

    def _note_on(self: MainWindow, item: Class) -> str:
        rows = self._state.rows if self._state is not None else ()
        share = next((row.fraction for row in rows if row.name == item.name), 0.0)
        words = self.tr("All that is marked in the segmentation gets this name: {0} of the picture.")
        return words.format(share_text(share))
