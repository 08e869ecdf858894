"""Tool: what the mouse does on the pictures while it is chosen. How to add one stands here.

1. A subclass of `Tool` with an `id` and an `entry`, in a file of its own. It gets Pointers in picture
   coordinates: pixel (column, row) covers [column, column + 1) × [row, row + 1), also beyond the edges.
   Where something lies and what was hit are keyword-only pure functions outside of it (see
   ui/canvas/line_geometry.py). Its button, its entry in the menu and its key follow from `entry`.
2. One line where the workspace lists its tools (TOOLS of ui/segment/segment_workspace.py), or, where it
   needs more than the mouse, in the controller that makes it. What the tool makes it tells by signals of
   its own; whoever listens changes the document through the Session, one step a gesture.

The views do the rest: the hand is chosen where no tool is; middle button, or Space held, pans with any tool;
the wheel zooms; Esc gives up a gesture, then goes back to the hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.shell.actions import Worded


@dataclass(frozen=True)
class ToolEntry(Worded):
    """How a tool is chosen. shortcut: a letter, as a rule. icon: a name for ui.widgets.icons.

    when: a field of the state of the workspace. Texts are English, translated when shown.
    """

    shortcut: str
    icon: str
    when: str = "has_image"


@dataclass(frozen=True)
class Pointer:
    """Where the mouse is. x, y: picture coordinates. scale: screen pixels per picture pixel, for reach:
    4 pixels of the screen are 4 / scale of the picture. modifiers: the keys held.
    """

    x: float
    y: float
    scale: float
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def shift(self) -> bool:
        return bool(self.modifiers & Qt.KeyboardModifier.ShiftModifier)

    @property
    def alt(self) -> bool:
        return bool(self.modifiers & Qt.KeyboardModifier.AltModifier)

    @property
    def control(self) -> bool:
        return bool(self.modifiers & Qt.KeyboardModifier.ControlModifier)

    @property
    def pixel(self) -> tuple[int, int]:
        """Column and row; may lie outside the picture."""
        return int(self.x // 1), int(self.y // 1)


class Tool(QObject):
    """changed: part of the picture to be painted anew, in picture coordinates, a null rectangle for all.

    entry: how it is chosen; a tool without one is chosen by the program only.
    name: what the options row says. hint: one short sentence beside it on what to do. options: a slim widget
    of this tool's settings, or None; the controller owns it from `add` on. cursor: over the pictures.
    pans: a drag of the left button moves the picture, as with the hand; `press` and what follows never come.
    """

    changed = Signal(QRectF)

    id = ""
    entry: ToolEntry | None = None
    pans = False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        self.hint = ""
        self.options: QWidget | None = None
        self.cursor: QCursor | Qt.CursorShape = Qt.CursorShape.CrossCursor

    def press(self, pointer: Pointer) -> None:
        """The left button went down. `move` and `release` follow, of the same view."""

    def move(self, pointer: Pointer) -> None:
        """The mouse moved with the button down."""

    def release(self, pointer: Pointer) -> None:
        """The button came up."""

    def hover(self, pointer: Pointer) -> None:
        """The mouse moved without a button."""

    def double_click(self, pointer: Pointer) -> None:
        """The second press of a double click, in place of `press`; no `release` follows."""

    def key(self, event: QKeyEvent) -> bool:  # noqa: ARG002
        """A key over a view, before the view's own; whether it was for this tool."""
        return False

    def leave(self) -> None:
        """The mouse is over no picture now."""

    def cancel(self) -> bool:
        """Give up the gesture under way; whether there was one. Also called when another tool or picture
        comes."""
        return False

    def paint(self, painter: QPainter, scale: float) -> None:
        """Draw over both views, in picture coordinates; see ui/canvas/overlay.py for pens. Called a lot: draw
        only, compute nothing."""
