"""What label rasters say of a series, where they know every pixel: nothing is estimated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.accuracy.pool import PooledSample
from core.base.parallel import Cancel
from core.base.sentences import ngettext
from core.document.plain_json import Json
from core.measure.areas import ClusterAreas
from core.measure.checked_map import Checked
from core.pipeline.accuracy_json import check_json
from core.pipeline.reference_check import EVERY_PIXEL, census
from core.series.entry import Entry, classes_of
from core.series.picture_names import relative_names
from core.series.pool_of import class_names, ground_of, measured_pixels
from core.writing.number_words import grouped


@dataclass(frozen=True, eq=False)
class Compared:
    """A picture beside its label raster. found: in the unit of the picture. notes: whole sentences."""

    found: Checked
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class SeriesCensus:
    """What the rasters say; in the place of a SeriesCheck, with no sample. source: the name of what was
    given. entries: of all pictures that are measured; pictures: what is found in each that has a raster, by
    its path; whole: of these together.
    """

    source: str
    entries: tuple[Entry, ...]
    pictures: Mapping[str, Checked]
    whole: Checked
    notes: tuple[str, ...]
    sample: PooledSample | None = None
    key = "reference"
    every_pixel = True

    @property
    def of(self) -> int:
        """How many pictures it speaks of."""
        return len(self.pictures)

    @cached_property
    def names(self) -> dict[str, str]:
        """Of the pictures, by their paths."""
        paths = [each.path for each in self.entries]
        return dict(zip(paths, relative_names(paths), strict=True))

    def find_pictures(self, _cancelled: Cancel) -> None:
        """As of a SeriesCheck; here they are at hand."""

    @cached_property
    def partly(self) -> frozenset[str]:
        """The pictures whose rasters do not know all that is measured: areas of a part do not stand beside
        those of the whole.
        """
        known = {path: each.points for path, each in self.pictures.items()}
        every = (each for each in self.entries if each.path in known)
        return frozenset(each.path for each in every if known[each.path] < measured_pixels(each))

    @cached_property
    def json(self) -> Json:
        """As records have it."""
        parts = [{"picture": path, **check_json(each, EVERY_PIXEL)} for path, each in self.pictures.items()]
        return {**check_json(self.whole, EVERY_PIXEL), "of_pictures": self.of, "pictures": parts}


def series_census(source: str, entries: Sequence[Entry], compared: Mapping[str, Compared]) -> SeriesCensus:
    """entries: of the pictures that are measured; compared: by the paths of those that have a raster, one at
    least.
    """
    of = [each for each in entries if each.path in compared]
    names, ground = class_names(of), ground_of(of)
    pixels, area = np.zeros(len(names), np.int64), np.zeros(len(names))
    # Pixels of different pictures show different areas: each counts by its own, in those of the mean one.
    matrix, known, known_area = np.zeros((len(names), len(names))), 0, 0.0
    for entry in of:
        for each in classes_of(entry):
            place = names.index(str(each["name"]))
            pixels[place] += each["pixels"]
            area[place] += ground.area(entry, each)
        found = compared[entry.path].found
        own = [names.index(each.name) for each in found.classes]
        to_pixel = sum(ground.area(entry, each) for each in classes_of(entry)) / measured_pixels(entry)
        matrix[np.ix_(own, own)] += found.accuracy.confusion * to_pixel
        known, known_area = known + found.points, known_area + found.points * to_pixel
    counted = np.rint(matrix / known_area * known).astype(np.int64)
    areas = ClusterAreas(pixels, area, None, ground.calibration)
    whole = census(counted, areas, names, known, part=known_area / float(area.sum()))
    notes = dict.fromkeys(note for each in compared.values() for note in each.notes)
    missing = len(entries) - len(of)
    if missing:
        sentence = ngettext(
            "{n} picture has no label raster: nothing is said of it.",
            "{n} pictures have no label raster: nothing is said of them.",
            missing,
        )
        notes |= {sentence.format(n=grouped(missing)): None}
    if ground.note:
        notes |= {ground.note: None}
    parts = {path: each.found for path, each in compared.items()}
    return SeriesCensus(source, tuple(entries), parts, whole, tuple(notes))
