"""How a file is read where it leaves that open: chosen by the user, kept in document, recipe and record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from core.base.errors import ParameterError
from core.base.sentences import _, with_commas
from core.writing.typed_numbers import parse_whole_number

Alpha = Literal["auto", "band", "mask", "ignore"]
ColourTable = Literal["auto", "value", "colour"]
ALPHA: tuple[Alpha, ...] = get_args(Alpha)
COLOUR_TABLE: tuple[ColourTable, ...] = get_args(ColourTable)


@dataclass(frozen=True)
class Reading:
    """alpha: what the band that may be alpha is: a measured band, a mask (0 is no data), or nothing.

    colour_table: whether a picture with a table is measured by its values or by the colours they stand for.
    auto: as the file is judged; what was decided is said with the picture.
    page: of a file with several, in the order in which they are stored; channels: which become the bands;
    slice, time: which plane; all from 1, 0 or () for the first.
    labels: whether its values are objects (core.io.label_image), not levels.
    Raises ParameterError for another word, and numbers below 0.
    """

    alpha: Alpha = "auto"
    colour_table: ColourTable = "auto"
    page: int = 0
    channels: tuple[int, ...] = ()
    slice: int = 0
    time: int = 0
    labels: bool = False

    @property
    def table(self) -> ColourTable:
        """What holds for a colour table: of labels the values are the objects."""
        return "value" if self.labels else self.colour_table

    @property
    def chooses_plane(self) -> bool:
        return bool(self.page or self.channels or self.slice or self.time)

    def __post_init__(self) -> None:
        numbers = (self.page, self.slice, self.time, *(number - 1 for number in self.channels))
        if not all(type(number) is int and number >= 0 for number in numbers):
            raise ParameterError(_("Pages, channels, slices and times are whole numbers, from 1."))
        if len(set(self.channels)) < len(self.channels):
            raise ParameterError(_("A channel is chosen twice."))
        if type(self.labels) is not bool:
            raise ParameterError(_("Whether the values are labels is true or false."))
        for name, word, words in (
            (_("alpha"), self.alpha, ALPHA),
            (_("colour table"), self.colour_table, COLOUR_TABLE),
        ):
            if word not in words:
                raise ParameterError(
                    _("The {name} is “{word}”: choose {words}.").format(
                        name=name, word=word, words=with_commas(words)
                    )
                )


def reading_json(reading: Reading) -> dict[str, Any]:
    """What was chosen, by name; {} where nothing was."""
    untouched = vars(Reading())
    chosen = {name: value for name, value in vars(reading).items() if value != untouched[name]}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in chosen.items()}


def reading_from(values: Mapping[str, Any]) -> Reading:
    """The Reading of `reading_json`. Raises ParameterError, TypeError for what is none."""
    return Reading(**{**values, "channels": tuple(values.get("channels", ()))})


def reading_part(reading: Reading) -> dict[str, Any]:
    """ "reading" as a part of documents, recipes and records; {} where nothing was chosen."""
    chosen = reading_json(reading)
    return {"reading": chosen} if chosen else {}


def reading_in(values: Mapping[str, Any]) -> Reading:
    """What such a part says; nothing chosen where there is none. Raises ParameterError, TypeError."""
    return reading_from(values.get("reading", {}))


def parse_channels(text: str) -> tuple[int, ...]:
    """ "2,1" → (2, 1); () for nothing. Raises ParameterError for what names no channels."""
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    channels = tuple(parse_whole_number(part) for part in parts)
    if not all(channel > 0 for channel in channels):
        sentence = _("“{text}” names no channels: write whole numbers from 1, for example 1,3.")
        raise ParameterError(sentence.format(text=text))
    return channels
