"""In which colours the points of a collection are shown: by cluster, by a text or by a number."""

from __future__ import annotations

import colorsys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np

from core.base.arrays import Bytes, Floats, Ints
from core.base.errors import ParameterError
from core.classes.palettes import PALETTES
from core.pictures.dates import iso_date
from core.writing.number_words import short
from core.writing.typed_numbers import parse_number

# Of noise, and of what is not known.
GREY = "#8d969f"
# Those of Okabe and Ito but black and the yellow that white swallows, then others that differ from them.
_FIRST = (
    *("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"),
    *("#8c6bb1", "#999933", "#44aa99", "#aa4499", "#b08a5a", "#6a8f3c"),
)
# Of more different texts those that are rare are not told apart.
_MOST_TEXTS = 12
_GOLDEN = 0.6180339887
_STEPS = 256
_BEGINNING, _DAY = datetime(1970, 1, 1), timedelta(days=1)


@dataclass(frozen=True, eq=False)
class Colouring:
    """colours: (n, 3) uint8. key: colours and what they stand for; graded: the first and the last of a row
    of colours, with what lies between.
    """

    colours: Bytes
    key: tuple[tuple[str, str], ...] = ()
    graded: bool = False


@lru_cache(maxsize=1024)
def cluster_colour(cluster: int) -> str:
    """Of a cluster, "#rrggbb", whatever the others are; noise is grey."""
    if cluster < 1:
        return GREY
    if cluster <= len(_FIRST):
        return _FIRST[cluster - 1]
    hue, light = (cluster * _GOLDEN) % 1.0, (0.42, 0.55, 0.66)[cluster % 3]
    levels = colorsys.hls_to_rgb(hue, light, 0.55)
    return "#" + "".join(f"{round(255 * level):02x}" for level in levels)


def by_cluster(labels: Ints) -> Colouring:
    """labels: (n,), from 1, −1 for noise."""
    if not len(labels):
        return Colouring(np.empty((0, 3), np.uint8))
    known = np.unique(labels)
    table = np.array([_levels(cluster_colour(int(each))) for each in known], np.uint8)
    return Colouring(table[np.searchsorted(known, labels)])


def by_text(texts: Sequence[str]) -> Colouring:
    """The most frequent ones first, of equals the first in the alphabet; "" is grey, and so are the rare ones
    where there are more than 12. Where every text is a number, by their size; where each is a date, by these.
    """
    numbers = _numbers(texts)
    if numbers is not None:
        return by_number(numbers)
    days = _days(texts)
    if days is not None:
        known = sorted(zip(days[np.isfinite(days)].tolist(), filter(None, texts), strict=True))
        return by_number(days, (known[0][1], known[-1][1]))
    counts = Counter(text for text in texts if text)
    order = sorted(counts, key=lambda text: (-counts[text], text))[:_MOST_TEXTS]
    colour_of = {text: cluster_colour(i) for i, text in enumerate(order, 1)}
    colours = np.array([_levels(colour_of.get(text, GREY)) for text in texts], np.uint8).reshape(-1, 3)
    return Colouring(colours, tuple((colour_of[text], text) for text in order))


def by_number(values: Floats, words: tuple[str, str] | None = None) -> Colouring:
    """(n,) from dark to light by Viridis; NaN is grey. words: for the least and the greatest."""
    known = np.isfinite(values)
    colours = np.full((len(values), 3), _levels(GREY), np.uint8)
    if not known.any():
        return Colouring(colours)
    low, high = float(values[known].min()), float(values[known].max())
    share = (values[known] - low) / (high - low) if high > low else np.full(int(known.sum()), 0.5)
    ramp = _ramp()
    colours[known] = ramp[np.rint(share * (_STEPS - 1)).astype(np.int64)]
    first, last = words or (short(low), short(high))
    ends = (_text(ramp[0]), first), (_text(ramp[-1]), last)
    return Colouring(colours, ends, graded=True)


@lru_cache(maxsize=1)
def _ramp() -> Bytes:
    anchors = next(palette.colours for palette in PALETTES if palette.id == "viridis")
    levels = np.array([_levels(each) for each in anchors], np.float64)
    places = np.linspace(0, len(levels) - 1, _STEPS)
    columns = [np.interp(places, np.arange(len(levels)), levels[:, c]) for c in range(3)]
    ramp: Bytes = np.rint(np.stack(columns, axis=1)).astype(np.uint8)
    return ramp


def _numbers(texts: Sequence[str]) -> Floats | None:
    """NaN for ""; None where one is no number, or all are alike."""
    if len(set(texts) - {""}) < 2:
        return None
    try:
        return np.array([parse_number(text) if text else np.nan for text in texts])
    except ParameterError:
        return None


def _days(texts: Sequence[str]) -> Floats | None:
    """Of dates the days since a beginning; NaN for "", None where one is no date, or all are alike."""
    if len(set(texts) - {""}) < 2:
        return None
    try:
        moments = [datetime.fromisoformat(iso_date(text)) if text else None for text in texts]
    except (ParameterError, ValueError):
        return None
    return np.array([np.nan if each is None else (each - _BEGINNING) / _DAY for each in moments])


def _levels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _text(levels: Bytes) -> str:
    return "#" + bytes(levels.tolist()).hex()
