"""The clustering panel: every control says what the user made of the parameters, once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.cluster.frozen import Frozen
from core.cluster.parameters import Parameters, Start
from ui.segment.clustering.clustering_panel import ClusteringPanel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot) -> ClusteringPanel:
    widget = ClusteringPanel()
    qtbot.addWidget(widget)
    widget.resize(360, 240)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def button(panel: ClusteringPanel, name: str) -> QPushButton:
    found = panel.findChild(QPushButton, f"{name}_button")
    assert found is not None
    return found


def choose(qtbot: QtBot, combo: QComboBox, text: str) -> None:
    """Open the list and press Enter on the item, as a person would by key."""
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if combo.currentText() == text:
            return
        qtbot.keyClick(combo, Qt.Key.Key_Down)


@pytest.mark.parametrize(
    ("name", "typed", "field", "value"),
    [
        ("k", "12", "k", 12),
        ("seed", "77", "seed", 77),
        ("restarts", "5", "restarts", 5),
        ("max_iter", "40", "max_iter", 40),
        ("tol", "0.25", "tol", 0.25),
    ],
)
def test_a_number_typed_is_one_change(
    qtbot: QtBot, panel: ClusteringPanel, *, name: str, typed: str, field: str, value: float
) -> None:
    spin = panel.findChild(QAbstractSpinBox, name)
    told: list[tuple[Parameters, bool]] = []
    panel.parameters_changed.connect(lambda parameters, final: told.append((parameters, final)))
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, typed)
    assert told == []
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert told == [(replace(Parameters(), **{field: value}), True)]


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("space", "Lab", "space", "lab"),
        ("space", "Grey", "space", "gray"),
        ("init", "Random", "init", "random"),
        ("init", "Maximin", "init", "maximin"),
        ("init", "PCA-Part", "init", "pca-part"),
        ("init", "Variance cut", "init", "variance-cut"),
        ("init", "Best of 14", "init", "best"),
    ],
)
def test_a_choice_is_a_change(
    qtbot: QtBot, panel: ClusteringPanel, *, name: str, text: str, field: str, value: str
) -> None:
    choose(qtbot, panel.findChild(QComboBox, name), text)
    assert panel.parameters() == replace(Parameters(), **{field: value})


def test_a_drag_of_the_slider_ends_with_one_final_change(qtbot: QtBot, panel: ClusteringPanel) -> None:
    slider = panel.findChild(QSlider, "k_slider")
    told: list[tuple[int, bool]] = []
    panel.parameters_changed.connect(lambda parameters, final: told.append((parameters.k, final)))
    style_room = slider.width() / 30
    handle = QPoint(round(style_room * 2 + 4), slider.height() // 2)
    qtbot.mousePress(slider, LEFT, pos=handle)
    qtbot.mouseMove(slider, handle + QPoint(60, 0))
    qtbot.mouseMove(slider, handle + QPoint(120, 0))
    qtbot.mouseRelease(slider, LEFT, pos=handle + QPoint(120, 0))
    assert len(told) >= 2
    assert [final for _, final in told] == [False] * (len(told) - 1) + [True]
    assert told[-1][0] == told[-2][0] == panel.findChild(QAbstractSpinBox, "k").value() > 4


def test_a_press_without_a_move_changes_nothing(qtbot: QtBot, panel: ClusteringPanel) -> None:
    slider = panel.findChild(QSlider, "k_slider")
    with qtbot.assertNotEmitted(panel.parameters_changed):
        slider.setSliderDown(True)
        slider.setSliderDown(False)


def test_a_key_on_the_slider_is_final(qtbot: QtBot, panel: ClusteringPanel) -> None:
    with qtbot.waitSignal(panel.parameters_changed) as told:
        qtbot.keyClick(panel.findChild(QSlider, "k_slider"), Qt.Key.Key_Right)
    assert told.args == [Parameters(k=5), True]


def test_setting_parameters_shows_them_and_says_nothing(qtbot: QtBot, panel: ClusteringPanel) -> None:
    wanted = Parameters(255, "lab", "maximin", 2**40, 9, 50, 0.5)
    with qtbot.assertNotEmitted(panel.parameters_changed):
        panel.set_parameters(wanted)
    assert panel.parameters() == wanted
    assert panel.findChild(QAbstractSpinBox, "k").text() == "255"
    assert panel.findChild(QComboBox, "space").currentText() == "Lab"
    assert panel.findChild(QComboBox, "init").currentText() == "Maximin"


def test_a_seed_that_no_spin_box_can_hold_survives_other_changes(
    qtbot: QtBot, panel: ClusteringPanel
) -> None:
    panel.set_parameters(Parameters(seed=2**40))
    qtbot.keyClick(panel.findChild(QSlider, "k_slider"), Qt.Key.Key_Right)
    assert panel.parameters() == Parameters(k=5, seed=2**40)


def test_no_tolerance_is_called_exact(panel: ClusteringPanel) -> None:
    assert panel.findChild(QAbstractSpinBox, "tol").text() == "exact"


def test_the_die_gives_another_seed(qtbot: QtBot, panel: ClusteringPanel, monkeypatch) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda below: below - 1)
    with qtbot.waitSignal(panel.parameters_changed) as told:
        qtbot.mouseClick(panel.findChild(QToolButton, "dice"), LEFT)
    assert told.args == [Parameters(seed=999_999), True]


def test_the_best_minimum_is_one_click(qtbot: QtBot, panel: ClusteringPanel) -> None:
    best = panel.findChild(QToolButton, "best_start")
    with (
        qtbot.assertNotEmitted(panel.run_requested),  # Live runs what has changed
        qtbot.waitSignal(panel.parameters_changed) as told,
    ):
        qtbot.mouseClick(best, LEFT)
    assert told.args == [Parameters(init="best"), True]
    assert panel.findChild(QComboBox, "init").currentText() == "Best of 14"
    panel.set_live(False)
    with qtbot.waitSignal(panel.run_requested), qtbot.assertNotEmitted(panel.parameters_changed):
        qtbot.mouseClick(best, LEFT)


@pytest.mark.parametrize(
    ("init", "enabled"), [("k-means++", True), ("random", True), ("maximin", False), ("best", False)]
)
def test_restarts_are_of_starts_that_take_a_seed(
    panel: ClusteringPanel, *, init: Start, enabled: bool
) -> None:
    panel.set_parameters(Parameters(init=init, restarts=3))
    assert panel.findChild(QAbstractSpinBox, "restarts").isEnabled() == enabled
    assert panel.parameters().restarts == 3


def test_a_start_from_a_file_is_asked_for_and_nothing_changes(qtbot: QtBot, panel: ClusteringPanel) -> None:
    combo = panel.findChild(QComboBox, "init")
    with qtbot.assertNotEmitted(panel.parameters_changed), qtbot.waitSignal(panel.start_file_requested):
        combo.setCurrentIndex(combo.findData("file"))
        combo.activated.emit(combo.currentIndex())
    assert combo.currentText() == "k-means++"


def test_a_given_start_is_shown_and_left_with_another_k(qtbot: QtBot, panel: ClusteringPanel) -> None:
    combo = panel.findChild(QComboBox, "init")
    panel.set_parameters(Parameters(2, init=((0.0, 0.0, 0.0), (9.0, 9.0, 9.0))))
    assert combo.currentText() == "Given"
    qtbot.keyClick(panel.findChild(QAbstractSpinBox, "k"), Qt.Key.Key_Up)
    assert panel.parameters() == Parameters(3)
    assert [combo.itemText(i) for i in range(combo.count())].count("Given") == 0


def test_a_grey_picture_has_grey_only(qtbot: QtBot, panel: ClusteringPanel) -> None:
    with qtbot.assertNotEmitted(panel.parameters_changed):
        panel.set_spaces(("gray",))
    combo = panel.findChild(QComboBox, "space")
    assert combo.currentText() == "Grey"
    enabled = [combo.model().index(i, 0).flags() & Qt.ItemFlag.ItemIsEnabled for i in range(combo.count())]
    assert [bool(flag) for flag in enabled] == [False, False, False, True, False]
    panel.set_spaces(("rgb", "lab", "hsv", "gray"))
    assert combo.currentText() == "RGB"


@pytest.mark.parametrize(
    ("running", "paused", "enabled"),
    [
        (False, False, {"run", "step"}),
        (True, False, {"pause", "stop"}),
        (True, True, {"pause", "step", "stop"}),
    ],
)
def test_what_can_be_pressed_follows_from_what_runs(
    panel: ClusteringPanel, running: bool, paused: bool, enabled: set[str]
) -> None:
    panel.set_running(running, paused)
    assert {n for n in ("run", "pause", "step", "stop") if button(panel, n).isEnabled()} == enabled
    assert button(panel, "pause").text() == ("Resume" if paused else "Pause")


def test_nothing_can_run_without_a_picture(panel: ClusteringPanel) -> None:
    panel.set_ready(False)
    assert not any(button(panel, n).isEnabled() for n in ("run", "pause", "step", "stop"))


@pytest.mark.parametrize(
    ("name", "signal", "running", "paused", "arguments"),
    [
        ("run", "run_requested", False, False, []),
        ("pause", "pause_toggled", True, False, [True]),
        ("pause", "pause_toggled", True, True, [False]),
        ("step", "step_requested", True, True, []),
        ("stop", "stop_requested", True, False, []),
    ],
)
def test_buttons_ask(
    qtbot: QtBot,
    panel: ClusteringPanel,
    *,
    name: str,
    signal: str,
    running: bool,
    paused: bool,
    arguments: list[bool],
) -> None:
    panel.set_running(running, paused)
    with qtbot.waitSignal(getattr(panel, signal)) as told:
        qtbot.mouseClick(button(panel, name), LEFT)
    assert told.args == arguments


def test_live_is_on_until_it_is_switched_off(qtbot: QtBot, panel: ClusteringPanel) -> None:
    live = panel.findChild(QCheckBox, "live")
    assert panel.is_live()
    with qtbot.waitSignal(panel.live_toggled) as told:
        qtbot.keyClick(live, Qt.Key.Key_Space)
    assert told.args == [False]
    with qtbot.assertNotEmitted(panel.live_toggled):
        panel.set_live(True)
    assert live.isChecked()


def test_progress_is_shown(panel: ClusteringPanel) -> None:
    panel.set_progress("Iteration 3")
    assert panel.findChild(QLabel, "clustering_progress").text() == "Iteration 3"


def test_everything_says_what_it_does(panel: ClusteringPanel) -> None:
    touched = [
        w
        for kind in (QAbstractButton, QAbstractSpinBox, QComboBox, QSlider)
        for w in panel.findChildren(kind)
        if not w.window() or w.window() is panel.window()
    ]
    assert len(touched) == 33
    for widget in touched:
        assert widget.objectName(), widget
        assert widget.toolTip(), widget.objectName()
        assert widget.accessibleName(), widget.objectName()


def test_it_fits_the_narrowest_panel(qtbot: QtBot, panel: ClusteringPanel) -> None:
    panel.resize(340, panel.sizeHint().height())
    for child in panel.findChildren(QWidget):
        if child.isVisible() and child.parent() is panel:
            assert panel.rect().contains(child.geometry()), child.objectName()


def test_no_iterations_are_for_given_colours_alone(panel: ClusteringPanel) -> None:
    told: list[Parameters] = []
    panel.parameters_changed.connect(lambda parameters, _final: told.append(parameters))
    assert panel.controls.max_iter.minimum() == 1
    panel.set_parameters(Parameters(k=2, init=((20.0,), (55.0,)), max_iter=0))
    assert (panel.controls.max_iter.minimum(), panel.controls.max_iter.value()) == (0, 0)
    panel.controls.k.setValue(3)
    assert told == [Parameters(k=3, init="k-means++")]
    assert panel.controls.max_iter.minimum() == 1


def legend() -> Parameters:
    rows = ((20.0, 20.0, 20.0), (90.0, 90.0, 90.0))
    return Parameters(k=2, init=rows, max_iter=0, frozen=Frozen())


def test_what_decides_more_than_the_legend_takes_its_place(panel: ClusteringPanel, qtbot: QtBot) -> None:
    panel.set_parameters(legend())
    told: list[tuple[Parameters, bool]] = []
    panel.parameters_changed.connect(lambda parameters, final: told.append((parameters, final)))
    box = panel.findChild(QCheckBox, "neighbours")
    assert box is not None
    box.click()
    # Neighbours that agree are found after the legend has decided.
    assert told == [(replace(legend(), neighbours=True), True)]
    panel.findChild(QCheckBox, "light").click()
    assert told[-1] == (Parameters(k=2, neighbours=True, light=True), True)


def test_another_k_takes_the_place_of_a_legend(panel: ClusteringPanel) -> None:
    panel.set_parameters(legend())
    panel.controls.k.setValue(5)
    found = panel.parameters()
    assert (found.k, found.frozen, found.init, found.max_iter) == (5, None, "k-means++", 300)
