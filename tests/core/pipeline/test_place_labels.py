"""Labels at places, as the rows of a label image go by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.pipeline.given_parts import label_at
from core.pipeline.place_labels import PlaceLabels

LABELS = np.arange(1, 13, dtype=np.uint8).reshape(4, 3)
PLACES = st.tuples(st.floats(-2, 5), st.floats(-2, 6))


@pytest.mark.parametrize(
    ("place", "label"),
    [((0, 0), 1), ((0.99, 0.99), 1), ((1, 0), 2), ((2.5, 3.5), 12), ((3, 0), 0), ((0, 4), 0), ((-0.1, 0), 0)],
)
def test_a_pixel_covers_what_is_right_and_below_its_corner(place: tuple[float, float], label: int) -> None:
    assert label_at(LABELS, place) == label


@given(st.lists(PLACES, max_size=5), st.integers(1, 4))
def test_rows_by_and_by_tell_the_same(places: list[tuple[float, float]], height: int) -> None:
    found = PlaceLabels(places)
    found.begin(np.zeros((12, 3), np.uint8))
    for first in range(0, 4, height):
        found.add(LABELS[first : first + height])
    assert [found.label_at(place) for place in places] == [label_at(LABELS, place) for place in places]
