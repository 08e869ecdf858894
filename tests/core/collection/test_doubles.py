"""Pictures that are there twice: literal cases of the distance, and who is the first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.collection import doubles as module
from core.collection.collection import Row
from core.collection.doubles import NEAR, marked


def smalls(*values: float) -> np.ndarray:
    """A small picture for each, of this grey with the same pattern."""
    pattern = np.arange(16 * 16 * 3).reshape(16, 16, 3) % 7
    return np.stack([(pattern + value).astype(np.uint8) for value in values])


def doubles(rows: list[Row], pictures: np.ndarray, places: list[int] | None = None) -> list[int]:
    at = np.array(range(len(rows)) if places is None else places, np.int64)
    steps, done = marked(rows, at, pictures), []
    while True:
        try:
            done.append(next(steps))
        except StopIteration as end:
            assert done == list(range(0, len(done) * module._ROWS, module._ROWS))
            return [row.duplicate_of for row in end.value]


def row(name: str, sha256: str = "") -> Row:
    return Row(Path(name), sha256 or name)


def test_the_same_file_is_that_of_the_first() -> None:
    rows = [row("a", "x"), row("b", "y"), row("c", "x"), row("d", "x")]
    assert doubles(rows, smalls(10, 100, 10, 10)) == [-1, -1, 0, 0]


def test_near_is_up_to_the_distance_and_no_farther() -> None:
    assert NEAR == 5.0
    assert doubles([row("a"), row("b"), row("c")], smalls(100, 105, 106)) == [-1, 0, -1]


def test_a_row_of_small_changes_is_not_one_picture() -> None:
    # b is near a; c is near b, which is no first one, and so stands for itself; d is near c.
    rows = [row(name) for name in "abcd"]
    assert doubles(rows, smalls(100, 105, 110, 115)) == [-1, 0, -1, 2]


def test_the_same_file_as_one_that_is_nearly_another_is_that_other() -> None:
    rows = [row("a", "x"), row("b", "y"), row("c", "y")]
    assert doubles(rows, smalls(50, 51, 51)) == [-1, 0, 0]


def test_the_same_file_with_a_mask_beside_it_is_another_picture() -> None:
    masked = Row(Path("b"), "x", sides="mask")
    assert doubles([row("a", "x"), masked, replace(masked, path=Path("c"))], smalls(10, 100, 100)) == [
        -1,
        -1,
        1,
    ]


def test_a_cancel_is_heard() -> None:
    rows = [row(str(i)) for i in range(3)]
    with pytest.raises(Cancelled):
        list(marked(rows, np.arange(3), smalls(1, 50, 99), lambda: True))


def test_who_cannot_be_read_is_nobodys_double() -> None:
    rows = [row("a"), Row(Path("b"), "", reason="It cannot."), row("c")]
    assert doubles(rows, smalls(50, 50), [0, 2]) == [-1, -1, 0]


@pytest.mark.parametrize("many", [0, 7, 1000])
def test_against_all_pairs(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MANY", many)
    monkeypatch.setattr(module, "_ROWS", 16)
    monkeypatch.setattr(module, "_COLUMNS", 9)
    random = np.random.default_rng(5)
    pictures = random.integers(0, 3, (60, 1, 1, 1)) * 60 + random.integers(0, 13, (60, 16, 16, 3))
    pictures = pictures.astype(np.uint8)
    values = pictures.reshape(60, -1).astype(float)
    firsts: list[int] = []
    wanted = []
    for i in range(60):
        near = [j for j in firsts if np.sqrt(((values[i] - values[j]) ** 2).mean()) <= NEAR]
        wanted.append(near[0] if near else -1)
        if not near:
            firsts.append(i)
    assert doubles([row(str(i)) for i in range(60)], pictures) == wanted
