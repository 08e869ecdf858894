"""What names the content of a file."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.paths import is_file, is_folder, is_there
from core.base.sentences import _

_CHUNK = 1 << 20


def sha256_of(path: Path, cancelled: Cancel = never_cancelled) -> str:
    """The SHA-256 of a file, 64 hexadecimal digits.

    Raises OSError, ValueError where no file can have the name, Cancelled.
    """
    if is_there(path) and not is_file(path) and not is_folder(path):
        # A pipe would be waited for, and a device may have no end.
        raise OSError(errno.EINVAL, _("it is no file"), str(path))
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            raise_if_cancelled(cancelled)
            digest.update(chunk)
    return digest.hexdigest()
