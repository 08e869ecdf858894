"""“Why here?” in the window: it follows the cursor, stays with a click, and agrees with the labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QLabel, QToolButton

from core.cluster.features.feature import Feature
from core.image.image import Image, Provenance
from core.measure.explain import explain
from tests.e2e.driving import LEFT, find, wait_result
from tests.workers.pictures import noisy
from ui.shell.main_window import MainWindow
from workers.opening import opened

LONG_MS = 30_000


def show(qtbot, window: MainWindow, image: Image, k: int = 4) -> None:
    window.services.documents.take_opened(opened(image))
    wait_result(qtbot, window)
    window.workspace.clustering.take_parameters(replace(window.session.document.parameters, k=k), True)
    wait_result(qtbot, window)


def spot(window: MainWindow, column: int, row: int) -> QPoint:
    return window.workspace.parts.pictures.original.mapFromScene(QPointF(column + 0.5, row + 0.5))


def move(qtbot, window: MainWindow, column: int, row: int) -> None:
    viewport = window.workspace.parts.pictures.original.viewport()
    # The cursor may stand there already, from the test before: then there is no move.
    qtbot.mouseMove(viewport, QPoint(1, 1))
    qtbot.mouseMove(viewport, spot(window, column, row))
    qtbot.waitUntil(lambda: window.workspace.parts.why.place.text() == f"x {column}, y {row}")


def click(qtbot, window: MainWindow, column: int, row: int) -> None:
    qtbot.mouseClick(window.workspace.parts.pictures.original.viewport(), LEFT, pos=spot(window, column, row))


@pytest.fixture
def asked(qtbot, window):
    """A picture of noise, 40 × 30, in four clusters; the panel is open."""
    window.showNormal()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.width() == 1366)
    show(qtbot, window, noisy())
    window.services.actions.by_id["why"].trigger()
    qtbot.waitUntil(lambda: window.workspace.why.visible)
    # Offscreen the screen is a small one, to which the window shrinks some time later.
    room = window.screen().availableGeometry().width()
    qtbot.waitUntil(lambda: window.width() <= max(room, window.minimumSizeHint().width()))
    return window


def test_the_action_brings_the_panel_to_the_front_and_the_panel_says_what_to_do(asked):
    assert asked.workspace.parts.classes.visibleRegion().isEmpty()
    assert not asked.workspace.parts.why.visibleRegion().isEmpty()
    assert "Move over the picture" in asked.workspace.parts.why.hint_text
    assert not asked.workspace.parts.why.follow.isVisible()


def test_follows_the_cursor_and_agrees_with_the_labels(asked, qtbot):
    found, document = asked.session.outcome.segmentation, asked.session.document
    for column, row in ((5, 7), (30, 20), (12, 3)):
        move(qtbot, asked, column, row)
        panel = asked.workspace.parts.why
        assert panel.hint_text == ""
        assert panel.swatch.colour.getRgb()[:3] == tuple(document.image.pixels[row, column])
        assert panel.bars.bars[0].label == str(found.labels[row, column])
        assert len(panel.bars.bars) == 4
        assert str(found.labels[row, column]) in panel.headline.text()
        assert "colour" in panel.count.text()


def test_the_bars_have_the_colours_of_the_clusters_and_the_names_of_the_classes(asked, qtbot):
    move(qtbot, asked, 5, 7)
    asked.session.rename_class("2", "ice")
    bars = {bar.label: bar for bar in asked.workspace.parts.why.bars.bars}
    assert set(bars) == {"1", "2 (ice)", "3", "4"}
    red, green, blue = asked.session.outcome.segmentation.colours[1]
    assert bars["2 (ice)"].colour == f"#{red:02x}{green:02x}{blue:02x}"
    distances = [bar.distance for bar in asked.workspace.parts.why.bars.bars]
    assert distances == sorted(distances)


def test_a_click_holds_the_pixel_and_let_go_follows_again(asked, qtbot):
    click(qtbot, asked, 5, 7)
    assert asked.workspace.why.held == (5, 7)
    asked.workspace.why.look_at(20, 20)
    assert asked.workspace.parts.why.place.text() == "x 5, y 7"
    assert asked.workspace.parts.pictures.segmentation._pin.isVisible()
    qtbot.mouseClick(find(asked, QToolButton, "why_follow"), LEFT)
    assert asked.workspace.why.held is None
    assert asked.workspace.parts.why.place.text() == "x 20, y 20"
    assert not asked.workspace.parts.pictures.segmentation._pin.isVisible()


def test_a_second_click_on_the_pixel_lets_go_and_another_pixel_takes_over(asked, qtbot):
    asked.workspace.why.hold(5, 7)
    asked.workspace.why.hold(9, 9)
    assert asked.workspace.why.held == (9, 9)
    asked.workspace.why.hold(9, 9)
    assert asked.workspace.why.held is None


def test_dragging_pans_and_holds_nothing(asked, qtbot):
    viewport = asked.workspace.parts.pictures.original.viewport()
    start = spot(asked, 20, 15)
    qtbot.mousePress(viewport, LEFT, pos=start)
    qtbot.mouseMove(viewport, start + QPoint(50, 30))
    qtbot.mouseRelease(viewport, LEFT, pos=start + QPoint(50, 30))
    assert asked.workspace.why.held is None


def test_a_trembling_click_is_a_click_and_does_not_pan(asked, qtbot):
    move(qtbot, asked, 20, 15)  # and all that comes with the first reason has found its place
    viewport, start = asked.workspace.parts.pictures.original.viewport(), spot(asked, 20, 15)
    qtbot.mousePress(viewport, LEFT, pos=start)
    qtbot.mouseMove(viewport, start + QPoint(1, 1))
    qtbot.mouseRelease(viewport, LEFT, pos=start + QPoint(1, 1))
    assert asked.workspace.why.held == (20, 15)
    assert spot(asked, 20, 15) == start


def test_a_double_click_fits_and_leaves_what_was_held(asked, qtbot):
    click(qtbot, asked, 5, 7)
    viewport, at = asked.workspace.parts.pictures.original.viewport(), spot(asked, 20, 15)
    qtbot.mouseClick(viewport, LEFT, pos=at)
    qtbot.mouseDClick(viewport, LEFT, pos=at)
    assert asked.workspace.why.held == (5, 7)


def test_follows_the_timeline_with_the_centroids_of_then(asked, qtbot):
    click(qtbot, asked, 5, 7)
    at_the_end = asked.workspace.parts.why.bars.bars
    assert asked.workspace.parts.why.iteration.text() == ""
    asked.workspace.replay.choose(1)
    qtbot.waitUntil(lambda: asked.workspace.replay.shown == 1, timeout=LONG_MS)
    assert "Iteration 1 of" in asked.workspace.parts.why.iteration.text()
    outcome = asked.session.outcome
    told = explain(
        outcome.prepared,
        outcome.segmentation.history[1].centroids,
        5,
        7,
        order=outcome.segmentation.start_order,
    )
    bars = asked.workspace.parts.why.bars.bars
    assert [bar.distance for bar in bars] == [each.distance for each in told.nearest_first]
    assert bars[0].label == str(asked.workspace.replay.labels[7, 5])
    assert bars != at_the_end


def test_a_held_pixel_stays_for_another_number_of_clusters(asked, qtbot):
    click(qtbot, asked, 5, 7)
    asked.workspace.clustering.take_parameters(replace(asked.session.document.parameters, k=9), True)
    wait_result(qtbot, asked)
    assert asked.workspace.why.held == (5, 7)
    assert len(asked.workspace.parts.why.bars.bars) == 9


def test_another_picture_lets_go(asked, qtbot):
    click(qtbot, asked, 5, 7)
    show(qtbot, asked, noisy(1, height=3, width=4))
    assert asked.workspace.why.held is None
    assert "Move over the picture" in asked.workspace.parts.why.hint_text
    asked.services.documents.close_picture()
    assert "Open a picture" in asked.workspace.parts.why.hint_text


def test_no_data_is_said(asked, qtbot):
    valid = np.ones((30, 40), bool)
    valid[7, 5] = False
    show(qtbot, asked, Image(noisy().pixels, valid, provenance=Provenance("holes.png")))
    move(qtbot, asked, 5, 7)
    assert asked.workspace.parts.why.headline.text() == "No data"
    assert asked.workspace.parts.why.swatch.colour is None
    assert asked.workspace.parts.why.bars.bars == ()


def test_behind_another_tab_nothing_is_explained_and_a_click_holds_nothing(asked, qtbot):
    asked.workspace.parts.docks["dock_classes"].raise_()
    qtbot.waitUntil(lambda: not asked.workspace.why.visible)
    asked.workspace.why.look_at(3, 3)
    click(qtbot, asked, 5, 7)
    assert asked.workspace.why.held is None
    assert "Move over the picture" in asked.workspace.parts.why.hint_text
    asked.services.actions.by_id["why"].trigger()
    qtbot.waitUntil(lambda: asked.workspace.parts.why.place.text() != "")
    assert asked.workspace.parts.why.hint_text == ""


@pytest.mark.parametrize("space", ["lab", "hsv", "gray"])
def test_every_space_has_its_unit(asked, qtbot, space):
    asked.workspace.clustering.take_parameters(replace(asked.session.document.parameters, space=space), True)
    wait_result(qtbot, asked)
    qtbot.waitUntil(lambda: asked.session.outcome.segmentation.parameters.space == space, timeout=LONG_MS)
    move(qtbot, asked, 5, 7)
    assert ("ΔE" in asked.workspace.parts.why.unit.text()) == (space == "lab")
    assert asked.workspace.parts.why.bars.bars[0].label == str(
        asked.session.outcome.segmentation.labels[7, 5]
    )


def test_the_window_with_the_panel_comes_up_dark_too(asked, qtbot):
    from ui.widgets.theme import apply_scheme

    move(qtbot, asked, 5, 7)
    apply_scheme("dark")
    assert not asked.workspace.parts.why.grab().isNull()
    apply_scheme("light")
    assert asked.workspace.parts.why.follow.focusPolicy() != Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("space", ["lab", "hsv", "gray"])
def test_features_stand_beside_the_colours(asked, qtbot, space):
    parameters = asked.session.document.parameters
    features = (Feature("position", 0.5),)
    asked.workspace.clustering.take_parameters(replace(parameters, space=space, features=features), True)
    found = wait_result(qtbot, asked).segmentation
    move(qtbot, asked, 5, 7)
    assert asked.session.outcome.prepared.names[-2:] == ("x", "y")
    why = explain(asked.session.outcome.prepared, found.centroids, 5, 7, order=found.start_order)
    assert why.cluster == found.labels[7, 5]
    shown = " ".join(label.text() for label in asked.workspace.parts.why.findChildren(QLabel))
    assert f"y\N{NO-BREAK SPACE}{why.feature[-1]:.6g}" in shown
