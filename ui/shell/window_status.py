"""What the window says of its own accord: title, warnings, progress, colours of classes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor

from ui.session.view_state import ViewState, run_detail
from ui.widgets.number_text import count_text

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow
    from workers.clustering import Frame, Outcome

# What is done sooner than this shows no progress: it would only flicker.
_PATIENCE_MS = 300


class WindowStatus:
    """Part of MainWindow."""

    def _show_title(self: MainWindow, state: ViewState) -> None:
        mark = "● " if state.modified else ""
        self.setWindowTitle(f"{mark}{state.title} – Floe" if state.title else "Floe")

    def _show_warnings(self: MainWindow, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        """Add what is new and take back what no longer holds; what was read and put away stays away."""
        for warning in old:
            if warning not in new:
                self.parts.notices.withdraw(warning)
        for warning in new:
            if warning not in old:
                self.parts.notices.add(warning)

    def _forget_notices(self: MainWindow) -> None:
        """They were about another picture: the same warning of the next one is news again."""
        self.parts.notices.clear()
        if self._state is not None:
            self._state = replace(self._state, warnings=())

    def _show_progress(self: MainWindow, state: ViewState) -> None:
        panel = self.parts.clustering
        if state.running:
            panel.set_progress(self.tr("Paused") if state.paused else self.tr("Running…"))
        elif state.has_image and not state.has_segmentation:
            panel.set_progress(self.tr("No result yet"))
        elif state.has_image and self.runs.is_stale:
            panel.set_progress(self.tr("Parameters changed: press Run"))
        else:
            # The number of clusters stands above it already.
            panel.set_progress(run_detail(self.session.outcome))
        if self._is_busy():
            if not self.parts.cancel.isVisible():
                QTimer.singleShot(_PATIENCE_MS, self, self._show_busy)
        else:
            if self.parts.cancel.isVisible():
                self.parts.pixel.setText("")
            self.parts.progress.hide()
            self.parts.cancel.hide()

    def _show_busy(self: MainWindow) -> None:
        if self._is_busy():
            self.parts.progress.setToolTip(self._occupation())
            self.parts.pixel.setText(self._occupation())
            self.parts.progress.show()
            self.parts.cancel.show()

    def _follow_export(self: MainWindow) -> None:
        """Another file is being written."""
        if self.parts.cancel.isVisible():
            self._show_busy()

    def _is_busy(self: MainWindow) -> bool:
        running = self.runs.running and not self.runs.paused
        files = self.exports.exporting or self.documents.saving or self.roi.busy
        return bool(self.opening.reading) or running or files

    def _occupation(self: MainWindow) -> str:
        if self.opening.reading:
            return self.tr("Reading {0}…").format(self.opening.reading)
        if self.documents.saving:
            return self.tr("Saving…")
        if self.roi.busy:
            return self.tr("Looking at the regions of interest…")
        if self.exports.exporting:
            return self.exports.occupation or self.tr("Exporting…")
        return self.tr("Clustering…")

    def _show_class_colours(self: MainWindow) -> None:
        """The result is seen as classes, the way to it as clusters."""
        outcome, state = self.session.outcome, self._state
        if outcome is None or state is None or not self.replay.at_result:
            self.parts.pictures.set_hidden(())
            self.parts.pictures.set_emphasis(None)
            return
        colours = np.array(outcome.segmentation.colours)
        chosen: list[int] = []
        hidden: list[int] = []
        # Behind another tab nobody sees which row is chosen: a picture that fades would have no cause.
        selected = set(self.parts.classes.selected_names()) if self._classes_seen else set()
        for row in state.rows:
            colour = QColor(row.colour)
            for cluster in row.clusters:
                colours[cluster - 1] = (colour.red(), colour.green(), colour.blue())
            if row.name in selected:
                chosen.extend(row.clusters)
            if row.hidden:
                hidden.extend(row.clusters)
        self.parts.pictures.set_hidden(tuple(hidden))
        self.parts.pictures.set_colours(colours)
        self.parts.pictures.set_emphasis(tuple(chosen) or None)

    def _follow_document(self: MainWindow) -> None:
        self.refresh()

    def _follow_shown(self: MainWindow) -> None:
        """Another iteration is on the screen."""
        self._show_titles()
        self._show_class_colours()

    def _show_titles(self: MainWindow) -> None:
        """The segmentation says which iteration it is, unless it is the result."""
        state = self._state
        if state is None:
            return
        detail = state.result_detail
        if self.replay.labels is not None and not self.replay.at_result:
            detail = self.tr("iteration {0} of {1}").format(self.replay.shown, self.replay.last)
        elif self.doubt.pixels is not None:
            detail = self.tr("{0} doubtful pixels").format(count_text(self.doubt.pixels))
        self.parts.pictures.set_titles(state.picture_detail, detail)

    def _take_frame(self: MainWindow, frame: Frame) -> None:
        self.parts.pictures.set_notice("")
        self.replay.follow_frame(frame)
        if self.runs.paused:
            words = self.tr("Paused at iteration {0}")
            if self.session.outcome is not None:
                words = self.tr("Paused at iteration {0}; the table is of the last result")
            self.parts.clustering.set_progress(words.format(frame.history[-1].iteration))

    def _take_outcome(self: MainWindow, outcome: Outcome, asked: bool) -> None:
        """The result is shown at once; who pressed Run then sees how it came about."""
        self.parts.pictures.set_notice("")
        self.parts.notices.withdraw(self._run_failure)
        self.replay.follow_outcome(outcome)
        if asked:
            self.replay.play()

    def _take_measurement(self: MainWindow) -> None:
        """The same segmentation, measured anew."""
        if self.session.outcome is not None:
            self.replay.follow_measurement(self.session.outcome)

    def _take_run_failure(self: MainWindow, sentence: str) -> None:
        """Said where the number stands, not in a dialog: the next change may mend it by itself."""
        self._show_result_at_hand(sentence)
        self.parts.notices.withdraw(self._run_failure)
        self._run_failure = sentence
        self.parts.notices.add(sentence, "error")

    def _take_drop(self: MainWindow) -> None:
        self._show_result_at_hand(self.tr("Dropped: press Run to cluster"))

    def _show_result_at_hand(self: MainWindow, notice: str) -> None:
        """A run ended without a result: nothing of it stays on the screen. notice: where there is none."""
        if self.session.outcome is not None:
            self.replay.follow_outcome(self.session.outcome)
        elif self.session.document is not None:
            self.replay.clear()
            self.parts.pictures.set_labels(None, np.zeros((0, 3), np.uint8))
            self.parts.pictures.set_notice(notice)

    def _say_exported(self: MainWindow, paths: tuple[Path, ...]) -> None:
        """Where to, and each file: the bar shows the beginning, its details all of them."""
        self._say_written(self.tr("Exported to {0}: {1}"), paths)

    def _say_export_stopped(self: MainWindow, paths: tuple[Path, ...]) -> None:
        """What a cancelled export leaves behind is not left in silence."""
        self._say_written(self.tr("Export cancelled. Written to {0} before: {1}"), paths)

    def _say_written(self: MainWindow, words: str, paths: tuple[Path, ...]) -> None:
        folder, names = paths[0].parent, ", ".join(path.name for path in paths)
        self.parts.notices.add(words.format(folder, names), "info", folder=str(folder))
