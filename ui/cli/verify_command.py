"""`floe verify`: repeat the run of a record and say whether the result is the same."""

from __future__ import annotations

import argparse
from pathlib import Path
from time import perf_counter

from core.base.errors import ParameterError
from core.base.sentences import _
from core.collection.record import FORMAT as COLLECTION_FORMAT
from core.collection.verify import Repeated, read_collection_record, repeat_collection
from core.document.plain_json import Json, damage_named
from core.document.stored_json import format_of
from core.guarded.process import ReadingProcess
from core.io.reader import read
from core.measure.classified import classifier_environment
from core.pipeline.learning_notes import classified_elsewhere, learned_elsewhere
from core.pipeline.record import planes_json
from core.pipeline.record_reader import read_record
from core.pipeline.verify import differences, has_older_errors, is_its_picture, picture_of, repeat
from core.series.change_record import CHANGE_FORMAT, read_change_record, repeat_change
from core.series.record import FORMAT
from core.series.verify import read_series_record, repeat_series
from ui.cli.console import Console
from ui.cli.option_values import threads_from
from ui.cli.run_stages import MEASURING, READING, begins_after

# What is repeated cannot be compared: it was learned, or classified, on another machine.
_ELSEWHERE = 3


def verify_run(options: argparse.Namespace, console: Console) -> int:
    """Exit code: 0 and "identical"; 1 and what differs, a line each; 3 where a network was learned on another
    machine or by another number of threads, so that it cannot be the same, and where something differs and a
    classifier worked on another machine. Raises ReadError, ParameterError.
    """
    threads = threads_from(options)
    path = Path(options.record)
    progress, begun = console.progress, perf_counter()
    with progress.over(1), ReadingProcess(read) as reader:
        form = reader.read_by(format_of, path)
        if form == CHANGE_FORMAT:
            return _verify_change(path, reader, console)
        if form == COLLECTION_FORMAT:
            return _verify_collection(options, reader, threads, console)
        if form == FORMAT:
            return _verify_series(options, read_series_record(path, reader), threads, console)
        record = reader.read_by(read_record, path)
        with damage_named(path, "record"):
            image = Path(options.image) if options.image else picture_of(record, path)
        progress.next(image.name, _(READING))
        result = repeat(
            record,
            path,
            image,
            reader,
            threads=threads,
            on_event=lambda event: progress.stage(begins_after(event)),
            on_progress=progress.share,
        )
    console.tell(_("{path}: repeated in {seconds:.2f} s").format(path=image, seconds=perf_counter() - begun))
    with damage_named(path, "record"):
        is_its_own, is_older = is_its_picture(record, result), has_older_errors(record)
        found = differences(record, result)
        elsewhere = learned_elsewhere(record["result"], planes_json(result))
        classified = classified_elsewhere(record.get("environment", {}), classifier_environment())
    if not is_its_own:
        console.say(
            _("{image} is not the picture of the record: its content is another.").format(image=image)
        )
    if is_older:
        console.warn(
            _("The ± of border and starts of the record were found by an older method, and are not compared.")
        )
    console.say("\n".join(found) if found else "identical")
    # Where all is the same there is nothing to explain: its scores are rounded so that they mostly are.
    if classified and found:
        elsewhere = [*elsewhere, classified]
    for sentence in elsewhere:
        console.say(sentence)
    return _ELSEWHERE if elsewhere else int(bool(found))


def _verify_change(path: Path, reader: ReadingProcess, console: Console) -> int:
    """As `verify_run`, of the record of a change."""
    found = repeat_change(reader.read_by(read_change_record, path), path, reader)
    console.say("\n".join(found) if found else "identical")
    return int(bool(found))


def _verify_series(options: argparse.Namespace, record: Json, threads: int | None, console: Console) -> int:
    """As `verify_run`, of all pictures of a series."""
    if options.image is not None:
        raise ParameterError(_("A series knows its pictures: leave the picture out."))
    path, differs = Path(options.record), False
    for told in repeat_series(record, path, workers=threads):
        console.progress.count(told.done, told.of, _(MEASURING))
        for note in told.notes:
            console.warn(note)
        for line in told.lines:
            console.say(line)
            differs = True
    if not differs:
        console.say("identical")
    return int(differs)


def _verify_collection(
    options: argparse.Namespace, reader: ReadingProcess, threads: int | None, console: Console
) -> int:
    """As `verify_run`, of all pictures of a collection; 3 where they are the same, and the results differ on
    another machine, by other threads or versions.
    """
    if options.image is not None:
        raise ParameterError(_("A collection knows its pictures: leave the picture out."))
    path = Path(options.record)
    steps = repeat_collection(read_collection_record(path, reader), path, reader, processes=threads)
    while True:
        try:
            told = next(steps)
        except StopIteration as end:
            found: Repeated = end.value
            break
        console.progress.count(told.done, told.of, _(MEASURING))
    console.say("\n".join((*found.lines, *found.elsewhere)) or "identical")
    return _ELSEWHERE if found.elsewhere else int(bool(found.lines))
