"""What points over all pictures of a series say of its map: the areas that follow, and how right it is.

Shares are of the ground of all pictures together (core.accuracy.pool), and of a single picture where it has
points enough. What is not as it was when the points were drawn, or came later, is not spoken of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.accuracy.pool import PooledSample
from core.accuracy.sample import counted
from core.base.arrays import Bytes, Floats, Ints, Mask
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _, ngettext
from core.classes.classes import Class
from core.classes.place_table import place_table
from core.document.plain_json import Json
from core.measure.areas import ClusterAreas, significant
from core.measure.checked_map import NOT_MAPPED, Checked, GivenStrata, SampledMap, checked
from core.measure.checked_rows import check_notes
from core.pipeline.accuracy_json import check_json, design_of
from core.series.entry import Entry, classes_of
from core.series.picture_names import relative_names
from core.series.pool_of import ground_of, measured_pixels
from core.series.series_map import SeriesMap, class_of
from core.writing.number_words import grouped

# Answers in one picture that its own areas need: with fewer an interval is wider than it is of use.
ENOUGH = 20
_SAME_SCALE = 1e-6


@dataclass(frozen=True, eq=False)
class SeriesCheck:
    """What the answers say. whole: of all pictures together."""

    map: SeriesMap
    whole: Checked
    # Of pictures, by their places in the pool, as far as they have been asked for.
    _parts: dict[int, Checked | None] = field(default_factory=dict, init=False, repr=False)
    every_pixel = False
    # Of points that are drawn everywhere none speaks of a part alone.
    partly = frozenset[str]()

    @property
    def sample(self) -> PooledSample:
        return self.map.sample

    @property
    def source(self) -> str:
        """The file that the points come from; empty where they were drawn."""
        return self.sample.row.source

    @property
    def key(self) -> str:
        """ "reference" of points that come from a file, "accuracy" of those that were drawn."""
        return "reference" if self.source else "accuracy"

    @cached_property
    def names(self) -> dict[str, str]:
        """Of the pictures, by their paths."""
        paths = [each.path for each in self.sample.pool.pictures]
        return dict(zip(paths, relative_names(paths), strict=True))

    @property
    def of(self) -> int:
        """How many pictures it speaks of."""
        return len(self.map.by_picture)

    @cached_property
    def pictures(self) -> dict[str, Checked]:
        """Of those with answers enough (ENOUGH), by their paths."""
        self.find_pictures(never_cancelled)
        return {self.map.by_picture[i].path: part for i, part in self._parts.items() if part is not None}

    def find_pictures(self, cancelled: Cancel) -> None:
        """Find what `pictures` has, some tenths of a second each; what was found before a cancel stays found.
        Raises Cancelled.
        """
        for picture in enough_in(self.map):
            raise_if_cancelled(cancelled)
            if picture not in self._parts:
                self._parts[picture] = checked_part(self.map, picture)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What must stand beside the numbers: whole sentences."""
        return tuple(notes_of(self.map, self.whole))

    @cached_property
    def json(self) -> Json:
        """As records have it. mean_area: of a picture."""
        design = design_of(self.sample.row)
        found = check_json(self.whole, design)
        for each in found["classes"]:
            each["mean_area"] = significant(each["area"] / self.of)
        return {
            **found,
            "of_pictures": self.of,
            "pictures": [
                {"picture": path, **check_json(each, design)} for path, each in self.pictures.items()
            ],
        }


def check_series(found: SeriesMap) -> SeriesCheck | None:
    """None where no point that counts has an answer that says what is there."""
    whole = checked_part(found) if found.by_picture else None
    return None if whole is None else SeriesCheck(found, whole)


def enough_in(found: SeriesMap) -> list[int]:
    """The pictures with answers enough for areas of their own, by their places in the pool."""
    names = found.mapped
    places = [found.sample.places[each.point] for each in counted(found.sample.row) if names[each.point]]
    numbers = np.bincount([each.picture for each in places], minlength=len(found.sample.pool.pictures))
    return [i for i in np.flatnonzero(numbers >= ENOUGH).tolist() if i in found.by_picture]


