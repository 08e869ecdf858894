"""Lays the borders of superpixels, and of what a step has split, over both pictures while they are wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from ui.canvas.picture_pair import PicturePair
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.cluster.superpixels.superpixels import Cut
    from workers.superpixels import ShownBorders

# What is drawn: superpixels, and what steps keep apart.
Shown = tuple["Cut | None", "NDArray[np.int32] | None"]


class SuperpixelBorders(QObject):
    """Shows those of the result at hand: every iteration of a run has the same."""

    def __init__(self, session: Session, pictures: PicturePair, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._pictures = session, pictures
        self._thread = JobThread("superpixel borders", self, on_done=self._take)
        self._wanted = True
        self._of: Shown = (None, None)
        session.outcome_changed.connect(self.follow)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec(
                "show_superpixels", "Alt+6", self.set_shown, checkable=True, checked=True,
                when="has_borders",
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Superpi&xel and split borders"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Draw the borders of the superpixels, and of the regions that a step has split, over "
                    "both pictures.",
                ),
            ),
        )  # fmt: skip

    def set_shown(self, shown: bool) -> None:
        """The borders over both pictures, or none."""
        self._wanted = shown
        self.follow()

    def follow(self) -> None:
        """Show the borders of the result at hand, if it has any."""
        outcome = self._session.outcome
        shown: Shown = (None, None)
        if outcome is not None and self._wanted:
            shown = outcome.segmentation.superpixels, outcome.measurement.apart
        if shown[0] is self._of[0] and shown[1] is self._of[1]:
            return
        self._of = shown
        if shown[0] is None and shown[1] is None:
            self._thread.cancel()
            self._pictures.set_borders((), None)
            return
        from workers.superpixels import borders_of

        # Those before stay until these are drawn: nothing flickers while a slider is dragged.
        self._thread.submit(partial(borders_of, *shown))

    def close(self) -> None:
        self._thread.close()

    def _take(self, found: ShownBorders) -> None:
        self._pictures.set_borders(found.levels, found.ids)
