"""Compares what is measured with labels from elsewhere, and keeps tab, pictures and document in step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from core.base.sentences import in_a_row
from core.elsewhere.class_labels import ClassLabels
from core.measure.areas import class_colour
from core.measure.comparison import comparison_notes
from ui.canvas.picture_pair import PicturePair
from ui.segment.comparing.compare_view import CompareView
from ui.segment.comparing.labels_controller import LabelsController
from ui.segment.convergence.replay_controller import ReplayController
from ui.session.view_state import shown_classes
from ui.shell.services import Services
from ui.widgets.docks import DockTabs
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.classes.classes import Classes
    from core.measure.measurement import Measurement
    from workers.comparing import Beside

    _Key = tuple[Measurement, Classes, ClassLabels, bool, int | None]


class CompareController(QObject):
    """found: the comparison that is shown; None while there is none."""

    def __init__(
        self,
        services: Services,
        labels: LabelsController,
        *,
        view: CompareView,
        tabs: DockTabs,
        pictures: PicturePair,
        replay: ReplayController,
    ) -> None:
        """tabs: of which `view` is one."""
        super().__init__(labels.parent())
        self._services, self._session, self._labels = services, services.session, labels
        self._view, self._tabs, self._pictures, self._replay = view, tabs, pictures, replay
        self._thread = JobThread("comparison", self, on_done=self._take, on_failed=self._take_failure)
        self._key: _Key | None = None
        self._shows = False
        self.found: Beside | None = None
        self._connect()
        self.follow()

    def set_shown(self, shown: bool) -> None:
        """Whether the differences lie over the segmentation."""
        self._shows = shown
        self.follow()

    def follow(self) -> None:
        """Compare what is measured now, where there is something to compare it with."""
        document, outcome = self._session.document, self._session.outcome
        if document is None or document.compared is None:
            self._forget(self._invitation())
            return
        if outcome is None:
            self._forget(self.tr("The first segmentation comes first."), compares=True)
            return
        shown = self._shows and self._replay.at_result
        row = self._view.table.chosen() if shown else None
        key = (outcome.measurement, shown_classes(document, outcome), document.compared, shown, row)
        if self._key is not None and _same(key, self._key):
            return
        from workers.comparing import compared

        self._key = key
        measurement, classes, labels, *_rest = key
        self._thread.submit(partial(compared, measurement, classes, labels, shown=shown, row=row))

    def stop(self) -> None:
        """Compare no more."""
        document = self._session.document
        if document is not None and document.compared is not None:
            self._session.put(self.tr("Compare no more"), document.with_compared(None))

    def copy(self) -> None:
        """Both tables, with tabs between the cells."""
        if self.found is None:
            return
        from core.export.tables.comparison import comparison_text

        QGuiApplication.clipboard().setText(comparison_text(self.found.comparison))
        self._services.status.show_message(self.tr("The comparison is copied."))

    def close(self) -> None:
        self._thread.close()

    def _connect(self) -> None:
        view, session = self._view, self._session
        view.open_requested.connect(self._labels.ask)
        view.stop_requested.connect(self.stop)
        view.differences_chosen.connect(self.set_shown)
        view.copy_requested.connect(self.copy)
        view.table.chosen_changed.connect(self.follow)
        view.table.renamed.connect(self._labels.rename)
        for signal in (session.document_changed, session.outcome_changed):
            signal.connect(self.follow)
        session.looks_changed.connect(self._show)
        self._replay.shown_changed.connect(self.follow)
        self._labels.compares.connect(self._begin)

    def _begin(self) -> None:
        """Labels have just been opened: they are to be seen."""
        self._shows = True
        self._view.set_differences(True)
        self._tabs.show_page(self._view)
        self.follow()

    def _take(self, found: Beside) -> None:
        self.found = found
        self._pictures.set_differences(found.levels)
        self._show()

    def _take_failure(self, sentence: str) -> None:
        self._pictures.set_differences(())
        self.found = None
        self._view.say(sentence, compares=True)

    def _show(self) -> None:
        document, outcome, found = self._session.document, self._session.outcome, self.found
        if document is None or outcome is None or found is None or document.compared is None:
            return
        looks = self._session.looks(shown_classes(document, outcome))
        means, pixels = outcome.segmentation.colours, outcome.measurement.areas.pixels
        colours = {item.name: class_colour(item, means, pixels) for item in looks}
        labels = document.compared
        self._view.show_comparison(
            found.comparison,
            in_a_row(comparison_notes(found.comparison)),
            colours,
            has_zero=len(labels.said) > len(labels.notes),
        )

    def _invitation(self) -> str:
        if self._session.document is None:
            return self.tr("Open a picture to compare its map with labels from elsewhere.")
        return self.tr(
            "Compare the map with labels that somebody else, or another program, has made of this picture: "
            "COCO or labelme, masks, or a label raster."
        )

    def _forget(self, message: str, *, compares: bool = False) -> None:
        self._thread.cancel()
        self._key = self.found = None
        self._pictures.set_differences(())
        self._view.say(message, compares=compares)


def _same(one: _Key, other: _Key) -> bool:
    return one[0] is other[0] and one[2] is other[2] and one[1] == other[1] and one[3:] == other[3:]
