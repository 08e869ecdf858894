"""A sample over the pictures of a series beside what is measured now: which class is at each point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.accuracy.pool import Kind, PooledSample
from core.base.arrays import Mask
from core.base.parallel import Cancel, available_threads, never_cancelled
from core.series.entry import Entry, classes_of
from core.series.map_at_points import At, maps_at
from core.series.pool_of import class_names, labels_of, measured_pixels


@dataclass(frozen=True, eq=False)
class SeriesMap:
    """A sample beside what is measured now. entries: of all pictures that are measured, in their order.

    at: of pictures that were measured anew since the points were drawn, what is at their points now.
    """

    sample: PooledSample
    entries: tuple[Entry, ...]
    at: Mapping[int, tuple[At, ...]]

    @cached_property
    def by_picture(self) -> dict[int, Entry]:
        """By the places in the pool: those that show what they showed when the points were drawn, measured
        where they were measured then.
        """
        by_path = {each.path: each for each in self.entries}
        found = {}
        for i, picture in enumerate(self.sample.pool.pictures):
            entry = by_path.get(picture.path)
            pixels = int(self.sample.pool.pixels[i].sum())
            if entry is not None and (entry.sha256, measured_pixels(entry)) == (picture.sha256, pixels):
                found[i] = entry
        return found

    @property
    def kept(self) -> Mask:
        """(pictures,) those of `by_picture`."""
        found: Mask = np.isin(np.arange(len(self.sample.pool.pictures)), list(self.by_picture))
        return found

    @cached_property
    def changed(self) -> frozenset[int]:
        """Those of them that have other labels now, so that strata are no part of classes any more."""
        pool = self.sample.pool
        found = set()
        for i, entry in self.by_picture.items():
            sizes = zip(pool.kinds, pool.pixels[i].tolist(), strict=True)
            if labels_of(entry) != pool.pictures[i].labels or not all(
                _is_whole(entry, kind, pixels) for kind, pixels in sizes if pixels
            ):
                found.add(i)
        return frozenset(found)

    @property
    def unseen(self) -> dict[int, Entry]:
        """Those at whose points it is to be looked, so that something can be said."""
        asked = {place.picture for place in self.sample.places}
        return {i: self.by_picture[i] for i in sorted(self.changed & asked) if i not in self.at}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of the classes of the map."""
        return class_names(list(self.by_picture.values()))

    @cached_property
    def mapped(self) -> tuple[str, ...]:
        """The class that the map has at each point now; "" where nothing can be said."""
        found = []
        waiting = {picture: iter(at) for picture, at in self.at.items()}
        for place, point in zip(self.sample.places, self.sample.row.points, strict=True):
            entry = self.by_picture.get(place.picture)
            at = next(waiting[place.picture]) if place.picture in waiting else None
            if entry is None:
                found.append("")
            elif place.picture in self.changed:
                found.append("" if at is None else at.name)
            else:
                found.append(class_of(entry, self.sample.pool.kinds[point.stratum]))
        return tuple(found)

    def asked(self) -> list[bool]:
        """Of each point whether it counts: of core.accuracy.sample.Sample.next_point."""
        return [bool(name) for name in self.mapped]


def looked_again(
    found: SeriesMap, *, workers: int | None = None, cancelled: Cancel = never_cancelled
) -> SeriesMap:
    """The same, once it has been looked at the points of pictures that were measured anew.

    Raises FloeError where one of them is not as it was measured; Cancelled.
    """
    unseen = found.unseen
    if not unseen:
        return found
    number = workers or available_threads()
    more = maps_at(found.sample.places, unseen, workers=number, cancelled=cancelled)
    return SeriesMap(found.sample, found.entries, {**found.at, **more})


def class_of(entry: Entry, kind: Kind) -> str:
    """The class that a stratum lies in; "" where it lies in none."""
    for each in classes_of(entry):
        if each["name"] == kind.name or (kind.clusters and set(kind.clusters) <= set(each["clusters"])):
            return str(each["name"])
    return ""


def _is_whole(entry: Entry, kind: Kind, pixels: int) -> bool:
    """Whether a stratum of so many pixels lies in one class; a class that it has its name of may have lost
    clusters since, or won some.
    """
    if kind.clusters:
        return bool(class_of(entry, kind))
    return any(each["name"] == kind.name and each["pixels"] == pixels for each in classes_of(entry))
