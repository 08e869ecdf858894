"""Paths as text, of this or another system."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath


def file_name(path: str) -> str:
    """The last part of a path of this or another system."""
    return PureWindowsPath(path).name if "\\" in path else PurePosixPath(path).name
