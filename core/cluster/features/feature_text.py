"""What is typed after --feature, taken apart: NAME[:WEIGHT][,OPTION=VALUE…]."""

from __future__ import annotations

import re

from core.base.errors import ParameterError
from core.base.sentences import _
from core.writing.typed_numbers import read_number

# What follows a comma up to the next; a comma in double quotes is none.
_PART = re.compile(r',((?:[^",]|"(?:[^"]|"")*")*)')
_TEXT = re.compile(r'(?:[^"]|"(?:[^"]|"")*")*')


def quoted(value: str) -> str:
    """A value as it stands after OPTION=: in double quotes, those inside twice, where it has to be."""
    if re.search(r'[",]', value) or value != value.strip():
        return '"' + value.replace('"', '""') + '"'
    return value


def split_text(text: str) -> tuple[str, float, dict[str, str]]:
    """Name, weight (1 where none is given) and the options as they are typed. Raises ParameterError."""
    head, options = split_options(text)
    name, colon, weight = head.partition(":")
    return name.strip(), _weight(text, weight) if colon else 1.0, options


def split_options(text: str) -> tuple[str, dict[str, str]]:
    """What stands before the options, and these as they are typed. Raises ParameterError."""
    head, *rest = _parts(text)
    options: dict[str, str] = {}
    for part in rest:
        key, equals, value = (each.strip() for each in part.partition("="))
        if not equals or key in options:
            sentence = _(
                "“{text}” has “{part}”: write each option once, as NAME=VALUE, for example radius=5."
            )
            raise ParameterError(sentence.format(text=text, part=part.strip()))
        options[key] = _unquoted(text, value)
    return head.strip(), options


def _parts(text: str) -> list[str]:
    if not _TEXT.fullmatch(text):
        raise _lone_quote(text)
    return [found.group(1) for found in _PART.finditer("," + text)]


def _unquoted(text: str, value: str) -> str:
    if '"' not in value:
        return value
    if not re.fullmatch(r'"(?:[^"]|"")*"', value):
        raise _lone_quote(text)
    return value[1:-1].replace('""', '"')


def _lone_quote(text: str) -> ParameterError:
    sentence = _(
        '“{text}” has a double quote that nothing belongs to: write OPTION="VALUE", and a double quote '
        "inside twice."
    )
    return ParameterError(sentence.format(text=text))


def _weight(text: str, weight: str) -> float:
    number = read_number(weight)
    if number is None:
        sentence = _(
            "The feature “{text}” has the weight “{weight}”: write a number, for example position:0.2."
        )
        raise ParameterError(sentence.format(text=text, weight=weight))
    return number
