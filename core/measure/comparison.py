"""A map beside labels from elsewhere: how far both agree, class by class and pixel by pixel.

Neither is taken for the truth: what is here and what is there are two answers to one question. What
is the truth judges a map in core.pipeline.reference_check.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Bytes, Floats, Ints
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _, ngettext, with_commas
from core.classes.classes import Class, Classes
from core.classes.naming import is_unnamed
from core.classes.place_table import place_table
from core.elsewhere.class_labels import ClassLabels
from core.measure.cross_table import cross_table
from core.measure.pairing import Match, Pairs, paired
from core.scale.calibration import Calibration
from core.writing.number_words import grouped


@dataclass(frozen=True)
class ComparedClass:
    """A class of the map (here) beside one of the labels (there).

    here: the classes of the map; several where all of them have no class there (“rest”), () for none. there:
    "" for none. pixels of each side and of both, areas in the unit of the Comparison.
    """

    here: tuple[str, ...]
    there: str
    match: Match
    here_pixels: int
    there_pixels: int
    both_pixels: int
    here_area: float
    there_area: float
    both_area: float

    @property
    def iou(self) -> float | None:
        """Intersection over union, Jaccard's index (1912, New Phytologist 11); None where neither has any."""
        return _part(self.both_pixels, self.here_pixels + self.there_pixels - self.both_pixels)

    @property
    def dice(self) -> float | None:
        """Dice (1945, Ecology 26), the F1 score: twice what both have by the sum of what each has."""
        return _part(2 * self.both_pixels, self.here_pixels + self.there_pixels)

    @property
    def precision(self) -> float | None:
        """How much of what is here is there too."""
        return _part(self.both_pixels, self.here_pixels)

    @property
    def recall(self) -> float | None:
        """How much of what is there is here too."""
        return _part(self.both_pixels, self.there_pixels)


@dataclass(frozen=True, eq=False)
class Comparison:
    """How far a map and labels agree. Frozen: the arrays are read-only, as `cross_table` makes them.

    source: of the labels. here, there: names of the classes of both. pixels: (here, there) int64 and area:
    (here, there) float64 in `unit`: what is of both classes. classes: a row a pair, those of one side last.
    pairs: who goes with whom. background: the place of what is of no class there, −1 where the labels have
    none. unknown: measured pixels of which the labels say nothing. agreed: pixels that are of one pair.
    kappa: Cohen's (1960, Educational and Psychological Measurement 20); None where there is but one class.
    """

    source: str
    here: tuple[str, ...]
    there: tuple[str, ...]
    pixels: Ints
    area: Floats
    unit: str
    classes: tuple[ComparedClass, ...]
    pairs: Pairs
    background: int
    unknown: int
    agreed: int
    agreed_area: float
    kappa: float | None
    notes: tuple[str, ...] = ()

    @property
    def compared(self) -> int:
        """How many pixels are measured here and known there."""
        return int(self.pixels.sum())

    @property
    def agreement(self) -> float:
        """The part of the compared pixels on which both agree."""
        return self.agreed / self.compared


@dataclass(frozen=True, eq=False)
class _Table:
    """What the rows are made of; see Comparison."""

    here: tuple[str, ...]
    there: tuple[str, ...]
    pixels: Ints
    area: Floats
    pairs: Pairs
    background: int

    def row(self, here: list[int], there: int = -1) -> ComparedClass:
        """Of classes of the map, and the place of one of the labels; −1 for none."""
        columns = [there] if there >= 0 else []
        both = np.ix_(here, columns)
        return ComparedClass(
            tuple(self.here[i] for i in here),
            self.there[there] if there >= 0 else "",
            self.pairs.by[here[0]] if here else "",
            int(self.pixels[here].sum()),
            int(self.pixels[:, columns].sum()),
            int(self.pixels[both].sum()),
            float(self.area[here].sum()),
            float(self.area[:, columns].sum()),
            float(self.area[both].sum()),
        )


