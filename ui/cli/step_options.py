"""The options of post-processing, and the steps that they make."""

from __future__ import annotations

import argparse

from core.base.errors import ParameterError
from core.document.step import Step, StepKind
from ui.cli.parameter_options import number

# In the order in which they are applied.
_OPTIONS: tuple[tuple[str, StepKind], ...] = (
    ("--open", "open"),
    ("--close", "close"),
    ("--min-area", "min-area"),
    ("--fill-holes", "fill-holes"),
    ("--majority", "majority"),
)


def add_step_options(parser: argparse.ArgumentParser) -> None:
    """Each works on all classes; sizes are in pixels."""
    add = parser.add_argument_group("post-processing, in pixels, on all classes, in this order").add_argument
    add("--open", metavar="R", help="drop what no disk of radius R fits into: bridges, threads, specks")
    add("--close", metavar="R", help="fill gaps that no disk of radius R fits into")
    add("--min-area", metavar="PX", help="give regions of fewer than PX pixels to the classes around them")
    add("--fill-holes", metavar="PX", help="fill holes of at most PX pixels")
    add("--majority", metavar="R", help="give each pixel the class most frequent within R")


def given_steps(options: argparse.Namespace) -> tuple[Step, ...]:
    """The steps of the options. Raises ParameterError."""
    given = []
    for option, kind in _OPTIONS:
        text = getattr(options, kind.replace("-", "_"))
        if text is None:
            continue
        size = number(option, text)
        try:
            given.append(Step(kind, size))
        except ParameterError:
            raise ParameterError(f"{option} is {text}: give a number of 0 or more.") from None
    return tuple(given)
