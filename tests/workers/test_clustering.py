"""The clustering job, called as the function it is: what it returns, streams, and can repeat."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import NoReturn

import numpy as np
import pytest

import workers.clustering
from core.base.errors import Cancelled, ParameterError
from core.base.parallel import never_cancelled
from core.cluster.parameters import Parameters
from core.cluster.segmentation import Segmentation, labels_at, segment
from core.document.document import Document
from core.image.image import Image
from core.scale.calibration import parse_pixel_size
from tests.workers.pictures import noisy, three_colours
from workers.clustering import ClusteringJob, Frame, Preparations
from workers.mailbox import Mailbox
from workers.pace import Pace


class Run:
    """A job with all it needs. react: called with every frame, in the middle of the run, as the GUI is."""

    def __init__(
        self,
        image: Image,
        parameters: Parameters,
        *,
        paused: bool = False,
        react: Callable[[Frame, Pace], None] | None = None,
        preparations: Preparations | None = None,
    ) -> None:
        self.pace = Pace(paused=paused)
        self.frames: list[Frame] = []
        self._react = react
        self.job = ClusteringJob(
            document=Document(image, parameters),
            preparations=preparations or Preparations(),
            told=Mailbox(self._take),
            pace=self.pace,
        )

    def _take(self, frame: Frame) -> None:
        self.frames.append(frame)
        if self._react:
            self._react(frame, self.pace)

    def __call__(self) -> Segmentation:
        return self.job(never_cancelled).segmentation


def crowd() -> Image:
    """More colours than the search for swaps looks at one by one, so that some iterations follow it."""
    return noisy(height=160, width=160)


def step_on(_frame: Frame, pace: Pace) -> None:
    pace.step()


def assert_same(one: Segmentation, other: Segmentation) -> None:
    """The same bytes, whichever road they came."""
    for name in ("labels", "centroids", "colours", "counts", "start_order"):
        mine, theirs = getattr(one, name), getattr(other, name)
        assert mine.tobytes() == theirs.tobytes(), name
    assert one.parameters == other.parameters
    assert one.restarts == other.restarts
    assert [step.stop for step in one.history] == [step.stop for step in other.history]
    assert [step.inertia for step in one.history] == [step.inertia for step in other.history]


@pytest.mark.parametrize(
    "parameters",
    [
        Parameters(k=5),
        Parameters(k=4, space="lab", init="random", seed=3),
        Parameters(k=3, restarts=4),
        Parameters(k=3, init="maximin", restarts=4),
        Parameters(k=4, init="best", seed=7),
        Parameters(k=6, max_iter=2),
        Parameters(k=6, tol=3.0),
        Parameters(k=2, init=((0.0, 0.0, 0.0), (255.0, 255.0, 255.0))),
    ],
    ids=str,
)
def test_the_result_is_that_of_the_command_line(parameters: Parameters) -> None:
    assert_same(Run(noisy(), parameters)(), segment(noisy(), parameters))


@pytest.mark.parametrize("parameters", [Parameters(k=5), Parameters(k=3, restarts=3)], ids=str)
def test_stepping_through_gives_the_same_result(parameters: Parameters) -> None:
    assert_same(Run(noisy(), parameters, paused=True, react=step_on)(), segment(noisy(), parameters))


def test_areas_are_those_of_the_calibration() -> None:
    size = parse_pixel_size("2m")
    job = ClusteringJob(
        document=Document(three_colours(), Parameters(k=3), own_scale=size),
        preparations=Preparations(),
        told=Mailbox([].append),
        pace=Pace(),
    )
    outcome = job(never_cancelled)
    assert outcome.areas.calibration == size
    np.testing.assert_array_equal(outcome.areas.pixels, [24, 24, 24])
    np.testing.assert_array_equal(outcome.areas.area, [96.0, 96.0, 96.0])


def test_a_held_run_shows_the_iteration_it_is_held_at_and_steps_one_by_one() -> None:
    run = Run(noisy(), Parameters(k=5), paused=True, react=step_on)
    found = run()
    assert [frame.history[-1].iteration for frame in run.frames] == list(range(found.iterations))
    assert [len(frame.history) for frame in run.frames] == list(range(1, found.iterations + 1))


def test_frames_cannot_be_changed() -> None:
    run = Run(noisy(), Parameters(k=5), paused=True, react=step_on)
    run()
    assert run.frames
    for frame in run.frames:
        assert not frame.labels.flags.writeable
        assert not frame.colours.flags.writeable
        assert isinstance(frame.history, tuple)
    with pytest.raises(FrozenInstanceError):
        run.frames[0].restart = 6  # type: ignore[misc]


def test_a_frame_shows_the_clusters_of_its_iteration() -> None:
    run = Run(noisy(), Parameters(k=4), paused=True, react=step_on)
    run()
    for frame in run.frames:
        labels, colours = labels_at(frame.prepared, frame.history[-1].centroids)
        np.testing.assert_array_equal(frame.labels, labels)
        np.testing.assert_array_equal(frame.colours, colours)
        np.testing.assert_array_equal(
            np.bincount(frame.labels.ravel(), minlength=5)[1:], frame.history[-1].counts
        )


def test_a_run_that_nobody_holds_shows_its_start_at_once() -> None:
    run = Run(noisy(), Parameters(k=5))
    run()
    assert run.frames[0].history[-1].iteration == 0


def test_a_later_run_on_the_picture_shows_frames_only_where_it_takes_long(monkeypatch) -> None:
    preparations, image = Preparations(), noisy()
    Run(image, Parameters(k=5), preparations=preparations)()
    quick = Run(image, Parameters(k=6), preparations=preparations)
    monkeypatch.setattr(workers.clustering, "FIRST_FRAME_SECONDS", 1e9)
    quick()
    assert quick.frames == []
    slow = Run(image, Parameters(k=6), preparations=preparations)
    monkeypatch.setattr(workers.clustering, "FIRST_FRAME_SECONDS", 0)
    slow()
    assert slow.frames[0].history[-1].iteration == 0
    held = Run(image, Parameters(k=6), preparations=preparations, paused=True, react=step_on)
    monkeypatch.setattr(workers.clustering, "FIRST_FRAME_SECONDS", 1e9)
    found = held()
    assert len(held.frames) == found.iterations


def test_frames_of_several_starts_say_which_one() -> None:
    run = Run(noisy(), Parameters(k=3, restarts=3, swaps=False), paused=True, react=step_on)
    run()
    assert [frame.restarts for frame in run.frames] == [3] * len(run.frames)
    assert sorted({frame.restart for frame in run.frames}) == [0, 1, 2]
    starts = [frame.restart for frame in run.frames if len(frame.history) == 1]
    assert starts == [0, 1, 2]


def test_the_run_by_swaps_is_the_last_one_and_seen_as_well() -> None:
    run = Run(crowd(), Parameters(k=8, restarts=3), paused=True, react=step_on)
    found = run()
    assert [frame.restarts for frame in run.frames] == [4] * len(run.frames)
    assert sorted({frame.restart for frame in run.frames}) == [0, 1, 2, 3]
    assert len(found.restarts) == 4
    assert_same(found, segment(crowd(), Parameters(k=8, restarts=3)))


@pytest.mark.parametrize("step", [1, 2])
def test_a_stop_in_the_run_by_swaps_keeps_the_restarts(step: int) -> None:
    def stop_in_the_last(frame: Frame, pace: Pace) -> None:
        if frame.restart == 2 and len(frame.history) == step:
            pace.stop()
        else:
            pace.step()

    found = Run(crowd(), Parameters(k=8, restarts=2), paused=True, react=stop_in_the_last)()
    assert found.parameters == Parameters(k=8, restarts=2, swaps=False)
    assert_same(found, segment(crowd(), found.parameters))


def test_a_stop_while_swaps_are_searched_for_keeps_the_restarts(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Run(noisy(), Parameters(k=5, restarts=2))

    def stopped(*_arguments: object, cancelled: Callable[[], bool], **_options: object) -> NoReturn:
        job.pace.stop()
        assert cancelled()
        raise Cancelled

    monkeypatch.setattr("core.cluster.starts.restarts.swapped", stopped)
    found = job()
    assert found.parameters == Parameters(k=5, restarts=2, swaps=False)
    monkeypatch.undo()
    assert_same(found, segment(noisy(), found.parameters))


def test_resuming_goes_on_to_the_same_result() -> None:
    def let_go_at_three(frame: Frame, pace: Pace) -> None:
        if frame.history[-1].iteration == 3:
            pace.pause(False)
        elif pace.paused:
            pace.step()

    run = Run(noisy(), Parameters(k=5), paused=True, react=let_go_at_three)
    assert_same(run(), segment(noisy(), Parameters(k=5)))


@pytest.mark.parametrize("at", [1, 2, 4])
def test_a_stopped_run_can_be_repeated_by_its_record(at: int) -> None:
    def stop_there(frame: Frame, pace: Pace) -> None:
        if frame.history[-1].iteration == at:
            pace.stop()
        else:
            pace.step()

    found = Run(noisy(), Parameters(k=5), paused=True, react=stop_there)()
    assert found.iterations == at
    assert not found.converged
    assert found.history[-1].stop == "iteration cap"
    assert found.parameters == Parameters(k=5, max_iter=at)
    assert_same(found, segment(noisy(), found.parameters))


def test_a_run_stopped_at_its_start_takes_one_update() -> None:
    found = Run(noisy(), Parameters(k=5), paused=True, react=lambda _frame, pace: pace.stop())()
    assert found.parameters == Parameters(k=5, max_iter=1)
    assert_same(found, segment(noisy(), found.parameters))


def test_of_several_starts_a_stop_keeps_the_whole_ones() -> None:
    def stop_in_the_third(frame: Frame, pace: Pace) -> None:
        if frame.restart == 2 and len(frame.history) == 3:
            pace.stop()
        else:
            pace.step()

    found = Run(noisy(), Parameters(k=3, restarts=5), paused=True, react=stop_in_the_third)()
    assert found.parameters == Parameters(k=3, restarts=2, swaps=False)
    assert found.converged
    assert_same(found, segment(noisy(), found.parameters))


def test_a_stop_in_the_first_of_several_starts_keeps_what_it_has() -> None:
    def stop_early(frame: Frame, pace: Pace) -> None:
        if len(frame.history) == 3:
            pace.stop()
        else:
            pace.step()

    found = Run(noisy(), Parameters(k=3, restarts=5), paused=True, react=stop_early)()
    assert found.parameters == Parameters(k=3, restarts=1, max_iter=2)
    assert_same(found, segment(noisy(), found.parameters))


@pytest.mark.parametrize(("restart", "winners"), [(1, {"pca-part"}), (2, {"pca-part", "variance-cut"})])
def test_a_stop_among_the_starts_of_the_best_minimum_keeps_the_best_of_the_whole_ones(
    restart: int, winners: set[str]
) -> None:
    def stop_there(frame: Frame, pace: Pace) -> None:
        if frame.restart == restart and len(frame.history) == 2:
            pace.stop()
        else:
            pace.step()

    found = Run(noisy(), Parameters(k=3, init="best"), paused=True, react=stop_there)()
    assert found.parameters.init in winners
    assert found.converged
    assert_same(found, segment(noisy(), found.parameters))


def test_a_stop_in_the_first_start_of_the_best_minimum_names_that_start() -> None:
    def stop_early(frame: Frame, pace: Pace) -> None:
        if len(frame.history) == 3:
            pace.stop()
        else:
            pace.step()

    found = Run(noisy(), Parameters(k=3, init="best"), paused=True, react=stop_early)()
    assert found.parameters == Parameters(k=3, init="pca-part", max_iter=2)
    assert_same(found, segment(noisy(), found.parameters))


@pytest.mark.parametrize("threads", [1, 2, 6])
def test_pausing_and_resuming_among_several_starts_gives_the_same_result(
    threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let go in the second start, held again where one is seen: helpers put back what they have."""
    monkeypatch.setattr("workers.restarts.available_threads", lambda: threads)
    held: list[tuple[int, int]] = []

    def let_go_now_and_then(frame: Frame, pace: Pace) -> None:
        held.append((frame.restart, len(frame.history)))
        if frame.restart and pace.paused:
            pace.pause(False)
        else:
            pace.step()

    parameters = Parameters(k=6, init="best")
    run = Run(noisy(), parameters, paused=True, react=let_go_now_and_then)
    assert_same(run(), segment(noisy(), parameters))
    assert (1, 1) in held


