"""The jobs of points over a series: they are drawn, looked at, and what the answers say is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.accuracy.pool import PooledSample, pooled
from core.accuracy.pool_draw import first_drawn, further_drawn
from core.accuracy.sample import Sample, with_more_wanted
from core.base.errors import FloeError, ReadError
from core.base.parallel import Cancel, available_threads, raise_if_cancelled
from core.base.sentences import _
from core.guarded.process import ReadingProcess
from core.io.reader import read
from core.measure.checked_map import Checked
from core.series.entry import Entry, are_alike
from core.series.legend import Legend
from core.series.map_at_points import placed
from core.series.pool_of import pool_of
from core.series.reference_files import reference_files
from core.series.reference_points import series_reference
from core.series.series_census import SeriesCensus
from core.series.series_check import SeriesCheck, check_series, checked_part, enough_in
from core.series.series_map import SeriesMap, looked_again


@dataclass(frozen=True, eq=False)
class SeriesChecked:
    """map: as it was looked at, for the next job. check: None as long as nobody has said what is there.

    enough: the pictures with answers enough, by their places in the pool; part: what is found in the one of
    them that was asked for.
    """

    map: SeriesMap
    check: SeriesCheck | None
    enough: tuple[int, ...] = ()
    part: Checked | None = None


@dataclass(frozen=True, eq=False)
class PointsRead:
    """The points of a file. notes: what is to be said of them."""

    sample: PooledSample
    notes: tuple[str, ...]


def series_points_drawn(
    entries: Sequence[Entry], legend: Legend | None, points: int, seed: int, cancelled: Cancel
) -> PooledSample:
    """A new sample over what is measured. entries: of the pictures that are. Raises FloeError, Cancelled."""
    pool = pool_of(entries, legend)
    drawn = first_drawn(pool, points, seed)
    places = placed(
        drawn, pool.kinds, dict(enumerate(entries)), workers=available_threads(), cancelled=cancelled
    )
    return pooled(pool, [], [], seed=seed, wanted=points).with_places(drawn, places)


def series_points_added(found: SeriesMap, row: Sample, points: int, cancelled: Cancel) -> PooledSample:
    """With the points that are due, or so many further ones. row: the answers so far.

    Raises FloeError, also where strata are no more what they were when the first points were drawn;
    Cancelled.
    """
    if found.changed:
        raise FloeError(
            _(
                "Pictures have been measured otherwise since the points were drawn, so no more can be drawn "
                "in the same strata: remove the points to draw new ones, or answer those that there are."
            )
        )
    sample = replace(found.sample, row=with_more_wanted(row, points) if points else row)
    drawn = further_drawn(sample, sample.row, found.kept)
    places = placed(
        drawn, sample.pool.kinds, found.by_picture, workers=available_threads(), cancelled=cancelled
    )
    wider = sample.with_places(drawn, places)
    return replace(wider, row=replace(wider.row, wanted=len(wider.places)))


def series_points_read(
    path: Path, entries: Sequence[Entry], legend: Legend | None, cancelled: Cancel
) -> PointsRead:
    """The points of a file or folder. Raises ReadError, FloeError, Cancelled."""
    with ReadingProcess(read, warm=False) as process:
        files = reference_files(path, [Path(each.path) for each in entries], process)
    found, notes = series_reference(files, entries, legend, workers=available_threads(), cancelled=cancelled)
    if isinstance(found, SeriesCensus):
        sentence = _(
            "its label rasters know every pixel, so there are no points to look at: “floe series "
            "--reference” compares them."
        )
        raise ReadError(path, sentence)
    return PointsRead(found, notes)


def series_checked(
    sample: PooledSample,
    entries: tuple[Entry, ...],
    known: SeriesMap | None,
    picture: int | None,
    cancelled: Cancel,
) -> SeriesChecked:
    """What the answers say of what is measured now. known: of the job before. picture: that is asked about,
    too. Raises FloeError, Cancelled.
    """
    at = known.at if known is not None and _same_map(known, sample, entries) else {}
    found = looked_again(SeriesMap(sample, entries, at), cancelled=cancelled)
    check = check_series(found)
    if check is not None:
        _ = check.notes  # found here, in the thread
    enough = tuple(enough_in(found))
    raise_if_cancelled(cancelled)
    part = checked_part(found, picture) if picture in enough else None
    return SeriesChecked(found, check, enough, part)


def _same_map(known: SeriesMap, sample: PooledSample, entries: tuple[Entry, ...]) -> bool:
    """Whether what was at the points is there still."""
    return known.sample.places is sample.places and are_alike(known.entries, entries)
