"""Areas with an error: "12.4 ± 0.6 km²", and what it is made of.

The error of an area is half the width of an interval about it that holds the true area as often as its
coverage says. Three sources are put together as joint samples of the areas of all classes
(core.measure.area_errors):

- the mixed pixels along the borders (core.measure.border_mixing): the area is not corrected for them, the
  interval is as wide as is needed to hold the corrected one too;
- other minima of k-means that are as good (core.measure.restart_spread);
- the calibration, where its own error is known.

Thin strips of a class along the border of two others can be that class or a mixture of the two that has its
colour. The pixels do not tell; the samples are made for both readings, and the wider interval is given.

Inside a region of interest all three are summed over its own pixels, those whose centre is inside: the mixed
pixels there, with the colours that the classes have around them, be it beyond its outline; what other minima
would change there, their clusters belonging to the classes that they belong to in all that is measured; the
calibration whole. Where a region of interest holds all that is measured the figures are those of the whole,
the same to the last bit. Its outline is taken as exact: which pixels are inside is a rule, not a measurement.

Not covered: a wrong number of clusters, classes that share a colour, shadow, wrong names, pixels that were
given to a class by hand or by post-processing and do not belong there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.base.arrays import Bytes
from core.base.parallel import Cancel, never_cancelled
from core.classes.classes import Classes
from core.classes.ratios import Ratios
from core.cluster.prepared.prepare import Prepared
from core.cluster.segmentation import Segmentation
from core.measure.area_errors import AreaErrors, area_errors, partition_of
from core.measure.areas import AreaRow, ClusterAreas, area_table, class_colour
from core.measure.border_mixing import MOST_PLACES, BorderField
from core.measure.class_map import class_of_clusters
from core.measure.measurement import Measurement
from core.measure.ratio_values import RatioValue, evaluate
from core.measure.restart_spread import other_minima
from core.roi.regions_of_interest import region_box, region_window
from core.roi.shape_masks import PixelBox, PixelWindow

# How errors are found, as records say it. 2: what other minima change is counted in the class that it is in.
# Records that do not say were made before: where the start's order was not its own inverse, in another one.
ERROR_METHOD = 2
# Pixels near borders that are looked at in all regions of interest together, and in one at least.
_MOST_INSIDE, _LEAST_INSIDE = 4 * MOST_PLACES, 2_000


@dataclass(frozen=True, eq=False)
class Uncertainty(AreaErrors):
    """The errors of the areas of one Measurement. Frozen.

    measurement: of what they were found. inside: the errors inside each region of interest, in its order.
    """

    measurement: Measurement
    inside: tuple[AreaErrors, ...] = ()

    def fits(self, measurement: Measurement, classes: Classes) -> bool:
        """Whether these are the errors of this measurement and of classes of the same clusters."""
        return self.measurement is measurement and self.partition == partition_of(classes)


def with_errors(rows: Sequence[AreaRow], found: AreaErrors) -> tuple[AreaRow, ...]:
    """The area table with the error of each area."""
    return tuple(replace(row, error=found.of(row.clusters)) for row in rows)


def uncertainty(
    prepared: Prepared,
    segmentation: Segmentation,
    measurement: Measurement,
    classes: Classes,
    *,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Uncertainty:
    """The errors of the areas of `classes` in a Measurement of this Segmentation.

    The same on any number of threads. Raises Cancelled.
    """
    number, members = len(classes), class_of_clusters(classes, segmentation.k)
    labels = measurement.labels
    box = _measured_box(measurement)
    field = BorderField(prepared.image, labels, members, number, cancelled, box=box)
    minima = other_minima(
        prepared, segmentation, members, number, labels, threads=threads, cancelled=cancelled
    )
    whole = area_errors(field.within(cancelled=cancelled), minima.whole, measurement.areas, classes)
    # What holds all that is measured has the figures of the whole, to the last bit.
    all_of_it = int(measurement.areas.pixels.sum())
    inside = []
    most = min(MOST_PLACES, max(_LEAST_INSIDE, _MOST_INSIDE // max(len(measurement.regions), 1)))
    for region, areas in zip(measurement.regions, measurement.roi_areas, strict=True):
        if int(areas.pixels.sum()) == all_of_it:
            inside.append(whole)
            continue
        window = region_window(region, *labels.shape, cancelled=cancelled)
        part = PixelWindow(window.top, window.left, window.mask & (labels[window.slices] > 0))
        mixed = field.within(part, most, cancelled=cancelled)
        inside.append(area_errors(mixed, minima.within(part, cancelled=cancelled), areas, classes))
    return Uncertainty(**vars(whole), measurement=measurement, inside=tuple(inside))


def _measured_box(measurement: Measurement) -> PixelBox | None:
    """The box of the regions of interest, where nothing is measured beyond it; else None."""
    labels, regions = measurement.labels, measurement.regions
    if not regions:
        return None
    tops, bottoms, lefts, rights = zip(*(region_box(each, *labels.shape) for each in regions), strict=True)
    top, bottom, left, right = min(tops), max(bottoms), min(lefts), max(rights)
    beyond = labels[:top], labels[bottom:], labels[top:bottom, :left], labels[top:bottom, right:]
    return None if any(part.any() for part in beyond) else (top, bottom, left, right)


def errors_inside(found: Uncertainty | None, number: int) -> AreaErrors | None:
    """The errors inside the region of interest of this number, from 0; None where they are not known."""
    return found.inside[number] if found is not None and number < len(found.inside) else None


def inside_table(
    colours: Bytes,
    classes: Classes,
    areas: ClusterAreas,
    *,
    whole: ClusterAreas,
    edited: Sequence[int] | None = None,
    errors: AreaErrors | None = None,
) -> tuple[AreaRow, ...]:
    """The area table inside a region of interest: a row a class. areas: those inside.

    colours: (k, 3) uint8, mean colour of each cluster. whole: all that is measured, by which a class has the
    colour that it has everywhere. Fractions are of what is measured inside. edited: pixels that each class
    has by hand there. errors: those inside, where they are known.
    """
    rows = area_table(colours, classes, areas, edited)
    rows = tuple(
        replace(row, colour=class_colour(item, colours, whole.pixels))
        for row, item in zip(rows, classes, strict=True)
    )
    return rows if errors is None else with_errors(rows, errors)


def inside_ratios(
    ratios: Ratios, rows: Sequence[AreaRow], errors: AreaErrors | None = None
) -> tuple[RatioValue, ...]:
    """What the ratios are inside a region of interest, of its own area table."""
    return tuple(evaluate(ratio, rows, errors) for ratio in ratios)
