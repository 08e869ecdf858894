"""Running the session's document: again when it changes, never an old result in place of a new one."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

import core.measure.measurement
import workers.clustering
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.measure.areas import ClusterAreas
from core.scale.calibration import parse_pixel_size
from tests.workers.outcomes import frames_of
from tests.workers.pictures import noisy, three_colours
from ui.segment.clustering.segmentation_controller import SegmentationController
from ui.session.session import Session
from workers.clustering import Frame, Outcome

K3, K4 = Parameters(k=3), Parameters(k=4)
LONG = 10.0


class Audience(QObject):
    """Hears all that the controller tells."""

    def __init__(self, runs: SegmentationController) -> None:
        super().__init__()
        self.frames: list[Frame] = []
        self.finished: list[tuple[Outcome, bool]] = []
        self.failed: list[str] = []
        self.dropped = 0
        runs.frame_arrived.connect(self._frame)
        runs.finished.connect(self._finished)
        runs.failed.connect(self._failed)
        runs.dropped.connect(self._dropped)

    def _frame(self, frame: Frame) -> None:
        self.frames.append(frame)

    def _finished(self, outcome: Outcome, asked: bool) -> None:
        self.finished.append((outcome, asked))

    def _failed(self, sentence: str) -> None:
        self.failed.append(sentence)

    def _dropped(self) -> None:
        self.dropped += 1

    @property
    def ks(self) -> list[int]:
        return [outcome.segmentation.k for outcome, _ in self.finished]


@pytest.fixture
def session(qapp) -> Session:
    return Session()


@pytest.fixture
def runs(session: Session) -> Iterator[SegmentationController]:
    controller = SegmentationController(session)
    yield controller
    controller.close()


@pytest.fixture
def heard(runs: SegmentationController) -> Audience:
    return Audience(runs)


def opened(session: Session, runs: SegmentationController, qtbot: QtBot, **fields: object) -> None:
    """A document with its result."""
    session.open(Document(**{"image": noisy(), "parameters": K3, **fields}))
    qtbot.waitUntil(lambda: not runs.running)


def held(runs: SegmentationController, heard: Audience, qtbot: QtBot) -> None:
    """A run that is held at its start."""
    heard.frames.clear()
    runs.step()
    qtbot.waitUntil(lambda: bool(heard.frames))


def test_a_picture_opened_is_clustered_by_itself(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    expected = segment(noisy(), K3)
    assert session.outcome.segmentation.labels.tobytes() == expected.labels.tobytes()
    assert session.outcome.prepared.image is session.document.image
    assert [asked for _, asked in heard.finished] == [False]
    assert not runs.is_stale


def test_who_presses_run_is_told_apart(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    runs.run()
    assert runs.running
    qtbot.waitUntil(lambda: not runs.running)
    assert [asked for _, asked in heard.finished] == [False, True]


def test_changed_parameters_run_by_themselves_and_so_does_their_undo(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    session.set_parameters(K4)
    qtbot.waitUntil(lambda: not runs.running)
    session.undo_stack.undo()
    qtbot.waitUntil(lambda: not runs.running)
    session.undo_stack.redo()
    qtbot.waitUntil(lambda: not runs.running)
    assert heard.ks == [3, 4, 3, 4]


def test_a_flood_of_changes_ends_with_the_last(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    for k in range(4, 20):
        session.set_parameters(Parameters(k=k), final=False)
    session.set_parameters(Parameters(k=19))
    qtbot.waitUntil(lambda: not runs.running)
    assert session.outcome.segmentation.k == 19
    assert heard.ks[-1] == 19


def test_a_result_of_an_older_run_is_dropped(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    held(runs, heard, qtbot)
    session.set_parameters(K4)
    qtbot.waitUntil(lambda: not runs.running)
    assert heard.ks == [3, 4]


def test_when_not_live_a_change_waits_for_run(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    runs.set_live(False)
    session.set_parameters(K4)
    assert not runs.running
    assert runs.is_stale
    session.undo_stack.undo()
    assert not runs.is_stale
    session.undo_stack.redo()
    runs.run()
    qtbot.waitUntil(lambda: not runs.running)
    assert not runs.is_stale
    assert heard.ks == [3, 4]


def test_going_live_catches_up(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    runs.set_live(False)
    session.set_parameters(K4)
    runs.set_live(True)
    qtbot.waitUntil(lambda: not runs.running)
    runs.set_live(True)
    assert not runs.running
    assert heard.ks == [3, 4]


def test_when_not_live_a_change_drops_the_run_it_makes_useless(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    runs.set_live(False)
    held(runs, heard, qtbot)
    session.set_parameters(K4)
    assert not runs.running
    assert heard.dropped == 1
    assert runs.is_stale
    assert session.outcome.segmentation.k == 3


def test_another_picture_runs_even_when_not_live(session, runs, heard, qtbot) -> None:
    runs.set_live(False)
    opened(session, runs, qtbot)
    assert heard.ks == [3]


def test_renaming_a_class_clusters_nothing(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    outcome = session.outcome
    session.rename_class("3", "ice")
    assert not runs.running
    assert session.outcome is outcome


def test_frames_of_an_older_run_are_not_shown(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    held(runs, heard, qtbot)
    older = runs._thread._progress
    heard.frames.clear()
    runs.run(paused=True)
    qtbot.waitUntil(lambda: bool(heard.frames))
    late = frames_of(noisy(1), K4)[0]
    heard.frames.clear()
    older.put(late)  # what a job leaves that was cancelled a moment ago
    QCoreApplication.processEvents()
    assert heard.frames == []
    runs.step()
    qtbot.waitUntil(lambda: bool(heard.frames))
    assert heard.frames[0].history[-1].iteration == 1


def test_pause_step_and_resume(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    held(runs, heard, qtbot)
    assert runs.running
    assert runs.paused
    assert heard.frames[-1].history[-1].iteration == 0
    for iteration in (1, 2):
        runs.step()
        qtbot.waitUntil(lambda wanted=iteration: heard.frames[-1].history[-1].iteration == wanted)
    runs.pause(False)
    assert not runs.paused
    qtbot.waitUntil(lambda: not runs.running)
    expected = segment(noisy(), K3)
    assert session.outcome.segmentation.labels.tobytes() == expected.labels.tobytes()
    assert session.outcome.segmentation.converged


def test_stepping_to_the_end_ends(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    held(runs, heard, qtbot)
    last = session.outcome.segmentation.iterations
    for iteration in range(1, last):
        runs.step()
        qtbot.waitUntil(lambda wanted=iteration: heard.frames[-1].history[-1].iteration == wanted)
    runs.step()
    qtbot.waitUntil(lambda: not runs.running)
    assert heard.finished[-1][0].segmentation.iterations == last


def test_stopping_makes_a_result_of_what_there_is(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    held(runs, heard, qtbot)
    runs.step()
    qtbot.waitUntil(lambda: heard.frames[-1].history[-1].iteration == 1)
    runs.stop()
    qtbot.waitUntil(lambda: not runs.running)
    found = session.outcome.segmentation
    assert not found.converged
    assert found.parameters == Parameters(k=3, max_iter=found.iterations)
    assert found.labels.tobytes() == segment(noisy(), found.parameters).labels.tobytes()


def test_cancelling_keeps_the_result_at_hand(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    outcome = session.outcome
    session.set_parameters(Parameters(k=9, restarts=500))
    runs.cancel()
    assert not runs.running
    assert heard.dropped == 1
    assert session.outcome is outcome
    assert runs.is_stale
    session.undo_stack.undo()
    assert runs.running
    qtbot.waitUntil(lambda: not runs.running)
    assert heard.ks == [3, 3]


def test_cancelling_nothing_drops_nothing(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    runs.cancel()
    assert heard.dropped == 0


def test_a_k_that_cannot_be_is_a_sentence_and_the_result_stays(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot, image=three_colours())
    outcome = session.outcome
    session.set_parameters(K4)
    qtbot.waitUntil(lambda: bool(heard.failed))
    assert heard.failed == ["k is 4, but the picture has only 3 distinct colours: choose k = 3 or less."]
    assert not runs.running
    assert session.outcome is outcome
    assert runs.is_stale
    session.undo_stack.undo()
    qtbot.waitUntil(lambda: not runs.running)
    assert len(heard.failed) == 1
    assert not runs.is_stale


def test_an_edit_after_a_failure_does_not_fail_again(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot, image=three_colours())
    session.set_parameters(K4)
    qtbot.waitUntil(lambda: bool(heard.failed))
    session.set_pixel_size(parse_pixel_size("2m"))
    qtbot.waitUntil(lambda: session.outcome.areas.calibration == session.document.calibration)
    assert not runs.running
    assert len(heard.failed) == 1


def test_another_scale_measures_again_and_clusters_nothing(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    found = session.outcome.segmentation
    size = parse_pixel_size("2m")
    session.set_pixel_size(size)
    assert not runs.running
    qtbot.waitUntil(lambda: session.outcome.areas.calibration == size)
    assert session.outcome.segmentation is found
    assert session.outcome.areas.area.sum() == 4 * 30 * 40
    session.undo_stack.undo()
    qtbot.waitUntil(lambda: session.outcome.areas.calibration == session.document.calibration)
    assert session.outcome.areas.area.sum() == 30 * 40
    assert len(heard.finished) == 1


def test_a_scale_set_while_a_run_is_held_holds_for_its_result(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    held(runs, heard, qtbot)
    size = parse_pixel_size("2m")
    session.set_pixel_size(size)
    runs.pause(False)
    qtbot.waitUntil(lambda: not runs.running)
    qtbot.waitUntil(lambda: session.outcome.areas.calibration == size)


def test_areas_of_an_older_result_are_never_put_to_a_newer(
    session, runs, heard, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(session, runs, qtbot)
    measuring, go_on = threading.Event(), threading.Event()
    measure = workers.clustering.measured_again

    def slow(*arguments: object) -> Outcome:
        measuring.set()
        assert go_on.wait(LONG)
        return measure(*arguments)

    monkeypatch.setattr(workers.clustering, "measured_again", slow)
    session.set_pixel_size(parse_pixel_size("2m"))
    assert measuring.wait(LONG)
    session.set_parameters(Parameters(k=5))
    qtbot.waitUntil(lambda: not runs.running)
    go_on.set()
    runs._measuring.close()
    qtbot.wait(0)
    assert len(session.outcome.areas.pixels) == 5
    assert session.outcome.areas.area.sum() == 4 * 30 * 40


def test_areas_that_cannot_be_measured_are_a_sentence(
    session, runs, heard, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the areas of the old scale would stand beside the new one without a word."""
    opened(session, runs, qtbot)

    def full(*_arguments: object, **_options: object) -> ClusterAreas:
        raise MemoryError

    monkeypatch.setattr(core.measure.measurement, "cluster_areas", full)
    said: list[str] = []
    runs.not_measured.connect(said.append)
    session.set_pixel_size(parse_pixel_size("2m"))
    qtbot.waitUntil(lambda: bool(said))
    assert "not enough memory" in said[0]


