"""“What is this?”: a click on a picture names the class of the pixel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QHideEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.base.errors import FloeError
from core.classes.classes import Classes, merge, rename
from core.classes.naming import is_unnamed
from core.measure.areas import AreaRow
from ui.canvas.name_tool import NameTool
from ui.canvas.tool_controller import HAND, ToolController
from ui.segment.classes.class_table import ClassTable
from ui.session.session import Session
from ui.session.view_state import ViewState, class_at, shown_classes
from ui.shell.panel_window import Panel
from ui.shell.services import Services
from ui.widgets.building import fill, named
from ui.widgets.number_text import share_text
from ui.widgets.settings import CLASS_NAMES

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
        self._popup.ask(given, self._note_on(item.name), others, CLASS_NAMES.get(), QCursor.pos())

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
        CLASS_NAMES.set((new, *(each for each in CLASS_NAMES.get() if each != new))[:_MOST])
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


_POPUP_WIDTH = 260


class NamePopup(QFrame):
    """One line for a name, near the click. named: the text, not empty. closed: with or without a name."""

    named = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("name_popup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._others: frozenset[str] = frozenset()
        self._title = QLabel(self.tr("This is"))
        self._edit = named(QLineEdit(), "name_edit")
        self._edit.setMaxLength(200)
        self._edit.setAccessibleName(self.tr("What this is"))
        self._edit.setToolTip(self.tr("Enter names the class that the pixel belongs to, Escape leaves it."))
        self._edit.setPlaceholderText(self.tr("for example ice"))
        self._accept = QPushButton(self.tr("Name"))
        self._accept.setObjectName("name_accept")
        self._accept.setToolTip(self.tr("Give the class that the pixel belongs to this name."))
        self._note = named(QLabel(wordWrap=True), "name_note")
        line = fill(QHBoxLayout(), self._title, (self._edit, 1), self._accept)
        fill(QVBoxLayout(self), line, self._note, margins=(10, 8, 10, 8), spacing=6)
        self.setFixedWidth(_POPUP_WIDTH + 60)
        self._edit.textChanged.connect(self._explain)
        self._edit.returnPressed.connect(self._take)
        self._accept.clicked.connect(self._take)

    def ask(self, name: str, note: str, names: Sequence[str], earlier: Sequence[str], at: QPoint) -> None:
        """Ask at this place of the screen. name: what stands there first. note: what the pixel is in.

        names: of the other classes, which the pixel's class may join. earlier: names given before.
        """
        self._others, self._present = frozenset(names), note
        known = list(dict.fromkeys((*names, *earlier)))
        completer = QCompleter(known, self._edit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._edit.setCompleter(completer)
        self._edit.setText(name)
        self._edit.selectAll()
        self._explain()
        self.adjustSize()
        self.move(self._on_screen(at))
        self.show()
        self._edit.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self.closed.emit()

    def _on_screen(self, at: QPoint) -> QPoint:
        """Beside the click, and whole on the screen."""
        screen = (self.parentWidget() or self).screen().availableGeometry()
        x = min(at.x() + 12, screen.right() - self.width())
        y = at.y() + 12
        if y + self.height() > screen.bottom():
            y = at.y() - 12 - self.height()
        return QPoint(max(screen.left(), x), max(screen.top(), y))

    def _explain(self) -> None:
        name = self._edit.text().strip()
        self._accept.setEnabled(bool(name))
        joins = self.tr("It joins the class “{0}”, which there is already.").format(name)
        self._note.setText(joins if name in self._others else self._present)

    def _take(self) -> None:
        name = self._edit.text().strip()
        if name:
            self.hide()
            self.named.emit(name)
