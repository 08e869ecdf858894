"""The jobs of an accuracy sample: its points are drawn, and what the answers say of the map is found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.accuracy.sample import Sample, continued, drawn, extended, more
from core.accuracy.strata import Strata
from core.base.errors import ParameterError
from core.base.parallel import Cancel, raise_if_cancelled
from core.classes.classes import Classes
from core.classes.ratios import Ratios
from core.image.image import grid_of
from core.measure.checked_map import Checked, SampledMap, check_of, checked, sampled_map
from core.measure.checked_rows import ratio_share
from core.measure.strata_to_draw import strata_to_draw
from core.roi.regions_of_interest import labels_inside
from workers.clustering import Outcome


@dataclass(frozen=True, eq=False)
class MapChecked:
    """sampled: of the map as it is now; given back to the next job, it need not be made again. checked: None
    as long as no point that is measured now has an answer that says what is there. inside: the same inside
    the region of interest that was asked for.
    """

    sample: Sample
    sampled: SampledMap
    checked: Checked | None
    inside: Checked | None = None


def points_drawn(outcome: Outcome, classes: Classes, points: int, seed: int, cancelled: Cancel) -> Sample:
    """A new sample of what is measured. Raises ParameterError, Cancelled."""
    sample = drawn(_strata(outcome, classes, cancelled), points, seed)
    # Found here, in the thread, so that saving need not wait for it.
    _ = sample.strata.packed
    return sample


@dataclass(frozen=True, eq=False)
class PointsRead:
    """The points of a file. notes: what is to be said of them."""

    sample: Sample
    notes: tuple[str, ...]


def points_read(path: Path, outcome: Outcome, classes: Classes, cancelled: Cancel) -> PointsRead:
    """The points of a file as a sample of what is measured. Raises ReadError, Cancelled."""
    from core.guarded.process import ReadingProcess
    from core.io.reader import read
    from core.pipeline.reference_check import sample_from_file
    from core.reference.reference import reference_for

    grid = grid_of(outcome.result.image)
    with ReadingProcess(read, warm=False) as process:
        reference = process.read_by(reference_for, path, grid, cancelled=cancelled)
    measured = outcome.measurement
    sample, notes = sample_from_file(measured.labels, classes, measured.areas, reference, path)
    _ = sample.strata.packed
    return PointsRead(sample, notes)


def points_added(
    sample: Sample, sampled: SampledMap, outcome: Outcome, points: int, cancelled: Cancel
) -> Sample:
    """The sample with the rest of its points where that is due (Sample.is_due), then with so many
    further ones; 0: none. Where much that is measured was never sampled, these lie there.

    sampled: of this sample and outcome. Raises ParameterError, Cancelled.
    """
    if sample.is_due(sampled.asked(sample)):
        sample = continued(sample, sampled.measured)
    if not points:
        return sample
    if sampled.unsampled:
        return extended(sample, _strata(outcome, sampled.classes, cancelled), points)
    return more(sample, points, sampled.measured)


def map_checked(
    sample: Sample,
    outcome: Outcome,
    classes: Classes,
    known: SampledMap | None,
    cancelled: Cancel,
    *,
    ratios: Ratios = (),
    region: int | None = None,
) -> MapChecked:
    """What the answers say of what is measured. known: of the job before. ratios: found here, in the thread,
    so that whoever shows them need not. region: the place of a region of interest that is asked for, too.
    Raises Cancelled.
    """
    measurement = outcome.measurement
    if known is None or not known.fits(sample, classes, measurement.areas):
        known = sampled_map(sample, measurement.labels, classes, measurement.areas, cancelled=cancelled)
    try:
        found = checked(sample, known)
    except ParameterError:  # nobody has said anything yet
        return MapChecked(sample, known, None)
    for ratio in ratios:
        raise_if_cancelled(cancelled)
        ratio_share(ratio, found)
    inside = None
    if region is not None and region < len(measurement.regions):
        labels = labels_inside(measurement.labels, measurement.regions[region], cancelled=cancelled)
        areas = measurement.roi_areas[region]
        inside = check_of(sample, labels, classes, areas, cancelled=cancelled)
    return MapChecked(sample, known, found, inside)


def _strata(outcome: Outcome, classes: Classes, cancelled: Cancel) -> Strata:
    measurement = outcome.measurement
    return strata_to_draw(
        outcome.prepared,
        outcome.segmentation,
        measurement.labels,
        classes,
        lesson=None if measurement.learned is None else measurement.learned.of,
        cancelled=cancelled,
    )
