"""SeriesState: what the Series workspace shows, derived by a pure function of what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from core.pictures.dates import FileDates, PictureDate, date_of
from core.series.asked import Asked
from core.series.drift_notes import drift_notes
from core.series.entry import Entry
from core.series.order import in_order, with_typed_dates
from core.series.own_parts import OwnParts
from core.series.project import Project
from core.series.rescale import is_as_asked
from core.series.series import Found
from workers.previews import Preview

if TYPE_CHECKING:
    from core.series.series_check import SeriesCheck

_NO_DATES = FileDates()
# Of the colours: whether rescaling them helps, or is done.
Rescaling = Literal["", "helps", "done"]
RowState = Literal["new", "measuring", "measured", "edited", "doubtful", "drifted", "failed", "outdated"]


@dataclass(frozen=True, eq=False)
class Results:
    """What was measured, for which project. entries: of the pictures that are done. found: of the whole run,
    once it has ended. processes: that measure at this moment, 0 while nothing runs.
    """

    project: Project = field(default_factory=Project)
    entries: Mapping[Path, Entry] = field(default_factory=dict)
    found: Found | None = None
    processes: int = 0


@dataclass(frozen=True)
class PictureRow:
    """state: of the measurement. reason: why it is doubtful or failed, in whole sentences. own: what the
    picture has of its own, shared: what it has in common with all that have none of their own; of
    core.series.own_parts.NAMES. own_legend: whether it is to be clustered by itself.
    """

    path: Path
    date: PictureDate
    state: RowState
    reason: str = ""
    rescaling: Rescaling = ""
    own: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    own_legend: bool = False

    @property
    def short_reason(self) -> str:
        """Beside the name of the picture, which it need not say again."""
        _before, path, rest = self.reason.partition(f"{self.path}: ")
        return rest if path else self.reason


@dataclass(frozen=True)
class SeriesState:
    """rows: in the order of the list. found: what table and chart show; check: what points say of it, as far
    as that has been found. stale: it was measured before something was changed.
    """

    rows: tuple[PictureRow, ...] = ()
    running: bool = False
    has_pictures: bool = False
    can_measure: bool = False
    has_chosen: bool = False
    one_chosen: bool = False
    has_order: bool = False
    can_share: bool = False
    has_own: bool = False
    has_table: bool = False
    can_export: bool = False
    can_save_legend: bool = False
    can_take_recipe: bool = False
    can_rescale: bool = False
    can_rescale_all: bool = False
    can_have_own_legend: bool = False
    by_date: bool = False
    stale: bool = False
    found: Found | None = None
    check: SeriesCheck | None = None

    @property
    def checked(self) -> Found | None:
        """What table and chart show, with what points say."""
        return self.found if self.found is None or self.check is None else self.found.with_check(self.check)


def series_state(
    project: Project,
    results: Results,
    previews: Mapping[Path, Preview],
    chosen: Iterable[Path],
    *,
    found: Found | None,
    check: SeriesCheck | None,
    can_take_recipe: bool,
) -> SeriesState:
    """found: of `shown_of`. check: of the points of the project. can_take_recipe: a picture is open in
    Segment.
    """
    fits = fitting(project, results)
    running, chosen = results.processes > 0, tuple(chosen)
    own = [name for path in chosen for name in project.names_of_own(path)]
    rows = _rows(project, results, previews, fits)
    stale = found is not None and not running and len(fits) < len(project.pictures)
    return SeriesState(
        rows=rows,
        running=running,
        has_pictures=bool(rows),
        can_measure=bool(rows) and not running,
        has_chosen=bool(chosen) and not running,
        one_chosen=len(chosen) == 1,
        has_order=len(rows) > 1,
        can_share=len(chosen) == 1 and not running and bool({"scale", "regions"} & set(own)),
        has_own=bool(own) and not running,
        has_table=found is not None,
        can_export=not running and is_complete(project, results),
        can_save_legend=results.found is not None and results.found.legend is not None and not running,
        can_take_recipe=can_take_recipe and not running,
        can_rescale=not running and _can_rescale(project, rows, chosen),
        can_rescale_all=not running
        and (project.rescale.drifted or any(row.rescaling == "helps" for row in rows)),
        can_have_own_legend=bool(chosen) and not running and project.choice.kind != "each",
        by_date=bool(project.order.by_date),
        stale=stale,
        found=found,
        check=check,
    )


def _can_rescale(project: Project, rows: tuple[PictureRow, ...], chosen: tuple[Path, ...]) -> bool:
    """Whether one of these would be helped, or is to be rescaled already."""
    by_path = {row.path: row for row in rows}
    return any(
        path in project.rescale.pictures or by_path[path].rescaling for path in chosen if path in by_path
    )


def is_complete(project: Project, results: Results) -> bool:
    """Whether every picture of the project is measured as it would be now, or has failed."""
    if results.found is None or not project.pictures:
        return False
    return fitting(project, results) & results.entries.keys() == set(project.pictures)


def fitting(project: Project, results: Results) -> frozenset[Path]:
    """The pictures that were measured as they would be for this project, or would have been."""
    rescale, own = project.rescaled, project.with_own_legend
    return frozenset(
        path
        for path in project.measured_by(results.project)
        if (entry := results.entries.get(path)) is None
        or is_as_asked(entry.fit, "own" if path in own else rescale.rule_of(path))
    )


def shown_of(project: Project, results: Results) -> Found | None:
    """What was found of the pictures of the project, in its order; None before anything was."""
    kept = [results.entries[path] for path in project.pictures if path in results.entries]
    if not kept:
        return None
    entries, notes = in_order(with_typed_dates(kept, project.dates), project.order)
    found = results.found
    if found is None:
        asked = Asked(results.project.parameters)
        return Found(entries, asked, results.project.choice, None, None, "", project.order, 0, notes)
    own = () if found.legend is None else found.legend.notes
    said = (*own, *notes, *drift_notes(found.choice, entries))
    return replace(found, entries=entries, order=project.order, notes=said)


def _rows(
    project: Project, results: Results, previews: Mapping[Path, Preview], fits: frozenset[Path]
) -> tuple[PictureRow, ...]:
    """Those at whose measuring the processes are: they take them in the order of the list."""
    waiting = [path for path in project.pictures if path not in results.entries]
    at_work = set(waiting[: results.processes])
    pattern, shared, rows = project.order.pattern, project.shared.differences(OwnParts()), []
    by_itself = project.with_own_legend
    for path in project.pictures:
        preview = previews.get(path)
        dates = _NO_DATES if preview is None else preview.dates
        if typed := project.dates.get(path, ""):
            dates = replace(dates, typed=typed)
        date = date_of(path, dates, pattern)
        entry = results.entries.get(path)
        state, reason = _state(entry, preview, fits=path in fits, at_work=path in at_work)
        own = project.names_of_own(path)
        common = tuple(name for name in shared if name not in own)
        itself = path in by_itself
        rows.append(PictureRow(path, date, state, reason, _rescaling(entry), own, common, itself))
    if not project.order.by_date:
        return tuple(rows)
    dated = sorted((row for row in rows if row.date), key=lambda row: row.date.moment)
    return (*dated, *(row for row in rows if not row.date))


def _rescaling(entry: Entry | None) -> Rescaling:
    if entry is None or not (entry.is_rescaled or entry.rescaling_helps):
        return ""
    return "done" if entry.is_rescaled else "helps"


def _state(
    entry: Entry | None, preview: Preview | None, *, fits: bool, at_work: bool
) -> tuple[RowState, str]:
    if preview is not None and preview.problem and not at_work:
        return "failed", preview.problem
    if entry is None:
        return ("measuring" if at_work else "new"), ""
    if entry.state == "failed":
        return "failed", entry.reason
    changed = preview is not None and bool(preview.sha256) and preview.sha256 != entry.sha256
    if not fits or changed:
        return "outdated", ""
    if entry.has_drifted:
        return "drifted", entry.reason
    return entry.state, entry.reason
