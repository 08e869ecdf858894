"""ToolController: the one owner of the tool in use."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from ui.canvas.options_row import ToolOptionsRow
from ui.canvas.overlay import Paint
from ui.canvas.picture_pair import PicturePair
from ui.canvas.tool import Tool, ToolEntry
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.menus import SEPARATOR

AnyTool = TypeVar("AnyTool", bound=Tool)

HAND = "hand"
_HAND_ENTRY = ToolEntry("H", HAND).says(
    QT_TRANSLATE_NOOP("Actions", "&Hand"),
    QT_TRANSLATE_NOOP("Actions", "Drag moves the picture, a click stays with a pixel; nothing changes."),
)


class ToolController(QObject):
    """Knows the tools by id, gives the chosen one to both views and its options to the row above them.

    chosen: id of the tool now in use, HAND for none.
    """

    chosen = Signal(str)

    def __init__(self, pictures: PicturePair, row: ToolOptionsRow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures, self._row = pictures, row
        self._tools: dict[str, Tool] = {}
        # By the groups of the bar; the hand comes first.
        self._entries: list[dict[str, ToolEntry]] = [{HAND: _HAND_ENTRY}]
        self.current: Tool | None = None
        self.add_overlay(self._paint_tool)

    @property
    def current_id(self) -> str:
        return self.current.id if self.current is not None else HAND

    def add(self, *tools: Tool, with_hand: bool = False) -> None:
        """Make tools known that stand together, beside the hand or in a group of their own."""
        for tool in tools:
            tool.setParent(self)
            self._tools[tool.id] = tool
            self._row.add(tool)
            tool.changed.connect(self.refresh)
        entries = {tool.id: tool.entry for tool in tools if tool.entry is not None}
        if with_hand:
            self._entries[0] |= entries
        elif entries:
            self._entries.append(entries)

    def tool(self, kind: type[AnyTool]) -> AnyTool:
        """The tool of this class. Raises KeyError where it was not added."""
        found = self._tools[kind.id]
        if not isinstance(found, kind):
            raise KeyError(kind.id)
        return found

    def actions(self) -> tuple[ActionSpec, ...]:
        """One for each tool, "use_" and its id."""
        return tuple(
            ActionSpec(
                action_id(name),
                entry.shortcut,
                self.choose,
                name,
                icon=entry.icon,
                checked=name == HAND,
                when=entry.when,
                group="tools",
            ).says(entry.text, entry.tooltip)
            for group in self._entries
            for name, entry in group.items()
        )

    def bar_items(self) -> tuple[str, ...]:
        """What stands in the bar, one below the other, and in the menu."""
        items = [item for group in self._entries for item in (SEPARATOR, *map(action_id, group))]
        return tuple(items[1:])

    def add_overlay(self, paint: Paint, *, below: bool = False) -> None:
        """Let `paint(painter, scale)` draw over both views, whatever tool is chosen; see `refresh`.

        below: under what tools draw.
        """
        for view in self._pictures.views:
            view.overlay.add(paint, below=below)

    def refresh(self, rect: QRectF | None = None) -> None:
        """Paint what lies over the pictures anew; rect: the part in picture coordinates, None for all."""
        for view in self._pictures.views:
            view.overlay.refresh(rect or QRectF(), self._pictures.scale)

    def choose(self, name: str) -> None:
        """Use the tool of this id from now on. Raises KeyError for one that was not added."""
        tool = None if name == HAND else self._tools[name]
        if tool is not self.current:
            if self.current is not None:
                self.current.cancel()
            self.current = tool
            for view in self._pictures.views:
                view.set_tool(tool)
            focus = QApplication.focusWidget()
            if focus is not None and self._row.isAncestorOf(focus):
                # Its settings go: Qt would give the keyboard to whatever comes next.
                self._pictures.original.setFocus()
            self._row.show_tool(tool)
            self.refresh()
        if tool is not None and not any(view.hasFocus() for view in self._pictures.views):
            self._pictures.original.setFocus()
        self.chosen.emit(self.current_id)

    def set_hint(self, text: str) -> None:
        """Another sentence beside the options, until the next tool."""
        self._row.set_hint(text)

    @property
    def drawing(self) -> bool:
        """Whether the mouse draws with the tool at this moment."""
        return any(view.drawing for view in self._pictures.views)

    def give_up_gesture(self) -> bool:
        """Drop what is half drawn; whether there was anything."""
        return self.current is not None and self.current.cancel()

    def _paint_tool(self, painter: QPainter, scale: float) -> None:
        if self.current is not None:
            self.current.paint(painter, scale)


def action_id(tool: str) -> str:
    """The id of the action that chooses a tool."""
    return f"use_{tool}"
