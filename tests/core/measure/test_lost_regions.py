"""Whole regions that are gone, and what is said of them: maps of a few pixels, by hand."""

from __future__ import annotations

import numpy as np

from core.base.parallel import never_cancelled
from core.classes.classes import Class
from core.document.step import Step
from core.measure.lost_regions import lost_regions
from core.measure.postprocess import StepChange
from core.measure.step_notes import step_note, steps_notes

CLASSES = (Class("ice", (1,)), Class("2", (2,)), Class("land", (3,)))


def as_map(*rows: str) -> np.ndarray:
    return np.array([list(map(int, row)) for row in rows], np.uint8)


def lost(
    before: np.ndarray, after: np.ndarray, losing: str = "111", measured: np.ndarray | None = None
) -> tuple[int, ...]:
    marks = np.array([sign == "1" for sign in losing])
    return lost_regions(before, after, marks, measured, never_cancelled)


def test_a_region_is_gone_where_none_of_its_pixels_is_left() -> None:
    before = as_map("1022", "0102", "3003")
    assert lost(before, before) == (0, 0, 0)
    # Two that meet at a corner are one, and one pixel of it is left.
    assert lost(before, as_map("0022", "0102", "3003")) == (0, 0, 0)
    assert lost(before, as_map("0022", "0002", "3003")) == (1, 0, 0)
    assert lost(before, as_map("2222", "2222", "2223")) == (1, 0, 1)
    assert lost(before, as_map("3333", "3333", "2222")) == (1, 1, 2)


def test_only_classes_that_lose_are_looked_at_and_only_where_it_is_measured() -> None:
    before, after = as_map("10203"), as_map("00000")
    assert lost(before, after) == (1, 1, 1)
    assert lost(before, after, "101") == (1, 0, 1)
    assert lost(before, after, "010") == (0, 1, 0)
    assert lost(before, after, "000") == (0, 0, 0)
    assert lost(before, after, measured=np.array([[True, True, True, False, False]])) == (1, 1, 0)
    # What is left of it beyond where it is measured does not count.
    whole = as_map("111")
    assert lost(whole, as_map("001"), measured=np.array([[True, True, False]])) == (1, 0, 0)
    assert lost(whole, as_map("001")) == (0, 0, 0)


def test_what_a_step_took_is_said_class_by_class() -> None:
    step = Step("min-area", 2.0)

    def said(*regions: int, left_out: str = "") -> str:
        return step_note(StepChange(step, 9, (9, 0, 0), (0, 9, 0), left_out, regions), CLASSES)

    assert said(1, 0, 0).endswith("took 1 whole region from its class: 1 of ice.")
    assert said(0, 2, 1).endswith("took 3 whole regions from their classes: 2 of class 2, 1 of land.")
    assert said(0, 0, 0) == said() == ""
    # Of other classes than these.
    assert said(1, 2) == ""
    assert said(1, 0, 0, left_out="Why.").endswith("is left out. Why.")
    off = StepChange(Step("min-area", 2.0, on=False), 0, (0,) * 3, (0,) * 3, "It is off.")
    assert steps_notes((off,), CLASSES) == ()
