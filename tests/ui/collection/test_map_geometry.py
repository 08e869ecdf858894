"""Where points stand, which are meant, and which show their picture."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from ui.collection.map_geometry import (
    Camera,
    fitted,
    in_sight,
    middles,
    nearest,
    picture_side,
    towards,
    with_room,
)
from ui.collection.map_gesture import Gesture
from ui.collection.map_raster import kernel, paint_dots, radius_of

SQUARE = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 1.0], [2.0, 1.0]])


def test_all_points_are_in_sight_with_room_around_them_and_y_goes_up() -> None:
    camera = fitted(SQUARE, 280, 200)
    assert (camera.x, camera.y, camera.scale) == (1.0, 0.5, 100.0)
    sx, sy = camera.at(SQUARE)
    assert sx.tolist() == [40.0, 240.0, 40.0, 240.0]
    assert sy.tolist() == [150.0, 150.0, 50.0, 50.0]


def test_one_point_stands_in_the_middle() -> None:
    camera = fitted(np.array([[3.0, 4.0]]), 100, 80)
    assert np.isfinite(camera.scale)
    assert [float(each[0]) for each in camera.at(np.array([[3.0, 4.0]]))] == [50.0, 40.0]


def test_what_is_under_the_mouse_stays_there() -> None:
    camera = fitted(SQUARE, 280, 200).zoomed(2.0, 240, 50)
    assert [float(each[3]) for each in camera.at(SQUARE)] == pytest.approx([240.0, 50.0])
    assert camera.scale == 200.0
    pushed = camera.moved(10, -5)
    assert [float(each[3]) for each in pushed.at(SQUARE)] == pytest.approx([250.0, 45.0])


def test_nobody_is_lost_by_zooming() -> None:
    camera = Camera(scale=1.0, fitted=1.0, width=100, height=100)
    assert camera.zoomed(1e-9, 0, 0).scale == 0.25
    assert camera.zoomed(1e9, 0, 0).scale == 4000.0


def test_the_mouse_means_the_nearest_point_within_reach() -> None:
    sx, sy = np.array([10.0, 20.0, 20.0]), np.array([10.0, 10.0, 10.0])
    assert nearest(sx, sy, 17, 10) == 1  # of two at one place the first
    assert nearest(sx, sy, 29.1, 10) == -1
    assert nearest(sx, sy, 29, 10) == 1
    assert nearest(sx[:0], sy[:0], 0, 0) == -1


def test_an_arrow_goes_to_the_next_point_that_way() -> None:
    sx, sy = np.array([0.0, 10.0, 30.0, 12.0]), np.array([0.0, 8.0, 1.0, -11.0])
    assert towards(sx, sy, 0, 1, 0) == 1  # 10 + 2 · 8 is less than 30 + 2 · 1
    assert towards(sx, sy, 0, 0, -1) == 0  # the one above lies more than 45° aside
    assert towards(sx, sy, 2, -1, 0) == 3 or towards(sx, sy, 2, -1, 0) == 0
    assert towards(sx, sy, 0, -1, 0) == 0


def test_pictures_are_as_large_as_there_is_room() -> None:
    camera = Camera(width=800, height=600)
    assert picture_side(1, camera) == 96
    assert picture_side(4000, camera) == 44
    assert picture_side(4001, camera) == 0
    assert picture_side(0, camera) == 0


def test_no_picture_lies_on_another_and_the_first_go_first() -> None:
    camera = Camera(scale=1.0, width=400, height=400)
    xy = np.array([[0.0, 0.0], [30.0, 0.0], [44.0, 0.0], [0.0, 43.9], [0.0, 88.0]])
    assert with_room(xy, np.array([0, 1, 2, 3, 4]), camera, 44) == [0, 2, 4]
    assert with_room(xy, np.array([1, 0, 2, 3, 4]), camera, 44)[0] == 1


def test_points_beyond_the_edge_are_out_of_sight() -> None:
    camera = Camera(width=10, height=10)
    sx, sy = np.array([-1.0, 0.0, 9.9, 10.0]), np.full(4, 5.0)
    assert in_sight(sx, sy, camera).tolist() == [False, True, True, False]
    assert in_sight(sx, sy, camera, beyond=1.0).tolist() == [True] * 4


def test_a_rectangle_and_a_lasso_hold_what_lies_in_them() -> None:
    sx, sy = np.array([5.0, 15.0, 25.0, -3.0]), np.array([5.0, 15.0, 5.0, 5.0])
    rectangle = Gesture("rectangle", [QPointF(20, 20)])
    rectangle.move(QPointF(9, 9))
    rectangle.move(QPointF(2, 2))
    assert rectangle.is_drag
    assert rectangle.holds(sx, sy, 40, 30).tolist() == [True, True, False, False]
    lasso = Gesture("lasso", [QPointF(0, 0)])
    for x, y in ((30, 0), (30, 10), (0, 10)):
        lasso.move(QPointF(x, y))
    assert lasso.holds(sx, sy, 40, 30).tolist() == [True, False, True, False]


def test_a_press_that_hardly_moves_is_no_drag() -> None:
    gesture = Gesture("lasso", [QPointF(5, 5)])
    gesture.move(QPointF(7, 6))
    assert not gesture.is_drag


def test_dots_are_painted_in_their_colours_and_cut_at_the_edges() -> None:
    picture = np.zeros((6, 8, 4), np.uint8)
    paint_dots(
        picture,
        (np.array([0.0, 4.0, 99.0]), np.array([0.0, 3.0, 3.0])),
        np.array([[255, 0, 0], [10, 20, 30], [9, 9, 9]], np.uint8),
        1.5,
    )
    assert picture[0, 0].tolist() == [0, 0, 255, 255]
    assert picture[3, 4].tolist() == [30, 20, 10, 255]
    assert not picture[:, 7].any()


def test_a_dot_has_a_soft_edge_and_its_middle_is_painted_last() -> None:
    covers = kernel(1.5)
    assert covers[-1][2] == 1.0
    assert covers[0][2] < 1.0
    assert sum(cover for _row, _column, cover in covers) == pytest.approx(np.pi * 1.5**2, rel=0.03)
    assert radius_of(60) > radius_of(5000) > radius_of(100_000)


def test_the_middle_of_each_group_leaves_noise_and_what_has_no_number_out() -> None:
    xy = np.array([[0.0, 0.0], [2.0, 4.0], [9.0, 9.0], [5.0, 1.0], [7.0, 7.0]])
    numbers, places = middles(xy, np.array([3, 3, -1, 1, 0]))
    assert numbers.tolist() == [1, 3]
    assert places.tolist() == [[5.0, 1.0], [1.0, 2.0]]
