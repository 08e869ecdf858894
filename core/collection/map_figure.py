"""The map of a run as a figure: a dot for each picture in the colour of its cluster, and what these are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.base.arrays import Floats
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _, ngettext
from core.collection.colouring import cluster_colour
from core.collection.found import Found
from core.collection.map_method import DISTORTION
from core.collection.mapping import map_named
from core.collection.words import label, title
from core.export.drawing import LINE_HEIGHT, Dot, Figure, Shape, Text, fitting
from core.writing.number_words import grouped

_WIDTH, _HEIGHT, _MARGIN = 1100, 780, 24.0
# Where the map begins below the title and ends above the sentence, and the key beside it.
_TOP, _BOTTOM, _KEY, _GAP = 58.0, 40.0, 230.0, 24.0
_LARGEST, _SMALLEST, _ROOM = 4.0, 1.2, 130.0
# Of more points, as in the window, none has an edge.
_MOST_EDGED = 1500
_MOST_NAMES = 36


def map_figure(found: Found, cancelled: Cancel = never_cancelled) -> Figure:
    """found: with a map. Raises Cancelled."""
    shapes = (*_words(found), *_dots(found, cancelled), *_key(found))
    return Figure(_WIDTH, _HEIGHT, shapes, f"{title(found)}. {_(DISTORTION)}")


def _words(found: Found) -> Iterator[Shape]:
    room = _WIDTH - 2 * _MARGIN
    yield Text((_MARGIN, 28.0), fitting(title(found), room), bold=True)
    yield Text((_MARGIN, 46.0), _(map_named(str(found.map_about["map"])).title), faint=True)
    yield Text((_MARGIN, _HEIGHT - 14.0), fitting(_(DISTORTION), room), faint=True)


def _dots(found: Found, cancelled: Cancel) -> Iterator[Shape]:
    """Noise first: it covers nothing."""
    places, labels = _placed(found), found.clustered.labels
    radius = float(np.clip(_ROOM / np.sqrt(len(places)), _SMALLEST, _LARGEST))
    for at in np.argsort(labels > 0, kind="stable").tolist():
        raise_if_cancelled(cancelled)
        x, y = places[at].tolist()
        yield Dot((x, y), cluster_colour(int(labels[at])), radius, edged=len(places) <= _MOST_EDGED)


def _placed(found: Found) -> Floats:
    """(n, 2) pixels of the figure, one scale for both directions, y rising upwards."""
    xy = np.asarray(found.xy, np.float64)
    low, high = xy.min(axis=0), xy.max(axis=0)
    room = np.array([_WIDTH - 2 * _MARGIN - _KEY - _GAP, _HEIGHT - _TOP - _BOTTOM - 2 * _LARGEST])
    extent = np.where(high > low, high - low, 1.0)
    scale = float((room / extent).min())
    middle = np.array([_MARGIN, _TOP + _LARGEST]) + room / 2
    placed: Floats = middle + (xy - (low + high) / 2) * scale * np.array([1.0, -1.0])
    return placed


def _key(found: Found) -> Iterator[Shape]:
    """The clusters with their sizes, noise last."""
    numbers, counts = np.unique(found.clustered.labels, return_counts=True)
    rows = sorted(zip(numbers.tolist(), counts.tolist(), strict=True), key=lambda row: (row[0] < 0, row[0]))
    left, y = _WIDTH - _MARGIN - _KEY, _TOP + LINE_HEIGHT
    for number, count in rows[:_MOST_NAMES]:
        said, size = label(found, number), grouped(count)
        name = found.name(number) or f"{said[:1].upper()}{said[1:]}"
        yield Dot((left + _LARGEST, y - 4.5), cluster_colour(number), _LARGEST)
        yield Text((left + 16.0, y), fitting(name, _KEY - 70.0))
        yield Text((_WIDTH - _MARGIN, y), size, anchor="end", faint=True)
        y += LINE_HEIGHT + 1.0
    if (more := len(rows) - _MOST_NAMES) > 0:
        words = ngettext("and {n} more", "and {n} more", more).format(n=grouped(more))
        yield Text((left + 16.0, y), words, faint=True)