def compare(
    labels: Bytes,
    classes: Classes,
    given: ClassLabels,
    calibration: Calibration,
    *,
    pairs: Pairs | None = None,
    cancelled: Cancel = never_cancelled,
) -> Comparison:
    """labels: (height, width) uint8 cluster ids of the map, 0 = not measured. classes: over these clusters.

    pairs: who goes with whom, where that is settled. Raises ParameterError where no measured pixel is known
    there, Cancelled.
    """
    pixels, area = _counted(labels, classes, given, calibration, cancelled)
    if not pixels.any():
        raise ParameterError(
            _("{source} knows no class at any pixel that is measured.").format(source=given.source)
        )
    background = len(given.names) if given.background else -1
    found = pairs or paired(classes, given.classes, pixels, background)
    here = tuple(item.name for item in classes)
    rows = _rows(_Table(here, given.classes, pixels, area, found, background))
    return Comparison(
        given.source,
        here,
        given.classes,
        pixels,
        area,
        calibration.area_unit,
        rows,
        found,
        background,
        int(np.count_nonzero(labels)) - int(pixels.sum()),
        sum(row.both_pixels for row in rows),
        math.fsum(row.both_area for row in rows),
        _kappa(pixels, found),
        tuple(_notes(classes, given, found, background)),
    )


def _counted(
    labels: Bytes, classes: Classes, given: ClassLabels, calibration: Calibration, cancelled: Cancel
) -> tuple[Ints, Floats]:
    """(classes, there) pixels and areas of what is of both."""
    shape = len(classes), len(given.classes)
    return cross_table(place_table(classes)[labels], given.places, shape, calibration, cancelled=cancelled)


def _rows(table: _Table) -> tuple[ComparedClass, ...]:
    """A row a pair, in the order of the map, what is of no class there, then what is on one side only."""
    members: dict[int, list[int]] = {}
    for i, j in enumerate(table.pairs.here):
        if j >= 0:
            members.setdefault(j, []).append(i)
    order = sorted(members, key=lambda j: (j == table.background, members[j]))
    rows = [table.row(members[j], j) for j in order]
    rows += [table.row([i]) for i, j in enumerate(table.pairs.here) if j < 0]
    alone = (j for j in range(len(table.there)) if j not in members and table.pixels[:, j].any())
    return (*rows, *(table.row([], j) for j in alone))


def _kappa(pixels: Ints, pairs: Pairs) -> float | None:
    """Over the pairs, and each class that is on one side only."""
    n, m = pixels.shape
    # Who goes with j has the number j; who goes with nobody one of its own.
    of_here = [j if j >= 0 else m + i for i, j in enumerate(pairs.here)]
    here = np.bincount(of_here, pixels.sum(axis=1), m + n)
    there = np.bincount(np.arange(m), pixels.sum(axis=0), m + n)
    total = float(pixels.sum())
    same = sum(float(pixels[i, j]) for i, j in enumerate(pairs.here) if j >= 0) / total
    chance = float(here @ there) / total**2
    return None if chance == 1 else (same - chance) / (1 - chance)


def _notes(classes: Classes, given: ClassLabels, pairs: Pairs, background: int) -> list[str]:
    notes = [*given.said]
    if overlapping := [
        f"{_spoken(classes[i])} – {given.classes[j]}"
        for i, (j, by) in enumerate(zip(pairs.here, pairs.by, strict=True))
        if by == "overlap"
    ]:
        sentence = _(
            "Without a name on one side, classes were paired so that most pixels agree: {pairs}. So the "
            "agreement is the best that any pairing gives."
        )
        notes.append(sentence.format(pairs=with_commas(overlapping)))
    lonely = [name for j, name in enumerate(given.classes) if j not in pairs.here and j != background]
    if lonely:
        sentence = ngettext(
            "{source} has a class that has no partner on the map: {names}. Give it the name that its class "
            "has here.",
            "{source} has classes that have no partner on the map: {names}. Give them the names that their "
            "classes have here.",
            len(lonely),
        )
        shown = with_commas(lonely, most=8)
        notes.append(sentence.format(source=given.source, names=shown))
    return notes


def comparison_notes(comparison: Comparison) -> list[str]:
    """What must stand beside the figures, in sentences."""
    if not comparison.unknown:
        return list(comparison.notes)
    sentence = _("{source} says nothing of {n} of the {all} measured pixels: these are not compared.")
    note = sentence.format(
        source=comparison.source,
        n=grouped(comparison.unknown),
        all=grouped(comparison.unknown + comparison.compared),
    )
    return [*comparison.notes, note]


def _spoken(item: Class) -> str:
    return _("class {name}").format(name=item.name) if is_unnamed(item) else item.name


def _part(part: int, whole: int) -> float | None:
    return part / whole if whole else None
