"""Large files of a package are read, and what cannot be read is left to the import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.base import read_ahead


def package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = folder / "large_package"
    made.mkdir()
    (made / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(folder)
    return made


def test_large_files_alone_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = package(tmp_path, monkeypatch)
    monkeypatch.setattr(read_ahead, "_LARGE", 8)
    (made / "small.so").write_bytes(bytes(7))
    (made / "large.so").write_bytes(bytes(8))
    opened: list[str] = []
    real = Path.open

    def noted(path: Path, *arguments: Any, **options: Any) -> Any:
        opened.append(path.name)
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", noted)
    read_ahead.read_ahead("large_package")
    assert opened == ["large.so"]


def test_what_is_not_there_or_cannot_be_read_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = package(tmp_path, monkeypatch)
    monkeypatch.setattr(read_ahead, "_LARGE", 0)
    (made / "gone.so").symlink_to(made / "nowhere")
    monkeypatch.setattr(Path, "open", lambda *_a, **_k: (_ for _ in ()).throw(PermissionError()))
    read_ahead.read_ahead("large_package")
    read_ahead.read_ahead("no_such_package_anywhere")
