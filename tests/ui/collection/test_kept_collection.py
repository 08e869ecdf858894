"""A collection is saved, opened again as it was, and outlives a crash."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from core.collection.store import NAME, Store
from main import main
from tests.e2e.driving import drop
from tests.e2e.test_crash import answer, crash, left, rows, start
from tests.ui.collection.conftest import LONG_MS, Driving
from ui.shell.main_window import MainWindow


@pytest.fixture
def again(qtbot: QtBot, here: None) -> Iterator[MainWindow]:
    """The window of the next start."""
    from ui.application.window import make_window

    made = make_window()
    qtbot.addWidget(made)
    yield made
    made.close_without_asking()


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the collection is saved to."""
    folder = tmp_path / "saved"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


def two_runs(collection: Driving, folder: Path) -> None:
    """Of which the first is shown, its second cluster called so and chosen."""
    collection.open([folder])
    collection.parts.sort.k.setValue(2)
    collection.do("collection_sort")
    first = next(iter(collection.workspace.collection.runs))
    collection.workspace.sorting.show_run(first)
    collection.wait()
    collection.parts.clusters.item(1, 0).setText("meadow")
    collection.choose_line(1)


def test_a_collection_is_opened_as_it_was_saved(collection: Driving, folder: Path, out: Path) -> None:
    two_runs(collection, folder)
    window, session = collection.window, collection.workspace.collection
    assert collection.workspace.document.is_unsaved
    collection.do("save_document")
    assert not collection.workspace.document.is_unsaved
    before, lines, chosen = session.work.run, collection.lines(), collection.selected()
    points = collection.workspace.map.placed.points
    assert window.services.recent.paths()[0] == str(out / NAME)
    collection.do("close")
    assert collection.parts.stack.currentIndex() == 0

    drop(window, [out])
    collection.qtbot.waitUntil(lambda: session.work.run is not None, timeout=LONG_MS)
    collection.wait()
    after = session.work.run
    assert after is not before
    assert after.key == before.key
    assert collection.lines() == lines == [("cluster 1", "4"), ("meadow", "3"), ("cluster 3", "2")]
    assert collection.selected() == chosen != []
    assert len(session.runs) == 2
    assert np.allclose(collection.workspace.map.placed.points, points, rtol=1e-5)
    assert np.allclose(after.typicality, before.typicality, rtol=1e-5)
    assert dict(after.scores) == dict(before.scores)
    assert window.windowTitle().startswith("saved")
    assert not collection.workspace.document.is_unsaved
    table = (out / "clusters.csv").read_bytes(), (out / "run.json").read_bytes()
    collection.export(out)
    assert ((out / "clusters.csv").read_bytes(), (out / "run.json").read_bytes()) == table
    collection.parts.clusters.item(0, 0).setText("scarlet")
    assert collection.workspace.document.is_unsaved
    collection.do("undo")
    assert not collection.workspace.document.is_unsaved


def test_runs_that_are_opened_again_have_maps_of_their_own(
    collection: Driving, folder: Path, out: Path
) -> None:
    """Their vectors are the same, but not the seed: the map of one is none of the other."""
    collection.open([folder])
    collection.parts.sort.options.seed.setValue(7)
    collection.do("collection_sort")
    collection.do("save_document")
    collection.do("close")
    drop(collection.window, [out])
    session = collection.workspace.collection
    collection.qtbot.waitUntil(lambda: session.work.run is not None, timeout=LONG_MS)
    collection.wait()
    one, other = session.runs.values()
    assert one.vectors is other.vectors
    for key in (one.key, other.key, one.key):
        collection.workspace.sorting.show_run(key)
        collection.wait()
        assert collection.workspace.map.placed.parameters["seed"] == session.runs[key].asked.measuring.seed
    for key, maps in session.maps.items():
        assert {each.parameters["seed"] for each in maps.values()} == {session.runs[key].asked.measuring.seed}


def test_pictures_that_are_gone_come_from_the_cache(collection: Driving, folder: Path, out: Path) -> None:
    collection.open([folder])
    collection.do("save_document")
    collection.do("close")
    shutil.rmtree(folder)
    collection.window.services.files.opening.open_file(out / NAME)
    collection.qtbot.waitUntil(lambda: collection.workspace.collection.work.run is not None, timeout=LONG_MS)
    collection.wait()
    assert [size for _name, size in collection.lines()] == ["4", "3", "2"]


def test_pictures_that_are_gone_from_everywhere_are_left_out(
    collection: Driving, folder: Path, out: Path, tmp_path: Path
) -> None:
    collection.open([folder])
    collection.do("save_document")
    collection.do("close")
    next(iter(sorted((folder / "red").iterdir()))).unlink()
    for each in (tmp_path / "cache").rglob("collections.sqlite*"):
        each.unlink()
    collection.window.services.files.opening.open_file(out / NAME)
    collection.qtbot.waitUntil(lambda: collection.workspace.collection.work.run is not None, timeout=LONG_MS)
    collection.wait()
    assert [size for _name, size in collection.lines()] == ["3", "3", "2", "1"]
    notes = collection.workspace.collection.work.run.notes
    assert "1 picture of this run cannot be read any more: it is left out." in notes


