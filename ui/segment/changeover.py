"""From one window to the next: what Segment has chosen, shown and got ready beside the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF

from core.image.displayed import Display
from ui.canvas.comparison import ComparisonMode
from ui.canvas.picture_pair import PicturePair
from ui.canvas.view_controller import ViewController
from ui.segment.classes.class_table import ClassTable
from ui.segment.clustering.run_controller import RunController
from ui.segment.clustering.segmentation_controller import SegmentationController
from ui.segment.convergence.show_controller import ShowController
from ui.segment.display.display_controller import DisplayController
from ui.shell.services import Services

if TYPE_CHECKING:
    from workers.clustering import Preparations


@dataclass(frozen=True, eq=False)
class HandedSegment:
    """preparations: so that nothing is learned again. converged: the documents that were shown converging.
    live: whether a change runs by itself. mode, opacity, curtain: of the comparison. centre: of what is seen,
    None for the whole picture; scale: of that. selected: classes, by name.
    """

    preparations: Preparations | None
    converged: frozenset[str]
    live: bool
    mode: ComparisonMode
    opacity: int
    curtain: float
    centre: QPointF | None
    scale: float
    display: Display
    selected: tuple[str, ...]


class Changeover(QObject):
    """Hands on what is there, and takes over: some at once, some with the picture, some with its classes."""

    def __init__(
        self,
        services: Services,
        *,
        runs: SegmentationController,
        run: RunController,
        shows: ShowController,
        view: ViewController,
        display: DisplayController,
        pictures: PicturePair,
        table: ClassTable,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._actions = services.session, services.actions
        self._runs, self._run, self._shows = runs, run, shows
        self._view, self._display, self._pictures, self._table = view, display, pictures, table
        self._handed: HandedSegment | None = None

    def hand_on(self) -> HandedSegment:
        pictures, comparison = self._pictures, self._pictures.comparison
        return HandedSegment(
            preparations=self._runs.preparations,
            converged=frozenset(self._shows.seen),
            live=self._runs.live,
            mode=comparison.mode,
            opacity=comparison.slider.value(),
            curtain=comparison.curtain.fraction,
            centre=None if pictures.fitted or self._session.document is None else pictures.centre,
            scale=pictures.scale,
            display=self._display.display,
            selected=self._table.selected_names(),
        )

    def take_over(self, handed: HandedSegment) -> None:
        """Before the picture is shown."""
        self._handed = handed
        self._runs.preparations = handed.preparations
        self._shows.seen |= handed.converged
        self._run.set_live(handed.live)
        self._actions[f"compare_{handed.mode}"].setChecked(True)
        self._view.compare(handed.mode)
        self._pictures.comparison.slider.setValue(handed.opacity)
        self._pictures.comparison.curtain.move_to(handed.curtain)
        self._session.document_changed.connect(self._take_sight)
        self._session.outcome_changed.connect(self._take_selection)

    def _take_sight(self) -> None:
        self._session.document_changed.disconnect(self._take_sight)
        if self._handed is not None:
            self._display.show_as(self._handed.display)
            if self._handed.centre is not None:
                self._pictures.look_at(self._handed.centre, self._handed.scale)

    def _take_selection(self) -> None:
        self._session.outcome_changed.disconnect(self._take_selection)
        if self._handed is not None:
            self._table.select_names(self._handed.selected)
        self._handed = None
