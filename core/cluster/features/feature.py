"""Features beyond colour that take part in a run."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.base.closest import did_you_mean
from core.base.errors import ParameterError, ReadError
from core.base.paths import file_name
from core.base.sentences import _, with_commas
from core.cluster.features.chosen_file import NO_FILE, ChosenFile, choose_file
from core.cluster.features.feature_text import quoted, split_text
from core.cluster.features.option_values import option_values, parsed_options
from core.cluster.features.options import Value, number_text
from core.cluster.features.specification import Specification
from core.cluster.features.specifications import specifications

MOST_WEIGHT = 20.0


@dataclass(frozen=True)
class Feature:
    """A feature that takes part in a run.

    name: of `specifications`. weight: above 0; 1 = its full range counts as much as that of the colours or
    bands. options: name and value of each option; those not given get their default.
    Raises ParameterError, with a sentence, for a name, weight or option that there is not.
    """

    name: str
    weight: float = 1.0
    options: tuple[tuple[str, Value], ...] = ()

    def __post_init__(self) -> None:
        specification = _specification(self.name)
        if not (math.isfinite(self.weight) and 0 < self.weight <= MOST_WEIGHT):
            sentence = _(
                "The weight of the feature {feature} is {weight:g}: choose more than 0 and at most {most:g}."
            )
            raise ParameterError(sentence.format(feature=self.name, weight=self.weight, most=MOST_WEIGHT))
        options = option_values(_owner(self.name), specification.options, dict(self.options))
        object.__setattr__(self, "weight", float(self.weight))
        object.__setattr__(self, "options", options)

    def __str__(self) -> str:
        """As `parse_feature` reads it."""
        given = zip(self.specification.options, self.options, strict=True)
        options = "".join(f",{name}={quoted(option.text(value))}" for option, (name, value) in given)
        return f"{self.name}:{number_text(self.weight)}{options}"

    @property
    def specification(self) -> Specification:
        return _specification(self.name)

    @property
    def title(self) -> str:
        """What people call it."""
        return _(self.specification.title)

    @property
    def files(self) -> tuple[ChosenFile, ...]:
        """Those among its options, pictures too."""
        values = (value if isinstance(value, tuple) else (value,) for _name, value in self.options)
        files = (each for several in values for each in several if isinstance(each, ChosenFile))
        return tuple(file for file in files if file != NO_FILE)

    @property
    def learns_elsewhere(self) -> bool:
        """Whether it learns from pictures that were chosen: then from no other."""
        return any(isinstance(value, tuple) and value for _name, value in self.options)

    @property
    def learner(self) -> str:
        """What of it a model depends on: "eigenfilters,size=5". Empty where it learns nothing."""
        learning, given = self.specification.learning, dict(self.options)
        if learning is None:
            return ""
        # No pictures are left out: models were learned before these could be chosen.
        by = [each for each in learning.by if given[each.name] != ()]
        return ",".join([self.name, *(f"{each.name}={each.meant(given[each.name])}" for each in by)])

    @property
    def learns_in_epochs(self) -> bool:
        """As networks do."""
        learning = self.specification.learning
        return learning is not None and bool(learning.length)

    def has_learned(self, learner: str) -> bool:
        """Whether a model of this learner is one of the feature's, or one that was stopped early."""
        learning = self.specification.learning
        if learning is None or not learning.length:
            return learner == self.learner
        length = re.compile(rf",{learning.length}=\d+")
        return length.sub("", learner) == length.sub("", self.learner)

    def looked_for(self, folder: Path) -> Feature:
        """The same, with each file that is not at its path taken from a folder, where its like lies there."""
        return replace(self, options=tuple((name, _found(value, folder)) for name, value in self.options))

    def missing(self, bands: tuple[str, ...]) -> str:
        """A sentence why a picture with these bands has no such feature; else empty."""
        return self.specification.lacks() or self.specification.missing(bands, dict(self.options))


def check_features(features: Sequence[Feature]) -> None:
    """Raises ParameterError where one is named twice."""
    names = [feature.name for feature in features]
    for name in names:
        if names.count(name) > 1:
            raise ParameterError(_("The feature {feature} is chosen twice.").format(feature=name))


def parse_feature(text: str) -> Feature:
    """ "local-std:0.5,radius=9" → Feature; weight and options may be left out.

    A value with a comma stands in double quotes. A file is read for its hash.

    Raises ParameterError, ReadError.
    """
    name, weight, given = split_text(text)
    specification = _specification(name)
    options = parsed_options(_owner(name), specification.options, given)
    return Feature(name, weight, options)


def feature_json(feature: Feature) -> dict[str, Any]:
    """A feature as plain JSON values."""
    given = zip(feature.specification.options, feature.options, strict=True)
    options = {name: option.to_json(value) for option, (name, value) in given}
    return {"name": feature.name, "weight": feature.weight, "options": options}


def feature_from(values: Mapping[str, Any]) -> Feature:
    """The Feature of `feature_json`. Raises ParameterError, KeyError, TypeError."""
    return Feature(values["name"], values["weight"], tuple(values["options"].items()))


def _found(value: Value, folder: Path) -> Value:
    if isinstance(value, tuple):
        return tuple(_found_file(each, folder) for each in value)
    return _found_file(value, folder) if isinstance(value, ChosenFile) else value


def _found_file(value: ChosenFile, folder: Path) -> ChosenFile:
    if value == NO_FILE or value.is_there:
        return value
    with contextlib.suppress(ReadError):
        beside = choose_file(str(folder / file_name(value.path)))
        if beside.sha256 == value.sha256:
            return beside
    return value


def _specification(name: str) -> Specification:
    found = specifications().get(name)
    if found is None:
        known = with_commas(specifications())
        raise ParameterError(
            _("There is no feature “{name}”: choose {known}.").format(name=name, known=known)
            + did_you_mean(name, specifications())
        )
    return found


def _owner(feature: str) -> str:
    """In the middle of a sentence."""
    return _("the feature {feature}").format(feature=feature)
