"""The shape of the project: what may lie where, and what may know what."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from core.base.version import VERSION

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"ui", "core", "workers", "tests", "resources", "benchmarks", "docs"}
FILES = {
    "pyproject.toml",
    "main.py",
    "floe.bat",
    "floe.command",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    "CITATION.cff",
    "Makefile",
    "constraints.txt",
}

IMPORT_ALL_OF = """
import importlib, pkgutil, sys
import {package}
for module in pkgutil.walk_packages({package}.__path__, "{package}."):
    importlib.import_module(module.name)
print(*sorted(name for name in sys.modules if name.split(".")[0] in {forbidden!r}))
"""


def imported(code: str) -> list[str]:
    """What the code prints, run by a Python of its own in the project's folder."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def tracked_files() -> list[Path]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git clone")
    return [Path(line) for line in done.stdout.splitlines() if (ROOT / line).is_file()]


def test_core_imports_no_qt():
    qt = {"PySide6", "shiboken6", "pyqtgraph"}
    assert imported(IMPORT_ALL_OF.format(package="core", forbidden=qt)) == []


def test_workers_import_no_widgets():
    code = (
        "import importlib, pkgutil, sys, workers\n"
        "[importlib.import_module(m.name) for m in pkgutil.walk_packages(workers.__path__, 'workers.')]\n"
        "print(*sorted({'PySide6.QtGui', 'PySide6.QtWidgets', 'pyqtgraph'} & set(sys.modules)))"
    )
    assert imported(code) == []


def test_command_line_imports_no_qt():
    code = (
        "import sys, runpy\n"
        "sys.argv = ['main.py', '--help']\n"
        "try:\n    runpy.run_path('main.py', run_name='__main__')\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print('LOADED', *sorted(n for n in sys.modules if n.split('.')[0] in {'PySide6', 'pyqtgraph'}))"
    )
    words = imported(code)
    assert words[words.index("LOADED") + 1 :] == []


def test_top_level_holds_only_what_the_design_allows():
    names = {path.parts[0] for path in tracked_files()}
    unexpected = {name for name in names if not name.startswith(".")} - FOLDERS - FILES
    assert unexpected == set()


def test_main_is_short():
    assert len((ROOT / "main.py").read_text(encoding="utf-8").splitlines()) <= 45


def test_no_picture_of_the_shared_data_is_in_the_project(shared_data):
    names = {
        path.name
        for path in shared_data.rglob("*")
        if path.suffix.lower() in {".png", ".jpg", ".tif", ".tiff"}
    }
    assert {path.name for path in tracked_files()} & names == set()


def test_constraints_are_plain_pins():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert pins
    assert [line for line in pins if len(line.split("==")) != 2 or " " in line or "/" in line] == []


def test_the_version_to_cite_is_that_of_the_program():
    assert f"\nversion: {VERSION}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
