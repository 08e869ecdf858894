"""Settings: keys stay what they are, nothing but this module reads them, and garbage counts as nothing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from ui.widgets import settings
from ui.widgets.settings import Setting

ROOT = Path(__file__).parents[3]
SETTINGS = {found.key: found for found in vars(settings).values() if isinstance(found, Setting)}
VALUES: dict[str, object] = {
    "appearance": "dark",
    "window/geometry": QByteArray(b"a place"),
    "window/state": QByteArray(b"docks"),
    "recent_files": ("/a/b.png", "/c, d/e.tif"),
    "class_names": ("ice",),
    "accuracy/observer": "Ann, of the coast guard",
    "accuracy/context": 320,
    "convergence/show": "always",
    "segment/drawer": "open",
    "view/map_marks": False,
    "classes/colours_by_name": False,
    "language": "zh_CN",
    "shortcuts": (("run", "Ctrl+9"), ("stop", "")),
    "export/author": "Ann Smith",
    "convergence/speed": "2×",
    "open/folder": "/pictures",
    "documents/folder": "/documents, all of them",
    "export/folder": "/exports",
    "regions_of_interest/folder": "/regions",
    "accuracy/folder": "/points",
    "labels/folder": "/labels",
    "export/what": frozenset({"areas", "run"}),
    "series/export": frozenset({"table", "summary"}),
    "collection/export": frozenset({"coco", "map-svg"}),
}
GARBAGE: dict[str, tuple[object, ...]] = {
    "appearance": ("plaid", ["dark"], QByteArray(b"dark")),
    "window/geometry": ("nonsense", ["a", "b"]),
    "window/state": ("nonsense", ["a", "b"]),
    "recent_files": (QByteArray(b"/a/b.png"), {"a": 1}),
    "class_names": (QByteArray(b"ice"), {"a": 1}),
    "accuracy/observer": (["Ann", "Bo"], QByteArray(b"Ann")),
    "accuracy/context": ("wide", ["200"], "2.5"),
    "convergence/show": ("sometimes", ["always"], QByteArray(b"always")),
    "segment/drawer": ("half", ["open"], QByteArray(b"open")),
    "view/map_marks": ("perhaps", ["true"], QByteArray(b"true")),
    "classes/colours_by_name": ("perhaps", ["true"], QByteArray(b"true")),
    "language": (["zh_CN", "en"], QByteArray(b"en")),
    "shortcuts": (QByteArray(b"run=Ctrl+9"), {"run": "Ctrl+9"}),
    "export/author": (["Ann", "Smith"], QByteArray(b"Ann")),
    "convergence/speed": (["2×", "4×"], QByteArray(b"2")),
    "open/folder": (["/a", "/b"], QByteArray(b"/a")),
    "documents/folder": (["/a", "/b"], QByteArray(b"/a")),
    "export/folder": (["/a", "/b"], QByteArray(b"/a")),
    "regions_of_interest/folder": (["/a", "/b"], QByteArray(b"/a")),
    "accuracy/folder": (["/a", "/b"], QByteArray(b"/a")),
    "labels/folder": (["/a", "/b"], QByteArray(b"/a")),
    "export/what": (QByteArray(b"areas"), {"a": 1}),
    "series/export": (QByteArray(b"table"), {"a": 1}),
    "collection/export": (QByteArray(b"coco"), {"a": 1}),
}


def reread() -> None:
    """Forget what Qt holds in memory: the values come from the file, as at the next start."""
    stored = QSettings()
    stored.sync()
    path = Path(stored.fileName())
    path.write_bytes(path.read_bytes() + b"\n[other]\nseen=1\n")
    stored.sync()


def test_the_keys_are_these() -> None:
    assert SETTINGS.keys() == VALUES.keys() == GARBAGE.keys()


@pytest.mark.parametrize("key", VALUES)
def test_what_was_never_set_is_the_default(qapp: object, key: str) -> None:
    QSettings().remove(key)  # what tests/conftest.py has set for all tests
    assert SETTINGS[key].get() == SETTINGS[key].default
    assert not SETTINGS[key].is_set()


@pytest.mark.parametrize("key", VALUES)
def test_a_value_comes_back_from_the_file(qapp: object, key: str) -> None:
    SETTINGS[key].set(VALUES[key])
    reread()
    assert SETTINGS[key].get() == VALUES[key]
    assert SETTINGS[key].is_set()


@pytest.mark.parametrize(("key", "wrong"), [(key, wrong) for key in GARBAGE for wrong in GARBAGE[key]])
def test_garbage_is_the_default(qapp: object, key: str, wrong: object) -> None:
    QSettings().setValue(key, wrong)  # in place of what tests/conftest.py has set for all tests
    assert SETTINGS[key].get() == SETTINGS[key].default
    assert not SETTINGS[key].is_set()


@pytest.mark.parametrize("key", ["recent_files", "class_names"])
@pytest.mark.parametrize("items", [(), ("one",), ("one", "two"), ("a, b",)])
def test_lists_of_any_length_come_back(qapp: object, key: str, items: tuple[str, ...]) -> None:
    SETTINGS[key].set(items)
    reread()
    assert SETTINGS[key].get() == items


def test_nothing_wanted_of_the_exports_is_not_the_default(qapp: object) -> None:
    settings.EXPORT_CONTENTS.set(frozenset())
    reread()
    assert settings.EXPORT_CONTENTS.get() == frozenset()
    assert settings.EXPORT_CONTENTS.is_set()


def test_names_written_by_hand_without_quotes_are_read(qapp: object) -> None:
    QSettings().setValue("export/what", ["areas", "run"])
    assert settings.EXPORT_CONTENTS.get() == {"areas", "run"}


def test_nothing_else_makes_settings() -> None:
    """Every module is read for the name, so that no key is read past its type."""
    users = [
        path.relative_to(ROOT).as_posix()
        for folder in ("core", "workers", "ui")
        for path in (ROOT / folder).rglob("*.py")
        if any(
            isinstance(node, ast.Name | ast.alias | ast.Attribute) and "QSettings" in ast.unparse(node)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert users == ["ui/widgets/settings.py"]
