"""The options of post-processing as steps: how far each reaches, and on which classes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.base.errors import ParameterError
from core.base.sentences import _
from core.classes.classes import Class
from core.classes.naming import is_unnamed
from core.document.step import Step, StepKind, parse_size
from core.writing.typed_numbers import parse_number

# In the order in which they are applied.
_STEPS: tuple[tuple[str, StepKind], ...] = (
    ("--open", "open"),
    ("--close", "close"),
    ("--min-area", "min-area"),
    ("--fill-holes", "fill-holes"),
    ("--split", "split"),
    ("--majority", "majority"),
)
_ALL = "*"


def steps_from(options: argparse.Namespace, classes: Sequence[Class]) -> tuple[Step, ...]:
    """The steps of the options: SIZE:CLASS is on that class, SIZE:* on all, SIZE on those that are named.

    Of a split they are CLASS:DIAMETER, *:DIAMETER and DIAMETER.

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
    try:
        step, name = _split_step(text) if kind == "split" else _sized_step(kind, text)
        if name == _ALL or not (name or named):
            return [step]
        return [replace(step, class_name=each) for each in ([name] if name else named)]
    except ParameterError as error:
        raise ParameterError(
            _("{option} {text}: {reason}").format(option=option, text=text, reason=error)
        ) from None


def _sized_step(kind: StepKind, text: str) -> tuple[Step, str]:
    """Of SIZE[:CLASS] the step and the class. Raises ParameterError."""
    size, colon, name = text.partition(":")
    step = Step(kind, *parse_size(kind, size))
    if colon and not name:
        raise ParameterError(_("“{text}” names no class after its colon.").format(text=text))
    return step, name


def _split_step(text: str) -> tuple[Step, str]:
    """Of [CLASS:]DIAMETER[,OPTION=VALUE…] the step and the class. Raises ParameterError."""
    name, colon, rest = text.rpartition(":")
    if colon and not name:
        raise ParameterError(_("“{text}” names no class before its colon.").format(text=text))
    diameter, *options = rest.split(",")
    step = Step("split", *parse_size("split", diameter))
    for each in options:
        step = _with_option(step, each)
    return step, name


def _with_option(step: Step, text: str) -> Step:
    """The split with by=…, lines=… or depth=…. Raises ParameterError."""
    key, equals, value = (each.strip() for each in text.partition("="))
    if key not in ("by", "lines", "depth") or not equals:
        raise ParameterError(
            _(
                "“{text}” is no option of a split: write by=shape or by=brightness, lines=given or "
                "lines=kept, or depth=0.1."
            ).format(text=text.strip())
        )
    chosen: dict[str, Any] = {key: parse_number(value) if key == "depth" else value}
    return replace(step, **chosen)
