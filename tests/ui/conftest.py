"""A main window for the tests of what is done in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[object]:
    """A MainWindow on the screen, closed at the end."""
    from ui.application.window import make_window

    made = make_window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_without_asking()


@pytest.fixture
def shown(window: object, qtbot: QtBot) -> object:
    """A main window with a picture of four stripes in four clusters."""
    from tests.ui.inside_driving import stripes
    from tests.ui.window_driving import show

    show(qtbot, window, stripes(), k=4)
    return window
