"""Cancel, close, change one's mind: in the middle of everything."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from core.base.errors import Cancelled
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.io.reader import read
from tests.e2e.driving import (
    complaint,
    complaints,
    drop,
    drop_one,
    names,
    press,
    settled,
    type_k,
    wait_result,
)
from tests.e2e.pictures import patches, save
from tests.reading import ReaderInThisProcess
from ui.shell.main_window import MainWindow
from workers.exporting import ExportProgress, files_for
from workers.mailbox import Mailbox

# So many restarts take much longer than any of these tests.
ENDLESS = Parameters(k=12, init="random", restarts=1000, max_iter=100_000)


def begin_endless_run(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.workspace.runs.frame_arrived, timeout=30_000):
        window.workspace.clustering.take_parameters(ENDLESS, True)
    assert window.workspace.runs.running


def test_escape_brings_back_the_result_before(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    before = drop_one(qtbot, window, photo)
    begin_endless_run(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert settled(window)
    assert window.session.outcome is before
    assert window.workspace.replay.at_result
    assert window.workspace.replay.labels is before.segmentation.labels
    assert names(window) == ["1", "2", "3", "4"]
    press(qtbot, window, "run_button")
    assert window.workspace.runs.running, "it can be run again"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    found = wait_result(qtbot, window)
    assert found.segmentation.labels.tobytes() == before.segmentation.labels.tobytes()


def test_escape_in_the_first_run_leaves_the_picture(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    window.workspace.clustering.take_parameters(ENDLESS, True)
    with qtbot.waitSignal(window.workspace.runs.frame_arrived, timeout=30_000):
        drop(window, [photo])
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert settled(window)
    assert window.session.outcome is None
    assert window.windowTitle() == "photo.png – Floe"
    assert names(window) == []
    window.workspace.clustering.take_parameters(Parameters(k=3), True)
    assert wait_result(qtbot, window).segmentation.k == 3


def test_another_picture_while_one_is_clustered(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path
) -> None:
    drop_one(qtbot, window, photo)
    begin_endless_run(qtbot, window)
    window.services.documents.preferred.parameters = Parameters()
    other = save(tmp_path / "other.png", patches(40, 56, seed=9))
    found = drop_one(qtbot, window, other)
    expected = segment(window.session.document.image, Parameters())
    np.testing.assert_array_equal(found.segmentation.labels, expected.labels)
    np.testing.assert_array_equal(window.workspace.replay.labels, expected.labels)


def test_k_from_1_to_20_as_fast_as_keys_repeat(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    drop_one(qtbot, window, photo)
    type_k(qtbot, window, 1)
    spin = window.workspace.parts.clustering.controls.k
    for _ in range(19):
        qtbot.keyClick(spin, Qt.Key.Key_Up)
    found = wait_result(qtbot, window).segmentation
    assert found.parameters == Parameters(k=20)
    expected = segment(window.session.document.image, Parameters(k=20))
    assert found.labels.tobytes() == expected.labels.tobytes()
    assert names(window) == [str(n) for n in range(1, 21)]
    assert window.workspace.parts.timeline.last == expected.iterations
    assert not complaints()


class SlowReader(ReaderInThisProcess):
    """Reads until it is cancelled."""

    begun = threading.Event()

    def read_by(
        self,
        reader: Callable[..., Any],
        path: Path,
        *arguments: Any,
        cancelled: Callable[[], bool] | None = None,
        timeout_s: float | None = None,
    ) -> Any:
        assert cancelled is not None
        self.begun.set()
        held = threading.Event()
        while not cancelled():
            held.wait(0.005)
        raise Cancelled


def test_escape_and_close_while_reading(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drop_one(qtbot, window, photo)
    other = save(tmp_path / "other.png", patches(40, 56))
    monkeypatch.setattr(window.services.files.opening, "_process", SlowReader(read))
    drop(window, [other])
    qtbot.waitUntil(SlowReader.begun.is_set)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert settled(window)
    assert window.session.outcome is before
    SlowReader.begun.clear()
    drop(window, [other])
    qtbot.waitUntil(SlowReader.begun.is_set)
    assert window.close()


def test_close_while_clustering(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    drop_one(qtbot, window, photo)
    begin_endless_run(qtbot, window)
    assert window.close()
    assert not window.workspace.runs._thread.isRunning()


def test_close_while_paused_and_while_playing(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    drop_one(qtbot, window, photo)
    window.workspace.replay.show_run(whole=True)
    assert window.workspace.parts.timeline.is_playing
    press(qtbot, window, "step_button")
    qtbot.waitUntil(lambda: window.workspace.runs.paused)
    assert window.close()
    assert not window.workspace.parts.timeline.is_playing


def test_close_while_exporting(qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path) -> None:
    drop_one(qtbot, window, photo)
    out = tmp_path / "out"
    window.workspace.exports.write(files_for(("labels", "segmented", "webp", "run"), out, "photo"))
    assert window.close()
    for path in out.iterdir() if out.exists() else ():
        assert path.name.startswith("photo_"), "a half-written file was left"
        if path.suffix != ".json":
            with PillowImage.open(path) as picture:
                picture.load()


class Halt(QObject):
    """A place in a thread of its own from where the window can be told something."""

    reached = Signal()


def test_a_cancelled_export_says_what_it_has_written(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop_one(qtbot, window, photo)
    # The thread of the export waits at its second file until the cancel has been heard.
    halt = Halt()
    halt.reached.connect(window.workspace.exports.cancel, Qt.ConnectionType.BlockingQueuedConnection)
    put = Mailbox.put

    def put_and_wait(mailbox: Mailbox[ExportProgress], item: ExportProgress) -> None:
        put(mailbox, item)
        if item.number == 2:
            halt.reached.emit()

    monkeypatch.setattr(Mailbox, "put", put_and_wait)
    out = tmp_path / "out"
    window.workspace.exports.write(files_for(("labels", "segmented", "areas", "run"), out, "photo"))
    qtbot.waitUntil(lambda: any("cancelled" in each.text for each in window.services.notices.notices()))
    (said,) = (each.text for each in window.services.notices.notices() if "cancelled" in each.text)
    assert not window.workspace.exports.exporting
    written = sorted(path.name for path in out.iterdir())
    assert "photo_labels.png" in written
    assert "photo_run.json" not in written
    assert said == f"Export cancelled. Written to {out} before: {', '.join(written)}"


@pytest.mark.parametrize("what", ["a file where the folder should be", "a folder where the file should be"])
def test_export_to_an_occupied_place(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path, what: str
) -> None:
    before = drop_one(qtbot, window, photo)
    if what.startswith("a file"):
        (tmp_path / "taken").write_text("mine", encoding="utf-8")
        target = tmp_path / "taken" / "photo_labels.png"
    else:
        target = tmp_path / "photo_labels.png"
        target.mkdir()
    window.workspace.exports.write((("labels", target),))
    sentence = complaint(qtbot)
    assert "taken" in sentence or "photo_labels.png" in sentence
    assert sentence.endswith(".")
    assert settled(window)
    assert window.session.outcome is before
    if what.startswith("a file"):
        assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"
    assert not [path for path in tmp_path.iterdir() if "part" in path.suffix or path.name.startswith(".")]


def test_export_after_the_file_is_gone(qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path) -> None:
    found = drop_one(qtbot, window, photo)
    photo.unlink()
    target = tmp_path / "labels.png"
    with qtbot.waitSignal(window.workspace.exports.exported, timeout=30_000):
        window.workspace.exports.write((("labels", target),))
    np.testing.assert_array_equal(np.asarray(PillowImage.open(target)), found.segmentation.labels)


def test_closing_the_picture_while_it_is_clustered(
    qtbot: QtBot, window: MainWindow, photo: Path, sea: Path
) -> None:
    drop_one(qtbot, window, photo)
    begin_endless_run(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert settled(window)
    assert window.workspace.parts.pictures.is_empty
    assert names(window) == []
    assert window.windowTitle() == "Floe"
    window.workspace.clustering.take_parameters(Parameters(), True)
    drop_one(qtbot, window, sea)
    assert names(window) == ["1", "2", "3", "4"]


def test_dropping_again_before_the_first_is_read(
    qtbot: QtBot, window: MainWindow, photo: Path, sea: Path
) -> None:
    drop(window, [photo])
    drop(window, [sea])
    drop(window, [photo])
    drop(window, [sea])
    wait_result(qtbot, window, sea.name)
    assert window.windowTitle() == f"{sea.name} – Floe"
