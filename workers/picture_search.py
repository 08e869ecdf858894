"""Finds the picture of a document by its hash: it may have moved, been renamed, or been damaged."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from core.base.hashing import sha256_of
from core.base.parallel import Cancel
from core.base.paths import is_file
from core.pictures.folders import PICTURE_SUFFIXES

# Of the pictures beside a document so many bytes are looked into: of a folder of a hundred thousand it would
# take hours.
_MOST_BYTES = 8_000_000_000


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

    candidates: where it may be; then come the pictures beside the document, of the same ending first.
    Raises Cancelled.
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
    """The files of a folder that may be pictures, those of these endings first, as far as that is no day's
    work.
    """
    found: list[tuple[bool, str, int]] = []
    with suppress(OSError), os.scandir(document.parent) as entries:
        for entry in entries:
            suffix = Path(entry.name).suffix.lower()
            is_other = suffix not in suffixes
            if (not is_other or suffix in PICTURE_SUFFIXES) and entry.is_file():
                found.append((is_other, entry.name, entry.stat().st_size))
    found.sort()
    ends = accumulate(size for _is_other, _name, size in found)
    near = [name for (_, name, _), end in zip(found, ends, strict=True) if end <= _MOST_BYTES]
    return [document.parent / name for name in near]
