"""Lays the borders of the superpixels over both pictures while View → Superpixel borders is on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.canvas.picture_pair import PicturePair
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.cluster.superpixels.superpixels import Cut
    from workers.superpixels import ShownBorders


class SuperpixelBorders(QObject):
    """Shows those of the result at hand: every iteration of a run has the same."""

    def __init__(self, session: Session, pictures: PicturePair, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._pictures = session, pictures
        self._thread = JobThread("superpixel borders", self, on_done=self._take)
        self._wanted = True
        self._of: Cut | None = None
        session.outcome_changed.connect(self.follow)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec(
                "show_superpixels", "Alt+6", self.set_shown, checkable=True, checked=True,
                when="has_superpixels",
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Superpi&xel borders"),
                QT_TRANSLATE_NOOP("Actions", "Draw the borders of the superpixels over both pictures."),
            ),
        )  # fmt: skip

    def set_shown(self, shown: bool) -> None:
        """The borders over both pictures, or none."""
        self._wanted = shown
        self.follow()

    def follow(self) -> None:
        """Show the borders of the result at hand, if it has any."""
        outcome = self._session.outcome
        cut = outcome.segmentation.superpixels if outcome is not None and self._wanted else None
        if cut is self._of:
            return
        self._of = cut
        if cut is None:
            self._thread.cancel()
            self._pictures.set_borders((), None)
            return
        from workers.superpixels import borders_of

        # Those before stay until these are drawn: nothing flickers while the detail is dragged.
        self._thread.submit(partial(borders_of, cut))

    def close(self) -> None:
        self._thread.close()

    def _take(self, found: ShownBorders) -> None:
        self._pictures.set_borders(found.levels, found.ids)
