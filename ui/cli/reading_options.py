"""The options that say how a file is read where it leaves that open."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from core.base.errors import ParameterError
from core.base.sentences import _, with_commas
from core.image.reading import ALPHA, COLOUR_TABLE, Reading, parse_channels
from core.writing.typed_numbers import parse_whole_number


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("how a file is read where it leaves that open")).add_argument
    alpha = _(
        "a band marked as alpha: mask (0 is no data), band (measured, as near infrared is) or ignore "
        "(default auto: a mask where its values are those of one)"
    )
    add("--alpha", metavar="USE", help=alpha)
    table = _(
        "a picture with a colour table: value (what was measured, false colours left aside) or colour "
        "(default auto: value where the table has a colour for every value)"
    )
    add("--colour-table", metavar="USE", help=table)
    add("--page", metavar="N", help=_("of a file with several pages, frames or planes, from 1 (default 1)"))
    add("--channel", metavar="N[,N...]", help=_("of a file with several; several are clustered together"))
    add("--slice", metavar="N", help=_("of a stack, from 1 (default 1)"))
    add("--time", metavar="N", help=_("of a series of times, from 1 (default 1)"))
    labels = _(
        "a label image: every value above 0 is one object, whole or in pieces, and nothing is clustered; "
        "--class NAME=1 calls them otherwise than “objects”"
    )
    add("--as-labels", action="store_true", help=labels)


def given_reading(options: argparse.Namespace, base: Reading) -> Reading:
    """The reading with what was given in place of `base`. Raises ParameterError."""
    given: dict[str, Any] = {}
    for name, words in (("alpha", ALPHA), ("colour_table", COLOUR_TABLE)):
        word = getattr(options, name)
        if word is None:
            continue
        if word not in words:
            sentence = _("{option} is “{word}”: choose {words}.")
            option = f"--{name.replace('_', '-')}"
            raise ParameterError(sentence.format(option=option, word=word, words=with_commas(words)))
        given[name] = word
    for name in ("page", "slice", "time"):
        if (text := getattr(options, name)) is not None:
            given[name] = _number(f"--{name}", text)
    if options.as_labels:
        given["labels"] = True
    if options.channel is not None:
        given["channels"] = parse_channels(options.channel)
    return replace(base, **given)


def _number(option: str, text: str) -> int:
    number = parse_whole_number(text, option)
    if number < 1:
        sentence = _("{option} is “{text}”: write a whole number from 1.")
        raise ParameterError(sentence.format(option=option, text=text))
    return number
