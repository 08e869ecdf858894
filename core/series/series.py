"""A series: many pictures measured by one legend, in worker processes, each picture told as it is done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from core.base.errors import FloeError, ParameterError
from core.base.hashing import sha256_of
from core.base.parallel import Cancel, available_threads, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.classes.classes import Classes, named_classes
from core.document.plain_json import damage_named
from core.guarded.process import ReadingProcess
from core.series.asked import Asked
from core.series.choice import LegendChoice
from core.series.crew import Crew, Job
from core.series.each import carried_from
from core.series.entry import Entry, measured_entry, moved_to
from core.series.fit_all import MOST_SAMPLED, Looks, check_all_alike
from core.series.fit_json import fit_from, fit_json
from core.series.journal import Journal
from core.series.legend import Legend
from core.series.order import Order, in_order
from core.series.picture_work import Fit, Look, Measured, fit, look, measure

Stage = Literal["hash", "fit", "measure"]


@dataclass(frozen=True, eq=False)
class Series:
    """What is to be done. pictures: in the order of their list, none twice.

    legend: of a file, where the choice is that. order: of the rows. resume: whether to go on from what lies
    in the folder of `asked`. workers: processes, None for all cores; the result does not depend on it.
    """

    pictures: tuple[Path, ...]
    asked: Asked
    choice: LegendChoice = field(default_factory=LegendChoice)
    legend: Legend | None = None
    order: Order = field(default_factory=Order)
    resume: bool = False
    workers: int | None = None

    @property
    def processes(self) -> int:
        return max(1, min(self.workers or available_threads(), len(self.pictures)))

    @property
    def threads(self) -> int:
        """Of each process."""
        return max(1, (self.workers or available_threads()) // self.processes)


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


def run_series(
    series: Series, reader: ReadingProcess, *, cancelled: Cancel = never_cancelled
) -> Generator[Told, None, Found]:
    """Measure all pictures; one that fails is an entry with its reason. Whoever stops the loop stops it all.

    reader: for what lies in the folder of an earlier run. Raises ParameterError, ReadError (of a legend or
    the picture it is fitted on), WriteError (of the journal: what is done so far stays), Cancelled.
    """
    journal = Journal(series.asked.directory)
    if series.resume:
        journal.resume(reader)
    with journal, Crew(series.processes) as crew:
        run = _Run(series, journal, crew, cancelled)
        if series.resume and (journal.entries or journal.fits):
            yield from run.hash_all()
        yield from run.find_legend()
        yield from run.measure_all()
        return run.found()


class _Run:
    """The state of one run: what is known of each picture, by its place in the list."""

    def __init__(self, series: Series, journal: Journal, crew: Crew, cancelled: Cancel) -> None:
        self._series, self._journal, self._crew, self._cancelled = series, journal, crew, cancelled
        self._hashes: dict[int, str] = {}
        self._entries: dict[int, Entry] = {}
        self._fit: Fit | None = None
        self._fit_key = ""
        self._asked = replace(series.asked, threads=series.threads)
        self._legend = series.legend
        self._again = 0

    def hash_all(self) -> Generator[Told, None, None]:
        """What each picture is now: one that is as it was need not be measured again."""
        pictures = self._series.pictures
        for number, path in enumerate(pictures):
            raise_if_cancelled(self._cancelled)
            try:
                self._hashes[number] = sha256_of(path, self._cancelled)
            except (OSError, ValueError):
                self._hashes[number] = ""  # whoever reads it says why
            yield Told("hash", number + 1, len(pictures))

    def find_legend(self) -> Generator[Told, None, None]:
        series, kind = self._series, self._series.choice.kind
        if kind == "file":
            self._check_file_legend()
        else:
            self._fit_key = self._key_of_fit()
            known = self._journal.fits.get(self._fit_key) if self._fit_key else None
            if known is not None:
                with damage_named(series.asked.directory, "record"):
                    self._fit = fit_from(known)
            elif kind == "fit-all":
                yield from self._fit_all()
            else:
                yield from self._fit_one()
            self._fit_key = self._key_of_fit()
            if self._fit is not None:
                self._journal.add_fit(self._fit_key, fit_json(self._fit))
        self._apply()

    def measure_all(self) -> Generator[Told, None, None]:
        pictures, asked_key = self._series.pictures, self._asked.key
        self._take_known(asked_key)
        yield Told("measure", len(self._entries), len(pictures), again=self._again)
        jobs = (
            self._job(number, measure, self._asked, self._hashes.get(number, ""))
            for number in range(len(pictures))
            if number not in self._entries
        )
        for outcome in self._crew.outcomes(jobs, self._cancelled):
            path = pictures[outcome.number]
            if isinstance(outcome.value, Measured):
                sha256 = outcome.value.record["image"]["sha256"]
                entry = measured_entry(path, outcome.value, _entry_key(path, sha256, asked_key))
                self._journal.add(entry)
            else:
                entry = Entry(str(path), self._hashes.get(outcome.number, ""), reason=outcome.problem)
            self._entries[outcome.number] = entry
            yield Told("measure", len(self._entries), len(pictures), entry, self._again)

    def found(self) -> Found:
        entries, notes = in_order(
            [self._entries[number] for number in sorted(self._entries)], self._series.order
        )
        own = () if self._legend is None else self._legend.notes
        return Found(
            entries,
            self._asked,
            self._series.choice,
            self._legend,
            self._fit,
            self._fit_key,
            self._series.order,
            self._again,
            (*own, *notes),
        )

    def _job(self, number: int, work: object, *arguments: object) -> Job:
        if not callable(work):
            raise TypeError("no work")
        path = self._series.pictures[number]
        return Job(number, work, (path, *arguments))

    def _fit_all(self) -> Generator[Told, None, None]:
        """Count every picture; one that cannot be read has failed already."""
        series, looks = self._series, Looks()
        check_all_alike(series.asked)
        most = max(1, MOST_SAMPLED // len(series.pictures))
        jobs = (self._job(number, look, self._asked, most) for number in range(len(series.pictures)))
        for done, outcome in enumerate(self._crew.outcomes(jobs, self._cancelled), 1):
            path = series.pictures[outcome.number]
            if isinstance(outcome.value, Look):
                self._hashes[outcome.number] = outcome.value.sha256
                looks.add(outcome.number, path.name, outcome.value)
            else:
                sha256 = self._hashes.get(outcome.number, "")
                self._entries[outcome.number] = Entry(str(path), sha256, reason=outcome.problem)
            yield Told("fit", done, len(series.pictures))
        self._fit = looks.fit(series.asked, threads=series.workers, cancelled=self._cancelled)

    def _fit_one(self) -> Generator[Told, None, None]:
        """Cluster the picture that was named; the first that can be read where each has its own clusters."""
        series = self._series
        yield Told("fit", 0, 1)
        if series.choice.kind == "fit":
            found = self._fitted(series.choice.path or Path(), series.choice.text)
            if found is None or isinstance(found, str):
                raise _named(series.choice.path or Path(), found or "")
            self._fit = found
        else:
            for number, path in enumerate(series.pictures):
                found = self._fitted(path, "each")
                if isinstance(found, Fit):
                    self._fit = found
                    break
                self._entries[number] = Entry(str(path), self._hashes.get(number, ""), reason=found)
        yield Told("fit", 1, 1)

    def _fitted(self, path: Path, source: str) -> Fit | str:
        """What one picture was clustered to, or why not."""
        asked = replace(self._asked, threads=self._series.workers or available_threads())
        job = Job(0, fit, (path, asked, source))
        for outcome in self._crew.outcomes([job], self._cancelled):
            return outcome.value if isinstance(outcome.value, Fit) else outcome.problem
        return ""

    def _check_file_legend(self) -> None:
        asked = self._series.asked
        if asked.examples or asked.given.choices:
            raise ParameterError(
                _("The legend names its classes: leave out --examples and --class by places or colours.")
            )
        if asked.k_range is not None:
            raise ParameterError(_("The legend has its own clusters: leave -k auto out."))

    def _apply(self) -> None:
        """From now on pictures are measured by what was found."""
        found, asked = self._fit, self._asked
        if self._series.choice.kind == "file" and self._legend is not None:
            if asked.given.classes:
                self._legend = replace(self._legend, classes=_over(asked, self._legend.k))
            self._asked = asked.by(self._legend)
        elif found is None:
            return
        elif self._series.choice.kind == "each":
            self._asked = carried_from(found, asked)
        else:
            self._legend = found.legend
            given = replace(asked.given, steps=found.steps, ratios=found.ratios)
            self._asked = replace(asked, given=given).by(found.legend)

    def _key_of_fit(self) -> str:
        """Of what a legend is fitted on; empty where not all of it is known."""
        series, hashes = self._series, self._hashes
        if series.choice.kind == "fit-all":
            if len(hashes) < len(series.pictures):
                return ""
            content = [hashes[number] for number in range(len(series.pictures))]
        else:
            first = series.choice.path or next(iter(series.pictures), Path())
            try:
                content = [sha256_of(first, self._cancelled)]
            except (OSError, ValueError):
                return ""
        meant = [series.choice.text, series.asked.key, content]
        return hashlib.sha256(json.dumps(meant).encode("utf-8", "backslashreplace")).hexdigest()

    def _take_known(self, asked_key: str) -> None:
        """What is up to date, and the files that it left are still there."""
        for number, sha256 in self._hashes.items():
            path = self._series.pictures[number]
            known = self._journal.entries.get(_entry_key(path, sha256, asked_key)) if sha256 else None
            if known is not None and _is_up_to_date(known, path):
                self._entries[number] = moved_to(known, path)
                self._again += 1


def _entry_key(path: Path, sha256: str, asked_key: str) -> str:
    meant = f"{path.name}\n{sha256}\n{asked_key}"
    return hashlib.sha256(meant.encode("utf-8", "backslashreplace")).hexdigest()


def _is_up_to_date(known: Entry, path: Path) -> bool:
    """Whether what was read beside the picture is as it was, and the files that were written are there."""
    if not all(Path(each).is_file() for each in known.outputs.values()):
        return False
    for side in known.record["image"].get("side_files", ()):
        try:
            if sha256_of(path.parent / str(side["name"])) != side["sha256"]:
                return False
        except (OSError, ValueError):
            return False
    return True


def _over(asked: Asked, k: int) -> Classes:
    return named_classes(tuple(asked.given.classes), k)


def _named(path: Path, problem: str) -> FloeError:
    """The problem of the picture that the legend was to be fitted on."""
    return ParameterError(problem if str(path) in problem else f"{path}: {problem}")
