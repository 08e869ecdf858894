"""The values that are given for options, checked: of features and of the methods of a collection alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import _, with_commas
from core.cluster.features.options import Option, Value


def option_values(
    owner: str, options: Sequence[Option[Any]], given: Mapping[str, object]
) -> tuple[tuple[str, Value], ...]:
    """Name and value of each option, in their order; the default of those that are not given.

    owner: whose they are, in the middle of a sentence: "the feature laws". given: values as `to_json` of the
    option makes them, or its own. Raises ParameterError for a name or a value that there is not.
    """
    check_option_names(owner, options, given)
    return tuple((option.name, _checked(owner, option, given)) for option in options)


def parsed_options(
    owner: str, options: Sequence[Option[Any]], texts: Mapping[str, str]
) -> tuple[tuple[str, Value], ...]:
    """Name and value of the options that texts are given for. Raises ParameterError, ReadError for a file."""
    check_option_names(owner, options, texts)
    return tuple(
        (option.name, _parsed(owner, option, texts[option.name]))
        for option in options
        if option.name in texts
    )


def check_option_names(owner: str, options: Sequence[Option[Any]], given: Iterable[str]) -> None:
    """Raises ParameterError for a name that no option has."""
    known = [option.name for option in options]
    for name in given:
        if name not in known:
            sentence = _("“{option}” is no option of {owner}: choose {known}.")
            if not known:
                sentence = _("“{option}” is no option of {owner}: it has none.")
            raise ParameterError(
                sentence.format(owner=owner, option=name, known=with_commas(known))
                + did_you_mean(name, known)
            )


def _checked(owner: str, option: Option[Any], given: Mapping[str, object]) -> Value:
    value = option.from_json(given.get(option.name, option.default))
    if not option.allows(value):
        raise ParameterError(option.refusal(owner, value))
    return cast("Value", value)


def _parsed(owner: str, option: Option[Any], text: str) -> Value:
    try:
        value: Value = option.parse(text)
    except (ValueError, ParameterError):
        raise ParameterError(option.refusal(owner, text)) from None
    return value
