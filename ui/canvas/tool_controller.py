"""ToolController: the one owner of the tool in use."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QPainter

from ui.canvas.options_row import ToolOptionsRow
from ui.canvas.overlay import Paint
from ui.canvas.picture_pair import PicturePair
from ui.canvas.tool import Tool

HAND = "hand"


class ToolController(QObject):
    """Knows the tools by id, gives the chosen one to both views and its options to the row above them.

    chosen: id of the tool now in use, HAND for none.
    """

    chosen = Signal(str)

    def __init__(self, pictures: PicturePair, row: ToolOptionsRow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures, self._row = pictures, row
        self._tools: dict[str, Tool] = {}
        self.current: Tool | None = None
        self.add_overlay(self._paint_tool)

    @property
    def current_id(self) -> str:
        return self.current.id if self.current is not None else HAND

    def add(self, tool: Tool) -> None:
        """Make a tool known."""
        tool.setParent(self)
        self._tools[tool.id] = tool
        self._row.add(tool)
        tool.changed.connect(self.refresh)

    def add_overlay(self, paint: Paint) -> None:
        """Let `paint(painter, scale)` draw over both views, whatever tool is chosen; see `refresh`."""
        for view in self._pictures.views:
            view.overlay.add(paint)

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
