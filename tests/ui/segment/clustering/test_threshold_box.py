"""A threshold in the clustering panel: chosen, dragged, typed, found, undone."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSlider, QToolButton
from pytestqt.qtbot import QtBot

from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.channel import ChannelHistogram
from core.cluster.threshold import Threshold
from core.image.image import Image
from tests.ui.window_driving import LONG_MS, do, find, parameters, settled, show
from ui.segment.clustering.threshold_box import ThresholdBox
from ui.segment.clustering.threshold_plot import ThresholdPlot, step_of
from ui.session.view_state import run_detail
from ui.shell.main_window import MainWindow


@pytest.fixture(autouse=True)
def every_move():
    """pyqtgraph passes over what comes too soon after the move before."""
    before = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)
    yield
    pg.setConfigOption("mouseRateLimit", before)


def steps() -> Image:
    """Greys 0, 2 … 198 in columns."""
    return Image(np.arange(0, 200, 2, dtype=np.uint8)[None, :, None].repeat(60, axis=0))


def wait(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)


def choose(qtbot: QtBot, window: MainWindow, name: str, value: object) -> None:
    combo = find(window, QComboBox, name)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())
    wait(qtbot, window)


def thresholds(window: MainWindow) -> tuple[float, ...]:
    return window.session.outcome.segmentation.thresholds


def drag(qtbot: QtBot, window: MainWindow, line: int, *to: float) -> None:
    """Press on a line, move it by way of these values, let go."""
    plot = find(window, ThresholdPlot, "threshold_plot")
    view = plot.getPlotItem().vb
    y = view.viewRange()[1][1] / 2

    def place(value: float) -> QPoint:
        return plot.mapFromScene(view.mapViewToScene(QPointF(value, y)))

    port = plot.viewport()
    qtbot.mouseMove(port, place(plot.at[line]) + QPoint(0, 3))
    qtbot.mouseMove(port, place(plot.at[line]))
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=place(plot.at[line]))
    for value in to:
        qtbot.mouseMove(port, place(value))
        wait(qtbot, window)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=place(to[-1]))
    wait(qtbot, window)


def test_two_classes_by_otsu_and_back(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, steps(), k=5)
    box = find(window, ThresholdBox, "threshold_box")
    assert not box.isVisibleTo(window)
    choose(qtbot, window, "by", "threshold")
    assert box.isVisibleTo(window)
    assert not find(window, QComboBox, "init").isVisibleTo(window)
    assert (parameters(window).threshold, parameters(window).k) == (Threshold("gray"), 2)
    assert thresholds(window) == (99.0,)
    assert (box.plot.at, box.values.text(), box.otsu.isChecked()) == ((99.0,), "99", True)
    assert run_detail(window.session.outcome) == "cut by Otsu"
    assert window.session.undo_stack.count() == 1
    # More classes: found again.
    find(window, QSlider, "k_slider").setValue(4)
    wait(qtbot, window)
    assert len(thresholds(window)) == len(box.plot.lines) == 3
    choose(qtbot, window, "by", "pixels")
    assert parameters(window) == Parameters(k=5, space="gray")
    assert find(window, QComboBox, "init").isVisibleTo(window)


def test_a_drag_is_live_and_one_step(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, steps(), k=3)
    choose(qtbot, window, "by", "threshold")
    drag(qtbot, window, 0, 120, 149, 151)
    (at,) = parameters(window).threshold.at
    assert at == pytest.approx(151, abs=1.6)  # a pixel of the plot
    assert at == int(at)
    assert thresholds(window) == (at,)
    labels = window.session.outcome.segmentation.labels[0]
    assert labels.tolist() == [1 + (grey >= at) for grey in range(0, 200, 2)]
    assert window.session.undo_stack.count() == 2
    assert run_detail(window.session.outcome) == "cut at thresholds"
    do(qtbot, window, "undo")
    wait(qtbot, window)
    assert (parameters(window).threshold, thresholds(window)) == (Threshold("gray"), (99.0,))


def test_a_line_stops_at_its_neighbour(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, steps(), k=3)
    choose(qtbot, window, "by", "threshold")
    values = find(window, QLineEdit, "thresholds")
    values.setText("50, 100")
    values.editingFinished.emit()
    wait(qtbot, window)
    drag(qtbot, window, 0, 90, 190)
    assert parameters(window).threshold.at == (99.0, 100.0)
    drag(qtbot, window, 1, 150, 500)
    assert parameters(window).threshold.at == (99.0, 198.0)


def test_typed_values_and_what_is_none(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, steps(), k=3)
    choose(qtbot, window, "by", "threshold")
    values, otsu = find(window, QLineEdit, "thresholds"), find(window, QToolButton, "otsu")
    values.setText("20,60.5, 100")
    values.editingFinished.emit()
    wait(qtbot, window)
    assert parameters(window).threshold.at == (20.0, 60.5, 100.0)
    assert (parameters(window).k, thresholds(window)) == (4, (20.0, 60.5, 100.0))
    assert not otsu.isChecked()
    for wrong in ("30, 20", "x", ""):
        values.setText(wrong)
        values.editingFinished.emit()
        assert parameters(window).threshold.at == (20.0, 60.5, 100.0)
        assert values.text() == "20, 60.5, 100"
    otsu.click()
    wait(qtbot, window)
    assert (parameters(window).threshold, parameters(window).k) == (Threshold("gray"), 4)
    # What was found can be kept as numbers.
    found = thresholds(window)
    otsu.click()
    wait(qtbot, window)
    assert parameters(window).threshold.at == found
    assert not otsu.isChecked()


def test_another_channel_has_thresholds_of_its_own(qtbot: QtBot, window: MainWindow) -> None:
    pixels = np.zeros((40, 60, 3), np.uint8)
    pixels[:, :20], pixels[:, 20:40], pixels[:, 40:] = (200, 0, 0), (0, 200, 0), (0, 0, 200)
    show(qtbot, window, Image(pixels), k=3)
    choose(qtbot, window, "by", "threshold")
    box = find(window, ThresholdBox, "threshold_box")
    assert [box.channel.itemText(i) for i in range(3)] == ["Grey", "Red", "Green"]
    choose(qtbot, window, "threshold_channel", "H")
    assert parameters(window).threshold == Threshold("H")
    assert window.session.outcome.bars.counts.sum() == 2400
    assert box.plot.at == thresholds(window)
    do(qtbot, window, "fewer_clusters")  # there are never fewer than two
    assert parameters(window).k == 2


def test_features_come_when_they_are_imported_and_what_is_chosen_stays(qtbot: QtBot) -> None:
    box = ThresholdBox()
    qtbot.addWidget(box)
    box.set_channels(("gray", "R"), ("red", "green", "blue"))
    box.set_value(Threshold(Feature("gradient")))
    box.add_channels((Feature("local-std"), Feature("gradient")))
    titles = [box.channel.itemText(i) for i in range(box.channel.count())]
    assert titles == ["Grey", "Red", Feature("gradient").title, Feature("local-std").title]
    assert box.channel.currentIndex() == 2


def test_the_next_picture_begins_with_k_means(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, steps(), k=3)
    choose(qtbot, window, "by", "threshold")
    assert window.services.documents.preferred.of(steps()).threshold is None


def test_a_line_moves_by_whole_numbers_or_powers_of_ten() -> None:
    def of(low: float, high: float) -> float:
        return step_of(ChannelHistogram(np.array([low, high]), np.ones(1)))

    assert of(-0.5, 255.5) == 1.0
    assert of(-1.0, 1.0) == 0.001
    assert of(0.0, 5000.25) == 10.0
