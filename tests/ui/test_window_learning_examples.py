"""Learning from examples in the window: what decides, where it asks next, and what is offered."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QToolButton

from core.classes.examples import Example
from core.cluster.parameters import Parameters
from core.image.image import Image
from tests.ui.test_window_examples import at, example
from tests.ui.window_driving import LEFT, do, find, names, notices, settled, show
from tests.workers.pictures import three_colours
from ui.segment.examples.example_tool import ExampleTool
from ui.shell.main_window import MainWindow

LONG_MS = 30_000


@pytest.fixture
def giving(window, qtbot) -> MainWindow:
    """Columns 1, 5 and 10 of the picture are the clusters 1, 2 and 3."""
    show(qtbot, window, three_colours())
    do(qtbot, window, "use_examples")
    return window


def measured(qtbot, window: MainWindow) -> None:
    """Wait until what is shown is of the document."""
    session = window.session
    qtbot.waitUntil(
        lambda: settled(window) and session.outcome.measurement.measured_by == session.document.measured_by,
        timeout=LONG_MS,
    )


def learn(qtbot, window: MainWindow) -> None:
    qtbot.mouseClick(find(window, QToolButton, "examples_learn"), LEFT)
    measured(qtbot, window)


def pixels(window: MainWindow) -> dict[str, int]:
    return {row.name: row.pixels for row in window.workspace.state.rows}


def test_learning_takes_what_nobody_has_named_and_keeping_the_names_gives_it_back(giving, qtbot) -> None:
    assert not find(giving, QToolButton, "examples_learn").isEnabled()
    example(qtbot, giving, "ice", (10, 3))
    example(qtbot, giving, "sea", (1, 3))
    before = pixels(giving)
    learn(qtbot, giving)
    assert giving.services.actions.by_id["learn_examples"].isChecked()
    assert pixels(giving)["2"] == 0
    assert giving.session.outcome.measurement.classified.examples == 2
    kept = "3 clusters · names kept: 2 of 2 right, learned 2, no ±"
    assert giving.workspace.state.result_detail == kept
    assert not any("learned from" in text for text in notices(giving))
    assert len([text for text in notices(giving) if text.startswith("The named clusters are kept")]) == 1
    assert all(row.error is None for row in giving.workspace.state.rows)
    qtbot.mouseClick(find(giving, QToolButton, "examples_names"), LEFT)
    measured(qtbot, giving)
    assert pixels(giving) == before
    do(qtbot, giving, "undo")
    measured(qtbot, giving)
    assert find(giving, QToolButton, "examples_learn").isChecked()
    assert pixels(giving)["2"] == 0


def test_what_is_known_of_the_pixels_stays_from_click_to_click(giving, qtbot) -> None:
    example(qtbot, giving, "ice", (10, 3))
    example(qtbot, giving, "sea", (1, 3))
    learn(qtbot, giving)
    looks = giving.session.outcome.measurement.classified.of.looks
    example(qtbot, giving, "sea", (2, 3))
    measured(qtbot, giving)
    lesson = giving.session.outcome.measurement.classified.of
    assert (lesson.looks, len(lesson.places)) == (looks, 3)
    giving.workspace.clustering.take_parameters(Parameters(k=2), True)
    measured(qtbot, giving)
    assert giving.session.outcome.segmentation.k == 2
    assert giving.session.outcome.measurement.classified.of.looks is looks


def test_where_nothing_can_be_learned_the_clusters_stand_and_it_is_said(giving, qtbot) -> None:
    example(qtbot, giving, "ice", (10, 3))
    example(qtbot, giving, "sea", (1, 3))
    learn(qtbot, giving)
    giving.workspace.clustering.take_parameters(Parameters(k=1), True)
    measured(qtbot, giving)
    assert giving.session.outcome.segmentation.k == 1
    assert giving.session.outcome.measurement.classified is None
    assert any("Until then the areas are those of the named clusters" in text for text in notices(giving))


def test_where_examples_do_not_show_that_it_is_better_the_names_are_kept(giving, qtbot) -> None:
    """Of 49 examples one alone is ice, and without it nobody would know ice."""
    places = [(column, row) for column in range(4) for row in range(6)]
    sea = [Example("sea", ((x + 0.5, y + 0.5),)) for x, y in places]
    more = [Example("sea", ((x + 4.5, y + 0.5),)) for x, y in places]
    giving.session.set_examples((*sea, *more, Example("ice", ((10.5, 3.5),))), "Add examples")
    measured(qtbot, giving)
    before = giving.session.outcome.measurement.labels
    learn(qtbot, giving)
    kept = "3 clusters · names kept: 49 of 49 right, learned 48"
    assert giving.workspace.state.result_detail == kept
    assert np.array_equal(giving.session.outcome.measurement.labels, before)
    more = tuple(Example("ice", ((10.5, y + 0.5),)) for y in (0, 1))
    giving.session.set_examples((*giving.session.document.examples, *more), "Add examples")
    measured(qtbot, giving)
    told = "3 clusters · learned from 51 examples, no ±"
    assert giving.workspace.state.result_detail == told


def test_cancelling_keeps_the_names(giving, qtbot) -> None:
    example(qtbot, giving, "ice", (10, 3))
    example(qtbot, giving, "sea", (1, 3))
    before = pixels(giving)
    qtbot.mouseClick(find(giving, QToolButton, "examples_learn"), LEFT)
    giving.services.status.cancel_all()
    assert not giving.session.document.classifier
    measured(qtbot, giving)
    assert pixels(giving) == before
    assert find(giving, QToolButton, "examples_names").isChecked()


def test_it_asks_and_a_number_answers_until_escape(giving, qtbot) -> None:
    tool = giving.workspace.tools.tool(ExampleTool)
    example(qtbot, giving, "ice", (10, 3))
    example(qtbot, giving, "sea", (1, 3))
    learn(qtbot, giving)
    qtbot.mouseClick(find(giving, QPushButton, "examples_ask"), LEFT)
    qtbot.waitUntil(lambda: tool.question is not None, timeout=LONG_MS)
    column, row = tool.question
    assert giving.session.outcome.segmentation.labels[row, column] == 2
    view = giving.workspace.parts.pictures.original
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(giving.session.document.examples) == 3)
    assert giving.session.document.examples[-1].class_name == "sea"
    assert giving.session.document.examples[-1].places == ((column + 0.5, row + 0.5),)
    qtbot.waitUntil(lambda: tool.question is not None, timeout=LONG_MS)
    assert names(giving) == ["sea", "ice"]
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: tool.question == (column, row), timeout=LONG_MS)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert tool.question is None
    assert not giving.workspace.examples.asking.asking


def test_another_class_is_typed_and_what_nobody_can_tell_is_skipped(giving, qtbot) -> None:
    tool, view = giving.workspace.tools.tool(ExampleTool), giving.workspace.parts.pictures.original
    do(qtbot, giving, "ask_next")
    qtbot.waitUntil(lambda: tool.question is not None, timeout=LONG_MS)
    first = tool.question
    qtbot.keyClick(view, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: tool.question not in (None, first), timeout=LONG_MS)
    qtbot.keyClick(view, Qt.Key.Key_O)
    box = find(giving, QComboBox, "example_class")
    box.setEditText("mud")
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(giving.session.document.examples) == 1)
    assert giving.session.document.examples[0].class_name == "mud"
    qtbot.waitUntil(lambda: tool.question is not None, timeout=LONG_MS)
    assert tool.question == first


def test_with_one_class_alone_there_is_nothing_to_ask(giving, qtbot) -> None:
    for place in ((10, 3), (5, 3), (1, 3)):
        example(qtbot, giving, "ice", place)
    do(qtbot, giving, "ask_next")
    asking = giving.workspace.examples.asking
    qtbot.waitUntil(lambda: not asking.asking, timeout=LONG_MS)
    assert "two classes or more" in giving.workspace.parts.tool_options.findChild(object, "tool_hint").text()


def test_a_cluster_with_two_classes_is_split_by_the_smallest_k_that_parts_them(window, qtbot) -> None:
    """Four greys: 2 clusters join the two dark and the two light ones; 3 part the dark ones."""
    greys = np.repeat([[10, 40, 200, 210]], 12, axis=0).repeat(6, axis=1).astype(np.uint8)
    show(qtbot, window, Image(greys[..., None]), k=2)
    do(qtbot, window, "use_examples")
    example(qtbot, window, "sea", (2, 3))
    example(qtbot, window, "sea", (2, 9))
    example(qtbot, window, "mud", (8, 3))
    (notice,) = [each for each in window.services.notices.notices() if "holds examples" in each.text]
    assert [answer.text for answer in notice.answers] == ["Split it", "Learn"]
    (gone,) = [each for each in window.services.notices.notices() if "“mud” is gone" in each.text]
    assert [answer.text for answer in gone.answers] == ["Split it"]
    notice.answers[0].taken()
    qtbot.waitUntil(lambda: window.session.document.parameters.k == 3, timeout=LONG_MS)
    measured(qtbot, window)
    assert names(window) == ["sea", "mud", "3"]


def test_examples_that_no_clusters_part_are_to_be_learned(giving, qtbot) -> None:
    """One colour is two things."""
    example(qtbot, giving, "sea", (1, 3))
    example(qtbot, giving, "mud", (2, 4))
    example(qtbot, giving, "ice", (10, 3))
    giving.workspace.examples.shared.split()
    qtbot.waitUntil(lambda: any("No number of clusters" in text for text in notices(giving)), timeout=LONG_MS)
    assert giving.session.document.parameters.k == 3
    learn(qtbot, giving)
    assert not any("No number of clusters" in text for text in notices(giving))


def test_the_doubt_of_what_was_learned_is_shown(giving, qtbot) -> None:
    example(qtbot, giving, "ice", (10, 3))
    example(qtbot, giving, "sea", (1, 3))
    learn(qtbot, giving)
    do(qtbot, giving, "show_doubt")
    doubt = giving.workspace.doubt
    qtbot.waitUntil(lambda: doubt.pixels is not None, timeout=LONG_MS)
    assert doubt.pixels > 0


def test_the_switch_is_in_the_document(giving, qtbot) -> None:
    example(qtbot, giving, "ice", (10, 3))
    example(qtbot, giving, "sea", (1, 3))
    learn(qtbot, giving)
    document = giving.session.document
    assert document.classifier
    assert not document.with_examples(()).classifier
    assert not replace(document, examples=()).with_classifier(True).classifier
    assert at(giving, 1, 1)
