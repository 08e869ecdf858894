"""The timeline: silent setters, signals from the user, playback."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QSlider, QToolButton

from ui.canvas.timeline import Timeline


@pytest.fixture
def timeline(qtbot):
    widget = Timeline()
    qtbot.addWidget(widget)
    widget.resize(900, 40)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def told(timeline):
    chosen: list[int] = []
    timeline.position_chosen.connect(chosen.append)
    return chosen


def click(qtbot, timeline: Timeline, name: str) -> None:
    qtbot.mouseClick(timeline.findChild(QToolButton, f"timeline{name}"), Qt.MouseButton.LeftButton)


def text(timeline: Timeline) -> str:
    return timeline.findChild(QLabel, "timelineLabel").text()


def test_nothing_can_be_touched_without_iterations(timeline):
    assert text(timeline) == ""
    for kind in (QToolButton, QSlider, QComboBox):
        enabled = [each.objectName() for each in timeline.findChildren(kind) if each.isEnabled()]
        assert enabled == []


def test_says_where_it_is(timeline):
    timeline.set_range(91)
    timeline.set_position(12)
    timeline.set_status("converged")
    assert text(timeline) == "iteration 12 of 91 · converged"


def test_setters_are_silent(timeline, told):
    timeline.set_range(10)
    timeline.set_position(7)
    timeline.set_range(5)
    assert told == []
    assert timeline.position == 5
    assert timeline.is_at_end()


def test_buttons_choose(timeline, told, qtbot):
    timeline.set_range(10)
    timeline.set_position(4)
    for name in ("Next", "Previous", "Last", "First"):
        click(qtbot, timeline, name)
    assert told == [5, 4, 10, 0]


def test_buttons_that_lead_nowhere_are_off(timeline):
    timeline.set_range(3)
    assert not timeline.findChild(QToolButton, "timelinePrevious").isEnabled()
    timeline.set_position(3)
    assert not timeline.findChild(QToolButton, "timelineNext").isEnabled()
    assert timeline.findChild(QToolButton, "timelinePrevious").isEnabled()


def test_a_click_on_the_slider_goes_there(timeline, told, qtbot):
    timeline.set_range(100)
    slider = timeline.findChild(QSlider)
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, slider.height() // 2))
    assert told == [50]


def test_keys_move_the_slider(timeline, told, qtbot):
    timeline.set_range(10)
    qtbot.keyClick(timeline.findChild(QSlider), Qt.Key.Key_Right)
    assert told == [1]


def test_plays_every_iteration_to_the_end_and_stops(timeline, told, qtbot):
    timeline.set_range(4)
    timeline.findChild(QComboBox).setCurrentIndex(4)
    playing: list[bool] = []
    timeline.playing_changed.connect(playing.append)
    click(qtbot, timeline, "Play")
    assert timeline.is_playing
    qtbot.waitUntil(lambda: not timeline.is_playing)
    assert told == [1, 2, 3, 4]
    assert playing == [True, False]


def test_plays_the_iterations_that_are_given_and_no_others(timeline, told, qtbot):
    timeline.set_range(300)
    timeline.findChild(QComboBox).setCurrentIndex(4)
    timeline.play([0, 1, 5, 300])
    qtbot.waitUntil(lambda: not timeline.is_playing)
    assert told == [1, 5, 300]


def test_plays_from_the_start_when_at_the_end(timeline, told):
    timeline.set_range(4)
    timeline.set_position(4)
    timeline.play()
    assert told == [0]
    timeline.pause()


def test_whoever_chooses_stops_the_playback(timeline, qtbot):
    timeline.set_range(50)
    for name in ("Next", "Last", "First"):
        timeline.set_position(10)
        timeline.play()
        click(qtbot, timeline, name)
        assert not timeline.is_playing
    timeline.play()
    slider = timeline.findChild(QSlider)
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(200, slider.height() // 2))
    assert not timeline.is_playing


def test_the_play_button_says_what_it_will_do(timeline):
    timeline.set_range(50)
    button = timeline.findChild(QToolButton, "timelinePlay")
    before = button.toolTip()
    timeline.play()
    assert button.toolTip() != before
    timeline.pause()
    assert button.toolTip() == before


def test_speed_changes_while_playing(timeline):
    timeline.set_range(50)
    timeline.play()
    slow = timeline._timer.interval()
    timeline.findChild(QComboBox).setCurrentText("8×")
    assert timeline._timer.interval() < slow
    timeline.pause()


def test_the_range_may_grow_while_it_is_watched(timeline, told):
    for n in range(1, 30):
        timeline.set_range(n)
        timeline.set_position(n)
        assert timeline.is_at_end()
    timeline.set_position(3)
    timeline.set_range(60)
    assert timeline.position == 3
    assert told == []
