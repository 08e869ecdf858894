"""One scale, one result: drawn or chosen in the window, given on the command line, verified again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image as PillowImage
from pytestqt.qtbot import QtBot

from main import main
from tests.e2e.driving import drop_one, wait_result
from tests.e2e.test_same_result import export_all, without_paths_and_times
from ui.canvas.line_geometry import Line
from ui.shell.main_window import MainWindow


def exported(qtbot: QtBot, window: MainWindow, folder: Path, stem: str, *, georeferenced: bool) -> None:
    wait_result(qtbot, window)
    wanted = window.session.document.calibration
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration == wanted, timeout=30_000)
    export_all(qtbot, window, folder, stem, georeferenced=georeferenced)


def assert_same(ours: Path, theirs: Path, stem: str) -> None:
    name = f"{stem}_areas.csv"
    assert (ours / name).read_bytes() == (theirs / name).read_bytes()
    records = [without_paths_and_times(folder / f"{stem}_run.json") for folder in (ours, theirs)]
    assert records[0] == records[1]


def test_a_line(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drop_one(qtbot, window, photo)
    window.workspace.scale.take_line(Line(1.5, 2.0, 31.25, 40.5), 12.5, "cm")
    ours, theirs = tmp_path / "window", tmp_path / "line"
    exported(qtbot, window, ours, "photo", georeferenced=False)
    given = ["--scale-line", "1.5,2.0,31.25,40.5=12.5cm"]
    assert main(["segment", str(photo), "-o", str(theirs), *given]) == 0
    assert_same(ours, theirs, "photo")
    capsys.readouterr()
    assert main(["verify", str(ours / "photo_run.json"), str(photo)]) == 0
    assert capsys.readouterr().out.strip() == "identical"


def test_planar_areas_that_lead(
    qtbot: QtBot, window: MainWindow, georeferenced_sea: Path, tmp_path: Path
) -> None:
    drop_one(qtbot, window, georeferenced_sea)
    window.services.actions.by_id["lead_planar"].trigger()
    ours, theirs = tmp_path / "window", tmp_path / "line"
    exported(qtbot, window, ours, "sea", georeferenced=True)
    assert main(["segment", str(georeferenced_sea), "-o", str(theirs), "--area", "planar"]) == 0
    assert_same(ours, theirs, "sea")


def test_the_printed_resolution(qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path) -> None:
    from core.scale.scale_choice import parse_scale

    scan = tmp_path / "scan.png"
    with PillowImage.open(photo) as picture:
        picture.save(scan, dpi=(300, 300))
    drop_one(qtbot, window, scan)
    window.session.set_pixel_size(parse_scale("dpi").of(window.session.document.image))
    ours, theirs = tmp_path / "window", tmp_path / "line"
    exported(qtbot, window, ours, "scan", georeferenced=False)
    assert main(["segment", str(scan), "-o", str(theirs), "--pixel-size", "dpi"]) == 0
    assert_same(ours, theirs, "scan")
