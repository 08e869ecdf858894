"""What --as-labels leaves without a meaning: nothing is clustered, and there is one class."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.base.errors import ParameterError
from core.base.sentences import _
from core.document.plain_json import Json
from core.image.reading import Reading, reading_in

_CLUSTERING = (
    "k",
    "k_range",
    "by",
    "detail",
    "space",
    "bands",
    "scaling",
    "features",
    "smooth",
    "light",
    "neighbours",
    "memory",
    "init",
    "seed",
    "restarts",
    "no_swaps",
    "max_iter",
    "tol",
)
_STEPS = ("open", "close", "min_area", "fill_holes", "split", "majority")


def check_labels(options: argparse.Namespace, reading: Reading, recipe: Json) -> None:
    """Raises ParameterError for the first option that says something of what is not done with labels, and
    for a recipe of a picture that is clustered.
    """
    if not reading.labels:
        return
    if option := _first(options, _CLUSTERING):
        sentence = _("{option} is for clustering, and labels are not clustered: leave it out.")
        raise ParameterError(sentence.format(option=option))
    if option := _first(options, _STEPS):
        sentence = _(
            "{option} moves pixels between classes, and labels are of one class: leave it out; small regions "
            "are left out by --regions --region-filter area=LOW.."
        )
        raise ParameterError(sentence.format(option=option))
    if options.colour_table == "colour":
        raise ParameterError(
            _("--colour-table colour does not go with labels, which are values: leave it out.")
        )
    if recipe and not reading_in(recipe).labels:
        sentence = _(
            "The recipe {path} is for a picture that is clustered: with --as-labels give one of a label "
            "image, or none."
        )
        raise ParameterError(sentence.format(path=Path(options.recipe)))


def check_measured(options: argparse.Namespace, reading: Reading, recipe: Json) -> None:
    """Raises ParameterError for what does not go with --labels, which are measured and not clustered."""
    if not options.labels:
        return
    if reading.labels:
        raise ParameterError(
            _(
                "--labels measures classes on a picture, and --as-labels reads the picture itself as labels: "
                "leave one out."
            )
        )
    if option := _first(options, (*_CLUSTERING, "examples", "classifier")):
        sentence = _("{option} is for clustering, and with --labels nothing is clustered: leave it out.")
        raise ParameterError(sentence.format(option=option))
    if recipe:
        sentence = _("The recipe {path} is for a picture that is clustered: leave it out with --labels.")
        raise ParameterError(sentence.format(path=Path(options.recipe)))


def _first(options: argparse.Namespace, names: tuple[str, ...]) -> str:
    """The first of these options that is given, as it is written; empty where none is."""
    given = (name for name in names if getattr(options, name) not in (None, False, []))
    name = next(given, "")
    written = {"k": "-k", "features": "--feature"}
    return written.get(name, f"--{name.replace('_', '-')}") if name else ""
