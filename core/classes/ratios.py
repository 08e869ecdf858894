"""Ratios of classes: ice concentration = ice / (ice + water), and any other that the user writes.

A ratio is taken of areas, the true ones on the ground where those lead, so that it is no other number than
that of the table. What is in neither of its sums, as land and cloud in a concentration, does not take part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import _, with_commas
from core.classes.classes import checked_name
from core.cluster.parameters import MAX_K

MOST_RATIOS = 1000
# Signs of the notation: a name with one of them is written in quotes.
_SIGNS = re.compile(r'[+/()="]')
_TOKEN = re.compile(r'\s*(?:"([^"]*)"|([+/()])|([^+/()"]+))')
# The name of the ratio, what is above, what is below; a word stands for every class with it in its name.
_USUAL = (
    ("ice concentration", ("ice", "floe", "pond"), ("ice", "floe", "pond", "water", "lead", "sea", "ocean")),
    ("pond fraction", ("pond",), ("ice", "floe", "pond")),
    ("water fraction", ("water",), ("water", "land", "shore", "vegetation")),
    ("snow cover", ("snow",), ("snow", "land", "rock", "vegetation", "soil")),
    ("vegetation cover", ("vegetation",), ("vegetation", "soil", "rock", "land")),
)


@dataclass(frozen=True)
class Ratio:
    """The sum of the areas of some classes by the sum of those of others, by the names of the classes.

    Raises ParameterError for one without a name, an empty sum, or a class twice in one.
    """

    name: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]

    def __post_init__(self) -> None:
        if checked_name(self.name, "ratio") != self.name:
            raise ParameterError(
                _("The name of the ratio “{name}” begins or ends with a space.").format(name=self.name)
            )
        parts = (
            (
                self.numerator,
                _("The ratio “{name}” has no class in its numerator: name one."),
                _("The ratio “{name}” has “{twice}” twice in its numerator."),
            ),
            (
                self.denominator,
                _("The ratio “{name}” has no class in its denominator: name one."),
                _("The ratio “{name}” has “{twice}” twice in its denominator."),
            ),
        )
        for part, empty, repeated in parts:
            if not part:
                raise ParameterError(empty.format(name=self.name))
            for name in part:
                if part.count(name) > 1:
                    raise ParameterError(repeated.format(name=self.name, twice=name))

    @property
    def formula(self) -> str:
        """ "ice / (ice + water)", as `parse_ratio` reads it."""
        over, under = ([_quoted(name) for name in part] for part in (self.numerator, self.denominator))
        return " / ".join(
            names[0] if len(names) == 1 else f"({' + '.join(names)})" for names in (over, under)
        )

    def renamed(self, names: Mapping[str, str]) -> Ratio:
        """The same ratio of classes that are called otherwise; of several that became one, once."""
        over, under = (
            tuple(dict.fromkeys(names.get(name, name) for name in part))
            for part in (self.numerator, self.denominator)
        )
        return Ratio(self.name, over, under)


Ratios = tuple[Ratio, ...]


def parse_ratio(text: str) -> Ratio:
    """ "concentration=ice/(ice+water)" → Ratio("concentration", ("ice",), ("ice", "water")).

    A name with a sign of the notation stands in double quotes. Raises ParameterError.
    """
    name, equals, formula = text.partition("=")
    sums: list[list[str]] = [[]]
    open_sum, wants_name, position = False, True, 0
    while position < len(formula.rstrip()):
        found = _TOKEN.match(formula, position)
        if found is None:
            raise ParameterError(
                _(
                    "“{text}” has a quote that does not end: write NAME=CLASS[+CLASS…]/CLASS[+CLASS…], "
                    "for example concentration=ice/(ice+water)."
                ).format(text=text)
            )
        quoted, sign, plain = found.groups()
        position = found.end()
        word = quoted if quoted is not None else plain and plain.strip()
        if word is not None and wants_name and word:
            sums[-1].append(word)
            wants_name = False
        elif sign == "(" and wants_name and not open_sum and not sums[-1]:
            open_sum = True
        elif sign == ")" and open_sum and not wants_name:
            open_sum = False
        elif sign == "+" and not wants_name:
            wants_name = True
        elif sign == "/" and not wants_name and not open_sum and len(sums) == 1:
            sums.append([])
            wants_name = True
        else:
            raise ParameterError(_no_ratio(text))
    if not equals or not name.strip() or wants_name or open_sum or len(sums) != 2:
        raise ParameterError(_no_ratio(text))
    return Ratio(name.strip(), tuple(sums[0]), tuple(sums[1]))


def _no_ratio(text: str) -> str:
    return _(
        "“{text}” is no ratio: write NAME=CLASS[+CLASS…]/CLASS[+CLASS…], "
        "for example concentration=ice/(ice+water)."
    ).format(text=text)


def check_ratios(ratios: Iterable[Ratio], names: Iterable[str] | None = None) -> Ratios:
    """The ratios, if each has a name of its own and, where `names` of classes are given, only those.

    Raises ParameterError.
    """
    checked = tuple(ratios)
    for ratio in checked:
        if sum(other.name == ratio.name for other in checked) > 1:
            raise ParameterError(
                _("Two ratios are called “{name}”: give each its own name.").format(name=ratio.name)
            )
    if names is not None:
        there = list(names)
        for ratio in checked:
            if missing := missing_class(ratio, there):
                raise ParameterError(missing)
    return checked


def ratios_json(ratios: Ratios) -> list[dict[str, Any]]:
    """The ratios as plain JSON values, as `ratios_from` reads them."""
    return [
        {"name": each.name, "numerator": list(each.numerator), "denominator": list(each.denominator)}
        for each in ratios
    ]


def ratios_from(values: Any) -> Ratios:
    """The ratios of a file. Raises ParameterError, KeyError or TypeError where they are damaged."""
    ratios = []
    if len(values) > MOST_RATIOS:
        raise ParameterError(_("There are more than {most} ratios.").format(most=MOST_RATIOS))
    for each in values:
        names = [each["name"], *each["numerator"], *each["denominator"]]
        if not all(isinstance(name, str) for name in names):
            raise TypeError("a name in a ratio is no text")
        if len(names) > 1 + 2 * MAX_K:
            raise ValueError("a ratio of more classes than there can be")
        ratios.append(Ratio(each["name"], tuple(each["numerator"]), tuple(each["denominator"])))
    return check_ratios(ratios)


def missing_class(ratio: Ratio, names: Sequence[str]) -> str:
    """A sentence about a class of the ratio that is not among `names`; empty where all are."""
    for name in (*ratio.numerator, *ratio.denominator):
        if name not in names:
            there = with_commas(names[:8]) + (" …" if len(names) > 8 else "")
            return _("The ratio “{name}” needs a class “{missing}”, but there are {classes}.").format(
                name=ratio.name, missing=name, classes=there
            ) + did_you_mean(name, names)
    return ""


def _quoted(name: str) -> str:
    return f'"{name}"' if _SIGNS.search(name) else name


def presets(names: Iterable[str]) -> Ratios:
    """The usual ratios of classes of these names; each has something below that is not above as well.

    "thin ice" and "old ice" are ice both. "sea ice" is ice, not sea; "melt pond" is a pond.
    """
    return _presets(tuple(names))


@lru_cache(maxsize=16)  # asked at every change of anything, of the same names
def _presets(there: tuple[str, ...]) -> Ratios:
    found = []
    for name, above, below in _USUAL:
        over = tuple(each for each in there if _kind(each, below) in above)
        under = tuple(each for each in there if _kind(each, below) in below)
        if over and len(under) > len(over):
            found.append(Ratio(name, over, under))
    return tuple(found)


def _kind(name: str, words: tuple[str, ...]) -> str:
    """The word that says what a class is: the last one of its name that counts; plurals too."""
    parts = [part.strip(".,()").lower() for part in name.split()]
    kinds = [word for part in parts for word in words if part in (word, word + "s")]
    return kinds[-1] if kinds else ""
