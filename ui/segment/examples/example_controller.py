"""Says what is what by example: what the tool draws becomes an example of the document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from core.base.errors import FloeError
from core.classes.class_choice import Place
from core.classes.examples import Example, Examples, named_in
from core.classes.naming import is_unnamed
from ui.canvas.picture_pair import PicturePair
from ui.canvas.tool_controller import ToolController
from ui.segment.examples.asking_controller import AskingController
from ui.segment.examples.example_tool import ExampleTool, Mark
from ui.segment.examples.shared_clusters import SharedClusters
from ui.session.session import Session
from ui.session.view_state import ViewState, shown_classes
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services

_OTHER = "#808080"


class ExampleController(QObject):
    """Between the tool and the session."""

    def __init__(
        self,
        services: Services,
        *,
        tools: ToolController,
        pictures: PicturePair,
        take_k: Callable[[int], object],
        parent: QObject,
    ) -> None:
        """take_k: cluster by so many."""
        super().__init__(parent)
        self._session: Session = services.session
        self._complain, self._actions = services.complaints.show, services.actions
        self._tools = tools
        self._tool = tools.tool(ExampleTool)
        self._tool.drawn.connect(self.add)
        self._tool.settings.cleared.connect(self._clear)
        self._tool.settings.learning_chosen.connect(self.learn)
        self.asking = AskingController(services, tools=tools, pictures=pictures, answer=self.add, parent=self)
        self.shared = SharedClusters(services, take_k=take_k, learn=self.learn, parent=self)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("learn_examples", "Shift+T", self.learn, checkable=True, when="has_examples").says(
                QT_TRANSLATE_NOOP("Actions", "Learn from the examples"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Let a classifier say what each pixel is, by the examples; else its cluster does.",
                ),
            ),
            *self.asking.actions(),
        )

    def close(self) -> None:
        self.asking.close()
        self.shared.close()

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
        self._tool.settings.set_learns(new.learns)
        self._tool.keys.set_names(names)
        self._actions["learn_examples"].setChecked(new.learns)
        self.shared.show(new)

    def learn(self, learns: bool) -> None:
        """Whether what is learned decides, rather than what the clusters are named."""
        text = self.tr("Learn from the examples") if learns else self.tr("Keep the names")
        self._session.set_classifier(learns, text)

    def add(self, places: tuple[Place, ...], name: str = "") -> None:
        """name: of the class; that in the options, unless it is given."""
        document, name = self._session.document, name or self._tool.settings.class_name
        if document is None:
            return
        if not name:
            self._tools.set_hint(self.tr("Type what it is an example of, then click on it."))
            self._tool.settings.take_name()
            return
        try:
            self._session.set_examples((*document.examples, Example(name, places)), self.tr("Add example"))
        except FloeError as error:
            self._complain(str(error))

    def _clear(self) -> None:
        nothing: Examples = ()
        self._session.set_examples(nothing, self.tr("Remove examples"))
