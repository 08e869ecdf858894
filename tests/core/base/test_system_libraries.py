"""A library of the system that is missing: which it is, and what brings it."""

from __future__ import annotations

import builtins
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.base import opencv as door
from core.base.system_libraries import PACKAGES, MissingLibraryError, missing_library

ROOT = Path(__file__).resolve().parents[3]
NO_GL = "libGL.so.1: cannot open shared object file: No such file or directory"


@pytest.mark.parametrize(
    ("said", "library"),
    [
        (NO_GL, "libGL.so.1"),
        ("/usr/lib/libfoo.so: cannot open shared object file: No such file or directory", "libfoo.so"),
        (
            "PLEASE READ THIS\n\nOriginal error was: libz.so.1: cannot open shared object file: No",
            "libz.so.1",
        ),
        (
            "Error loading shared library libGL.so.1: No such file or directory (needed by /a/b.so)",
            "libGL.so.1",
        ),
        ("No module named 'cv2'", ""),
        ("/a/b.so: undefined symbol: PyFoo", ""),
    ],
)
def test_what_the_loader_says(said: str, library: str) -> None:
    assert missing_library(ImportError(said)) == library


def test_the_sentence_names_both_packages() -> None:
    assert str(MissingLibraryError("libGL.so.1", "OpenCV")) == (
        "The system library libGL.so.1 is missing, which OpenCV needs: install it, on Debian and Ubuntu by "
        "“apt-get install libgl1”, on Fedora by “dnf install libglvnd-glx”."
    )
    assert str(MissingLibraryError("libfoo.so.3", "rasterio")) == (
        "The system library libfoo.so.3 is missing, which rasterio needs: install the package that has it."
    )


def test_opencv_without_its_library_says_so_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """cv2 itself speaks of a recursion when it is imported once more."""
    attempts = []
    imported: Callable[..., object] = builtins.__import__

    def refusing(name: str, *rest: object, **more: object) -> object:
        if name == "cv2":
            attempts.append(name)
            raise ImportError(NO_GL if len(attempts) == 1 else "recursion is detected", name=name)
        return imported(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refusing)
    door._imported.cache_clear()
    try:
        for _each in range(2):
            with pytest.raises(MissingLibraryError, match=r"libGL\.so\.1 is missing, which OpenCV needs"):
                door.opencv()
    finally:
        door._imported.cache_clear()
    assert len(attempts) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what make installs on Linux")
def test_make_reads_the_same_table(tmp_path: Path) -> None:
    code = (
        "import ctypes, runpy, sys\n"
        "def missing(name): raise OSError(name)\n"
        "ctypes.CDLL = missing\n"
        "sys.argv = ['missing_packages.py']\n"
        f"runpy.run_path({str(ROOT / '.make' / 'missing_packages.py')!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert {debian for debian, _ in PACKAGES.values()} <= set(done.stdout.split())
