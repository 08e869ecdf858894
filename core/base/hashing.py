"""What names the content of a file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled

_CHUNK = 1 << 20


def sha256_of(path: Path, cancelled: Cancel = never_cancelled) -> str:
    """The SHA-256 of a file, 64 hexadecimal digits.

    Raises OSError, ValueError where no file can have the name, Cancelled.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            raise_if_cancelled(cancelled)
            digest.update(chunk)
    return digest.hexdigest()
