"""A project against a crash: only what changed is written, and all of it comes back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.accuracy.pool_json import pool_json
from core.base.errors import ReadError
from core.recovery.folder import RecoveryFolder
from core.recovery.store import RecoveryStore
from core.series.choice import LegendChoice
from core.series.entry import Entry
from core.series.kept_project import KeptProject, recovered_project
from core.series.own_parts import OwnParts
from core.series.project import Project
from core.series.rescale import Rescale
from tests.core.series.test_own_parts import METRES, edits, region
from tests.core.series.test_project_file import sample_of

A, B = Path("/pictures/a.png"), Path("/pictures/b.png")
PROJECT = Project((A, B), k=3, shared=OwnParts(METRES), rescale=Rescale(True, (B,))).with_own(
    B, OwnParts(METRES, region(30.0), "measure", edits("ice", 300, (600, 600)))
)
MEASURED = Entry(str(A), "0" * 64, "doubtful", "why")


@pytest.fixture
def store(tmp_path: Path) -> RecoveryStore:
    return RecoveryFolder(tmp_path / "recovery").make_store()


def number_of_parts(store: RecoveryStore) -> int:
    with closing(sqlite3.connect(store.path)) as database:
        return int(database.execute("SELECT COUNT(*) FROM part").fetchone()[0])


def test_all_of_it_comes_back(store: RecoveryStore) -> None:
    dated = PROJECT.with_date([A], "2024-05-01")
    KeptProject("key", dated, (MEASURED,), steps=("Change k",)).keep_in(store)
    [kept] = store.documents()
    assert (kept.kind, kept.name, kept.path) == ("project", "pictures", None)
    assert kept.steps == ("Change k",)
    assert kept.holds == ("2 pictures", "1 of them measured", "1 corrected")
    found = recovered_project(store, kept)
    assert found.project.pictures == (A, B)
    assert found.project.k == 3
    assert found.project.dates == {A: "2024-05-01"}
    assert found.project.rescale == Rescale(True, (B,))
    assert not found.project.shared.differences(PROJECT.shared)
    assert not found.project.own[B].differences(PROJECT.own[B])
    assert found.entries == (MEASURED,)
    assert found.found is None, "not all are measured"


def test_points_over_the_pictures_come_back(store: RecoveryStore) -> None:
    sample = sample_of((A, B))
    KeptProject("key", replace(PROJECT, sample=sample)).keep_in(store)
    found = recovered_project(store, store.documents()[0]).project.sample
    assert found is not None
    assert pool_json(found) == pool_json(sample)


def test_own_parts_come_back_with_rescaled_colours(store: RecoveryStore) -> None:
    project = replace(PROJECT, rescale=Rescale(True, (B,)), own_legends=frozenset((A,)))
    fit = {"kinds": [], "rescaled": {"gain": [1.2], "offset": [3.0], "helps": True}}
    entry = Entry(str(B), "1" * 64, "edited", "Its colours were rescaled.", fit=fit, key="k")
    KeptProject("key", project, (MEASURED, entry)).keep_in(store)
    found = recovered_project(store, store.documents()[0])
    assert found.project.rescale == project.rescale
    assert not found.project.own[B].differences(project.own[B])
    assert found.entries == (MEASURED, entry)
    assert found.project.measured_by(project) == {A, B}


def test_pictures_of_ones_own_server_are_where_they_were(store: RecoveryStore) -> None:
    there = Path("//server/share/a.png")
    project = Project((there, B), choice=LegendChoice("fit", there), rescale=Rescale(False, (there,)))
    KeptProject("key", project).keep_in(store)
    found = recovered_project(store, store.documents()[0]).project
    assert found.pictures == (there, B)
    assert found.choice == project.choice
    assert found.rescale == project.rescale


def test_only_what_changes_is_written(store: RecoveryStore) -> None:
    KeptProject("key", PROJECT, (MEASURED,)).keep_in(store)
    before = number_of_parts(store)
    KeptProject("key", PROJECT, (MEASURED,)).keep_in(store)
    assert number_of_parts(store) == before
    KeptProject("key", replace(PROJECT, k=5), (MEASURED,)).keep_in(store)
    assert number_of_parts(store) == before + 2, "what was put together, and of which contents it is made"
    second = replace(MEASURED, path=str(B))
    KeptProject("key", replace(PROJECT, k=5), (MEASURED, second)).keep_in(store)
    assert number_of_parts(store) == before + 4, "one picture more that is measured"


def test_an_object_is_packed_once(store: RecoveryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[Entry] = []

    def counted(entry: Entry) -> dict[str, str]:
        packed.append(entry)
        return {}

    monkeypatch.setattr("core.series.kept_project.entry_json", counted)
    for k in (3, 4, 5):
        KeptProject("key", replace(PROJECT, k=k), (MEASURED,)).keep_in(store)
    assert packed == [MEASURED]


def test_what_nobody_wants_goes(store: RecoveryStore) -> None:
    KeptProject("key", PROJECT, (MEASURED,)).keep_in(store)
    store.drop("key")
    assert store.documents() == ()
    assert number_of_parts(store) == 0
    KeptProject("key", PROJECT, (MEASURED,)).keep_in(store)
    assert recovered_project(store, store.documents()[0]).project.pictures == (A, B)


def test_what_is_damaged_is_said(store: RecoveryStore) -> None:
    KeptProject("key", PROJECT, (MEASURED,)).keep_in(store)
    with closing(sqlite3.connect(store.path)) as database, database:
        database.execute("UPDATE part SET content = ?", (b"no zlib",))
    with pytest.raises(ReadError):
        recovered_project(store, store.documents()[0])
