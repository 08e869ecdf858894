"""The panel *Accuracy*: points to look at, the answers, and what they say of the areas."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ui.accuracy.accuracy_state import AccuracyState
from ui.accuracy.answer_buttons import AnswerButtons
from ui.accuracy.answer_keys import AnswerKeys
from ui.accuracy.checked_table import CheckedTable
from ui.accuracy.more_points import MorePoints
from ui.accuracy.start_page import StartPage
from ui.widgets.building import fill, named
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.number_boxes import WholeNumberBox
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.upright_scroll import UprightScroll

MOST_CONTEXT = 100_000
_OBSERVER_WIDTH = 112
# In a narrow panel; bar and field ask for more than their words need.
_LEAST_PROGRESS, _LEAST_OBSERVER = 70, 80


class AccuracyPanel(QWidget):
    """Shows an AccuracyState. keys: what may be pressed while answers are taken, wherever the focus is here.

    of_series: points lie in many pictures: places are pictures, and there is no result to show beside.

    going_on(bool): take answers, or pause. context_changed: so many pixels are to be seen round a point.
    place_chosen: of the regions of interest, from 0; −1: the whole picture.
    result_shown(bool): beside the original. leads_chosen(bool): the checked areas are to lead.
    """

    going_on = Signal(bool)
    context_changed = Signal(int)
    observer_changed = Signal(str)
    result_shown = Signal(bool)
    leads_chosen = Signal(bool)
    removal_asked = Signal()
    place_chosen = Signal(int)

    def __init__(self, keys: AnswerKeys, parent: QWidget | None = None, *, of_series: bool = False) -> None:
        super().__init__(parent)
        named(self, "accuracy_panel", self.tr("Accuracy"))
        self._keys = keys
        self._state = AccuracyState()
        self._hint = named(QLabel(wordWrap=True), "accuracy_hint", self.tr("Accuracy"))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._hint.setMargin(16)
        self.start = StartPage(of_series=of_series)
        self._whole = self.tr("All pictures") if of_series else self.tr("Whole picture")
        self.question = named(ElidedLabel(), "accuracy_question", self.tr("What is asked"))
        self.progress = named(ProgressBar(), "accuracy_progress", self.tr("Points that have an answer"))
        self.go_on = named(QPushButton(), "accuracy_go_on")
        self.answers = AnswerButtons()
        self.show_result = QCheckBox(self.tr("Show the result"))
        self.context = named(
            WholeNumberBox(),
            "accuracy_context",
            self.tr("Context in pixels"),
            self.tr("How many pixels of the picture are seen around a point."),
        )
        self.observer = named(
            QLineEdit(),
            "accuracy_observer",
            self.tr("Observer"),
            self.tr("Who answers; may be empty. A second observer is asked the same points."),
        )
        self.place = named(
            QComboBox(),
            "accuracy_place",
            self.tr("Where"),
            self.tr("Of what the table tells: all pictures together, or one that has points enough.")
            if of_series
            else self.tr("Of which part the table tells: the whole picture, or a region of interest."),
        )
        self.table, self.more = CheckedTable(), MorePoints()
        self._overall = named(QLabel(wordWrap=True), "accuracy_overall")
        self.notes = named(QLabel(wordWrap=True), "accuracy_notes")
        self.leads = QCheckBox(self.tr("Use the checked areas"))
        self.remove = named(
            QPushButton(self.tr("Remove points")),
            "accuracy_remove",
            tooltip=self.tr("Take the points and all answers away; undo brings them back."),
        )
        self._prepare()
        for each in (self.show_result, self.leads) if of_series else ():
            each.hide()  # before they are laid out: rows would keep room for them
        self._stack, self._scroll = QStackedLayout(self), self._sample_page()
        for page in (self._hint, self.start, self._scroll):
            self._stack.addWidget(page)
        self._connect()
        if of_series:
            self._be_of_series()
        self.show_state(AccuracyState(hint="…"))

    def show_state(self, state: AccuracyState) -> None:
        self._state = state
        self._hint.setText(state.hint)
        self._stack.setCurrentIndex(0 if state.hint else 2 if state.has_sample else 1)
        self.start.show_state(state.advice, can_draw=not state.drawing)
        self.question.setText(state.question)
        self.progress.set_progress(min(state.done, state.wanted), max(1, state.wanted))
        self.progress.setFormat(self.tr("{0} of {1}").format(state.done, state.wanted))
        self.go_on.setText(self.tr("Pause") if state.asking else self.tr("Go on"))
        self.go_on.setEnabled(state.can_go_on)
        self.answers.show_choices(
            state.choices, can_answer=state.can_answer, can_take_back=state.can_take_back
        )
        # A pause is for reading: what the points say has the room.
        self.answers.setVisible(state.asking)
        self._show_places(state)
        self.table.show_rows(state.rows, state.unit)
        self._overall.setText("\n".join(each for each in (state.overall, state.agreement) if each))
        self.notes.setText("\n".join(state.notes))
        for label in (self._overall, self.notes):
            label.setVisible(bool(label.text()))
        names = [row.name for row in state.rows]
        self.more.show_classes(names, state.unit, state.further if state.checked else None)
        self.more.draw.setEnabled(not state.drawing)
        self.leads.setChecked(state.leads)
        self.leads.setEnabled(state.leads or state.checked is not None)
        self._scroll.updateGeometry()

    @property
    def hint_text(self) -> str:
        """What stands in place of all else; empty where something does."""
        return self._state.hint

    def take_keyboard(self) -> None:
        """To what is done first here."""
        (self.go_on if self._state.has_sample else self.start.draw).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if not (self._state.asking and self._keys.take(event)):
            super().keyPressEvent(event)

    def _prepare(self) -> None:
        named(
            self.show_result,
            "accuracy_show_result",
            tooltip=self.tr("Show the segmentation while you answer. Without it nothing sways you."),
        )
        named(
            self.leads,
            "accuracy_leads",
            tooltip=self.tr(
                "Let the areas that follow from the points lead in table, ratios, exports and report."
            ),
        )
        self.show_result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.go_on.setToolTip(self.tr("Look at the points one after another. Esc pauses; the answers stay."))
        self.context.setRange(8, MOST_CONTEXT)
        self.context.setSuffix(" px")
        self.progress.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.observer.setPlaceholderText(self.tr("Observer"))
        self.progress.setMinimumWidth(_LEAST_PROGRESS)
        self.observer.setMinimumWidth(_LEAST_OBSERVER)
        self.observer.setMaximumWidth(_OBSERVER_WIDTH)
        self.observer.setMaxLength(100)
        self.notes.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        font = self.question.font()
        font.setWeight(font.Weight.DemiBold)
        self.question.setFont(font)

    def _be_of_series(self) -> None:
        """Names tell it from the panel of one picture."""
        for widget in (self, *self.findChildren(QWidget)):
            if widget.objectName().startswith("accuracy"):
                widget.setObjectName(f"series_{widget.objectName()}")

    def _sample_page(self) -> UprightScroll:
        content = QWidget()
        first = fill(QHBoxLayout(), (self.question, 1), self.go_on, spacing=8)
        seen = fill(QHBoxLayout(), self.show_result, 1, QLabel(self.tr("Context")), self.context, spacing=6)
        far = fill(QHBoxLayout(), (self.progress, 1), self.observer, spacing=6)
        last = fill(QHBoxLayout(), self.leads, 1, self.remove, spacing=6)
        layout = fill(QVBoxLayout(content), first, far, self.answers, margins=(8, 6, 8, 8), spacing=6)
        fill(layout, seen, self.place, self.table, self._overall, self.notes, self.more, last, 1)
        scroll = named(UprightScroll(content), "accuracy_scroll", self.tr("Points and what they say"))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _show_places(self, state: AccuracyState) -> None:
        """Only where there are regions of interest."""
        texts = [self._whole, *state.places]
        with QSignalBlocker(self.place):
            if texts != [self.place.itemText(i) for i in range(self.place.count())]:
                self.place.clear()
                self.place.addItems(texts)
            self.place.setCurrentIndex(0 if state.place is None else state.place + 1)
        self.place.setVisible(bool(state.places) and bool(state.rows or state.place is not None))

    def _tell_place(self, index: int) -> None:
        self.place_chosen.emit(index - 1)

    def _connect(self) -> None:
        self.place.activated.connect(self._tell_place)
        self.go_on.clicked.connect(self._toggle)
        self.show_result.toggled.connect(self.result_shown)
        self.context.valueChanged.connect(self.context_changed)
        self.observer.editingFinished.connect(self._tell_observer)
        self.leads.clicked.connect(self.leads_chosen)
        self.remove.clicked.connect(self.removal_asked)

    def _toggle(self) -> None:
        self.going_on.emit(not self._state.asking)

    def _tell_observer(self) -> None:
        self.observer_changed.emit(self.observer.text().strip())
