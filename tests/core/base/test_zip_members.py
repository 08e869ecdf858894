"""Zip files that are not trusted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from core.base.zip_members import opened_zip, plainly_packed


def with_members(path: Path, number: int, comment: bytes = b"") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = comment
        for i in range(number):
            archive.writestr(f"{i}", b"")
    return path


@pytest.mark.parametrize("comment", [b"", b"a comment", b"PK\5\6" + b"x" * 60_000])
def test_a_plain_zip_is_opened(tmp_path: Path, comment: bytes) -> None:
    path = with_members(tmp_path / "a.zip", 2000, comment)
    if comment.startswith(b"PK"):  # zipfile looks for the last mark, and finds none there
        with pytest.raises(zipfile.BadZipFile), opened_zip(path):
            pass
        return
    with opened_zip(path) as archive:
        assert len(archive.namelist()) == 2000
        assert archive.read("7") == b""


def test_a_million_and_a_half_members_are_not_listed(tmp_path: Path) -> None:
    """The same member again and again: zipfile would take more than a minute."""
    content = with_members(tmp_path / "one.zip", 1).read_bytes()
    start, end = content.index(b"PK\1\2"), content.index(b"PK\5\6")
    members = content[start:end] * 1_500_000
    sizes = len(members).to_bytes(4, "little") + start.to_bytes(4, "little")
    path = tmp_path / "many.zip"
    path.write_bytes(content[:start] + members + content[end : end + 12] + sizes + content[-2:])
    with pytest.raises(zipfile.BadZipFile, match="too many members"), opened_zip(path):
        pass


def test_as_many_as_the_list_may_have_are_listed(tmp_path: Path) -> None:
    with opened_zip(with_members(tmp_path / "many.zip", 15_000)) as archive:
        assert len(archive.namelist()) == 15_000


def test_a_list_that_is_longer_than_the_file_is_damage(tmp_path: Path) -> None:
    path = with_members(tmp_path / "a.zip", 3)
    content = bytearray(path.read_bytes())
    content[-10:-6] = (0xFFFFFFF0).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(zipfile.BadZipFile), opened_zip(path):
        pass


def test_a_long_member_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("long", bytes(5_000_000))
    with opened_zip(path) as archive:
        assert archive.read(plainly_packed(archive.getinfo("long"))) == bytes(5_000_000)


def test_unusual_methods_are_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"x")
        with pytest.raises(zipfile.BadZipFile):
            plainly_packed(archive.getinfo("a"))
