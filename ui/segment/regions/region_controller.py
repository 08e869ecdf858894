"""Has the regions found while somebody looks, filtered and counted, and keeps table and pictures in step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication

from core.image.image import Image
from ui.canvas.picture_pair import PicturePair
from ui.segment.regions.region_filters import FilterState
from ui.segment.regions.region_overlay import RegionOverlay
from ui.segment.regions.region_view import RegionView
from ui.session.session import Session
from ui.session.view_state import shown_classes
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.widgets.docks import DockTabs
from workers.job_thread import JobThread
from workers.region_request import RegionRequest

if TYPE_CHECKING:
    from core.regions.region_marks import RegionMarks
    from core.regions.region_table import RegionTable
    from core.regions.size_distribution import SizeDistribution
    from workers.regions import ShownRegions


class RegionController(QObject):
    """Three threads: regions (found or filtered), sizes, marks. said: a sentence for the line at the foot.

    shown_changed: `shown` is another table, or none. is_wanted: they are found though nobody sees the table.
    """

    said = Signal(str)
    shown_changed = Signal()

    def __init__(
        self,
        session: Session,
        view: RegionView,
        tabs: DockTabs,
        pictures: PicturePair,
        parent: QObject | None = None,
    ) -> None:
        """tabs: of which `view` is one."""
        super().__init__(parent)
        self._session, self._view, self._tabs, self._pictures = session, view, tabs, pictures
        self._overlay = RegionOverlay(pictures)
        self._finding = JobThread("regions", self, on_done=self._take_found, on_failed=self._take_failure)
        self._sizes = JobThread(
            "region sizes", self, on_done=self._take_sizes, on_failed=self._take_sizes_failure
        )
        self._marks = JobThread("region marks", self, on_done=self._take_marks)
        self._request: RegionRequest | None = None
        self._found: ShownRegions | None = None
        self._image: Image | None = None
        self._filters: dict[str, FilterState] = {}
        self.finding = self.is_wanted = False
        self._connect()
        self.follow()

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("show_regions", "Ctrl+G", self._tabs.show_page, self._view, when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "&Regions"),
                QT_TRANSLATE_NOOP(
                    "Actions", "List every region with its size and shape, and count them by size."
                ),
            ),
        )

    @property
    def shown(self) -> RegionTable | None:
        """What the table lists."""
        return None if self._found is None else self._found.shown

    def of_result(self) -> RegionTable | None:
        """What the table lists where it is of the result at hand, so that exports leave out what it does."""
        request, table = self._wanted(), self.shown
        if request is None or table is None or self._request is None or self.finding:
            return None
        names = tuple(item.name for item in request.classes)
        return table if _same(request, self._request) and names == table.class_names else None

    def follow(self) -> None:
        """Show what belongs to the result; find regions where they are not known and somebody looks."""
        self._keep_filters()
        request = self._wanted()
        if request is None:
            self._forget(
                self.tr("Open a picture to see its regions.")
                if self._session.document is None
                else self.tr("The first segmentation comes first.")
            )
            return
        if self._request is not None and _same(request, self._request):
            self._rename(request)
            return
        if self._request is not None and request.image is not self._request.image:
            self._forget(self.tr("Finding regions…"))
        if self._view.isVisible() or self.is_wanted:
            self.find()

    def set_wanted(self, wanted: bool) -> None:
        """Whether they are found though nobody sees the table."""
        self.is_wanted = wanted
        self.follow()

    def _keep_filters(self) -> None:
        """The filters stay with their picture: another one has its own, or none."""
        document, filters = self._session.document, self._view.filters
        image = None if document is None else document.image
        if image is self._image:
            return
        if self._image is not None:
            self._filters[self._image.provenance.sha256] = filters.state()
        # What came from no file has no hash that would tell it from the next.
        known = image is not None and image.provenance.sha256
        filters.show_state(self._filters.get(known, FilterState()) if known else FilterState())
        self._image = image

    def find(self) -> None:
        """Begin anew."""
        request = self._wanted()
        if request is None:
            return
        from workers.regions import find

        self._request = request
        self._view.filters.set_classes([item.name for item in request.classes], request.calibration)
        self._drop_results()
        self._finding.submit(partial(find, request, self._view.filters.wanted()))
        self._view.show_message(self.tr("Finding regions…"))
        self._set_finding(True)

    def stop_or_find(self) -> None:
        if self.finding:
            self.cancel()
        else:
            self.find()

    def cancel(self) -> None:
        """Find no more; the button in the tab begins anew."""
        if self.finding:
            self._forget(self.tr("Cancelled."))

    def close(self) -> None:
        for thread in (self._finding, self._sizes, self._marks):
            thread.close()

    def choose_at(self, column: int, row: int) -> None:
        """A click in a picture: the region there is selected in the table, with Ctrl beside the others."""
        table = self.shown
        if table is None or not self._view.isVisible():
            return
        number = table.region_at(column, row)
        place = table.row_of(number) if number else None
        if number and place is None:
            self.said.emit(self.tr("Region {0} is left out by the filter.").format(number))
        chosen = np.array([] if place is None else [place], np.intp)
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            chosen = np.setxor1d(self._view.table.chosen(), chosen)
        self._view.table.choose(chosen)
        self._mark(reveal=False)

    def zoom_to_chosen(self) -> None:
        """A double click in the table."""
        table, chosen = self.shown, self._view.table.chosen()
        if table is not None and len(chosen):
            left, top, width, height = (
                float(table[f"box_{name}"][chosen[0]]) for name in ("left", "top", "width", "height")
            )
            self._pictures.zoom_to(QRectF(left, top, width, height))

    def _connect(self) -> None:
        session, view = self._session, self._view
        session.document_changed.connect(self.follow)
        session.outcome_changed.connect(self.follow)
        session.looks_changed.connect(self._colour)
        view.shown.connect(self._look)
        view.hidden.connect(self._look_away)
        view.stop_or_find.connect(self.stop_or_find)
        view.zoom_requested.connect(self.zoom_to_chosen)
        view.filters.changed.connect(self._filter)
        view.filters.connectivity_changed.connect(self.follow)
        view.filters.skeleton_changed.connect(self.follow)
        view.table.chosen_changed.connect(self._mark)
        view.sizes.measure_changed.connect(self._count_sizes)
        self._pictures.clicked.connect(self.choose_at)

    def _wanted(self) -> RegionRequest | None:
        document, outcome = self._session.document, self._session.outcome
        measured = None if outcome is None else outcome.result.document
        if outcome is None or document is None or measured is None or measured.image is not document.image:
            return None
        found = outcome.measurement
        return RegionRequest(
            found.labels,
            shown_classes(document, outcome),
            found.areas.calibration,
            outcome.result.image,
            outcome.segmentation.colours,
            found.areas.pixels,
            self._view.filters.connectivity,
            outcome.segmentation.superpixels,
            found.apart,
            self._view.filters.skeleton,
        )

    def _look(self) -> None:
        self.follow()
        self._mark()

    def _look_away(self) -> None:
        self._marks.cancel()
        self._overlay.show()

    def _filter(self) -> None:
        if self._found is None:
            return  # the job that runs will be looked at when it is done
        from workers.regions import filter_regions

        self._finding.submit(partial(filter_regions, self._found.all, self._view.filters.wanted()))

    def _rename(self, request: RegionRequest) -> None:
        """The same regions of classes that are called, or coloured, otherwise."""
        names = tuple(item.name for item in request.classes)
        self._request = request
        if self._found is not None and names != self._found.all.class_names:
            self._view.filters.set_classes(names, request.calibration)
            from workers.regions import filter_regions

            renamed = self._found.all.renamed(names)
            self._finding.submit(partial(filter_regions, renamed, self._view.filters.wanted()))
        self._colour()

    def _take_found(self, found: ShownRegions) -> None:
        self._found = found
        self._set_finding(False)
        if self._request is not None:
            self._rename(self._request)  # what was said of the classes meanwhile
        if found.wanted != self._view.filters.wanted():
            self._filter()
        self._view.show_table(found.shown, len(found.all), found.summary)
        self._mark()
        self._count_sizes()
        self.shown_changed.emit()

    def _take_failure(self, sentence: str) -> None:
        self._forget(sentence)

    def _colour(self) -> None:
        request = self._request
        if request is not None:
            looks = self._session.looks(request.classes)
            self._view.table.regions.set_class_colours(request.class_colours(looks))

    def _count_sizes(self) -> None:
        if self.shown is None:
            return
        from workers.regions import count_sizes

        self._view.sizes.clear(self.tr("Counting sizes…"))
        self._sizes.submit(partial(count_sizes, self.shown, self._view.sizes.measure))

    def _take_sizes(self, found: SizeDistribution) -> None:
        self._view.sizes.set_distribution(found)

    def _take_sizes_failure(self, sentence: str) -> None:
        self._view.sizes.clear(sentence)

    def _mark(self, *, reveal: bool = True) -> None:
        """Outline what is selected."""
        table = self.shown
        if table is None or not self._view.isVisible():
            self._overlay.show()
            return
        from workers.regions import mark_regions

        self._marks.submit(partial(mark_regions, table, self._view.table.chosen(), reveal))

    def _take_marks(self, marked: tuple[RegionMarks, bool]) -> None:
        marks, reveal = marked
        self._overlay.show(marks)
        if reveal and marks.box is not None and marks.rings:
            left, top, right, bottom = marks.box
            self._pictures.reveal(QRectF(left, top, right - left, bottom - top))

    def _drop_results(self) -> None:
        self._found = None
        for thread in (self._finding, self._sizes, self._marks):
            thread.cancel()
        self._overlay.show()
        self._view.sizes.clear("")
        self.shown_changed.emit()

    def _forget(self, message: str) -> None:
        self._request = None
        self._drop_results()
        self._view.show_message(message)
        self._set_finding(False)

    def _set_finding(self, finding: bool) -> None:
        self.finding = finding
        self._view.set_finding(finding, ready=self._found is None and self._wanted() is not None)


def _same(one: RegionRequest, other: RegionRequest) -> bool:
    """Whether both have the same regions, by whatever name."""
    clusters = [tuple(item.clusters for item in each.classes) for each in (one, other)]
    same_pixels = one.labels is other.labels and one.image is other.image
    same_pixels = same_pixels and one.superpixels is other.superpixels and one.apart is other.apart
    same_rules = one.calibration == other.calibration and one.connectivity == other.connectivity
    same_rules = same_rules and one.skeleton == other.skeleton
    return same_pixels and same_rules and clusters[0] == clusters[1]
