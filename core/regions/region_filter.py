"""Which regions count: by class, by the range of any measure, by whether something cuts them off."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from core.base.arrays import Mask
from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import _, in_a_row, ngettext, with_commas
from core.regions.region_table import KINDS, RegionTable
from core.writing.number_words import grouped
from core.writing.typed_numbers import read_number

# keep: regions that are cut off too. picture: without those at the edge of the picture. all: nor those that
# have no data, or what lies outside, beside them.
Edge = Literal["keep", "picture", "all"]
EDGES: tuple[Edge, ...] = get_args(Edge)

_WORDS = ("region", "class", "unit", "length_unit", "colour", "touches_edge", "touches_no_data")
FILTERABLE = tuple(name for name in KINDS if name not in _WORDS)


@dataclass(frozen=True)
class Range:
    """low ≤ measure ≤ high, in the unit of the table. measure: of FILTERABLE, or mean_BAND."""

    measure: str
    low: float = -math.inf
    high: float = math.inf

    def __str__(self) -> str:
        low = "" if self.low == -math.inf else repr(self.low).removesuffix(".0")
        high = "" if self.high == math.inf else repr(self.high).removesuffix(".0")
        return f"{self.measure}={low}..{high}"


@dataclass(frozen=True)
class RegionFilter:
    """What a region has to be. classes: names, none for all; ranges: all have to hold."""

    classes: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()
    edge: Edge = "keep"

    @property
    def texts(self) -> tuple[str, ...]:
        """As `parse_region_filter` takes them."""
        classes = (f"class={name}" for name in self.classes)
        edge = () if self.edge == "keep" else (f"edge={self.edge}",)
        return (*classes, *map(str, self.ranges), *edge)


EVERYTHING = RegionFilter()


def filtered(table: RegionTable, wanted: RegionFilter) -> RegionTable:
    """The table of the regions that the filter lets through; they keep their numbers.

    A measure that is not a number (beyond the Earth) lies in no range. Raises ParameterError for a measure
    that the table does not have and a class that is not there.
    """
    if wanted == EVERYTHING:
        return table
    kept = table.rows(kept_by(table, wanted))
    return replace(kept, filter=(*table.filter, *wanted.texts), before_filter=table.found)


def left_out_note(table: RegionTable) -> str:
    """What the table does not hold, in sentences: what was cropped away, has no data or is not measured, and
    what a filter leaves out.
    """
    crop = "" if table.crop is None else table.crop.sentence
    return in_a_row((crop, *table.not_counted.sentences, filter_note(table)))


def filter_note(table: RegionTable) -> str:
    """How many regions a filter leaves out of the table, as a sentence; empty where it has passed none."""
    if not table.filter:
        return ""
    number = table.found - len(table)
    return ngettext(
        "The filter of regions ({filter}) leaves {n} of {found} region out.",
        "The filter of regions ({filter}) leaves {n} of {found} regions out.",
        table.found,
    ).format(filter=with_commas(table.filter), n=grouped(number), found=grouped(table.found))


def kept_by(table: RegionTable, wanted: RegionFilter) -> Mask:
    """(n,) whether each region passes, see `filtered`."""
    kept = np.ones(len(table), np.bool_)
    if wanted.classes:
        for name in wanted.classes:
            if name not in table.class_names:
                raise ParameterError(
                    _("There is no class “{name}” to filter by: choose {classes}.").format(
                        name=name, classes=with_commas(table.class_names)
                    )
                    + did_you_mean(name, table.class_names)
                )
        chosen = [i for i, name in enumerate(table.class_names) if name in wanted.classes]
        kept &= np.isin(table.class_index, chosen)
    for one in wanted.ranges:
        if one.measure not in table.measures:
            raise ParameterError(
                _("This picture's regions have no {measure}: filter by another measure.").format(
                    measure=one.measure
                )
                + did_you_mean(one.measure, table.measures)
            )
        values = table[one.measure]
        kept &= (values >= one.low) & (values <= one.high)
    if wanted.edge != "keep":
        kept &= ~table["touches_edge"]
    if wanted.edge == "all":
        kept &= ~table["touches_no_data"]
    return kept


def parse_region_filter(texts: Sequence[str]) -> RegionFilter:
    """ "area=0.5..20", "circularity=0.4..", "class=ice", "edge=picture", each once or more, all to hold.

    Raises ParameterError for text of another form.
    """
    result = EVERYTHING
    for text in texts:
        name, equals, value = text.partition("=")
        if name == "class" and value:
            result = replace(result, classes=(*result.classes, value))
        elif name == "edge":
            if value not in EDGES:
                raise ParameterError(
                    _("“{text}”: edge is one of {choices}.").format(text=text, choices=with_commas(EDGES))
                    + did_you_mean(value, EDGES)
                )
            result = replace(result, edge=value)
        elif name in FILTERABLE or name.startswith("mean_"):
            result = replace(result, ranges=(*result.ranges, _range(text, name, value)))
        else:
            sentence = (
                _(
                    "“{text}” is no filter: write class=NAME, edge=picture or MEASURE=LOW..HIGH with one "
                    "of {choices}."
                )
                if equals
                else _(
                    "“{text}” has no “=”: write class=NAME, edge=picture or MEASURE=LOW..HIGH with one "
                    "of {choices}."
                )
            )
            raise ParameterError(
                sentence.format(text=text, choices=with_commas(FILTERABLE))
                + did_you_mean(name, ("class", "edge", *FILTERABLE))
            )
    return result


def _range(text: str, name: str, value: str) -> Range:
    low, dots, high = value.partition("..")
    least = read_number(low) if low else -math.inf
    most = read_number(high) if high else math.inf
    if not dots or not (low or high) or least is None or most is None or least > most:
        raise ParameterError(
            _(
                "“{text}” is no range: write {name}=LOW..HIGH with two numbers; either may be left out, LOW "
                "is the smaller."
            ).format(text=text, name=name)
        )
    return Range(name, least, most)
