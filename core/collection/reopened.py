"""A collection that was kept, as it was when it was kept: runs with their vectors, maps, names."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np

from core.base.arrays import Ints
from core.base.errors import ParameterError, ReadError
from core.base.paths import may_follow, server_of
from core.base.sentences import _, ngettext
from core.collection.embed import Told
from core.collection.embedding import lack_of
from core.collection.found import Found
from core.collection.kept_maps import maps_again
from core.collection.kept_run import collection_in, found_again, rows_in, values_in, vectors_wanted
from core.collection.mapping import Placed
from core.collection.merged_names import InFile
from core.collection.run_collection import Looked, Means, looked_again
from core.collection.saved_collection import SavedCollection, SavedRun
from core.collection.verify import asked_in
from core.document.plain_json import damage_named
from core.writing.number_words import grouped


@dataclass(frozen=True, eq=False)
class Reopened:
    """runs: by their keys, in their order, each without a map. maps: of those that had some, by their names,
    the one that was shown last. names: of clusters, by the keys; proposed: those that nobody has confirmed.
    shown: one of the keys. selection: rows of that. problems: a sentence on each run that cannot be shown; it
    stays in the file; and on pictures that are not looked for. kept_as: the key of each run in the file.
    in_file: what was known of the file of the collection before a crash.
    """

    runs: Mapping[str, Found]
    maps: Mapping[str, Mapping[str, Placed]]
    names: Mapping[str, Mapping[int, str]]
    proposed: Mapping[str, Mapping[int, str]]
    shown: str
    selection: Ints
    problems: tuple[str, ...] = ()
    kept_as: Mapping[str, str] = field(default_factory=dict)
    in_file: InFile | None = None


def reopened(
    saved: SavedCollection, path: Path, means: Means, *, own: bool = False
) -> Generator[Told, None, Reopened]:
    """path: of the file that it was kept in, beside which pictures are looked for, too. own: whether only
    this user can have written that: else what is on another server is not looked for.

    Vectors that the cache has are taken from there, also of pictures that are gone; the others are computed
    again. Raises ReadError where all that is there is damaged, or there is no run, ParameterError where what
    the only one was made by is not there, Cancelled.
    """
    runs: dict[str, Found] = {}
    maps: dict[str, Mapping[str, Placed]] = {}
    kept_as: dict[str, str] = {}
    names: dict[str, Mapping[int, str]] = {}
    proposed: dict[str, Mapping[int, str]] = {}
    shown, known, problems = "", dict[str, Looked](), list[ReadError | ParameterError]()
    chosen: tuple[int, ...] = ()
    if not own:
        means = replace(means, unasked=partial(_unasked, path))
    for each in saved.runs:
        try:
            found, placed = yield from _run_again(each, path, means, known, own)
        except (ReadError, ParameterError) as error:
            problems.append(error)
            continue
        if found.key in runs and saved.current and each.key not in saved.current:
            continue
        runs[found.key] = found
        names[found.key], proposed[found.key] = dict(each.names), dict(each.proposed)
        kept_as[found.key] = each.key
        all_maps = maps_again(found, each.maps)
        if placed is not None:
            name = str(placed.parameters["map"])
            all_maps = {**{key: other for key, other in all_maps.items() if key != name}, name: placed}
        if all_maps:
            maps[found.key] = all_maps
        if each.key == saved.shown or not shown or not saved.shown:
            shown = found.key
            chosen = saved.selection if each.key == saved.shown else ()
    if not runs:
        raise next(iter(problems), ReadError(path, _("no run is kept in it: there is nothing to show.")))
    selection = np.array([row for row in chosen if 0 <= row < len(runs[shown].rows)], np.int64)
    said = (*dict.fromkeys(map(str, problems)), *(() if own else _on_servers(runs.values(), path)))
    in_file = None if saved.in_file is None else _known_by(kept_as, saved.in_file)
    selected = np.unique(selection)
    return Reopened(runs, maps, names, proposed, shown, selected, said, kept_as, in_file)


def _known_by(kept_as: Mapping[str, str], known: InFile) -> InFile:
    """By the keys that runs have now. kept_as: those that they were kept by."""
    return InFile(
        {now: known.names[key] for now, key in kept_as.items() if key in known.names},
        {now: known.kept_as[key] for now, key in kept_as.items() if key in known.kept_as},
    )


def _run_again(
    saved: SavedRun, path: Path, means: Means, known: dict[str, Looked], own: bool
) -> Generator[Told, None, tuple[Found, Placed | None]]:
    """known: the vectors of runs before, by what they are of. Raises ReadError, ParameterError, Cancelled."""
    values = values_in(saved.record, path)
    with damage_named(path, "record"):
        lack = lack_of(str(values["embedding"]["name"]))
    if lack:
        raise ParameterError(lack)
    with damage_named(path, "record"):
        collection = collection_in(values, path, own=own, cancelled=means.cancelled)
        asked = asked_in(values, path, means.cancelled, own=own)
        wanted = vectors_wanted(values, asked)
        rows = tuple(rows_in(values, collection))
    if wanted not in known:
        known[wanted] = yield from looked_again(collection, rows, asked, means)
    with damage_named(path, "record"):
        return found_again(values, collection, asked, known[wanted], means.cancelled)


def _unasked(file: Path, picture: Path) -> str:
    if may_follow(str(picture), file):
        return ""
    sentence = _("it is on another server, and Floe asks none that a file names: add the picture yourself.")
    return str(ReadError(picture, sentence))


def _on_servers(runs: Iterable[Found], file: Path) -> Iterator[str]:
    """A sentence where pictures lie on another server than the file of the collection, for who goes on."""
    names = {str(row.path) for rows in {id(run.rows): run.rows for run in runs}.values() for row in rows}
    there = sorted(name for name in names if not may_follow(name, file))
    if there:
        sentence = ngettext(
            "{n} picture lies on another server ({server}), as the file says: it is shown as it was. That "
            "server is asked once you sort, open or place the picture.",
            "{n} pictures lie on another server ({server}), as the file says: they are shown as they were. "
            "That server is asked once you sort, open or place them.",
            len(there),
        )
        yield sentence.format(n=grouped(len(there)), server=server_of(there[0]))
