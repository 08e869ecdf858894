"""Which classes go together: each clip and tie by a literal table."""

from __future__ import annotations

import numpy as np
import pytest

from core.classes.classes import Class
from core.measure.pairing import paired


def pairs(here: str, there: str, pixels: object, background: int = -1) -> tuple[tuple[int, ...], list[str]]:
    classes = tuple(Class(name, (i,)) for i, name in enumerate(here.split(","), 1))
    found = paired(classes, there.split(","), np.array(pixels), background)
    return found.here, list(found.by)


@pytest.mark.parametrize(
    ("here", "there", "pixels", "background", "expected"),
    [
        # Of two that are called alike the first on either side, and nobody has two partners.
        ("ice,Ice", "pond,ICE,ice", [[0, 5, 0], [0, 9, 9]], -1, ((1, -1), ["name", ""])),
        # Who has a partner by name takes none by overlap, the first of the labels too.
        ("ice,2", "ice,5", [[3, 4], [1, 2]], -1, ((0, 1), ["name", "overlap"])),
        # One pixel is an overlap; what is of no class is nobody's partner as long as there is another.
        ("1", "7,rest", [[1, 9]], 1, ((0,), ["overlap"])),
        ("1", "7,rest", [[0, 9]], 1, ((1,), ["rest"])),
        # Labels that know nothing but what is of no class.
        ("1", "rest", [[4]], 0, ((0,), ["rest"])),
        ("1", "7", [[0]], -1, ((-1,), [""])),
    ],
)
def test_who_goes_with_whom(here, there, pixels, background, expected) -> None:
    assert pairs(here, there, pixels, background) == expected
