"""The maps of a run beside that of its record, as they are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from core.base.arrays import frozen
from core.base.errors import FloeError
from core.base.json_text import parsed
from core.collection.found import Found
from core.collection.mapping import Placed, map_named
from core.collection.store import KeptMap


def kept_maps(found: Found, maps: Iterable[Placed]) -> dict[str, KeptMap]:
    """By the names of the maps."""
    return {str(each.parameters["map"]): kept_map(found, each) for each in maps}


def kept_map(found: Found, placed: Placed) -> KeptMap:
    """With a place for each row of the run, whichever has a vector then."""
    points = np.full((len(found.rows), 2), np.nan, np.float32)
    points[found.places] = placed.points
    return KeptMap(json.dumps(dict(placed.parameters)), points.astype("<f4").tobytes())


def maps_again(found: Found, kept: Iterable[KeptMap]) -> dict[str, Placed]:
    """By their names, of the pictures whose vectors are there. A map that is damaged is none: it can be made
    again.
    """
    return {str(each.parameters["map"]): each for each in _sound(found, kept)}


def _sound(found: Found, kept: Iterable[KeptMap]) -> Iterator[Placed]:
    for each in kept:
        try:
            about = parsed(each.about.encode())
            points = np.frombuffer(each.points, "<f4").reshape(len(found.rows), 2)[found.places]
            if isinstance(about, Mapping) and map_named(str(about["map"])) and np.isfinite(points).all():
                yield Placed(frozen(points.astype(np.float32)), about)
        except (FloeError, ValueError, LookupError):
            continue
