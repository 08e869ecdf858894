"""The same on real pictures, where they lie beside the clone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image as PillowImage
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from core.writing.number_words import NO_BREAK
from main import main
from tests.e2e.driving import cell, drop_one, find, names, wait_result
from ui.segment.classes.class_model import Column
from ui.shell.main_window import MainWindow


def export_labels(qtbot: QtBot, window: MainWindow, path: Path) -> Path:
    kind = "labels_tif" if path.suffix == ".tif" else "labels"
    with qtbot.waitSignal(window.workspace.exports.exported, timeout=30_000):
        window.workspace.exports.write(((kind, path),))
    return path


def test_a_small_photo(qtbot: QtBot, window: MainWindow, shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "article" / "bird-small.jpg"
    found = drop_one(qtbot, window, path).segmentation
    assert found.converged
    stored = np.asarray(PillowImage.open(export_labels(qtbot, window, tmp_path / "ours.png")))
    pixels = np.asarray(PillowImage.open(path).convert("RGB")).reshape(-1, 3).astype(float)
    distances = ((pixels[:, None] - found.centroids[None]) ** 2).sum(axis=2)
    np.testing.assert_array_equal(stored.reshape(-1), distances.argmin(axis=1) + 1)
    assert main(["segment", str(path), "-o", str(tmp_path / "line")]) == 0
    theirs = tmp_path / "line" / "bird-small_labels.png"
    assert (tmp_path / "ours.png").read_bytes() == theirs.read_bytes()


def test_a_satellite_picture(qtbot: QtBot, window: MainWindow, shared_data: Path, tmp_path: Path) -> None:
    path = next((shared_data / "ice" / "modis_greenland").glob("*truecolor.tif"))
    found = drop_one(qtbot, window, path).segmentation
    target = export_labels(qtbot, window, tmp_path / "labels.tif")
    with rasterio.open(path) as given, rasterio.open(target) as written:
        assert (written.crs, written.transform, written.shape) == (given.crs, given.transform, given.shape)
        np.testing.assert_array_equal(written.read(1), found.labels)
        nominal = abs(given.transform.determinant) / 1e6
    for name in names(window):
        area, unit = cell(window, name, Column.AREA).split(NO_BREAK)
        pixels = int(cell(window, name, Column.PIXELS).replace("\u202f", ""))
        assert unit == "km²"
        assert pixels == int((found.labels == int(name)).sum())
        # True ground area at 80° north is some five per cent above the map's (EPSG:3413).
        assert float(area.replace("\u202f", "")) == pytest.approx(pixels * nominal * 1.048, rel=0.005)
    assert "EPSG:3413" in window.session.document.calibration.description


def test_a_grey_picture(qtbot: QtBot, window: MainWindow, shared_data: Path) -> None:
    path = shared_data / "ice" / "tir" / "tir_08.png"
    found = drop_one(qtbot, window, path).segmentation
    assert find(window, QComboBox, "space").currentText() == "Grey"
    assert not window.workspace.parts.clustering.controls.space_item(0).isEnabled()
    values = np.asarray(PillowImage.open(path).convert("L"), float)
    means = [values[found.labels == cluster].mean() for cluster in range(1, 5)]
    np.testing.assert_allclose(found.centroids[:, 0], means)
    assert means == sorted(means)
    wait_result(qtbot, window)
