"""What becomes of the gestures of the hand: edits in the document, one step to undo each."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QColor, QPainter
from PySide6.QtWidgets import QMenu

from core.base.parallel import Cancel
from core.classes.classes import Classes
from core.cluster.segmentation import Segmentation
from core.document.edits import Edits
from core.measure.areas import class_colour
from core.measure.gestures import Gesture, edited
from ui.canvas.picture_pair import PicturePair
from ui.canvas.tool import Tool
from ui.canvas.tool_controller import ToolController
from ui.segment.classes.class_table import ClassTable
from ui.segment.convergence.replay_controller import ReplayController
from ui.segment.edits.area_tools import FillTool, LassoTool
from ui.segment.edits.brush_tool import BrushTool, EraserTool
from ui.segment.edits.edit_options import OUT_COLOUR, BrushSize, ClassChoice, ClassItem, choice_icon
from ui.session.view_state import as_shown, class_at, shown_classes
from ui.shell.services import Services
from ui.widgets.building import named
from workers.clustering import Outcome
from workers.job_thread import JobThread


class Drawn(Protocol):
    """What a gesture looks like until its result is there."""

    def paint(self, painter: QPainter) -> None: ...


@dataclass(frozen=True, eq=False)
class _Base:
    """What a gesture is worked into. edits: of the document. given: the same, of the classes as shown."""

    edits: Edits | None
    segmentation: Segmentation
    given: Edits | None


class EditController(QObject):
    """Works the gestures off one after the other in a thread; what they look like stays until it is measured.

    tools: what makes the gestures. choice: the class that gets the pixels.
    """

    def __init__(
        self,
        services: Services,
        *,
        tools: ToolController,
        pictures: PicturePair,
        table: ClassTable,
        replay: ReplayController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        session = self._session = services.session
        self._complain, self._tools, self._replay = services.complaints.show, tools, replay
        self.choice, self._size = ClassChoice(self), BrushSize(self)
        brush, fill = BrushTool(self.choice, self._size), FillTool(self.choice)
        self.tools: tuple[Tool, ...] = (brush, EraserTool(self._size), fill, LassoTool(self.choice))
        for tool in self.tools:
            tool.drawn.connect(self.take)
        for picking in (brush, fill):
            picking.picked.connect(self._pick)
        self._region_menu = named(QMenu(services.window), "region_menu")
        self._region_menu.triggered.connect(self._give_region)
        table.selection_changed.connect(self._follow_selection)
        pictures.segmentation.menu_requested.connect(self._show_region_menu)
        self._thread = JobThread("editing", self, on_done=self._take_edits, on_failed=self._take_failure)
        self._waiting: deque[Gesture] = deque()
        self._drawn: list[Drawn] = []
        self._base: _Base | None = None
        session.document_changed.connect(self._follow)
        session.outcome_changed.connect(self._follow)
        session.looks_changed.connect(self._follow)
        tools.add_overlay(self._paint)

    def take(self, gesture: Gesture, drawn: Drawn | None = None) -> None:
        """A gesture has ended. drawn: what it looks like.

        Edits change the result: that is what is shown, not an iteration on the way to it.
        """
        if not self._replay.at_result:
            self._replay.choose(self._replay.last)
        if self._session.outcome is None:
            self._complain(self.tr("The classes are not there yet: wait until the picture is clustered."))
            return
        self._waiting.append(gesture)
        if drawn is not None:
            self._drawn.append(drawn)
        self._next()

    def close(self) -> None:
        """Cancel and wait for the thread."""
        self._waiting.clear()
        self._thread.close()

    def _pick(self, column: int, row: int) -> None:
        """Choose the class that this pixel has."""
        here = class_at(self._session.document, self._session.outcome, column, row)
        if here is not None:
            self.choice.choose(here.name)

    def _follow_selection(self, names: tuple[str, ...]) -> None:
        """The one class chosen in the table is what gets the pixels."""
        if len(names) == 1:
            self.choice.choose(names[0])

    def _show_region_menu(self, column: int, row: int, at: QPoint) -> None:
        """Offer to give the region under the cursor to another class."""
        here = class_at(self._session.document, self._session.outcome, column, row)
        if here is None:
            return
        menu = self._region_menu
        menu.clear()
        menu.addSection(self.tr("Give this region of “{0}” to").format(here.name))
        for item in self.choice.items:
            if item.name != here.name:
                action = menu.addAction(choice_icon(item.colour), item.text.replace("&", "&&"))
                action.setData(Gesture("region", ((column + 0.5, row + 0.5),), item.name))
        menu.popup(at)

    def _give_region(self, action: QAction) -> None:
        """What was chosen in that menu."""
        gesture = action.data()
        if isinstance(gesture, Gesture):
            self.take(gesture)

    def _next(self) -> None:
        document, outcome = self._session.document, self._session.outcome
        if self._base is not None or not self._waiting or document is None or outcome is None:
            return
        # A region is that of the labels on the screen: those of the edits before it have to be there.
        if self._waiting[0].kind == "region" and outcome.measurement.measured_by != document.measured_by:
            return
        given = as_shown(document, outcome).edits
        self._base = _Base(document.edits, outcome.segmentation, given)
        classes = shown_classes(document, outcome)
        labels = outcome.measurement.labels
        values = document.image.label_values
        self._thread.submit(partial(_edited, self._waiting[0], given, labels, classes, values=values))

    def _take_edits(self, edits: Edits) -> None:
        base, document, outcome = self._base, self._session.document, self._session.outcome
        self._base = None
        if document is None or not self._waiting:
            return
        same = base is not None and document.edits is base.edits
        if base is not None and same and outcome is not None and outcome.segmentation is base.segmentation:
            gesture = self._waiting.popleft()
            if edits is not base.given and (edits.tiles or document.edits is not None):
                self._session.put(self._words(gesture), document.with_edits(edits, base.segmentation))
        self._follow()

    def _take_failure(self, sentence: str) -> None:
        self._base = None
        if self._waiting:
            self._waiting.popleft()
        self._follow()
        self._complain(sentence)

    def _follow(self) -> None:
        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None:
            self._waiting.clear()
            self._thread.cancel()
            self._base = None
            self._forget_drawn()
            self.choice.set_classes(())
            return
        self._size.picture = (document.image.width, document.image.height)
        classes = self._session.looks(shown_classes(document, outcome))
        self.choice.set_classes(_items(classes, outcome, self.tr("no class (leave out)")))
        self._next()
        if not self._waiting and outcome.measurement.measured_by == document.measured_by:
            self._forget_drawn()

    def _forget_drawn(self) -> None:
        if self._drawn:
            self._drawn.clear()
            self._tools.refresh()

    def _paint(self, painter: QPainter, _scale: float) -> None:
        for each in self._drawn:
            each.paint(painter)

    def _words(self, gesture: Gesture) -> str:
        if gesture.erases:
            return self.tr("Erase edits")
        if gesture.kind == "region":
            return self.tr("Give region away")
        return self.tr("Paint") if gesture.kind == "stroke" else self.tr("Give lasso away")


def _items(classes: Classes, outcome: Outcome, out: str) -> tuple[ClassItem, ...]:
    found, pixels = outcome.segmentation, outcome.segmentation.counts
    items = [
        ClassItem(item.name, item.name, QColor(class_colour(item, found.colours, pixels))) for item in classes
    ]
    return (*items, ClassItem(None, out, OUT_COLOUR))


def _edited(
    gesture: Gesture,
    edits: Edits | None,
    labels: NDArray[np.uint8],
    classes: Classes,
    cancelled: Cancel,
    *,
    values: NDArray[np.int32] | None,
) -> Edits:
    return edited(gesture, edits, labels, classes, values=values, cancelled=cancelled)
