"""The sample of the document beside the result at hand, and what its answers say of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.accuracy.sample import Sample
from core.base.parallel import Cancel
from core.classes.classes import Classes
from core.classes.ratios import Ratios
from ui.session.session import Session
from ui.session.view_state import shown_classes, shown_settled
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.measure.areas import ClusterAreas
    from core.measure.checked_map import Checked, SampledMap
    from workers.accuracy import MapChecked
    from workers.clustering import Outcome

# What the answers are asked of.
_Key = tuple[Sample, Classes, Ratios, int | None, "ClusterAreas"]


class PresentSample(QObject):
    """What the answers say is found in a thread, after each of them and for every other map.

    changed: another document, result or finding. found: what the answers say has come. region: the place of
    the region of interest that is asked about, too.
    """

    changed = Signal()
    found = Signal()

    def __init__(self, session: Session, complain: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._thread = JobThread("accuracy", self, on_done=self._take, on_failed=complain)
        self._asked: _Key | None = None
        self._found: MapChecked | None = None
        self.region: int | None = None
        session.document_changed.connect(self.follow)
        session.outcome_changed.connect(self.follow)

    @property
    def busy(self) -> bool:
        return self._thread.busy

    @property
    def sample(self) -> Sample | None:
        """In the words of the result; None without one."""
        document, outcome = self.session.document, self.session.outcome
        if document is None or outcome is None:
            return None
        return shown_settled(document, outcome).sample

    @property
    def classes(self) -> Classes:
        document = self.session.document
        return () if document is None else shown_classes(document, self.session.outcome)

    @property
    def sampled(self) -> SampledMap | None:
        """Of the present sample and map; None while it is being found."""
        sample, outcome, found = self.sample, self.session.outcome, self._found
        if sample is None or outcome is None or found is None:
            return None
        fits = found.sampled.fits(sample, self.classes, outcome.measurement.areas)
        return found.sampled if fits else None

    @property
    def checked(self) -> Checked | None:
        """What the answers say of the present map, as far as it has been found."""
        return None if self._found is None or self.sampled is None else self._found.checked

    @property
    def inside(self) -> Checked | None:
        """The same inside the region of interest that is asked about."""
        if self.region is None or self.checked is None or self._found is None:
            return None
        return self._found.inside

    def ask_about(self, region: int | None) -> None:
        """A region of interest by its place; None: the whole picture."""
        if region != self.region:
            self.region = region
            self.follow()

    @property
    def hindrance(self) -> str:
        """Why there can be no sample; empty where there can."""
        document = self.session.document
        if document is None:
            return self.tr("Open a picture to see how far its areas can be trusted.")
        if document.image.reading.labels:
            return self.tr("A label image is all of one class: there is nothing for points to tell apart.")
        if document.image.level is not None:
            return self.tr(
                "This is a level of a larger picture: points are drawn only where every pixel is in memory."
            )
        if self.session.outcome is None:
            return self.tr("Points can be drawn once the picture is clustered.")
        return ""

    def put(self, step: str, sample: Sample | None) -> None:
        """Another sample, as a step to undo of this name."""
        document, outcome = self.session.document, self.session.outcome
        if document is not None and outcome is not None:
            self.session.put(step, document.with_sample(sample, outcome.segmentation))

    def follow(self) -> None:
        """Ask what the answers say, where that is neither known nor under way."""
        document, sample, outcome = self.session.document, self.sample, self.session.outcome
        if self.region is not None and self.region >= (len(document.regions_of_interest) if document else 0):
            self.region = None
        if document is None or sample is None or outcome is None or self.hindrance:
            self._asked = self._found = None
            self._thread.cancel()
        else:
            ratios = shown_settled(document, outcome).ratios
            key = sample, self.classes, ratios, self.region, outcome.measurement.areas
            if not _same(key, self._asked):
                self._asked = key
                known = None if self._found is None else self._found.sampled
                self._thread.submit(
                    partial(_checked, sample, outcome, self.classes, known, ratios=ratios, region=self.region)
                )
        self.changed.emit()

    def close(self) -> None:
        self._thread.close()

    def _take(self, found: MapChecked) -> None:
        self._found = found
        self.changed.emit()
        self.found.emit()


def _checked(
    sample: Sample,
    outcome: Outcome,
    classes: Classes,
    known: SampledMap | None,
    cancelled: Cancel,
    *,
    ratios: Ratios,
    region: int | None,
) -> MapChecked:
    from workers.accuracy import map_checked  # here, in the thread: it takes as long as a frame

    return map_checked(sample, outcome, classes, known, cancelled, ratios=ratios, region=region)


def _same(one: _Key, other: _Key | None) -> bool:
    if other is None or one[0] is not other[0] or one[4] is not other[4]:
        return False
    return one[1:4] == other[1:4]
