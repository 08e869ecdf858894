"""Patterns as shells read them, and the order that people number files in."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.base.errors import ReadError
from core.pictures.folders import listed_files, pictures_in
from core.pictures.patterns import is_pattern, matching, natural


def files(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return paths


def test_numbers_go_by_their_value() -> None:
    names = ["b1.tif", "a10.tif", "A2.tif", "a.tif", "a2b10.tif", "a2b9.tif", "a02.tif", "10.tif", "9.tif"]
    assert [str(path) for path in sorted(map(Path, names), key=natural)] == [
        "9.tif",
        "10.tif",
        "a.tif",
        "A2.tif",
        "a02.tif",
        "a2b9.tif",
        "a2b10.tif",
        "a10.tif",
        "b1.tif",
    ]


def test_a_pattern_is_what_it_matches(tmp_path: Path) -> None:
    ten, two, hidden, other = files(tmp_path, "x10.tif", "x2.tif", ".x3.tif", "y.tif")
    assert matching([str(other), str(tmp_path / "x*.tif")]) == [other, two, ten]
    assert matching([str(tmp_path / "*.tif")]) == [two, ten, other]
    assert hidden not in matching([str(tmp_path / "?x*")])
    deep = files(tmp_path, "a/b/z.tif")
    assert matching([str(tmp_path / "**" / "z.tif")]) == deep


def test_a_file_with_brackets_is_no_pattern(tmp_path: Path) -> None:
    plain, brackets = files(tmp_path, "in1/a1.tif", "in[1]/a[1].tif")
    assert not is_pattern(brackets)
    assert matching([str(brackets)]) == [brackets]
    assert matching([str(brackets.parent / "*.tif")]) == [brackets]
    assert matching([str(tmp_path / "in?" / "a[1].tif")]) == [plain]


def test_relative_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(tmp_path, "a.tif", "sub/b.tif")
    monkeypatch.chdir(tmp_path)
    assert matching(["*.tif", "s*/*.tif"]) == [Path("a.tif"), Path("sub/b.tif")]


def test_a_folder_is_the_pictures_in_it(tmp_path: Path) -> None:
    ten, two, *_others = files(tmp_path, "p10.PNG", "p2.jpg", "notes.txt", ".p1.tif", "deeper/p3.tif")
    assert pictures_in(tmp_path) == [two, ten]
    found, empty = listed_files([str(tmp_path)])
    assert (found, empty) == ([two, ten], [])


def test_what_holds_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (picture,) = files(tmp_path, "a.png")
    missing = tmp_path / "missing.png"
    names = [tmp_path / "empty", picture, tmp_path / "*.tif", missing]
    found, empty = listed_files(map(str, names))
    assert found == [picture, missing]
    assert [str(each) for each in empty] == [
        f"Cannot read {tmp_path / 'empty'}: it is a folder without a picture that Floe reads.",
        f"Cannot read {tmp_path / '*.tif'}: no file matches it.",
    ]


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("core.pictures.folders.os.scandir", closed)
    with pytest.raises(ReadError, match=r"Permission denied\.$"):
        pictures_in(tmp_path)
    found, (error,) = listed_files([str(tmp_path)])
    assert found == []
    assert "Permission denied" in str(error)
