import pytest
from pytestqt.qtbot import QtBot

from ui.segment.clustering.run_buttons import RunButtons


@pytest.fixture
def buttons(qtbot: QtBot) -> RunButtons:
    made = RunButtons()
    qtbot.addWidget(made)
    qtbot.addWidget(made.live)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_the_keyboard_stays_at_the_buttons_while_a_run_begins_and_ends(buttons: RunButtons) -> None:
    buttons.run.setFocus()
    buttons.set_running(True, False)
    assert buttons.stop.hasFocus()
    buttons.set_running(False, False)
    assert buttons.run.hasFocus()


def test_a_button_that_can_still_be_pressed_keeps_the_focus(buttons: RunButtons) -> None:
    buttons.set_running(True, False)
    buttons.pause.setFocus()
    buttons.set_running(True, True)
    assert buttons.pause.hasFocus()
