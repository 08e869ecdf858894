"""Measure → Concentration…: figures, another threshold or scale, what cannot be measured."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QPushButton
from rasterio.transform import Affine

from tests.ui.window_driving import do, enabled, find, settled, show
from tests.workers.pictures import three_colours
from ui.segment.scale.concentration_dialog import ConcentrationDialog

VALUES = np.array([[0, 40, 250, 250], [125, 254, 253, 0]], np.uint8)


def written(path: Path, values=VALUES) -> Path:
    values = np.atleast_3d(values)
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=values.shape[0],
        width=values.shape[1],
        count=values.shape[2],
        dtype=values.dtype.name,
        crs="EPSG:3413",
        transform=Affine(25_000, 0, 0, 0, -25_000, 0),
    ) as raster:
        raster.write(np.moveaxis(values, -1, 0))
    return path


@pytest.fixture
def dialog(qtbot, tmp_path):
    made = ConcentrationDialog(written(tmp_path / "ice.tif"))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.found is not None, timeout=30_000)
    yield made
    made.reject()


@pytest.fixture(autouse=True)
def american_numbers():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


def texts(dialog: ConcentrationDialog) -> str:
    labels = (label.text() for label in dialog.findChildren(QLabel))
    return "\n".join(labels).replace("\u00a0", " ")


def test_figures_with_what_they_rest_on(dialog):
    shown = texts(dialog)
    assert "2\u202f500 km²" in shown  # four cells of 625 km², planar
    assert "Values 0 to 250 are 0 to 100 %" in shown
    assert "1 cell with the value 254 (land)" in shown
    find(dialog, QPushButton, "concentration_copy").click()
    assert "4 of at least 15 %" in QGuiApplication.clipboard().text()


def test_another_threshold_measures_again(dialog, qtbot):
    find(dialog, QDoubleSpinBox, "concentration_threshold").setValue(60.0)
    qtbot.waitUntil(lambda: dialog.found.threshold == 60.0)
    assert dialog.found.extent_cells == 2


def test_a_scale_chosen_typed_and_wrong(dialog, qtbot):
    combo = find(dialog, QComboBox, "concentration_scale")
    combo.setCurrentText("0..1000")
    combo.setCurrentIndex(combo.findText("0..1000"))
    qtbot.waitUntil(lambda: dialog.found.coding.text == "0..1000")
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo.lineEdit(), "0..125")
    qtbot.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.found is not None and dialog.found.coding.text == "0..125")
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo.lineEdit(), "most")
    qtbot.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.found is None)
    assert "write the values of 0 % and of 100 %" in texts(dialog)
    assert not find(dialog, QPushButton, "concentration_copy").isEnabled()


def test_everything_says_what_it_does(dialog):
    for kind in (QDoubleSpinBox, QComboBox, QPushButton):
        for widget in dialog.findChildren(kind):
            if widget.objectName():
                assert widget.toolTip(), widget.objectName()


def test_a_file_of_several_bands_is_a_sentence(qtbot, tmp_path):
    made = ConcentrationDialog(written(tmp_path / "rgb.tif", np.zeros((4, 4, 3), np.uint8)))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "it has 3 bands" in texts(made), timeout=30_000)
    made.reject()


def test_the_menu_opens_it_for_a_map_only(qtbot, window, tmp_path):
    show(qtbot, window, three_colours())
    assert enabled(window, "concentration") == [False]
    window.services.files.open_paths([written(tmp_path / "ice.tif")])
    qtbot.waitUntil(lambda: settled(window) and window.session.document.image.georeference is not None)
    do(qtbot, window, "concentration")
    dialog = find(window, ConcentrationDialog, "concentration_dialog")
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=30_000)
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(ConcentrationDialog, "concentration_dialog") is None)
