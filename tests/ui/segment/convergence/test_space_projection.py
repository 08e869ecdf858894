"""Features on the screen: three axes turned, a plane, the way back; and points as an image."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ui.segment.convergence.point_raster import packed, rasterised, reaches
from ui.segment.convergence.space_marks import spaced_steps
from ui.segment.convergence.space_projection import CLOSEST, FARTHEST, Projection, Turn, frame_of, in_space

# Longest along the second axis, then the third.
POINTS = np.array([[0.0, -9, -3], [0, 9, 3], [1, 0, 3], [-1, 0, -3], [0, 9, -3], [0, -9, 3]])
STRAIGHT = Turn(0.0, 0.0)


def shown(turn: Turn, size=(200.0, 100.0), dimensions: int = 3) -> Projection:
    frame = frame_of(POINTS, np.ones(len(POINTS)), np.zeros((0, 3)))
    return in_space((0, 1, 2), dimensions, frame=frame, turn=turn, size=size, margin=10)[0]


def test_the_longest_axis_goes_to_the_right_and_the_next_one_up() -> None:
    projection = shown(STRAIGHT)
    middle, along, up = projection(np.array([[0.0, 0, 0], [0, 1, 0], [0, 0, 1]]))
    assert middle == pytest.approx([100, 50])
    assert along[0] > middle[0]
    assert along[1] == pytest.approx(middle[1])
    assert up[1] < middle[1]


@pytest.mark.parametrize("turn", [STRAIGHT, Turn(1.0, 0.5), Turn(4.0, -1.2), Turn()])
def test_however_it_is_turned_all_is_in_sight_and_axes_have_one_scale(turn) -> None:
    projection = shown(turn)
    at = projection(POINTS)
    assert at.min() >= 10 - 1e-9
    assert (at <= np.array([190, 90]) + 1e-9).all()
    seen = np.linalg.svd(projection.matrix)[1]
    assert seen[0] == pytest.approx(seen[1])


def test_what_is_moved_on_the_screen_is_there_and_no_nearer_or_farther() -> None:
    projection = shown(Turn(0.7, 0.3), dimensions=4)
    feature = np.array([1.0, 2, 3, 44])
    moved = projection.moved(feature, (12, -5))
    assert projection(moved) - projection(feature) == pytest.approx([12, -5])
    assert moved[3] == 44
    away = np.cross(projection.matrix[:3, 0], projection.matrix[:3, 1])
    assert (moved - feature)[:3] @ away == pytest.approx(0, abs=1e-6)


def test_a_turn_ends_above_and_below_and_zoom_at_its_ends() -> None:
    assert STRAIGHT.turned(0, 9).elevation == math.pi / 2
    assert STRAIGHT.turned(0, -9).elevation == -math.pi / 2
    assert STRAIGHT.turned(math.tau + 1, 0).azimuth == pytest.approx(1)
    assert STRAIGHT.zoomed(1e9).zoom == CLOSEST
    assert STRAIGHT.zoomed(1e-9).zoom == FARTHEST


def test_without_points_and_with_one_there_is_something_to_draw() -> None:
    nothing = np.zeros((0, 3))
    for points in (nothing, np.ones((1, 3))):
        frame = frame_of(points, np.ones(len(points)), nothing)
        projection, _ = in_space((0, 1, 2), 3, frame=frame, turn=STRAIGHT, size=(100, 60))
        assert np.isfinite(projection.matrix).all()
        assert np.linalg.norm(projection.matrix[:, 0]) == pytest.approx(1)  # one unit a pixel


def test_later_points_lie_on_earlier_ones_and_none_outside_is_drawn() -> None:
    at = np.array([[5.0, 5], [5, 5], [-40, 2], [9.9, 9.9], [math.inf, 0]])
    colours = np.array([[255, 0, 0], [0, 0, 255], [9, 9, 9], [0, 255, 0], [9, 9, 9]], np.uint8)
    _, pixels = rasterised(at, packed(colours), np.array([3, 1, 1, 1, 1]), size=(10, 10), ratio=1.0)
    drawn = pixels.reshape(10, 10)
    assert drawn[4, 4] == drawn[5, 5] == 0xFF0000FF
    assert drawn[3, 3] == drawn[6, 6] == 0xFFFF0000
    assert drawn[9, 9] == 0xFF00FF00
    assert set(np.unique(drawn)) == {0, 0xFF0000FF, 0xFFFF0000, 0xFF00FF00}


def test_points_of_more_pixels_are_larger() -> None:
    assert reaches(np.array([1.0, 3, 26, 100])).tolist() == [1, 2, 3, 3]
    assert reaches(np.array([1.0, 2.25, 25, 100])).tolist() == [1, 1, 2, 3]
    assert reaches(np.zeros(2)).tolist() == [1, 1]


def test_of_many_steps_the_early_ones_are_kept() -> None:
    assert spaced_steps(4, 24).tolist() == [0, 1, 2, 3, 4]
    steps = spaced_steps(300, 24).tolist()
    assert len(steps) <= 24
    assert steps[:4] == [0, 1, 2, 3]
    assert steps[-1] == 300
    assert steps[-1] - steps[-2] > 50
