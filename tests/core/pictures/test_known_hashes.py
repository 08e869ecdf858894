"""Hashes of files that are remembered, and when they must not be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.base.hashing import sha256_of
from core.base.parallel import Cancel, never_cancelled
from core.pictures.known_hashes import KnownHashes, Look
from core.writing.stamp import FileStamp

_OLD_NS = 10**18


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were read, one after the other."""
    found: list[Path] = []

    def hashed(path: Path, cancelled: Cancel = never_cancelled) -> str:
        found.append(path)
        return sha256_of(path, cancelled)

    monkeypatch.setattr("core.pictures.known_hashes.sha256_of", hashed)
    return found


def written(path: Path, content: bytes, modified_ns: int = _OLD_NS) -> Path:
    path.write_bytes(content)
    os.utime(path, ns=(modified_ns, modified_ns))
    return path


def test_a_file_that_is_as_it_was_is_read_once(tmp_path: Path, read: list[Path]) -> None:
    path, known = written(tmp_path / "a", b"one"), KnownHashes()
    assert known.of(path) == known.of(path) == sha256_of(path)
    assert read == [path]


def test_another_time_size_or_file_is_read_again(tmp_path: Path, read: list[Path]) -> None:
    path, known = written(tmp_path / "a", b"one"), KnownHashes()
    known.of(path)
    written(path, b"two", _OLD_NS + 1)
    assert known.of(path) == sha256_of(path)
    written(path, b"three", _OLD_NS + 1)
    assert known.of(path) == sha256_of(path)
    written(tmp_path / "b", b"THREE", _OLD_NS + 1).replace(path)
    assert known.of(path) == sha256_of(path)
    assert len(read) == 4


def test_what_may_be_written_again_unseen_is_not_believed(tmp_path: Path, read: list[Path]) -> None:
    path, known = written(tmp_path / "a", b"one", 4 * _OLD_NS), KnownHashes()
    known.of(path)
    known.of(path)
    assert len(read) == 2


@pytest.mark.parametrize(("age_ns", "settled"), [(2 * 10**9, False), (2 * 10**9 + 1, True), (-1, False)])
def test_a_stamp_has_to_be_older_than_a_tick_of_the_clock(age_ns: int, settled: bool) -> None:
    assert Look(FileStamp(1, 3, _OLD_NS), _OLD_NS + age_ns).is_settled is settled


def test_a_file_that_changes_while_it_is_read_is_not_remembered(tmp_path: Path, read: list[Path]) -> None:
    path, known = written(tmp_path / "a", b"one"), KnownHashes()
    before = Look.at(path)
    written(path, b"two", _OLD_NS + 1)
    known.remember(path, before, "of the one before")
    assert known.of(path) == sha256_of(path)


def test_what_was_remembered_goes_where_it_is_found_otherwise(tmp_path: Path) -> None:
    path, known = written(tmp_path / "a", b"one"), KnownHashes()
    known.of(path)
    known.remember(path, Look(None, 0), "")
    assert known.of(path) == sha256_of(path)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        KnownHashes().of(tmp_path / "gone")
