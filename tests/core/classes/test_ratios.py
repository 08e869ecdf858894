"""Ratios of classes: read, checked, evaluated, written; every mistake is one sentence."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import ParameterError
from core.classes.ratios import (
    Ratio,
    check_ratios,
    missing_class,
    parse_ratio,
    presets,
    ratios_from,
    ratios_json,
)
from core.cluster.parameters import MAX_K
from core.measure.ratio_values import evaluate, values_json
from tests.ui.area_rows import row

CONCENTRATION = Ratio("concentration", ("ice",), ("ice", "water"))


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("concentration=ice/(ice+water)", CONCENTRATION),
        (" concentration = ice / ( ice + water ) ", CONCENTRATION),
        ("a=thin ice+old ice/water", Ratio("a", ("thin ice", "old ice"), ("water",))),
        ("a=(x)/(y)", Ratio("a", ("x",), ("y",))),
        ('a="2 + 3"/"1/2"', Ratio("a", ("2 + 3",), ("1/2",))),
        ("b=海冰/水", Ratio("b", ("海冰",), ("水",))),
        ('a=x/"y=z"', Ratio("a", ("x",), ("y=z",))),
    ],
)
def test_a_ratio_as_it_is_written(text: str, ratio: Ratio) -> None:
    assert parse_ratio(text) == ratio


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "a=", "a=b", "=b/c", "a=/c", "a=b/", "a=b/c/d", "a=(b/c", "a=b)/c", "a=b/(c", "a=b/()",
        "a=b++c/d", "a=+b/c", "a=b+/c", "a=((b))/c", "a=b(c)/d", 'a=""/c', 'a="b"c/d', "a=b/(c+d)e",
    ],
)  # fmt: skip
def test_what_is_no_ratio_is_a_sentence(text: str) -> None:
    with pytest.raises(ParameterError, match="is no ratio: write NAME=CLASS"):
        parse_ratio(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('a="b/c', "a quote that does not end"),
        ("a=b+b/c", "“b” twice in its numerator"),
        ("a=b/c+c", "“c” twice in its denominator"),
        ("two\nlines=b/c", "not one line of text"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        parse_ratio(text)


NAMES = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters='"'), min_size=1, max_size=9)
SUMS = st.lists(NAMES, min_size=1, max_size=4, unique=True).map(tuple)


@given(NAMES.filter(lambda name: "=" not in name), SUMS, SUMS)
def test_what_is_written_is_read_again(name: str, over: tuple[str, ...], under: tuple[str, ...]) -> None:
    ratio = Ratio(name, over, under)
    assert parse_ratio(f"{name}={ratio.formula}") == ratio
    assert ratios_from(json.loads(json.dumps(ratios_json((ratio,))))) == (ratio,)


@given(
    st.lists(st.integers(0, 10**6), min_size=2, max_size=6),
    st.data(),
)
def test_the_value_is_that_of_the_sums(pixels: list[int], data: st.DataObject) -> None:
    rows = tuple(row(str(i), (i,), count) for i, count in enumerate(pixels, 1))
    part = st.sets(st.integers(1, len(pixels)), min_size=1).map(sorted)
    over, under = data.draw(part), data.draw(part)
    found = evaluate(Ratio("r", tuple(map(str, over)), tuple(map(str, under))), rows)
    below = sum(pixels[i - 1] for i in under)
    if below == 0:
        assert found.value is None
        assert "nothing of" in found.note
    else:
        assert found.value == pytest.approx(float(Fraction(sum(pixels[i - 1] for i in over), below)))
        assert found.tenths == pytest.approx(10 * found.value)


def test_a_class_that_is_not_there_is_said_with_those_that_are() -> None:
    rows = (row("ice", (1,), 10), row("2", (2,), 10))
    found = evaluate(CONCENTRATION, rows)
    assert found.value is None
    assert found.note == "The ratio “concentration” needs a class “water”, but there are ice, 2."
    with pytest.raises(ParameterError, match="needs a class “water”"):
        check_ratios((CONCENTRATION,), ["ice", "2"])


class Known:
    """Someone who knows errors."""

    def ratio_error(self, numerator: object, denominator: object) -> float:
        assert (numerator, denominator) == ([(3, 4)], [(3, 4), (1,)])
        return 0.02


def test_the_error_comes_from_who_knows_it() -> None:
    rows = (row("water", (1,), 10), row("ice", (3, 4), 30))
    found = evaluate(CONCENTRATION, rows, Known())
    assert (found.value, found.error) == (0.75, 0.02)
    assert values_json((found,))[0] == {
        "name": "concentration",
        "numerator": ["ice"],
        "denominator": ["ice", "water"],
        "value": 0.75,
        "error": 0.02,
        "low": 0.73,
        "high": 0.77,
    }


def test_two_ratios_of_one_name_are_refused() -> None:
    with pytest.raises(ParameterError, match="Two ratios are called “concentration”"):
        check_ratios((CONCENTRATION, CONCENTRATION))


def test_a_ratio_follows_classes_that_are_called_otherwise() -> None:
    renamed = Ratio("r", ("a", "b"), ("a", "b", "c")).renamed({"a": "ice", "b": "ice"})
    assert renamed == Ratio("r", ("ice",), ("ice", "c"))


@pytest.mark.parametrize("damage", [{"name": 3}, {"numerator": []}, {"numerator": [3]}, {"denominator": 4}])
def test_a_damaged_ratio_is_not_taken(damage: dict[str, object]) -> None:
    with pytest.raises((ParameterError, TypeError)):
        ratios_from([ratios_json((CONCENTRATION,))[0] | damage])


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["ice", "water"], ["ice concentration = ice / (ice + water)"]),
        (["1", "2"], []),
        (["ice"], []),
        (
            ["thin ice", "Old ice", "open water", "land", "cloud"],
            [
                "ice concentration = (thin ice + Old ice) / (thin ice + Old ice + open water)",
                "water fraction = open water / (open water + land)",
            ],
        ),
        (["sea ice", "sea"], ["ice concentration = sea ice / (sea ice + sea)"]),
        (["melt ponds", "ice"], ["pond fraction = melt ponds / (melt ponds + ice)"]),
        (["snow", "rock"], ["snow cover = snow / (snow + rock)"]),
    ],
)
def test_usual_ratios_are_offered_for_classes_of_these_names(names: list[str], found: list[str]) -> None:
    assert [f"{ratio.name} = {ratio.formula}" for ratio in presets(names)] == found


def test_of_many_classes_eight_are_named() -> None:
    ratio = Ratio("cover", ("ice",), ("water",))
    assert missing_class(ratio, list("abcdefgh")).endswith("there are a, b, c, d, e, f, g, h.")
    assert missing_class(ratio, list("abcdefghi")).endswith("there are a, b, c, d, e, f, g, h ….")


class Many(list):
    """None, but it says that it is so many."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def __len__(self) -> int:
        return self._number


def test_a_file_has_a_thousand_ratios_at_most() -> None:
    assert ratios_from(Many(1000)) == ()
    with pytest.raises(ParameterError, match=r"more than 1,?000 ratios"):
        ratios_from(Many(1001))


def test_a_ratio_has_each_class_once_above_and_once_below_at_most() -> None:
    names = [f"class {i}" for i in range(MAX_K)]
    value = {"name": "all", "numerator": names, "denominator": names}
    assert len(ratios_from([value])[0].numerator) == MAX_K
    with pytest.raises(ValueError, match="more classes than there can be"):
        ratios_from([value | {"numerator": [*names, "another"]}])
