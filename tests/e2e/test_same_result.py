"""One result: from the window and the command line, run through or paused, stopped and repeated."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from core.cluster.parameters import Parameters
from core.export.formats import formats
from main import main
from tests.e2e.driving import drop_one, find, press, wait_result
from ui.shell.main_window import MainWindow
from workers.clustering import Outcome
from workers.exporting import files_for

SETS = (
    Parameters(k=5),
    Parameters(k=3, space="lab", seed=7),
    Parameters(k=6, space="hsv", init="random", seed=3),
    Parameters(k=2, space="gray", init="maximin"),
    Parameters(k=4, init="random", seed=11, restarts=4),
    Parameters(k=8, max_iter=3),
    Parameters(k=4, tol=0.5),
)


def named(parameters: Parameters) -> str:
    return " ".join(str(value) for value in astuple(parameters))


def options(parameters: Parameters) -> list[str]:
    """The same parameters for the command line."""
    p = parameters
    return [
        *("-k", str(p.k), "--space", p.space, "--init", str(p.init), "--seed", str(p.seed)),
        *("--restarts", str(p.restarts), "--max-iter", str(p.max_iter), "--tol", str(p.tol)),
    ]


def segment(picture: Path, folder: Path, parameters: Parameters) -> None:
    assert main(["segment", str(picture), "-o", str(folder), *options(parameters)]) == 0


def run_with(qtbot: QtBot, window: MainWindow, parameters: Parameters) -> Outcome:
    """The result with these parameters, set as the panel sets them."""
    window.workspace.clustering.take_parameters(parameters, True)

    def there() -> bool:
        outcome = window.session.outcome
        return not window.workspace.runs.running and outcome and outcome.segmentation.parameters == parameters

    qtbot.waitUntil(there, timeout=30_000)
    assert window.session.outcome is not None
    return window.session.outcome


def export_all(qtbot: QtBot, window: MainWindow, folder: Path, stem: str, *, georeferenced: bool) -> None:
    what = ("labels", "segmented", "areas", "run", *(["labels_tif"] if georeferenced else []))
    files = files_for(what, folder, stem, georeferenced=georeferenced)
    with qtbot.waitSignal(window.workspace.exports.exported, timeout=30_000):
        window.workspace.exports.write(files)


def export_labels(qtbot: QtBot, window: MainWindow, path: Path) -> bytes:
    with qtbot.waitSignal(window.workspace.exports.exported, timeout=30_000):
        window.workspace.exports.write((("labels", path),))
    return path.read_bytes()


def without_paths_and_times(path: Path) -> object:
    record = json.loads(path.read_text(encoding="utf-8"))
    record.pop("environment")
    record["image"].pop("path")
    return record


def test_window_and_command_line_write_the_same_bytes(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path
) -> None:
    drop_one(qtbot, window, photo)
    for number, parameters in enumerate(SETS):
        run_with(qtbot, window, parameters)
        ours, theirs = tmp_path / f"window {number}", tmp_path / f"line {number}"
        export_all(qtbot, window, ours, "photo", georeferenced=False)
        segment(photo, theirs, parameters)
        assert {f.name for f in ours.iterdir()} == {f.name for f in theirs.iterdir()}, named(parameters)
        for name in ("photo_labels.png", "photo_segmented.png", "photo_areas.csv"):
            assert (ours / name).read_bytes() == (theirs / name).read_bytes(), (name, named(parameters))
        records = [without_paths_and_times(folder / "photo_run.json") for folder in (ours, theirs)]
        assert records[0] == records[1], named(parameters)


def test_on_a_map_too(qtbot: QtBot, window: MainWindow, georeferenced_sea: Path, tmp_path: Path) -> None:
    drop_one(qtbot, window, georeferenced_sea)
    ours, theirs = tmp_path / "window", tmp_path / "line"
    export_all(qtbot, window, ours, "sea", georeferenced=True)
    segment(georeferenced_sea, theirs, Parameters())
    assert {f.name for f in ours.iterdir()} == {f.name for f in theirs.iterdir()}
    for name in ("sea_labels.png", "sea_labels.tif", "sea_segmented.png", "sea_areas.csv"):
        assert (ours / name).read_bytes() == (theirs / name).read_bytes(), name


def test_a_merged_class_and_a_typed_scale_too(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path
) -> None:
    from core.scale.calibration import parse_pixel_size

    window.session.colours_names = False  # the command line colours nothing by itself
    drop_one(qtbot, window, photo)
    window.session.merge_classes(("2", "4"), "rust")
    window.session.set_pixel_size(parse_pixel_size("0.5m,0.4m"))
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration.source == "typed")
    ours, theirs = tmp_path / "window", tmp_path / "line"
    export_all(qtbot, window, ours, "photo", georeferenced=False)
    given = ["--class", "rust=2,4", "--pixel-size", "0.5m,0.4m"]
    assert main(["segment", str(photo), "-o", str(theirs), *given]) == 0
    assert (ours / "photo_areas.csv").read_bytes() == (theirs / "photo_areas.csv").read_bytes()


def test_pausing_stepping_and_scrubbing_change_nothing(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path
) -> None:
    whole = drop_one(qtbot, window, photo)
    through = export_labels(qtbot, window, tmp_path / "through.png")

    press(qtbot, window, "step_button")  # begins a run and holds it at its start
    timeline = window.workspace.parts.timeline
    qtbot.waitUntil(lambda: window.workspace.runs.paused and timeline.last == 0)
    for iteration in (1, 2, 3):
        press(qtbot, window, "step_button")
        qtbot.waitUntil(lambda i=iteration: timeline.last == i)
    assert window.workspace.runs.paused
    qtbot.keyClick(find(timeline, QSlider, "timelineSlider"), Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: window.workspace.replay.shown == 0)
    start = window.workspace.replay.labels
    assert start is not None
    assert (np.asarray(start) != whole.segmentation.labels).any()
    with qtbot.waitSignal(window.session.outcome_changed, timeout=30_000):
        press(qtbot, window, "pause_button")  # it says Resume now
    again = wait_result(qtbot, window)
    assert again is not whole
    assert again.segmentation.iterations == whole.segmentation.iterations
    assert export_labels(qtbot, window, tmp_path / "paused.png") == through


def test_stopping_leaves_a_result_that_can_be_repeated(
    qtbot: QtBot,
    window: MainWindow,
    photo: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    drop_one(qtbot, window, photo)
    press(qtbot, window, "step_button")
    qtbot.waitUntil(lambda: window.workspace.runs.paused and window.workspace.parts.timeline.last == 0)
    for _ in range(3):
        before = window.workspace.parts.timeline.last
        press(qtbot, window, "step_button")
        qtbot.waitUntil(lambda n=before: window.workspace.parts.timeline.last == n + 1)
    with qtbot.waitSignal(window.session.outcome_changed, timeout=30_000):
        press(qtbot, window, "stop_button")
    found = wait_result(qtbot, window).segmentation
    assert not found.converged
    assert found.parameters.max_iter == found.iterations == 3
    assert any("Not converged" in notice.text for notice in window.services.notices.notices())

    out = tmp_path / "out"
    export_all(qtbot, window, out, "photo", georeferenced=False)
    segment(photo, tmp_path / "again", Parameters(max_iter=3))
    assert (out / "photo_labels.png").read_bytes() == (tmp_path / "again" / "photo_labels.png").read_bytes()
    capsys.readouterr()
    assert main(["verify", str(out / "photo_run.json"), str(photo)]) == 0
    assert "identical" in capsys.readouterr().out
    stored = np.asarray(PillowImage.open(out / "photo_labels.png"))
    np.testing.assert_array_equal(stored, found.labels)


def test_a_run_to_the_end_takes_back_the_warning(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    drop_one(qtbot, window, photo)
    run_with(qtbot, window, Parameters(max_iter=2))
    assert any("Not converged" in notice.text for notice in window.services.notices.notices())
    run_with(qtbot, window, Parameters())
    assert not any("Not converged" in notice.text for notice in window.services.notices.notices())


def test_every_export_is_the_same(
    qtbot: QtBot, window: MainWindow, georeferenced_sea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Who reports, and on which day, is known to the window alone.
    monkeypatch.setattr("core.pipeline.byline.Byline", lambda *_: None)
    drop_one(qtbot, window, georeferenced_sea)
    ours, theirs = tmp_path / "window", tmp_path / "line"
    contents = window.workspace.exports.contents()
    assert contents is not None
    possible = [each.key for each in formats() if each.applies(contents)]
    files = files_for((*possible, "masks", "run"), ours, "sea", classes=contents.classes, georeferenced=True)
    with qtbot.waitSignal(window.workspace.exports.exported, timeout=60_000):
        window.workspace.exports.write(files)
    line = ["segment", str(georeferenced_sea), "-o", str(theirs), *options(Parameters())]
    assert main([*line, "--export", "all"]) == 0
    assert {f.name for f in ours.iterdir()} == {f.name for f in theirs.iterdir()}
    assert len(list(ours.iterdir())) > 30
    for path in sorted(ours.iterdir()):
        if path.name != "sea_run.json":
            assert path.read_bytes() == (theirs / path.name).read_bytes(), path.name
