"""The options of post-processing as steps: how far each reaches, and on which classes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from core.base.errors import ParameterError
from core.base.sentences import _
from core.classes.classes import Class
from core.classes.naming import is_unnamed
from core.document.step import Step, StepKind, parse_size

# In the order in which they are applied.
_STEPS: tuple[tuple[str, StepKind], ...] = (
    ("--open", "open"),
    ("--close", "close"),
    ("--min-area", "min-area"),
    ("--fill-holes", "fill-holes"),
    ("--majority", "majority"),
)
_ALL = "*"


def steps_from(options: argparse.Namespace, classes: Sequence[Class]) -> tuple[Step, ...]:
    """The steps of the options: SIZE:CLASS is on that class, SIZE:* on all, SIZE on those that are named.

    classes: those that options and recipe name. Where there is none, a step without a class is on all.
    Raises ParameterError.
    """
    in_order = sorted(classes, key=lambda item: item.clusters)
    named = [item.name for item in in_order if not is_unnamed(item)]
    return tuple(
        step
        for option, kind in _STEPS
        for text in getattr(options, kind.replace("-", "_"))
        for step in _steps(option, kind, text, named)
    )


def _steps(option: str, kind: StepKind, text: str, named: Sequence[str]) -> list[Step]:
    size_text, colon, name = text.partition(":")
    try:
        size, unit = parse_size(kind, size_text)
        if colon and not name:
            raise ParameterError(_("“{text}” names no class after its colon.").format(text=text))
        if name == _ALL or not (name or named):
            return [Step(kind, size, unit)]
        return [Step(kind, size, unit, each) for each in ([name] if name else named)]
    except ParameterError as error:
        raise ParameterError(
            _("{option} {text}: {reason}").format(option=option, text=text, reason=error)
        ) from None
