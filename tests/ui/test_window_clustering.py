"""Clustering in the main window: every control leads to the document and the result."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QPushButton,
    QSlider,
    QWidget,
)

from core.cluster.parameters import Parameters
from core.image.image import Image
from tests.ui.window_driving import (
    LEFT,
    LONG_MS,
    complaint,
    do,
    find,
    names,
    notices,
    parameters,
    settled,
    show,
)
from tests.workers.pictures import noisy, three_colours
from workers.opening import opened


@pytest.mark.parametrize(
    ("name", "typed", "field", "value"),
    [
        ("k", "5", "k", 5),
        ("seed", "7", "seed", 7),
        ("restarts", "3", "restarts", 3),
        ("max_iter", "2", "max_iter", 2),
        ("tol", "1.5", "tol", 1.5),
    ],
)
def test_numbers_of_the_panel_lead_to_the_result(*, window, qtbot, name, typed, field, value) -> None:
    show(qtbot, window, noisy())
    spin = find(window, QAbstractSpinBox, name)
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, typed)
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert getattr(parameters(window), field) == value
    qtbot.waitUntil(lambda: settled(window))
    assert getattr(window.session.outcome.segmentation.parameters, field) == value
    do(qtbot, window, "undo")
    assert parameters(window) == Parameters(k=3)
    assert window.workspace.parts.clustering.parameters() == Parameters(k=3)


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [("space", "lab", "space"), ("space", "gray", "space"), ("init", "maximin", "init")],
)
def test_choices_of_the_panel_lead_to_the_result(*, window, qtbot, name, value, field) -> None:
    show(qtbot, window, noisy())
    combo = find(window, QComboBox, name)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: settled(window))
    assert getattr(window.session.outcome.segmentation.parameters, field) == value


def test_the_slider_is_live_while_it_is_dragged_and_one_step_to_undo(window, qtbot) -> None:
    show(qtbot, window, noisy())
    slider = find(window, QSlider, "k_slider")
    slider.setSliderDown(True)
    for k in (4, 5, 6):
        slider.setSliderPosition(k)
        assert parameters(window).k == k
    slider.setSliderDown(False)
    qtbot.waitUntil(lambda: settled(window))
    assert window.session.outcome.segmentation.k == 6
    do(qtbot, window, "undo")
    assert parameters(window).k == 3
    assert slider.value() == 3
    assert not window.services.actions.by_id["undo"].isEnabled()


def test_keys_and_dice_change_clusters_and_seed(window, qtbot) -> None:
    show(qtbot, window, noisy())
    do(qtbot, window, "more_clusters")
    assert window.session.outcome.segmentation.k == 4
    do(qtbot, window, "fewer_clusters")
    assert window.session.outcome.segmentation.k == 3
    qtbot.mouseClick(find(window, QWidget, "dice"), LEFT)
    one = parameters(window).seed
    do(qtbot, window, "new_seed")
    assert len({0, one, parameters(window).seed}) == 3


def test_clusters_end_at_one(window, qtbot) -> None:
    show(qtbot, window, noisy(), k=1)
    do(qtbot, window, "fewer_clusters")
    assert parameters(window).k == 1


def test_a_start_from_a_file(window, qtbot, tmp_path, monkeypatch) -> None:
    show(qtbot, window, noisy())
    path = tmp_path / "start.json"
    path.write_text("[[0, 0, 0], [255, 255, 255]]")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.workspace.clustering.open_start()
    rows = ((0.0, 0.0, 0.0), (255.0, 255.0, 255.0))
    qtbot.waitUntil(lambda: parameters(window).init == rows and settled(window), timeout=30_000)
    assert window.session.outcome.segmentation.parameters == Parameters(k=2, init=rows)
    path.write_text("[[nonsense")
    window.workspace.clustering.open_start()
    assert "start.json" in complaint(qtbot, window)
    assert parameters(window).init == rows


def test_pause_step_and_stop_by_the_buttons(window, qtbot) -> None:
    show(qtbot, window, noisy())
    for name in ("step_button", "step_button"):
        find(window, QPushButton, name).click()
    qtbot.waitUntil(lambda: window.workspace.replay.shown == 1 and window.workspace.runs.paused)
    assert find(window, QWidget, "clustering_progress").text().startswith("Paused at iteration 1; ")
    find(window, QPushButton, "stop_button").click()
    qtbot.waitUntil(lambda: settled(window))
    found = window.session.outcome.segmentation
    assert not found.converged
    assert any(text.startswith("Not converged") for text in notices(window))
    find(window, QPushButton, "run_button").click()
    qtbot.waitUntil(lambda: settled(window))
    assert window.session.outcome.segmentation.converged
    assert window.workspace.parts.timeline.is_playing  # who asks for a run sees how it comes about


def test_escape_drops_a_run_and_shows_the_result_again(window, qtbot) -> None:
    outcome = show(qtbot, window, noisy())
    do(qtbot, window, "step")
    qtbot.waitUntil(lambda: window.workspace.replay.shown == 0)
    window.services.status.cancel_all()
    assert window.session.outcome is outcome
    assert window.workspace.replay.labels is outcome.segmentation.labels
    assert window.workspace.replay.at_result
    assert find(window, QWidget, "clustering_progress").text().endswith(" · converged")


def test_without_live_a_change_waits_and_says_so(window, qtbot) -> None:
    outcome = show(qtbot, window, noisy())
    find(window, QWidget, "live").click()
    assert not window.services.actions.by_id["live"].isChecked()
    do(qtbot, window, "more_clusters")
    assert window.session.outcome is outcome
    assert find(window, QWidget, "clustering_progress").text() == "Parameters changed: press Run"
    window.services.actions.by_id["live"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert window.session.outcome.segmentation.k == 4
    assert window.workspace.parts.clustering.is_live()


def newest_notice(window) -> str:
    notices = window.services.notices.notices()
    return notices[0].text if notices else ""


def test_a_k_that_cannot_be_is_said_and_the_result_stays(window, qtbot) -> None:
    outcome = show(qtbot, window, three_colours())
    do(qtbot, window, "more_clusters")
    qtbot.waitUntil(lambda: "only 3 distinct colours" in newest_notice(window))
    assert window.session.outcome is outcome
    assert window.workspace.replay.labels is outcome.segmentation.labels
    assert names(window) == ["1", "2", "3"]


def test_a_picture_that_cannot_be_clustered_says_so_in_its_place(window, qtbot) -> None:
    show(qtbot, window, noisy())
    window.services.documents.take_opened(
        opened(Image(np.zeros((4, 4, 3), np.uint8), np.zeros((4, 4), np.bool_)))
    )
    qtbot.waitUntil(lambda: "no valid pixels" in newest_notice(window))
    assert window.session.outcome is None
    assert window.workspace.replay.labels is None
    assert names(window) == []


def test_a_colour_picture_after_a_grey_one_is_clustered_by_its_colours(window, qtbot) -> None:
    grey = Image(noisy().pixels[:, :, :1])
    show(qtbot, window, noisy())
    window.workspace.clustering.take_parameters(replace(parameters(window), space="lab"), True)
    show(qtbot, window, grey, k=2)
    assert parameters(window).space == "gray"
    window.services.documents.take_opened(opened(noisy(1)))
    assert (parameters(window).k, parameters(window).space) == (2, "lab")
    qtbot.waitUntil(lambda: settled(window))


def test_new_labels_are_never_painted_beside_old_areas(window, qtbot):
    show(qtbot, window, noisy())
    pairs = []

    class Painted(QObject):
        def eventFilter(self, _watched, event):  # noqa: N802
            if event.type() == QEvent.Type.Paint and window.workspace.replay.at_result:
                outcome = window.session.outcome
                same = window.workspace.replay.labels is outcome.measurement.labels
                pairs.append(
                    (outcome.segmentation.k, window.workspace.parts.classes.view.model().rowCount(), same)
                )
            return False

    painted = Painted()
    window.workspace.parts.pictures.segmentation.viewport().installEventFilter(painted)
    for k in (5, 2, 7):
        window.workspace.clustering.take_k(k)
        qtbot.waitUntil(lambda wanted=k: bool(pairs) and pairs[-1][0] == wanted, timeout=LONG_MS)
    assert all(rows == k and same for k, rows, same in pairs)
