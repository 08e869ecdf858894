"""Whether a file is still the one that it was: others may write to it, too."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class FileStamp:
    """Of a file as it was found: a file that was replaced is another one, even of the same bytes and time."""

    inode: int
    size: int
    modified_ns: int

    @classmethod
    def of(cls, path: Path) -> Self | None:
        """None where there is no file, or none that can be looked at."""
        try:
            found = path.stat()
        except (OSError, ValueError):
            return None
        return cls(found.st_ino, found.st_size, found.st_mtime_ns)
