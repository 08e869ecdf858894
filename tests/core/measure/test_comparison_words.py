"""How far a map and labels agree, word by word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.classes.classes import Class
from core.elsewhere.class_labels import ClassLabels
from core.measure.comparison import Comparison, compare
from core.measure.comparison_words import here_words, score, scores, short_summary, summary, there_words
from core.measure.difference_map import COLOURS
from core.scale.calibration import UNCALIBRATED


def compared(here: list[int], there: list[int], names: str = "ice,water") -> Comparison:
    classes = tuple(Class(name, (i,)) for i, name in enumerate(names.split(","), 1))
    given = ClassLabels(np.array([there], np.uint8), tuple(names.split(",")), False, "truth.json", "")
    return compare(np.array([here], np.uint8), classes, given, UNCALIBRATED)


def test_a_side_without_a_class_is_a_dash_and_of_many_names_six_are_said() -> None:
    row = compared([1, 2], [1, 2]).classes[0]
    assert (here_words(row), there_words(row)) == ("ice", "ice")
    assert here_words(replace(row, here=())) == there_words(replace(row, there="")) == "–"
    assert here_words(replace(row, here=tuple("abcdef"))) == "a, b, c, d, e, f"
    assert here_words(replace(row, here=tuple("abcdefg"))) == "a, b, c, d, e, f, …"


def test_scores_have_three_digits() -> None:
    assert score(0.8736) == "0.874"
    assert score(None) == "–"
    # Of ice 1 of 3 in all, 2 · 1 / 4, 1 of 1 here, 1 of 3 there.
    assert scores(compared([1, 2, 2], [1, 1, 1]).classes[0]) == ("0.333", "0.500", "1.000", "0.333")


def test_the_summaries_leave_out_a_kappa_that_is_none() -> None:
    # Half of the pixels agree, as by chance alone: both sides have as many of each.
    found = compared([1, 1, 2, 2], [1, 2, 1, 2])
    assert short_summary(found) == "50.00\u00a0% agree, κ\u00a00.000 · truth.json"
    assert summary(found) == "50.00\u00a0% of 4 pixels agree; Cohen’s kappa 0.000"
    alone = compared([1, 1], [1, 1], "ice")
    assert short_summary(alone) == "100.00\u00a0% agree · truth.json"
    assert summary(alone) == "100.00\u00a0% of 2 pixels agree"


@pytest.mark.parametrize(("many", "ending"), [(8, "c8. Give"), (9, "c8, …. Give")])
def test_of_classes_without_a_partner_eight_are_named(many: int, ending: str) -> None:
    given = ClassLabels(
        np.ones((1, 2), np.uint8), tuple(f"c{i}" for i in range(1, many + 1)), False, "truth.json", ""
    )
    found = compare(np.ones((1, 2), np.uint8), (Class("ice", (1,)),), given, UNCALIBRATED)
    assert ending in found.notes[-1]


def test_what_is_of_no_class_comes_after_the_pairs_and_a_comparison_is_frozen() -> None:
    classes = (Class("mud", (1,)), Class("ice", (2,)))
    given = ClassLabels(np.array([[0, 1]], np.uint8), ("ice",), True, "truth.json", "")
    found = compare(np.array([[1, 2]], np.uint8), classes, given, UNCALIBRATED)
    assert [(row.here, row.match) for row in found.classes] == [(("ice",), "name"), (("mud",), "rest")]
    assert not found.pixels.flags.writeable
    assert not found.area.flags.writeable


def test_differences_have_the_colours_of_okabe_and_ito() -> None:
    """Okabe & Ito 2008: orange, blue, reddish purple; and grey for what agrees."""
    assert ["#{:02x}{:02x}{:02x}".format(*each) for each in COLOURS] == [
        "#000000",
        "#bebebe",
        "#e69f00",
        "#0072b2",
        "#cc79a7",
    ]
