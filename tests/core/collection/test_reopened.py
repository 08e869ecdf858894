"""Runs from their records: as they were made, whoever wrote the file, whatever is gone since."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest

from core.base.errors import ParameterError, ReadError
from core.base.parallel import never_cancelled
from core.collection.asked import Asked
from core.collection.cache import Cache
from core.collection.collection import Collection
from core.collection.depends import Circumstances
from core.collection.embedding import choose
from core.collection.found import Found
from core.collection.kept_collection import KeptCollection, left_collection
from core.collection.mapping import Placed
from core.collection.measured import Measuring
from core.collection.merged_names import InFile
from core.collection.naming import questions
from core.collection.preparation import Preparation
from core.collection.record import collection_record
from core.collection.reopened import Reopened, reopened
from core.collection.run_collection import Means, run_collection
from core.collection.saved_collection import SavedCollection, SavedRun, is_collection, read_collection
from core.collection.store import Store
from core.collection.table import cluster_columns
from core.document.plain_json import Json, to_bytes
from core.recovery.folder import RecoveryFolder
from tests.core.collection.made_kinds import made_kinds
from tests.core.pictures.crew_here import CrewHere
from tests.reading import HERE, ReaderInThisProcess
from workers.collection_offer import list_pictures

T = TypeVar("T")


@pytest.fixture(autouse=True)
def without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.collection.run_collection.Crew", CrewHere)
    monkeypatch.setattr(
        "core.collection.run_collection.apart", lambda work, vectors, _cancelled: work(vectors)
    )


def ended(steps: Generator[Any, None, T]) -> T:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: T = end.value
            return value


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[Path, ...]:
    """Three red ones, two blue ones, and one that is broken."""
    made = made_kinds(tmp_path / "in", {"red": 3, "blue": 2})
    (tmp_path / "in" / "z.png").write_bytes(b"no picture")
    return (*made, tmp_path / "in" / "z.png")


def run(pictures: tuple[Path, ...], cache: Path, on_map: str = "pca") -> Found:
    what = Measuring(Preparation(), k=2, options={"restarts": 2}, map=on_map)
    with Cache(cache) as kept:
        asked = Asked(what, choose("pixels", {"size": "4"}))
        return ended(run_collection(Collection(pictures), asked, Means(HERE, kept)))


def again(*runs: Json | SavedRun, cache: Path, **of: Any) -> Reopened:
    """Of records, the first with the key "0"."""
    saved = tuple(
        each if isinstance(each, SavedRun) else SavedRun(str(i), to_bytes(each))
        for i, each in enumerate(runs)
    )
    with Cache(cache) as kept:
        path = cache.with_name("collection.sqlite")
        return ended(reopened(SavedCollection(saved, **of), path, Means(HERE, kept)))


def test_a_run_keeps_the_circumstances_in_which_it_was_made(
    pictures: tuple[Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = Circumstances({"floe": "0.0.9", "numpy": "1.0"}, {"machine": "another", "threads": 7})
    monkeypatch.setattr("core.collection.run_collection.circumstances", lambda: then)
    cache = tmp_path / "cache.sqlite"
    before = run(pictures, cache, on_map="")
    record = collection_record(before)
    assert (record["floe"], record["versions"], record["environment"]) == (
        "0.0.9",
        then.versions,
        then.environment,
    )
    assert record["pictures"]["sha256"][5] != ""  # of the broken one as well
    found = again(record, cache=cache)
    assert list(found.runs) == [before.key]
    assert to_bytes(collection_record(found.runs[before.key])) == to_bytes(record)


def test_vectors_are_shared_by_runs_of_the_same_pictures_and_what_lies_beside_them_alone(
    pictures: tuple[Path, ...], tmp_path: Path
) -> None:
    cache = tmp_path / "cache.sqlite"
    before = collection_record(run(pictures, cache, on_map=""))
    masked = json.loads(json.dumps(before))
    masked["pictures"]["sides"] = ["b" * 64, *[""] * 5]  # then there was a mask, and that is gone
    found = again(before, masked, cache=cache)
    one, other = found.runs.values()
    assert (len(one.places), len(other.places)) == (5, 5)
    assert one.rows[0].content != other.rows[0].content


DAMAGE: dict[str, Callable[[Json], object]] = {
    "a cluster of a great number": lambda values: values["pictures"]["cluster"].__setitem__(0, 10**9),
    "cluster 0": lambda values: values["pictures"]["cluster"].__setitem__(0, 0),
    "a score that is a text": lambda values: values["scores"].update(silhouette="great"),
    "one seed to compare": lambda values: values["scores"].update(stability_seeds=1),
    "by hand": lambda values: values["outcome"].update(by_hand="all"),
    "no such method": lambda values: values.update(method="magic"),
    "no versions": lambda values: values.update(versions={}),
    "a side that is no hash": lambda values: values["pictures"].update(sides=["x"] * 6),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_record_is_said_and_the_others_are_opened(
    pictures: tuple[Path, ...], tmp_path: Path, damage: str
) -> None:
    cache = tmp_path / "cache.sqlite"
    well = collection_record(run(pictures, cache))
    bad = json.loads(json.dumps(well))
    DAMAGE[damage](bad)
    with pytest.raises(ReadError, match="the record is damaged"):
        again(bad, cache=cache)
    found = again(well, bad, cache=cache, shown="1", selection=(1,))
    assert len(found.runs) == 1
    assert "the record is damaged" in found.problems[0]
    assert found.selection.tolist() == []  # those were rows of the other


def test_an_embedding_that_is_not_here_is_no_damage(
    pictures: tuple[Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache.sqlite"
    record = collection_record(run(pictures, cache, on_map=""))
    monkeypatch.setattr("core.collection.reopened.lack_of", lambda _name: "It needs more.")
    with pytest.raises(ParameterError, match=r"^It needs more\.$"):
        again(record, cache=cache)


def test_a_place_that_is_too_far_is_no_map(pictures: tuple[Path, ...], tmp_path: Path) -> None:
    cache = tmp_path / "cache.sqlite"
    record = collection_record(run(pictures, cache))
    assert list(again(record, cache=cache).maps) != []
    record["pictures"]["x"][0] = 1e300
    assert list(again(record, cache=cache).maps) == []


def test_the_last_of_one_run_is_shown_where_nothing_says_which(
    pictures: tuple[Path, ...], tmp_path: Path
) -> None:
    cache = tmp_path / "cache.sqlite"
    plain, mapped = run(pictures, cache, on_map=""), run(pictures, cache)
    other = replace(plain, asked=replace(plain.asked, measuring=replace(plain.asked.measuring, seeds=2)))
    records = [collection_record(plain), collection_record(other), collection_record(mapped)]
    records[1]["scores"]["stability_seeds"] = 2
    found = again(*records, cache=cache)
    assert len(found.runs) == 2
    assert found.shown == plain.key
    assert list(found.maps) == [plain.key]


def test_a_cluster_that_has_lost_its_pictures(pictures: tuple[Path, ...], tmp_path: Path) -> None:
    record = collection_record(run(pictures, tmp_path / "cache.sqlite"))
    for path in pictures[:3]:
        path.unlink()
    found = next(iter(again(record, cache=tmp_path / "other.sqlite").runs.values()))
    columns = cluster_columns(found)
    assert (columns["cluster"], columns["pictures"], columns["typical"][0]) == ([1, 2], [0, 2], "")
    assert [each.cluster for each in questions(found, "m")] == [2]


def test_names_that_are_only_proposed_stay_so(pictures: tuple[Path, ...], tmp_path: Path) -> None:
    cache, path = tmp_path / "cache.sqlite", tmp_path / "collection.sqlite"
    before = run(pictures, cache, on_map="")
    with Store(path) as store:
        store.add_run(before.key, to_bytes(collection_record(before)), 1.0)
        store.name(before.key, {1: "red"})
        store.propose(before.key, {2: "sea"})
    saved = read_collection(path)
    found = again(*saved.runs, cache=cache)
    assert (found.names, found.proposed) == ({before.key: {1: "red"}}, {before.key: {2: "sea"}})


def test_maps_and_what_stands_in_the_file_outlive_a_crash(pictures: tuple[Path, ...], tmp_path: Path) -> None:
    cache = tmp_path / "cache.sqlite"
    before = run(pictures, cache, on_map="")
    maps = [Placed(before.vectors[:, i : i + 2], {"map": name}) for i, name in enumerate(("tsne", "pca"))]
    known = InFile({before.key: {1: ("ice", True), 2: ("sea", False)}, "gone": {}}, {before.key: "there"})
    store = RecoveryFolder(tmp_path / "recovery").make_store()
    kept = KeptCollection(
        "key",
        (before,),
        {before.key: {2: ""}},
        before,
        np.array([1]),
        maps={before.key: maps},
        in_file=known,
    )
    kept.keep_in(store)
    saved = left_collection(store, store.documents()[0])
    found = again(*saved.runs, cache=cache, shown=saved.shown, in_file=saved.in_file)
    assert found.in_file == InFile({before.key: known.names[before.key]}, {before.key: "there"})
    assert found.names == {before.key: {2: ""}}
    [of_run] = found.maps.values()
    assert [(name, each.points.tolist()) for name, each in of_run.items()] == [
        ("tsne", maps[0].points.tolist()),
        ("pca", maps[1].points.tolist()),
    ]
    store.close(remove=True)


def test_a_folder_with_the_file_of_another_program_is_one_of_pictures(
    pictures: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.collection_offer.ReadingProcess", ReaderInThisProcess)
    folder = pictures[0].parent
    path = folder / "collection.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE mine (a)")
    assert not is_collection(path)
    assert list_pictures((folder,), never_cancelled).pictures == pictures[:3]
    assert list_pictures((path,), never_cancelled).saved == path  # said what it is not when it is opened
    path.unlink()
    with Store(path):
        pass
    assert is_collection(path)
    assert list_pictures((folder,), never_cancelled).saved == path
    assert not is_collection(folder / "none.sqlite")
