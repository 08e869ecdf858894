"""“What is this?”: a click on a picture names the class of the pixel."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QCursor

from core.base.errors import FloeError
from core.classes.classes import Classes, merge, rename
from core.classes.naming import is_unnamed
from core.measure.areas import AreaRow
from ui.canvas.name_tool import NameTool
from ui.canvas.tool_controller import HAND, ToolController
from ui.segment.classes.class_table import ClassTable
from ui.segment.classes.name_popup import NamePopup
from ui.session.session import Session
from ui.session.view_state import ViewState, class_at, shown_classes
from ui.shell.panel_window import Panel
from ui.shell.services import Services
from ui.widgets.number_text import share_text

_KEY = "class_names"
_MOST = 40


class NamingController(QObject):
    """Between the tool, the field that asks, and the class table."""

    def __init__(
        self, services: Services, tools: ToolController, table: ClassTable, panel: Panel, parent: QObject
    ) -> None:
        """panel: that of the class table."""
        super().__init__(parent)
        self._session: Session = services.session
        self._complain = services.complaints.show
        self._tools, self._table, self._panel = tools, table, panel
        self._popup = NamePopup(services.window)
        self._rows: tuple[AreaRow, ...] = ()
        self._named_last = self._asked = ""
        self._naming = False
        tools.tool(NameTool).clicked.connect(self._ask)
        self._popup.named.connect(self._take_name)
        self._popup.closed.connect(self._end_asking)
        table.naming_requested.connect(self._begin_or_end)
        tools.chosen.connect(table.show_tool)
        tools.chosen.connect(self._follow_tool)

    def show(self, new: ViewState, _old: ViewState | None) -> None:
        self._rows = new.rows

    def _begin_or_end(self, on: bool) -> None:
        """The button in the class panel."""
        self._tools.choose(NameTool.id if on else HAND)

    def _follow_tool(self, name: str) -> None:
        """Names are given beside the table; with another tool in hand nothing stays marked for one."""
        if name == NameTool.id:
            self._panel.bring_forward()
        elif self._naming:
            self._table.select_names([])
        self._naming = name == NameTool.id

    def _ask(self, column: int, row: int, add: bool) -> None:
        """Ask what is at this pixel; with `add` it becomes part of the class named last."""
        item = class_at(self._session.document, self._session.outcome, column, row)
        if item is None:
            self._tools.set_hint(self.tr("There is nothing measured at this pixel."))
            return
        names = [each.name for each in self._classes()]
        if add and self._named_last in names:
            if item.name != self._named_last:
                self._give_name(item.name, self._named_last)
            return
        self._table.select_names([item.name])
        self._asked = item.name
        given = "" if is_unnamed(item) else item.name
        others = [name for name in names if name != item.name and not name.rstrip("′").isdigit()]
        self._popup.ask(given, self._note_on(item.name), others, _earlier(), QCursor.pos())

    def _take_name(self, name: str) -> None:
        asked, self._asked = self._asked, ""
        self._give_name(asked, name)

    def _end_asking(self) -> None:
        """The popup is gone; without a name nothing stays marked."""
        if self._asked:
            self._table.select_names([])

    def _give_name(self, old: str, new: str) -> None:
        """A class of that name takes the clusters in, else the class is called so."""
        session = self._session
        try:
            if old == new:
                self._named_last = new
            elif any(item.name == new for item in self._classes()):
                session.edit_classes(self.tr("Add to class"), lambda c: merge(c, (old, new), new))
            else:
                session.edit_classes(self.tr("Name class"), lambda c: rename(c, old, new))
        except FloeError as error:
            self._complain(str(error))
            return
        self._named_last = new
        _remember_name(new)
        self._table.select_names([new])
        hint = self.tr("“{0}” is named. Ctrl+click adds more to it; click names something else; Esc ends.")
        self._tools.set_hint(hint.format(new))

    def _classes(self) -> Classes:
        document = self._session.document
        return () if document is None else shown_classes(document, self._session.outcome)

    def _note_on(self, name: str) -> str:
        share = next((row.fraction for row in self._rows if row.name == name), 0.0)
        words = self.tr("All that is marked in the segmentation gets this name: {0} of the picture.")
        return words.format(share_text(share))


def _earlier() -> list[str]:
    stored = QSettings().value(_KEY, [])
    # An INI file gives back a list of one as a plain string.
    found = stored if isinstance(stored, list) else [stored]
    return [str(name) for name in found if name]


def _remember_name(name: str) -> None:
    QSettings().setValue(_KEY, [name, *(each for each in _earlier() if each != name)][:_MOST])
