"""ShowController: shows how a result came about, where nobody has asked for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from ui.canvas.picture_pair import PicturePair
from ui.segment.convergence.replay_controller import ReplayController
from ui.segment.convergence.steps_timeline import StepsTimeline
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, Actions, ActionSpec
from ui.widgets.motion import is_motion_reduced
from ui.widgets.settings import SHOW_CONVERGENCE


class ShowController(QObject):
    """By a setting: never, once for each picture that is opened, or after every run. A click ends it.

    Where the system asks for little motion, it is never, until somebody chooses otherwise.
    seen: the documents that have been shown, by their keys.
    """

    def __init__(
        self,
        session: Session,
        actions: Actions,
        *,
        replay: ReplayController,
        timeline: StepsTimeline,
        pictures: PicturePair,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self._replay, self._timeline, self._pictures = replay, timeline, pictures
        self._choice = SHOW_CONVERGENCE.get()
        if is_motion_reduced() and not SHOW_CONVERGENCE.is_set():
            self._choice = "never"
        self.seen: set[str] = set()
        self._after_drag = False
        timeline.shows.set_choice(self._choice)
        timeline.shows.choice_made.connect(self.choose)
        timeline.playing_changed.connect(self._watch_clicks)
        session.document_changed.connect(self._end_drag)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec(
                "show_convergence",
                "Shift+P",
                self._set_always,
                icon="converge",
                checkable=True,
                checked=self._choice == "always",
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Show it conver&ge"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "After every change show how the clusters are found; the numbers are those of the end.",
                ),
            ),
        )

    def choose(self, choice: str) -> None:
        """One of SHOWN_WHEN, kept for the next time."""
        self._choice = choice
        SHOW_CONVERGENCE.set(choice)
        self._timeline.shows.set_choice(choice)
        self._actions["show_convergence"].setChecked(choice == "always")

    def wants(self, *, asked: bool) -> bool:
        """Whether the result that has come is to be shown from its start. asked: by who pressed Run."""
        first = self._session.key not in self.seen
        if not self._pictures.isVisible() or self._pictures.is_blind:
            return False
        self.seen.add(self._session.key)
        self._after_drag = self._session.dragging and self._choice == "always"
        if asked or self._choice == "never" or self._session.dragging:
            return asked
        return first or self._choice == "always"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.MouseButtonPress:
            self._replay.skip()
        return super().eventFilter(watched, event)

    def _set_always(self, always: bool) -> None:
        self.choose("always" if always else "opened")

    def _watch_clicks(self, playing: bool) -> None:
        """On the pictures, for as long as it lasts."""
        for view in self._pictures.views:
            if playing and self._replay.shows:
                view.viewport().installEventFilter(self)
            else:
                view.viewport().removeEventFilter(self)

    def _end_drag(self) -> None:
        """A slider was let go where its result had come already."""
        if self._after_drag and not self._session.dragging:
            self._after_drag = False
            if self._replay.at_result:
                self._replay.show_run()
