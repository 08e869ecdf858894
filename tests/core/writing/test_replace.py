"""A file appears whole or not at all, and the reason is a sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import WriteError
from core.base.parallel import never_cancelled
from core.export.formats import formats
from core.export.run_files import write_all
from core.writing.replace import make_folder, reason, replacing, write_bytes
from tests.core.measured import GREENLAND, measured, three_colours


def test_the_file_is_there_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with replacing(path) as part:
        part.write_text("new")
        assert not path.exists()
        assert (part.parent, part.suffix) == (tmp_path, ".txt")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [RuntimeError("a defect"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file(error: BaseException, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail() -> None:
        with replacing(path) as part:
            part.write_text("half")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def full_disk(*_: Any, **__: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = measured(three_colours(georeference=GREENLAND))
    write_all(result, tmp_path, "scene")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr(os, "fsync", full_disk)
    for each in (each for each in formats() if not each.hindrance(result)):
        with pytest.raises(WriteError, match="the disk is full") as caught:
            each.write(tmp_path / f"scene{each.ending}", result, never_cancelled)
        assert str(caught.value).startswith(f"Cannot write {tmp_path / 'scene'}{each.ending}: ")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(WriteError, match="a file stands where a folder is needed"):
        write_bytes(tmp_path / "out" / "a.txt", b"")
    with pytest.raises(WriteError, match="a file stands where a folder is needed"):
        make_folder(tmp_path / "out")
    with pytest.raises(WriteError, match="a file stands where a folder is needed"):
        make_folder(tmp_path / "out" / "deeper")


def test_other_reasons(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="there is no such folder"):
        write_bytes(tmp_path / "missing" / "a.txt", b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteError, match="there is a folder of that name"):
        write_bytes(tmp_path / "folder", b"")
    with pytest.raises(WriteError, match="the name is too long"):
        write_bytes(tmp_path / ("a" * 300), b"")
    assert reason(OSError(errno.EIO, "Input/output error")) == "Input/output error."
    assert reason(OSError(errno.EROFS, "")) == "the folder is read-only; choose another one."
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
