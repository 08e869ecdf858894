"""What is done to a picture before it is clustered, as it is said: smoothing, with its options."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import N_, _, with_commas
from core.writing.typed_numbers import parse_number


@dataclass(frozen=True)
class Option:
    """A number that a smoothing takes. title, meaning: N_() sentences."""

    name: str
    title: str
    meaning: str
    default: float
    low: float
    high: float
    whole: bool = False


@dataclass(frozen=True)
class Method:
    """A way to smooth. title: what people call it. meaning: what it does to the picture. N_() sentences."""

    title: str
    meaning: str
    options: tuple[Option, ...] = ()


_RADIUS = N_("Radius")
METHODS: dict[str, Method] = {
    "gauss": Method(
        N_("Gauss"),
        N_("a weighted mean around each pixel: grain goes, and edges become soft"),
        (Option("sigma", N_("σ"), N_("standard deviation of the weights, in pixels"), 1.5, 0.3, 50.0),),
    ),
    "median": Method(
        N_("Median"),
        N_("the middle value in a square around each pixel: specks go, and edges stay"),
        (Option("radius", _RADIUS, N_("of the square, in pixels"), 2, 1, 7, whole=True),),
    ),
    "nlm": Method(
        N_("Non-local means"),
        N_("the mean of places that look alike: grain goes, edges and fine lines stay; slow"),
        (
            Option(
                "strength",
                N_("Strength"),
                N_("in 1/255 of the range; about that of the grain"),
                10.0,
                0.5,
                100.0,
            ),
        ),
    ),
    "lee": Method(
        N_("Lee"),
        N_(
            "for radar: the mean where there is nothing but speckle, the pixel itself where there is more; "
            "values below 0 are taken for decibels"
        ),
        (
            Option("radius", _RADIUS, N_("of the square that is looked at, in pixels"), 3, 1, 15, whole=True),
            Option(
                "looks",
                N_("Looks"),
                N_("how many the radar picture is the mean of: fewer smooth more"),
                4.0,
                0.5,
                1000.0,
            ),
        ),
    ),
    "log": Method(
        N_("Logarithm"),
        N_("ratios of values count instead of differences: dark parts apart; no smoothing"),
    ),
}


@dataclass(frozen=True)
class Smoothing:
    """How a picture is smoothed before it is clustered.

    name: of METHODS. options: name and value of each option; those not given get their default.
    Raises ParameterError, with a sentence, for a name, option or value that there is not.
    """

    name: str
    options: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        method = METHODS.get(self.name)
        if method is None:
            sentence = _("There is no smoothing “{name}”: choose {choices}.")
            raise ParameterError(
                sentence.format(name=self.name, choices=with_commas(METHODS))
                + did_you_mean(self.name, METHODS)
            )
        given = dict(self.options)
        for name in given:
            if name not in [option.name for option in method.options]:
                raise ParameterError(_no_option(self.name, name, method))
        options = tuple((each.name, self._checked(each, given)) for each in method.options)
        object.__setattr__(self, "options", options)

    def __str__(self) -> str:
        """As `parse_smoothing` reads it."""
        return "".join((self.name, *(f",{name}={value:g}" for name, value in self.options)))

    @property
    def method(self) -> Method:
        return METHODS[self.name]

    def __getitem__(self, name: str) -> float:
        return dict(self.options)[name]

    def _checked(self, option: Option, given: dict[str, float]) -> float:
        value = float(given.get(option.name, option.default))
        whole = not option.whole or value == math.floor(value)
        if not (math.isfinite(value) and option.low <= value <= option.high and whole):
            sentence = (
                _(
                    "The {option} of the smoothing {name} is {value:g}: choose a whole number from {low:g} "
                    "to {high:g}."
                )
                if option.whole
                else _("The {option} of the smoothing {name} is {value:g}: choose {low:g} to {high:g}.")
            )
            raise ParameterError(
                sentence.format(
                    option=option.name, name=self.name, value=value, low=option.low, high=option.high
                )
            )
        return value


def parse_smoothing(text: str) -> Smoothing:
    """ "median,radius=3" → Smoothing. Raises ParameterError."""
    name, *parts = (part.strip() for part in text.split(","))
    options: dict[str, float] = {}
    method = Smoothing(name).method
    for part in parts:
        key, equals, value = (each.strip() for each in part.partition("="))
        if not equals or key in options:
            sentence = _("The smoothing “{text}” has “{part}”: write each option once, as NAME=VALUE.")
            raise ParameterError(sentence.format(text=text, part=part))
        if key not in [option.name for option in method.options]:
            raise ParameterError(_no_option(name, key, method))
        options[key] = parse_number(value, key)
    return Smoothing(name, tuple(options.items()))


def smoothing_json(smoothing: Smoothing) -> dict[str, Any]:
    """As plain JSON values."""
    return {"name": smoothing.name, "options": dict(smoothing.options)}


def smoothing_from(saved: Any) -> Smoothing:
    """Of `smoothing_json`. Raises ParameterError, KeyError, TypeError, ValueError for what is none."""
    name, options = saved["name"], saved["options"]
    if not isinstance(name, str) or not isinstance(options, dict):
        raise TypeError("a smoothing is damaged")
    return Smoothing(name, tuple((str(key), float(value)) for key, value in options.items()))


def _no_option(name: str, option: str, method: Method) -> str:
    names = [each.name for each in method.options]
    if not names:
        return _("The smoothing {name} has no options, not “{option}”.").format(name=name, option=option)
    sentence = _("The smoothing {name} has no “{option}”: choose {choices}.")
    return sentence.format(name=name, option=option, choices=with_commas(names)) + did_you_mean(option, names)
