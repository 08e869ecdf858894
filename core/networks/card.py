"""The card of a network: how a picture is made ready for it.

Its text is what stands in records and behind `card=`: "rgb;mean=123.675 116.28 103.53;deviation=58.395 57.12
57.375;size=0;resampling=bilinear". Numbers are of values 0…255. What is left out is as the network has it.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.base.errors import ParameterError, ReadError
from core.base.hashing import sha256_of
from core.base.paths import is_file
from core.base.sentences import _
from core.writing.typed_numbers import parse_number, parse_whole_number

ORDERS = ("rgb", "bgr")
RESAMPLINGS = ("nearest", "bilinear", "bicubic")
MOST_SIZE = 8192
# What models of Hugging Face have beside them.
CONFIG_NAME = "preprocessor_config.json"
_LONGEST_CONFIG = 100_000
# PIL's numbers of the resamplings, which such a file has.
_PIL = {0: "nearest", 2: "bilinear", 3: "bicubic", 1: "bicubic"}


@dataclass(frozen=True)
class Card:
    """order: of the bands that the network expects. mean, deviation: (value − mean) / deviation of each band,
    in this order, of values 0…255. size: pixels that the shorter side is brought to; 0: as it is.
    resampling: by which.

    Raises ParameterError for what no network can have.
    """

    order: str = "rgb"
    mean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    deviation: tuple[float, float, float] = (255.0, 255.0, 255.0)
    size: int = 0
    resampling: str = "bilinear"

    def __post_init__(self) -> None:
        numbers = (*self.mean, *self.deviation)
        fits = (
            self.order in ORDERS
            and self.resampling in RESAMPLINGS
            and all(math.isfinite(each) and abs(each) <= 1e6 for each in numbers)
            and all(each > 0 for each in self.deviation)
            and 0 <= self.size <= MOST_SIZE
        )
        if not fits or len(self.mean) != 3 or len(self.deviation) != 3:
            raise ParameterError(_unfit(self.text))

    @property
    def text(self) -> str:
        """As `card_of` reads it."""
        numbers = [" ".join(f"{each:.9g}" for each in part) for part in (self.mean, self.deviation)]
        return (
            f"{self.order};mean={numbers[0]};deviation={numbers[1]};"
            f"size={self.size};resampling={self.resampling}"
        )


def card_of(text: str, otherwise: Card) -> Card:
    """The card of a text; what it leaves out is as `otherwise` has it. Raises ParameterError."""
    card = otherwise
    for part in filter(None, (each.strip() for each in text.split(";"))):
        key, equals, value = (each.strip().lower() for each in part.partition("="))
        try:
            if not equals:
                card = replace(card, order=key)
            elif key == "mean":
                card = replace(card, mean=_three(value))
            elif key == "deviation":
                card = replace(card, deviation=_three(value))
            elif key == "size":
                card = replace(card, size=parse_whole_number(value))
            elif key == "resampling":
                card = replace(card, resampling=value)
            else:
                raise ValueError(key)
        except (ValueError, ParameterError):
            raise ParameterError(_unfit(text)) from None
    return card


def beside_sha256(path: Path) -> str:
    """Of the preprocessor_config.json beside a network; "" where there is none."""
    try:
        beside = path.parent / CONFIG_NAME
        return "+" + sha256_of(beside) if is_file(beside) else ""
    except (OSError, ValueError):
        return ""


def card_beside(path: Path, otherwise: Card) -> Card:
    """Of the preprocessor_config.json beside a network; `otherwise` where there is none.

    Raises ReadError for one that says what no network can have.
    """
    beside = path.parent / CONFIG_NAME
    try:
        if not is_file(beside):
            return otherwise
        with beside.open("rb") as file:
            content = file.read(_LONGEST_CONFIG + 1)
    except OSError as error:
        raise ReadError(beside, f"{error.strerror}.") from error
    try:
        if len(content) > _LONGEST_CONFIG:
            raise ValueError(content[:9])
        values = json.loads(content)
        return _card_of_config(values, otherwise)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ParameterError) as error:
        raise ReadError(beside, _("it says nothing that a picture could be made ready by.")) from error


def _card_of_config(values: dict[str, Any], otherwise: Card) -> Card:
    """image_mean and image_std are of values times rescale_factor. size is of whole pictures that are sorted
    by what is on them; maps are wanted of the picture as it is, so it counts for nothing.
    """
    factor = float(values.get("rescale_factor", 1 / 255)) if values.get("do_rescale", True) else 1.0
    mean, deviation = (0.0, 0.0, 0.0), (1 / factor, 1 / factor, 1 / factor)
    if values.get("do_normalize", True) and "image_mean" in values:
        mean = _each(values["image_mean"], factor)
        deviation = _each(values["image_std"], factor)
    resampling = _PIL.get(values.get("resample", -1), otherwise.resampling)
    return replace(otherwise, order="rgb", mean=mean, deviation=deviation, resampling=resampling)


def _each(values: Any, factor: float) -> tuple[float, float, float]:
    red, green, blue = (round(float(each) / factor, 6) for each in values)
    return red, green, blue


def _three(text: str) -> tuple[float, float, float]:
    values = [parse_number(each) for each in text.split()]
    if len(values) == 1:
        values *= 3
    red, green, blue = values
    return red, green, blue


def _unfit(text: str) -> str:
    sentence = _(
        "The card “{text}” fits no network: write for example rgb;mean=123.7 116.3 103.5;"
        "deviation=58.4 57.1 57.4;size=0;resampling=bilinear."
    )
    return sentence.format(text=text)
