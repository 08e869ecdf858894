"""What is offered where a cluster holds examples of two classes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.base.parallel import Cancel
from core.classes.examples import named_in
from core.classes.naming import UnclearMatch
from core.document.document import Document
from ui.session.session import Session
from ui.session.view_state import ViewState
from ui.shell.services import Services
from ui.widgets.notices import Answer
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from workers.clustering import Outcome


class SharedClusters(QObject):
    """take_k: cluster by so many. learn: let a classifier decide."""

    def __init__(
        self,
        services: Services,
        *,
        take_k: Callable[[int], object],
        learn: Callable[[bool], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session: Session = services.session
        self._notices, self._status = services.notices, services.status
        self._take_k, self._learn = take_k, learn
        self._thread = JobThread("parting", self, on_done=self._take, on_failed=self._fail)
        self._unclear: tuple[UnclearMatch, ...] = ()
        self._asked: Document | None = None
        self._said = ""
        services.status.add_job(self._cancel, self._occupation)

    def show(self, new: ViewState) -> None:
        self._unclear = new.unclear
        if self._said and not any(each.why == "shared" for each in new.unclear):
            self._notices.withdraw(self._said)
            self._said = ""

    def answers_to(self, warning: str) -> tuple[Answer, ...]:
        """What is offered beside a warning; nothing but for that of a shared cluster."""
        why = next((each.why for each in self._unclear if self._is_of_examples(each, warning)), "")
        if not why:
            return ()
        tooltip = self.tr("Find the smallest number of clusters that parts the examples, and cluster by it.")
        split = Answer(self.tr("Split it"), tooltip, self.split)
        # What has no cluster of its own cannot be learned; and perhaps it is being learned already.
        learns = self._session.document is not None and self._session.document.classifier
        return (split,) if why == "gone" or learns else (split, self._offer_to_learn())

    def _is_of_examples(self, unclear: UnclearMatch, warning: str) -> bool:
        document = self._session.document
        has_examples = document is not None and unclear.name in named_in(document.examples)
        return has_examples and unclear.why in ("shared", "gone") and unclear.sentence == warning

    def _offer_to_learn(self) -> Answer:
        tooltip = self.tr("Let a classifier learn from the examples what each pixel is.")
        return Answer(self.tr("Learn"), tooltip, self.learn)

    def split(self) -> None:
        """Look for the number of clusters that parts the examples."""
        document, outcome = self._session.document, self._session.outcome
        if document is not None and outcome is not None:
            self._asked = document
            self._thread.submit(partial(_parting, document, outcome))
            self._status.refresh()

    def learn(self) -> None:
        self._learn(True)

    def close(self) -> None:
        self._thread.close()

    def _take(self, k: int | None) -> None:
        self._status.refresh()
        if self._session.document is not self._asked:
            return
        if k is None:
            self._said = self.tr(
                "No number of clusters that was tried parts these examples: learn from them instead."
            )
            self._notices.add(self._said, "info", answers=(self._offer_to_learn(),))
        else:
            self._take_k(k)

    def _fail(self, sentence: str) -> None:
        self._status.refresh()
        self._notices.add(sentence, "error")

    def _cancel(self) -> None:
        if self._thread.busy:
            self._thread.cancel()
            self._status.refresh()

    def _occupation(self) -> str:
        return self.tr("Looking for clusters that part the examples…") if self._thread.busy else ""


def _parting(document: Document, outcome: Outcome, cancelled: Cancel) -> int | None:
    from workers.asking import clusters_that_part  # here, in the thread: it takes as long as a frame

    return clusters_that_part(document, outcome, cancelled)
