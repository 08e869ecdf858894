"""What was found of a series, with what the points of its project say of it."""

from __future__ import annotations

from collections.abc import Sequence

from core.accuracy.pool import PooledSample
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.series.series import Found
from core.series.series_check import check_series
from core.series.series_map import SeriesMap, looked_again


def with_points(
    found: Found,
    sample: PooledSample,
    notes: Sequence[str] = (),
    *,
    workers: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Found:
    """notes: what is to be said of the points besides. Where their answers say nothing any more, that is
    said; before anybody has answered, nothing is.

    Raises FloeError where a picture is not as it was measured; Cancelled.
    """
    if not sample.row.names:
        return found
    measured = tuple(each for each in found.entries if each.record)
    there = looked_again(SeriesMap(sample, measured, {}), workers=workers, cancelled=cancelled)
    check = check_series(there)
    if check is not None:
        return found.with_check(check, notes)
    return found.with_notes(
        _(
            "The points say nothing: no picture with an answer is as it was, and measured where it was, when "
            "they were drawn."
        )
    )
