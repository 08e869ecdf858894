"""The place of a cluster's class."""

from __future__ import annotations

from core.classes.classes import Class
from core.classes.place_table import place_table


def test_places_are_counted_from_one_and_what_is_of_no_class_is_of_none() -> None:
    table = place_table((Class("ice", (3, 1)), Class("sea", (2,))))
    assert table.shape == (256,)
    assert table[:4].tolist() == [0, 1, 2, 1]
    assert not table[4:].any()
