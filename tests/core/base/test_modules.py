"""What is added by a file of its own is found, and that nothing is there is no silence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.base.modules import modules_in


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(str(tmp_path))
    folder = tmp_path / "made_package"
    folder.mkdir()
    (folder / "__init__.py").touch()
    yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] == folder.name]:
        del sys.modules[name]


def test_modules_come_in_the_order_of_their_names(package: Path) -> None:
    for name in ("b", "a"):
        (package / f"{name}.py").touch()
    assert [each.__name__ for each in modules_in("made_package")] == ["made_package.a", "made_package.b"]


def test_a_package_without_modules_is_incomplete(package: Path) -> None:
    with pytest.raises(ImportError, match="incomplete: nothing is in made_package"):
        modules_in("made_package")
