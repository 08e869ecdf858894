"""A threshold as it is said: one number a pixel, and where it is cut, in place of k-means."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import _, with_commas
from core.cluster.features.feature import Feature, feature_from, feature_json, parse_feature
from core.cluster.features.specifications import specifications
from core.writing.typed_numbers import parse_whole_number, read_number

# Coordinates of a colour: luma; red, green, blue; CIE L*a*b*; hue in degrees, saturation 0…1, value.
COORDINATES = ("gray", "R", "G", "B", "L", "a", "b", "H", "S", "V")
OTSU = "otsu"

# A coordinate of COORDINATES, a band counted from 1, or a feature of one plane, such as an index.
ChannelName = str | int | Feature


@dataclass(frozen=True)
class Threshold:
    """What is cut, and where.

    channel: a coordinate of COORDINATES, the number of a band from 1, or a feature that does not learn.
    at: ascending, in the units of the channel: a value of at least a threshold belongs above it. Empty: they
    are found by Otsu's criterion, as many as there are classes less one.
    Raises ParameterError, with a sentence, for what there is not.
    """

    channel: ChannelName = "gray"
    at: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        _check_channel(self.channel)
        if not all(math.isfinite(value) for value in self.at):
            raise ParameterError(_("A threshold is no finite number."))
        for low, high in pairwise(self.at):
            if low >= high:
                raise ParameterError(
                    _(
                        "The thresholds {low} and {high} do not ascend: write them from the lowest to the "
                        "highest, none twice."
                    ).format(low=threshold_text(low), high=threshold_text(high))
                )

    @property
    def is_otsu(self) -> bool:
        """Whether the thresholds are found, not given."""
        return not self.at

    @property
    def channel_text(self) -> str:
        """As `parse_threshold` reads it: "gray", "5", "ndvi,nir=5,red=4"."""
        if not isinstance(self.channel, Feature):
            return str(self.channel)
        name, _weight, rest = str(self.channel).partition(":")
        return name + "".join(f",{option}" for option in rest.split(",")[1:])

    def __str__(self) -> str:
        """As `parse_threshold` reads it."""
        return f"{self.channel_text}:{','.join(map(threshold_text, self.at)) or OTSU}"


def threshold_text(value: float) -> str:
    """Every digit, and none that is not needed: 100, 0.3."""
    return repr(float(value)).removesuffix(".0")


def _check_channel(channel: ChannelName) -> None:
    if isinstance(channel, Feature):
        if channel.specification.learning is not None:
            raise ParameterError(
                _("{feature} learns from the picture: a threshold takes what is measured.").format(
                    feature=channel.title
                )
            )
        if channel.weight != 1.0:
            raise ParameterError(
                _("The channel {name} has a weight: a threshold needs none.").format(name=channel.name)
            )
    elif isinstance(channel, int):
        if channel < 1:
            raise ParameterError(_("There is no band {band}: bands count from 1.").format(band=channel))
    elif channel not in COORDINATES:
        known = (*COORDINATES, *_indices())
        raise ParameterError(
            _(
                "There is no channel “{name}” for a threshold: choose {known}, or the number of a band."
            ).format(name=channel, known=with_commas(known))
            + did_you_mean(channel, known)
        )


def _indices() -> tuple[str, ...]:
    return tuple(name for name, each in specifications().items() if each.learning is None)


def parse_channel(text: str) -> ChannelName:
    """ "gray", "5" or "ndvi,nir=5,red=4"; a Threshold says whether there is one. Raises ParameterError."""
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return parse_whole_number(text)
    name = text.partition(",")[0].strip()
    if name in specifications():
        return parse_feature(text)
    return text


def parse_threshold(text: str) -> Threshold:
    """ "gray:100,150", "5:otsu", "ndvi,nir=5,red=4:0.3"; without a colon by Otsu. Raises ParameterError."""
    channel, colon, cuts = text.rpartition(":")
    if not colon:
        return Threshold(parse_channel(text))
    if cuts.strip().casefold() == OTSU:
        return Threshold(parse_channel(channel))
    return Threshold(parse_channel(channel), parse_cuts(cuts))


def parse_cuts(text: str) -> tuple[float, ...]:
    """ "100, 150.5" → (100.0, 150.5): a comma parts them, decimals have a point. Raises ParameterError."""
    parts = [part.strip() for part in text.split(",")]
    numbers = [read_number(part) for part in parts]
    for part, number in zip(parts, numbers, strict=True):
        if number is None:
            raise ParameterError(
                _(
                    "The threshold “{text}” is no number: write numbers with commas between them and points "
                    "for decimals, for example 100,150.5, or otsu."
                ).format(text=part)
            )
    return tuple(number for number in numbers if number is not None)


def threshold_json(threshold: Threshold) -> dict[str, Any]:
    """As plain JSON values."""
    channel = threshold.channel
    return {
        "channel": feature_json(channel) if isinstance(channel, Feature) else channel,
        "at": list(threshold.at),
    }


def threshold_from(values: Mapping[str, Any]) -> Threshold:
    """The Threshold of `threshold_json`. Raises ParameterError, KeyError, TypeError."""
    channel, at = values["channel"], values["at"]
    if isinstance(channel, Mapping):
        channel = feature_from(channel)
    elif type(channel) not in (str, int):
        raise TypeError(f"{channel!r} is no channel")
    if not all(type(value) in (int, float) for value in at):
        raise TypeError("a threshold is no number")
    return Threshold(channel, tuple(float(value) for value in at))
