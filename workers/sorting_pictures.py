"""The jobs that sort a collection: vectors, clusters, places on a map, who is like whom."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints
from core.base.parallel import Cancel
from core.collection.apart import apart
from core.collection.asked import Asked
from core.collection.by_hand import ByHand, put_together
from core.collection.cache import Cache, cache_path
from core.collection.collection import Collection
from core.collection.embed import Told
from core.collection.embedding import chosen_from
from core.collection.forming import Forming
from core.collection.found import Found
from core.collection.mapping import Placed, place
from core.collection.measured import Measuring
from core.collection.neighbours import neighbours
from core.collection.preparation import Preparation, Scaling
from core.collection.run_collection import Looked, Means, found_in, looked_at
from core.collection.store import NAME, Store
from core.collection.truth import with_truth
from core.guarded.process import ReadingProcess
from core.io.reader import read
from workers.collection_offer import FROM_FILE
from workers.mailbox import Mailbox
from workers.told_steps import told_steps

# The map that is there at once.
FIRST_MAP = "pca"


@dataclass(frozen=True)
class SortChoice:
    """How pictures are to be sorted. embedding, method: names. k: 0 for as many as fit best. scaling: "" as
    serves the embedding best. components: 0 for no PCA. truth: what says what is on the pictures, FOLDERS or
    the name of a column; "" for nothing.
    """

    embedding: str
    method: str
    k: int = 0
    embedding_options: Mapping[str, Any] = field(default_factory=dict)
    method_options: Mapping[str, Any] = field(default_factory=dict)
    scaling: Scaling | None = None
    components: int = 0
    seed: int = 0
    truth: str = ""

    def asked(self) -> Asked:
        """Raises ParameterError for what there is not here."""
        if self.embedding == FROM_FILE.name:
            measuring = self._measuring(self.scaling or FROM_FILE.scaling)
            return Asked(measuring, vectors=self.embedding_options["file"])
        chosen = chosen_from(self.embedding, self.embedding_options)
        return Asked(self._measuring(self.scaling or chosen.embedding.scaling), chosen)

    def _measuring(self, scaling: Scaling) -> Measuring:
        preparation = Preparation(scaling, self.components)
        return Measuring(preparation, self.method, self.k or None, self.method_options, self.seed)


@dataclass(frozen=True, eq=False)
class FirstLook:
    """The pictures before they are clustered: the vectors, and the map that is there at once."""

    looked: Looked
    measuring: Measuring
    placed: Placed


def sort_pictures(
    collection: Collection,
    choice: SortChoice,
    directory: Path,
    progress: Mailbox[Told | FirstLook | Forming],
    cancelled: Cancel,
) -> Found:
    """Sort them, and tell how far it is. directory: where hashes are kept for the next time.

    Raises ParameterError, ReadError, WriteError, Cancelled.
    """
    asked = choice.asked()
    with (
        closing(ReadingProcess(read, warm=False)) as reader,
        Store(directory / NAME) as store,
        Cache(cache_path()) as cache,
    ):
        if choice.truth:
            collection = with_truth(collection, choice.truth, reader, cancelled)
        means = Means(reader, cache, store, cancelled=cancelled, forming=progress.put)
        looked = told_steps(looked_at(collection, asked, means), progress.put)
        vectors = looked.embedded.vectors
        progress.put(
            FirstLook(looked, asked.measuring, placed_on(asked.measuring, vectors, FIRST_MAP, cancelled))
        )
        progress.put(Told("cluster", 0, 1))
        return found_in(looked, collection, asked, means)


def placed_on(measuring: Measuring, vectors: NDArray[np.float32], name: str, cancelled: Cancel) -> Placed:
    """Vectors on a map, prepared as for the clustering. Raises ParameterError, FloeError, Cancelled."""
    work = partial(place, name, preparation=measuring.preparation, seed=measuring.seed)
    return apart(work, vectors, cancelled)


@dataclass(frozen=True, eq=False)
class Neighbours:
    """rows: the pictures most like that of `row`, itself first. likeness: the cosine of each with it."""

    row: int
    rows: Ints
    likeness: NDArray[np.float32]


def neighbours_of(found: Found, row: int, number: int, cancelled: Cancel) -> Neighbours:
    """row: one that has a vector. Raises Cancelled."""
    at = np.array([found.place_of[row]])
    places, cosines = neighbours(
        found.vectors, min(number, len(found.places) - 1), of=at, cancelled=cancelled
    )
    rows: Ints = np.concatenate(([row], found.places[places[0]]))
    return Neighbours(row, rows, np.concatenate((np.ones(1, np.float32), cosines[0])))


def made_by_hand(found: Found, rows: Ints, cluster: int, cancelled: Cancel) -> ByHand:
    """Put pictures into a cluster, 0 for a new one. Raises ParameterError, Cancelled."""
    return put_together(found, rows, cluster, cancelled)
