"""StepsTimeline: the timeline of a run that can be gone through by half steps, and shown by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.canvas.timeline import ICON_SIZE, Timeline
from ui.segment.convergence.show_button import ShowButton
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec


class StepsTimeline(Timeline):
    """assigned: an iteration to show whose pixels have just been assigned. moved: one whose centroids have
    moved, while each pixel is still where it was before.
    """

    assigned = Signal(int)
    moved = Signal(int)
    _half = False

    def action_specs(self) -> tuple[ActionSpec, ...]:
        *steps, last = super().action_specs()
        half = ActionSpec(
            "half_step", "Alt+Shift+Right", self.half_step, icon="move", when="has_segmentation"
        ).says(
            QT_TRANSLATE_NOOP("Actions", "Half a step: m&ove or assign"),
            QT_TRANSLATE_NOOP(
                "Actions",
                "Move each centroid to the mean of its pixels, or assign each pixel to the nearest one.",
            ),
        )
        return (*steps, half, last)

    def show_moved(self, iteration: int) -> None:
        """Show that the centroids of `iteration` are shown, and the pixels before it; tells nobody."""
        self._half = True
        super().set_position(iteration)

    def set_position(self, iteration: int) -> None:
        self._half = False
        super().set_position(iteration)

    def go_next(self) -> None:
        """From half an iteration to its end."""
        self._step_to(self.position + (not self._half))

    def half_step(self) -> None:
        """Move the centroids, or assign the pixels after that; from the end back to the start."""
        self.pause()
        if self._half:
            self.set_position(self.position)
            self.assigned.emit(self.position)
        elif self.is_at_end():
            self._go(0)
        else:
            self.show_moved(self.position + 1)
            self.moved.emit(self.position)

    def _further(self) -> tuple[Sequence[QWidget], Sequence[QWidget]]:
        self._move = self._button(
            "move",
            self.tr("Move: half an iteration on, each centroid goes to the mean of its pixels"),
            self.half_step,
        )
        self._assign = self._button(
            "assign",
            self.tr("Assign: the other half, each pixel goes to the nearest centroid"),
            self.half_step,
        )
        self.shows = ShowButton(ICON_SIZE)
        return (self._move, self._assign), (self.shows,)

    @property
    def _goes_on(self) -> bool:
        return self._half or not self.is_at_end()

    def _go(self, iteration: int) -> None:
        if self._half and min(iteration, self.last) == self.position:
            self._choose(self.position)
        super()._go(iteration)

    def _choose(self, iteration: int) -> None:
        self._half = False
        super()._choose(iteration)

    def _refresh(self) -> None:
        super()._refresh()
        self._move.setEnabled(not self._half and not self.is_at_end())
        self._assign.setEnabled(self._half)
