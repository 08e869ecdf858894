"""A run that gets its map later: the same as if the map had been asked for with all else."""

from __future__ import annotations

from dataclasses import replace

from core.base.sentences import _
from core.collection.asked import run_key
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
        key=run_key(
            asked,
            found.clustered,
            rows=found.rows,
            truth=found.collection.truth,
            meant=meant,
            map_about=about,
            made=found.made,
        ),
        notes=(*found.notes, _(DISTORTION)),
    )
