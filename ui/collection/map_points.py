"""What the points of a map are: the pictures of a run, or pictures that are not clustered yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints, Mask
from core.collection.neighbours import typical_first
from ui.collection.collection_state import places_of

if TYPE_CHECKING:
    from core.collection.cache import Look
    from core.collection.collection import Row
    from core.collection.found import Found
    from workers.sorting_pictures import FirstLook

_NONE = np.empty(0, np.int64)


@dataclass(frozen=True, eq=False)
class MapPoints:
    """rows: of all pictures. places: (n,) the row of each point. looks: of rows by their contents. vectors:
    (n, d), None without points. run: None while they are not clustered.
    """

    rows: Sequence[Row] = ()
    places: Ints = field(default_factory=lambda: _NONE)
    looks: Mapping[str, Look] = field(default_factory=dict)
    vectors: NDArray[np.float32] | None = None
    run: Found | None = None

    @property
    def number(self) -> int:
        return len(self.places)

    def order(self) -> Ints:
        """The points, the most typical first."""
        points = np.arange(self.number)
        return points if self.run is None else typical_first(self.run.typicality, points)

    def chosen(self, selection: Ints) -> Mask:
        """(n,) bool: which points are of these rows."""
        chosen = np.zeros(self.number, np.bool_)
        if self.run is not None and len(selection):
            places = places_of(self.run, selection)
            chosen[places[places >= 0]] = True
        return chosen


def points_of(run: Found | None) -> MapPoints:
    if run is None:
        return MapPoints()
    return MapPoints(run.rows, run.places, run.looks, run.vectors, run)


def first_points(first: FirstLook) -> MapPoints:
    embedded = first.looked.embedded
    return MapPoints(embedded.rows, embedded.places, embedded.looks, embedded.vectors)
