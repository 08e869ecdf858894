"""A run that gets its map later: the same as if the map had been asked for with all else."""

from __future__ import annotations

from dataclasses import replace

from core.base.sentences import _
from core.collection.found import Found, key_of
from core.collection.map_method import DISTORTION
from core.collection.mapping import Placed


def with_map(found: Found, placed: Placed) -> Found:
    """placed: its vectors on a map, with the preparation and seed of the run, where it has none yet."""
    about = dict(placed.parameters)
    mapped = replace(
        found,
        asked=replace(found.asked, measuring=replace(found.asked.measuring, map=str(about["map"]))),
        xy=placed.points,
        map_about=about,
        notes=(*found.notes, _(DISTORTION)),
    )
    return replace(mapped, key=key_of(mapped, mapped.clustered))
