"""The Result of a run: all that is known of one measured image, for the window, the record and the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _, in_a_row, ngettext
from core.classes.classes import Classes
from core.classes.ratios import Ratios
from core.cluster.choose_k.k_choice import KChoice
from core.cluster.prepared.prepare import Prepared
from core.cluster.segmentation import Segmentation, superpixels_of
from core.document.document import Document
from core.document.settled import SettledClasses
from core.elsewhere.class_labels import ClassLabels
from core.image.image import Described
from core.image.not_counted import NotCounted, not_counted
from core.measure.area_errors import AreaErrors
from core.measure.areas import AreaRow, ClusterAreas, area_table
from core.measure.checked_map import Checked, check_of
from core.measure.checked_rows import check_notes, checked_ratio, with_checked
from core.measure.comparison import Comparison, comparison_notes
from core.measure.measurement import Measurement, measure, unclear_beside
from core.measure.ratio_values import RatioValue, evaluate
from core.measure.uncertainty import (
    Uncertainty,
    errors_inside,
    inside_table,
    uncertainty,
    with_errors,
)
from core.pipeline.byline import Byline
from core.pipeline.judgement import ReferenceCheck
from core.pipeline.learning_notes import learning_notes
from core.pipeline.limits import FROM_ELSEWHERE, NO_REGIONS, empty_classes, in_blocks, not_iterated
from core.pipeline.tiled_inside import InsideAreas
from core.regions.region_filter import EVERYTHING, RegionFilter, filter_note, filtered
from core.regions.region_table import RegionTable
from core.regions.regions import find_regions
from core.roi.regions_of_interest import labels_inside, notes_of

Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Result:
    """All that is known of one measured image. settled: its classes over the clusters, with all that names
    one. rows: the area table, a row a class.

    k_choice: why k is what it is, where it was recommended. labels_sha256: where the label image was
    larger than memory and went to its file row by row; segmentation.labels is then empty. document,
    measurement, prepared (what shows any iteration again): None for a picture that was read in tiles.
    regions: those that were asked for, filtered where that was asked for too. uncertainty: what the errors in
    the rows come from, where they were asked for.
    checked: what the points of the document say, where somebody has looked at some; roi_checked: the same
    inside each region of interest, None where no point lies there. The rows have it. reference: what a file
    says of what is there (core.pipeline.reference_check). comparison: how far it agrees with labels from
    elsewhere; roi_comparisons: the same inside each region of interest, None where they know nothing there.
    byline: of whoever reports on it; None where nobody does.
    inside_areas: of the regions of interest, where the picture was read in tiles. seconds: of the stages
    besides those of the segmentation.
    """

    image: Described
    segmentation: Segmentation
    settled: SettledClasses
    areas: ClusterAreas
    rows: tuple[AreaRow, ...]
    k_choice: KChoice | None = None
    labels_sha256: str = ""
    document: Document | None = None
    measurement: Measurement | None = None
    prepared: Prepared | None = None
    regions: RegionTable | None = None
    uncertainty: Uncertainty | None = None
    checked: Checked | None = None
    roi_checked: tuple[Checked | None, ...] = ()
    reference: ReferenceCheck | None = None
    comparison: Comparison | None = None
    roi_comparisons: tuple[Comparison | None, ...] = ()
    inside_areas: InsideAreas | None = None
    byline: Byline | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    _made: dict[str, RegionTable] = field(default_factory=dict, repr=False)

    @property
    def classes(self) -> Classes:
        """Over the clusters of the segmentation."""
        return self.settled.classes

    @property
    def ratios(self) -> Ratios:
        """Of these classes."""
        return self.settled.ratios

    @property
    def elsewhere(self) -> ClassLabels | None:
        """The labels that are measured in place of clusters."""
        return None if self.document is None else self.document.elsewhere

    @property
    def is_of_labels(self) -> bool:
        """Whether labels were measured, of whatever kind, and nothing was clustered."""
        return self.image.reading.labels or self.elsewhere is not None

    @property
    def labels(self) -> Bytes:
        """(height, width) uint8: the labels that were measured."""
        return self.segmentation.labels if self.measurement is None else self.measurement.labels

    @property
    def apart(self) -> NDArray[np.int32] | None:
        """(height, width) int32: what steps have split of them (Measurement.apart)."""
        return None if self.measurement is None else self.measurement.apart

    @property
    def inside(self) -> InsideAreas | None:
        """The regions of interest, what is done inside and what lies there; None where there are none."""
        if self.inside_areas is not None:
            return self.inside_areas
        document, measured = self.document, self.measurement
        if document is None or measured is None or not document.regions_of_interest:
            return None
        return InsideAreas(document.regions_of_interest, document.inside, measured.roi_areas)

    @property
    def roi_rows(self) -> tuple[tuple[str, tuple[AreaRow, ...]], ...]:
        """The area table inside each region of interest, with its name."""
        found = self.inside
        if found is None:
            return ()
        number = len(found.regions)
        edited = (self.measurement.roi_edited if self.measurement else ()) or [None] * number
        checked = self.roi_checked or (None,) * number
        tables = [
            with_checked(
                inside_table(
                    self.segmentation.colours,
                    self.classes,
                    areas,
                    whole=self.areas,
                    edited=gained,
                    errors=errors_inside(self.uncertainty, i),
                ),
                checked[i],
                self.points_lead,
            )
            for i, (areas, gained) in enumerate(zip(found.areas, edited, strict=True))
        ]
        return self.by_region(tables)

    def by_region(self, found: Sequence[Found]) -> tuple[tuple[str, Found], ...]:
        """What was found inside each region of interest, with its name; () where nothing was looked for."""
        inside = self.inside
        if inside is None or not found:
            return ()
        return tuple(zip((region.name for region in inside.regions), found, strict=True))

    @property
    def points_lead(self) -> bool:
        """Whether the areas in the rows are those by the points."""
        sample = self.settled.sample
        return self.checked is not None and sample is not None and sample.leads

    @property
    def roi_ratios(self) -> tuple[tuple[str, tuple[RatioValue, ...]], ...]:
        """What the ratios are inside each region of interest, with its name; () without ratios."""
        if not self.ratios:
            return ()
        checked = self.roi_checked or (None,) * len(self.roi_rows)
        return tuple(
            (name, self._ratios(rows, checked[i], errors_inside(self.uncertainty, i)))
            for i, (name, rows) in enumerate(self.roi_rows)
        )

    @property
    def ratio_values(self) -> tuple[RatioValue, ...]:
        """What the ratios of the areas are."""
        return self._ratios(self.rows, self.checked, self.uncertainty)

    @property
    def checked_ratios(self) -> tuple[RatioValue, ...]:
        """What the ratios are by the points, whether these lead or not; () without points."""
        found = self.checked
        if found is None:
            return ()
        rows = with_checked(_mapped_rows(self), found, True)
        return tuple(checked_ratio(ratio, rows, found) for ratio in self.ratios)

    def _ratios(
        self, rows: Sequence[AreaRow], checked: Checked | None, errors: AreaErrors | None
    ) -> tuple[RatioValue, ...]:
        if checked is not None and self.points_lead:
            return tuple(checked_ratio(ratio, rows, checked) for ratio in self.ratios)
        return tuple(evaluate(ratio, rows, errors) for ratio in self.ratios)

    @property
    def left_out(self) -> str:
        """What tables and outlines do not hold, in sentences: what was cropped away, or left out by a
        filter; empty where nothing.
        """
        crop = "" if self.image.crop is None else self.image.crop.sentence
        note = "" if self.regions is None else filter_note(self.regions)
        return in_a_row((crop, note))

    @property
    def not_counted(self) -> NotCounted:
        """The pixels that are in none of the areas."""
        return not_counted(self.image, int(self.areas.pixels.sum()))

    @property
    def has_labels(self) -> bool:
        """Whether the label image is here, not only in its file."""
        return not self.labels_sha256

    def found_regions(self, cancelled: Cancel = never_cancelled) -> RegionTable:
        """Those asked for, else every region, 8-connected; found at the first call. Raises Cancelled."""
        if self.regions is not None:
            return self.regions
        if "regions" not in self._made:
            self._made["regions"] = find_regions(
                self.labels,
                self.classes,
                self.areas.calibration,
                image=self.image,
                superpixels=superpixels_of(self.segmentation, cancelled),
                apart=self.apart,
                cancelled=cancelled,
            )
        return self._made["regions"]

    @property
    def _end_notes(self) -> list[str]:
        """Where the clusters are not those of a fixed point: what they are instead."""
        if self.elsewhere is not None:
            sentence = _(FROM_ELSEWHERE).format(source=self.elsewhere.source)
            return [sentence, *self.elsewhere.said]
        notes = [*empty_classes(self.segmentation)]
        if self.segmentation.parameters.is_nearest:
            return [*notes, not_iterated(self.segmentation.parameters)]
        if self.segmentation.converged:
            return notes
        n = self.segmentation.iterations
        sentence = ngettext(
            "Not converged: stopped by the iteration cap after {n} iteration; "
            "a higher cap gives the exact fixed point.",
            "Not converged: stopped by the iteration cap after {n} iterations; "
            "a higher cap gives the exact fixed point.",
            n,
        )
        return [*notes, sentence.format(n=n)]

    @property
    def warnings(self) -> list[str]:
        """What must stand beside the numbers: of the reader, of the calibration, of a run that was cut."""
        segmentation = self.segmentation
        warnings = [*self.image.warnings, *self.areas.calibration.warnings]
        if self.inside is not None:
            warnings += notes_of(self.inside.regions, self.image)
        if segmentation.side > 1:
            warnings.append(in_blocks(segmentation))
        warnings += learning_notes(segmentation, self.document.parameters.features if self.document else ())
        if self.measurement is not None:
            warnings += self.measurement.warnings
        if self.regions is not None and (note := filter_note(self.regions)):
            warnings.append(note)
        warnings += self._end_notes
        if self.document is not None:
            warnings += [each.sentence for each in unclear_beside(self.settled, self.measurement)]
        warnings += [value.note for value in self.ratio_values if value.note]
        if self.checked is not None:
            warnings += check_notes(self.checked)
        if self.reference is not None:
            warnings += self.reference.notes
        if self.comparison is not None:
            warnings += comparison_notes(self.comparison)
        return warnings


@dataclass(frozen=True)
class RegionOptions:
    """What regions are wanted. connectivity: 8 or 4. skeleton: whether with lengths and widths along them."""

    connectivity: int = 8
    wanted: RegionFilter = EVERYTHING
    skeleton: bool = False


def result_of(
    document: Document,
    segmentation: Segmentation,
    k_choice: KChoice | None = None,
    *,
    measurement: Measurement | None = None,
    image: Described | None = None,
    before: Measurement | None = None,
    cancelled: Cancel = never_cancelled,
) -> Result:
    """What a document finds in its segmentation; measured unless the measurement is given.

    image: Document.measured_image, where it is known. before: as of `measure`. Raises Cancelled.
    """
    measurement = measurement or measure(document, segmentation, before=before, cancelled=cancelled)
    settled, areas, edited = document.settle(segmentation), measurement.areas, measurement.edit_changes
    gained = None if edited is None else edited.gained
    rows = area_table(segmentation.colours, settled.classes, areas, gained)
    return Result(
        image or document.measured_image,
        segmentation,
        settled,
        areas,
        rows,
        k_choice,
        document=document,
        measurement=measurement,
    )


def with_uncertainty(
    result: Result,
    prepared: Prepared,
    found: Uncertainty | None = None,
    *,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Result:
    """The same result with the error of every area.

    prepared: what was clustered. found: the errors, where they are known already. Raises Cancelled.
    """
    measurement, classes = result.measurement, result.classes
    if measurement is None:
        return result
    if found is None or not found.fits(measurement, classes):
        found = uncertainty(
            prepared, result.segmentation, measurement, classes, threads=threads, cancelled=cancelled
        )
    return replace(result, rows=with_errors(result.rows, found), uncertainty=found)


def with_accuracy(result: Result, *, cancelled: Cancel = never_cancelled) -> Result:
    """The same result with what the points of the document say of it; without, where nobody has looked at
    one that is measured. Raises Cancelled.
    """
    sample, measurement = result.settled.sample, result.measurement
    if sample is None or measurement is None:
        return result
    found = check_of(sample, measurement.labels, result.classes, measurement.areas, cancelled=cancelled)
    if found is None:
        return result
    inside = []
    for region, areas in zip(measurement.regions, measurement.roi_areas, strict=True):
        labels = labels_inside(measurement.labels, region, cancelled=cancelled)
        inside.append(check_of(sample, labels, result.classes, areas, cancelled=cancelled))
    rows = with_checked(_mapped_rows(result), found, sample.leads)
    return replace(result, rows=rows, checked=found, roi_checked=tuple(inside))


def _mapped_rows(result: Result) -> tuple[AreaRow, ...]:
    """The area table of the map, whatever points say."""
    edited = None if result.measurement is None else result.measurement.edit_changes
    gained = None if edited is None else edited.gained
    rows = area_table(result.segmentation.colours, result.classes, result.areas, gained)
    return rows if result.uncertainty is None else with_errors(rows, result.uncertainty)


def with_regions(
    result: Result, options: RegionOptions, *, threads: int | None = None, cancelled: Cancel = never_cancelled
) -> Result:
    """The same result with the table of its regions.

    Raises Cancelled, ParameterError (core.regions.region_filter), also where the label image is not in
    memory.
    """
    if not result.has_labels:
        raise ParameterError(_(NO_REGIONS))
    table = find_regions(
        result.labels,
        result.classes,
        result.areas.calibration,
        image=result.image,
        superpixels=superpixels_of(result.segmentation, cancelled),
        apart=result.apart,
        connectivity=options.connectivity,
        skeleton=options.skeleton,
        threads=threads,
        cancelled=cancelled,
    )
    return replace(result, regions=filtered(table, options.wanted))
