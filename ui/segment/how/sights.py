"""Sights: what the window shows to a page of “How it works”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.convergence.moves import farthest_move
from ui.segment.convergence.replay_controller import ReplayController
from ui.segment.convergence.replayed import Moment
from ui.segment.how.page import Sight
from ui.segment.how.pages import Pixel, pixel_of
from ui.segment.why.why_controller import WhyController
from ui.shell.panel_window import Panel
from ui.widgets.docks import DockTabs

if TYPE_CHECKING:
    from workers.clustering import Outcome


class Sights:
    """why_panel, class_panel: brought into sight where a page tells of them. pages: of `tabs`, by the sight
    that they belong to; "start" stands for all that the convergence shows.
    """

    def __init__(
        self,
        *,
        replay: ReplayController,
        why: WhyController,
        why_panel: Panel,
        class_panel: Panel,
        tabs: DockTabs,
        pages: dict[Sight, QWidget],
    ) -> None:
        self._replay, self._why = replay, why
        self._why_panel, self._class_panel = why_panel, class_panel
        self._tabs, self._pages = tabs, pages
        # The pixel that is held for a page, not by whoever reads it.
        self._held: Pixel | None = None

    def show(self, sight: Sight, outcome: Outcome) -> None:
        """Of the run that made this outcome."""
        self._tabs.show_page(self._pages.get(sight, self._pages["start"]))
        history = outcome.segmentation.history
        match sight:
            case "start" | "assign":
                self._replay.show_moment(Moment(0))
            case "distance":
                self._replay.show_moment(Moment(0))
                self._hold(outcome)
            case "move" if len(history) > 1:
                farthest = farthest_move(history[0].centroids, history[1].centroids)
                self._replay.show_moment(Moment(1, half=True), marked=farthest.row + 1)
            case "again":
                self._replay.show_moment(Moment(1, counted=True))
            case "stop":
                self._replay.show_moment(Moment(len(history) - 1))
                self._class_panel.bring_forward()

    def leave(self) -> None:
        """Let go of what only the pages held on to."""
        if self._held is not None and self._why.held == self._held:
            self._why.let_go()
        self._held = None
        self._replay.unmark()

    def _hold(self, outcome: Outcome) -> None:
        self._why_panel.bring_forward()
        if self._why.held is None and (pixel := pixel_of(outcome, None)) is not None:
            self._held = pixel
            self._why.stay_with(*pixel)
