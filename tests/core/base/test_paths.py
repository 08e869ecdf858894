"""Whether something lies at a path, whatever the path is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.base.paths import expanded, is_file, is_folder, is_there

ROOT = Path(__file__).resolve().parents[3]


def test_files_and_folders(tmp_path: Path) -> None:
    (file := tmp_path / "a").touch()
    assert [is_file(file), is_folder(file), is_there(file)] == [True, False, True]
    assert [is_file(tmp_path), is_folder(tmp_path), is_there(tmp_path)] == [False, True, True]


@pytest.mark.parametrize("name", ["a" * 300, "a" * 5000, "\0", "\udcff", "a/b", ""])
def test_names_that_no_system_takes_are_not_there(tmp_path: Path, name: str) -> None:
    for path in (f"{tmp_path}/none/{name}", Path(f"{tmp_path}/none/{name}")):
        assert not is_file(path)
        assert not is_folder(path)
        assert not is_there(path)


def test_a_folder_of_nobody_is_a_name_as_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/h")
    monkeypatch.setenv("USERPROFILE", "/h")
    assert expanded("~/a") == "/h/a"
    assert expanded("~nobody_is_called_so/a") == "~nobody_is_called_so/a"
    assert expanded("a~") == "a~"


def test_nothing_else_asks_whether_a_file_is_there() -> None:
    """The methods of pathlib raise for a name that is too long, and for the folder of nobody."""
    asked = re.compile(r"(?<!entry)\.(is_file|is_dir|exists|expanduser)\(\)")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for room in ("core", "workers", "ui")
        for path in sorted((ROOT / room).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if asked.search(line)
    ]
    assert found == []
