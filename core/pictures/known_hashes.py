"""The hashes of files, remembered as long as the files are as they were: a thousand pictures are not read
again to find that one was corrected.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from core.base.hashing import sha256_of
from core.base.parallel import Cancel, never_cancelled
from core.writing.stamp import FileStamp

# The coarsest clock that files are stamped by, that of FAT: what is written again within one of its ticks may
# have the same stamp ("racy git", git's Documentation/technical/racy-git.txt).
_TICK_NS = 2_000_000_000


@dataclass(frozen=True)
class Look:
    """At a file before it is read. stamp: None where there is none. at_ns: when, since 1970."""

    stamp: FileStamp | None
    at_ns: int

    @classmethod
    def at(cls, path: Path) -> Look:
        return cls(FileStamp.of(path), time.time_ns())

    @property
    def is_settled(self) -> bool:
        """Whether whatever is written from now on will have another stamp; not where its time is to come."""
        return self.stamp is not None and self.at_ns - self.stamp.modified_ns > _TICK_NS


class KnownHashes:
    """By path. For one thread at a time."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[FileStamp, str]] = {}

    def of(self, path: Path, cancelled: Cancel = never_cancelled) -> str:
        """The SHA-256 of a file, read only where it may be another. Raises as `sha256_of`."""
        before = Look.at(path)
        known = self._known.get(path)
        if known is not None and known[0] == before.stamp:
            return known[1]
        sha256 = sha256_of(path, cancelled)
        self.remember(path, before, sha256)
        return sha256

    def remember(self, path: Path, before: Look, sha256: str) -> None:
        """What somebody has found while reading the file, who looked at it `before`; forgotten where it has
        changed since, or might change and look the same.
        """
        self._known.pop(path, None)
        if before.stamp is not None and before.is_settled and FileStamp.of(path) == before.stamp:
            self._known[path] = before.stamp, sha256
