"""CollectionState: what the Collection workspace shows, derived by a pure function of what there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from core.base.arrays import Ints
from core.collection.colouring import cluster_colour
from ui.collection.work import Work

if TYPE_CHECKING:
    from core.collection.found import Found

# How the gallery is ordered: by typicality, or as the pictures are listed.
Order = Literal["typical", "doubtful", "listed"]
# Rows of the table that are no clusters: noise, what was not read, what is there twice.
NOISE, UNREAD, TWICE = -1, -2, -3


@dataclass(frozen=True)
class ClusterLine:
    """A row of the table of clusters. number: of the cluster, or one of the others. size: in pictures.
    confirmed: whether a person says that it is called so.
    """

    number: int
    name: str
    colour: str
    size: int
    confirmed: bool = True


@dataclass(frozen=True, eq=False)
class CollectionState:
    """found: the run that is shown, its clusters named. lines: clusters and what else can be chosen. shown:
    the rows of the gallery. line: that is chosen as it is, 0 for none. stale: other pictures than were
    sorted.
    """

    found: Found | None = None
    lines: tuple[ClusterLine, ...] = ()
    selection: Ints | None = None
    shown: Ints | None = None
    line: int = 0
    pictures: int = 0
    running: bool = False
    has_pictures: bool = False
    can_sort: bool = False
    has_run: bool = False
    has_selection: bool = False
    can_name: bool = False
    one_marked: bool = False
    has_some: bool = False
    can_watch: bool = False
    can_propose: bool = False
    has_runs: bool = False
    can_export: bool = False
    stale: bool = False


def collection_state(
    work: Work, *, order: Order, marked: Ints, running: bool, neighbours: Ints | None, runs: int
) -> CollectionState:
    """marked: rows that are chosen in the gallery. neighbours: the rows that it shows in place of the
    selection. runs: how many there are.
    """
    found = work.found
    has_run = found is not None
    shown = neighbours
    if work.run is not None and shown is None:
        shown = gallery_rows(work.run, work.selection, order)
    has_selection = bool(len(work.selection))
    return CollectionState(
        found=found,
        lines=() if work.run is None else lines(work.run, work.called(work.run.key)),
        selection=work.selection,
        shown=shown,
        line=0 if work.run is None else line_of(work.run, work.selection),
        pictures=len(work.pictures),
        running=running,
        has_pictures=bool(work.pictures),
        can_sort=len(work.pictures) > 1 and not running,
        has_run=has_run,
        has_selection=has_selection,
        can_name=has_selection and not running,
        one_marked=len(marked) == 1 and has_run,
        has_some=has_run and (has_selection or bool(len(marked))),
        has_runs=has_run and runs > 1,
        can_watch=work.run is not None and not running and is_watchable(work.run),
        can_propose=has_run and not running,
        can_export=work.is_sorted and not running,
        stale=has_run and not work.is_sorted and not running,
    )


def is_watchable(run: Found) -> bool:
    """Whether its clusters are what k-means, whose iterations can be shown, has left."""
    clustered = run.clustered
    return clustered.parameters["method"] == "kmeans" and not clustered.outcome.get("by_hand", 0)


def gallery_rows(found: Found, selection: Ints, order: Order) -> Ints:
    """The selection in this order; where nothing is chosen all pictures so, cluster by cluster. What has no
    vector comes last.
    """
    rows = selection if len(selection) else np.arange(len(found.rows))
    if order == "listed":
        return rows
    from core.collection.neighbours import typical_first

    places = places_of(found, rows)
    with_vector = places[places >= 0]
    ordered = typical_first(found.typicality, with_vector, doubtful=order == "doubtful")
    if not len(selection):
        labels = found.clustered.labels[ordered]
        ordered = ordered[np.argsort(np.where(labels < 0, len(labels) + 1, labels), kind="stable")]
    result: Ints = np.concatenate((found.places[ordered], rows[places < 0]))
    return result


def places_of(found: Found, rows: Ints) -> Ints:
    """Which vector each row has, −1 for none."""
    place = np.full(len(found.rows), -1, np.int64)
    place[found.places] = np.arange(len(found.places))
    return place[rows]


def lines(run: Found, names: Mapping[int, tuple[str, bool]]) -> tuple[ClusterLine, ...]:
    """Clusters by their numbers, then what else there is. names: of clusters, and whether each is sure."""
    found = []
    for number, size in _sizes(run):
        name, confirmed = names.get(number, ("", True))
        found.append(ClusterLine(number, name, cluster_colour(number), size, confirmed))
    return tuple(found)


@lru_cache(maxsize=4)
def _sizes(run: Found) -> tuple[tuple[int, int], ...]:
    """The rows of the table with their pictures; a cluster is never empty."""
    numbers, counts = np.unique(run.clustered.labels, return_counts=True)
    sizes = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
    others = (NOISE, sizes.pop(NOISE, 0)), (UNREAD, len(unread(run))), (TWICE, len(twice(run)))
    return (*sizes.items(), *(each for each in others if each[1]))


def members(run: Found, number: int) -> Ints:
    """The rows of a row of the table, rising."""
    if number == UNREAD:
        return unread(run)
    if number == TWICE:
        return twice(run)
    rows: Ints = np.sort(run.places[run.clustered.labels == number])
    return rows


def line_of(found: Found, selection: Ints) -> int:
    """The row of the table that the selection is; 0 for none."""
    if not len(selection):
        return 0
    places = places_of(found, selection)
    numbers = np.unique(found.clustered.labels[places]) if (places >= 0).all() else np.array([UNREAD])
    candidates = [int(numbers[0])] if len(numbers) == 1 else []
    for number in (*candidates, TWICE):
        own = members(found, number)
        if len(own) == len(selection) and (own == selection).all():
            return number
    return 0


@lru_cache(maxsize=4)
def unread(found: Found) -> Ints:
    """Rows of pictures that could not be read."""
    return np.array([i for i, row in enumerate(found.rows) if row.reason], np.int64)


@lru_cache(maxsize=4)
def twice(found: Found) -> Ints:
    """Rows of pictures that are there more than once, the first of each among them."""
    first = {row.duplicate_of for row in found.rows if row.duplicate_of >= 0}
    return np.array([i for i, row in enumerate(found.rows) if row.duplicate_of >= 0 or i in first], np.int64)
