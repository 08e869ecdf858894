"""Which iteration is shown: the result at once, any other when it is chosen, the last wanted in the end."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

import core.cluster.segmentation
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.segmentation import labels_at
from tests.workers.outcomes import frames_of, outcome_of
from tests.workers.pictures import noisy
from ui.canvas.picture_pair import PicturePair
from ui.canvas.timeline import SPEEDS
from ui.segment.convergence.colour_space_view import ColourSpaceView
from ui.segment.convergence.inertia_view import InertiaView
from ui.segment.convergence.replay_controller import ReplayController
from ui.segment.convergence.steps_timeline import StepsTimeline
from workers.clustering import Outcome

PARAMETERS = Parameters(k=4)


@pytest.fixture
def timeline(qtbot: QtBot) -> StepsTimeline:
    widget = StepsTimeline()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def inertia(qtbot: QtBot) -> InertiaView:
    widget = InertiaView()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def replay(qtbot: QtBot, timeline: StepsTimeline, inertia: InertiaView) -> Iterator[ReplayController]:
    pictures, space = PicturePair(), ColourSpaceView()
    for widget in (pictures, space):
        qtbot.addWidget(widget)
    controller = ReplayController(pictures, timeline, inertia, space)
    yield controller
    controller.close()


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return outcome_of(noisy(), PARAMETERS)


def counts(labels: np.ndarray) -> list[int]:
    return np.bincount(labels.ravel(), minlength=5)[1:].tolist()


def plotted(inertia: InertiaView) -> np.ndarray:
    values = inertia.inertia_plot.curve.getData()[1]
    return np.zeros(0) if values is None else values


def test_the_result_is_shown_at_once(replay, timeline, outcome) -> None:
    replay.follow_outcome(outcome)
    found = outcome.segmentation
    assert replay.labels is found.labels
    assert replay.at_result
    assert replay.shown == replay.last == found.iterations
    assert timeline.position == timeline.last == found.iterations
    assert not timeline.is_playing


def test_the_plots_follow_the_labels(replay, inertia, outcome, qtbot) -> None:
    replay.follow_outcome(outcome)
    assert replay.labels is outcome.segmentation.labels
    qtbot.waitUntil(lambda: len(plotted(inertia)) == outcome.segmentation.iterations + 1)
    assert inertia.inertia_plot.cursor_line.value() == outcome.segmentation.iterations


def test_an_iteration_chosen_before_the_plots_are_there_is_marked_in_them(
    replay, inertia, outcome, qtbot
) -> None:
    replay.follow_outcome(outcome)
    replay.choose(1)
    qtbot.waitUntil(lambda: len(plotted(inertia)) == outcome.segmentation.iterations + 1)
    assert inertia.inertia_plot.cursor_line.value() == 1


def test_what_was_to_be_plotted_is_not_once_there_is_nothing_to_show(replay, inertia, outcome, qtbot) -> None:
    replay.follow_outcome(outcome)
    replay.clear()
    replay.follow_outcome(outcome)
    qtbot.waitUntil(lambda: len(plotted(inertia)) > 0)
    replay.clear()
    qtbot.waitUntil(lambda: len(plotted(inertia)) == 0)


def test_every_iteration_can_be_shown_again(replay, outcome, qtbot) -> None:
    replay.follow_outcome(outcome)
    for iteration in (0, 1, outcome.segmentation.iterations - 1):
        replay.choose(iteration)
        qtbot.waitUntil(lambda wanted=iteration: replay.shown == wanted)
        assert not replay.at_result
        assert counts(replay.labels) == outcome.segmentation.history[iteration].counts.tolist()


def test_an_iteration_that_cannot_be_labelled_is_a_sentence(
    replay, timeline, outcome, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise MemoryError

    replay.follow_outcome(outcome)
    monkeypatch.setattr(core.cluster.segmentation, "labels_at", full)
    said: list[str] = []
    replay.failed.connect(said.append)
    replay.choose(0)
    qtbot.waitUntil(lambda: bool(said))
    assert "not enough memory" in said[0]
    assert not timeline.is_playing
    assert replay.at_result


def test_back_at_the_last_it_is_the_result_again(replay, outcome, qtbot) -> None:
    replay.follow_outcome(outcome)
    replay.choose(0)
    qtbot.waitUntil(lambda: replay.shown == 0)
    replay.choose(outcome.segmentation.iterations)
    assert replay.labels is outcome.segmentation.labels
    assert replay.at_result


def test_the_timeline_and_the_curves_choose(replay, timeline, inertia, outcome, qtbot) -> None:
    replay.follow_outcome(outcome)
    timeline.go_first()
    qtbot.waitUntil(lambda: replay.shown == 0)
    inertia.iteration_chosen.emit(2)
    qtbot.waitUntil(lambda: replay.shown == 2)
    assert timeline.position == 2


def test_what_lies_outside_is_the_first_or_the_last(replay, outcome, qtbot) -> None:
    replay.follow_outcome(outcome)
    replay.choose(-5)
    qtbot.waitUntil(lambda: replay.shown == 0)
    replay.choose(10_000)
    assert replay.at_result


def test_of_many_chosen_quickly_the_last_is_shown(replay, outcome, qtbot) -> None:
    replay.follow_outcome(outcome)
    shown: list[int] = []
    replay.shown_changed.connect(lambda: shown.append(replay.shown))
    last = outcome.segmentation.iterations
    chosen = [i % last for i in range(200)]
    for iteration in chosen:
        replay.choose(iteration)
    qtbot.waitUntil(lambda: replay.shown == chosen[-1])
    assert counts(replay.labels) == outcome.segmentation.history[chosen[-1]].counts.tolist()
    assert len(shown) < 200


def test_a_choice_right_after_the_result_is_not_lost(replay, outcome, qtbot) -> None:
    replay.follow_outcome(outcome)
    for iteration in (1, 2, 3):
        replay.choose(0)
        replay.choose(outcome.segmentation.iterations)
        replay.choose(iteration)
        qtbot.waitUntil(lambda wanted=iteration: replay.shown == wanted)


def test_a_choice_right_after_another_result_is_not_lost(replay, outcome, qtbot) -> None:
    replay.follow_outcome(outcome)
    replay.choose(0)
    other = outcome_of(noisy(), Parameters(k=3, seed=1))
    replay.follow_outcome(other)
    replay.choose(1)
    qtbot.waitUntil(lambda: replay.shown == 1)
    assert np.bincount(replay.labels.ravel())[1:].tolist() == other.segmentation.history[1].counts.tolist()


def test_playing_reaches_the_end(replay, timeline, outcome, qtbot) -> None:
    replay.follow_outcome(outcome)
    timeline.speed.setCurrentIndex(len(SPEEDS) - 1)
    seen: list[int] = []
    replay.shown_changed.connect(lambda: seen.append(replay.shown))
    replay.show_run(whole=True)
    assert timeline.is_playing
    qtbot.waitUntil(lambda: not timeline.is_playing, timeout=20_000)
    assert replay.at_result
    assert replay.labels is outcome.segmentation.labels
    assert seen[-1] == outcome.segmentation.iterations
    assert seen[0] < seen[-1]


def test_a_run_of_two_iterations_is_not_worth_playing(replay, timeline) -> None:
    replay.follow_outcome(outcome_of(noisy(), Parameters(k=3, max_iter=1)))
    replay.show_run(whole=True)
    assert not timeline.is_playing


def test_frames_of_a_run_move_the_timeline(replay, timeline) -> None:
    frames = frames_of(noisy(), PARAMETERS)
    for number, frame in enumerate(frames[:3]):
        replay.follow_frame(frame)
        assert replay.shown == number
        assert replay.labels is frame.labels
        assert timeline.last == timeline.position == number
        assert not replay.at_result
    assert "running" in timeline._label.text()


def test_an_iteration_of_a_run_under_way_can_be_looked_at(replay, qtbot) -> None:
    frame = frames_of(noisy(), PARAMETERS)[4]
    replay.follow_frame(frame)
    replay.choose(1)
    qtbot.waitUntil(lambda: replay.shown == 1)
    assert counts(replay.labels) == frame.history[1].counts.tolist()


def test_of_several_starts_the_timeline_says_which(replay, timeline) -> None:
    frames = frames_of(noisy(), Parameters(k=3, restarts=2))
    second = next(frame for frame in frames if frame.restart == 1 and len(frame.history) > 1)
    replay.follow_frame(second)
    # Two seeds, and one more run from their best with its centroids swapped.
    assert "start 2 of 3" in timeline._label.text()


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        (Parameters(k=3), "converged"),
        (Parameters(k=3, max_iter=2), "not converged"),
        (Parameters(k=3, tol=50.0), "converged within the tolerance"),
    ],
)
def test_it_says_how_the_run_ended(replay, timeline, parameters, words) -> None:
    replay.follow_outcome(outcome_of(noisy(), parameters))
    assert timeline._label.text().endswith(words)


def test_clearing_leaves_nothing_to_choose(replay, timeline, outcome) -> None:
    replay.follow_outcome(outcome)
    replay.choose(0)
    replay.clear()
    assert replay.labels is None
    assert not replay.at_result
    assert timeline.last == 0
    replay.choose(1)
    replay.show_run(whole=True)
    assert not timeline.is_playing
    assert replay.labels is None


def test_closing_while_it_renders_leaves_no_thread(replay, outcome) -> None:
    replay.follow_outcome(outcome)
    replay.choose(0)
    replay.close()
    assert not replay._thread.isRunning()


def test_of_blocks_the_share_is_one_of_pixels(replay, qtbot) -> None:
    outcome = outcome_of(
        noisy(height=400, width=400), Parameters(k=3, features=(Feature("position"),), memory=0.001)
    )
    found = outcome.segmentation
    assert found.side > 1
    replay.follow_outcome(outcome)
    replay._choose_assigned(1)
    qtbot.waitUntil(lambda: replay.detail.startswith("Assign 1"))
    labels = [
        labels_at(outcome.prepared, step.centroids, order=found.start_order)[0] for step in found.history[:2]
    ]
    changed = np.count_nonzero(labels[0] != labels[1])
    assert replay.detail.endswith(f"({100 * changed / 160_000:.2f}\u00a0%)")


def test_it_does_not_play_on_when_it_is_closed(replay, timeline, outcome, qtbot) -> None:
    replay.follow_outcome(outcome, show=True)
    assert timeline.is_playing
    replay.close()
    assert not timeline.is_playing
