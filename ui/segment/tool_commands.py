"""What the tool bar does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.canvas.tool_controller import HAND

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow


class ToolCommands:
    """Part of MainWindow: which tool is in use."""

    def connect_tools(self: MainWindow) -> None:
        self.tools.chosen.connect(self.show_chosen_tool)
        self.session.document_changed.connect(self.put_tool_away)

    def use_hand(self: MainWindow, _on: bool) -> None:
        self.tools.choose(HAND)

    def show_chosen_tool(self: MainWindow, name: str) -> None:
        """The button of a tool that was not chosen by it."""
        self.actions_by_id[f"use_{name}"].setChecked(True)

    def put_tool_away(self: MainWindow) -> None:
        """Another picture: what is half drawn belongs to the one before. Without one: no tool."""
        document = self.session.document
        image = document.image if document is not None else None
        if image is not self._tool_image:
            self._tool_image = image
            self.tools.give_up_gesture()
            if image is None:
                self.tools.choose(HAND)

    def keyPressEvent(self: MainWindow, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses the button that has the focus, as it does in dialogs; Qt leaves it to Space alone."""
        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            button, QPushButton | QToolButton
        ):
            button.click()
        else:
            event.ignore()

    def escape(self: MainWindow) -> None:
        """First what is half drawn goes, then what is being done, then the tool."""
        if self.tools.give_up_gesture():
            return
        busy = self.parts.cancel.isVisible()
        if busy or self.tools.current is None:
            self.cancel_all()
        else:
            self.tools.choose(HAND)
