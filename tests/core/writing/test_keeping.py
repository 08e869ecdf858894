"""What stood at a path stays what it was: a link a link, permissions the same; what a kill has left goes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from core.base.errors import WriteError
from core.writing.file_lock import FileLock
from core.writing.parts import is_running, part_name, remove_leftovers
from core.writing.replace import replacing, replacing_all, write_bytes
from core.writing.stamp import FileStamp

ROOT = Path(__file__).parents[3]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "a.floe", tmp_path / "a.floe"
    target.write_text("old")
    link.symlink_to(Path("there") / "a.floe")
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert [path.name for path in target.parent.iterdir()] == ["a.floe"]


def test_a_link_to_what_is_not_there_yet(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_bytes(tmp_path / "link", b"new")
    assert (tmp_path / "target").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


def test_links_that_lead_round_in_a_circle_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(WriteError, match=r"links lead round in a circle there\.$"):
        write_bytes(tmp_path / "a", b"new")
    with pytest.raises(WriteError, match=r"links lead round in a circle there\.$"):
        write_bytes(tmp_path / "a" / "c", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_stay(mode: int, tmp_path: Path) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    for each in (path, other):
        each.write_text("old")
        each.chmod(mode)
    write_bytes(path, b"new")
    with replacing_all((other, tmp_path / "c.txt")) as parts:
        for part in parts:
            part.write_text("new")
    assert [stat.S_IMODE(each.stat().st_mode) for each in (path, other)] == [mode, mode]


def test_a_new_file_is_as_others(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a", b"")
    (tmp_path / "b").write_bytes(b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    with pytest.raises(WriteError, match="may not write there"):
        write_bytes(path, b"new")
    assert path.read_text() == "old"


def test_an_end_that_is_forbidden_leaves_the_old_file(tmp_path: Path) -> None:
    class Forbid:
        def __enter__(self) -> None:
            raise LookupError

        def __exit__(self, *_: object) -> None: ...

    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(LookupError), replacing(path, last=Forbid()) as part:
        part.write_text("new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["ä" * 127, "e\u0301\nnew line.png", "a" * 255, "x." + "b" * 250])
def test_any_name_that_a_file_can_have(name: str, tmp_path: Path) -> None:
    write_bytes(tmp_path / name, b"1")
    write_bytes(tmp_path / name, b"2")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"2"


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"a\xff.png")
    write_bytes(path, b"1")
    assert path.read_bytes() == b"1"


KILLED = """
import os, signal, sys
from pathlib import Path
from core.writing.replace import replacing, replacing_all
with replacing(Path(sys.argv[1])) as part, replacing_all((Path(sys.argv[2]),)) as (other,):
    part.write_text("half")
    other.write_text("half")
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_what_a_kill_has_left_is_removed(tmp_path: Path) -> None:
    """Of a process that still writes nothing is touched, nor of another machine, nor what is not Floe's."""
    arguments = [sys.executable, "-c", KILLED, str(tmp_path / "a.floe"), str(tmp_path / "b.csv")]
    others = {".floe-00000000-1-0123456789abcdef.part.png", ".mine.part", "a.part"}
    for name in others:
        (tmp_path / name).write_text("somebody's")
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "writing\n"
        remove_leftovers(tmp_path)
        assert len(list(tmp_path.iterdir())) == len(others) + 2, "it still writes"
        program.kill()
        program.wait()
        write_bytes(tmp_path / "a.floe", b"whole")
    assert {path.name for path in tmp_path.iterdir()} == others | {"a.floe"}


def test_its_own_half_written_files_stay(tmp_path: Path) -> None:
    mine = tmp_path / part_name(".png")
    mine.write_text("half")
    remove_leftovers(tmp_path)
    assert mine.exists()
    assert is_running(os.getpid())


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    one, other = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert one.acquire()
    assert one.acquire()
    assert not other.acquire()
    one.release()
    one.release()
    assert other.acquire(wait=True)
    other.release()


def test_a_stamp_tells_every_change(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert FileStamp.of(path) is None
    path.write_bytes(b"1")
    first = FileStamp.of(path)
    assert FileStamp.of(path) == first
    os.utime(path, ns=(0, 0))
    aged = FileStamp.of(path)
    assert aged != first
    write_bytes(path, b"1")
    os.utime(path, ns=(0, 0))
    assert FileStamp.of(path) != aged, "the same bytes and time, but another file"


def test_an_ending_of_32_bytes_is_kept_and_a_longer_one_is_not() -> None:
    assert part_name("." + "x" * 31).endswith(".part." + "x" * 31)
    assert part_name("." + "x" * 32).endswith(".part")
    # Two bytes each.
    assert part_name("ä" * 16).endswith("ä")
    assert part_name("ä" * 17).endswith(".part")
