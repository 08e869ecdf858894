"""Points over all pictures of the series: one after another is shown, and the panel says what follows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.accuracy.pool import Place
from core.accuracy.sample import Answer, Said
from core.guarded.process import ReadingProcess
from core.io.reader import read
from core.series.chart import class_colours
from core.series.series import Found
from ui.accuracy.accuracy_state import AccuracyState
from ui.accuracy.keys_hint import keys_hint
from ui.accuracy.sample_controller import SampleController
from ui.series.points_state import point_of, points_state
from ui.series.present_points import PresentPoints
from ui.series.series_session import SeriesSession
from ui.series.series_state import SeriesState
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from workers.job_thread import JobThread
from workers.mailbox import Mailbox
from workers.series_points_seen import AROUND, Surroundings, Wanted, see_surroundings

if TYPE_CHECKING:
    from ui.series.series_layout import SeriesParts

# So many points are read ahead, so that the next one is there when this one has its answer.
_AHEAD = 6


class PointsController(SampleController):
    """asking_changed: answers are taken now, or no longer."""

    endings = ".csv", ".tsv", ".txt"
    present: PresentPoints
    asking_changed = Signal()

    def __init__(
        self, services: Services, series: SeriesSession, parts: SeriesParts, parent: QObject
    ) -> None:
        parts.accuracy.context.setRange(8, 2 * AROUND)
        super().__init__(services, parts.accuracy, parts.keys, parent)
        self._view, self._dock = parts.points, parts.docks["dock_series_accuracy"]
        self.present = PresentPoints(series, services.status, services.complaints.show, self)
        self._process = ReadingProcess(read, warm=False)
        self._reading = JobThread[None]("series surroundings", self)
        self._seen: dict[Place, Surroundings] = {}
        self._asked: tuple[Place, ...] = ()
        self._found: Found | None = None
        self._colours: Mapping[str, str] = {}
        self._shown: AccuracyState | None = None
        self._connect()

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("series_accuracy", "Ctrl+Alt+Shift+A", self.begin, when="has_pictures").says(
                QT_TRANSLATE_NOOP("Actions", "Acc&uracy of the series…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Say what is there at random points over all pictures: areas get an error that holds.",
                ),
            ),
        )

    @property
    def reading(self) -> bool:
        """Whether surroundings are still being read."""
        return self._reading.busy

    def begin(self) -> None:
        """Bring the panel forward, with the keyboard where one begins or goes on."""
        self._dock.bring_forward()
        self._panel.take_keyboard()

    def pause(self) -> bool:
        """Whether answers were taken."""
        before = self.asking
        self._go_on(False)
        return before

    def show(self, new: SeriesState) -> None:
        if new.found is not self._found:
            self._found = found = new.found
            measured = [] if found is None else [each for each in found.entries if each.record]
            self._colours = {} if found is None else class_colours(found, measured)
        self.refresh()

    def close(self) -> None:
        self._reading.close()
        self.present.close()
        self._process.close()

    def forget_seen(self) -> None:
        """What was read of the pictures may be otherwise now."""
        self._reading.cancel()
        self._seen, self._asked = {}, ()
        self._show_point()

    def refresh(self) -> None:
        """Derive what is shown, and apply what differs."""
        present, observer = self.present, self.observer
        point = point_of(present, observer)
        if self.asking and (present.sample is None or present.hindrance or self._is_done(point)):
            self._go_on(False)  # which comes back here
            return
        self.point = point if self.asking else None
        state = points_state(present, self._colours, observer, asking=self.asking)
        if state != self._shown:
            self._shown = state
            self._panel.show_state(state)
        self._keys.set_names([each.name for each in state.choices])
        self._show_point()

    def _connect(self) -> None:
        panel, present = self._panel, self.present
        present.changed.connect(self.refresh)
        present.drawn.connect(self._begin_asking)
        present.noted.connect(self._note)
        present.series.results_changed.connect(self.forget_seen)
        panel.start.draw_asked.connect(present.first)
        panel.more.more_asked.connect(present.more)

    def _is_done(self, point: int | None) -> bool:
        return self.present.map is not None and point is None and not self.present.drawing

    def _read(self, path: Path) -> None:
        self.present.read(path)

    def _picture(self) -> QWidget:
        return self._view.view

    def _go_on(self, asking: bool) -> None:
        if asking != self.asking:
            self.asking = asking
            self._keys.forget()
            self.refresh()
            self.asking_changed.emit()
            if self.asking:
                self._view.view.setFocus()

    def _begin_asking(self) -> None:
        self._go_on(True)

    def _say(self, said: str, name: str) -> None:
        sample, there = self.present.sample, self.present.map
        if self.point is None or sample is None or there is None or self.present.drawing:
            return
        after = sample.row.answered(Answer(self.point, cast("Said", said), name, self.observer))
        step = self.tr("Answer point")
        if after.is_due(there.asked()) and not there.changed:
            self.present.rest(step, after)
        else:
            self.present.put_row(step, after)

    def _take_back(self) -> None:
        sample = self.present.sample
        if sample is not None and self.asking and not self.present.drawing:
            after = sample.row.taken_back(self.observer)
            if after is not sample.row:
                self.present.put_row(self.tr("Take back answer"), after)

    def _ask_about(self, place: int) -> None:
        found = self.present.found
        enough = () if found is None else found.enough
        self.present.ask_about(enough[place] if 0 <= place < len(enough) else None)

    def _show_digits(self, digits: str) -> None:
        if self.asking and self._shown is not None:
            self._view.hint.setText(keys_hint(self._shown.choices, digits))

    def _show_around(self) -> None:
        self._show_point()

    def _show_point(self) -> None:
        """The point that is asked for, and read the next ones."""
        sample, there = self.present.sample, self.present.map
        if not self.asking or self.point is None or sample is None or there is None:
            return
        place = sample.places[self.point]
        title = self.tr("Point in {0}").format(Path(sample.pool.pictures[place.picture].path).name)
        self._view.show_point(title, self._seen.get(place), self._panel.context.value())
        self._show_digits("")
        asked = there.asked()
        coming = [sample.places[i] for i in range(self.point, len(sample.places)) if asked[i]][:_AHEAD]
        ahead = tuple(dict.fromkeys((place, *coming)))
        missing = [each for each in ahead if each not in self._seen]
        if not missing or (self._reading.busy and set(missing) <= set(self._asked)):
            return
        self._asked = tuple(missing)
        self._seen = {each: seen for each, seen in self._seen.items() if each in ahead}
        pictures = there.by_picture
        wanted = tuple(
            Wanted(each, Path(pictures[each.picture].path), pictures[each.picture].record) for each in missing
        )
        seen = Mailbox[Surroundings](self._take_seen, slots=None)
        self._reading.submit(partial(see_surroundings, wanted, self._process, seen), seen)

    def _take_seen(self, seen: Surroundings) -> None:
        self._seen[seen.place] = seen
        self._show_point()
