"""The main job: drop a picture, watch it converge, merge classes, export, read back."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image as PillowImage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QPushButton, QSlider
from pytestqt.qtbot import QtBot

from core.scenes.made import Scene
from core.writing.number_words import grouped
from tests.e2e.driving import (
    cell,
    click_class,
    drop,
    drop_one,
    find,
    names,
    open_dialog,
    press,
    type_k,
    wait_result,
    wait_settled,
    write,
)
from ui.segment.classes.class_model import Column
from ui.segment.classes.class_table import MergeDialog
from ui.segment.export.export_dialog import ExportDialog
from ui.shell.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def merge_as(qtbot: QtBot, window: MainWindow, first: str, second: str, name: str) -> None:
    """Choose two rows with the mouse and name what they are together."""
    click_class(qtbot, window, first)
    click_class(qtbot, window, second, CONTROL)
    press(qtbot, window, "class_merge_button")
    dialog = open_dialog(qtbot, MergeDialog, "merge_dialog")
    edit = find(dialog, QLineEdit, "merged_name")
    write(qtbot, edit, name)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name in names(window))


def export_to(qtbot: QtBot, window: MainWindow, folder: Path, *what: str) -> None:
    """What every run writes, the masks, and more, through the dialog."""
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL)
    dialog = open_dialog(qtbot, ExportDialog, "export_dialog")
    for key in ("masks", *what):
        box = find(dialog, QCheckBox, f"export_{key}")
        assert not box.isChecked()
        qtbot.keyClick(box, Qt.Key.Key_Space)
    write(qtbot, find(dialog, QLineEdit, "export_directory"), str(folder))
    accept = find(dialog, QPushButton, "export_accept")
    promised = accept.text()
    with qtbot.waitSignal(window.workspace.exports.exported, timeout=30_000) as written:
        qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    (paths,) = written.args
    # What belongs to a file, such as the names of the classes beside a GeoTIFF, is no file more to choose.
    chosen = [path for path in paths if path.suffix != ".xml"]
    assert promised == f"Export {len(chosen)} files"
    assert sorted(paths) == sorted(folder.iterdir())


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_whole_job(qtbot: QtBot, window: MainWindow, sea: Path, scene: Scene, tmp_path: Path) -> None:
    found = drop_one(qtbot, window, sea).segmentation
    assert window.windowTitle() == f"{sea.name} – Floe"
    assert names(window) == ["1", "2", "3", "4"]  # the default: four clusters, two of them of water

    merge_as(qtbot, window, "3", "4", "ice")
    click_class(qtbot, window, "1")
    merge_as(qtbot, window, "1", "2", "Wasser – 水")
    ice, water = scene.pixels("ice") + scene.pixels("thin ice"), scene.pixels("open water")
    assert cell(window, "ice", Column.PIXELS) == grouped(ice)
    assert cell(window, "Wasser – 水", Column.PIXELS) == grouped(water)
    assert int(found.counts[2] + found.counts[3]) == ice

    out = tmp_path / "out"
    export_to(qtbot, window, out, "gif")
    labels = np.asarray(PillowImage.open(out / f"{sea.stem}_labels.png"))
    assert labels.dtype == np.uint8
    np.testing.assert_array_equal(labels >= 3, scene.truth >= 2)
    mask = np.asarray(PillowImage.open(out / f"{sea.stem}_ice_mask.png"))
    np.testing.assert_array_equal(mask, np.where(scene.truth >= 2, 255, 0))
    picture = np.asarray(PillowImage.open(out / f"{sea.stem}_segmented.png"))
    for cluster in range(1, 5):
        mean = scene.image.pixels[labels == cluster].mean(axis=0)
        assert np.abs(picture[labels == cluster] - mean).max() <= 1
    rows = read_csv(out / f"{sea.stem}_areas.csv")
    assert [(row["class"], row["clusters"], int(row["pixels"])) for row in rows] == [
        ("Wasser – 水", "1;2", water),
        ("ice", "3;4", ice),
    ]
    assert {row["unit"] for row in rows} == {"px²"}
    record = json.loads((out / f"{sea.stem}_run.json").read_text(encoding="utf-8"))
    assert record["image"]["sha256"] == hashlib.sha256(sea.read_bytes()).hexdigest()
    assert record["result"]["iterations"] == found.iterations
    assert [c["name"] for c in record["classes"]] == ["Wasser – 水", "ice"]
    with PillowImage.open(out / f"{sea.stem}_convergence.gif") as animation:
        assert animation.n_frames >= 2
        assert animation.size == (240, 160)


def test_the_whole_job_on_a_map(
    qtbot: QtBot, window: MainWindow, georeferenced_sea: Path, scene: Scene, tmp_path: Path
) -> None:
    drop_one(qtbot, window, georeferenced_sea)
    type_k(qtbot, window, 3)
    wait_result(qtbot, window)
    merge_as(qtbot, window, "2", "3", "ice")
    out = tmp_path / "out"
    export_to(qtbot, window, out, "webp")

    truth = scene.truth.copy()
    truth[:20, :30] = 0
    with rasterio.open(georeferenced_sea) as given:
        crs, transform = given.crs, given.transform
    for ending in ("labels", "ice_mask"):
        with rasterio.open(out / f"sea_{ending}.tif") as file:
            assert (file.crs, file.transform) == (crs, transform)
            pixels = file.read(1)
            expected = truth if ending == "labels" else np.where(truth >= 2, 255, 0)
            np.testing.assert_array_equal(pixels, expected)
            assert file.nodata == (0 if ending == "labels" else None)
    rows = {row["class"]: row for row in read_csv(out / "sea_areas.csv")}
    ice = int((truth >= 2).sum())
    assert int(rows["ice"]["pixels"]) == ice
    assert rows["ice"]["unit"] == "km²"
    assert float(rows["ice"]["planar area"]) == pytest.approx(ice * 100 / 1e6)
    assert float(rows["ice"]["area"]) == pytest.approx(ice * 100 / 1e6, rel=0.06)
    assert cell(window, "ice", Column.AREA).endswith("km²")
    with PillowImage.open(out / "sea_convergence.webp") as animation:
        assert animation.size == (240, 160)


def test_the_convergence_is_watched(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    outcome = drop_one(qtbot, window, photo)
    timeline, space, inertia = (
        window.workspace.parts.timeline,
        window.workspace.parts.space,
        window.workspace.parts.inertia,
    )
    find(timeline, QComboBox, "timelineSpeed").setCurrentText("8×")
    steps: list[tuple[int, int]] = []

    def look(iteration: int) -> None:
        steps.append((iteration, timeline.position))

    def seen(iteration: int) -> bytes:
        """The colour space at an iteration that is gone to; the plots follow the labels."""
        slider = find(timeline, QSlider, "timelineSlider")
        slider.setValue(iteration)
        qtbot.waitUntil(lambda: inertia.inertia_plot.cursor_line.value() == iteration)
        qtbot.waitUntil(lambda: space.marks.step == iteration)
        picture = space.grab().toImage()  # kept: bits() lies in its memory
        return picture.bits().tobytes()

    timeline.position_chosen.connect(look)
    shown: list[int] = []

    def note() -> None:
        shown.append(window.workspace.replay.shown)

    window.workspace.replay.shown_changed.connect(note)
    press(qtbot, window, "run_button")
    last = outcome.segmentation.iterations
    qtbot.waitUntil(lambda: bool(steps) and steps[-1][0] == last, timeout=30_000)
    assert [step[0] for step in steps] == list(range(last + 1))
    assert all(place == iteration for iteration, place in steps)
    assert seen(0) != seen(4) != seen(last), "the centroids stand still"
    assert not timeline.is_playing
    qtbot.waitUntil(lambda: window.workspace.replay.at_result)
    assert len(set(shown)) > 3, "the picture hardly followed"
    np.testing.assert_array_equal(window.workspace.replay.labels, outcome.segmentation.labels)


def test_several_pictures(
    qtbot: QtBot, window: MainWindow, sea: Path, photo: Path, georeferenced_sea: Path
) -> None:
    assert drop(window, [sea, photo, georeferenced_sea])
    wait_result(qtbot, window, sea.name)
    files = find(window, QListWidget, "pictures")
    assert window.workspace.parts.docks["dock_pictures"].isVisible()
    assert [files.item(i).text() for i in range(files.count())] == [sea.name, photo.name, "sea.tif"]
    click_class(qtbot, window, "4")
    merge_as(qtbot, window, "3", "4", "ice")

    qtbot.mouseClick(
        files.viewport(), Qt.MouseButton.LeftButton, pos=files.visualItemRect(files.item(1)).center()
    )
    wait_result(qtbot, window, photo.name)
    assert names(window) == ["1", "2", "3", "4"]
    qtbot.keyClick(files, Qt.Key.Key_Up)
    wait_result(qtbot, window, sea.name)
    assert names(window) == ["1", "2", "ice"]  # who comes back finds what was left
    wait_settled(qtbot, window)
