"""Has the numbers of clusters compared while somebody looks, again for another picture or space."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.classes.class_matching import space_name
from core.cluster.parameters import Parameters
from core.cluster.segmentation import Segmentation
from core.document.document import Document
from ui.segment.choosing.choosing_k_view import ChoosingKView
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.widgets.docks import DockTabs
from workers.job_thread import JobThread
from workers.mailbox import Mailbox

if TYPE_CHECKING:
    from core.cluster.choose_k.k_choice import KChoice
    from core.cluster.prepared.prepare import Prepared
    from core.image.image import Image
    from workers.choosing_k import KProgress

# What the comparison depends on: image, space, bands, scaling, regions of interest, seed, range.
_Key = tuple["Image", tuple[object, ...], int, tuple[int, int]]


class ChoosingKController(QObject):
    """state_changed: `comparing`."""

    state_changed = Signal()

    def __init__(
        self, session: Session, view: ChoosingKView, tabs: DockTabs, parent: QObject | None = None
    ) -> None:
        """tabs: of which `view` is one."""
        super().__init__(parent)
        self._session, self._view, self._tabs = session, view, tabs
        self._thread = JobThread("choosing k", self, on_done=self._take_outcome, on_failed=self._take_failure)
        self._key: _Key | None = None
        self._choice: KChoice | None = None
        self._named: tuple[object, ...] = ()
        self.comparing = False
        session.document_changed.connect(self.follow)
        session.outcome_changed.connect(self.follow)
        view.shown.connect(self.follow)
        view.range_changed.connect(self.follow)
        view.compare_requested.connect(self.compare)
        view.cancel_requested.connect(self.cancel)
        self.follow()

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("choose_k", "Ctrl+K", self._tabs.show_page, self._view, when="can_cluster").says(
                QT_TRANSLATE_NOOP("Actions", "C&hoose k…"),
                QT_TRANSLATE_NOOP("Actions", "Compare the numbers of clusters and see which is recommended."),
            ),
        )

    @property
    def choice(self) -> KChoice | None:
        """What the comparison has found for the picture; None while there is none."""
        return self._view.choice

    def follow(self) -> None:
        """Show what belongs to the document; compare where that is not known and somebody looks."""
        document = self._session.document
        if document is None:
            self._forget(self.tr("Open a picture to compare the numbers of clusters."))
            return
        self._view.set_current(document.parameters.k)
        if document.elsewhere is not None:
            self._forget(self.tr("Labels are measured and nothing is clustered: there is no k to choose."))
            return
        if document.image.reading.labels:
            self._forget(self.tr("A label image is not clustered: there is no k to choose."))
            return
        if self._wanted(document) == self._key:
            self._recommend()
            return
        self._forget(self.tr("The first segmentation comes first."))
        if self._view.isVisible():
            self.compare()

    def compare(self) -> None:
        """Begin anew. Without a result there is nothing to begin with: it comes when that is there."""
        document, known = self._session.document, self._known()
        if document is None or known is None:
            return
        from workers.choosing_k import ChoosingKJob

        self._key, self._choice = self._wanted(document), None
        progress = Mailbox(self._show)
        job = ChoosingKJob(
            document=document,
            k_range=self._view.k_range(),
            known=known,
            fits=self._fits(document),
            progress=progress,
        )
        self._thread.submit(job, progress)
        self._view.clear(self.tr("Comparing…"))
        self._view.set_progress(0, 0)
        self._set_comparing(True)

    def cancel(self) -> None:
        """Drop the comparison; what has been found stays to be seen."""
        if self.comparing:
            self._thread.cancel()
            self._view.set_reason(self.tr("Cancelled: no recommendation."))
            self._set_comparing(False)

    def close(self) -> None:
        self._thread.close()

    def _known(self) -> Prepared | None:
        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None or outcome.clustered_parts != document.clustered_parts:
            return None
        measured, treatment = outcome.result.document, document.parameters.treatment
        if measured is None or measured.image is not document.image:
            return None
        return outcome.prepared if outcome.segmentation.parameters.treatment == treatment else None

    def _fits(self, document: Document) -> bool:
        """Whether the result at hand lies in the document's space."""
        outcome = self._session.outcome
        if outcome is None:
            return False
        had, wanted = outcome.segmentation.parameters, document.parameters
        return _measured_by(had) == _measured_by(wanted)

    def _wanted(self, document: Document) -> _Key:
        given = document.parameters
        measured_by = (*_measured_by(given), document.clustered_parts)
        return document.image, measured_by, given.seed, self._view.k_range()

    def _forget(self, message: str) -> None:
        self._thread.cancel()
        self._key = self._choice = None
        self._view.clear(message)
        self._set_comparing(False)

    def _take_outcome(self, progress: KProgress) -> None:
        self._show(progress)
        self._choice, self._named = progress.choice, ()
        self._recommend()
        self._set_comparing(False)

    def _recommend(self) -> None:
        """By what is named where anything is, again whenever that changes."""
        document, outcome, choice = self._session.document, self._session.outcome, self._choice
        if document is None or outcome is None or choice is None:
            return
        named = (document.classes, document.naming, document.ratios)
        if self._view.choice is not None and all(
            one is other for one, other in zip(named, self._named, strict=False)
        ):
            return
        self._named = named
        self._view.set_choice(*_by_names(document, outcome.segmentation, choice))

    def _take_failure(self, sentence: str) -> None:
        self._view.set_reason(sentence)
        self._set_comparing(False)

    def _show(self, progress: KProgress) -> None:
        self._view.set_samples(progress.samples, progress.total)
        self._view.set_progress(len(progress.samples), progress.total)

    def _set_comparing(self, comparing: bool) -> None:
        self.comparing = comparing
        ready = self._known() is not None and self._view.choice is None
        self._view.set_comparing(comparing, ready=ready)
        self.state_changed.emit()


def _by_names(
    document: Document, segmentation: Segmentation, choice: KChoice
) -> tuple[KChoice, Mapping[str, str]]:
    """The choice by what is named in the space of the segmentation; and the colours of the classes."""
    classes, naming = document.classes, document.naming
    if classes is None or naming is None or naming.means.space != space_name(segmentation.parameters):
        return choice, {}
    from core.classes.named_k import chosen_by_names

    own = {item.name: naming.means.colours[item.clusters[0] - 1] for item in classes}
    colours = {item.name: item.colour or "#{:02x}{:02x}{:02x}".format(*own[item.name]) for item in classes}
    return chosen_by_names(choice, classes, naming.means, document.ratios), colours


def _measured_by(parameters: Parameters) -> tuple[object, ...]:
    """What decides between which points distances are measured."""
    p = parameters
    channel = None if p.threshold is None else p.threshold.channel
    return p.space, p.bands, p.scaling, p.features, p.memory, p.treatment, channel, p.frozen
