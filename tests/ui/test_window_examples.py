"""Examples in the window: clicks and scribbles name the clusters under them, whatever k is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QPushButton

from core.cluster.parameters import Parameters
from tests.ui.window_driving import LEFT, complaint, do, find, names, settled, show
from tests.workers.pictures import three_colours
from ui.shell.main_window import MainWindow

LONG_MS = 30_000


def at(window: MainWindow, column: float, row: float) -> tuple[object, QPoint]:
    view = window.workspace.parts.pictures.original
    return view.viewport(), view.mapFromScene(column + 0.5, row + 0.5)


def example(qtbot, window: MainWindow, name: str, *places: tuple[float, float]) -> None:
    """Type the name, then press, move and release along the places."""
    box = find(window, QComboBox, "example_class")
    box.setEditText(name)
    viewport, start = at(window, *places[0])
    qtbot.mousePress(viewport, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for place in places[1:]:
        qtbot.mouseMove(viewport, at(window, *place)[1])
    qtbot.mouseRelease(viewport, LEFT, Qt.KeyboardModifier.NoModifier, at(window, *places[-1])[1])


@pytest.fixture
def giving(window, qtbot) -> MainWindow:
    """Columns 1, 5 and 10 of the picture are the clusters 1, 2 and 3."""
    show(qtbot, window, three_colours())
    do(qtbot, window, "use_examples")
    return window


def test_the_cluster_under_a_click_takes_the_class(giving, qtbot) -> None:
    example(qtbot, giving, "ice", (10, 3))
    assert names(giving) == ["1", "2", "ice"]
    assert len(giving.session.document.examples) == 1
    example(qtbot, giving, "ice", (1, 3))
    assert names(giving) == ["ice", "2"]
    do(qtbot, giving, "undo")
    do(qtbot, giving, "undo")
    assert (names(giving), giving.session.document.examples) == (["1", "2", "3"], ())


def test_a_scribble_over_two_clusters_is_one_step(giving, qtbot) -> None:
    example(qtbot, giving, "ice", (5, 3), (8, 3), (10, 3))
    assert names(giving) == ["1", "ice"]
    assert len(giving.session.document.examples[0].places) > 1
    do(qtbot, giving, "undo")
    assert names(giving) == ["1", "2", "3"]


def test_examples_hold_for_another_k(giving, qtbot) -> None:
    example(qtbot, giving, "ice", (10, 3))
    example(qtbot, giving, "sea", (1, 3))
    giving.workspace.clustering.take_parameters(Parameters(k=2), True)
    qtbot.waitUntil(lambda: settled(giving), timeout=LONG_MS)
    assert names(giving) == ["sea", "ice"]


def test_without_a_name_nothing_is_an_example(giving, qtbot) -> None:
    example(qtbot, giving, "  ", (10, 3))
    assert giving.session.document.examples == ()
    assert names(giving) == ["1", "2", "3"]


def test_examples_that_contradict_each_other_are_refused_with_a_sentence(giving, qtbot) -> None:
    example(qtbot, giving, "ice", (10, 3))
    example(qtbot, giving, "sea", (10, 3))
    assert "contradict each other" in complaint(qtbot, giving)
    assert len(giving.session.document.examples) == 1


def test_removing_them_leaves_the_classes(giving, qtbot) -> None:
    clear = find(giving, QPushButton, "examples_clear")
    assert not clear.isEnabled()
    example(qtbot, giving, "ice", (10, 3))
    qtbot.mouseClick(clear, LEFT)
    assert giving.session.document.examples == ()
    assert names(giving) == ["1", "2", "ice"]
    do(qtbot, giving, "undo")
    assert len(giving.session.document.examples) == 1


def test_names_that_are_there_are_offered(giving, qtbot) -> None:
    giving.session.rename_class("1", "sea")
    example(qtbot, giving, "ice", (10, 3))
    box = find(giving, QComboBox, "example_class")
    assert [box.itemText(i) for i in range(box.count())] == ["sea", "ice"]
    assert box.currentText() == "ice"
