"""Smoothing in the clustering panel: live, undone, and what it does to the named area."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from core.cluster.parameters import Parameters
from core.cluster.treatment import METHODS, Smoothing
from core.image.image import Image
from tests.ui.window_driving import LONG_MS, do, find, parameters, settled, show
from ui.segment.clustering.smoothing_row import SmoothingRow
from ui.shell.main_window import MainWindow


def grainy() -> Image:
    halves = np.where(np.arange(60) < 30, 90, 160)[None, :].repeat(50, 0)
    grain = np.random.default_rng(2).normal(0, 25, halves.shape)
    return Image((halves + grain).clip(0, 255).astype(np.uint8)[..., None])


def choose(qtbot: QtBot, window: MainWindow, name: str | None) -> None:
    box = find(window, QComboBox, "smooth")
    box.setCurrentIndex(box.findData(name))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)


def test_it_is_live_says_what_it_does_and_is_undone(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, grainy(), k=2)
    window.session.rename_class("2", "ice")
    row, effect = find(window, SmoothingRow, "smoothing_row"), find(window, QLabel, "smoothing_effect")
    plain = window.session.outcome
    assert effect.text() == ""
    assert not any(box.isVisibleTo(window) for box in row.boxes)
    choose(qtbot, window, "median")
    assert parameters(window).smooth == Smoothing("median")
    assert window.session.outcome.segmentation.parameters.smooth == Smoothing("median")
    assert [box.isVisibleTo(window) for box in row.boxes] == [True, False]
    wrong = [
        np.count_nonzero(found.segmentation.labels[:, :30] == 2) for found in (plain, window.session.outcome)
    ]
    assert wrong[1] < wrong[0] / 4
    shares = [found.result.rows[1].fraction for found in (plain, window.session.outcome)]
    assert effect.text() == f"ice {100 * shares[0]:.2f}\u00a0% → {100 * shares[1]:.2f}\u00a0%"
    row.boxes[0].setValue(4)
    qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)
    assert parameters(window).smooth == Smoothing("median", (("radius", 4.0),))
    do(qtbot, window, "undo")
    do(qtbot, window, "undo")
    assert parameters(window) == Parameters(k=2, space=parameters(window).space)
    assert effect.text() == ""
    np.testing.assert_array_equal(window.session.outcome.segmentation.labels, plain.segmentation.labels)


def test_light_and_neighbours_are_ticks_and_superpixels_have_no_neighbours(
    qtbot: QtBot, window: MainWindow
) -> None:
    show(qtbot, window, grainy(), k=2)
    for name in ("light", "neighbours"):
        find(window, QCheckBox, name).click()
        qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)
    assert (parameters(window).light, parameters(window).neighbours) == (True, True)
    assert "→" in find(window, QLabel, "smoothing_effect").text()
    by = find(window, QComboBox, "by")
    by.setCurrentIndex(by.findData("superpixels"))
    by.activated.emit(by.currentIndex())
    qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)
    assert (parameters(window).by, parameters(window).neighbours) == ("superpixels", False)
    assert not find(window, QCheckBox, "neighbours").isEnabled()


@pytest.mark.parametrize("name", METHODS)
def test_every_one_has_its_options(qtbot: QtBot, name: str) -> None:
    row = SmoothingRow()
    qtbot.addWidget(row)
    smoothing = Smoothing(name)
    row.set_value(Parameters(smooth=smoothing))
    options = smoothing.method.options
    assert [box.isVisibleTo(row) for box in row.boxes] == [i < len(options) for i in range(len(row.boxes))]
    assert [box.value() for box, _ in zip(row.boxes, options, strict=False)] == [
        each.default for each in options
    ]


def test_the_next_picture_is_not_smoothed(window: MainWindow) -> None:
    preferred = window.services.documents.preferred
    chosen = Parameters(k=3, smooth=Smoothing("gauss"), light=True, neighbours=True)
    preferred.take(chosen, space_was_chosen=True)
    assert preferred.of(grainy()) == Parameters(k=3)
