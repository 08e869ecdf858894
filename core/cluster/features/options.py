"""The kinds of options that a feature or a method takes: whole numbers, numbers, one of several choices,
files, pictures, texts.

An option knows its value in three forms: as it is used, as text after NAME= (`parse`, `text`), and as a plain
JSON value (`from_json`, `to_json`).
"""

from __future__ import annotations

import hashlib
import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import _, with_commas
from core.cluster.features.chosen_file import NO_FILE, ChosenFile, choose_file
from core.cluster.features.chosen_pictures import (
    MOST_PICTURES,
    SEPARATOR,
    ChosenPictures,
    choose_pictures,
)
from core.writing.typed_numbers import parse_number, parse_whole_number

Value = int | float | str | ChosenFile | ChosenPictures
_LONGEST_TEXT = 2000
V = TypeVar("V", int, float, str, ChosenFile, ChosenPictures)


@dataclass(frozen=True, kw_only=True)
class Option(ABC, Generic[V]):
    """name: as it is typed. meaning: what it does, an N_() sentence without capital and full stop.

    default: its value where none is given; None where one must be.
    """

    name: str
    meaning: str
    default: V | None

    @abstractmethod
    def refusal(self, owner: str, value: object) -> str:
        """The sentence on a value, or on a text, that is none of the option's; None: nothing was given.

        owner: whose option it is, in the middle of a sentence: "the feature laws".
        """

    @abstractmethod
    def allows(self, value: object) -> bool:
        """Whether it is one of the option's values."""

    @abstractmethod
    def parse(self, text: str) -> V:
        """What is meant by a text. Raises ParameterError or ValueError, and ReadError for a file."""

    def text(self, value: V) -> str:
        """As `parse` reads it."""
        return str(value)

    def from_json(self, value: object) -> object:
        """The value of `to_json`; what is none comes out as it is, and is not allowed."""
        return value

    def to_json(self, value: V) -> object:
        """A plain JSON value."""
        return value

    def meant(self, value: V) -> str:
        """A text that is equal where what is computed is: of a file its hash, not where it lies."""
        return self.text(value)


@dataclass(frozen=True, kw_only=True)
class WholeNumber(Option[int]):
    """low_text: what the lowest value is called, where it has a name."""

    default: int
    low: int
    high: int
    low_text: str = ""

    def refusal(self, owner: str, value: object) -> str:
        return _outside(self.name, owner, value, str(self.low), str(self.high))

    def allows(self, value: object) -> bool:
        return type(value) is int and self.low <= value <= self.high

    def parse(self, text: str) -> int:
        return parse_whole_number(text)


@dataclass(frozen=True, kw_only=True)
class Number(Option[float]):
    """step: what the arrow of a control adds; decimals: how many it shows."""

    default: float
    low: float
    high: float
    step: float = 0.1
    decimals: int = 2

    def refusal(self, owner: str, value: object) -> str:
        return _outside(self.name, owner, value, number_text(self.low), number_text(self.high))

    def allows(self, value: object) -> bool:
        return type(value) is float and math.isfinite(value) and self.low <= value <= self.high

    def parse(self, text: str) -> float:
        return parse_number(text)

    def text(self, value: float) -> str:
        return number_text(value)

    def from_json(self, value: object) -> object:
        return float(value) if type(value) is int else value


@dataclass(frozen=True, kw_only=True)
class Choice(Option[str]):
    """choices: what may be typed, and what the control calls it, an N_() sentence."""

    default: str
    choices: tuple[tuple[str, str], ...]

    def refusal(self, owner: str, value: object) -> str:
        sentence = _("The {option} of {owner} is {value}: choose {choices}.")
        names = [name for name, _title in self.choices]
        said = sentence.format(option=self.name, owner=owner, value=_shown(value), choices=with_commas(names))
        return said + did_you_mean(str(value), names)

    def allows(self, value: object) -> bool:
        return isinstance(value, str) and value in [name for name, _title in self.choices]

    def parse(self, text: str) -> str:
        return text


