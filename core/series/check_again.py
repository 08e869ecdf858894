"""Repeating what points said of a series, from its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.accuracy.pool import Place, PooledSample
from core.base.sentences import _
from core.document.plain_json import Json
from core.pipeline.differing import differing, is_close
from core.series.entry import Entry
from core.series.map_at_points import At
from core.series.series_check import check_series
from core.series.series_map import SeriesMap

# Areas pass through the sines of the machine.
_SAME = 1e-9


def places_by_path(sample: PooledSample) -> dict[str, tuple[Place, ...]]:
    """Of the points of each picture, in their order."""
    found: dict[str, list[Place]] = {}
    for place in sample.places:
        found.setdefault(sample.pool.pictures[place.picture].path, []).append(place)
    return {path: tuple(places) for path, places in found.items()}


def check_differences(
    record: Json, sample: PooledSample, entries: Sequence[Entry], at: Mapping[str, tuple[At, ...]]
) -> list[str]:
    """What of the estimate is otherwise; one line a value.

    at: what was at the points of each picture when it was repeated, by path. Raises KeyError for a damaged
    record.
    """
    found = SeriesMap(sample, tuple(entries), {})
    again = {i: at[picture.path] for i, picture in enumerate(sample.pool.pictures) if picture.path in at}
    if found.unseen.keys() <= again.keys():
        found = SeriesMap(sample, tuple(entries), {i: again[i] for i in found.unseen})
    waiting = {i: iter(each) for i, each in again.items()}
    pairs = [
        (name, next(waiting[place.picture]).name)
        for place, name in zip(sample.places, found.mapped, strict=True)
        if place.picture in waiting
    ]
    others = sum(was != now for was, now in pairs if was)
    lines = [_("The map has another class at {n} of the points.").format(n=others)] if others else []
    check = check_series(found)
    key = "reference" if sample.row.source else "accuracy"
    wanted, now = {key: record[key]}, {key: None if check is None else check.json}
    return [*lines, *differing(wanted, now, _same, _keys)]


def _same(wanted: Any, found: Any, _name: str) -> bool:
    return is_close(wanted, found, _SAME)


def _keys(wanted: Json, found: Json) -> list[str]:
    return list(dict.fromkeys((*wanted, *found)))
