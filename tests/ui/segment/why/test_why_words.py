"""What is said of a pixel: the margin in words, the count of its colour, its place in the space."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from core.measure.explain import CentroidDistance, Explanation
from core.measure.explain_learned import LearnedReason, LikeExample
from ui.segment.why.why_words import (
    colour_count_text,
    feature_text,
    learned_verdict,
    unit_text,
    values_text,
    verdict,
)


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


def why(*distances: float, names: tuple[str, ...] = (), count: int = 12) -> Explanation:
    """Cluster 3 is the nearest, then 2, then 1."""
    named = names or ("",) * len(distances)
    nearest = tuple(
        CentroidDistance(3 - i, distance, name)
        for i, (distance, name) in enumerate(zip(distances, named, strict=True))
    )
    return Explanation(0, 0, (10, 20, 30), (10.0, 20.0, 30.0), count, nearest)


@pytest.mark.parametrize(
    ("distances", "head", "text"),
    [
        ((10, 41, 50), "Clearly cluster 3", "The next, 2, is 4.1 times as far."),
        ((1, 4000), "Clearly cluster 3", "The next, 2, is more than 100 times as far."),
        ((10, 13), "Cluster 3, near the border", "The next, 2, is 1.30 times as far."),
        ((10, 10.4), "On the border: cluster 3", "The next, 2, is only 1.04 times as far."),
        ((10, 10.0001), "On the border: cluster 3", "The next, 2, is only 1.01 times as far."),
        ((10, 10.9999), "On the border: cluster 3", "The next, 2, is only 1.09 times as far."),
        ((0, 12.34), "Exactly the centroid of cluster 3", "The next, 2, is 12.3 away."),
        ((5,), "Cluster 3", "There is no other cluster."),
    ],
)
def test_the_margin_in_words(distances, head, text):
    assert verdict(why(*distances)) == (head, text)


@pytest.mark.parametrize("distance", [0, 7])
def test_a_tie_says_who_wins_it(distance):
    head, text = verdict(why(distance, distance))
    assert head == "On the border of 3 and 2"
    assert "came first in the start" in text


def test_classes_are_named_unless_they_are_called_as_their_cluster():
    head, text = verdict(why(10, 41, names=("ice", "2")))
    assert head == "Clearly cluster 3 (ice)"
    assert text == "The next, 2, is 4.1 times as far."
    assert verdict(why(10, 41, names=("ice", "ice")))[1].endswith("Both are of the same class.")


def test_the_count_of_the_colour():
    assert colour_count_text(why(1, 2, count=1), 100) == "The only pixel of exactly this colour"
    text = colour_count_text(why(1, 2, count=1200), 2400).replace("\u00a0", " ")
    assert text == "1\u202f200 pixels of exactly this colour (50.00 %)"


@pytest.mark.parametrize(
    ("space", "feature", "text"),
    [
        ("rgb", (1.0, 2.0, 3.0), ""),
        ("lab", (52.34, -3.0, 10.0), "L* 52.3   a* −3.0   b* 10.0"),
        ("hsv", (0.0, 100.0, 200.0), "hue 90°   chroma 100   value 200"),
        ("gray", (12.5,), "grey 12.5"),
    ],
)
def test_the_place_in_the_space(space, feature, text):
    assert feature_text(space, feature).replace("\u00a0", " ") == text


def test_the_stored_values_carry_the_names_of_their_bands():
    assert values_text(("red", "green"), (7, 8)).replace("\u00a0", " ") == "red 7   green 8"


def test_what_was_learned_names_scores_examples_and_what_the_cluster_says() -> None:
    why = LearnedReason(
        (("ice", 0.618), ("sea", -0.618)),
        "sea",
        0.5,
        (LikeExample("ice", 12, 30, 0.92), LikeExample("sea", 1, 2, 0.4)),
    )
    head, text = learned_verdict(why)
    assert head == "Learned: ice; its cluster is named sea"
    assert "Scores: ice\u00a00.62, sea\u00a0−0.62." in text
    assert "ice at x 12, y 30 (92 % alike); sea at x 1, y 2 (40 % alike)." in text
    assert text.endswith("What its cluster is named still counts 0.50.")
    assert learned_verdict(replace(why, expected="ice"))[0] == "Learned: ice, as its cluster is named"
    assert learned_verdict(replace(why, expected="", prior=0.0))[0] == "Learned: ice"
    assert "still counts" not in learned_verdict(replace(why, prior=0.0))[1]
    assert learned_verdict(None)[0] == "As its cluster is named"


@pytest.mark.parametrize(
    ("cut", "text"),
    [
        ((40.0, -math.inf, 60.0), "Its value, 40, lies below the threshold 60."),
        ((60.0, 60.0, 100.5), "Its value, 60, is at least the threshold 60 and lies below 100.5."),
        ((0.7, 0.7, math.inf), "Its value, 0.7, is at least the threshold 0.7."),
    ],
)
def test_of_a_threshold_it_is_said_between_which_the_value_lies(
    cut: tuple[float, float, float], text: str
) -> None:
    assert verdict(replace(why(10, 13), cut=cut)) == ("Cluster 3", text)


@pytest.mark.parametrize(
    ("space", "channel", "unit"),
    [
        ("rgb", "", "levels"),
        ("lab", "", "colour difference ΔE"),
        ("bands", "", "units of the space"),
        ("gray", "gray", "levels"),
        ("rgb", "V", "levels"),
        ("rgb", "H", "degrees"),
        ("rgb", "L", "units of the channel"),
        ("bands", "ndvi", "units of the channel"),
    ],
)
def test_what_distances_are_counted_in(space: str, channel: str, unit: str) -> None:
    assert unit_text(space, channel) == unit
