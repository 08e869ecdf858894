"""Numbers as people type them: one reading in every language, and a sentence for what is doubtful."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import ParameterError
from core.writing.typed_numbers import (
    number_and_unit,
    parse_number,
    parse_whole_number,
    read_number,
    stored_number,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.500", 0.5),
        ("0,500", 0.5),
        ("0,703", 0.703),
        ("1,234", 1.234),
        ("1.234", 1.234),
        (" 7 ", 7.0),
        ("-3", -3.0),
        ("−3", -3.0),
        ("+.5", 0.5),
        ("5.", 5.0),
        ("1e-6", 1e-6),
        ("1,5E3", 1500.0),
        ("０．５", 0.5),
        ("1234567", 1234567.0),
    ],
)
def test_what_is_a_number(text: str, number: float) -> None:
    assert read_number(text) == parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        ",",
        "1,234.5",
        "1.234,5",
        "1.234.567",
        "1,234,567",
        "1 234",
        "1\u202f234",
        "1\u00a0234",
        "1'234",
        "1’234",
        "1_000",
        "nan",
        "inf",
        "-inf",
        "1e999",
        "0x10",
        "٣",
        "½",
        "5 m",
        "--5",
        "1e",
        "1e5.5",
    ],
)
def test_what_is_doubtful_is_refused(text: str) -> None:
    assert read_number(text) is None
    with pytest.raises(ParameterError, match="is no number: leave out marks"):
        parse_number(text)
    with pytest.raises(ParameterError, match=r"^--tol is “.*”: write a number"):
        parse_number(text, "--tol")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_python_writes_is_read_back_with_either_mark(number: float) -> None:
    assert read_number(repr(number)) == read_number(repr(number).replace(".", ",")) == number
    assert stored_number(repr(number)) == number


@pytest.mark.parametrize(("text", "number"), [("12", 12), (" -3", -3), ("１２", 12)])
def test_whole_numbers(text: str, number: int) -> None:
    assert parse_whole_number(text) == number


@pytest.mark.parametrize("text", ["", "1.0", "1,000", "1 000", "1_000", "1e3", "x", "²"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(ParameterError, match="is no whole number: write digits alone"):
        parse_whole_number(text)
    with pytest.raises(ParameterError, match=r"^-k is “.*”: write a whole number"):
        parse_whole_number(text, "-k")


def test_thousands_of_digits_are_a_sentence_that_can_be_read() -> None:
    assert parse_whole_number("9" * 300) == 10**300 - 1
    with pytest.raises(ParameterError, match=r"^-k is “9{80}…”: write a whole number"):
        parse_whole_number("9" * 5000, "-k")
    with pytest.raises(ParameterError, match=r"^“9{80}…” is no number"):
        parse_number("9" * 5000)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("100 um", (100.0, "um")),
        ("0,5µm", (0.5, "µm")),
        ("1e3m", (1000.0, "m")),
        ("7", (7.0, "")),
        ("5'", (5.0, "'")),
        ('12 "', (12.0, '"')),
        ("3 nautical  miles", (3.0, "nautical  miles")),
        ("4 cm2", (4.0, "cm2")),
        ("2em", (2.0, "em")),
    ],
)
def test_a_number_and_its_unit(text: str, parts: tuple[float, str]) -> None:
    assert number_and_unit(text) == parts


@pytest.mark.parametrize("text", ["m", "", "1 000 m", "1,000.5 m", "1'000 m", "5'6\"", "nan m"])
def test_no_number_before_the_unit(text: str) -> None:
    with pytest.raises(ParameterError, match="is no number"):
        number_and_unit(text)


@pytest.mark.parametrize("text", ["0,5", "1 000", "nan", ""])
def test_programs_write_points(text: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        stored_number(text)
