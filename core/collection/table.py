"""The table of a collection, a row a picture, and that of its clusters."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.collection.distance_curve import DistanceCurve
from core.collection.found import Found
from core.export.tables.columns import Cell
from core.measure.areas import significant

Columns = dict[str, list[Cell]]


def picture_columns(found: Found) -> Columns:
    """By columns, in the order of the collection.

    cluster: from 1 by size, −1 for noise, empty for a picture that is not clustered, with its reason. x, y:
    on the map, empty without. typicality: 1 at the mean of its cluster, 0 halfway to another. duplicate_of:
    the path of the picture that it is the same as, or nearly. truth, date: only where there is one, and date
    where no column of a given table is called so.
    """
    number = [found.place_of.get(i) for i in range(len(found.rows))]
    cluster = [None if at is None else int(found.clustered.labels[at]) for at in number]
    xy = found.xy
    columns: Columns = {
        "path": [str(row.path) for row in found.rows],
        "sha256": [row.sha256 for row in found.rows],
        "cluster": list(cluster),
        "name": [found.name(each) if each is not None else "" for each in cluster],
        "name_confirmed": [_confirmed(found, each) for each in cluster],
        "x": [None if at is None or xy is None else significant(float(xy[at, 0])) for at in number],
        "y": [None if at is None or xy is None else significant(float(xy[at, 1])) for at in number],
        "typicality": [None if at is None else _number(float(found.typicality[at])) for at in number],
        "duplicate_of": [_path(found, row.duplicate_of) for row in found.rows],
        "reason": [row.reason for row in found.rows],
    }
    if found.collection.truth:
        columns["truth"] = list(found.collection.truth)
    if any(found.dates) and "date" not in found.collection.columns:
        columns["date"] = list(found.dates)
    return columns


def cluster_columns(found: Found) -> Columns:
    """A row a cluster, by size; noise last. typical: its most typical picture."""
    labels = found.clustered.labels
    clusters = [*range(1, found.clusters + 1), *([-1] if (labels < 0).any() else [])]
    members = {each: found.members(each) for each in clusters}
    return {
        "cluster": list(clusters),
        "name": [found.name(each) for each in clusters],
        "pictures": [len(members[each]) for each in clusters],
        "typical": [
            str(found.rows[int(members[each][0])].path) if each > 0 and len(members[each]) else ""
            for each in clusters
        ],
    }


def rows_of(columns: Columns) -> list[dict[str, Cell]]:
    """The same by rows."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def neighbour_columns(
    found: Found, places: Sequence[Sequence[int]], cosines: Sequence[Sequence[float]]
) -> Columns:
    """A row for each picture and neighbour, nearest first. places: of vectors, as of `neighbours`."""
    rows = found.rows
    paths = [str(rows[int(at)].path) for at in found.places]
    ranks = range(1, len(places[0]) + 1)
    return {
        "path": [path for path in paths for _rank in ranks],
        "rank": [rank for _path in paths for rank in ranks],
        "neighbour": [paths[int(at)] for own in places for at in own],
        "cosine": [significant(float(each)) for own in cosines for each in own],
    }


def distance_columns(curve: DistanceCurve) -> Columns:
    """A row for each picture that was asked, the nearest first. distance: to its neighbour of rank
    min-samples; knee: whether that is the ε which DBSCAN takes by itself.
    """
    n = len(curve.distances)
    return {
        "rank": list(range(1, n + 1)),
        "distance": [significant(each) for each in curve.distances.tolist()],
        "knee": ["yes" if i == curve.knee else "no" for i in range(n)],
    }


def _confirmed(found: Found, cluster: int | None) -> Cell:
    name, confirmed = found.names.get(cluster or 0, ("", False))
    return ("yes" if confirmed else "no") if name else ""


def _number(value: float) -> Cell:
    return None if math.isnan(value) else significant(value)


def _path(found: Found, number: int) -> str:
    return "" if number < 0 else str(found.rows[number].path)
