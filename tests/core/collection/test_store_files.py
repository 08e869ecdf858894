"""What is there before a collection is written: gone through under guard, replaced whole, merged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import numpy as np
import pytest

from core.base.errors import ReadError, WriteError
from core.collection.kept_maps import kept_maps, maps_again
from core.collection.mapping import Placed
from core.collection.merged_names import merged_names
from core.collection.store import KeptMap, Store
from core.collection.store_files import check_file, checked_store, new_store
from core.io.reader import read
from tests.core.collection.test_by_hand import VECTORS, found  # noqa: F401 - a fixture
from tests.reading import HERE, ReaderInThisProcess


class Seeing(ReaderInThisProcess):
    """Which readers were asked for which files."""

    def __init__(self) -> None:
        super().__init__(read)
        self.asked: list[tuple[Any, Path]] = []

    def read_by(self, reader: Callable[..., Any], path: Path, *arguments: Any, **options: Any) -> Any:
        self.asked.append((reader, path))
        return super().read_by(reader, path, *arguments, **options)


def test_a_file_that_is_there_is_gone_through_in_the_guarded_process_first(tmp_path: Path) -> None:
    path, reader = tmp_path / "c.sqlite", Seeing()
    with checked_store(path, reader) as store:
        store.add_run("k", b"{}", 1.0)
    assert reader.asked == []
    with checked_store(path, reader) as store:
        assert store.has_run("k")
        assert not store.has_run("other")
    assert reader.asked == [(check_file, path)]


def test_a_file_of_another_program_is_not_even_opened(tmp_path: Path) -> None:
    path, reader = tmp_path / "c.sqlite", Seeing()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE mine (a)")
    database.close()
    before = path.read_bytes()
    for opened in (lambda: checked_store(path, reader), lambda: new_store(path, reader)):
        with pytest.raises(ReadError, match="it is no file of a collection: choose another folder"), opened():
            pass
    assert (reader.asked, path.read_bytes()) == ([], before)


def test_a_page_that_is_damaged_is_said_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with Store(path) as store:
        store.add_run("k", bytes(range(256)) * 64, 1.0)
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)
    with pytest.raises(ReadError, match="or a damaged one"):
        checked_store(path, HERE)
    assert path.read_bytes() == content


def test_a_new_one_takes_the_place_of_the_old_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with Store(path) as store:
        store.add_run("old", b"{}", 1.0)
        store.name("old", {1: "ice"})
    with pytest.raises(RuntimeError), new_store(path, HERE) as store:
        raise RuntimeError
    with Store(path) as store:
        assert store.names("old") == {1: ("ice", True)}
    path.with_name("c.sqlite-wal").write_bytes(b"of the old one")
    with new_store(path, HERE) as store:
        store.add_run("new", b"{}", 1.0)
    assert [each.name for each in tmp_path.iterdir()] == ["c.sqlite"]
    with Store(path) as store:
        assert [each.key for each in store.runs()] == ["new"]
        assert store.names("old") == {}


def left_by_a_kill(path: Path, folder: Path) -> Path:
    """A file whose newest name stands beside it alone."""
    with Store(path) as store:
        store.add_run("old", b"{}", 1.0)
    with Store(path) as store:
        store.name("old", {1: "ice"})
        folder.mkdir()
        for each in (path, path.with_name(f"{path.name}-wal")):
            copyfile(each, folder / each.name)
    return folder / path.name


def test_a_kill_while_one_is_replaced_loses_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left_by_a_kill(tmp_path / "c.sqlite", tmp_path / "left")

    def killed(part: Path, target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt), new_store(path, HERE) as store:
            store.add_run("new", b"{}", 1.0)
    assert [each.name for each in path.parent.iterdir()] == ["c.sqlite"]
    with Store(path) as store:
        assert store.names("old") == {1: ("ice", True)}


def test_one_that_is_open_elsewhere_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with Store(path) as other:
        other.add_run("old", b"{}", 1.0)
        with (
            pytest.raises(WriteError, match="another program is working on it"),
            new_store(path, HERE) as store,
        ):
            store.add_run("new", b"{}", 1.0)
        other.name("old", {1: "ice"})
    with Store(path) as store:
        assert store.names("old") == {1: ("ice", True)}


def test_names_of_two_who_changed_them() -> None:
    before = {1: ("ice", True), 2: ("sea", False), 3: ("land", True), 4: ("fog", True)}
    mine = {1: ("floe", True), 2: ("sea", False), 3: ("land", True), 5: ("new", True)}
    there = {1: ("berg", True), 2: ("sea", True), 4: ("haze", True), 6: ("far", False)}
    # 1 by both: mine; 2 confirmed there; 3 taken away there; 4 taken away by me; 5 mine; 6 theirs.
    wanted = {1: ("floe", True), 2: ("sea", True), 5: ("new", True), 6: ("far", False)}
    assert merged_names(mine, before, there) == wanted
    assert merged_names(before, before, before) == before


def test_maps_are_kept_by_pictures(tmp_path: Path, found: Any) -> None:  # noqa: F811 - the fixture
    pca, tsne = (Placed(VECTORS + i, {"map": name, "seed": i}) for i, name in enumerate(("pca", "tsne")))
    with Store(tmp_path / "c.sqlite") as store:
        assert store.maps("k") == ()
        store.put_maps("k", kept_maps(found, [pca, tsne]))
        kept = store.maps("k")
        assert store.maps("other") == ()
    again = maps_again(found, kept)
    assert list(again) == ["pca", "tsne"]
    assert again["tsne"].points.tolist() == (VECTORS + 1).tolist()
    assert again["tsne"].parameters == {"map": "tsne", "seed": 1}
    # The second picture has no vector.
    assert np.isnan(np.frombuffer(kept[0].points, "<f4").reshape(7, 2)[1]).all()


@pytest.mark.parametrize(
    ("about", "points"),
    [
        ('{"map": "tsne"}', b"short"),
        ('{"map": "none"}', np.zeros((7, 2), "<f4").tobytes()),
        ('{"map": "tsne"}', np.full((7, 2), np.nan, "<f4").tobytes()),
        ("[]", np.zeros((7, 2), "<f4").tobytes()),
        ("{", np.zeros((7, 2), "<f4").tobytes()),
    ],
)
def test_a_map_that_is_damaged_is_none(found: Any, about: str, points: bytes) -> None:  # noqa: F811
    assert maps_again(found, [KeptMap(about, points)]) == {}
