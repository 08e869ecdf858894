"""What lies beside a picture and changes how it is read: a mask, what GDAL keeps, the header of raw bands; a
world file and its .prj, which say where it lies.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from core.base.errors import ReadError
from core.base.hashing import sha256_of
from core.base.parallel import Cancel, never_cancelled
from core.base.paths import is_file
from core.io.side_files import beside, names_beside

_HEADER = ".hdr"
_OF_PIXELS, _OF_PLACE = ("mask", "extra"), ("world", "system")


class Sides:
    """Of many pictures; each folder is listed once. For one thread."""

    def __init__(
        self,
        cancelled: Cancel = never_cancelled,
        *,
        places: bool = False,
        hash_of: Callable[[Path, Cancel], str] = sha256_of,
    ) -> None:
        """places: whether what says where a picture lies counts, too: it changes areas, but no pixel.

        hash_of: of a file, by who remembers some.
        """
        self._cancelled, self._hash_of = cancelled, hash_of
        self._kinds = (*_OF_PIXELS, *(_OF_PLACE if places else ()))
        self._listed: dict[Path, frozenset[str]] = {}

    def of(self, path: Path) -> str:
        """A SHA-256 of kinds and contents of these files; "" where there are none.

        An .aux.xml counts only where it says more than statistics. One that cannot be read is none. Raises
        Cancelled.
        """
        wanted = names_beside(path)
        names = [path.stem + _HEADER, path.name + _HEADER, *(n for kind in self._kinds for n in wanted[kind])]
        there = self._names(path.parent)
        if not any(name.casefold() in there for name in names):
            return ""
        digest, number = hashlib.sha256(), 0
        for kind, file in self._files(path):
            with suppress(OSError):
                digest.update(f"{kind} {self._hash_of(file, self._cancelled)}\n".encode())
                number += 1
        return digest.hexdigest() if number else ""

    def _files(self, path: Path) -> Iterator[tuple[str, Path]]:
        headers = [_header(path, stem) for stem in (path.stem, path.name)]
        for i, header in enumerate(filter(None, headers)):
            yield f"header{i}", header
        with suppress(ReadError):
            found = beside(path).files
            yield from ((kind, found[kind]) for kind in self._kinds if kind in found)

    def _names(self, folder: Path) -> frozenset[str]:
        """In small letters, as some file systems do not tell them from capitals."""
        if folder not in self._listed:
            names: frozenset[str] = frozenset()
            with suppress(OSError, ValueError), os.scandir(folder) as entries:
                names = frozenset(each.name.casefold() for each in entries)
            self._listed[folder] = names
        return self._listed[folder]


def _header(path: Path, stem: str) -> Path | None:
    ends = (path.with_name(stem + ending) for ending in (_HEADER, _HEADER.upper()))
    return next(filter(is_file, ends), None)
