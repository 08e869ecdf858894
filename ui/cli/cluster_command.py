"""`floe cluster`: which kinds of pictures there are, a table, a record, and a folder for each kind."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from time import perf_counter

from core.base.errors import FloeError, ParameterError
from core.base.paths import is_there
from core.base.sentences import N_, _
from core.collection.asked import Asked
from core.collection.cache import Cache, cache_path
from core.collection.collection import Collection
from core.collection.embed import Told
from core.collection.files import RECORD, check_exports, write_collection
from core.collection.found import Found
from core.collection.gather import gather
from core.collection.run_collection import Means, run_collection
from core.collection.saved_collection import runs_in
from core.collection.sorting_journal import JOURNAL, check_unsorted
from core.collection.store import NAME
from core.collection.store_files import checked_store
from core.collection.truth import with_truth
from core.guarded.process import ReadingProcess
from core.io.reader import read
from core.writing.time_left import TimeLeft
from ui.cli.cluster_naming import endpoint_wanted, proposed_names, words_proposed, words_wanted
from ui.cli.cluster_report import cluster_json, cluster_report, runs_report
from ui.cli.cluster_values import asked_from, check_names, names_from, neighbours_from
from ui.cli.collection_comparison import compare_runs
from ui.cli.console import Console
from ui.cli.option_values import threads_from
from ui.cli.scheduler_option import remote_crew
from ui.cli.sorting import Wanted, sort_into_folders, take_back, wanted_sorting

_STAGES = {
    "hash": N_("looking for what is known"),
    "embed": N_("looking at pictures"),
    "doubles": N_("looking for doubles"),
    "learn": N_("learning"),
    "cluster": N_("clustering"),
}


def cluster_pictures(options: argparse.Namespace, console: Console) -> int:
    """Exit code: 0 all done, 1 some pictures could not be read or placed, 2 none. Raises FloeError."""
    if options.clear_cache:
        with Cache(cache_path()) as cache:
            cache.clear()
        if cache.problem:
            raise FloeError(cache.problem)
        if not options.images and not options.undo and not options.runs and not options.compare:
            return 0
    if options.compare:
        return _compare(options, console)
    if options.output is None:
        raise ParameterError(_("Say where the files go: -o DIR (see floe cluster --help)."))
    directory = Path(options.output)
    with closing(ReadingProcess(read)) as reader:
        if options.runs:
            path = directory / NAME
            runs = reader.read_by(runs_in, path) if is_there(path) else ()
            console.say(runs_report(runs, path))
            return 0
        if options.undo:
            return take_back(directory, reader, console, now=options.yes)
        return _cluster(options, directory, reader, console)


def _compare(options: argparse.Namespace, console: Console) -> int:
    """Raises FloeError."""
    directory = None if options.output is None else Path(options.output)
    first, second = options.compare
    with closing(ReadingProcess(read)) as reader:
        compare_runs((first, second), directory, reader, console, as_json=options.json)
    return 0


def _cluster(options: argparse.Namespace, directory: Path, reader: ReadingProcess, console: Console) -> int:
    names_of_exports = [name for text in options.exports for name in text.split(",")]
    exports = check_exports(names_of_exports, on_map=bool(options.map))
    like = neighbours_from(options)
    names, sorting = names_from(options.names), wanted_sorting(options)
    if sorting is not None and sorting.now:
        check_unsorted(directory / JOURNAL)  # also before all the work, not only after it
    endpoint, words = endpoint_wanted(options), words_wanted(options)
    asked = asked_from(options)
    collection, empty = gather(
        options.images, reader, subfolders=options.subfolders or options.truth == "folders"
    )
    for error in empty:
        console.complain(error)
    if options.truth is not None:
        collection = with_truth(collection, options.truth, reader)
    rounds = asked.embedding is not None and asked.embedding.embedding.hangs_on_processor
    crew = remote_crew(options, collection.pictures, same_processor=rounds)
    begun = perf_counter()
    with checked_store(directory / NAME, reader) as store:
        with Cache(cache_path()) as cache:
            means = Means(reader, cache, store, threads_from(options), crew=crew)
            found = _found(collection, asked, means, console)
        if cache.problem:
            console.warn(cache.problem)
        check_names(names, found)
        store.name(found.key, names)
        found, well = found.named(store.names(found.key)), True
        if words is not None:
            well = words_proposed(found, words, store, reader, console)
            found = found.named(store.names(found.key))
        if endpoint is not None:
            well &= proposed_names(found, endpoint, store, options, console)
            found = found.named(store.names(found.key))
        outputs = write_collection(found, directory, exports, like, distances=options.distances)
        store.add_run(found.key, (directory / RECORD).read_bytes(), perf_counter() - begun)
    for note in found.notes:
        console.warn(note)
    well &= _answer(found, outputs, sorting, options, console)
    unread = any(row.reason for row in found.rows)
    return int(bool(unread or empty or not well))


def _answer(
    found: Found,
    outputs: Mapping[str, Path],
    sorting: Wanted | None,
    options: argparse.Namespace,
    console: Console,
) -> bool:
    """Say what was found, and put the pictures into folders; whether nothing went wrong."""
    if not options.json:
        console.say(cluster_report(found, outputs))
    placed = None
    if sorting is not None:
        placed = sort_into_folders(found, sorting, Path(options.output), console, aloud=not options.json)
    if options.json:
        answer = cluster_json(found, outputs)
        if placed is not None:
            answer["sorting"] = placed.json
        console.answer(json.dumps(answer, indent=1))
    return placed is None or placed.well


def _found(collection: Collection, asked: Asked, means: Means, console: Console) -> Found:
    """The loop over what the run tells. Raises FloeError."""
    left = TimeLeft()
    steps = run_collection(collection, asked, means)
    try:
        with console.progress.over(len(collection.pictures)), closing(steps):
            while True:
                told = next(steps)
                _tell(told, left, console)
    except StopIteration as end:
        found: Found = end.value
        return found
    except KeyboardInterrupt:
        console.complain(_("Stopped: what was computed is kept, and the same call goes on from it."))
        raise


def _tell(told: Told, left: TimeLeft, console: Console) -> None:
    stage = left.words(_(_STAGES[told.stage]), told.done, told.of, told.again)
    console.progress.count(told.done, told.of, stage)
    if told.failed is not None:
        console.complain(told.failed.reason)