@pytest.mark.parametrize("restart", [0, 1, 2])
def test_a_job_cancelled_in_any_of_its_starts_ends_with_cancelled(restart: int) -> None:
    cancelled = threading.Event()

    def cancel_there(frame: Frame, pace: Pace) -> None:
        if frame.restart == restart:
            cancelled.set()
        pace.step()

    run = Run(noisy(), Parameters(k=5, init="best"), paused=True, react=cancel_there)
    with pytest.raises(Cancelled):
        run.job(cancelled.is_set)
    assert run.frames[-1].restart == restart


def test_a_cancelled_job_ends_with_cancelled_while_it_is_held() -> None:
    cancelled = threading.Event()
    run = Run(noisy(), Parameters(k=5), paused=True, react=lambda *_: cancelled.set())
    with pytest.raises(Cancelled):
        run.job(cancelled.is_set)
    assert len(run.frames) == 1


def test_a_job_cancelled_beforehand_does_nothing() -> None:
    run = Run(noisy(), Parameters(k=5))
    with pytest.raises(Cancelled):
        run.job(lambda: True)
    assert run.frames == []


def test_k_above_the_distinct_colours_is_the_sentence_of_the_core() -> None:
    with pytest.raises(ParameterError, match="k is 4, but the picture has only 3 distinct colours"):
        Run(three_colours(), Parameters(k=4))()
