"""A series: many pictures that are measured by one legend; what is told of it, and what is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from core.base.parallel import available_threads
from core.pictures.known_hashes import KnownHashes
from core.series.asked import Asked
from core.series.choice import LegendChoice
from core.series.entry import Entry
from core.series.legend import Legend
from core.series.order import Order
from core.series.own_parts import OwnParts
from core.series.rescale import Rescale, Rule

if TYPE_CHECKING:
    from core.pictures.crew import AnyCrew
    from core.series.picture_work import Fit
    from core.series.series_census import SeriesCensus
    from core.series.series_check import SeriesCheck

Stage = Literal["hash", "fit", "measure"]


@dataclass(frozen=True, eq=False)
class Series:
    """What is to be done. pictures: in the order of their list, none twice.

    legend: of a file, where the choice is that. order: of the rows. resume: whether to go on from what lies
    in the folder of `asked`. rescale: which pictures get rescaled colours; own_legends: which are clustered
    by themselves. workers: processes, None for all
    cores; crew: in their place; the result depends on neither. own: what is said of single pictures alone.
    dates: of them that were typed. known: what was found of pictures that need not be looked at again, where
    they are measured by the same legend still; failures, too. hashes: of files that were read before, and in
    this run.
    """

    pictures: tuple[Path, ...]
    asked: Asked
    choice: LegendChoice = field(default_factory=LegendChoice)
    legend: Legend | None = None
    order: Order = field(default_factory=Order)
    resume: bool = False
    rescale: Rescale = field(default_factory=Rescale)
    own_legends: frozenset[Path] = frozenset()
    workers: int | None = None
    own: Mapping[Path, OwnParts] = field(default_factory=dict)
    dates: Mapping[Path, str] = field(default_factory=dict)
    known: Mapping[Path, Entry] = field(default_factory=dict)
    hashes: KnownHashes = field(default_factory=KnownHashes)
    crew: AnyCrew | None = None

    def asked_of(self, picture: Path, asked: Asked) -> Asked:
        """What is asked of one picture: what is asked of all, and what is its own."""
        own, rule = self.own.get(picture), self.rule_of(picture)
        return replace(asked, rescaled=rule) if own is None else replace(asked, rescaled=rule, own=own)

    def rule_of(self, picture: Path) -> Rule:
        """What helps one picture."""
        return "own" if picture in self.own_legends else self.rescale.rule_of(picture)

    @property
    def processes(self) -> int:
        return max(1, min(self.workers or available_threads(), len(self.pictures)))

    @property
    def threads(self) -> int:
        """Of each process."""
        return 1 if self.crew else max(1, (self.workers or available_threads()) // self.processes)

    @property
    def threads_for_one(self) -> int:
        """Of the process that works on a picture while none works on another."""
        return 1 if self.crew else self.workers or available_threads()


@dataclass(frozen=True)
class Told:
    """So many pictures are done, of how many; entry: the one that was measured last."""

    stage: Stage
    done: int
    of: int
    entry: Entry | None = None
    again: int = 0


@dataclass(frozen=True, eq=False)
class Found:
    """entries: in the order of the series. asked: what each was measured by. fit: the legend with what is
    said over it, fit_key: of what it was fitted on. again: how many were up to date. notes: whole sentences.
    check: what points over all pictures say, where somebody has looked at some, or label rasters.
    """

    entries: tuple[Entry, ...]
    asked: Asked
    choice: LegendChoice
    legend: Legend | None
    fit: Fit | None
    fit_key: str
    order: Order
    again: int
    notes: tuple[str, ...]
    check: SeriesCheck | SeriesCensus | None = None

    def with_check(self, check: SeriesCheck | SeriesCensus, notes: Sequence[str] = ()) -> Found:
        """With what points or rasters say. notes: what is to be said of these besides."""
        return replace(self, check=check, notes=(*self.notes, *notes, *check.notes))

    def with_notes(self, *notes: str) -> Found:
        return replace(self, notes=(*self.notes, *notes))
