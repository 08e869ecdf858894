"""`floe series`: many pictures by one legend, one table, one curve."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from core.base.closest import did_you_mean
from core.base.errors import FloeError, ParameterError
from core.base.sentences import _
from core.guarded.process import ReadingProcess
from core.io.reader import read
from core.series.asked import Asked, check_alike
from core.series.choice import LegendChoice, parse_legend
from core.series.clock import Clock
from core.series.files import check_tables, parse_files, usual_keys, write_series
from core.series.journal import JOURNAL, Journal
from core.series.legend import Legend
from core.series.legend_file import legend_in, read_legend, write_legend
from core.series.order import Order
from core.series.own_legend import check_own_legends, parse_own_legends
from core.series.project import Project
from core.series.reference_files import reference_files
from core.series.rescale import check_rescalable, parse_rescale
from core.series.run_series import run_series
from core.series.series import Found, Series
from ui.cli.console import Console
from ui.cli.option_values import SegmentJob, check_outputs, job_from
from ui.cli.scheduler_option import remote_crew
from ui.cli.series_check import with_check
from ui.cli.series_project import names_project, project_from, series_of_project
from ui.cli.series_report import series_json, series_report

_DRIFT = "drift"
_ABOUT_ONE = ("compare", "labels", "profile")


def measure_series(options: argparse.Namespace, console: Console) -> int:
    """Exit code: 0 all done, 1 some failed or drifted, 2 nothing could be read. Raises FloeError."""
    with closing(ReadingProcess(read)) as reader:
        project = project_from(options, reader) if names_project(options) else None
        series, job = _series_and_job(options, project, reader, console)
        more = check_tables([name for text in options.tables for name in text.split(",")])
        more = (*more, *parse_files(options.series_export))
        files = None if job.reference is None else reference_files(job.reference, series.pictures, reader)
        try:
            found = _measured(series, reader, console)
            sample = None if project is None else project.sample
            found = with_check(found, files, sample, job.threads)
        except KeyboardInterrupt:
            console.complain(_("Stopped: what is done is kept, and --resume goes on from it."))
            raise
    if options.save_legend is not None:
        _save(found, Path(options.save_legend), console)
    outputs = _written(found, series, (*usual_keys(), *more), console)
    Journal(job.directory).remove()
    for note in found.notes:
        console.warn(note)
    if job.json:
        console.answer(json.dumps(series_json(found, outputs), indent=1))
    else:
        console.say(series_report(found, outputs))
    return _exit_code(found, job, fails_on_drift=options.fail_on == _DRIFT)


def _series_and_job(
    options: argparse.Namespace, project: Project | None, reader: ReadingProcess, console: Console
) -> tuple[Series, SegmentJob]:
    """Raises FloeError."""
    if project is not None:
        options.images = []
    job = job_from(options, reader)
    for error in job.not_found:
        console.complain(error)
    if project is None:
        series = _series_from(options, job, reader)
    else:
        job = replace(job, images=project.pictures)
        options.legend = project.choice.text
        _check(options, job)
        series = series_of_project(project, job, resume=bool(options.resume))
    results = job.directory / JOURNAL if job.exports else None
    return replace(series, crew=remote_crew(options, series.pictures, results=results)), job


def _written(found: Found, series: Series, keys: tuple[str, ...], console: Console) -> dict[str, Path]:
    """The files of the series; looking at every picture again for them is said. Raises WriteError."""

    def tell(name: str, done: int, of: int) -> None:
        console.progress.count(done, of, name)

    with console.progress.over(len(found.entries)):
        directory = series.asked.directory
        return write_series(
            found, directory, keys, workers=series.workers, crew=series.crew, on_progress=tell
        )


def _exit_code(found: Found, job: SegmentJob, *, fails_on_drift: bool) -> int:
    failed = [each for each in found.entries if not each.is_measured]
    if len(failed) == len(found.entries):
        return 2
    drifted = fails_on_drift and any(each.has_drifted for each in found.entries)
    return int(bool(failed or job.not_found or drifted))


def _series_from(options: argparse.Namespace, job: SegmentJob, reader: ReadingProcess) -> Series:
    """Raises ParameterError, ReadError."""
    _check(options, job)
    choice = parse_legend(options.legend)
    order = Order(options.by_date or "")
    order.check(job.images)
    asked = Asked(
        job.parameters,
        job.given,
        job.reading,
        job.places,
        job.examples,
        job.steps_on,
        job.k_range,
        job.k_was_given,
        job.uncertainty,
        job.regions,
        job.exports,
        job.directory,
        job.tile,
    )
    pictures = tuple(dict.fromkeys(job.images))
    legend = _legend(choice, reader)
    rescale = parse_rescale(options.rescale, pictures)
    if rescale:
        by = job.parameters if legend is None else legend.parameters
        check_rescalable(by, own_clusters=choice.kind == "each")
    own_legends = frozenset(parse_own_legends(options.own_legends, pictures))
    if own_legends:
        check_own_legends(own_clusters=choice.kind == "each")
    resume = bool(options.resume)
    return Series(pictures, asked, choice, legend, order, resume, rescale, own_legends, job.threads)


def _check(options: argparse.Namespace, job: SegmentJob) -> None:
    """What makes no sense for a series. Raises ParameterError."""
    if not job.images:
        raise ParameterError(_("There is no picture to measure."))
    check_alike(job.parameters, job.reading, parse_legend(options.legend).kind)
    if job.given.classifier:
        raise ParameterError(
            _("What --classifier learns holds for one picture: leave it out, or use floe segment.")
        )
    if about_one := next((name for name in _ABOUT_ONE if getattr(options, name)), ""):
        sentence = _("--{option} is about one picture: use floe segment for that one.")
        raise ParameterError(sentence.format(option=about_one))
    if options.fail_on not in (None, _DRIFT):
        raise ParameterError(
            _("--fail-on is “{text}”: choose {choice}.").format(text=options.fail_on, choice=_DRIFT)
            + did_you_mean(options.fail_on, (_DRIFT,))
        )
    if options.save_legend is not None and options.legend == "each":
        raise ParameterError(_("With --legend each there is no legend to save: leave --save-legend out."))
    if job.exports:
        check_outputs(job)


def _legend(choice: LegendChoice, reader: ReadingProcess) -> Legend | None:
    if choice.kind != "file" or choice.path is None:
        return None
    return legend_in(reader.read_by(read_legend, choice.path), choice.path)


def _measured(series: Series, reader: ReadingProcess, console: Console) -> Found:
    """The loop over what the run tells. Raises FloeError."""
    clock = Clock()
    with console.progress.over(len(series.pictures)), closing(run_series(series, reader)) as steps:
        while True:
            try:
                told = next(steps)
            except StopIteration as end:
                found: Found = end.value
                return found
            console.progress.count(told.done, told.of, clock.words(told))
            if told.entry is not None and not told.entry.is_measured:
                console.complain(_failure(told.entry.path, told.entry.reason))


def _failure(path: str, reason: str) -> str:
    return reason if path in reason else f"{path}: {reason}"


def _save(found: Found, path: Path, console: Console) -> None:
    if found.legend is None:
        raise FloeError(_("There is no legend to save."))
    write_legend(path, found.legend)
    console.tell(_("wrote {path}").format(path=path))
