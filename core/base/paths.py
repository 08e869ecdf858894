"""Paths as text, of this or another system, and what lies there."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

from core.base.errors import ReadError
from core.base.sentences import _


def file_name(path: str) -> str:
    """The last part of a path of this or another system."""
    return PureWindowsPath(path).name if "\\" in path else PurePosixPath(path).name


def is_file(path: Path | str) -> bool:
    """Whether a file lies there. A name that no system takes, or a folder that is closed to us: no.

    The methods of pathlib raise OSError for these (until Python 3.14).
    """
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path | str) -> bool:
    """Whether a folder lies there; as `is_file`."""
    return os.path.isdir(path)  # noqa: PTH112


def is_there(path: Path | str) -> bool:
    """Whether anything lies there; as `is_file`."""
    return os.path.exists(path)  # noqa: PTH110


def no_such_file(path: Path) -> ReadError:
    """What is said of a file that is not there."""
    return ReadError(path, _("there is no such file; it may have been moved or renamed."))


def expanded(path: str) -> str:
    """With the user's own folder for ~, and another's for ~name; as it is where there is none.

    The method of pathlib raises RuntimeError for these.
    """
    return os.path.expanduser(path)  # noqa: PTH111


def missing_working_folder() -> str:
    """Why nothing can be done where the folder that it was started in is gone; "" where it is there."""
    try:
        Path.cwd()
    except OSError:
        return _("The folder that this was started in is not there any more: change to another one (cd).")
    return ""
