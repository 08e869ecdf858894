"""What edits by hand do to the labels, and how many pixels of each class are there by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.base.arrays import Bytes, Ints
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import ngettext
from core.classes.classes import Classes
from core.document.edits import EXCLUDED, Edits, Tile, tile_slices
from core.measure.class_map import ClassMaps, class_maps
from core.roi.shape_masks import PixelWindow
from core.writing.number_words import grouped


@dataclass(frozen=True)
class EditChanges:
    """What edits changed, in pixels. gained, lost: a number a class, in the order of the classes, of pixels
    that would be in another class, or in this one, without edits. excluded: taken out of every class.

    dormant: (name, pixels) of edits for classes that are not there now; they change nothing.
    """

    gained: tuple[int, ...]
    lost: tuple[int, ...]
    excluded: int = 0
    dormant: tuple[tuple[str, int], ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What must stand beside the numbers."""
        return tuple(
            ngettext(
                "{n} pixel edited by hand for “{name}” is left out: there is no such class now.",
                "{n} pixels edited by hand for “{name}” are left out: there is no such class now.",
                pixels,
            ).format(n=grouped(pixels), name=name)
            for name, pixels in self.dormant
        )


class TileChanges(NamedTuple):
    """What the edits of one tile changed, in pixels.

    tile: those edits. gained, lost: (256,) of each class, from place 1. waiting: (256,) of names that are no
    class now, from 1. more: (256,) of each cluster, gained less lost.
    """

    tile: Tile
    gained: Ints
    lost: Ints
    waiting: Ints
    excluded: int
    more: Ints


class Edited(NamedTuple):
    """The labels with edits. names: of these edits. computed, counts, classes: what they were laid over."""

    labels: Bytes
    tiles: dict[tuple[int, int], TileChanges]
    names: tuple[str, ...]
    computed: Bytes
    counts: Ints
    classes: Classes

    @property
    def changes(self) -> EditChanges:
        """Of all tiles together."""
        gained, lost, waiting = np.zeros((3, 256), np.int64)
        for each in self.tiles.values():
            gained += each.gained
            lost += each.lost
            waiting += each.waiting
        dormant: dict[str, int] = {}
        for name, pixels in zip(self.names, waiting[1:].tolist(), strict=False):
            if pixels:
                dormant[name] = dormant.get(name, 0) + pixels
        n = len(self.classes) + 1
        excluded = sum(each.excluded for each in self.tiles.values())
        return EditChanges(
            tuple(gained[1:n].tolist()), tuple(lost[1:n].tolist()), excluded, tuple(dormant.items())
        )

    def counts_after(self, counts: Ints) -> Ints:
        """(k,) int64: the pixels of each cluster after the edits. counts: the same before them."""
        more = sum((each.more for each in self.tiles.values()), np.zeros(256, np.int64))
        return counts + more[1 : len(counts) + 1]


def apply_edits(
    labels: Bytes,
    edits: Edits,
    classes: Classes,
    counts: Ints,
    cancelled: Cancel = never_cancelled,
    *,
    before: Edited | None = None,
) -> Edited:
    """The labels (height, width) uint8 with the edits, and what these changed.

    A pixel without data or outside (0) stays so. One that is edited into its own class keeps its cluster; any
    other gets the largest cluster of the class (`core.measure.class_map`), 0 where it is excluded. Locks
    do not count here: they hold off edits when they are made (`unlocked`). before: with other edits; tiles
    that are the same are not looked at again. Raises Cancelled.
    """
    if before is not None and not _is_alike(before, labels, edits, classes, counts):
        before = None
    maps = class_maps(classes, counts)
    wanted = np.zeros(256, np.uint8)
    wanted[1 : 1 + len(edits.names)] = [maps.place(name) or 0 for name in edits.names]
    known = {} if before is None else before.tiles
    out, tiles = (labels if before is None else before.labels).copy(), {}
    for key in known.keys() - edits.tiles.keys():
        out[tile_slices(key)] = labels[tile_slices(key)]
    for key, tile in edits.tiles.items():
        raise_if_cancelled(cancelled)
        if key in known and known[key].tile is tile:
            tiles[key] = known[key]
        else:
            place = tile_slices(key)
            out[place], tiles[key] = _with_tile(labels[place], tile, maps, wanted)
    return Edited(out, tiles, edits.names, labels, counts, classes)


def _is_alike(before: Edited, labels: Bytes, edits: Edits, classes: Classes, counts: Ints) -> bool:
    """Whether what a tile comes to is the same as then: names may have been added meanwhile."""
    same = before.computed is labels and before.counts is counts and before.classes == classes
    return same and edits.names[: len(before.names)] == before.names


def _with_tile(labels: Bytes, tile: Tile, maps: ClassMaps, wanted: Bytes) -> tuple[Bytes, TileChanges]:
    """The labels where the tile lies, with its edits. wanted: (256,) the place that each value gives."""
    before, after = maps.place_of[labels], wanted[tile]
    there = before > 0
    taken = (tile == EXCLUDED) & there
    changed = ((after > 0) & there & (after != before)) | taken
    edited = labels.copy()
    edited[changed] = np.where(taken, 0, maps.cluster_of[after])[changed]
    more = np.bincount(edited[changed], minlength=256) - np.bincount(labels[changed], minlength=256)
    return edited, TileChanges(
        tile,
        np.bincount(after[changed & ~taken], minlength=256),
        np.bincount(before[changed], minlength=256),
        np.bincount(tile[there & (after == 0)], minlength=256),
        int(np.count_nonzero(taken)),
        more,
    )


def unlocked(window: PixelWindow, labels: Bytes, classes: Classes) -> PixelWindow:
    """The window without the pixels that belong to a locked class now. labels: those that are measured."""
    held = np.zeros(256, np.bool_)
    held[[i for item in classes if item.locked for i in item.clusters]] = True
    return PixelWindow(window.top, window.left, window.mask & ~held[labels[window.slices]])
