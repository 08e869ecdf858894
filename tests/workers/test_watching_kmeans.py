"""k-means run again to be watched: only where it finds what the run has."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.base.errors import FloeError
from core.base.parallel import never_cancelled
from core.collection.asked import Asked
from core.collection.clustering import Clustered
from core.collection.collection import Collection, Row
from core.collection.embedding import choose
from core.collection.found import Found
from core.collection.measured import Measuring
from core.collection.preparation import Preparation
from workers.mailbox import Mailbox
from workers.watching_kmeans import Watching, watch_kmeans

VECTORS = np.array([[0, 0], [0, 1], [0, 2], [9, 0], [9, 1]], np.float32)


def found(labels: list[int], restart: int = 1) -> Found:
    """Of five pictures, three here and two there."""
    rows = tuple(Row(Path(f"{i}.png"), f"hash{i}") for i in range(5))
    return Found(
        Collection(tuple(row.path for row in rows)),
        Asked(Measuring(Preparation(), "kmeans", 2), choose("histogram")),
        rows,
        np.arange(5),
        VECTORS,
        {},
        "",
        Clustered(
            np.array(labels),
            {"method": "kmeans", "k": 2, "options": {"restarts": 1}, "seed": 0},
            {"restart": restart},
        ),
        np.ones(5),
        None,
        {},
        {},
        "key",
    )


def test_the_last_iteration_is_the_run() -> None:
    told: list[Watching] = []
    watched = watch_kmeans(found([1, 1, 1, 2, 2]), Mailbox(told.append), never_cancelled)
    assert watched.labels[-1].tolist() == [1, 1, 1, 2, 2]
    assert len(watched.inertia) == len(watched.labels)


@pytest.mark.parametrize(
    "run", [found([1, 2, 1, 2, 1]), found([1, 1, 1, 2, 2], 0), found([1, 1, 1, 2, 2], 9)]
)
def test_a_run_that_is_not_found_again_is_not_shown_as_if_it_were(run: Found) -> None:
    told: list[Watching] = []
    with pytest.raises(FloeError, match="k-means finds other clusters here and now"):
        watch_kmeans(run, Mailbox(told.append), never_cancelled)
