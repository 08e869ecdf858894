"""Keeps the panel *Accuracy*, the mark in the picture and the sample of the document in step."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QRectF, Qt, Signal

from core.accuracy.sample import Answer, Said, Sample
from core.base.parallel import Cancel
from core.classes.classes import Classes
from core.classes.ratios import Ratios
from core.document.document import Document
from ui.canvas.picture_pair import PicturePair
from ui.canvas.tool_controller import HAND, ToolController
from ui.segment.accuracy.accuracy_panel import AccuracyPanel
from ui.segment.accuracy.accuracy_state import AccuracyState
from ui.segment.accuracy.accuracy_tool import AccuracyTool
from ui.segment.accuracy.answer_keys import AnswerKeys
from ui.segment.accuracy.sample_view import SampleView, accuracy_state, keys_hint
from ui.session.view_state import ViewState, shown_classes
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.panel_window import Panel
from ui.shell.services import Services
from ui.widgets.settings import ACCURACY_CONTEXT, ACCURACY_OBSERVER
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.measure.areas import ClusterAreas
    from core.measure.checked_map import Checked, SampledMap
    from workers.accuracy import MapChecked
    from workers.clustering import Outcome


# What the answers are asked of.
_Key = tuple[Sample, Classes, Ratios, "ClusterAreas"]


class AccuracyController(QObject):
    """Every answer is a step to undo. What answers say is found in a thread, after each of them.

    point: the place in the sample of the point that is asked for; None for none. checked_changed: what the
    answers say is another now.
    """

    checked_changed = Signal()

    def __init__(
        self,
        services: Services,
        *,
        tools: ToolController,
        pictures: PicturePair,
        panel: AccuracyPanel,
        keys: AnswerKeys,
        dock: Panel,
        parent: QObject,
    ) -> None:
        """panel: stands in `dock`, and gives its keys to `keys`."""
        super().__init__(parent)
        self._session, self._status = services.session, services.status
        self._tools, self._pictures, self._panel, self._dock = tools, pictures, panel, dock
        self._keys, self._tool = keys, AccuracyTool(keys)
        tools.add(self._tool)
        complain = services.complaints.show
        self._drawing = JobThread("sample", self, on_done=self._take_sample, on_failed=complain)
        self._checking = JobThread("accuracy", self, on_done=self._take_check, on_failed=complain)
        self._step = ""
        self._drawn_for: tuple[Document | None, Outcome | None] = None, None
        self._asked: _Key | None = None
        self._found: MapChecked | None = None
        self._colours: dict[str, str] = {}
        self._shown: AccuracyState | None = None
        self.point: int | None = None
        self._asking = self._was_fitted = False
        panel.observer.setText(ACCURACY_OBSERVER.get())
        panel.context.setValue(ACCURACY_CONTEXT.get())
        self._connect(services)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("accuracy", "Ctrl+Shift+A", self.begin, when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "&Accuracy…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Say what is there at random points: areas get an error that holds."
                ),
            ),
        )

    @property
    def busy(self) -> bool:
        return self._drawing.busy or self._checking.busy

    @property
    def checked(self) -> Checked | None:
        """What the answers say of the present map, as far as it has been found."""
        return None if self._found is None or self._sampled is None else self._found.checked

    def begin(self) -> None:
        """Bring the panel forward, with the keyboard where one begins or goes on."""
        self._dock.bring_forward()
        self._panel.take_keyboard()

    def show(self, new: ViewState, _old: ViewState | None) -> None:
        """The colours that the classes are shown in."""
        self._colours = {row.name: row.colour for row in new.rows}
        self.refresh()

    def close(self) -> None:
        self._drawing.close()
        self._checking.close()

    def cancel(self) -> None:
        self._drawing.cancel()
        self.refresh()

    def follow(self) -> None:
        """The document or its result is another one: ask what the answers say of it."""
        sample, outcome = self._sample, self._session.outcome
        if self._drawing.busy and not self._is_drawn_for_this:
            self._drawing.cancel()
        if sample is None or outcome is None or self._hint:
            self._asked = self._found = None
            self._checking.cancel()
        else:
            key = sample, self._classes, self._ratios, outcome.measurement.areas
            if not _same(key, self._asked):
                self._asked = key
                known = None if self._found is None else self._found.sampled
                job = partial(_checked, sample, outcome, self._classes, known, ratios=self._ratios)
                self._checking.submit(job)
        self.refresh()

    def refresh(self) -> None:
        """Derive what is shown, and apply what differs."""
        view = SampleView(
            self._session.document,
            self._session.outcome,
            self._sample,
            self._sampled,
            self.checked,
            self._panel.observer.text().strip(),
        )
        self.point = view.point if self._asking else None
        if self._asking and (view.sample is None or view.is_done) and not self._drawing.busy:
            self._tools.choose(HAND)  # which comes back here
            return
        state = accuracy_state(
            view, self._colours, asking=self._asking, drawing=self._drawing.busy, hint=self._hint
        )
        if state != self._shown:
            self._shown = state
            self._panel.show_state(state)
        self._keys.set_names([each.name for each in state.choices])
        self._mark(view)

    def _connect(self, services: Services) -> None:
        panel, session = self._panel, self._session
        session.document_changed.connect(self.follow)
        session.outcome_changed.connect(self.follow)
        services.status.add_job(self.cancel, self._occupation)
        self._tools.chosen.connect(self._follow_tool)
        for source in (self._keys, panel.answers):
            source.said.connect(self._say)
            source.taken_back.connect(self._take_back)
        self._keys.typed.connect(self._show_digits)
        self._keys.other_wanted.connect(self._type_other)
        panel.answers.other.named.connect(self._look_again)
        panel.start.draw_asked.connect(self._draw)
        panel.going_on.connect(self._go_on)
        panel.context_changed.connect(self._take_context)
        panel.observer_changed.connect(self._take_observer)
        panel.result_shown.connect(self._see)
        panel.leads_chosen.connect(self._lead)
        panel.more.more_asked.connect(self._draw_more)
        panel.removal_asked.connect(self._remove)
        for view in self._pictures.views:
            view.resized.connect(self._go_to_point)

    @property
    def _sample(self) -> Sample | None:
        """In the words of the result at hand."""
        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None:
            return None
        return document.settle(outcome.segmentation).sample

    @property
    def _classes(self) -> Classes:
        document = self._session.document
        return () if document is None else shown_classes(document, self._session.outcome)

    @property
    def _ratios(self) -> Ratios:
        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None:
            return ()
        return document.settle(outcome.segmentation).ratios

    @property
    def _sampled(self) -> SampledMap | None:
        """Of the present sample and map; None while it is being found."""
        sample, outcome, found = self._sample, self._session.outcome, self._found
        if sample is None or outcome is None or found is None:
            return None
        fits = found.sampled.fits(sample, self._classes, outcome.measurement.areas)
        return found.sampled if fits else None

    @property
    def _hint(self) -> str:
        """Why there is nothing to do here; empty where there is."""
        document = self._session.document
        if document is None:
            return self.tr("Open a picture to see how far its areas can be trusted.")
        if document.image.reading.labels:
            return self.tr(
                "A label image is all of one class: there is nothing that its points could tell apart."
            )
        if document.image.level is not None:
            return self.tr(
                "This is a level of a larger picture: points are drawn only where every pixel is in memory."
            )
        if self._session.outcome is None:
            return self.tr("Points can be drawn once the picture is clustered.")
        return ""

    def _draw(self, points: int, seed: int) -> None:
        outcome = self._session.outcome
        if outcome is not None and not self._hint:
            self._submit(self.tr("Draw points"), partial(_drawn, outcome, self._classes, points, seed))

    def _draw_more(self, points: int) -> None:
        sample, sampled, outcome = self._sample, self._sampled, self._session.outcome
        if sample is not None and sampled is not None and outcome is not None:
            job = partial(_added, sample, sampled, outcome, points)
            self._submit(self.tr("Draw more points"), job)

    def _submit(self, step: str, job: partial[Sample]) -> None:
        """Have a sample made, which becomes a step to undo of this name."""
        self._step, self._drawn_for = step, (self._session.document, self._session.outcome)
        self._drawing.submit(job)
        self._status.refresh()
        self.refresh()

    @property
    def _is_drawn_for_this(self) -> bool:
        """Whether document and result are still those that points were asked for."""
        document, outcome = self._drawn_for
        return document is self._session.document and outcome is self._session.outcome

    def _take_sample(self, sample: Sample) -> None:
        self._status.refresh()
        if self._is_drawn_for_this:
            self._put(self._step, sample)
            if not self._asking:
                self._go_on(True)
        self.refresh()

    def _take_check(self, found: MapChecked) -> None:
        self._found = found
        self.refresh()
        self.checked_changed.emit()

    def _say(self, said: str, name: str) -> None:
        sample, sampled, outcome = self._sample, self._sampled, self._session.outcome
        if self.point is None or sample is None or outcome is None or self._drawing.busy:
            return
        answer = Answer(self.point, cast("Said", said), name, self._panel.observer.text().strip())
        after, step = sample.answered(answer), self.tr("Answer point")
        if sampled is not None and after.is_due(sampled.asked(after)):
            # The rest of the points comes with this answer: one step to undo, which takes both back.
            self._submit(step, partial(_added, after, sampled, outcome, 0))
        else:
            self._put(step, after)

    def _type_other(self) -> None:
        if self.point is not None:
            self._panel.answers.other.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look_again(self) -> None:
        """The name is typed: the keyboard goes back to the picture."""
        if self._asking:
            self._pictures.original.setFocus()

    def _take_back(self) -> None:
        sample = self._sample
        if sample is not None and self._asking and not self._drawing.busy:
            after = sample.taken_back(self._panel.observer.text().strip())
            if after is not sample:
                self._put(self.tr("Take back answer"), after)

    def _put(self, step: str, sample: Sample | None) -> None:
        document, outcome = self._session.document, self._session.outcome
        if document is not None and outcome is not None:
            self._session.put(step, document.with_sample(sample, outcome.segmentation))

    def _lead(self, leads: bool) -> None:
        if self._sample is not None:
            step = self.tr("Use the checked areas") if leads else self.tr("Use the mapped areas")
            self._put(step, replace(self._sample, leads=leads))

    def _remove(self) -> None:
        if self._sample is not None:
            self._put(self.tr("Remove points"), None)

    def _go_on(self, asking: bool) -> None:
        self._tools.choose(AccuracyTool.id if asking else HAND)

    def _follow_tool(self, chosen: str) -> None:
        asking = chosen == AccuracyTool.id
        if asking == self._asking:
            return
        self._asking = asking
        if asking:
            self._was_fitted = self._pictures.fitted
        self._keys.forget()
        self.refresh()
        self._see()
        if not asking and self._was_fitted:
            self._pictures.fit()

    def _see(self) -> None:
        """The original alone while answers are taken, unless the result is wanted beside it."""
        self._pictures.set_blind(self._asking and not self._panel.show_result.isChecked())
        self._go_to_point()

    def _mark(self, view: SampleView) -> None:
        """Go to the point that is asked for, where it is another one."""
        pixel = None if self.point is None or view.sample is None else view.pixel
        if pixel != self._tool.pixel:
            self._keys.forget()
            self._tool.show_pixel(pixel)
            self._go_to_point()
        if self._asking:
            self._show_digits("")

    def _go_to_point(self) -> None:
        if self._tool.pixel is not None:
            column, row = self._tool.pixel
            around = self._panel.context.value()
            part = QRectF(column + 0.5 - around / 2, row + 0.5 - around / 2, around, around)
            self._pictures.zoom_to(part, room=1.0)

    def _take_context(self, pixels: int) -> None:
        ACCURACY_CONTEXT.set(pixels)
        self._go_to_point()

    def _take_observer(self, name: str) -> None:
        ACCURACY_OBSERVER.set(name)
        self.refresh()

    def _show_digits(self, digits: str) -> None:
        if self._asking and self._shown is not None:
            self._tools.set_hint(keys_hint(self._shown.choices, digits))

    def _occupation(self) -> str:
        return self.tr("Drawing points…") if self._drawing.busy else ""


def _drawn(outcome: Outcome, classes: Classes, points: int, seed: int, cancelled: Cancel) -> Sample:
    from workers.accuracy import points_drawn  # here, in the thread: it takes as long as a frame

    return points_drawn(outcome, classes, points, seed, cancelled)


def _added(sample: Sample, sampled: SampledMap, outcome: Outcome, points: int, cancelled: Cancel) -> Sample:
    from workers.accuracy import points_added

    return points_added(sample, sampled, outcome, points, cancelled)


def _checked(
    sample: Sample,
    outcome: Outcome,
    classes: Classes,
    known: SampledMap | None,
    cancelled: Cancel,
    *,
    ratios: Ratios,
) -> MapChecked:
    from workers.accuracy import map_checked

    return map_checked(sample, outcome, classes, known, cancelled, ratios=ratios)


def _same(one: _Key, other: _Key | None) -> bool:
    if other is None or one[0] is not other[0] or one[3] is not other[3]:
        return False
    return one[1:3] == other[1:3]
