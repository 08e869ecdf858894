"""Has the errors of the areas found, after the result is shown and again whenever it changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.base.parallel import Cancel
from ui.segment.clustering.segmentation_controller import SegmentationController
from ui.session.session import Session
from ui.session.view_state import shown_classes
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.classes.classes import Classes
    from core.measure.measurement import Measurement
    from core.measure.uncertainty import Uncertainty
    from workers.clustering import Outcome

# Milliseconds that a result has to stand: while a slider moves nobody reads errors.
_PATIENCE = 150

_Key = tuple["Measurement", tuple[tuple[int, ...], ...]]


class UncertaintyController(QObject):
    """One job at a time; what it finds goes to the session."""

    def __init__(self, session: Session, runs: SegmentationController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._runs = session, runs
        self._thread = JobThread("uncertainty", self, on_done=self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self._begin)
        self._asked: _Key | None = None
        session.document_changed.connect(self.follow)
        session.outcome_changed.connect(self.follow)
        runs.state_changed.connect(self.follow)

    def follow(self) -> None:
        """Begin soon where the errors of what is shown are neither known nor under way.

        A run that goes on has all the processors: its result will want its own errors.
        """
        key = self._key()
        if key is None or self._runs.running:
            self._asked = None
            self._timer.stop()
            self._thread.cancel()
        elif not _same(key, self._asked) and not self._known(key):
            self._asked = None
            self._thread.cancel()
            self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        self._thread.close()

    def _key(self) -> _Key | None:
        """What the errors are of; None where there is no result, or only a level of the picture.

        That pixels were left out would be the larger error there; and how far another program was wrong about
        its labels, or a classifier, nobody knows.
        """
        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None or document.image.level is not None:
            return None
        if document.is_of_labels or outcome.measurement.learned is not None:
            return None
        classes = shown_classes(document, outcome)
        return outcome.measurement, tuple(item.clusters for item in classes)

    def _known(self, key: _Key) -> bool:
        found = self._session.uncertainty
        return found is not None and _same(key, (found.measurement, found.partition))

    def _begin(self) -> None:
        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None:
            return
        self._asked = self._key()
        self._thread.submit(partial(_errors_of, outcome, shown_classes(document, outcome)))

    def _take(self, found: Uncertainty) -> None:
        self._session.set_uncertainty(found)


def _errors_of(outcome: Outcome, classes: Classes, cancelled: Cancel) -> Uncertainty:
    from workers.uncertainty import errors_of  # here, in the thread: it takes as long as a frame

    return errors_of(outcome, classes, cancelled)


def _same(one: _Key, other: _Key | None) -> bool:
    return other is not None and one[0] is other[0] and one[1] == other[1]
