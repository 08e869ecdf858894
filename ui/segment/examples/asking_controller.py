"""Asks for the example that helps most, and once it is given for the next one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF

from core.base.parallel import Cancel
from core.classes.class_choice import Place
from core.document.document import Document
from ui.canvas.picture_pair import PicturePair
from ui.canvas.tool_controller import ToolController
from ui.segment.examples.example_tool import ExampleTool
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.measure.asking import Question
    from workers.clustering import Outcome

# Screen pixels around the one that is asked about, so that one sees what it is.
_AROUND = 60
# Of so many classes the hint says the keys.
_NAMED = 5
# And of their names so many letters.
_LETTERS = 11


class AskingController(QObject):
    """asking: whether questions go on; each answer is a step to undo, and Esc ends it."""

    def __init__(
        self,
        services: Services,
        *,
        tools: ToolController,
        pictures: PicturePair,
        answer: Callable[[tuple[Place, ...], str], object],
        parent: QObject,
    ) -> None:
        """answer: makes an example of a class of these places."""
        super().__init__(parent)
        self._session: Session = services.session
        self._tools, self._pictures, self._answer = tools, pictures, answer
        self._tool = tools.tool(ExampleTool)
        self._thread = JobThread("asking", self, on_done=self._take, on_failed=self._give_up)
        self._status = services.status
        self.asking = False
        self._of: tuple[Document, Outcome] | None = None
        self._because = ""
        self._skipped = 0
        self._tool.settings.asked.connect(self.begin)
        self._tool.settings.typed.connect(self._say_typed)
        self._tool.given_up.connect(self.end)
        self._tool.keys.said.connect(self._say)
        self._tool.keys.taken_back.connect(self._session.undo_stack.undo)
        self._tool.keys.other_wanted.connect(self._tool.settings.take_name)
        self._tool.keys.typed.connect(self._show_keys)
        tools.chosen.connect(self._follow_tool)
        self._session.document_changed.connect(self._follow)
        self._session.outcome_changed.connect(self._follow)
        services.status.add_job(self._cancel, self._occupation)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("ask_next", "Ctrl+T", self.begin, when="has_clusters").says(
                QT_TRANSLATE_NOOP("Actions", "Ask for the next example"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Go to where the next example helps most; a number key says what is there."
                ),
            ),
        )

    def begin(self) -> None:
        """Ask now, or, where something is asked already, something else."""
        self._tools.choose(ExampleTool.id)
        self._pictures.original.setFocus()
        self._skipped = self._skipped + 1 if self._tool.question is not None else 0
        self.asking, self._of = True, None
        self._follow()

    def end(self) -> None:
        """Ask no more."""
        self.asking, self._of = False, None
        self._thread.cancel()
        self._tool.ask_at(None)
        if self._tools.current is self._tool:
            self._tools.set_hint(self._tool.hint)
        self._status.refresh()

    def close(self) -> None:
        self._thread.close()

    def _follow(self) -> None:
        """Ask anew once the result is that of the document at hand."""
        document, outcome = self._session.document, self._session.outcome
        if not self.asking:
            return
        if document is None:
            self.end()
        elif outcome is None or not _is_of(outcome, document):
            self._of, self._skipped = None, 0
            self._tool.ask_at(None)
        elif self._of is None or (document, outcome) != self._of:
            self._skipped = self._skipped if self._of is None else 0
            self._of = document, outcome
            self._tool.ask_at(None)
            self._thread.submit(partial(_question, document, outcome, self._skipped))
            self._status.refresh()

    def _take(self, found: Question) -> None:
        self._status.refresh()
        if not self.asking:
            return
        self._tool.ask_at((found.column, found.row))
        around = _AROUND / self._pictures.scale
        x, y = found.column + 0.5, found.row + 0.5
        self._pictures.reveal(QRectF(x - around, y - around, 2 * around, 2 * around))
        self._because = (
            self.tr("cluster {0} has no name yet").format(found.cluster)
            if found.cluster
            else self.tr("here an answer settles most")
        )
        self._show_keys("")

    def _give_up(self, sentence: str) -> None:
        self.end()
        self._tools.set_hint(sentence)

    def _show_keys(self, digits: str) -> None:
        if self._tool.question is None:
            return
        names = [self._tool.settings.box.itemText(i) for i in range(self._tool.settings.box.count())]
        if digits:
            self._tools.set_hint(self.tr("{0}… another digit, or Enter").format(digits))
            return
        keys = " · ".join(f"{i} {_cut(name)}" for i, name in enumerate(names[:_NAMED], 1))
        if len(names) > _NAMED:
            keys = self.tr("1–{0} the class").format(len(names))
        others = self.tr("O another · S skip · Backspace back · Esc ends")
        question = self.tr("What is here? {0}").format(keys).strip()
        self._tools.set_hint(" · ".join((question, others, self._because)))

    def _say(self, said: str, name: str) -> None:
        pixel = self._tool.question
        if said == "class" and pixel is not None:
            self._answer(((pixel[0] + 0.5, pixel[1] + 0.5),), name)
        elif pixel is not None:
            self.begin()

    def _say_typed(self, name: str) -> None:
        """The keyboard goes back to the picture."""
        if self._tool.question is not None:
            self._pictures.original.setFocus()
            self._say("class", name)

    def _follow_tool(self, chosen: str) -> None:
        if self.asking and chosen != ExampleTool.id:
            self.end()

    def _cancel(self) -> None:
        if self._thread.busy:
            self.end()

    def _occupation(self) -> str:
        return self.tr("Looking where an example helps most…") if self._thread.busy else ""


def _cut(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"


def _is_of(outcome: Outcome, document: Document) -> bool:
    """Whether this is what the document finds."""
    run = outcome.result.document
    clustered = run is not None and document.clustered_like(run)
    return clustered and outcome.measurement.measured_by == document.measured_by


def _question(document: Document, outcome: Outcome, skipped: int, cancelled: Cancel) -> Question:
    from workers.asking import question_for  # here, in the thread: it takes as long as a frame

    return question_for(document, outcome, skipped, cancelled)
