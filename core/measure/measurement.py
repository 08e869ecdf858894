"""The Measurement: what of a Segmentation is counted, after everything that the Document says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from core.base.arrays import Bytes, freeze
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.classes.naming import UnclearMatch
from core.cluster.segmentation import Segmentation
from core.document.document import Document
from core.document.settled import SettledClasses
from core.measure.apply_edits import EditChanges, Edited, apply_edits
from core.measure.area_sums import cluster_areas
from core.measure.areas import ClusterAreas
from core.measure.areas_inside import areas_inside, gained_inside, only_inside
from core.measure.class_map import class_maps
from core.measure.classified import Classified, NothingLearnedError, classified
from core.measure.postprocess import Processed, StepChange, process
from core.measure.step_notes import steps_notes
from core.measure.step_work import Apart
from core.morphology.splitting import kept_apart
from core.roi.regions_of_interest import RegionsOfInterest, union_mask
from core.scale.ground_area import closes


class BeforeEdits(NamedTuple):
    """The labels after the steps, 0 where nothing is measured, and what the steps did.

    of: what that depends on; equal ones come to the same.
    """

    processed: Processed
    of: tuple[object, ...]


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
    before_edits, edited: what edits are laid over, of what that was made, and what each tile of them did: for
        whoever measures after this.
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
    before_edits: BeforeEdits | None = None
    edited: Edited | None = None

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
    the pixels, what steps have made of them, and the areas of what is the same are not found out again.
    Raises Cancelled.
    """
    # Here, in a worker's thread: the window then finds the classes settled.
    settled = document.settle(segmentation)
    classes, calibration, k = settled.classes, document.calibration, segmentation.k
    labels, learned, notes = _learned(document, segmentation, settled, before, cancelled)
    known = None if before is None else before.before_edits
    done = _before_edits(document, segmentation, labels, known, cancelled)
    computed, changes, apart = done.processed
    labels, edited, edit_changes = computed, None, None
    notes = (*notes, *steps_notes(changes, classes))
    # The counts of a level are those of the whole picture; what is measured are the level's own pixels.
    whole = labels is segmentation.labels and document.image.level is None
    counts = segmentation.counts if whole and calibration.georeference is None else None
    if settled.edits is not None:
        last = None if before is None else before.edited
        edited = apply_edits(computed, settled.edits, classes, segmentation.counts, cancelled, before=last)
        labels, edit_changes = edited.labels, edited.changes
        counts = None if counts is None else edited.counts_after(counts)
        notes = (*notes, *edit_changes.notes)
        if apart is not None:
            places = class_maps(classes, segmentation.counts).places
            closed = closes(calibration.georeference, *labels.shape)
            apart = kept_apart(places(labels), places(computed), apart, closed=closed, cancelled=cancelled)
    freeze(labels, apart)
    older = None if before is None else (before.labels, before.areas)
    areas = cluster_areas(labels, k, calibration, counts=counts, before=older, cancelled=cancelled)
    regions = document.regions_of_interest
    known_inside = None if before is None else (before.labels, before.regions, before.roi_areas)
    roi_areas = areas_inside(labels, k, calibration, regions, before=known_inside, cancelled=cancelled)
    roi_edited: tuple[tuple[int, ...], ...] = ()
    if edited is not None:
        maps = class_maps(classes, segmentation.counts)
        roi_edited = gained_inside(computed, labels, maps, regions, cancelled=cancelled)
    of_rois = roi_areas, roi_edited, regions
    by = document.measured_by
    return Measurement(
        labels, areas, by, changes, edit_changes, notes, *of_rois, learned, apart, done, edited
    )


def _learned(
    document: Document,
    segmentation: Segmentation,
    settled: SettledClasses,
    before: Measurement | None,
    cancelled: Cancel,
) -> tuple[Bytes, Classified | None, tuple[str, ...]]:
    """The labels, what a classifier has changed of them, and what is to be said of it. Raises Cancelled."""
    labels = segmentation.labels
    if not document.classifier:
        return labels, None, ()
    lesson = None if before is None or before.classified is None else before.classified.of
    try:
        labels, learned = classified(
            document.image,
            labels,
            settled.classes,
            segmentation.counts,
            settled.examples,
            before=lesson,
            cancelled=cancelled,
        )
    except NothingLearnedError as error:
        sentence = _("{reason} Until then the areas are those of the named clusters.")
        return labels, None, (sentence.format(reason=error),)
    return labels, learned, tuple(each for each in (learned.note, learned.kept_note) if each)


def _before_edits(
    document: Document,
    segmentation: Segmentation,
    labels: Bytes,
    known: BeforeEdits | None,
    cancelled: Cancel,
) -> BeforeEdits:
    """labels: those of the segmentation, or what was learned. known: of an older measurement, which is found
    again where labels, classes and steps are the same, and the same is measured. Raises Cancelled.
    """
    settled, calibration = document.settle(segmentation), document.calibration
    regions = document.measured_regions
    # A classifier makes other labels each time, that nobody has seen before.
    clustered = segmentation if labels is segmentation.labels else None
    parts = tuple(region.parts for region in regions)
    of = clustered, document.image, settled.classes, settled.steps, calibration, parts
    if clustered is not None and known is not None and known.of == of:
        return known
    inside = union_mask(regions, *labels.shape, cancelled=cancelled) if regions else None
    processed = process(
        labels,
        settled.classes,
        settled.steps,
        calibration=calibration,
        counts=segmentation.counts,
        image=document.image,
        measured=inside,
        cancelled=cancelled,
    )
    raise_if_cancelled(cancelled)
    if inside is not None:
        processed = processed._replace(labels=only_inside(processed.labels, inside, regions))
    freeze(processed.labels, processed.apart)
    return BeforeEdits(processed, of)


def unclear_beside(settled: SettledClasses, measurement: Measurement | None) -> tuple[UnclearMatch, ...]:
    """What is not certain about the classes. That a cluster holds examples of two is no doubt where a
    classifier has learned to tell them apart.
    """
    learned = measurement is not None and measurement.learned is not None
    return tuple(each for each in settled.unclear if not (learned and each.why == "shared"))
