"""The Measurement: what of a Segmentation is counted, after everything that the Document says of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Bytes, Mask, freeze
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.classes.naming import UnclearMatch
from core.cluster.segmentation import Segmentation
from core.document.document import Document
from core.document.settled import SettledClasses
from core.measure.apply_edits import EditChanges, apply_edits
from core.measure.areas import AreaSum, ClusterAreas, cluster_areas
from core.measure.class_map import ClassMaps, class_maps
from core.measure.classified import Classified, NothingLearnedError, classified
from core.measure.postprocess import StepChange, process
from core.measure.step_notes import steps_notes
from core.measure.step_work import Apart
from core.morphology.splitting import kept_apart
from core.roi.regions_of_interest import RegionsOfInterest, region_box, region_window, union_mask
from core.roi.shape_masks import PixelWindow
from core.scale.calibration import Calibration
from core.scale.ground_area import closes


@dataclass(frozen=True, eq=False)
class Measurement:
    """The labels that count and their areas. Frozen: the arrays are read-only.

    labels: (height, width) uint8 cluster ids, 0 = no data or outside: those of the Segmentation after what
        the Document does to them. A pixel that was given to another class has the id of the largest cluster
        of that class. They are the Segmentation's own array where nothing is changed.
    areas: of these labels. measured_by: Document.measured_by, of the Document that this was measured for.
    roi_areas: of these labels inside each region of interest, in the order of the document. roi_edited: the
        pixels that each class gained by edits there, where there are any.
    regions: those regions of interest, as they lay when they were measured; their names may be others by now.
    classified: what a classifier has learned, and changed before that; None without one, and where it had
        nothing to learn from: then a warning says so.
    changes: what each step of post-processing changed of what is measured.
    edit_changes: what edits did; None where there are none.
    warnings: what must stand beside the numbers.
    apart: (height, width) int32, what steps have split: pixels of one class with different numbers are never
        of one region. None where nothing was split.
    """

    labels: Bytes
    areas: ClusterAreas
    measured_by: tuple[object, ...]
    changes: tuple[StepChange, ...] = ()
    edit_changes: EditChanges | None = None
    warnings: tuple[str, ...] = ()
    roi_areas: tuple[ClusterAreas, ...] = ()
    roi_edited: tuple[tuple[int, ...], ...] = ()
    regions: RegionsOfInterest = ()
    classified: Classified | None = None
    apart: Apart = None

    @property
    def learned(self) -> Classified | None:
        """The classifier that decides of pixels; None without one, and where the named clusters are all."""
        found = self.classified
        return found if found is not None and (found.moved or not found.names_kept) else None


def measure(
    document: Document,
    segmentation: Segmentation,
    *,
    before: Measurement | None = None,
    cancelled: Cancel = never_cancelled,
) -> Measurement:
    """Measure a Segmentation of `document`: the one road of the window and the command line.

    The classes are those of document.settle(segmentation). Touches every pixel, except where nothing but
    planar areas of unchanged labels is asked for. before: an older measurement; what a classifier knows of
    the pixels is not found out again where it is the same. Raises Cancelled.
    """
    # Here, in a worker's thread: the window then finds the classes settled.
    settled = document.settle(segmentation)
    classes, calibration = settled.classes, document.calibration
    labels, counts = segmentation.labels, segmentation.counts
    learned, nothing_learned = None, ""
    if document.classifier:
        lesson = None if before is None or before.classified is None else before.classified.of
        try:
            labels, learned = classified(
                document.image, labels, classes, counts, settled.examples, before=lesson, cancelled=cancelled
            )
        except NothingLearnedError as error:
            nothing_learned = _("{reason} Until then the areas are those of the named clusters.").format(
                reason=error
            )
    inside = None
    if document.measured_regions:
        inside = union_mask(document.measured_regions, *labels.shape, cancelled=cancelled)
    labels, changes, apart = process(
        labels,
        classes,
        settled.steps,
        calibration=calibration,
        counts=counts,
        image=document.image,
        measured=inside,
        cancelled=cancelled,
    )
    raise_if_cancelled(cancelled)
    if inside is not None:
        labels = _only(labels, inside, document.measured_regions)
    notes, edited, computed = steps_notes(changes, classes), None, labels
    if document.classifier:
        told = (nothing_learned,) if learned is None else (learned.note, learned.kept_note)
        notes = (*(each for each in told if each), *notes)
    if settled.edits is not None:
        labels, edited = apply_edits(labels, settled.edits, classes, counts, cancelled)
        notes = (*notes, *edited.notes)
        if apart is not None:
            places = class_maps(classes, counts).places
            closed = closes(calibration.georeference, *labels.shape)
            apart = kept_apart(places(labels), places(computed), apart, closed=closed, cancelled=cancelled)
    freeze(labels, apart)
    # The counts of a level are those of the whole picture; what is measured are the level's own pixels.
    whole = labels is segmentation.labels and document.image.level is None
    known = counts if whole else None
    areas = cluster_areas(labels, segmentation.k, calibration, counts=known, cancelled=cancelled)
    regions = document.regions_of_interest
    roi_areas = areas_inside(labels, segmentation.k, calibration, regions, cancelled=cancelled)
    roi_edited: tuple[tuple[int, ...], ...] = ()
    if edited is not None:
        roi_edited = gained_inside(
            computed, labels, class_maps(classes, counts), regions, cancelled=cancelled
        )
    of_rois = roi_areas, roi_edited, regions
    return Measurement(labels, areas, document.measured_by, changes, edited, notes, *of_rois, learned, apart)


def unclear_beside(settled: SettledClasses, measurement: Measurement | None) -> tuple[UnclearMatch, ...]:
    """What is not certain about the classes. That a cluster holds examples of two is no doubt where a
    classifier has learned to tell them apart.
    """
    learned = measurement is not None and measurement.learned is not None
    return tuple(each for each in settled.unclear if not (learned and each.why == "shared"))


def _only(labels: Bytes, inside: Mask, regions: RegionsOfInterest) -> Bytes:
    """The labels inside, 0 elsewhere; what lies in the box of no region of interest is not touched."""
    found = np.zeros_like(labels)
    for region in regions:
        top, bottom, left, right = region_box(region, *labels.shape)
        box = slice(top, bottom), slice(left, right)
        found[box] = np.where(inside[box], labels[box], np.uint8(0))
    return found


def areas_inside(
    labels: Bytes, k: int, calibration: Calibration, regions: RegionsOfInterest, *, cancelled: Cancel
) -> tuple[ClusterAreas, ...]:
    """Pixels and area of the clusters 1…k inside each region of interest, in their order.

    labels: (height, width) uint8, 0 is not measured. A pixel in several regions of interest counts in each.
    Raises Cancelled.
    """
    return tuple(
        _inside(labels, k, calibration, region_window(region, *labels.shape, cancelled=cancelled), cancelled)
        for region in regions
    )


def gained_inside(
    before: Bytes, after: Bytes, maps: ClassMaps, regions: RegionsOfInterest, *, cancelled: Cancel
) -> tuple[tuple[int, ...], ...]:
    """Pixels that each class gained between two labels inside each region of interest, in the order of both.

    before, after: (height, width) uint8 cluster ids. Raises Cancelled.
    """
    found = []
    for region in regions:
        window = region_window(region, *after.shape, cancelled=cancelled)
        was, now = maps.places(before[window.slices]), maps.places(after[window.slices])
        gained = np.bincount(now[window.mask & (was != now)], minlength=len(maps.classes) + 1)
        found.append(tuple(gained[1:].tolist()))
    return tuple(found)


def _inside(
    labels: Bytes, k: int, calibration: Calibration, window: PixelWindow, cancelled: Cancel
) -> ClusterAreas:
    height, width = window.mask.shape
    total = AreaSum(width, k, calibration, top=window.top, left=window.left, picture_width=labels.shape[1])
    part = labels[window.slices]
    for rows in chunks(height, total.rows_a_block, cancelled):
        total.add(np.where(window.mask[rows], part[rows], np.uint8(0)))
    return total.result()
