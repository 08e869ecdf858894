"""What is kept of collections: the cache of what was computed, and the file of a collection."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ReadError, WriteError
from core.base.parallel import never_cancelled
from core.collection.cache import Cache, Computed, Look
from core.collection.collection import Collection, Row
from core.collection.embed import hash_all
from core.collection.frame import SMALL
from core.collection.store import Store
from core.writing.stamp import FileStamp


def computed(sha256: str, value: float, size: int = 4) -> Computed:
    look = Look(30, 20, np.full((SMALL, SMALL, 3), 7, np.uint8), b"jpeg")
    return Computed(sha256, look, np.full(size, value, np.float32))


def test_vectors_come_back_by_picture_and_embedding(tmp_path: Path) -> None:
    path = tmp_path / "c" / "cache.sqlite"
    with Cache(path) as cache:
        cache.keep("one", [computed("a", 1.5), computed("b", 2.0)])
        cache.keep("other", [computed("a", 3.0)])
        assert cache.problem == ""
    with Cache(path) as cache:
        found = cache.vectors("one", ["a", "b", "c"])
        assert {key: each.tolist() for key, each in found.items()} == {"a": [1.5] * 4, "b": [2.0] * 4}
        assert cache.vectors("other", ["b"]) == {}
        look = cache.looks(["a"])["a"]
        assert (look.width, look.height, look.thumbnail, int(look.small.max())) == (30, 20, b"jpeg", 7)
        cache.clear()
        assert cache.vectors("one", ["a"]) == {}


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with Cache(path) as cache:
        cache.keep("m", [computed(f"{i}", i, 1000) for i in range(100)])
    with sqlite3.connect(path) as database:
        database.execute("UPDATE vector SET used = 1 WHERE picture < '5'")
        database.execute("UPDATE look SET used = 1 WHERE picture < '5'")
    database.close()
    whole = path.stat().st_size
    with Cache(path, limit=int(0.9 * whole)):
        pass
    with Cache(path) as cache:
        left = set(cache.vectors("m", [f"{i}" for i in range(100)]))
    # 45 were used longest ago, and about a third of all had to go.
    assert {"5", *(f"{i}" for i in range(50, 100))} <= left
    assert 55 <= len(left) < 75
    assert path.stat().st_size < 0.7 * whole


def test_a_cache_that_is_damaged_or_closed_is_said_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(b"no database at all, but a text" * 100)
    with Cache(path) as cache:
        assert "is not kept for the next time" in cache.problem
        cache.keep("m", [computed("a", 1.0)])
        assert cache.vectors("m", ["a"]) == {}
    before_it_is_entered = Cache(tmp_path / "never.sqlite")
    before_it_is_entered.keep("m", [computed("a", 1.0)])
    assert before_it_is_entered.looks(["a"]) == {}
    assert not (tmp_path / "never.sqlite").exists()


def test_a_file_that_is_as_it_was_is_not_hashed_again(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"one")
    with Store(tmp_path / "c.sqlite") as store:
        assert store.sha256_of(picture) == ""
        assert store.keep(picture, "hash", FileStamp.of(picture)) == "hash"
        store.save([Row(picture, "hash", 3, 2)])
    with Store(tmp_path / "c.sqlite") as store:
        assert store.sha256_of(picture) == "hash"
        picture.write_bytes(b"other")
        assert store.sha256_of(picture) == ""


def test_a_stamp_vouches_for_the_content_that_it_was_taken_of_alone(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"one")
    with Store(tmp_path / "c.sqlite") as store:
        store.keep(picture, "one", FileStamp.of(picture))
        store.save([Row(picture, "one")])
    with Store(tmp_path / "c.sqlite") as store:  # by a window, which has found another content meanwhile
        store.save([Row(picture, "other")])
    with Store(tmp_path / "c.sqlite") as store:
        assert store.sha256_of(picture) == ""


def test_the_hash_of_a_file_that_changed_meanwhile_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"one")

    def hashed(path: Path, *_: object) -> str:
        path.write_bytes(b"another")
        return "hash of one"

    monkeypatch.setattr("core.collection.embed.sha256_of", hashed)
    with Store(tmp_path / "c.sqlite") as store:
        (*_told,) = hash_all(Collection((picture,)), store, never_cancelled)
        assert store.sha256_of(picture) == ""


def test_a_broken_picture_whose_name_is_no_text_is_kept_with_its_reason(tmp_path: Path) -> None:
    row = Row(tmp_path / "a\udce9.png", "h", reason="Cannot read a\udce9.png: it is empty.")
    for _again in range(2):
        with Store(tmp_path / "c.sqlite") as store:
            store.save([row])
            reasons = [row[-1] for row in store._open.execute("SELECT * FROM picture")]
    assert reasons == ["Cannot read a\\udce9.png: it is empty."]


def test_the_greatest_file_number_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture, stamp = tmp_path / "a.png", FileStamp(2**64 - 1, 3, 1)
    monkeypatch.setattr("core.collection.store.FileStamp.of", lambda _path: stamp)
    with Store(tmp_path / "c.sqlite") as store:
        store.keep(picture, "hash", stamp)
        store.save([Row(picture, "hash")])
    with Store(tmp_path / "c.sqlite") as store:
        assert store.sha256_of(picture) == "hash"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t BEFORE INSERT ON picture BEGIN SELECT RAISE(ABORT, 'no'); END",
        "DROP TABLE picture; CREATE TABLE picture AS SELECT 'a' AS path, 1 AS inode, 2 AS n, 3 AS m",
        "INSERT INTO picture VALUES ('a', 9e999, 1, 1, '', 1, 1, '')",
    ],
)
def test_a_store_that_a_stranger_has_made_is_one_sentence(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "c.sqlite"
    with Store(path):
        pass
    with sqlite3.connect(path) as database:
        database.executescript(statement)
    database.close()
    store = Store(path)
    with pytest.raises(ReadError, match="it is no file of a collection, or a damaged one"), store:
        store.save([Row(tmp_path / "1.png", "h"), Row(tmp_path / "2.png", "h")])
    store.__exit__()


def test_only_rows_that_changed_are_written(tmp_path: Path) -> None:
    rows = [Row(tmp_path / f"{i}.png", f"h{i}") for i in range(50)]
    with Store(tmp_path / "c.sqlite") as store:
        store.save(rows)
    with Store(tmp_path / "c.sqlite") as store:
        written: list[str] = []
        store._open.set_trace_callback(written.append)
        store.save([Row(tmp_path / "0.png", "new"), *rows[1:-1]])
        assert sum("INSERT" in each for each in written) == 1
        assert sum("DELETE" in each for each in written) == 1
        written.clear()
        store.save([Row(tmp_path / "0.png", "new"), *rows[1:-1]])
        assert written == []


def test_runs_are_never_overwritten_and_names_belong_to_one(tmp_path: Path) -> None:
    with Store(tmp_path / "c.sqlite") as store:
        store.add_run("k1", b"first", 2.0)
        store.add_run("k1", b"second", 3.0)
        store.add_run("k2", b"other", 1.0)
        assert [(each.key, each.record, each.seconds) for each in store.runs()] == [
            ("k1", b"first", 2.0),
            ("k2", b"other", 1.0),
        ]
        store.name("k1", {1: "ice", 2: "sea"})
        store.name("k1", {2: ""})
        assert store.names("k1") == {1: ("ice", True)}
        assert store.names("k2") == {}


def test_another_database_and_a_newer_one_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE mine (a)")
    database.close()
    with pytest.raises(ReadError, match="it is no file of a collection: choose another folder"), Store(path):
        pass
    path.unlink()
    with Store(path):
        pass
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 9")
    database.close()
    with pytest.raises(ReadError, match="a newer Floe has written it \\(version 9\\)"), Store(path):
        pass
    path.write_bytes(b"no database" * 200)
    with pytest.raises(ReadError, match="it is no file of a collection, or a damaged one"), Store(path):
        pass


def test_a_folder_that_takes_no_file(tmp_path: Path) -> None:
    (tmp_path / "c.sqlite").mkdir()
    with pytest.raises(WriteError), Store(tmp_path / "c.sqlite"):
        pass


def test_what_was_shown_comes_back_and_reading_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with Store(path) as store:
        assert store.shown() == ("", (), ())
        store.show("b", (3, 1), ("a", "b"))
    before = sorted(each.name for each in tmp_path.iterdir())
    with Store(path, to_read=True) as store:
        assert store.shown() == ("b", (3, 1), ("b", "a"))
    assert sorted(each.name for each in tmp_path.iterdir()) == before
    with pytest.raises(ReadError), Store(tmp_path / "none.sqlite", to_read=True):
        pass
    assert not (tmp_path / "none.sqlite").exists()
