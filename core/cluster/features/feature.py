"""Features beyond colour that take part in a run; a module of `local` with a FEATURE is found by itself."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from core.base.errors import ParameterError
from core.base.modules import modules_in
from core.base.sentences import _
from core.cluster.features.definition import Definition


def _definitions() -> dict[str, Definition]:
    modules = modules_in(f"{__package__}.local")
    found = (cast("Definition", module.FEATURE) for module in modules if hasattr(module, "FEATURE"))
    return {definition.name: definition for definition in found}


# Name → feature, by name.
DEFINITIONS: Mapping[str, Definition] = MappingProxyType(dict(sorted(_definitions().items())))
MOST_WEIGHT = 20.0


@dataclass(frozen=True)
class Feature:
    """A feature that takes part in a run.

    name: of DEFINITIONS. weight: above 0; 1 = its full range counts as much as that of the colours or bands.
    options: name and value of each option; those not given get their default.
    Raises ParameterError, with a sentence, for a name, weight or option that there is not.
    """

    name: str
    weight: float = 1.0
    options: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if self.name not in DEFINITIONS:
            raise ParameterError(
                _("There is no feature “{name}”: choose {choices}.").format(
                    name=self.name, choices=", ".join(DEFINITIONS)
                )
            )
        if not (math.isfinite(self.weight) and 0 < self.weight <= MOST_WEIGHT):
            raise ParameterError(
                _(
                    "The weight of the feature {name} is {weight:g}: choose more than 0 and at most {most:g}."
                ).format(name=self.name, weight=self.weight, most=MOST_WEIGHT)
            )
        given = dict(self.options)
        for option in self.definition.options:
            value = given.setdefault(option.name, option.default)
            if not option.low <= value <= option.high:
                raise ParameterError(
                    _("The {option} of the feature {feature} is {value}: choose {low} to {high}.").format(
                        option=option.name,
                        feature=self.name,
                        value=value,
                        low=option.low,
                        high=option.high,
                    )
                )
        known = [option.name for option in self.definition.options]
        for name in given:
            if name not in known:
                sentence = (
                    _("The feature {feature} has no option “{name}”: choose {choices}.")
                    if known
                    else _("The feature {feature} has no option “{name}”: it has none.")
                )
                raise ParameterError(sentence.format(feature=self.name, name=name, choices=", ".join(known)))
        object.__setattr__(self, "weight", float(self.weight))
        object.__setattr__(self, "options", tuple((name, given[name]) for name in known))

    def __str__(self) -> str:
        """As `parse_feature` reads it."""
        options = "".join(f",{name}={value}" for name, value in self.options)
        return f"{self.name}:{self.weight:g}{options}"

    @property
    def definition(self) -> Definition:
        return DEFINITIONS[self.name]

    def missing(self, bands: tuple[str, ...]) -> str:
        """A sentence why a picture with these bands has no such feature; else empty."""
        return self.definition.missing(bands, dict(self.options))


def check_features(features: Sequence[Feature]) -> None:
    """Raises ParameterError where one is named twice."""
    names = [feature.name for feature in features]
    for name in names:
        if names.count(name) > 1:
            raise ParameterError(_("The feature {name} is chosen twice.").format(name=name))


def parse_feature(text: str) -> Feature:
    """ "local-std:0.5,radius=9" → Feature; weight and options may be left out. Raises ParameterError."""
    head, *rest = text.split(",")
    name, colon, weight = head.strip().partition(":")
    options: dict[str, int] = {}
    for part in rest:
        key, equals, value = (each.strip() for each in part.partition("="))
        if not equals or not value.isdecimal() or key in options:
            raise ParameterError(
                _(
                    "The feature “{text}” has “{part}”: write each option once, as NAME=WHOLE NUMBER, "
                    "for example radius=5."
                ).format(text=text, part=part.strip())
            )
        options[key] = int(value)
    return Feature(name.strip(), _weight(text, weight) if colon else 1.0, tuple(options.items()))


def _weight(text: str, weight: str) -> float:
    try:
        return float(weight)
    except ValueError:
        raise ParameterError(
            _(
                "The feature “{text}” has the weight “{weight}”: write a number, for example position:0.2."
            ).format(text=text, weight=weight)
        ) from None
