"""Started by a Python without Floe's packages: the one of .venv goes on, or a sentence says what to do.

Imports the standard library only, and nothing that Python 3.8 does not know.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from core.base.sentences import _
from ui.cli.commands import opens_the_window

# What the dependencies in pyproject.toml are imported by.
PACKAGES = (
    *("numpy", "numba", "cv2", "PIL", "tifffile", "imagecodecs", "rasterio", "h5py", "pyproj", "scipy"),
    *("sklearn", "PySide6", "pyqtgraph", "platformdirs", "shapely", "pyogrio", "roifile"),
    *("xlsxwriter", "fpdf"),
)
_OLDEST, _NEWEST = (3, 11), (3, 13)
_CANNOT = 2
# Tells the Python that goes on that it was started by another: it does not look for one again.
_TRIED = "FLOE_TRIED_ANOTHER_PYTHON"


def ensure_packages(arguments: Sequence[str], folder: Path) -> None:
    """Return where this Python can run Floe. Where it cannot, another takes its place with its streams, or a
    sentence says what to do. Raises SystemExit with what came of that.

    folder: of main.py.
    """
    tried = os.environ.pop(_TRIED, "")
    missing = _missing()
    if sys.version_info >= _OLDEST and not missing:
        return
    python = _python_of(folder / ".venv")
    if python is not None and not tried:
        command = [str(python), str(folder / "main.py"), *arguments]
        environment = {**os.environ, _TRIED: "1"}
        with suppress(OSError):  # of another machine, or what it was made by has gone: as good as none
            if sys.platform == "win32":  # where execve leaves the terminal before the other has ended
                raise SystemExit(subprocess.call(command, env=environment))  # noqa: S603
            os.execve(command[0], command, environment)  # noqa: S606
    _say(_what_to_do(folder, missing, has_venv=bool(tried)), dialog=opens_the_window(arguments))
    raise SystemExit(_CANNOT)


def _missing() -> str:
    """The first package that is not installed; empty for none."""
    for name in PACKAGES:
        with suppress(ImportError):  # that is there and cannot be imported is told where it is needed
            if find_spec(name) is None:
                return name
    return ""


def _python_of(venv: Path) -> Path | None:
    if sys.platform == "win32":
        name = "pythonw.exe" if Path(sys.executable).stem.lower() == "pythonw" else "python.exe"
        python = venv / "Scripts" / name
    else:
        python = venv / "bin" / "python"
    return python if os.access(python, os.X_OK) else None


def _what_to_do(folder: Path, missing: str, *, has_venv: bool) -> str:
    """A sentence, and below it a command a line."""
    here = f"Python {sys.version_info[0]}.{sys.version_info[1]}"
    if not _OLDEST <= sys.version_info[:2] <= _NEWEST and not has_venv:
        sentence = _("Floe needs Python 3.11, 3.12 or 3.13, and this is {python}. With one of those, once:")
    elif has_venv:
        sentence = _("The packages in {venv} are incomplete: {missing} is missing. This installs them:")
    else:
        sentence = _("Floe’s packages are not installed yet, {missing} is missing. This installs them, once:")
    words = sentence.format(python=here, venv=folder / ".venv", missing=missing)
    return "\n    ".join([words, *_commands(folder)])


def _commands(folder: Path) -> Sequence[str]:
    """Each does its work in the shells of its system."""
    if sys.platform == "win32":
        python, inside = "py", r".venv\Scripts\python"
    elif shutil.which("make"):
        return f'cd "{folder}"', "make run"
    else:
        python, inside = "python3", ".venv/bin/python"
    install = f"{inside} -m pip install -c constraints.txt ."
    return f'cd "{folder}"', f"{python} -m venv .venv", install


def _say(text: str, *, dialog: bool) -> None:
    """On standard error; in a dialog too where a window was wanted and nobody may see a terminal.

    A double click on Windows opens a terminal that closes with the program.
    """
    print(f"floe: {text}", file=sys.stderr)  # noqa: T201
    if dialog and (sys.platform == "win32" or sys.stderr is None or not sys.stderr.isatty()):
        with suppress(Exception):  # without tkinter or a display, that is all
            from tkinter import Tk, messagebox

            root = Tk()
            root.withdraw()
            messagebox.showerror("Floe", text)
            root.destroy()
