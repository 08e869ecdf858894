"""Repeating a run of a collection from its record: nothing is taken from a cache."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.base.errors import ParameterError
from core.base.hashing import sha256_of
from core.base.parallel import Cancel, never_cancelled
from core.base.paths import file_name, is_file, may_follow
from core.base.sentences import _, ngettext
from core.cluster.features.chosen_file import ChosenFile
from core.collection.asked import Asked
from core.collection.cache import Cache, cache_path
from core.collection.collection import Collection
from core.collection.embed import Told
from core.collection.embedding import chosen_from, lack_of
from core.collection.measured import MOST_SEEDS, RECOMMENDED, Measuring
from core.collection.preparation import Preparation
from core.collection.record import FORMAT, FORMAT_VERSION, collection_record
from core.collection.run_collection import Means, run_collection
from core.document.plain_json import Json, damage_named, hindrance_named
from core.document.stored_record import read_record
from core.guarded.process import ReadingProcess
from core.writing.number_words import grouped


@dataclass(frozen=True)
class Repeated:
    """lines: what differs, a sentence each. elsewhere: why it may, where the results are what differs:
    another machine, other threads or versions.
    """

    lines: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


def read_collection_record(path: Path, reader: ReadingProcess) -> Json:
    """Raises ReadError for another file, and a newer one."""
    otherwise = _("it is no record of a collection; give the run.json of a run.")
    return read_record(path, reader, form=FORMAT, newest=FORMAT_VERSION, otherwise=otherwise)


def repeat_collection(
    record: Json,
    path: Path,
    reader: ReadingProcess,
    *,
    processes: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Generator[Told, None, Repeated]:
    """What differs. path: of the record, beside which files are looked for, too.

    Where pictures are others or gone, that is said and nothing is repeated. Raises ReadError for a damaged
    record, and where it cannot be run, or what it was made by is not there; Cancelled.
    """
    with damage_named(path, "record"):
        lack = lack_of(str(record["embedding"]["name"]))
    if lack:
        with hindrance_named(path):
            raise ParameterError(lack)
    with damage_named(path, "record"):
        collection, changed = yield from _collection(record, path, cancelled)
        asked = asked_in(record, path, cancelled)
    if changed:
        return Repeated(tuple(changed))
    # Not entered: it gives nothing and keeps nothing.
    means = Means(reader, Cache(cache_path()), None, processes, cancelled)
    with hindrance_named(path):
        found = yield from run_collection(collection, asked, means)
    now: Json = json.loads(json.dumps(collection_record(found)))
    with damage_named(path, "record"):
        lines = tuple(_differences(record, now))
        lines = (*_beside(record, now), *lines) if lines else ()
        return Repeated(lines, tuple(_elsewhere(record, now)) if lines else ())


def _collection(
    record: Json, path: Path, cancelled: Cancel
) -> Generator[Told, None, tuple[Collection, list[str]]]:
    """The pictures where they are now; a line for each that is not as it was. Raises Cancelled."""
    pictures, lines = [], []
    columns = record["pictures"]
    n = len(columns["path"])
    for number, (name, sha256) in enumerate(zip(columns["path"], columns["sha256"], strict=True), 1):
        at, now = _located(str(name), str(sha256), path, cancelled)
        pictures.append(at)
        if sha256 and now != sha256:
            lines.append(_changed(str(name), at, now, path))
        yield Told("hash", number, n)
    truth = tuple(str(each) for each in columns.get("truth", ()))
    if truth and len(truth) != len(pictures):
        raise ValueError("as many labels as pictures")
    return Collection(tuple(pictures), truth, str(record["truth"] or "")), lines


def _changed(name: str, at: Path, now: str, record: Path) -> str:
    if not may_follow(name, record) and not now:
        sentence = _(
            "{picture} is on another server, and Floe asks none that a file names: put the record on that "
            "one."
        )
        return sentence.format(picture=name)
    if not is_file(at):
        return _("{picture} is not there.").format(picture=name)
    if not now:
        return _("{picture} cannot be read.").format(picture=name)
    return _("{picture} has another content.").format(picture=name)


def _located(
    name: str, sha256: str, record: Path, cancelled: Cancel, *, own: bool = False
) -> tuple[Path, str]:
    """Where a file lies: as it was given, or from the folder of the record; of its content if there is. And
    its SHA-256, "" where it cannot be read. What is on another server can lie beside only, unless nobody but
    this user has written the record (own). Raises Cancelled.
    """
    found, beside = [], record.parent
    last = beside / file_name(name)
    places = (Path(name), beside / name, last) if own or may_follow(name, record) else (last,)
    for at in filter(is_file, places):
        now = ""
        with suppress(OSError):
            now = sha256_of(at, cancelled)
        if now == sha256:
            return at, now
        found.append((at, now))
    return found[0] if found else (places[0], "")


def asked_in(record: Json, path: Path, cancelled: Cancel, *, own: bool = False) -> Asked:
    """What a record asks for, its files where they are now. path: of the record. own: whether nobody but this
    user can have written it: else files on another server are not looked for.

    Raises KeyError, TypeError, ValueError or ParameterError for a damaged one, Cancelled.
    """
    embedding, parameters = record["embedding"], record["parameters"]
    preparation = parameters["preparation"]
    on_map = record["map"] or {"map": "", "options": {}}
    seeds = int(record["scores"].get("stability_seeds", 0))
    if seeds and not 2 <= seeds <= MOST_SEEDS:
        raise ValueError("seeds to compare")
    what = Measuring(
        Preparation(preparation["scaling"], int(preparation["components"])),
        str(record["method"]),
        None if parameters["k"] is None or RECOMMENDED in record["outcome"] else int(parameters["k"]),
        dict(parameters["options"]),
        int(parameters["seed"]),
        str(on_map["map"]),
        dict(on_map["options"]),
        seeds=seeds,
    )
    options = {
        name: _file_here(value, path, cancelled, own=own)
        if isinstance(value, dict) and value.get("path")
        else value
        for name, value in embedding["options"].items()
    }
    if embedding["name"] == "file":
        return Asked(what, vectors=ChosenFile(**options["file"]))
    return Asked(what, chosen_from(str(embedding["name"]), options))


def _file_here(file: Json, record: Path, cancelled: Cancel, *, own: bool) -> dict[str, str]:
    """A file of an option where it lies now."""
    sha256 = str(file["sha256"])
    at, _now = _located(str(file["path"]), sha256, record, cancelled, own=own)
    return {"path": str(at), "sha256": sha256}


def _differences(record: Json, now: Json) -> Iterator[str]:
    before, after = record["pictures"], now["pictures"]
    if record["embedding"]["model"] != now["embedding"]["model"]:
        yield _("The network behind the vectors is another one.")
    if moved := _unlike(before["cluster"], after["cluster"]):
        sentence = ngettext(
            "{n} picture is in another cluster: {name}.",
            "{n} pictures are in other clusters, the first is {name}.",
            len(moved),
        )
        yield sentence.format(n=grouped(len(moved)), name=before["path"][moved[0]])
    if other := _unlike(_reasons(before), _reasons(after)):
        yield _("{picture} could be read then and not now, or for another reason.").format(
            picture=before["path"][other[0]]
        )
    if _unlike(before["typicality"], after["typicality"]):
        yield _("How typical pictures are of their clusters differs.")
    if _unlike(_doubles(before), _doubles(after)):
        yield _("Which pictures are there more than once differs.")
    if _clusters(record) != _clusters(now):
        yield _("How many pictures are in clusters, or which is the most typical, differs.")
    for axis in ("x", "y"):
        if _unlike(before[axis], after[axis]):
            yield _("The places on the map differ ({axis}).").format(axis=axis)
    yield from _other_numbers(record, now)


def _beside(record: Json, now: Json) -> Iterator[str]:
    """Why results may differ though the pictures are the same files."""
    none = [""] * len(now["pictures"]["path"])
    if other := _unlike(record["pictures"].get("sides", none), now["pictures"].get("sides", none)):
        sentence = _("What lies beside {picture} and is read with it, such as a mask, is another.")
        yield sentence.format(picture=record["pictures"]["path"][other[0]])


def _other_numbers(record: Json, now: Json) -> Iterator[str]:
    for name, value in record["outcome"].items():
        if now["outcome"].get(name) != value:
            sentence = _("In the outcome {name} was {before} and is {now}.")
            yield sentence.format(name=name, before=value, now=now["outcome"].get(name))
    for name, value in record["scores"].items():
        if now["scores"].get(name) != value:
            sentence = _("The score {name} was {before} and is {now}.")
            yield sentence.format(name=name, before=value, now=now["scores"].get(name))


def _clusters(record: Json) -> list[tuple[Any, Any, int]]:
    """Of each cluster its number, how many pictures, and the row of the most typical, wherever that lies."""
    rows = {path: row for row, path in enumerate(record["pictures"]["path"])}
    return [(each["cluster"], each["pictures"], rows.get(each["typical"], -1)) for each in record["clusters"]]


def _reasons(columns: Json) -> list[str]:
    """Why each picture is left out, wherever it lies."""
    every = zip(columns["path"], columns["reason"], strict=True)
    return [str(reason).replace(str(path), "") for path, reason in every]


def _doubles(columns: Json) -> list[int]:
    """The row that each picture is the same as, wherever the pictures lie; −1 for none."""
    rows = {path: row for row, path in enumerate(columns["path"])}
    return [rows[path] if path else -1 for path in columns["duplicate_of"]]


def _unlike(before: Sequence[Any], after: Sequence[Any]) -> list[int]:
    """Where two columns differ. Raises ValueError where they are not of one length."""
    return [i for i, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]


def _elsewhere(record: Json, now: Json) -> Iterator[str]:
    for name, value in now["environment"].items():
        if record["environment"].get(name) != value:
            sentence = _("It was found on another machine: {name} was {before} and is {now}.")
            yield sentence.format(name=name, before=record["environment"].get(name), now=value)
    before, here = record["versions"], now["versions"]
    for name in {**before, **here}:
        if before.get(name) != here.get(name):
            sentence = _("It was found by another version: {name} {before}, here {now}.")
            yield sentence.format(name=name, before=before.get(name, "–"), now=here.get(name, "–"))
