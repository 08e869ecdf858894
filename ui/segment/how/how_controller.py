"""HowController: “How it works” tells of the picture that is open, and shows in the window what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow

from ui.segment.choosing.choosing_k_controller import ChoosingKController
from ui.segment.how.how_panel import HowPanel
from ui.segment.how.page import TOPICS, Page
from ui.segment.how.pages import Telling, pages_of
from ui.segment.how.sights import Sights
from ui.segment.why.why_controller import WhyController
from ui.session.session import Session
from ui.session.view_state import ViewState
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.panel_window import Panel
from workers.job_thread import JobThread
from workers.worked_example import find_example

if TYPE_CHECKING:
    from core.convergence.worked_example import WorkedExample

# Of the panel, in pixels: most pages need no scrolling then.
_HEIGHT = 350


class HowController(QObject):
    """Follows picture, k and result while the panel is seen, and costs nothing while it is not."""

    def __init__(
        self,
        session: Session,
        *,
        why: WhyController,
        choosing: ChoosingKController,
        view: HowPanel,
        panel: Panel,
        sights: Sights,
        parent: QObject,
    ) -> None:
        """panel: what `view` is shown in."""
        super().__init__(parent)
        self._session, self._why, self._choosing = session, why, choosing
        self._view, self._panel, self._sights = view, panel, sights
        self._thread = JobThread("worked example", self, on_done=self._take_example)
        self._example: WorkedExample | None = None
        self._state = ViewState()
        self._pages: tuple[Page, ...] = ()
        # Where the reader is among all pages: those of a picture come and go with it.
        self._key = ""
        self.visible = False
        view.turned.connect(self.turn)
        view.topic_chosen.connect(self.show_topic)
        view.sight_wanted.connect(self._show_sight)
        panel.visibilityChanged.connect(self.set_visible)
        why.held_changed.connect(self.refresh)
        choosing.state_changed.connect(self.refresh)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("how_it_works", "F8", self.open).says(
                QT_TRANSLATE_NOOP("Actions", "How k-means &works"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Read in two minutes how it works, in the numbers of your picture."
                ),
            ),
        )

    def open(self) -> None:
        """Bring the panel into sight, with the keyboard in it, and room for a page where there is room."""
        self._panel.bring_forward()
        window = self._panel.parentWidget()
        if isinstance(window, QMainWindow) and self._panel.height() < _HEIGHT:
            window.resizeDocks([self._panel], [_HEIGHT], Qt.Orientation.Vertical)
        self._view.text.setFocus()

    def show(self, new: ViewState, old: ViewState | None) -> None:  # noqa: ARG002 - as all that show a state
        self._state = new
        self.refresh()

    def set_visible(self, visible: bool) -> None:
        """Whether the panel is seen: another tab may lie over it."""
        self.visible = visible
        if visible and self._example is None:
            self._thread.submit(find_example)
        if not visible:
            self._sights.leave()
        self.refresh()

    def turn(self, by: int) -> None:
        """So many pages on, and show in the window what that one tells."""
        keys = [page.key for page in self._pages]
        if self._view.page is not None and 0 <= (to := keys.index(self._view.page.key) + by) < len(keys):
            self._turn_to(self._pages[to])

    def show_topic(self, topic: str) -> None:
        """Begin with a topic."""
        first = next((page for page in self._pages if page.topic == topic), None)
        if first is not None:
            self._turn_to(first)

    def refresh(self) -> None:
        """Tell anew what there is."""
        if not self.visible:
            return
        outcome = self._session.outcome
        self._pages = pages_of(
            Telling(self._session.document, outcome, self._state.rows, self._why.held),
            self._choosing.choice,
            self._example,
        )
        if not self._pages:
            self._view.set_topics(())
            self._view.clear()
            return
        self._view.set_topics([each for each in TOPICS if any(page.topic == each for page in self._pages)])
        self._show(next((page for page in self._pages if page.key == self._key), self._pages[0]))

    def close(self) -> None:
        self._thread.close()

    def _turn_to(self, page: Page) -> None:
        # Without a picture all that there is are the six points: one that is opened then tells of itself.
        has_picture = self._pages[0].topic == "picture"
        self._key = page.key if has_picture else ""
        self._show(page)
        self._show_sight()

    def _show(self, page: Page) -> None:
        of = [each for each in self._pages if each.topic == page.topic]
        if page.drawing is not None and self._example is not None:
            self._view.show_drawing(self._example, page.drawing)
        self._view.show_page(
            page,
            (of.index(page) + 1, len(of)),
            first=page is self._pages[0],
            last=page is self._pages[-1],
        )

    def _show_sight(self) -> None:
        page, outcome = self._view.page, self._session.outcome
        if page is not None and page.sight is not None and outcome is not None:
            self._sights.show(page.sight, outcome)

    def _take_example(self, example: WorkedExample) -> None:
        self._example = example
        self.refresh()
