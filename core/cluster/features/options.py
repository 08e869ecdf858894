"""The kinds of options that a feature takes: whole numbers, numbers, one of several choices, files.

An option knows its value in three forms: as it is used, as text after NAME= (`parse`, `text`), and as a plain
JSON value (`from_json`, `to_json`).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.base.errors import ParameterError
from core.base.sentences import _
from core.cluster.features.chosen_file import ChosenFile, choose_file

Value = int | float | str | ChosenFile
V = TypeVar("V", int, float, str, ChosenFile)


@dataclass(frozen=True, kw_only=True)
class Option(ABC, Generic[V]):
    """name: as it is typed. meaning: what it does, an N_() sentence without capital and full stop.

    default: its value where none is given; None where one must be.
    """

    name: str
    meaning: str
    default: V | None

    @property
    @abstractmethod
    def wanted(self) -> str:
        """What may be given, as a whole clause: "write a whole number from 1 to 50"."""

    @abstractmethod
    def allows(self, value: object) -> bool:
        """Whether it is one of the option's values."""

    @abstractmethod
    def parse(self, text: str) -> V:
        """What is meant by a text. Raises ValueError, and ReadError for a file."""

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

    def refused(self, feature: str, value: object) -> ParameterError:
        """What is said of a value that is not allowed."""
        sentence = _("The {option} of the feature {feature} is {value}: {wanted}.")
        shown = value if isinstance(value, int | float) else f"“{value}”"
        return ParameterError(
            sentence.format(option=self.name, feature=feature, value=shown, wanted=self.wanted)
        )


@dataclass(frozen=True, kw_only=True)
class WholeNumber(Option[int]):
    """low_text: what the lowest value is called, where it has a name."""

    default: int
    low: int
    high: int
    low_text: str = ""

    @property
    def wanted(self) -> str:
        return _("choose {low} to {high}").format(low=self.low, high=self.high)

    def allows(self, value: object) -> bool:
        return type(value) is int and self.low <= value <= self.high

    def parse(self, text: str) -> int:
        if not text.removeprefix("-").isdecimal():
            raise ValueError(text)
        return int(text)


@dataclass(frozen=True, kw_only=True)
class Number(Option[float]):
    """step: what the arrow of a control adds; decimals: how many it shows."""

    default: float
    low: float
    high: float
    step: float = 0.1
    decimals: int = 2

    @property
    def wanted(self) -> str:
        return _("choose {low} to {high}").format(low=number_text(self.low), high=number_text(self.high))

    def allows(self, value: object) -> bool:
        return type(value) is float and math.isfinite(value) and self.low <= value <= self.high

    def parse(self, text: str) -> float:
        return float(text)

    def text(self, value: float) -> str:
        return number_text(value)

    def from_json(self, value: object) -> object:
        return float(value) if type(value) is int else value


@dataclass(frozen=True, kw_only=True)
class Choice(Option[str]):
    """choices: what may be typed, and what the control calls it, an N_() sentence."""

    default: str
    choices: tuple[tuple[str, str], ...]

    @property
    def wanted(self) -> str:
        return _("choose {choices}").format(choices=", ".join(name for name, _title in self.choices))

    def allows(self, value: object) -> bool:
        return isinstance(value, str) and value in [name for name, _title in self.choices]

    def parse(self, text: str) -> str:
        return text


@dataclass(frozen=True, kw_only=True)
class File(Option[ChosenFile]):
    """title: what kind of file it is ("Networks"). endings: such as ".pth"; () for any."""

    title: str
    endings: tuple[str, ...] = ()
    default: None = None

    @property
    def wanted(self) -> str:
        return _("name a file, {option}=PATH").format(option=self.name)

    def allows(self, value: object) -> bool:
        return isinstance(value, ChosenFile) and bool(value.path)

    def parse(self, text: str) -> ChosenFile:
        if not text:
            raise ValueError
        return choose_file(text)

    def text(self, value: ChosenFile) -> str:
        return value.path

    def from_json(self, value: object) -> object:
        if not isinstance(value, dict):
            return value
        path, sha256 = value["path"], value["sha256"]
        if not (isinstance(path, str) and isinstance(sha256, str)):
            raise TypeError(f"the {self.name} is {value}, which is no file")
        return ChosenFile(path, sha256)

    def to_json(self, value: ChosenFile) -> object:
        return {"path": value.path, "sha256": value.sha256}

    def meant(self, value: ChosenFile) -> str:
        return value.sha256


def number_text(value: float) -> str:
    """The shortest text that `float` reads as this number again: "0.5", "2"."""
    short = f"{value:g}"
    return short if float(short) == value else repr(value)
