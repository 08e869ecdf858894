"""Numbers as people type them: the one reader of every field and every option.

A lone comma or point is the decimal mark, whatever the language of the system: "0,5" and "0.5" are a half.
Marks between thousands are refused, as is all that can be read in two ways: who takes "0.500" for 500 makes
an area wrong by a factor of a million. What programs write into files goes through `stored_number`.
"""

from __future__ import annotations

import math
import re

from core.base.errors import ParameterError
from core.base.sentences import _

_NUMBER = re.compile(r"[+-]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?")
# Python reads no text of thousands of digits as a whole number; no quantity has as many.
_WHOLE = re.compile(r"[+-]?[0-9]{1,300}")
# Of a text that is quoted in a sentence.
_MOST_QUOTED = 80
# What stands before a unit; marks between thousands too, so that they are refused and not taken for a unit.
_BEFORE_UNIT = re.compile(
    r"\s*(?P<number>[+-]?(?:[0-9.,_]|[\s'’](?=[0-9]))*(?:(?<=[0-9.,])[eE][+-]?[0-9]+)?)\s*(?P<unit>.*?)\s*"
)
_BEGINNING = re.compile(r"[+-]?[0-9]*[.,]?[0-9]*(?:[eE][+-]?[0-9]*)?(?![0-9.,'’_])(?!\s+[0-9])")
# Keyboards for Chinese and Japanese give wide digits and marks, and texts a true minus sign.
_PLAIN = {ord("−"): "-", ord("，"): ",", ord("．"): ".", ord("＋"): "+", ord("－"): "-"}
_PLAIN |= {ord("０") + digit: str(digit) for digit in range(10)}


def read_number(text: str) -> float | None:
    """The number that was typed; None where it is none, has marks between thousands or is not finite."""
    plain = text.strip().translate(_PLAIN)
    if _NUMBER.fullmatch(plain) is None:
        return None
    number = float(plain.replace(",", "."))
    return number if math.isfinite(number) else None


def parse_number(text: str, name: str = "") -> float:
    """The number that was typed. name: of the option, for the sentence. Raises ParameterError."""
    number = read_number(text)
    if number is None:
        raise ParameterError(no_number(text, name))
    return number


def parse_whole_number(text: str, name: str = "") -> int:
    """The whole number that was typed. name: of the option, for the sentence. Raises ParameterError."""
    plain = text.strip().translate(_PLAIN)
    if _WHOLE.fullmatch(plain) is None:
        raise ParameterError(no_whole_number(text, name))
    return int(plain)


def no_number(text: str, name: str = "") -> str:
    """Why the text is no number, as a sentence with the remedy. name: of the option."""
    text = _quoted(text)
    if name:
        sentence = _("{name} is “{text}”: write a number, with one point or comma for the decimals at most.")
        return sentence.format(name=name, text=text)
    return _(
        "“{text}” is no number: leave out marks between thousands; one point or comma is for the decimals."
    ).format(text=text)


def no_whole_number(text: str, name: str = "") -> str:
    """Why the text is no whole number, as a sentence with the remedy. name: of the option."""
    text = _quoted(text)
    if name:
        return _("{name} is “{text}”: write a whole number, digits alone.").format(name=name, text=text)
    return _("“{text}” is no whole number: write digits alone, without marks between thousands.").format(
        text=text
    )


def _quoted(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}…"


def number_and_unit(text: str) -> tuple[float, str]:
    """ "100 um" → (100.0, "um"), "7" → (7.0, ""): the unit as it was typed. Raises ParameterError."""
    found = _BEFORE_UNIT.fullmatch(text.translate(_PLAIN))
    if found is None or read_number(found["number"]) is None:
        raise ParameterError(no_number(text))
    return parse_number(found["number"]), found["unit"]


def stored_number(text: str) -> float:
    """A number as programs write it: a point for decimals, finite. Raises ValueError where it is none."""
    if "," in text or (number := read_number(text)) is None:
        raise ValueError(f"{text!r} is no number")
    return number


def is_beginning(text: str) -> bool:
    """Whether the text may still become a number, or a number and a unit, when more is typed."""
    return _BEGINNING.match(text.strip().translate(_PLAIN)) is not None
