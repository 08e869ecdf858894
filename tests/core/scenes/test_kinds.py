"""The made collection of four kinds."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from core.scenes.kinds import SIZE, fields, four_kinds


def test_the_kinds_come_in_turn_and_the_same_again() -> None:
    first, again = list(islice(four_kinds(), 5)), list(islice(four_kinds(), 5))
    assert [each.kind for each in first] == ["floes", "lakes", "cells", "fields", "floes"]
    assert all(
        one.pixels.tobytes() == other.pixels.tobytes() for one, other in zip(first, again, strict=True)
    )
    assert first[0].pixels.shape == (SIZE[1], SIZE[0], 3)
    assert first[0].pixels.tobytes() != first[4].pixels.tobytes()


def test_fields_are_of_several_kinds() -> None:
    scene = fields(3)
    assert Counter(scene.truth.ravel().tolist()).keys() <= {1, 2, 3, 4}
    assert scene.names == ("wood", "meadow", "track", "stubble")
