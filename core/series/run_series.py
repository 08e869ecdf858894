"""Measuring a series: the legend, then every picture in worker processes, each told as it is done."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.paths import file_name, is_file
from core.guarded.process import ReadingProcess
from core.pictures.beside import Sides
from core.pictures.crew import Crew, Job
from core.pictures.known_hashes import KnownHashes, Look
from core.series.drift_notes import drift_notes
from core.series.entry import Entry, measured_entry, moved_to, sharing
from core.series.find_legend import FoundLegend, Running, find_legend
from core.series.journal import Journal
from core.series.order import in_order, with_typed_dates
from core.series.picture_work import Measured, measure
from core.series.rescale import WAYS, Way, is_as_asked, way_of
from core.series.series import Found, Series, Told


def run_series(
    series: Series, reader: ReadingProcess, *, cancelled: Cancel = never_cancelled
) -> Generator[Told, None, Found]:
    """Measure all pictures; one that fails is an entry with its reason. Whoever stops the loop stops it all.

    reader: for what lies in the folder of an earlier run. Raises ParameterError (also of the picture that the
    legend is fitted on), ReadError (of the journal), WriteError (of the journal: what is done so far stays),
    Cancelled.
    """
    journal = Journal(series.asked.directory)
    if series.resume:
        journal.resume(reader, cancelled)
    with journal, series.crew or Crew(series.processes) as crew:
        running = Running(journal, crew, cancelled)
        _look_beside(series, running)
        if journal.entries or journal.fits:
            yield from _hash_all(series, running)
        legend = yield from find_legend(series, running)
        _take_known(series, legend, running)
        yield Told("measure", len(running.entries), len(series.pictures), again=running.again)
        yield from _measure(series, legend, running)
    done = with_typed_dates((running.entries[number] for number in sorted(running.entries)), series.dates)
    entries, notes = in_order(done, series.order)
    own = () if legend.legend is None else legend.legend.notes
    return Found(
        entries,
        legend.asked,
        series.choice,
        legend.legend,
        legend.fit,
        legend.fit_key,
        series.order,
        running.again,
        (*own, *notes, *drift_notes(series.choice, entries)),
    )


def _look_beside(series: Series, running: Running) -> None:
    """Before anything is read: what changes from now on is another at the next run, if not in this one."""
    sides = Sides(running.cancelled, places=True, hash_of=series.hashes.of)
    fitted_on = (series.choice.path or Path(),) if series.choice.kind == "fit" else ()
    for path in (*series.pictures, *fitted_on):
        raise_if_cancelled(running.cancelled)
        if beside := sides.of(path):
            running.beside[path] = beside


def _hash_all(series: Series, running: Running) -> Generator[Told, None, None]:
    """What each picture is now: one that is as it was need not be measured again."""
    for number, path in enumerate(series.pictures):
        raise_if_cancelled(running.cancelled)
        if path in series.known:
            running.hashes[number] = series.known[path].sha256
            continue
        try:
            running.hashes[number] = series.hashes.of(path, running.cancelled)
        except (OSError, ValueError):
            running.hashes[number] = ""  # whoever reads it says why
        yield Told("hash", number + 1, len(series.pictures))


def _take_known(series: Series, legend: FoundLegend, running: Running) -> None:
    """What is up to date, and the files that it left are still there."""
    keys, entries, first = _Keys(series, legend, running.beside), running.journal.entries, None
    for number, sha256 in running.hashes.items():
        path = series.pictures[number]
        failed = series.known.get(path)
        if failed is not None and not failed.is_measured:
            running.entries[number] = failed
            continue
        ways = (keys.of(path, sha256, way) for way in WAYS)
        known = [entries[key] for key in ways if sha256 and key in entries]
        found = next((each for each in known if is_as_asked(each.fit, series.rule_of(path))), None)
        if found is not None and _is_up_to_date(found, path, series.hashes):
            moved = moved_to(found, path)
            first = first or moved
            running.entries[number] = sharing(moved, first)
            running.again += 1
    running.journal.entries.clear()  # they are in its file, and those that are wanted are taken


def _measure(series: Series, legend: FoundLegend, running: Running) -> Generator[Told, None, None]:
    pictures, asked, keys = series.pictures, legend.asked, _Keys(series, legend, running.beside)
    if asked.legend is not None:
        # Every job takes its own along: without a line for each of the pictures that it was fitted on.
        asked = replace(asked, legend=replace(asked.legend, pictures=(), notes=(), fitted_by=None))
    looks: dict[int, Look] = {}

    def job(number: int, path: Path) -> Job:
        looks[number] = Look.at(path)
        by = legend.by_itself if series.rule_of(path) == "own" else asked
        return Job(number, measure, (path, series.asked_of(path, by), running.hashes.get(number, "")))

    jobs = (job(number, path) for number, path in enumerate(pictures) if number not in running.entries)
    first: Entry | None = None
    for outcome in running.crew.outcomes(jobs, running.cancelled):
        path = pictures[outcome.number]
        if isinstance(outcome.value, Measured):
            sha256 = str(outcome.value.record["image"]["sha256"])
            key = keys.of(path, sha256, way_of(outcome.value.fit))
            entry = measured_entry(path, outcome.value, key)
            series.hashes.remember(path, looks[outcome.number], sha256)
            running.journal.add(entry)
            first = first or entry
            entry = sharing(entry, first)
        else:
            entry = Entry(str(path), running.hashes.get(outcome.number, ""), reason=outcome.problem)
        running.entries[outcome.number] = entry
        yield Told("measure", len(running.entries), len(pictures), entry, running.again)


class _Keys:
    """Of pictures, what lies beside them, and what is asked of them."""

    def __init__(self, series: Series, legend: FoundLegend, beside: Mapping[Path, str]) -> None:
        self._series, self._legend, self._beside = series, legend, beside

    def of(self, path: Path, sha256: str, way: Way) -> str:
        """The name counts, too: files are called by it. way: how it is, or was, measured."""
        own, beside = self._series.own.get(path), self._beside.get(path, "")
        more = [*(() if own is None else (own.key,)), *filter(None, (way, beside and f"beside:{beside}"))]
        meant = "\n".join((path.name, sha256, self._by_itself if way == "own" else self._asked, *more))
        return hashlib.sha256(meant.encode("utf-8", "backslashreplace")).hexdigest()

    @cached_property
    def _asked(self) -> str:
        return self._legend.asked.key

    @cached_property
    def _by_itself(self) -> str:
        return self._legend.by_itself.key


def _is_up_to_date(known: Entry, path: Path, hashes: KnownHashes) -> bool:
    """Whether the files that were written are there, and those that its format names are as they were: what
    may lie beside any picture is part of its key.
    """
    if not all(is_file(each) for each in known.outputs.values()):
        return False
    for side in known.record["image"].get("side_files", ()):
        try:
            if hashes.of(path.with_name(file_name(str(side["name"])))) != side["sha256"]:
                return False
        except (OSError, ValueError):
            return False
    return True