def test_a_document_replaced_while_running_gets_its_own_result(session, runs, heard, qtbot) -> None:
    session.open(Document(noisy(), Parameters(k=7)))
    session.open(Document(noisy(1), Parameters(k=2)))
    qtbot.waitUntil(lambda: not runs.running)
    assert session.outcome.prepared.image is session.document.image
    assert heard.ks == [2]


def test_closing_the_picture_ends_its_run(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    held(runs, heard, qtbot)
    session.close()
    assert not runs.running
    assert not runs.is_stale
    runs.run()
    assert not runs.running
    assert session.outcome is None


def test_the_same_picture_opened_again_runs_again(session, runs, heard, qtbot) -> None:
    document = Document(noisy(), K3)
    session.open(document)
    qtbot.waitUntil(lambda: not runs.running)
    session.close()
    session.open(document)
    qtbot.waitUntil(lambda: not runs.running)
    assert heard.ks == [3, 3]
    assert session.outcome is not None


def test_opening_the_very_same_document_again_gives_it_a_result(session, runs, heard, qtbot) -> None:
    opened(session, runs, qtbot)
    session.open(session.document)
    qtbot.waitUntil(lambda: session.outcome is not None)


@pytest.mark.parametrize("paused", [False, True])
def test_closing_while_it_runs_waits_for_the_thread(session, runs, heard, qtbot, paused) -> None:
    session.open(Document(noisy(), Parameters(k=9, restarts=500)))
    if paused:
        held(runs, heard, qtbot)
    runs.close()
    assert not runs._thread.isRunning()
    assert heard.finished == []
