"""Half steps on the timeline of a run."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.window_driving import find
from ui.segment.convergence.steps_timeline import StepsTimeline


def test_half_steps_take_turns(qtbot: QtBot) -> None:
    timeline = StepsTimeline()
    qtbot.addWidget(timeline)
    told: list[int] = []
    timeline.position_chosen.connect(told.append)

    def click(name: str) -> None:
        qtbot.mouseClick(find(timeline, QToolButton, f"timeline{name}"), Qt.MouseButton.LeftButton)

    moved: list[int] = []
    assigned: list[int] = []
    timeline.moved.connect(moved.append)
    timeline.assigned.connect(assigned.append)
    timeline.set_range(2)
    timeline.set_position(0)

    def enabled() -> list[bool]:
        buttons = (find(timeline, QToolButton, f"timeline{name}") for name in ("Move", "Assign"))
        return [button.isEnabled() for button in buttons]

    assert enabled() == [True, False]
    click("Move")
    assert (moved, assigned, enabled()) == ([1], [], [False, True])
    click("Assign")
    assert (moved, assigned, enabled()) == ([1], [1], [True, False])
    click("Move")
    click("Last")
    assert (moved, timeline.position, enabled()) == ([1, 2], 2, [False, False])
    assert told == [2]
    timeline.half_step()
    assert told == [2, 0]


def test_the_next_iteration_after_half_of_one_is_its_end(qtbot: QtBot) -> None:
    timeline = StepsTimeline()
    qtbot.addWidget(timeline)
    timeline.set_range(3)
    timeline.set_position(0)
    told: list[int] = []
    timeline.position_chosen.connect(told.append)
    timeline.half_step()
    timeline.go_next()
    timeline.go_next()
    assert told == [1, 2]
