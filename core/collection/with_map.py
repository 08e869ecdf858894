"""A run that gets its map later: the same as if the map had been asked for with all else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.base.sentences import _
from core.collection.asked import Asked, run_key
from core.collection.by_hand import BY_HAND, by_hand_key
from core.collection.clustering import Clustered
from core.collection.collection import Row
from core.collection.found import Found
from core.collection.map_method import DISTORTION
from core.collection.mapping import Placed


def with_map(found: Found, placed: Placed, meant: str) -> Found:
    """placed: its vectors on a map, with the preparation and seed of the run, where it has none yet.

    meant: of the embedding, as for the key of the run.
    """
    about = dict(placed.parameters)
    asked = replace(found.asked, measuring=replace(found.asked.measuring, map=str(about["map"])))
    return replace(
        found,
        asked=asked,
        xy=placed.points,
        map_about=about,
        key=key_of(found.rows, meant, asked, found.clustered, about),
        notes=(*found.notes, _(DISTORTION)),
    )


def key_of(
    rows: Sequence[Row], meant: str, asked: Asked, clustered: Clustered, map_about: Mapping[str, Any]
) -> str:
    """Of a run with such a map, {} without; what was put together by hand has a key of its own."""
    hashes = [row.sha256 for row in rows]
    key = run_key(hashes, meant, asked.embedding_json, clustered.parameters, map_about)
    return by_hand_key(key, clustered.labels) if clustered.outcome.get(BY_HAND) else key
