"""The line at the foot of the window: what is being done, how far it is, and the button that drops it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStatusBar, QToolButton, QWidget

from ui.widgets.building import named
from ui.widgets.elided_label import ElidedLabel

# What is done sooner than this shows no progress: it would only flicker.
_PATIENCE_MS = 300
_MESSAGE_MS = 5000


@dataclass(frozen=True)
class _Job:
    workspace: str
    cancel: Callable[[], None]
    occupation: Callable[[], str] | None


class StatusLine(QObject):
    """Jobs are told once, by `add_job`; whoever has one calls `refresh` when it has begun or ended.

    text: says what is being done, else what a workspace writes there. seen: the id of the workspace that is
    seen.
    """

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._jobs: list[_Job] = []
        self.seen = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._show_occupation)
        self.text = named(ElidedLabel(), "pixel_status", self.tr("Pixel under the cursor"))
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.progress = named(QProgressBar(), "progress", self.tr("Progress"))
        self.progress.setRange(0, 0)
        self.progress.setFixedWidth(120)
        self.progress.setMaximumHeight(14)
        self.progress.setTextVisible(False)
        self.cancel_button = named(QToolButton(), "cancel")
        self.cancel_button.setText(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Drop what is being done; what is open stays as it is. (Esc)"))
        self.cancel_button.setAccessibleName(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self._cancel_named)
        bar.addWidget(self.text, 1)
        for widget in (self.progress, self.cancel_button):
            bar.addPermanentWidget(widget)
            widget.hide()

    @property
    def is_shown(self) -> bool:
        """Whether the line says what is being done, and offers to drop it."""
        return self.cancel_button.isVisible()

    @property
    def occupation(self) -> str:
        """What is being done in words, of what is seen first; "" while nothing is."""
        return _told(self._seen()) or _told(self._jobs)

    def add_job(
        self,
        cancel: Callable[[], None],
        occupation: Callable[[], str] | None = None,
        *,
        workspace: str = "",
    ) -> None:
        """cancel: drops it, if it is under way. occupation: what is being done in words, "" while nothing is;
        None where that is said elsewhere. workspace: the id of the one that it belongs to: Esc elsewhere does
        not drop it; "" for what it drops wherever it is pressed.

        Of several that are under way the first that was added is named, before it those of what is seen.
        """
        self._jobs.append(_Job(workspace, cancel, occupation))

    def add_widget(self, widget: QWidget) -> None:
        """Let a workspace's own stand at the end of the line."""
        self._bar.addPermanentWidget(widget)

    def refresh(self) -> None:
        """Something has begun or ended."""
        if self.occupation:
            if not self.is_shown and not self._timer.isActive():
                self._timer.start()
            return
        self._timer.stop()
        if self.is_shown:
            self.text.setText("")
        self.progress.hide()
        self.cancel_button.hide()

    def follow_progress(self) -> None:
        """What is being done has got further."""
        if self.is_shown:
            self._show_occupation()

    def cancel_all(self) -> None:
        """Drop all that is being done; what is open stays."""
        for job in self._jobs:
            job.cancel()

    def cancel_seen(self) -> None:
        """Drop what is being done, but for what another workspace is at."""
        for job in self._seen():
            job.cancel()

    def show_message(self, sentence: str) -> None:
        """Say something briefly."""
        self._bar.showMessage(sentence, _MESSAGE_MS)

    def _seen(self) -> list[_Job]:
        return [job for job in self._jobs if job.workspace in ("", self.seen)]

    def _cancel_named(self) -> None:
        """What the line says is dropped."""
        if _told(self._seen()):
            self.cancel_seen()
        else:
            self.cancel_all()

    def _show_occupation(self) -> None:
        words = self.occupation
        if words:
            self.progress.setToolTip(words)
            self.text.setText(words)
            self.progress.show()
            self.cancel_button.show()


def _told(jobs: Sequence[_Job]) -> str:
    told = (job.occupation() for job in jobs if job.occupation is not None)
    return next((words for words in told if words), "")
