"""Decides which iteration is shown, in the pictures and in the plots alike."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from ui.canvas.picture_pair import PicturePair
from ui.canvas.timeline import BASE_RATE
from ui.segment.convergence.colour_space_view import ColourSpaceView
from ui.segment.convergence.inertia_view import InertiaView
from ui.segment.convergence.replay_plots import ReplayPlots
from ui.segment.convergence.replay_words import said_of, status_text
from ui.segment.convergence.replayed import (
    Moment,
    Rendered,
    Replay,
    ShownCentroids,
    centroids_at,
    of_frame,
    of_outcome,
    render,
)
from ui.segment.convergence.space_marks import spaced_steps
from ui.segment.convergence.steps_timeline import StepsTimeline
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from workers.clustering import Frame, Outcome


# How long a run is shown that nobody asked to see whole, at the usual speed.
_SHOWN_SECONDS = 3.0


class ReplayController(QObject):
    """Follows the run; a chosen iteration is labelled in a thread and shown when it is ready.

    shown_changed: another iteration is on the screen; `shown` is the one, `at_result` whether it is
    the last of a finished run, `detail` says what else it is. failed: why the chosen iteration cannot be
    shown. marked: the cluster, from 1, that stands out at this moment; None: none.
    """

    shown_changed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        pictures: PicturePair,
        timeline: StepsTimeline,
        inertia: InertiaView,
        space: ColourSpaceView,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pictures, self._timeline = pictures, timeline
        self._plots = ReplayPlots(inertia, space, self)
        self._thread = JobThread("replay", self, on_done=self._take_rendered, on_failed=self._take_failure)
        self._replay: Replay | None = None
        self.marked: int | None = None
        self._wanted = Moment(0)
        self._moment = Moment(0)
        self._shows = False
        self.detail = ""
        self.labels: NDArray[np.uint8] | None = None
        self._colours: NDArray[np.uint8] = np.zeros((0, 3), np.uint8)
        timeline.position_chosen.connect(self.choose)
        timeline.moved.connect(self._choose_moved)
        timeline.assigned.connect(self._choose_assigned)
        timeline.playing_changed.connect(self._follow_playing)
        inertia.iteration_chosen.connect(self.choose)

    @property
    def shown(self) -> int:
        """The iteration on the screen."""
        return self._moment.iteration

    @property
    def at_result(self) -> bool:
        replay = self._replay
        if replay is None or replay.running or self._moment.half or self.labels is None:
            return False
        return self.shown == len(replay.history) - 1

    @property
    def space_centroids(self) -> ShownCentroids | None:
        """Where the centroids stand in the colour space: half an iteration on they have moved already."""
        return self._centroids_of(self._moment.iteration)

    @property
    def shown_centroids(self) -> ShownCentroids | None:
        """What the labels on the screen were made with; None where there are none."""
        return self._centroids_of(self._moment.of_pixels)

    def _centroids_of(self, iteration: int) -> ShownCentroids | None:
        replay = self._replay
        if replay is None or self.labels is None or not replay.clustered:
            return None
        return centroids_at(replay, iteration, self._colours)

    @property
    def last(self) -> int:
        """The last iteration that there is."""
        return len(self._replay.history) - 1 if self._replay else 0

    def clear(self) -> None:
        """Nothing to show: no picture, or another one."""
        self._thread.cancel()
        self._replay = self.labels = None
        self._mark(None)
        self._timeline.pause()
        self._timeline.set_range(0)
        self._timeline.set_position(0)
        self._timeline.set_status("")
        self._plots.clear()

    def follow_frame(self, frame: Frame) -> None:
        """A run has reached another iteration."""
        self._take(of_frame(frame))

    def follow_outcome(self, outcome: Outcome, *, show: bool = False, whole: bool = False) -> None:
        """A run has ended: its last iteration is shown at once. show, whole: how it came about is, first
        (`show_run`).
        """
        many = len(outcome.segmentation.history) > 2
        self._take(of_outcome(outcome), from_start=show and many)
        if show:
            self.show_run(whole=whole)

    def follow_measurement(self, outcome: Outcome) -> None:
        """The result at hand has been measured anew: its labels may be others, the way to it is the same."""
        replay = self._replay
        if replay is None or replay.history is not outcome.segmentation.history:
            return
        self._replay = replace(replay, labels=outcome.measurement.labels)
        if self.at_result:
            self._show(Rendered(self._moment, self._replay.labels, replay.colours))

    def show_run(self, *, whole: bool = False) -> None:
        """From the first iteration to the last, in some seconds: of many the late ones, in which little
        happens, are left out, unless the whole is to be seen. `skip` ends it.
        """
        if self._replay is not None and len(self._replay.history) > 2:
            self._timeline.go_first()
            self._shows = True
            few = spaced_steps(self.last, round(_SHOWN_SECONDS * BASE_RATE)).tolist()
            self._timeline.play(() if whole else few)

    @property
    def shows(self) -> bool:
        """Whether a run is being shown that `skip` would end."""
        return self._shows

    def skip(self) -> bool:
        """Show the result at once where a run is being shown; whether one was."""
        shows = self._shows
        if shows:
            self._timeline.go_last()
        return shows

    def choose(self, iteration: int) -> None:
        """Show an iteration again."""
        self._want(Moment(iteration))

    def show_moment(self, moment: Moment, marked: int | None = None) -> None:
        """Show a moment again, and let a cluster, from 1, stand out until another one is shown."""
        self._timeline.pause()
        self._want(moment, marked)

    def unmark(self) -> None:
        """Let no cluster stand out any more."""
        if self.marked is not None:
            self._mark(None)
            self.shown_changed.emit()

    def _choose_moved(self, iteration: int) -> None:
        self._want(Moment(iteration, half=True))

    def _choose_assigned(self, iteration: int) -> None:
        self._want(Moment(iteration, counted=True))

    def _want(self, moment: Moment, marked: int | None = None) -> None:
        replay = self._replay
        if replay is None:
            return
        self._mark(marked)
        last = len(replay.history) - 1
        self._wanted = moment = moment.within(last)
        self._point_to(moment)
        if moment == Moment(last):
            self._thread.cancel()
            self._show(Rendered(moment, replay.labels, replay.colours))
        elif not self._thread.busy:
            self._thread.submit(partial(render, replay, moment))

    def close(self) -> None:
        self._timeline.pause()
        self._plots.close()
        self._thread.close()

    def _take(self, replay: Replay, *, from_start: bool = False) -> None:
        """from_start: its end is not shown before its start has been."""
        self._thread.cancel()
        self._timeline.pause()
        self._replay = replay
        self._mark(None)
        last = len(replay.history) - 1
        self._wanted = Moment(last)
        self._timeline.set_range(last)
        self._timeline.set_status(status_text(replay))
        self._timeline.set_position(last)
        if replay.clustered:
            self._plots.show_run(replay, last)
        else:
            self._plots.clear()
        if replay.clustered and from_start:
            self.labels, self._moment = None, Moment(0)
        else:
            self._show(Rendered(self._wanted, replay.labels, replay.colours))

    def _mark(self, cluster: int | None) -> None:
        self.marked = cluster
        self._plots.mark(cluster)

    def _point_to(self, moment: Moment) -> None:
        show = self._timeline.show_moved if moment.half else self._timeline.set_position
        show(moment.iteration)
        self._plots.show_iteration(moment.iteration)

    def _follow_playing(self, playing: bool) -> None:
        self._shows = self._shows and playing

    def _take_rendered(self, rendered: Rendered) -> None:
        """Show it even where another is wanted by now: it is nearer to that than nothing."""
        self._show(rendered)
        if self._replay is not None and rendered.moment != self._wanted:
            self._thread.submit(partial(render, self._replay, self._wanted))

    def _take_failure(self, sentence: str) -> None:
        self._timeline.pause()
        self.failed.emit(sentence)
        if self.labels is None:
            self.choose(self.last)  # whose labels are there

    def _show(self, rendered: Rendered) -> None:
        self._moment, self.labels, self._colours = rendered.moment, rendered.labels, rendered.colours
        replay = self._replay
        plain = self.at_result and rendered.changed is None
        self.detail = "" if replay is None or plain else said_of(replay, rendered)
        self._pictures.set_labels(rendered.labels, rendered.colours)
        self.shown_changed.emit()
