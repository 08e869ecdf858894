"""What edits by hand do to the labels, to the pixel, and what they say that they did."""

from __future__ import annotations

import numpy as np
import pytest

from core.classes.classes import Class
from core.document.edits import Edits, erased, painted
from core.measure import apply_edits as module
from core.measure.apply_edits import EditChanges, apply_edits, unlocked
from core.roi.shape_masks import PixelWindow

LABELS = np.array([[1, 2, 3, 0, 1], [3, 3, 1, 2, 2]], np.uint8)
CLASSES = (Class("water", (1,)), Class("ice", (2, 3)))
COUNTS = np.array([3, 2, 3])


def edits(*names: str | None) -> Edits:
    """A column each, from the left."""
    found = Edits((2, 5))
    for column, name in enumerate(names):
        found = painted(found, PixelWindow(0, column, np.ones((2, 1), bool)), name)
    return found


def applied(given: Edits) -> tuple[np.ndarray, EditChanges]:
    found = apply_edits(LABELS, given, CLASSES, COUNTS)
    counted = [int((found.labels == i).sum()) for i in (1, 2, 3)]
    before = np.bincount(LABELS.ravel(), minlength=4)[1:]
    assert found.counts_after(before).tolist() == counted
    return found.labels, found.changes


def test_each_pixel_goes_to_the_largest_cluster_of_its_new_class() -> None:
    labels, changes = applied(edits("ice", "water", None, None, "ice"))
    # No data stays, and is not taken out; a pixel of its own class keeps its cluster.
    assert labels.tolist() == [[3, 1, 0, 0, 3], [3, 1, 0, 0, 2]]
    assert (changes.gained, changes.lost, changes.excluded) == ((2, 2), (3, 4), 3)
    assert EditChanges((2, 2), (3, 4)).excluded == 0
    assert changes.dormant == ()
    assert LABELS.tolist() == [[1, 2, 3, 0, 1], [3, 3, 1, 2, 2]]


def test_edits_for_a_class_that_is_not_there_wait_and_are_counted_where_there_is_data() -> None:
    labels, changes = applied(edits("land", "ice", "sand", "land"))
    assert labels.tolist() == LABELS.tolist()
    assert (changes.gained, changes.lost) == ((0, 0), (0, 0))
    assert changes.dormant == (("land", 3), ("sand", 2))
    assert changes.notes[0].startswith("3 pixels edited by hand for “land” are left out")


def test_classes_that_are_called_alike_now_wait_together() -> None:
    both = edits("land", "sand").renamed({"sand": "land"})
    assert applied(both)[1].dormant == (("land", 4),)


def test_locked_classes_are_left_out_of_a_window() -> None:
    window = PixelWindow(0, 1, np.array([[True, True, True], [True, False, True]]))
    held = (Class("water", (1,), locked=True), Class("ice", (2,)), Class("snow", (3,), locked=True))
    assert unlocked(window, LABELS, held).mask.tolist() == [[True, False, True], [False, False, True]]
    assert unlocked(window, LABELS, CLASSES).mask.tolist() == window.mask.tolist()


def test_a_pixel_without_data_is_of_no_class_whatever_is_painted() -> None:
    labels, changes = applied(edits(None, None, None, "ice"))
    assert labels[0, 3] == 0
    # Below it lies ice already: four pixels, of columns 0 and 1, and two of column 2 are taken out.
    assert (changes.gained, changes.lost, changes.excluded) == ((0, 0), (2, 4), 6)


def test_tiles_that_are_the_same_are_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four; an older edit is taken back at last, with which a tile has none."""
    labels = np.random.default_rng(7).integers(0, 4, (300, 300), np.uint8)
    looked_at: list[tuple[int, ...]] = []
    with_tile = module._with_tile

    def noted(part, *rest):
        looked_at.append(part.shape)
        return with_tile(part, *rest)

    monkeypatch.setattr(module, "_with_tile", noted)

    def block(top: int, left: int, size: int = 9) -> PixelWindow:
        return PixelWindow(top, left, np.ones((size, size), bool))

    first = painted(painted(Edits((300, 300)), block(0, 0), "ice"), block(280, 2), None)
    second = painted(first, block(250, 270), "water")
    third = painted(erased(second, block(280, 2)), block(250, 290), "sand")
    last = None
    for given, shapes in (
        (first, [(44, 256), (256, 256)]),
        (second, [(44, 44), (256, 44)]),
        (third, [(44, 44), (256, 44)]),
    ):
        looked_at.clear()
        last = apply_edits(labels, given, CLASSES, COUNTS, before=last)
        assert sorted(looked_at) == shapes
        afresh = apply_edits(labels, given, CLASSES, COUNTS)
        np.testing.assert_array_equal(last.labels, afresh.labels)
        assert last.changes == afresh.changes
        assert last.counts_after(COUNTS).tolist() == afresh.counts_after(COUNTS).tolist()


def test_tiles_are_looked_at_again_where_they_would_come_to_something_else() -> None:
    given = edits("ice", "water", "sand")
    before = apply_edits(LABELS, given, CLASSES, COUNTS)
    sand = (Class("water", (1,)), Class("ice", (2,)), Class("sand", (3,)))
    others = (
        (LABELS[::-1].copy(), given, CLASSES, COUNTS),
        (LABELS, given.renamed({"sand": "ice"}), CLASSES, COUNTS),
        (LABELS, given, sand, COUNTS),
        (LABELS, given, CLASSES, np.array([3, 9, 3])),
    )
    for each in others:
        found, afresh = apply_edits(*each, before=before), apply_edits(*each)
        assert found.labels.tolist() == afresh.labels.tolist() != before.labels.tolist()
        assert found.changes == afresh.changes
