"""Keeps the panel “Clean up” and the document's steps and edits in step with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.classes.classes import Classes
from core.classes.naming import is_unnamed
from core.document.step import Step
from core.measure.step_notes import step_note
from ui.segment.edits.cleanup_panel import CleanupPanel, CleanupState
from ui.segment.edits.step_words import kind_help
from ui.session.session import Session
from ui.session.view_state import as_shown, shown_classes
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.widgets.number_text import NO_BREAK, count_text

if TYPE_CHECKING:
    from core.measure.postprocess import StepChange

# While a slider is dragged, every value would cancel the one before: the picture gets time to follow.
PAUSE_MS = 60


class CleanupController(QObject):
    """The panel shows what the session holds; what the user does there becomes steps to undo."""

    def __init__(self, session: Session, panel: CleanupPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._panel = session, panel
        self._shown: CleanupState | None = None
        self._waiting: tuple[Step, ...] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._take_waiting)
        panel.steps_changed.connect(self._take_steps)
        panel.clear_requested.connect(self.clear_edits)
        session.document_changed.connect(self.refresh)
        session.outcome_changed.connect(self.refresh)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("clear_edits", "Ctrl+Shift+X", self.clear_edits, icon="eraser", when="has_edits").says(
                QT_TRANSLATE_NOOP("Actions", "Clear &edits by hand"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Take all edits by hand away; the classes are as they were computed."
                ),
            ),
        )

    def refresh(self) -> None:
        """Derive what is to be shown, and show it where it differs."""
        state = self._state()
        if state != self._shown:
            self._shown = state
            self._panel.show_state(state)

    def clear_edits(self) -> None:
        """All edits by hand go, as one step to undo."""
        document = self._session.document
        if document is not None and document.edits is not None:
            self._session.put(self.tr("Clear edits by hand"), document.with_edits(None))

    def _take_steps(self, steps: tuple[Step, ...], final: bool) -> None:
        if final:
            self._pause.stop()
            self._waiting = None
            self._session.set_steps(steps)
            return
        self._waiting = steps
        if not self._pause.isActive():
            self._pause.start()

    def _take_waiting(self) -> None:
        if self._waiting is not None:
            self._session.set_steps(self._waiting, final=False)
            self._waiting = None

    def _state(self) -> CleanupState:
        document, outcome = self._session.document, self._session.outcome
        if document is None:
            return CleanupState(by_hand=self.tr("Nothing is edited by hand."))
        changes: tuple[StepChange, ...] = outcome.measurement.changes if outcome is not None else ()
        steps = as_shown(document, outcome).steps
        classes = shown_classes(document, outcome)
        known = tuple(change.step for change in changes) == steps
        texts = [self._change_words(change, classes) for change in changes] if known else []
        waiting = [("…", kind_help(step.kind)) for step in steps]
        changed, tooltips = zip(*(texts or waiting), strict=True) if steps else ((), ())
        by_hand, can_clear = self._by_hand()
        return CleanupState(
            True,
            steps,
            changed,
            tooltips,
            tuple(item.name for item in classes),
            document.calibration,
            by_hand,
            can_clear,
            tuple(item.name for item in classes if not is_unnamed(item)),
            document.image.reading.labels,
        )

    def _change_words(self, change: StepChange, classes: Classes) -> tuple[str, str]:
        """What stands in the last column, and its tooltip."""
        help_text = kind_help(change.step.kind)
        if not change.step.on:
            return self.tr("off"), help_text
        if change.left_out:
            return self.tr("left out"), f"{help_text}\n{change.left_out}"
        note = step_note(change, classes)
        if change.regions:
            before, after = (sum(numbers) for numbers in zip(*change.regions, strict=True))
            text = self.tr("{0} → {1} regions").format(count_text(before), count_text(after))
            return text, f"{help_text}\n{note}".rstrip()
        return f"{count_text(change.pixels)}{NO_BREAK}px", f"{help_text}\n{note}".rstrip()

    def _by_hand(self) -> tuple[str, bool]:
        document, outcome = self._session.document, self._session.outcome
        if document is None or document.edits is None:
            return self.tr("Nothing is edited by hand."), False
        by_hand = outcome.measurement.edit_changes if outcome is not None else None
        if by_hand is None:
            return self.tr("Edited by hand: …"), True
        pixels = count_text(sum(by_hand.gained) + by_hand.excluded)
        return self.tr("By hand: {0} px changed").format(pixels), True
