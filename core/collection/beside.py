"""What lies beside a picture and changes how it is read: a mask, what GDAL keeps, the header of raw bands."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from core.base.errors import ReadError
from core.base.hashing import sha256_of
from core.base.parallel import Cancel, never_cancelled
from core.io.side_files import EXTRA_ENDING, MASK_ENDING, beside

_HEADER = ".hdr"


class Sides:
    """Of the pictures of a collection; each folder is listed once. For one thread."""

    def __init__(self, cancelled: Cancel = never_cancelled) -> None:
        self._cancelled = cancelled
        self._listed: dict[Path, frozenset[str]] = {}

    def of(self, path: Path) -> str:
        """A SHA-256 of the names' endings and contents of these files; "" where there are none.

        An .aux.xml counts only where it says more than statistics. One that cannot be read is none. Raises
        Cancelled.
        """
        names = self._names(path.parent)
        headers = [each for each in (path.stem + _HEADER, path.name + _HEADER) if _there(each, names)]
        kept = [each for each in (path.name + MASK_ENDING, path.name + EXTRA_ENDING) if _there(each, names)]
        if not headers and not kept:
            return ""
        files = {f"header{i}": path.with_name(_there(each, names)) for i, each in enumerate(headers)}
        with suppress(ReadError):
            found = beside(path).files if kept else {}
            files |= {kind: found[kind] for kind in ("mask", "extra") if kind in found}
        digest = hashlib.sha256()
        for kind, file in files.items():
            with suppress(OSError):
                digest.update(f"{kind} {sha256_of(file, self._cancelled)}\n".encode())
        return digest.hexdigest() if files else ""

    def _names(self, folder: Path) -> frozenset[str]:
        if folder not in self._listed:
            names: frozenset[str] = frozenset()
            with suppress(OSError, ValueError), os.scandir(folder) as entries:
                names = frozenset(each.name for each in entries)
            self._listed[folder] = names
        return self._listed[folder]


def _there(name: str, names: frozenset[str]) -> str:
    """The name as it is in the folder, its ending in small or capital letters; "" where it is not."""
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - a name, no path
    return next((each for each in (name, stem + ending.upper()) if each in names), "")
