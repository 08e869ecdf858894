"""The convergence as pictures: which iterations, and what is in them."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.replay import MOST_FRAMES, NO_DATA_GREY, chosen_iterations, convergence_frames
from core.cluster.segmentation import segment
from core.image.image import Image


def noisy(height: int = 24, width: int = 36) -> Image:
    return Image(np.random.RandomState(0).randint(0, 256, (height, width, 3)).astype(np.uint8))


def test_a_short_history_is_shown_whole() -> None:
    assert chosen_iterations(1) == [0]
    assert chosen_iterations(120) == list(range(120))
    assert len(chosen_iterations(121)) <= 120 == MOST_FRAMES


def test_of_a_long_one_the_squares_of_even_steps_are_shown() -> None:
    """1000 · (i / 119)² is 0.07, 0.28, 0.64, 1.13, 1.77, 2.54, 3.46, 4.52, 5.72, …"""
    assert chosen_iterations(1001)[:7] == [0, 1, 2, 3, 5, 6, 7]


@pytest.mark.parametrize("length", [MOST_FRAMES + 1, 300, 100_000])
def test_of_a_long_one_most_from_its_start_and_always_both_ends(length) -> None:
    chosen = chosen_iterations(length)
    assert len(chosen) <= MOST_FRAMES
    assert chosen[0] == 0
    assert chosen[-1] == length - 1
    assert chosen == sorted(set(chosen))
    if length > 2 * MOST_FRAMES:
        assert sum(i < length / 2 for i in chosen) > len(chosen) / 2


@pytest.mark.parametrize(("space", "longest", "step"), [("rgb", 640, 1), ("rgb", 9, 4), ("bands", 9, 4)])
def test_the_last_frame_is_the_result_in_its_colours(space, longest, step) -> None:
    image, parameters = noisy(), Parameters(k=4, space=space)
    found = segment(image, parameters)
    made = convergence_frames(prepare(image, space), found.history, found.start_order, longest_side=longest)
    frames = list(made)
    assert len(frames) == found.iterations + 1
    np.testing.assert_array_equal(frames[-1], found.colours[found.labels - 1][::step, ::step])
    assert (frames[0] != frames[-1]).any()


@pytest.mark.parametrize("space", ["rgb", "bands"])
def test_no_data_is_grey_in_every_frame(space) -> None:
    valid = np.ones((24, 36), bool)
    valid[:5] = False
    image = Image(noisy().pixels, valid)
    found = segment(image, Parameters(k=3, space=space))
    for frame in convergence_frames(prepare(image, space), found.history, found.start_order):
        assert (frame[:5] == NO_DATA_GREY).all()
        assert not (frame[5:] == NO_DATA_GREY).all()


@pytest.mark.parametrize(
    ("longest", "shape"), [(640, (24, 36)), (36, (24, 36)), (35, (12, 18)), (10, (6, 9))]
)
def test_a_large_picture_becomes_a_small_one(longest, shape) -> None:
    image = noisy()
    found = segment(image, Parameters(k=3, max_iter=1))
    frames = convergence_frames(prepare(image, "rgb"), found.history, found.start_order, longest_side=longest)
    assert {frame.shape for frame in frames} == {(*shape, 3)}


def test_a_tall_picture_is_no_longer_than_640_pixels() -> None:
    for height, shown in ((640, 640), (641, 321)):
        image = Image(np.zeros((height, 2, 1), np.uint8))
        found = segment(image, Parameters(k=1))
        (frame,) = convergence_frames(prepare(image, "gray"), found.history, found.start_order)
        assert len(frame) == shown


def test_it_can_be_cancelled_between_frames() -> None:
    image = noisy()
    found = segment(image, Parameters(k=3))
    cancel: list[bool] = []
    frames = convergence_frames(
        prepare(image, "rgb"), found.history, found.start_order, cancelled=lambda: bool(cancel)
    )
    next(frames)
    cancel.append(True)
    with pytest.raises(Cancelled):
        next(frames)
