"""The colour space and the picture: pixels and colours point at each other, and centroids are moved."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton

from core.cluster.frozen import Frozen
from core.cluster.parameters import Parameters, with_k
from core.cluster.segmentation import segment
from core.cluster.threshold import Threshold
from core.document.plain_json import to_bytes
from core.image.image import Image
from core.pipeline.record import labels_sha256, run_record
from core.pipeline.record_reader import document_from
from tests.ui.inside_driving import COLOURS, at
from tests.ui.window_driving import LEFT, do, find, parameters, settled, show
from tests.workers.pictures import noisy
from ui.segment.convergence.turned_space import TurnedSpace
from ui.shell.main_window import MainWindow

SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def space_of(window: MainWindow, qtbot, *, turned: bool):
    """The colour space on the screen, drawn: its view, and where features are in it."""
    space = window.workspace.parts.space
    space.in_space.setChecked(turned)
    # Not that of a frame on the way to the result.
    history = window.session.outcome.segmentation.history
    qtbot.waitUntil(lambda: len(space.marks.history) == len(history))
    QApplication.processEvents()
    view = space.turned if turned else space.plot
    return view, view.projection()


def pixel_of(view):
    return view if isinstance(view, TurnedSpace) else view.viewport()


def drag(qtbot, view, *places: QPointF, keys=NONE) -> None:
    target, points = pixel_of(view), [each.toPoint() for each in places]
    qtbot.mousePress(target, LEFT, keys, points[0])
    for point in points[1:]:
        qtbot.mouseMove(target, point)
    qtbot.mouseRelease(target, LEFT, keys, points[-1])


@pytest.mark.parametrize("turned", [False, True])
def test_a_dragged_centroid_is_the_start_of_one_step_that_can_be_repeated(window, qtbot, turned) -> None:
    before = show(qtbot, window, noisy(), k=3).segmentation
    view, projection = space_of(window, qtbot, turned=turned)
    place = QPointF(*projection(before.centroids[1]).tolist())
    drag(qtbot, view, place, place + QPointF(9, 4), place + QPointF(25, 10))
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome.segmentation is not before)
    start = np.array(parameters(window).init)
    assert np.delete(start, 1, axis=0) == pytest.approx(np.delete(before.centroids, 1, axis=0))
    moved = projection(start[1]) - projection(before.centroids[1])
    assert moved == pytest.approx([25, 10], abs=1)
    found = window.session.outcome.segmentation
    assert found.converged
    record = json.loads(to_bytes(run_record(window.session.outcome.result)))
    again = document_from(record, window.session.document.image)
    assert again.parameters.init == parameters(window).init
    assert labels_sha256(segment(again.image, again.parameters).labels) == record["result"]["labels_sha256"]
    assert window.session.undo_stack.count() == 1
    do(qtbot, window, "undo")
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome.segmentation is not found)
    assert parameters(window).init == "k-means++"
    assert np.array_equal(window.session.outcome.segmentation.labels, before.labels)


def test_who_moves_a_centroid_sees_it_go_on(window, qtbot) -> None:
    show(qtbot, window, noisy(), k=3)
    centroids = window.workspace.replay.space_centroids.centroids.copy()
    centroids[0] = 300, -9, 128
    window.workspace.parts.space.start_wanted.emit(centroids)
    qtbot.waitUntil(lambda: window.workspace.replay.shows)
    assert parameters(window).init[0] == (255, 0, 128)  # the edge of the space


def test_it_goes_on_from_the_iteration_that_is_shown(window, qtbot) -> None:
    show(qtbot, window, noisy(), k=3)
    do(qtbot, window, "first_iteration")
    qtbot.waitUntil(lambda: window.workspace.replay.shown == 0)
    centroids = window.workspace.replay.space_centroids.centroids
    window.workspace.space.pick(0, 0, 1)
    start = np.array(parameters(window).init)
    assert np.array_equal(start[1:], centroids[1:])
    assert start[0].tolist() == noisy().pixels[0, 0].tolist()


def test_a_colour_that_is_clicked_on_takes_the_nearest_centroid_or_the_chosen_one(shown, qtbot) -> None:
    window, outcome = shown, shown.session.outcome
    window.services.actions["use_centroid"].trigger()
    original = window.workspace.parts.pictures.original
    qtbot.mouseClick(original.viewport(), LEFT, pos=at(original, 20, 20))
    qtbot.waitUntil(lambda: settled(window))
    assert np.array(parameters(window).init) == pytest.approx(outcome.segmentation.centroids)
    box = window.findChild(QComboBox, "centroid_choice")
    assert [box.itemText(i) for i in range(box.count())] == ["nearest", "1", "2", "3", "4"]
    box.setCurrentIndex(4)
    qtbot.mouseClick(original.viewport(), LEFT, pos=at(original, 20, 20))
    qtbot.waitUntil(lambda: settled(window))
    assert parameters(window).init[3] == tuple(COLOURS[1].tolist())


@pytest.mark.parametrize(
    "given",
    [
        Parameters(k=2, threshold=Threshold("gray")),
        Parameters(k=2, init=((0.0,) * 3, (255.0,) * 3), max_iter=0, frozen=Frozen()),
    ],
    ids=["threshold", "legend"],
)
def test_centroids_that_another_start_cannot_have_stay(window, qtbot, given) -> None:
    show(qtbot, window, noisy(), k=2)
    window.workspace.clustering.take_parameters(given, True)
    qtbot.waitUntil(lambda: settled(window))
    assert not window.workspace.parts.space.marks.movable
    window.workspace.space.pick(0, 0, 1)
    assert parameters(window) == given


def test_a_pixel_that_is_hovered_is_marked_in_the_space(shown, qtbot) -> None:
    view, projection = space_of(shown, qtbot, turned=False)
    space = shown.workspace.parts.space
    shown.workspace.parts.pictures.hovered.emit(20, 20)
    feature, colour = space.marks.pointed
    assert feature.tolist() == COLOURS[1].tolist()
    assert colour.getRgb()[:3] == tuple(COLOURS[1].tolist())
    place = QPoint(*np.rint(projection(feature)).astype(int).tolist())
    ring = view.grab().toImage().pixelColor(place + QPoint(11, 0))
    assert ring.red() > 150 > ring.blue()
    shown.workspace.parts.pictures.hover_left.emit()
    assert space.marks.pointed is None


@pytest.mark.parametrize("turned", [False, True])
def test_a_lasso_marks_the_pixels_of_its_colours_until_escape(shown, qtbot, turned) -> None:
    view, projection = space_of(shown, qtbot, turned=turned)
    x, y = projection(COLOURS[1].astype(float)).tolist()
    corners = [QPointF(x + dx, y + dy) for dx, dy in ((-18, -14), (18, -14), (18, 14), (-18, 14), (-18, -10))]
    drag(qtbot, view, *corners, keys=SHIFT if turned else NONE)
    title = shown.workspace.parts.space.title
    qtbot.waitUntil(lambda: title.detail != "")
    assert title.detail == "768 pixels · 25.00\u00a0%"
    veil = shown.workspace.parts.pictures._veils[0]._levels[0]
    assert (veil[..., 3] == np.where(np.arange(64) // 16 == 1, 0, 255)).all()
    shown.escape()
    assert title.detail == ""
    assert not shown.workspace.parts.pictures._veils[0]._levels


def test_another_picture_takes_the_mark_away(shown, qtbot) -> None:
    view, _ = space_of(shown, qtbot, turned=True)
    drag(qtbot, view, QPointF(1, 1), QPointF(300, 1), QPointF(300, 90), QPointF(1, 90), keys=SHIFT)
    title = shown.workspace.parts.space.title
    qtbot.waitUntil(lambda: title.detail != "")
    show(qtbot, shown, noisy())
    assert title.detail == ""


def test_half_a_drag_is_given_up_by_escape(shown, qtbot) -> None:
    view, projection = space_of(shown, qtbot, turned=True)
    place = QPointF(*projection(COLOURS[1].astype(float)).tolist())
    before = parameters(shown)
    qtbot.mousePress(view, LEFT, pos=place.toPoint())
    qtbot.mouseMove(view, (place + QPointF(20, 0)).toPoint())
    assert shown.workspace.parts.space.marks.dragged is not None
    shown.escape()
    qtbot.mouseRelease(view, LEFT, pos=(place + QPointF(20, 0)).toPoint())
    assert parameters(shown) == before


def test_mouse_wheel_and_keys_turn_and_zoom_the_space(shown, qtbot) -> None:
    view, _ = space_of(shown, qtbot, turned=True)
    first = view.turn
    drag(qtbot, view, QPointF(2, 2), QPointF(40, 2), QPointF(60, 12))
    assert view.turn.azimuth != first.azimuth
    assert view.turn.elevation > first.elevation
    qtbot.mouseDClick(view, LEFT, pos=QPoint(3, 3))
    assert view.turn == first
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Plus):
        qtbot.keyClick(view, key)
    assert view.turn.zoom > 1
    assert view.turn.elevation > first.elevation
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.turn == first
    assert not view.grab().isNull()


def test_half_steps_say_what_they_do_in_numbers_of_this_picture(window, qtbot) -> None:
    outcome = show(qtbot, window, noisy(), k=3)
    history = outcome.segmentation.history
    replay, pictures = window.workspace.replay, window.workspace.parts.pictures
    do(qtbot, window, "first_iteration")
    qtbot.waitUntil(lambda: replay.shown == 0)
    labels = replay.labels.copy()
    do(qtbot, window, "half_step")
    qtbot.waitUntil(lambda: replay.detail.startswith("Move 1: centroid "))
    assert replay.detail.endswith(f", by {history[0].shift:.3g}")
    assert np.array_equal(replay.labels, labels)
    assert np.array_equal(replay.shown_centroids.centroids, history[0].centroids)
    assert np.array_equal(replay.space_centroids.centroids, history[1].centroids)
    do(qtbot, window, "half_step")
    qtbot.waitUntil(lambda: replay.detail.startswith("Assign 1: "))
    assert f" {np.count_nonzero(replay.labels != labels)} pixels change their cluster" in replay.detail
    assert pictures._details[1] == replay.detail
    do(qtbot, window, "last_iteration")
    do(qtbot, window, "half_step")
    qtbot.waitUntil(lambda: replay.shown == 0)


def test_the_last_half_step_says_that_nothing_changes_and_is_the_result(window, qtbot) -> None:
    outcome = show(qtbot, window, noisy(), k=3)
    replay, timeline = window.workspace.replay, window.workspace.parts.timeline
    replay.choose(replay.last - 1)
    qtbot.waitUntil(lambda: replay.shown == replay.last - 1)
    do(qtbot, window, "half_step")
    qtbot.waitUntil(lambda: replay.detail.startswith(f"Move {replay.last}"))
    assert not replay.at_result
    do(qtbot, window, "half_step")
    qtbot.waitUntil(lambda: replay.detail.startswith(f"Assign {replay.last}"))
    assert replay.at_result
    assert replay.labels is outcome.segmentation.labels
    assert timeline.is_at_end()


def test_a_centroid_that_is_held_is_let_go_when_there_are_others(shown, qtbot) -> None:
    view, projection = space_of(shown, qtbot, turned=True)
    place = projection(shown.session.outcome.segmentation.centroids[3])
    qtbot.mousePress(view, LEFT, pos=QPointF(*place.tolist()).toPoint())
    qtbot.mouseMove(view, QPointF(*(place + 9).tolist()).toPoint())
    space = shown.workspace.parts.space
    assert space.marks.dragged[0] == 3
    shown.workspace.clustering.take_parameters(with_k(parameters(shown), 2), True)
    qtbot.waitUntil(lambda: space.marks.history.shape[1] == 2)
    assert space.marks.dragged is None
    assert not view.grab().isNull()
    qtbot.mouseRelease(view, LEFT, pos=QPoint(40, 40))
    assert parameters(shown).init == "k-means++"


def test_centroids_of_another_run_or_space_than_the_document_has_are_no_start(shown, qtbot) -> None:
    controller, stack = shown.workspace.space, shown.session.undo_stack
    centroids = shown.workspace.replay.space_centroids.centroids
    controller.go_on_from(centroids[:3])
    controller.go_on_from(centroids[:, :2])
    controller.pick(20, 20, 5)
    assert stack.count() == 0
    shown.workspace.run_controller.set_live(False)
    shown.session.set_parameters(replace(parameters(shown), space="lab"))
    controller.go_on_from(centroids)
    assert parameters(shown).init == "k-means++"
    assert stack.count() == 1
    assert shown.statusBar().currentMessage().startswith("The parameters have changed")


def test_a_start_that_is_there_already_is_no_other_step(shown, qtbot) -> None:
    controller, stack = shown.workspace.space, shown.session.undo_stack
    centroids = shown.workspace.replay.space_centroids.centroids
    for _ in range(2):
        controller.go_on_from(centroids)
        qtbot.waitUntil(lambda: settled(shown))
        assert stack.count() == 1


def test_of_a_smoothed_picture_what_was_clustered_is_marked(shown, qtbot) -> None:
    shown.workspace.clustering.take_parameters(replace(parameters(shown), light=True), True)
    qtbot.waitUntil(lambda: settled(shown))
    space_of(shown, qtbot, turned=True)
    shown.workspace.parts.pictures.hovered.emit(20, 20)
    feature, _colour = shown.workspace.parts.space.marks.pointed
    prepared = shown.session.outcome.prepared
    assert prepared.image.pixels is not shown.session.document.image.pixels
    assert feature.tolist() == prepared.image.pixels[20, 20].tolist()


def test_a_pixel_of_another_space_than_the_one_drawn_is_not_marked(shown, qtbot) -> None:
    space = shown.workspace.parts.space
    space_of(shown, qtbot, turned=True)
    space.set_pointed(np.zeros(5))
    assert space.marks.pointed is None


def test_of_one_axis_a_lasso_means_the_bars_that_it_touches(window, qtbot) -> None:
    levels = np.repeat(np.array([10, 90, 200], np.uint8), 40).reshape(12, 10, 1)
    show(qtbot, window, Image(levels), k=2)
    space = window.workspace.parts.space
    view, projection = space_of(window, qtbot, turned=False)
    x, y = projection(np.array([90.0])).tolist()
    up = y - 10  # above the foot of the bar, where its feature lies
    corners = [QPointF(x + dx, up + dy) for dx, dy in ((-8, -6), (8, -6), (8, 0), (-8, 0), (-8, -5))]
    drag(qtbot, view, *corners)
    qtbot.waitUntil(lambda: space.title.detail != "")
    assert space.title.detail.startswith("40 pixels")


def test_nothing_plays_or_can_be_assigned_when_the_picture_has_gone(shown, qtbot) -> None:
    do(qtbot, shown, "first_iteration")
    shown.workspace.parts.timeline.half_step()
    shown.workspace.replay.clear()
    assert not find(shown, QToolButton, "timelineAssign").isEnabled()
