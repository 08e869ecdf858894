"""Clusters that a person makes, and a map that comes later."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.collection.asked import Asked, run_key
from core.collection.by_hand import put_together
from core.collection.clustering import Clustered
from core.collection.collection import Collection, Row
from core.collection.embedding import choose
from core.collection.found import Found, key_of
from core.collection.map_method import DISTORTION
from core.collection.mapping import Placed
from core.collection.measured import Measuring
from core.collection.preparation import Preparation
from core.collection.with_map import with_map

VECTORS = np.array([[0, 0], [0, 1], [0, 2], [9, 0], [9, 1], [5, 5]], np.float32)


@pytest.fixture(autouse=True)
def without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.collection.by_hand.apart", lambda work, vectors, _cancelled: work(vectors))


@pytest.fixture
def found() -> Found:
    """Seven pictures, of which the second could not be read; clusters of three and two, and one of noise."""
    rows = tuple(Row(Path(f"{i}.png"), f"hash{i}", reason="broken" if i == 1 else "") for i in range(7))
    return Found(
        Collection(tuple(row.path for row in rows)),
        Asked(Measuring(Preparation(), "kmeans", 2), choose("histogram")),
        rows,
        np.array([0, 2, 3, 4, 5, 6]),
        VECTORS,
        {},
        "",
        Clustered(np.array([1, 1, 1, 2, 2, -1]), {"method": "kmeans"}, {"clusters": 2, "noise": 1}),
        np.ones(6),
        None,
        {},
        {},
        "key",
        notes=("A note.",),
        meant="histogram 1",
    )


def test_pictures_make_a_cluster_of_their_own(found: Found) -> None:
    made = put_together(found, np.array([1, 2, 6]))  # the second has no vector, the last was noise
    assert made.found.clustered.labels.tolist() == [1, 3, 1, 2, 2, 3]
    assert (made.cluster, dict(made.numbers)) == (3, {1: 1, 2: 2, 3: 3})
    assert made.found.clustered.outcome == {"clusters": 3, "noise": 0, "by_hand": 2}
    assert made.found.notes == ("A note.", "2 pictures were put into other clusters by hand.")
    assert made.found.key == key_of(found, made.found.clustered)
    assert made.found.key != key_of(found, found.clustered)
    assert made.found.scores["silhouette"] is not None
    assert found.clustered.labels.tolist() == [1, 1, 1, 2, 2, -1]


def test_a_cluster_that_is_empty_then_is_gone_and_the_others_move_up(found: Found) -> None:
    made = put_together(found, np.array([0, 2, 3]), 2)
    assert made.found.clustered.labels.tolist() == [1, 1, 1, 1, 1, -1]
    assert (made.cluster, dict(made.numbers)) == (1, {2: 1})


def test_what_is_moved_twice_is_said_once(found: Found) -> None:
    once = put_together(found, np.array([2])).found
    assert once.notes[-1] == "1 picture was put into another cluster by hand."
    twice = put_together(once, np.array([3]), 3).found
    assert twice.notes == ("A note.", "2 pictures were put into other clusters by hand.")


def test_pictures_that_could_not_be_read_make_no_cluster(found: Found) -> None:
    with pytest.raises(ParameterError, match="None of the pictures that are chosen could be read"):
        put_together(found, np.array([1]))


def test_a_map_that_comes_later_makes_the_run_that_had_it_from_the_start(found: Found) -> None:
    about = {"map": "pca", "options": {}, "preparation": {}, "seed": 0}
    mapped = with_map(found, Placed(VECTORS, about))
    assert mapped.asked.measuring.map == "pca"
    assert mapped.map_about == about
    assert mapped.notes == ("A note.", DISTORTION)
    wanted = run_key(
        mapped.asked,
        found.clustered,
        rows=found.rows,
        truth=(),
        meant=found.meant,
        map_about=about,
        made=found.made,
    )
    assert mapped.key == wanted
    # Of another cluster by hand it is another run.
    by_hand = put_together(found, np.array([2])).found
    assert with_map(by_hand, Placed(VECTORS, about)).key != wanted
