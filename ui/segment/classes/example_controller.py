"""Says what is what by example: what the tool draws becomes an example of the document."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from core.base.errors import FloeError
from core.classes.class_choice import Place
from core.classes.examples import Example, Examples, named_in
from core.classes.naming import is_unnamed
from ui.canvas.tool_controller import ToolController
from ui.segment.classes.example_tool import ExampleTool, Mark
from ui.session.session import Session
from ui.session.view_state import ViewState, shown_classes
from ui.shell.services import Services

_OTHER = "#808080"


class ExampleController(QObject):
    """Between the tool and the session."""

    def __init__(self, services: Services, tools: ToolController, parent: QObject) -> None:
        super().__init__(parent)
        self._session: Session = services.session
        self._complain = services.complaints.show
        self._tools = tools
        self._tool = tools.tool(ExampleTool)
        self._tool.drawn.connect(self._add)
        self._tool.settings.cleared.connect(lambda: self._set((), self.tr("Remove examples")))

    def show(self, new: ViewState, _old: ViewState | None) -> None:
        """The examples in the colours of their classes, and the names that are there."""
        document, outcome = self._session.document, self._session.outcome
        examples = () if document is None else document.examples
        classes = () if document is None else shown_classes(document, outcome)
        colours = {row.name: row.colour for row in new.rows}
        self._tool.set_marks([Mark(each, QColor(colours.get(each.class_name, _OTHER))) for each in examples])
        there = [item.name for item in classes if not is_unnamed(item)]
        names = list(dict.fromkeys((*there, *named_in(examples))))
        self._tool.settings.set_classes(names, any_examples=bool(examples))

    def _add(self, places: tuple[Place, ...]) -> None:
        document, name = self._session.document, self._tool.settings.class_name
        if document is None:
            return
        if not name:
            self._tools.set_hint(self.tr("Type what it is an example of, then click on it."))
            self._tool.settings.ask()
            return
        try:
            self._set((*document.examples, Example(name, places)), self.tr("Add example"))
        except FloeError as error:
            self._complain(str(error))

    def _set(self, examples: Examples, text: str) -> None:
        self._session.set_examples(examples, text)