def test_what_the_command_line_has_made_is_opened_by_a_window_that_starts(
    again: MainWindow, qtbot: QtBot, folder: Path, out: Path
) -> None:
    options = ["--embedding", "histogram", "-k", "3", "--subfolders", "--name", "2=meadow"]
    assert main(["cluster", str(folder), "-o", str(out), *options]) == 0
    with Store(out / NAME) as store:
        [run] = store.runs()
        store.propose(run.key, {1: "sea"})
    again.show()
    again.services.files.open_paths([out / NAME])
    collection = Driving(qtbot, again)
    qtbot.waitUntil(lambda: collection.workspace.collection.work.run is not None, timeout=LONG_MS)
    collection.wait()
    assert again.workspace is collection.workspace
    assert collection.lines()[:2] == [("sea (proposed)", "4"), ("meadow", "3")]
    # What was only proposed is not confirmed by being saved again.
    again.services.actions["save_document"].trigger()
    qtbot.waitUntil(lambda: not collection.workspace.document.is_unsaved, timeout=LONG_MS)
    collection.wait()
    with Store(out / NAME) as store:
        [(key, *_others)] = [(each.key, each.made) for each in store.runs()][:1]
        assert store.names(key) == {1: ("sea", False), 2: ("meadow", True)}
    # Elsewhere it is there as well.
    elsewhere = out.parent / "elsewhere"
    elsewhere.mkdir()
    collection.export(elsewhere)
    with Store(elsewhere / NAME) as store:
        [run] = store.runs()
        assert store.names(run.key) == {1: ("sea", False), 2: ("meadow", True)}
    # F2 and Enter confirm it; undo takes that back, and "" the name.
    table = collection.parts.clusters
    table.edit_name(1)
    editor = table.findChild(QLineEdit)
    assert editor.text() == "sea"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: collection.lines()[0][0] == "sea")
    collection.do("undo")
    assert collection.lines()[0][0] == "sea (proposed)"
    table.item(0, 0).setText("")
    assert collection.lines()[0][0] == "cluster 1"
    collection.do("save_document")
    with Store(elsewhere / NAME) as store:
        assert store.names(run.key) == {2: ("meadow", True)}


def test_a_copy_of_another_name_is_not_written_over_the_collection_beside_it(
    collection: Driving, folder: Path, out: Path
) -> None:
    collection.open([folder])
    collection.do("save_document")
    shutil.copy(out / NAME, out / "before.sqlite")
    collection.parts.clusters.item(0, 0).setText("scarlet")
    collection.do("save_document")
    collection.do("close")
    collection.window.services.files.opening.open_file(out / "before.sqlite")
    collection.qtbot.waitUntil(lambda: collection.workspace.collection.work.run is not None, timeout=LONG_MS)
    collection.wait()
    assert collection.lines()[0][0] == "cluster 1"
    assert collection.workspace.collection.folder is None


@pytest.mark.parametrize("name", ["clusters.csv", "run.json", NAME])
def test_a_table_of_somebody_is_not_written_over_unasked(
    collection: Driving, folder: Path, out: Path, name: str
) -> None:
    collection.open([folder])
    (out / name).write_bytes(b"mine")
    collection.export(out)
    box = collection.window.findChild(QMessageBox, "replace_collection")
    box.button(QMessageBox.StandardButton.Cancel).click()
    collection.wait()
    assert [each.name for each in out.iterdir()] == [name]
    assert (out / name).read_bytes() == b"mine"


def test_replaced_is_all_that_was_there(collection: Driving, folder: Path, out: Path) -> None:
    options = ["--embedding", "histogram", "-k", "2", "--subfolders", "--name", "1=old"]
    assert main(["cluster", str(folder), "-o", str(out), *options]) == 0
    collection.open([folder])
    collection.export(out)
    box = collection.window.findChild(QMessageBox, "replace_collection")
    assert "Its runs and names are gone then" in box.text()
    next(each for each in box.buttons() if each.objectName() == "replace").click()
    collection.wait()
    with Store(out / NAME, to_read=True) as store:
        [run] = store.runs()
        assert store.names(run.key) == {}


