"""What edits by hand do to the labels, and how many pixels of each class are there by hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Bytes, Ints
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import ngettext
from core.classes.classes import Classes
from core.document.edits import EXCLUDED, Edits, tile_slices
from core.measure.class_map import class_maps
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


def apply_edits(
    labels: Bytes, edits: Edits, classes: Classes, counts: Ints, cancelled: Cancel = never_cancelled
) -> tuple[Bytes, EditChanges]:
    """The labels (height, width) uint8 with the edits, and what these changed.

    A pixel without data or outside (0) stays so. One that is edited into its own class keeps its cluster; any
    other gets the largest cluster of the class (`core.measure.class_map`), 0 where it is excluded. Locks
    do not count here: they hold off edits when they are made (`unlocked`). Raises Cancelled.
    """
    maps = class_maps(classes, counts)
    place_of = np.array([maps.place(name) or 0 for name in edits.names], np.uint8)
    out, n = labels.copy(), len(classes)
    gained, lost = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    waiting = np.zeros(len(edits.names), np.int64)
    excluded = 0
    for key, tile in edits.tiles.items():
        raise_if_cancelled(cancelled)
        part = out[tile_slices(key)]
        before = maps.place_of[part]
        wanted = np.zeros(256, np.uint8)
        wanted[1 : 1 + len(place_of)] = place_of
        after = wanted[tile]
        taken = (tile == EXCLUDED) & (before > 0)
        changed = ((after > 0) & (before > 0) & (after != before)) | taken
        waiting += np.bincount(tile[(before > 0) & (after == 0)], minlength=256)[1 : 1 + len(waiting)]
        gained += np.bincount(after[changed & ~taken], minlength=n + 1)
        lost += np.bincount(before[changed], minlength=n + 1)
        excluded += int(np.count_nonzero(taken))
        part[changed] = np.where(taken, 0, maps.cluster_of[after])[changed]
    dormant: dict[str, int] = {}
    for name, pixels in zip(edits.names, waiting.tolist(), strict=True):
        if pixels:
            dormant[name] = dormant.get(name, 0) + pixels
    return out, EditChanges(
        tuple(gained[1:].tolist()), tuple(lost[1:].tolist()), excluded, tuple(dormant.items())
    )


def counts_edited(counts: Ints, before: Bytes, after: Bytes, edits: Edits) -> Ints:
    """(k,) int64: the pixels of each cluster after the edits; only the tiles of these are counted.

    counts: (k,) int64, of the labels `before` the edits.
    """
    more = np.zeros(256, np.int64)
    for place in map(tile_slices, edits.tiles):
        more += np.bincount(after[place].ravel(), minlength=256)
        more -= np.bincount(before[place].ravel(), minlength=256)
    return counts + more[1 : len(counts) + 1]


def unlocked(window: PixelWindow, labels: Bytes, classes: Classes) -> PixelWindow:
    """The window without the pixels that belong to a locked class now. labels: those that are measured."""
    held = np.zeros(256, np.bool_)
    held[[i for item in classes if item.locked for i in item.clusters]] = True
    return PixelWindow(window.top, window.left, window.mask & ~held[labels[window.slices]])