@dataclass(frozen=True, kw_only=True)
class File(Option[ChosenFile]):
    """title: what kind of file it is ("Networks"). endings: such as ".pth"; () for any.

    without: what is used where no file is chosen, an N_() sentence without capital and full stop, such as a
    name; then NO_FILE is its default. meant_too: what decides beside the content of a file, as a text.
    """

    title: str
    endings: tuple[str, ...] = ()
    default: ChosenFile | None = None
    without: str = ""
    meant_too: Callable[[ChosenFile], str] = lambda _chosen: ""

    def refusal(self, owner: str, value: object) -> str:
        if value is None:
            sentence = _("The {option} of {owner} is not given: name a file, {option}=PATH.")
            return sentence.format(owner=owner, option=self.name)
        sentence = _("The {option} of {owner} is {value}: name a file, {option}=PATH.")
        return sentence.format(option=self.name, owner=owner, value=_shown(value))

    def allows(self, value: object) -> bool:
        return isinstance(value, ChosenFile) and bool(value.path or self.without)

    def parse(self, text: str) -> ChosenFile:
        if not text and self.without:
            return NO_FILE
        if not text:
            raise ValueError
        return choose_file(text)

    def text(self, value: ChosenFile) -> str:
        return value.path

    def from_json(self, value: object) -> object:
        return _file_from(self.name, value) if isinstance(value, dict) else value

    def to_json(self, value: ChosenFile) -> object:
        return _file_json(value)

    def meant(self, value: ChosenFile) -> str:
        return value.sha256 + self.meant_too(value)


@dataclass(frozen=True, kw_only=True)
class Pictures(Option[ChosenPictures]):
    """without: what is learned from where none is chosen, an N_() sentence without capital and full stop."""

    default: ChosenPictures = ()
    without: str

    def refusal(self, owner: str, value: object) -> str:
        sentence = _(
            "The {option} of {owner} is {value}: name pictures, or a folder of them, {option}=PATH[;PATH…]."
        )
        return sentence.format(option=self.name, owner=owner, value=_shown(value))

    def allows(self, value: object) -> bool:
        return (
            isinstance(value, tuple)
            and len(value) <= MOST_PICTURES
            and all(isinstance(each, ChosenFile) and each.path for each in value)
        )

    def parse(self, text: str) -> ChosenPictures:
        names = [name for name in text.split(SEPARATOR) if name.strip()]
        return choose_pictures(names) if names else ()

    def text(self, value: ChosenPictures) -> str:
        return SEPARATOR.join(each.path for each in value)

    def from_json(self, value: object) -> object:
        return tuple(_file_from(self.name, each) for each in value) if isinstance(value, list) else value

    def to_json(self, value: ChosenPictures) -> object:
        return [_file_json(each) for each in value]

    def meant(self, value: ChosenPictures) -> str:
        """In whatever order they are chosen."""
        hashes = sorted(each.sha256 for each in value)
        return hashlib.sha256("".join(hashes).encode()).hexdigest() if hashes else ""


@dataclass(frozen=True, kw_only=True)
class Text(Option[str]):
    """check: raises ParameterError, with a whole sentence, for a text that is none of the option's.

    hint: what the control shows where the text is empty, an N_() sentence.
    """

    default: str
    check: Callable[[str], object]
    hint: str = ""

    def refusal(self, owner: str, value: object) -> str:
        if isinstance(value, str):
            try:
                self.check(value)
            except ParameterError as error:
                return str(error)
        sentence = _("The {option} of {owner} is {value}, which is no text of it.")
        return sentence.format(option=self.name, owner=owner, value=_shown(value))

    def allows(self, value: object) -> bool:
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
            return False
        try:
            self.check(value)
        except ParameterError:
            return False
        return True

    def parse(self, text: str) -> str:
        return text


def _file_from(option: str, value: Any) -> ChosenFile:
    path, sha256 = value["path"], value["sha256"]
    if not (isinstance(path, str) and isinstance(sha256, str)):
        raise TypeError(f"the {option} is {value}, which is no file")
    return ChosenFile(path, sha256)


def _file_json(value: ChosenFile) -> object:
    return {"path": value.path, "sha256": value.sha256}


def _outside(option: str, owner: str, value: object, low: str, high: str) -> str:
    sentence = _("The {option} of {owner} is {value}: choose {low} to {high}.")
    return sentence.format(option=option, owner=owner, value=_shown(value), low=low, high=high)


def _shown(value: object) -> str:
    return str(value) if isinstance(value, int | float) else f"“{value}”"


def number_text(value: float) -> str:
    """The shortest text that `float` reads as this number again: "0.5", "2"."""
    short = f"{value:g}"
    return short if float(short) == value else repr(value)
