"""Run, pause, step and stop: which of them can be pressed follows from what runs."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from ui.widgets.building import fill, named
from ui.widgets.icons import set_icon


class RunButtons(QWidget):
    """Derived state: `set_running` and `set_ready` decide what is enabled, nothing else does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready, self._running, self._paused = True, False, False
        self.run, self.pause, self.step, self.stop = (QPushButton() for _ in range(4))
        # Stands beside the progress, outside this row.
        self.live = QCheckBox(self.tr("Live"))
        self.live.setChecked(True)
        self._name()
        buttons = (self.run, self.pause, self.step, self.stop)
        fill(QHBoxLayout(self), *((button, 1) for button in buttons), margins=0, spacing=4)
        self._show()

    @property
    def is_paused(self) -> bool:
        return self._running and self._paused

    def set_running(self, running: bool, paused: bool) -> None:
        self._running, self._paused = running, paused
        self._show()

    def set_ready(self, ready: bool) -> None:
        self._ready = ready
        self._show()

    def _show(self) -> None:
        idle = not self._running
        enabled = {
            self.run: self._ready and idle,
            self.pause: self._running,
            self.step: self._ready and (idle or self._paused),
            self.stop: self._running,
        }
        for button in (each for each, wanted in enabled.items() if wanted):
            button.setEnabled(True)
        # Qt would give the focus of a button that is disabled to whatever comes next.
        if any(button.hasFocus() and not wanted for button, wanted in enabled.items()):
            (self.stop if self._running else self.run).setFocus()
        for button in (each for each, wanted in enabled.items() if not wanted):
            button.setEnabled(False)
        text = self.tr("Resume") if self.is_paused else self.tr("Pause")
        if self.pause.text() != text:
            self.pause.setText(text)
            self.pause.setAccessibleName(text)
            set_icon(self.pause, "play" if self.is_paused else "pause")

    def _name(self) -> None:
        texts = (
            (self.run, "run", self.tr("Run"), self.tr("Cluster the picture from the start to the end.")),
            (self.step, "step", self.tr("Step"), self.tr("One iteration, then wait: see what it changes.")),
            (
                self.stop,
                "stop",
                self.tr("Stop"),
                self.tr("End at the iteration reached: that is the result, and it says so."),
            ),
        )
        for button, name, text, tooltip in texts:
            button.setText(text)
            named(button, f"{name}_button", text, tooltip)
            set_icon(button, name)
            button.setMinimumWidth(60)  # the style asks for more than the word needs
        self.pause.setObjectName("pause_button")
        self.pause.setToolTip(self.tr("Hold after this iteration; Resume goes on to the same result."))
        # Wide enough for either word: nothing jumps when the run is paused.
        self.pause.setText(self.tr("Resume"))
        set_icon(self.pause, "pause")
        self.pause.setMinimumWidth(self.pause.sizeHint().width())
        named(self.live, "live", self.tr("Live"), self.tr("Run by itself after every change of a parameter."))
