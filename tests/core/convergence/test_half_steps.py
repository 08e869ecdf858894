"""The two halves of an iteration in numbers, and the pixels of colours that were drawn round."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.base.parallel import Cancelled
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import labels_at, segment
from core.convergence.changes import changed_pixels
from core.convergence.drawn_round import DrawnRound, pixels_of
from core.convergence.moves import FarthestMove, farthest_move
from core.image.image import Image
from tests.core.measured import three_colours
from tests.workers.pictures import noisy


def test_the_farthest_of_equal_moves_is_the_first() -> None:
    before = np.array([[0.0, 0, 0], [10, 0, 0], [20, 0, 0]])
    after = before + np.array([[0, 0, 1], [3, 4, 0], [0, 5, 0]])
    assert farthest_move(before, after) == FarthestMove(1, 5.0)
    assert farthest_move(before, before) == FarthestMove(0, 0.0)


@pytest.mark.parametrize("space", ["rgb", "hsv", "bands"])
def test_changed_pixels_are_those_whose_label_is_another(space) -> None:
    image, parameters = noisy(), Parameters(k=4, space=space)
    prepared, found = prepare_for(image, parameters), segment(image, parameters)
    order = found.start_order
    one, other = (found.history[i].centroids for i in (0, 1))
    labels = [labels_at(prepared, each, order=order)[0] for each in (one, other)]
    counted = changed_pixels(prepared, one, other, order=order)
    assert counted == np.count_nonzero(labels[0] != labels[1]) > 0
    assert changed_pixels(prepared, other, other, order=order) == 0


def in_red_and_blue(inside: np.ndarray) -> DrawnRound:
    """A view of one pixel for each level: red to the right, blue down."""
    return DrawnRound(inside, np.array([[1.0, 0], [0, 0], [0, 1]]), np.zeros(2))


@pytest.mark.parametrize("space", ["rgb", "bands"])
def test_all_pixels_of_a_colour_inside_are_found_and_no_others(space) -> None:
    image = three_colours()
    valid = np.ones((image.height, image.width), bool)
    valid[0] = False
    image = Image(image.pixels, valid=valid, provenance=image.provenance)
    red, _, blue = image.pixels[1, 0].tolist()
    inside = np.zeros((256, 256), bool)
    inside[blue, red] = True
    found = pixels_of(prepare_for(image, Parameters(k=3, space=space)), in_red_and_blue(inside))
    wanted = np.where((image.pixels == image.pixels[1, 0]).all(axis=2), 2, 1)
    wanted[0] = 0
    assert found.tolist() == wanted.tolist()


def test_what_lies_beside_the_view_is_outside() -> None:
    drawn = replace(in_red_and_blue(np.ones((10, 20), bool)))
    features = np.array([[-0.1, 0, 5], [19.9, 0, 9.9], [20, 0, 5], [5, 0, 10], [0, 0, 0]])
    assert drawn.holds(features).tolist() == [False, True, False, False, True]


def test_looking_for_pixels_can_be_cancelled() -> None:
    prepared = prepare_for(noisy(), Parameters(k=2))
    with pytest.raises(Cancelled):
        pixels_of(prepared, in_red_and_blue(np.ones((4, 4), bool)), lambda: True)
