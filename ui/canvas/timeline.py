"""Timeline: any iteration of a run, by slider, by buttons, or played back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.widgets.building import fill, named
from ui.widgets.icons import set_icon
from ui.widgets.jump_slider import JumpSlider
from ui.widgets.settings import CONVERGENCE_SPEED

# Iterations a second at 1×.
BASE_RATE = 8.0
SPEEDS = (0.5, 1.0, 2.0, 4.0, 8.0)
ICON_SIZE = 20


class Timeline(QWidget):
    """Positions are iterations 0…n. Setters are silent; what the user does, and playing, is told.

    position_chosen: the iteration to show. playing_changed: playing has begun or ended.
    speed: the box of speeds.
    """

    position_chosen = Signal(int)
    playing_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = ""
        self._way: Sequence[int] = ()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._first = self._button("first", self.tr("Show the start: the first centroids"), self.go_first)
        self._previous = self._button("previous", self.tr("Show the iteration before"), self.go_previous)
        self._play = self._button("play", self.tr("Play"), self.toggle)
        self._next = self._button("next", self.tr("Show the next iteration"), self.go_next)
        self._last = self._button("last", self.tr("Show the last iteration: the result"), self.go_last)
        self._slider = JumpSlider(Qt.Orientation.Horizontal)
        self._slider.setObjectName("timelineSlider")
        self._slider.setToolTip(self.tr("Show any iteration again; the result stays the last one"))
        self._slider.setAccessibleName(self.tr("Iteration shown"))
        self._slider.setRange(0, 0)
        self._slider.valueChanged.connect(self._choose)
        self._slider.sliderPressed.connect(self.pause)
        self._label = named(QLabel(), "timelineLabel")
        self.speed = self._speed_box()
        self._arrange(*self._further())
        self._refresh()

    def action_specs(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec(
                "first_iteration", "Alt+Home", self.go_first, icon="first", when="has_segmentation"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "F&irst iteration"),
                QT_TRANSLATE_NOOP("Actions", "Show the clusters as they were at the start."),
            ),
            ActionSpec(
                "previous_iteration", "Alt+Left", self.go_previous, icon="previous", when="has_segmentation"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Pre&vious iteration"),
                QT_TRANSLATE_NOOP("Actions", "Show the clusters one iteration earlier."),
            ),
            ActionSpec("play", "Ctrl+P", self.toggle, icon="play", when="has_segmentation").says(
                QT_TRANSLATE_NOOP("Actions", "Pla&y iterations"),
                QT_TRANSLATE_NOOP("Actions", "Show how the clusters were found, iteration by iteration."),
            ),
            ActionSpec(
                "next_iteration", "Alt+Right", self.go_next, icon="next", when="has_segmentation"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Ne&xt iteration"),
                QT_TRANSLATE_NOOP("Actions", "Show the clusters one iteration later."),
            ),
            ActionSpec("last_iteration", "Alt+End", self.go_last, icon="last", when="has_segmentation").says(
                QT_TRANSLATE_NOOP("Actions", "L&ast iteration"),
                QT_TRANSLATE_NOOP("Actions", "Show the result again."),
            ),
        )

    @property
    def position(self) -> int:
        return self._slider.value()

    @property
    def last(self) -> int:
        """The last iteration, n."""
        return self._slider.maximum()

    @property
    def is_playing(self) -> bool:
        return self._timer.isActive()

    def is_at_end(self) -> bool:
        return self.position == self.last

    def set_range(self, n: int) -> None:
        """Iterations 0…n can be shown; the position stays where it is, or goes to n if that is less."""
        self._slider.blockSignals(True)
        self._slider.setRange(0, max(0, n))
        self._slider.blockSignals(False)
        self._refresh()

    def set_position(self, iteration: int) -> None:
        """Show that `iteration` is shown; tells nobody."""
        self._slider.blockSignals(True)
        self._slider.setValue(iteration)
        self._slider.blockSignals(False)
        self._refresh()

    def set_status(self, text: str) -> None:
        """What stands behind the iteration: converged, stopped, running."""
        self._status = text
        self._refresh()

    def play(self, way: Sequence[int] = ()) -> None:
        """Play from here, or from the start where this is the end. way: the iterations to show, ascending,
        the last one too; all where none are given."""
        if self.is_playing or self.last == 0:
            return
        self._way = way
        if self.is_at_end():
            self._go(0)
        self._timer.start(self._interval())
        self._say_playing()

    def pause(self) -> None:
        """Stop playing; the position stays."""
        if self.is_playing:
            self._timer.stop()
            self._say_playing()

    def toggle(self) -> None:
        """Play or pause."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def go_first(self) -> None:
        self._step_to(0)

    def go_previous(self) -> None:
        self._step_to(self.position - 1)

    def go_next(self) -> None:
        self._step_to(self.position + 1)

    def go_last(self) -> None:
        self._step_to(self.last)

    def _further(self) -> tuple[Sequence[QWidget], Sequence[QWidget]]:
        """What a kind of timeline has besides: beside the buttons, and behind the speed."""
        return (), ()

    @property
    def _goes_on(self) -> bool:
        """Whether there is more to show."""
        return not self.is_at_end()

    def _step_to(self, iteration: int) -> None:
        self.pause()
        self._go(iteration)

    def _go(self, iteration: int) -> None:
        """Move as the user would: told through the slider, once, and only where it moves."""
        self._slider.setValue(iteration)

    def _choose(self, iteration: int) -> None:
        self._refresh()
        self.position_chosen.emit(iteration)

    def _tick(self) -> None:
        self._go(next((each for each in self._way if each > self.position), self.position + 1))
        if self.is_at_end():
            self.pause()

    def _interval(self) -> int:
        return round(1000 / (BASE_RATE * float(self.speed.currentData())))

    def _change_speed(self, index: int) -> None:
        CONVERGENCE_SPEED.set(self.speed.itemText(index))
        self._timer.setInterval(self._interval())

    def _say_playing(self) -> None:
        self._refresh()
        self.playing_changed.emit(self.is_playing)

    def _refresh(self) -> None:
        empty = self.last == 0
        text = "" if empty else self.tr("iteration {0} of {1}").format(self.position, self.last)
        self._label.setText(" · ".join(part for part in (text, self._status) if part))
        for button in (self._first, self._previous):
            button.setEnabled(self.position > 0)
        for button in (self._next, self._last):
            button.setEnabled(self._goes_on)
        for widget in (self._play, self._slider, self.speed):
            widget.setEnabled(not empty)
        name = "pause" if self.is_playing else "play"
        if self._play.property("shown") != name:
            self._play.setProperty("shown", name)
            set_icon(self._play, name)
            words = self.tr("Pause the playback") if self.is_playing else self.tr("Play the iterations back")
            named(self._play, spoken=words, tooltip=words)

    def _button(self, name: str, words: str, slot: object) -> QToolButton:
        button = named(QToolButton(self, autoRaise=True), f"timeline{name.capitalize()}", words, words)
        button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        set_icon(button, name)
        button.clicked.connect(slot)
        return button

    def _speed_box(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("timelineSpeed")
        box.setToolTip(
            self.tr("Speed of the playback: 1× shows {0} iterations a second").format(int(BASE_RATE))
        )
        box.setAccessibleName(self.tr("Playback speed"))
        for speed in SPEEDS:
            box.addItem(f"{speed:g}×", speed)
        kept = box.findText(CONVERGENCE_SPEED.get())
        box.setCurrentIndex(kept if kept >= 0 else SPEEDS.index(1.0))
        box.currentIndexChanged.connect(self._change_speed)
        return box

    def _arrange(self, beside: Sequence[QWidget], behind: Sequence[QWidget]) -> None:
        layout = fill(QHBoxLayout(self), self._first, self._previous, margins=(8, 4, 8, 4), spacing=2)
        fill(layout, self._play, self._next, self._last)
        layout.addSpacing(6)
        if beside:
            fill(layout, *beside)
            layout.addSpacing(6)
        layout.addWidget(self._slider, 1)
        layout.addSpacing(10)
        layout.addWidget(self._label)
        layout.addSpacing(10)
        fill(layout, self.speed, *behind)
        # Wide enough for what is usual, so that the slider does not jump while numbers grow.
        widest = self.tr("iteration {0} of {1}").format(300, 300) + " · " + self.tr("converged")
        self._label.setMinimumWidth(self._label.fontMetrics().horizontalAdvance(widest))
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
