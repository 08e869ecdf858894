"""The slim row above the pictures: the name, the settings and the hint of the tool that is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QWidget

from ui.canvas.tool import Tool
from ui.widgets.building import fill, named
from ui.widgets.elided_label import ElidedLabel


class ToolOptionsRow(QWidget):
    """As large with any tool as with none, so that taking one never moves the picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "tool_options", self.tr("Tool options"))
        self._name = named(QLabel(), "tool_name")
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        self._widgets = QStackedWidget()
        self._widgets.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._hint = named(ElidedLabel(), "tool_hint")
        self._hint.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = fill(QHBoxLayout(self), margins=(8, 3, 8, 3), spacing=12)
        fill(self._row, self._name, self._widgets, (self._hint, 1))
        self.show_tool(None)

    def add(self, tool: Tool) -> None:
        """Take the tool's options in."""
        if tool.options is not None:
            self._widgets.addWidget(tool.options)
        self.show_tool(tool)
        self.setMinimumSize(self.minimumSize().expandedTo(self._row.minimumSize()))
        self.show_tool(None)

    def show_tool(self, tool: Tool | None) -> None:
        """The settings of this one; None: of the hand, which has none."""
        options = None if tool is None else tool.options
        self._name.setText(self.tr("Hand") if tool is None else tool.name)
        self._hint.setText(
            self.tr("Drag moves the picture, the wheel zooms, a click stays with a pixel.")
            if tool is None
            else tool.hint
        )
        self._widgets.setVisible(options is not None)
        if options is not None:
            self._widgets.setCurrentWidget(options)
            # As narrow as these options, not as the widest ones.
            self._widgets.setMaximumWidth(options.sizeHint().width())

    def set_hint(self, text: str) -> None:
        self._hint.setText(text)
