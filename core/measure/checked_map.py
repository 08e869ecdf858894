"""What a sample of looked-at points says of a map: the areas that follow from it, and how right the map is.

The panel, the command line and `verify` take the same way: core.measure.strata_to_draw and
core.accuracy.sample.drawn make the sample of a document; `sampled_map` counts the map as it is now in its
strata, which touches every pixel and is made once a measurement; `checked` then follows from the answers, in
some tenths of a second.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from core.accuracy.accuracy import Accuracy, Answers, ClassAccuracy, accuracy_of
from core.accuracy.agreement import Agreement, agreement_of
from core.accuracy.checked_area import CheckedArea
from core.accuracy.sample import Sample, counted, unsure
from core.accuracy.strata import Strata
from core.base.arrays import Bytes, Floats, Ints, Kind, freeze
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.classes.classes import Classes
from core.classes.place_table import place_table
from core.measure.areas import ClusterAreas
from core.measure.class_map import class_of_clusters
from core.measure.cross_table import cross_table
from core.scale.calibration import Calibration

# Of a class that the map does not have: the place before the first.
NOT_MAPPED = -1


@dataclass(frozen=True, eq=False)
class SampledMap:
    """A map as it is now, in the strata of a sample. Frozen: the arrays are read-only.

    classes: over the clusters of labels, (height, width) uint8, 0 = not measured; class_of: (256,) the class
    of each cluster, from 0. counted: (strata, classes) int64 pixels; pixels: the same where all are of the
    mean area of a measured one: in a map of degrees that is not what is counted.
    areas: of the labels. area: of all of them, in `unit`. scale_error: its relative standard error by the
    scale.
    unsampled: how many measured pixels lie where nothing was drawn: nothing is said of them.
    """

    strata: Strata
    classes: Classes
    labels: Bytes
    class_of: NDArray[np.intp]
    pixels: Ints
    counted: Ints
    areas: ClusterAreas
    unsampled: int

    def __post_init__(self) -> None:
        freeze(self.labels, self.class_of, self.pixels, self.counted)

    @property
    def names(self) -> tuple[str, ...]:
        """Of its classes."""
        return tuple(item.name for item in self.classes)

    @property
    def area(self) -> float:
        return float(self.areas.area.sum())

    @property
    def unit(self) -> str:
        return self.areas.calibration.area_unit

    @property
    def scale_error(self) -> float:
        return 2.0 * self.areas.calibration.length_error

    def fits(self, sample: Sample, classes: Classes, areas: ClusterAreas) -> bool:
        """Whether it is of this sample and this map; else it has to be made again."""
        return self.strata is sample.strata and self.classes == classes and self.areas is areas

    @property
    def measured(self) -> Ints:
        """(strata,) int64: the pixels of each that are measured now: of core.accuracy.sample.continued."""
        found: Ints = self.counted.sum(axis=1)
        return found

    def classes_at(self, sample: Sample) -> NDArray[np.intp]:
        """(points,) the class that the map has at each, from 0; NOT_MAPPED where nothing is measured now."""
        rows = np.array([each.row for each in sample.points], np.intp)
        columns = np.array([each.column for each in sample.points], np.intp)
        return self.class_of[self.labels[rows, columns]]

    def asked(self, sample: Sample) -> list[bool]:
        """Of each point whether it is measured now: of core.accuracy.sample.Sample.next_point."""
        found: list[bool] = (self.classes_at(sample) != NOT_MAPPED).tolist()
        return found


@dataclass(frozen=True, eq=False)
class Checked:
    """What the answers so far say. classes: first those of the map, then those that only answers name.

    answers: those that count, their classes in the same order; accuracy: what follows from them. points: how
    many count; unsure: nobody could tell; waiting: asked and not answered yet; elsewhere: not measured now.
    unsampled: see SampledMap.
    """

    answers: Answers
    accuracy: Accuracy
    classes: tuple[CheckedArea, ...]
    unit: str
    points: int
    unsure: int
    waiting: int
    elsewhere: int
    unsampled: int
    agreement: Agreement | None

    def of(self, name: str) -> CheckedArea | None:
        """What is found of a class."""
        return next((each for each in self.classes if each.name == name), None)

    def further(self, name: str, half_width: float) -> int:
        """About how many points more it takes until the area of a class has this ±, in the unit; 0 where it
        has: intervals shrink with the root of the number. Raises ValueError for a ± that is not above 0.
        """
        if not half_width > 0:
            raise ValueError("a half width is above 0")
        found = self.of(name)
        if found is None or found.half_width <= half_width:
            return 0
        return math.ceil(self.points * ((found.half_width / half_width) ** 2 - 1))


def sampled_map(
    sample: Sample,
    labels: Bytes,
    classes: Classes,
    areas: ClusterAreas,
    *,
    cancelled: Cancel = never_cancelled,
) -> SampledMap:
    """Count a map in the strata of a sample. labels: as measured, perhaps only inside a region of interest;
    areas: of these. Raises Cancelled.
    """
    k, strata = len(areas.pixels), sample.strata
    members, calibration = class_of_clusters(classes, k), areas.calibration
    class_of = place_table(classes).astype(np.intp) + NOT_MAPPED
    # The id of a cell: stratum · 256 + cluster.
    cells = strata.raster.astype(np.uint16) << 8 | labels
    found = np.bincount(cells.reshape(-1), minlength=(len(strata) + 1) << 8)
    by_cluster = found.reshape(-1, 256)[: len(strata) + 1, 1 : k + 1].astype(np.int64)
    raise_if_cancelled(cancelled)
    counted_ = _by_class(by_cluster[1:], members, len(classes))
    pixels = counted_
    if calibration.method == "geodesic" and counted_.any():
        each = _areas_by_class(strata, labels, members, calibration, cancelled)
        pixels = np.rint(each / each.sum() * counted_.sum()).astype(np.int64)
    unsampled = int(by_cluster[0].sum())
    return SampledMap(strata, classes, labels, class_of, pixels, counted_, areas, unsampled)


def check_of(
    sample: Sample,
    labels: Bytes,
    classes: Classes,
    areas: ClusterAreas,
    *,
    cancelled: Cancel = never_cancelled,
) -> Checked | None:
    """Both at once; None where no point that is measured has an answer that says what is there. Raises
    Cancelled.
    """
    found = sampled_map(sample, labels, classes, areas, cancelled=cancelled)
    at = found.classes_at(sample)
    if not any(at[each.point] != NOT_MAPPED for each in counted(sample)):
        return None
    return checked(sample, found)


@dataclass(frozen=True, eq=False)
class GivenStrata:
    """Strata of which only the sizes are known, not where they lie.

    strata: (points,) intp of each point of the sample, from 0. parts: (strata,) of all that is measured, 1
    together.
    """

    strata: NDArray[np.intp]
    parts: Floats

    def pixels(self, strata: NDArray[np.intp], mapped: NDArray[np.intp], total: int, classes: int) -> Ints:
        """(strata, classes) int64: each cell has the part of its stratum that its points have."""
        looked_at = np.zeros((len(self.parts), classes))
        np.add.at(looked_at, (strata, mapped), 1)
        every = np.maximum(looked_at.sum(axis=1, keepdims=True), 1)
        found: Ints = np.rint(looked_at / every * self.parts[:, None] * total).astype(np.int64)
        return found


def checked(
    sample: Sample, found: SampledMap, level: float = 0.95, *, given: GivenStrata | None = None
) -> Checked:
    """What the answers say of the map. given: the strata, in place of those of the sample.

    Raises ParameterError where no point has an answer that says what is there, among those that are measured
    now.
    """
    mapped = found.classes_at(sample)
    names = list(found.names)
    names += sorted(sample.names - set(names))
    answers = [each for each in counted(sample) if mapped[each.point] != NOT_MAPPED]
    points = np.array([each.point for each in answers], np.intp)
    there = np.array([names.index(each.name) for each in answers], np.intp)
    if given is None:
        strata = np.array([sample.points[each.point].stratum for each in answers], np.intp)
        pixels = np.zeros((len(sample.strata), len(names)), np.int64)
        pixels[:, : len(found.names)] = found.pixels
    else:
        strata = given.strata[points]
        pixels = given.pixels(strata, mapped[points], int(found.pixels.sum()), len(names))
    looked_at = np.zeros_like(pixels)
    np.add.at(looked_at, (strata, mapped[points]), 1)
    pixels = np.maximum(pixels, looked_at)
    heard = Answers(strata, mapped[points], there, pixels, len(names), cells_known=given is None)
    accuracy = accuracy_of(heard, level)
    unknown = sum(1 for point in unsure(sample) if mapped[point] != NOT_MAPPED)
    measured = int(np.count_nonzero(mapped != NOT_MAPPED))
    numbers = np.bincount(there, minlength=len(names)).tolist()
    return Checked(
        heard,
        accuracy,
        tuple(
            checked_area(*each, found, accuracy)
            for each in zip(names, _as_mapped(accuracy.classes, found), numbers, strict=True)
        ),
        found.unit,
        len(answers),
        unknown,
        measured - len(answers) - unknown,
        len(sample.points) - measured,
        found.unsampled,
        agreement_of(sample),
    )


def _as_mapped(classes: Sequence[ClassAccuracy], found: SampledMap) -> list[ClassAccuracy]:
    """With the parts that the map has, whatever is known of the cells."""
    mapped = [*(found.pixels.sum(axis=0) / found.pixels.sum()).tolist(), *[0.0] * len(classes)]
    return [replace(each, mapped=part) for each, part in zip(classes, mapped, strict=False)]


def checked_area(
    name: str,
    one: ClassAccuracy,
    points: int,
    found: SampledMap,
    accuracy: Accuracy,
    *,
    part: float = 1.0,
) -> CheckedArea:
    """part: of the area of the map that the shares are of."""
    share, total = one.share, part * found.area
    # The scale is off for all areas together, whatever the points say: the two errors add up as squares.
    scale = share.value * found.scale_error * NormalDist().inv_cdf((1 + accuracy.level) / 2)
    low = share.value - math.hypot(share.value - share.low, scale)
    high = share.value + math.hypot(share.high - share.value, scale)
    return CheckedArea(
        name,
        one.mapped,
        one.mapped * total,
        share,
        share.value * total,
        max(0.0, low) * total,
        high * total,
        one.users,
        one.producers,
        points,
        accuracy.points,
        accuracy.level,
    )


def _by_class(by_cluster: NDArray[Kind], members: NDArray[np.intp], classes: int) -> NDArray[Kind]:
    """(strata, clusters) → (strata, classes)."""
    return np.stack([by_cluster[:, members == i].sum(axis=1) for i in range(classes)], axis=1)


def _areas_by_class(
    strata: Strata, labels: Bytes, members: NDArray[np.intp], calibration: Calibration, cancelled: Cancel
) -> Floats:
    """(strata, classes) the area of each cell."""
    shape = len(strata), len(members)
    _pixels, by_cluster = cross_table(strata.raster, labels, shape, calibration, cancelled=cancelled)
    return _by_class(by_cluster, members, int(members.max()) + 1)