def test_names_that_the_command_line_gives_meanwhile_are_taken_over(
    collection: Driving, folder: Path, out: Path
) -> None:
    collection.open([folder])
    collection.parts.clusters.item(0, 0).setText("scarlet")
    collection.parts.clusters.item(1, 0).setText("meadow")
    collection.do("save_document")
    with Store(out / NAME) as store:
        [run] = store.runs()
        store.name(run.key, {1: "fire", 2: "grass", 3: "sky"})
    collection.parts.clusters.item(0, 0).setText("ember")
    collection.do("save_document")
    assert [name for name, _size in collection.lines()] == ["ember", "grass", "sky"]
    assert not collection.workspace.document.is_unsaved
    with Store(out / NAME, to_read=True) as store:
        assert [name for name, _sure in store.names(run.key).values()] == ["ember", "grass", "sky"]
    collection.do("undo")
    assert [name for name, _size in collection.lines()] == ["ember", "meadow", "cluster 3"]
    assert collection.workspace.document.is_unsaved


def test_every_map_that_was_made_is_saved(collection: Driving, folder: Path, out: Path) -> None:
    collection.open([folder])
    made = {
        name: each.points for name, each in next(iter(collection.workspace.collection.maps.values())).items()
    }
    assert list(made) == ["pca", "tsne"]
    collection.do("save_document")
    collection.do("close")
    drop(collection.window, [out])
    session = collection.workspace.collection
    collection.qtbot.waitUntil(lambda: session.work.run is not None, timeout=LONG_MS)
    collection.wait()
    [again] = session.maps.values()
    assert list(again) == ["pca", "tsne"]
    for name, points in made.items():
        assert np.allclose(again[name].points, points, rtol=1e-5)
    assert collection.parts.map.which.currentData() == "tsne"


def test_who_works_on_while_another_is_opened_is_asked_again(
    collection: Driving, folder: Path, out: Path
) -> None:
    collection.open([folder])
    collection.do("save_document")
    opening, session = collection.workspace.opening, collection.workspace.collection
    taken = []
    opening._thread._done.disconnect(opening._take)
    opening._thread._done.connect(taken.append)
    collection.window.services.files.opening.open_file(out / NAME)
    collection.qtbot.waitUntil(lambda: bool(taken), timeout=LONG_MS)
    before = session.work.run
    collection.parts.clusters.item(0, 0).setText("scarlet")
    opening._take(taken[0])
    box = collection.window.findChild(QMessageBox, "unsaved")
    assert session.work.run is before
    next(each for each in box.buttons() if each.objectName() == "drop").click()
    collection.wait()
    assert session.work.run is not before


def test_a_file_that_is_none_of_a_collection_is_one_sentence(collection: Driving, out: Path) -> None:
    (out / "other.sqlite").write_bytes(b"SQLite format 3\0" + bytes(200))
    collection.window.services.files.opening.open_file(out / "other.sqlite")
    assert "other.sqlite" in collection.complaint()


def test_another_one_is_asked_about_where_names_would_be_lost(
    collection: Driving, folder: Path, out: Path
) -> None:
    collection.open([folder])
    collection.do("save_document")
    collection.parts.clusters.item(0, 0).setText("scarlet")
    collection.window.services.files.opening.open_file(out / NAME)
    collection.qtbot.waitUntil(lambda: collection.window.findChild(QMessageBox, "unsaved") is not None)
    box = collection.window.findChild(QMessageBox, "unsaved")
    next(each for each in box.buttons() if each.objectName() == "drop").click()
    collection.qtbot.waitUntil(lambda: collection.lines()[0][0] == "cluster 1", timeout=LONG_MS)
    collection.wait()


def test_it_outlives_a_crash(
    collection: Driving,
    again: MainWindow,
    folder: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two_runs(collection, folder)
    lines, chosen = collection.lines(), collection.selected()
    maps = {key: list(of_run.values()) for key, of_run in collection.workspace.collection.maps.items()}
    crash(qtbot, collection.window, monkeypatch)
    dialog = start(qtbot, again)
    [[name, said]] = rows(dialog)
    assert name == "in"
    assert said.startswith("9 pictures, 2 runs, 1 cluster named; ")
    answer(qtbot, dialog, "recover")
    then = Driving(qtbot, again)
    qtbot.waitUntil(lambda: then.workspace.collection.work.run is not None, timeout=LONG_MS)
    then.wait()
    assert again.workspace is then.workspace, "it is seen"
    assert then.lines() == lines
    assert then.selected() == chosen
    assert len(then.workspace.collection.runs) == 2
    after = {key: list(of_run.values()) for key, of_run in then.workspace.collection.maps.items()}
    assert {key: [each.parameters["map"] for each in of_run] for key, of_run in after.items()} == {
        key: ["pca", "tsne"] for key in maps
    }
    for key, of_run in maps.items():
        for before, now in zip(of_run, after[key], strict=True):
            assert (before.points == now.points).all(), "none was made again"
    assert then.workspace.document.is_unsaved
    qtbot.waitUntil(lambda: left() == 0, timeout=LONG_MS)
