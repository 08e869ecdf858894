"""Numbers of a check as the panel shows them: to the digits that their intervals allow."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from core.accuracy.agreement import Agreement
from core.accuracy.checked_area import CheckedArea
from core.accuracy.shares import Share
from ui.accuracy.accuracy_words import agreement_words, checked_rows, further_words
from ui.accuracy.answer_buttons import AnswerChoice
from ui.accuracy.keys_hint import keys_hint
from ui.widgets.number_text import NO_BREAK

NARROW = "\u202f"
ICE = CheckedArea(
    name="ice",
    mapped=0.3,
    mapped_area=1180.04,
    share=Share(0.3333, 0.28, 0.41),
    area=1234.56,
    low=1180.2,
    high=1292.4,
    users=Share(0.925, 0.851, 0.974),
    producers=None,
    points=41,
    of=100,
    level=0.95,
)


def rows(*classes: CheckedArea, calibrated: bool = True) -> list[tuple[tuple[str, str], ...]]:
    found = SimpleNamespace(classes=classes, unit="km²")
    return [row.cells for row in checked_rows(found, {"ice": "#ffffff"}, calibrated=calibrated)]


def test_areas_have_the_digits_of_their_interval() -> None:
    (cells,) = rows(ICE)
    # Half the interval is 56.1: whole square kilometres.
    assert cells[0] == (f"1{NARROW}235", f"1{NARROW}180–1{NARROW}292")
    assert cells[1] == (f"1{NARROW}180", "")


def test_accuracies_are_whole_per_cents_and_none_is_a_dash() -> None:
    (cells,) = rows(ICE)
    assert cells[2:] == (("92", "85–97"), ("–", "")), "92.5 is rounded to even"


def test_without_a_scale_shares_stand_for_areas() -> None:
    (cells,) = rows(ICE, calibrated=False)
    assert cells[:2] == (("33.3", "28.0–41.0"), ("30.0", ""))


def test_a_row_has_its_colour_and_one_that_the_map_lacks_has_none() -> None:
    cloud = CheckedArea("cloud", 0.0, 0.0, *[ICE.share, 1.0, 0.5, 2.0, None, None, 1, 100, 0.95])
    found = checked_rows(SimpleNamespace(classes=(ICE, cloud), unit="m²"), {"ice": "#fff"}, calibrated=True)
    assert [row.colour for row in found] == ["#fff", ""]
    assert found[0].tooltip.startswith(f"ice: 1{NARROW}235 m² by the points")
    assert found[1].tooltip.endswith("1 point is this class.")


@pytest.mark.parametrize(
    ("points", "words"),
    [(0, "There already."), (1, "About 1 more point."), (1726, f"About 1{NARROW}726 more points.")],
)
def test_further_points(points: int, words: str) -> None:
    assert further_words(points) == words


def test_agreement_names_who_has_no_name() -> None:
    assert agreement_words(None) == ""
    words = agreement_words(Agreement(("", "Ada"), 40, 37, 0.8512))
    assert words == f"(no name) and Ada agree on 92{NO_BREAK}% of 40 points, κ = 0.85."
    assert "κ = –" in agreement_words(Agreement(("a", "b"), 1, 1, None))


def test_the_hint_names_classes_as_long_as_there_is_room() -> None:
    keys = "O something else · U unsure · S skip · Backspace back · Esc pauses"
    ice, water = AnswerChoice("ice"), AnswerChoice("open water in the south")
    assert keys_hint((ice, water), "") == f"1 ice · 2 open water in t… · {keys}"
    assert keys_hint((ice,) * 9, "").startswith("1 ice · 2 ice")
    assert keys_hint((ice,) * 10, "") == f"1–10 the class · {keys}"
    assert keys_hint((water,) * 6, "") == f"1–6 the class · {keys}"
    assert keys_hint((water, ice) * 6, "1") == "1… another digit, or Enter for open water in the south"
