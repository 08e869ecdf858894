"""Gestures of the hand: which pixel is meant, and what a gesture leaves alone."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.classes.classes import Class
from core.document.edits import Edits
from core.measure.gestures import Gesture, edited

LABELS = np.array([[1, 1, 2, 2], [1, 1, 2, 0], [3, 1, 2, 2]], np.uint8)
CLASSES = (Class("water", (1,)), Class("ice", (2,)), Class("land", (3,), locked=True))


def layer(edits: Edits) -> list[list[int]]:
    tiles = list(edits.tiles.values())
    return tiles[0].tolist() if tiles else np.zeros(LABELS.shape, int).tolist()


@pytest.mark.parametrize(
    ("place", "columns"),
    [((0.0, 0.0), (0, 1)), ((1.999, 0.0), (0, 1)), ((2.0, 0.0), (2, 3)), ((3.999, 2.999), (2, 3))],
)
def test_a_region_is_that_of_the_pixel_whose_sides_hold_the_place(place, columns) -> None:
    """The left and upper side belong to a pixel, the right and lower one do not."""
    found = np.array(layer(edited(Gesture("region", (place,), "ice"), None, LABELS, CLASSES)))
    assert found.any(axis=0).nonzero()[0].tolist() == list(columns)


@pytest.mark.parametrize("place", [(4.0, 0.0), (0.0, 3.0), (-0.001, 0.0), (0.0, -0.001), (3.5, 1.5)])
def test_beside_the_picture_and_without_data_there_is_no_region(place) -> None:
    edits = Edits(LABELS.shape)
    assert edited(Gesture("region", (place,), "ice"), edits, LABELS, CLASSES) is edits


def test_a_lasso_needs_three_points_and_holds_the_centres_in_it() -> None:
    edits = Edits(LABELS.shape)
    assert edited(Gesture("lasso", ((0, 0), (2, 2)), "ice"), edits, LABELS, CLASSES) is edits
    found = edited(Gesture("lasso", ((0, 0), (3, 0), (0, 3)), "ice"), None, LABELS, CLASSES)
    assert layer(found) == [[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
    found = edited(Gesture("lasso", ((0, 0), (2.5, 0), (2.5, 1.5), (0, 1.5)), "ice"), None, LABELS, CLASSES)
    # The centres at 2.5 and at 1.5 lie on the right and on the lower edge.
    assert layer(found) == [[1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]


def test_a_brush_of_one_pixel_covers_the_one_under_it() -> None:
    for x, column in ((1.0, 1), (1.999, 1), (2.0, 2)):
        found = edited(Gesture("stroke", ((x, 1.0),), "ice"), None, LABELS, CLASSES)
        assert np.argwhere(layer(found)).tolist() == [[1, column]]


def test_locked_pixels_are_left_alone_and_what_is_erased_needs_no_class() -> None:
    edits = edited(Gesture("stroke", ((0.5, 2.5),), "ice"), None, LABELS, CLASSES)
    assert edits.pixels == 0
    painted = edited(Gesture("stroke", ((0.5, 0.5), (3.5, 0.5)), None), None, LABELS, CLASSES)
    assert layer(painted)[0] == [255] * 4
    gone = edited(Gesture("stroke", ((0.5, 0.5),), "nobody", erases=True), painted, LABELS, CLASSES)
    assert layer(gone)[0] == [0, 255, 255, 255]


def test_a_class_that_is_locked_or_gone_gets_nothing() -> None:
    for name, words in (("land", "is locked"), ("snow", "no class “snow” now")):
        with pytest.raises(ParameterError, match=words):
            edited(Gesture("stroke", ((0.5, 0.5),), name), None, LABELS, CLASSES)
