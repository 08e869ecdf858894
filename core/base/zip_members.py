"""Zip files that are not trusted: members are looked up by their names, and nothing is unpacked to a path."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.base.sentences import _

# What a damaged one raises, or one that was made to do harm.
DAMAGED = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, EOFError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Of the list of members: some 15,000 of them. zipfile takes 50 µs and 1 kB for each.
_LONGEST_LIST = 1 << 20


class _ShortReads(io.FileIO):
    """Refuses to read much at once as long as the list of members is read: zipfile asks for all of it."""

    limited = True

    def read(self, size: int | None = -1, /) -> bytes:
        if self.limited:
            left = max(0, os.fstat(self.fileno()).st_size - self.tell())
            size = left if size is None or size < 0 else min(size, left)
            if size > _LONGEST_LIST:
                raise zipfile.BadZipFile("too many members")
        return super().read(-1 if size is None else size) or b""


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip file, to read from. Raises BadZipFile, also where it has too many members; OSError."""
    with _ShortReads(path) as file, zipfile.ZipFile(file) as archive:
        file.limited = False
        yield archive


def plainly_packed(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The member, if it is stored or deflated: other methods claim memory before they give a byte, and have
    errors of their own. Raises BadZipFile.
    """
    if member.compress_type not in _METHODS:
        raise zipfile.BadZipFile(_("packed in an unusual way"))
    return member


def read_member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Raises ValueError where it is larger than `most` bytes; one of DAMAGED."""
    with archive.open(plainly_packed(archive.getinfo(name))) as member:
        content = member.read(most + 1)
    if len(content) > most:
        raise ValueError("it is too large")
    return content