def checked_part(found: SeriesMap, picture: int | None = None) -> Checked | None:
    """What the points say of one picture, by its place in the pool; None: of all that count."""
    kept = found.kept if picture is None else np.arange(len(found.kept)) == picture
    sample, pool = found.sample, found.sample.pool
    inside = kept[sample.pictures] if sample.places else np.zeros(0, np.bool_)
    places = {name: place for place, name in enumerate(found.names, 1)}
    labels = np.array(
        [places.get(name, 0) if here else 0 for name, here in zip(found.mapped, inside, strict=True)],
        np.uint8,
    ).reshape(1, -1)
    sizes, given = pool.sizes(kept), None
    if found.changed & set(np.flatnonzero(kept).tolist()):
        strata = np.array([each.stratum for each in sample.row.points], np.intp)
        given = GivenStrata(strata, sizes / max(1, sizes.sum()))
    part = _map_of(found, kept, sizes, labels, known=given is None)
    try:
        return checked(sample.row, part, given=given)
    except ParameterError:  # nobody has said anything yet
        return None


def notes_of(found: SeriesMap, whole: Checked) -> list[str]:
    """What must stand beside the numbers."""
    entries, notes = list(found.by_picture.values()), check_notes(whole)
    if note := ground_of(entries).note:
        notes.append(note)
    missing = len(found.entries) - len(entries)
    if missing:
        sentence = ngettext(
            "{n} picture came after the points were drawn, or is measured elsewhere in it now: the check "
            "says nothing of it.",
            "{n} pictures came after the points were drawn, or are measured elsewhere in them now: the "
            "check says nothing of them.",
            missing,
        )
        notes.append(sentence.format(n=grouped(missing)))
    if found.changed:
        notes.append(
            _(
                "Pictures have been measured otherwise since the points were drawn: shares are found in the "
                "strata of the draw."
            )
        )
    if not _same_scales(found):
        notes.append(
            _("Scales have changed since the points were drawn: shares weigh the pictures as they were then.")
        )
    return notes


def _map_of(found: SeriesMap, kept: Mask, sizes: Ints, labels: Bytes, *, known: bool) -> SampledMap:
    """The map as `checked` wants it: one row of pixels, which are the points. sizes: (strata,).

    known: whether each stratum is in one class as a whole.
    """
    inside = {i: found.by_picture[i] for i in np.flatnonzero(kept).tolist()}
    entries = list(inside.values())
    ground, names = ground_of(list(found.by_picture.values())), found.names
    pixels, area = np.zeros(len(names), np.int64), np.zeros(len(names))
    for entry in entries:
        for each in classes_of(entry):
            place = names.index(each["name"])
            pixels[place] += each["pixels"]
            area[place] += ground.area(entry, each)
    classes = tuple(Class(name, (i,)) for i, name in enumerate(names, 1))
    counted_ = _cells(found, inside, sizes, names) if known else _in_one(sizes, area)
    strata = found.sample.row.strata
    class_of: NDArray[np.intp] = place_table(classes).astype(np.intp) + NOT_MAPPED
    areas = ClusterAreas(pixels, area, None, ground.calibration)
    every = len(entries) == len(found.by_picture)
    among = {each.path for each in found.by_picture.values()}
    unsampled = sum(measured_pixels(each) for each in found.entries if each.path not in among)
    return SampledMap(
        strata, classes, labels, class_of, counted_, counted_.copy(), areas, unsampled if every else 0
    )


def _cells(found: SeriesMap, inside: Mapping[int, Entry], sizes: Ints, names: Sequence[str]) -> Ints:
    """(strata, classes): in a picture each stratum lies in one class; where one has a legend of its own, in
    another than elsewhere, perhaps.
    """
    pool = found.sample.pool
    ground = np.zeros((len(sizes), len(names)))
    for picture, entry in inside.items():
        for stratum, kind in enumerate(pool.kinds):
            if name := class_of(entry, kind):
                ground[stratum, names.index(name)] += pool.area[picture, stratum]
    every = np.maximum(ground.sum(axis=1, keepdims=True), 1e-300)
    cells: Ints = np.rint(ground / every * sizes[:, None]).astype(np.int64)
    return cells


def _in_one(sizes: Ints, area: Floats) -> Ints:
    """(strata, classes): only the sums of the classes are known, and are not those of the strata."""
    cells = np.zeros((len(sizes), len(area)), np.int64)
    cells[0] = np.rint(area / max(area.sum(), 1e-300) * sizes.sum())
    return cells


def _same_scales(found: SeriesMap) -> bool:
    """Whether all pictures have as much ground to a pixel as they had, beside each other."""
    ground, pool = ground_of(list(found.by_picture.values())), found.sample.pool
    ratios = [
        sum(ground.area(entry, each) for each in classes_of(entry)) / float(pool.area[i].sum())
        for i, entry in found.by_picture.items()
        if pool.area[i].any()
    ]
    return not ratios or max(ratios) <= min(ratios) * (1 + _SAME_SCALE)
