"""The legend of a series, found: from a file, on one picture, on all, or as the first picture's own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from core.base.errors import ParameterError
from core.base.parallel import Cancel
from core.base.sentences import _
from core.classes.classes import named_classes
from core.document.plain_json import damage_named
from core.pictures.crew import AnyCrew, Job
from core.series.asked import Asked
from core.series.each import carried_from
from core.series.entry import Entry
from core.series.fit_all import MOST_SAMPLED, Looks, check_all_alike
from core.series.fit_json import fit_from, fit_json
from core.series.journal import Journal
from core.series.legend import Legend
from core.series.own_legend import by_itself
from core.series.picture_work import Fit, Look, fit, look
from core.series.series import Series, Told


@dataclass(eq=False)
class Running:
    """A series that runs: what keeps it, who works on it, who asks it to stop; and what is known of its
    pictures, by their places in the list: their SHA-256, and the entries of those that are done.

    beside: the SHA-256 of what lies beside a picture (core.pictures.beside); only of those with anything.

    again: how many of these were up to date.
    """

    journal: Journal
    crew: AnyCrew
    cancelled: Cancel
    hashes: dict[int, str] = field(default_factory=dict)
    beside: dict[Path, str] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)
    again: int = 0


@dataclass(frozen=True, eq=False)
class FoundLegend:
    """asked: what each picture is measured by. legend: None where each has its own clusters. fit: what was
    fitted, fit_key: of what; None and "" of a legend from a file.
    """

    asked: Asked
    legend: Legend | None = None
    fit: Fit | None = None
    fit_key: str = ""

    @cached_property
    def by_itself(self) -> Asked:
        """What a picture is measured by that gets a legend of its own."""
        return self.asked if self.legend is None else by_itself(self.legend, self.asked)


def find_legend(series: Series, running: Running) -> Generator[Told, None, FoundLegend]:
    """Fitted again only where it is not in the journal.

    Raises ParameterError, ReadError (of the journal), WriteError, Cancelled.
    """
    asked = replace(series.asked, threads=series.threads)
    if series.legend is not None:
        return _of_file(series.legend, asked)
    if series.choice.kind == "each" and asked.parameters.threshold is not None:
        return FoundLegend(asked)  # each picture is cut, and its classes are in the order of the values
    key = _key_of_fit(series, running) if running.journal.fits else ""
    found: Fit | None = None
    if key in running.journal.fits:
        with damage_named(series.asked.directory, "record"):
            found = fit_from(running.journal.fits[key])
    elif series.choice.kind == "fit-all":
        found = yield from _fit_all(series, asked, running)
    elif series.choice.kind == "fit":
        found = yield from _fit_one(series, asked, running)
    else:
        found = yield from _fit_first(series, asked, running)
    if found is None:
        return FoundLegend(asked)
    key = key or _key_of_fit(series, running, found)
    if key not in running.journal.fits:
        running.journal.add_fit(key, fit_json(found))
    if series.choice.kind == "each":
        return FoundLegend(carried_from(found, asked), None, found, key)
    given = replace(asked.given, steps=found.steps, ratios=found.ratios)
    return FoundLegend(replace(asked, given=given).by(found.legend), found.legend, found, key)


def _of_file(legend: Legend, asked: Asked) -> FoundLegend:
    """Classes that are named by ids win over those of the file."""
    if asked.examples or asked.given.choices:
        raise ParameterError(
            _("The legend names its classes: leave out --examples and --class by places or colours.")
        )
    if asked.k_range is not None:
        raise ParameterError(_("The legend has its own clusters: leave -k auto out."))
    if asked.given.classes and asked.given.naming is None:
        legend = replace(legend, classes=named_classes(tuple(asked.given.classes), legend.k))
    return FoundLegend(asked.by(legend), legend)


def _fit_all(series: Series, asked: Asked, running: Running) -> Generator[Told, None, Fit]:
    """Count every picture; one that cannot be read has failed already."""
    looks, pictures = Looks(), series.pictures
    check_all_alike(asked)
    most = max(1, MOST_SAMPLED // len(pictures))
    jobs = (
        Job(number, look, (path, _where(series, path, asked), most)) for number, path in enumerate(pictures)
    )
    for done, outcome in enumerate(running.crew.outcomes(jobs, running.cancelled), 1):
        path = pictures[outcome.number]
        if isinstance(outcome.value, Look):
            running.hashes[outcome.number] = outcome.value.sha256
            looks.add(outcome.number, path.name, outcome.value)
        else:
            running.entries[outcome.number] = _failed(path, outcome.number, running, outcome.problem)
        yield Told("fit", done, len(pictures), running.entries.get(outcome.number))
    return looks.fit(asked, threads=series.workers, cancelled=running.cancelled)


def _fit_one(series: Series, asked: Asked, running: Running) -> Generator[Told, None, Fit]:
    path = series.choice.path or Path()
    yield Told("fit", 0, 1)
    found = _fitted(series, asked, path, running)
    if isinstance(found, str):
        raise ParameterError(found if str(path) in found else f"{path}: {found}")
    yield Told("fit", 1, 1)
    return found


def _fit_first(series: Series, asked: Asked, running: Running) -> Generator[Told, None, Fit | None]:
    """The first picture that can be clustered gives its k and its classes."""
    yield Told("fit", 0, 1)
    for number, path in enumerate(series.pictures):
        found = _fitted(series, asked, path, running)
        if isinstance(found, Fit):
            yield Told("fit", 1, 1)
            return found
        running.entries[number] = entry = _failed(path, number, running, found)
        yield Told("fit", 0, 1, entry)
    return None


def _fitted(series: Series, asked: Asked, path: Path, running: Running) -> Fit | str:
    """What one picture was clustered to on all cores, or why not."""
    asked = _where(series, path, replace(asked, threads=series.threads_for_one))
    job = Job(0, fit, (path, asked, series.choice.text))
    # To its end: left half-way, the processes would be ended.
    [outcome] = running.crew.outcomes([job], running.cancelled)
    return outcome.value if isinstance(outcome.value, Fit) else outcome.problem


def _where(series: Series, path: Path, asked: Asked) -> Asked:
    """What is asked of a picture that a legend is fitted on: where, of what is its own."""
    asked = series.asked_of(path, asked)
    return replace(asked, own=asked.own.clustered) if asked.own else asked


def _where_keys(series: Series) -> list[str]:
    """Of the places in pictures that alone a legend is fitted on."""
    pictures = [series.choice.path or Path()] if series.choice.kind == "fit" else series.pictures
    owned = ((number, series.own.get(path)) for number, path in enumerate(pictures))
    return [f"{number} {own.clustered.key}" for number, own in owned if own is not None and own.clustered]


def _failed(path: Path, number: int, running: Running, problem: str) -> Entry:
    return Entry(str(path), running.hashes.get(number, ""), reason=problem)


def _key_of_fit(series: Series, running: Running, found: Fit | None = None) -> str:
    """Of what a legend is fitted on, or was; empty where not all of it is known."""
    content: list[str]
    used = [series.choice.path or next(iter(series.pictures), Path())]
    if series.choice.kind == "fit-all":
        missing = set(range(len(series.pictures))) - running.hashes.keys() - running.entries.keys()
        if missing:
            return ""
        used = list(series.pictures)
        content = [running.hashes.get(number, "") for number in range(len(series.pictures))]
    elif found is not None:
        # Where the first cannot be read another one was taken.
        name, sha256 = found.legend.pictures[0]
        used, content = [next((path for path in series.pictures if path.name == name), used[0])], [sha256]
    else:
        try:
            content = [series.hashes.of(used[0], running.cancelled)]
        except (OSError, ValueError):
            return ""
    beside = [f"{i}:{running.beside[path]}" for i, path in enumerate(used) if path in running.beside]
    meant = [series.choice.text, series.asked.key, content, *_where_keys(series), *beside]
    return hashlib.sha256(json.dumps(meant).encode("utf-8", "backslashreplace")).hexdigest()
