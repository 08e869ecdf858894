"""The panel “Clean up”: the steps, the chosen one's size and class, and what was edited by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.document.step import MOST_STEPS, Step, StepKind
from core.scale.calibration import UNCALIBRATED, Calibration
from ui.segment.edits.step_editor import StepEditor
from ui.segment.edits.step_list import StepList, StepRow
from ui.segment.edits.step_words import DEFAULTS, ORDER, kind_help, kind_name, summary
from ui.widgets.building import fill, named
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.icons import set_icon


@dataclass(frozen=True)
class CleanupState:
    """What the panel shows. changed, tooltips: a text a step. by_hand: what was edited, in words.

    classes: the names of all; named: of those that somebody has named. is_labels: of one class only.
    """

    has_image: bool = False
    steps: tuple[Step, ...] = ()
    changed: tuple[str, ...] = ()
    tooltips: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    calibration: Calibration = UNCALIBRATED
    by_hand: str = ""
    can_clear: bool = False
    named: tuple[str, ...] = ()
    is_labels: bool = False


class CleanupPanel(QWidget):
    """steps_changed(steps, final): not final while a slider is dragged. clear_requested: of the edits."""

    steps_changed = Signal(tuple, bool)
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "cleanup_panel", self.tr("Clean up"))
        self._state = CleanupState()
        self.list = StepList()
        self.editor = StepEditor()
        self.add_button = QPushButton(self.tr("Add step"))
        self.up, self.down, self.remove = QToolButton(), QToolButton(), QToolButton()
        self.by_hand = ElidedLabel()
        self.clear = QPushButton(self.tr("Clear"))
        self._name()
        self._lay_out()
        self._connect()
        self.show_state(CleanupState())

    def show_state(self, state: CleanupState) -> None:
        """Show this; the chosen step stays chosen."""
        self._state = state
        self.list.set_rows(
            [
                StepRow(summary(step), self._class_text(step), changed, tooltip, step.on)
                for step, changed, tooltip in zip(state.steps, state.changed, state.tooltips, strict=True)
            ]
        )
        if self.list.current_row < 0 and state.steps:
            self.list.choose(len(state.steps) - 1)
        can_add = state.has_image and not state.is_labels
        self.add_button.setEnabled(can_add and len(state.steps) < MOST_STEPS)
        self.list.set_empty_text(self._no_steps(state))
        self.by_hand.setText(state.by_hand)
        self.clear.setEnabled(state.can_clear)
        self._show_chosen()

    def _no_steps(self, state: CleanupState) -> str:
        if state.is_labels:
            return self.tr(
                "Labels are of one class: there is none to give pixels to. Leave small objects out by the "
                "filter of the regions."
            )
        return self.tr("Add steps that drop specks, fill holes or smooth borders. Clusters stay as they are.")

    def add_step(self, kind: StepKind) -> None:
        """Append a step with a usual size for each class that is named, for all where none is; choose it.

        Of all classes splitting would part the background too: where none is named it is for the lightest.
        """
        steps, state = self._state.steps, self._state
        unnamed = state.classes[-1] if kind == "split" and state.classes else None
        names: tuple[str | None, ...] = state.named[: MOST_STEPS - len(steps)] or (unnamed,)
        added = tuple(Step(kind, DEFAULTS[kind], class_name=name) for name in names)
        self.steps_changed.emit((*steps, *added), True)
        self.list.choose(len(steps))

    def remove_step(self) -> None:
        row = self.list.current_row
        if row >= 0:
            steps = self._state.steps
            self.steps_changed.emit((*steps[:row], *steps[row + 1 :]), True)

    def move_step(self, by: int) -> None:
        """The chosen step up (−1) or down (1)."""
        row, steps = self.list.current_row, list(self._state.steps)
        if row >= 0 and 0 <= row + by < len(steps):
            steps.insert(row + by, steps.pop(row))
            self.steps_changed.emit(tuple(steps), True)
            self.list.choose(row + by)

    def _class_text(self, step: Step) -> str:
        return self.tr("all") if step.class_name is None else step.class_name

    def _show_chosen(self) -> None:
        row, steps = self.list.current_row, self._state.steps
        there = 0 <= row < len(steps)
        self.editor.setVisible(there)
        self.editor.show_step(steps[row] if there else None, self._state.classes, self._state.calibration)
        self.up.setEnabled(there and row > 0)
        self.down.setEnabled(there and row < len(steps) - 1)
        self.remove.setEnabled(there)

    def _edited(self, step: Step, final: bool) -> None:
        row = self.list.current_row
        if 0 <= row < len(self._state.steps):
            self._set(row, step, final=final)

    def _toggled(self, row: int, on: bool) -> None:
        self._set(row, replace(self._state.steps[row], on=on), final=True)

    def _set(self, row: int, step: Step, *, final: bool) -> None:
        steps = self._state.steps
        self.steps_changed.emit((*steps[:row], step, *steps[row + 1 :]), final)

    def _ordered(self, rows: Sequence[int]) -> None:
        """A row was dragged. A drop that lost one is none."""
        steps = self._state.steps
        if sorted(rows) == list(range(len(steps))):
            self.steps_changed.emit(tuple(steps[row] for row in rows), True)
        else:
            self.show_state(self._state)

    def _add_chosen(self) -> None:
        action = self.sender()
        kind: StepKind = action.property("kind")
        self.add_step(kind)

    def _move_up(self) -> None:
        self.move_step(-1)

    def _move_down(self) -> None:
        self.move_step(1)

    def _name(self) -> None:
        menu = QMenu(self.add_button)
        menu.setObjectName("step_menu")
        menu.setToolTipsVisible(True)
        for kind in ORDER:
            action = menu.addAction(kind_name(kind))
            action.setObjectName(f"add_{kind}")
            action.setProperty("kind", kind)
            action.setToolTip(kind_help(kind))
            action.triggered.connect(self._add_chosen)
        self.add_button.setMenu(menu)
        for button, name, text, words in (
            (self.add_button, "add_step", self.tr("Add step"), self.tr("Append a step; it acts at once.")),
            (self.up, "step_up", self.tr("Up"), self.tr("Apply the step earlier. (Alt+Up)")),
            (self.down, "step_down", self.tr("Down"), self.tr("Apply the step later. (Alt+Down)")),
            (self.remove, "remove_step", self.tr("Remove"), self.tr("Take the step away. (Del)")),
            (
                self.clear,
                "clear_hand_edits",
                self.tr("Clear edits by hand"),
                self.tr("Take all edits by hand away; the classes are those of clustering and steps again."),
            ),
        ):
            named(button, name, text, words)
        for button, drawing in ((self.up, "up"), (self.down, "down"), (self.remove, "delete")):
            button.setAutoRaise(True)
            set_icon(button, drawing)
        self.by_hand.setObjectName("by_hand")

    def _lay_out(self) -> None:
        buttons = fill(QHBoxLayout(), self.add_button, 1, self.up, self.down, self.remove, spacing=2)
        hand = fill(QHBoxLayout(), (self.by_hand, 1), self.clear, spacing=8)
        fill(QVBoxLayout(self), buttons, (self.list, 1), self.editor, hand, margins=(8, 4, 8, 8), spacing=6)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._show_chosen)
        self.list.toggled.connect(self._toggled)
        self.list.ordered.connect(self._ordered)
        self.list.delete_pressed.connect(self.remove_step)
        self.list.move_pressed.connect(self.move_step)
        self.editor.changed.connect(self._edited)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.remove.clicked.connect(self.remove_step)
        self.clear.clicked.connect(self.clear_requested)
