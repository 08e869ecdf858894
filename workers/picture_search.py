"""Finds the picture of a document by its hash: it may have moved, been renamed, or been damaged."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.base.hashing import sha256_of
from core.base.parallel import Cancel
from core.base.paths import is_file

# Of the pictures beside a document so many are looked into: hashing a folder of thousands takes minutes.
_MOST_BESIDE = 200


@dataclass(frozen=True, eq=False)
class PictureWanted:
    """A document whose picture is not there, or is another one than it was made with.

    document: the path of its file, or what a crash has left of it; name: what it is called. picture: where
    its picture was. changed: the picture that was found, but is another one; None where none was found.
    damaged_inside: there is one in the document, which is damaged. takes_another: whether it can be put on
    another picture.
    """

    document: object
    name: str
    picture: str
    folder: Path
    changed: Path | None = None
    damaged_inside: bool = False
    takes_another: bool = False


def find_picture(
    document: Path, sha256: str, candidates: Iterable[Path], cancelled: Cancel
) -> Iterator[Path]:
    """The files with this hash, in the order in which they are to be tried.

    candidates: where it may be; then come the pictures of the same ending beside the document. Raises
    Cancelled.
    """
    tried: set[Path] = set()
    suffixes: set[str] = set()
    for path in candidates:
        suffixes.add(path.suffix.lower())
        tried.add(path)
        if has_hash(path, sha256, cancelled):
            yield path
    for path in _beside(document, suffixes):
        if path not in tried and has_hash(path, sha256, cancelled):
            yield path


def has_hash(path: Path, sha256: str, cancelled: Cancel) -> bool:
    """Whether there is a file with this SHA-256. Raises Cancelled."""
    try:
        return is_file(path) and sha256_of(path, cancelled) == sha256
    except OSError:
        return False


def _beside(document: Path, suffixes: set[str]) -> list[Path]:
    try:
        with os.scandir(document.parent) as entries:
            names = sorted(entry.name for entry in entries if entry.is_file())
    except OSError:
        return []
    found = [document.parent / name for name in names if Path(name).suffix.lower() in suffixes]
    return found[:_MOST_BESIDE]
