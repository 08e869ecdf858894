"""What is found in a collection: its rows with their vectors, clusters, places on a map, and scores."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.collection.asked import Asked, run_key
from core.collection.cache import Look
from core.collection.clustering import Clustered
from core.collection.collection import Collection, Row
from core.collection.depends import Circumstances, circumstances
from core.collection.neighbours import typical_first


@dataclass(frozen=True, eq=False)
class Found:
    """rows: of all pictures. places: (n,) of those that are clustered. vectors: (n, d) float32 of these.

    model: the SHA-256 of the network behind the vectors, "" without. typicality: (n,), NaN for noise.
    xy: (n, 2) on the map, None without; map_about: how it was made. scores: by their names. key: of the run.
    names: of clusters, and whether a person has confirmed each. notes: whole sentences. made: under which
    circumstances; of a run that was kept those of then. meant: equal where the vectors are. dates: of each
    row when it was taken, as ISO text, "" where nothing is known.
    """

    collection: Collection
    asked: Asked
    rows: tuple[Row, ...]
    places: Ints
    vectors: NDArray[np.float32]
    looks: Mapping[str, Look]
    model: str
    clustered: Clustered
    typicality: Floats
    xy: NDArray[np.floating[Any]] | None
    map_about: Mapping[str, Any]
    scores: Mapping[str, Any]
    key: str
    names: Mapping[int, tuple[str, bool]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    made: Circumstances = field(default_factory=circumstances)
    meant: str = ""
    dates: tuple[str, ...] = ()

    @property
    def clusters(self) -> int:
        """How many there are, without noise."""
        return int(self.clustered.labels.max(initial=0))

    @cached_property
    def root(self) -> Path:
        """The folder in which all pictures lie; on several disks that of the first."""
        folders = [str(row.path.absolute().parent) for row in self.rows]
        try:
            return Path(os.path.commonpath(folders))
        except ValueError:
            return Path(folders[0])

    @cached_property
    def cluster_of(self) -> dict[int, int]:
        """The cluster of each row that has one, −1 for noise."""
        return dict(zip(self.places.tolist(), self.clustered.labels.tolist(), strict=True))

    @cached_property
    def place_of(self) -> dict[int, int]:
        """Which vector each row has."""
        return {int(row): i for i, row in enumerate(self.places)}

    def members(self, cluster: int) -> Ints:
        """The rows of a cluster, the most typical first; of noise in their order."""
        own = np.flatnonzero(self.clustered.labels == cluster)
        found: Ints = self.places[typical_first(self.typicality, own)]
        return found

    def named(self, names: Mapping[int, tuple[str, bool]]) -> Found:
        """The same with these names."""
        return replace(self, names=names)

    def name(self, cluster: int) -> str:
        """Of a cluster; "" where it has none."""
        return self.names.get(cluster, ("", False))[0]


def key_of(found: Found, clustered: Clustered) -> str:
    """What the run would be known by if its pictures were clustered so."""
    return run_key(
        found.asked,
        clustered,
        rows=found.rows,
        truth=found.collection.truth,
        meant=found.meant,
        map_about=found.map_about,
        made=found.made,
    )
