"""What edits by hand do to the labels, to the pixel, and what they say that they did."""

from __future__ import annotations

import numpy as np

from core.classes.classes import Class
from core.document.edits import Edits, painted
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


def test_each_pixel_goes_to_the_largest_cluster_of_its_new_class() -> None:
    labels, changes = apply_edits(LABELS, edits("ice", "water", None, None, "ice"), CLASSES, COUNTS)
    # No data stays, and is not taken out; a pixel of its own class keeps its cluster.
    assert labels.tolist() == [[3, 1, 0, 0, 3], [3, 1, 0, 0, 2]]
    assert (changes.gained, changes.lost, changes.excluded) == ((2, 2), (3, 4), 3)
    assert EditChanges((2, 2), (3, 4)).excluded == 0
    assert changes.dormant == ()
    assert LABELS.tolist() == [[1, 2, 3, 0, 1], [3, 3, 1, 2, 2]]


def test_edits_for_a_class_that_is_not_there_wait_and_are_counted_where_there_is_data() -> None:
    labels, changes = apply_edits(LABELS, edits("land", "ice", "sand", "land"), CLASSES, COUNTS)
    assert labels.tolist() == LABELS.tolist()
    assert (changes.gained, changes.lost) == ((0, 0), (0, 0))
    assert changes.dormant == (("land", 3), ("sand", 2))
    assert changes.notes[0].startswith("3 pixels edited by hand for “land” are left out")


def test_classes_that_are_called_alike_now_wait_together() -> None:
    both = edits("land", "sand").renamed({"sand": "land"})
    assert apply_edits(LABELS, both, CLASSES, COUNTS)[1].dormant == (("land", 4),)


def test_locked_classes_are_left_out_of_a_window() -> None:
    window = PixelWindow(0, 1, np.array([[True, True, True], [True, False, True]]))
    held = (Class("water", (1,), locked=True), Class("ice", (2,)), Class("snow", (3,), locked=True))
    assert unlocked(window, LABELS, held).mask.tolist() == [[True, False, True], [False, False, True]]
    assert unlocked(window, LABELS, CLASSES).mask.tolist() == window.mask.tolist()


def test_a_pixel_without_data_is_of_no_class_whatever_is_painted() -> None:
    labels, changes = apply_edits(LABELS, edits(None, None, None, "ice"), CLASSES, COUNTS)
    assert labels[0, 3] == 0
    # Below it lies ice already: four pixels, of columns 0 and 1, and two of column 2 are taken out.
    assert (changes.gained, changes.lost, changes.excluded) == ((0, 0), (2, 4), 6)
