"""A result beside labels from elsewhere: of the whole picture, and inside each region of interest."""

from __future__ import annotations

from dataclasses import replace

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.measure.comparison import Comparison, compare
from core.pipeline.result import Result
from core.roi.regions_of_interest import labels_inside


def with_comparison(result: Result, *, cancelled: Cancel = never_cancelled) -> Result:
    """The same result with how far it agrees with the labels of its document; the same where it has none.

    Inside a region of interest the classes go together as in the whole picture.
    Raises ParameterError where the labels know nothing that is measured, Cancelled.
    """
    document, measurement = result.document, result.measurement
    if document is None or measurement is None or document.compared is None:
        return result
    calibration = result.areas.calibration
    whole = compare(result.labels, result.classes, document.compared, calibration, cancelled=cancelled)
    inside: list[Comparison | None] = []
    for region in measurement.regions:
        labels = labels_inside(result.labels, region, cancelled=cancelled)
        try:
            inside.append(
                compare(
                    labels,
                    result.classes,
                    document.compared,
                    calibration,
                    pairs=whole.pairs,
                    cancelled=cancelled,
                )
            )
        except ParameterError:
            inside.append(None)
    return replace(result, comparison=whole, roi_comparisons=tuple(inside))
