"""Has names proposed for the clusters, by an endpoint that a person has chosen or by words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from core.writing.number_words import grouped
from ui.collection.collection_session import CollectionSession
from ui.collection.proposing_dialog import ProposingDialog
from ui.collection.words_dialog import WordsDialog
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.building import open_dialog
from workers.job_thread import JobThread
from workers.mailbox import Mailbox

if TYPE_CHECKING:
    from workers.asking_names import AskedNames, NamesPlan


class ProposingController(QObject):
    """Names that came before a failure or a cancel stay. Address and model are known for this session."""

    def __init__(self, services: Services, collection: CollectionSession, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._collection = services, collection
        self._url = self._model = ""
        self._files: dict[str, Any] = {}
        self._dialog: ProposingDialog | None = None
        self._came: AskedNames | None = None
        self._planning: JobThread[NamesPlan] = JobThread(
            "names plan", self, on_done=self._take_plan, on_failed=services.complaints.show
        )
        self._asking: JobThread[AskedNames] = JobThread(
            "names", self, on_done=self._take_all, on_failed=services.complaints.show
        )
        collection.replaced.connect(self._drop)
        services.status.add_job(self.cancel, self._occupation, workspace="collection")

    @property
    def busy(self) -> bool:
        return self._planning.busy or self._asking.busy

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("collection_propose_names", "Ctrl+Alt+Shift+N", self.ask, when="can_propose").says(
                QT_TRANSLATE_NOOP("Actions", "Hav&e names proposed…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Ask an endpoint of yours what the clusters are; what is sent is shown first."
                ),
            ),
            ActionSpec(
                "collection_name_by_words", "Ctrl+Alt+Shift+W", self.ask_for_words, when="can_propose"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Name b&y words…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Propose the nearest of the words in a file, by the text half of a CLIP."
                ),
            ),
        )

    def ask_for_words(self) -> None:
        """Which files."""
        if self._collection.work.found is None or self.busy:
            return
        from core.collection.nearest_words import OPTIONS

        dialog = WordsDialog(OPTIONS, self._files, self._services.window)
        dialog.confirmed.connect(self._find_words)
        open_dialog(dialog)

    def ask(self) -> None:
        """Which endpoint, and what would be sent."""
        if self._collection.work.found is None or self.busy:
            return
        self._dialog = ProposingDialog(self._url, self._model, self._services.window)
        self._dialog.plan_wanted.connect(self._plan)
        self._dialog.confirmed.connect(self._send)
        self._dialog.finished.connect(self._forget_dialog)
        open_dialog(self._dialog)

    def cancel(self) -> None:
        """The names that came stay."""
        self._planning.cancel()
        if self._asking.busy:
            self._asking.cancel()
            self._keep()

    def close(self) -> None:
        for thread in (self._planning, self._asking):
            thread.close()

    def _plan(self, url: str, model: str) -> None:
        found = self._collection.work.found
        if found is None:
            return
        from workers.asking_names import plan_names

        self._url, self._model = url, model
        self._planning.submit(partial(plan_names, found, url, model))

    def _find_words(self, files: dict[str, Any]) -> None:
        found = self._collection.work.found
        if found is None:
            return
        from core.collection.nearest_words import NearestWords
        from workers.asking_names import find_words

        self._files, self._came = files, None
        self._asking.submit(partial(find_words, found, NearestWords(**files)))
        self._services.status.refresh()

    def _take_plan(self, plan: NamesPlan) -> None:
        if self._dialog is not None:
            self._dialog.show_plan(plan)

    def _send(self, plan: NamesPlan) -> None:
        from workers.asking_names import ask_names

        self._came = None
        progress = Mailbox["AskedNames"](self._take_some)
        self._asking.submit(partial(ask_names, plan, progress), progress)
        self._services.status.refresh()

    def _take_some(self, came: AskedNames) -> None:
        self._came = came
        self._services.status.follow_progress()

    def _take_all(self, came: AskedNames) -> None:
        self._came = came
        self._keep()
        if came.problem:
            self._services.complaints.show(came.problem)

    def _keep(self) -> None:
        """As one step to undo; a cluster that was named meanwhile keeps that name."""
        came, self._came = self._came, None
        self._services.status.refresh()
        if came is not None and came.names:
            work = self._collection.work.with_proposed(came.run, came.names)
            self._collection.put(self.tr("Propose names"), work)

    def _drop(self) -> None:
        """What is asked for another collection is of no use to the next."""
        self._came = None
        self._planning.cancel()
        self._asking.cancel()

    def _occupation(self) -> str:
        if not self._asking.busy:
            return ""
        words, came = self.tr("Looking for names…"), self._came
        if came is None:
            return words
        return f"{words} {self.tr('{0} of {1}').format(grouped(len(came.names)), grouped(came.of))}"

    def _forget_dialog(self, _result: int) -> None:
        self._dialog = None
