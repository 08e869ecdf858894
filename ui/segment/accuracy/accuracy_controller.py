"""Keeps the panel *Accuracy*, the mark in the picture and the sample of the document in step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QWidget

from core.accuracy.sample import Answer, Said
from core.document.document import Document
from ui.accuracy.accuracy_panel import AccuracyPanel
from ui.accuracy.accuracy_state import AccuracyState
from ui.accuracy.accuracy_tool import AccuracyTool
from ui.accuracy.answer_keys import AnswerKeys
from ui.accuracy.keys_hint import keys_hint
from ui.accuracy.sample_controller import SampleController
from ui.canvas.picture_pair import PicturePair
from ui.canvas.tool_controller import HAND, ToolController
from ui.segment.accuracy.present_sample import PresentSample
from ui.segment.accuracy.sample_drawing import SampleDrawing
from ui.segment.accuracy.sample_view import SampleView, accuracy_state
from ui.session.view_state import ViewState
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.panel_window import Panel
from ui.shell.services import Services

if TYPE_CHECKING:
    from core.measure.checked_map import Checked


class AccuracyController(SampleController):
    """Every answer is a step to undo. Answers are taken while the tool is chosen.

    checked_changed: what the answers say is another now.
    """

    endings = ".csv", ".tsv", ".txt", ".geojson", ".json"
    present: PresentSample

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
        super().__init__(services, panel, keys, parent)
        complain = services.complaints.show
        self._tools, self._pictures, self._dock = tools, pictures, dock
        self._tool = AccuracyTool(keys)
        tools.add(self._tool)
        self.present = PresentSample(services.session, complain, self)
        self._drawing = SampleDrawing(self.present, services.status, complain, self)
        self._colours: dict[str, str] = {}
        self._shown: AccuracyState | None = None
        self._was_fitted = False
        self._connect()

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
        return self._drawing.busy or self.present.busy

    @property
    def checked(self) -> Checked | None:
        """What the answers say of the present map, as far as it has been found."""
        return self.present.checked

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
        self.present.close()

    def refresh(self) -> None:
        """Derive what is shown, and apply what differs."""
        present, session = self.present, self.present.session
        view = SampleView(
            session.document,
            session.outcome,
            present.sample,
            present.sampled,
            present.checked,
            self.observer,
            present.region,
            present.inside,
        )
        self.point = view.point if self.asking else None
        if self.asking and (view.sample is None or view.is_done) and not self._drawing.busy:
            self._tools.choose(HAND)  # which comes back here
            return
        state = accuracy_state(
            view, self._colours, asking=self.asking, drawing=self._drawing.busy, hint=present.hindrance
        )
        if state != self._shown:
            self._shown = state
            self._panel.show_state(state)
        self._keys.set_names([each.name for each in state.choices])
        self._mark(view)

    def _connect(self) -> None:
        panel = self._panel
        self.present.changed.connect(self.refresh)
        self.present.found.connect(self.checked_changed)
        self._drawing.changed.connect(self.refresh)
        self._drawing.drawn.connect(self._begin_asking)
        self._tools.chosen.connect(self._follow_tool)
        panel.start.draw_asked.connect(self._drawing.first)
        self._drawing.noted.connect(self._note)
        panel.more.more_asked.connect(self._drawing.more)
        panel.result_shown.connect(self._see)
        panel.leads_chosen.connect(self._lead)
        for view in self._pictures.views:
            view.resized.connect(self._go_to_point)

    def _document(self) -> Document | None:
        return self.present.session.document

    def _read(self, path: Path) -> None:
        self._drawing.read(path)

    def _picture(self) -> QWidget:
        return self._pictures.original

    def _begin_asking(self) -> None:
        """The points are there: look at them."""
        self._go_on(True)
        self.refresh()

    def _say(self, said: str, name: str) -> None:
        sample = self.present.sample
        if self.point is None or sample is None or self._drawing.busy:
            return
        after = sample.answered(Answer(self.point, cast("Said", said), name, self.observer))
        step, sampled = self.tr("Answer point"), self.present.sampled
        if sampled is not None and after.is_due(sampled.asked(after)):
            self._drawing.rest(step, after)
        else:
            self.present.put(step, after)

    def _take_back(self) -> None:
        sample = self.present.sample
        if sample is not None and self.asking and not self._drawing.busy:
            after = sample.taken_back(self.observer)
            if after is not sample:
                self.present.put(self.tr("Take back answer"), after)

    def _lead(self, leads: bool) -> None:
        sample = self.present.sample
        if sample is not None:
            step = self.tr("Use the checked areas") if leads else self.tr("Use the mapped areas")
            self.present.put(step, replace(sample, leads=leads))

    def _ask_about(self, place: int) -> None:
        self.present.ask_about(place if place >= 0 else None)

    def _go_on(self, asking: bool) -> None:
        self._tools.choose(AccuracyTool.id if asking else HAND)

    def _follow_tool(self, chosen: str) -> None:
        asking = chosen == AccuracyTool.id
        if asking == self.asking:
            return
        self.asking = asking
        if asking:
            self._was_fitted = self._pictures.fitted
        self._keys.forget()
        self.refresh()
        self._see()
        if not asking and self._was_fitted:
            self._pictures.fit()

    def _see(self) -> None:
        """The original alone while answers are taken, unless the result is wanted beside it."""
        self._pictures.set_blind(self.asking and not self._panel.show_result.isChecked())
        self._go_to_point()

    def _mark(self, view: SampleView) -> None:
        """Go to the point that is asked for, where it is another one."""
        pixel = None if self.point is None else view.pixel
        if pixel != self._tool.pixel:
            self._keys.forget()
            self._tool.show_pixel(pixel)
            self._go_to_point()
        if self.asking:
            self._show_digits("")

    def _show_around(self) -> None:
        self._go_to_point()

    def _go_to_point(self) -> None:
        if self._tool.pixel is not None:
            column, row = self._tool.pixel
            around = self._panel.context.value()
            part = QRectF(column + 0.5 - around / 2, row + 0.5 - around / 2, around, around)
            self._pictures.zoom_to(part, room=1.0)

    def _show_digits(self, digits: str) -> None:
        if self.asking and self._shown is not None:
            self._tools.set_hint(keys_hint(self._shown.choices, digits))
