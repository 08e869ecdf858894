"""Where the picture of a document is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.base.hashing import sha256_of
from core.base.parallel import never_cancelled
from workers import picture_search
from workers.picture_search import find_picture


def test_all_pictures_beside_are_looked_into_those_of_the_same_ending_first(tmp_path: Path) -> None:
    """Renamed, with another ending, among many; what is no picture is not read."""
    for number in range(300):
        (tmp_path / f"{number:03}.png").write_bytes(b"other")
    for name in ("z.png", "a.jpeg", "b.TIFF", "c.txt", "d.weird"):
        (tmp_path / name).write_bytes(b"picture")
    sha256 = sha256_of(tmp_path / "z.png", never_cancelled)
    document = tmp_path / "a.floe"
    found = find_picture(document, sha256, (tmp_path / "gone.png",), never_cancelled)
    assert [path.name for path in found] == ["z.png", "a.jpeg", "b.TIFF"]
    found = find_picture(document, sha256, (tmp_path / "gone.weird",), never_cancelled)
    assert [path.name for path in found] == ["d.weird", "a.jpeg", "b.TIFF", "z.png"]


def test_a_folder_of_more_bytes_than_a_person_waits_for_is_looked_into_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("1.png", "2.png", "3.png"):
        (tmp_path / name).write_bytes(b"picture")
    sha256 = sha256_of(tmp_path / "1.png", never_cancelled)
    monkeypatch.setattr(picture_search, "_MOST_BYTES", 14)
    found = find_picture(tmp_path / "a.floe", sha256, (tmp_path / "gone.png",), never_cancelled)
    assert [path.name for path in found] == ["1.png", "2.png"]
