"""Files put into another place, whole or not at all, and never over another."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

# Where a hard link is not to be had: another disk, or a file system that has none.
_NO_LINK = (errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES)


def move_file(source: Path, target: Path) -> None:
    """In one step where both lie on one disk: a hard link is refused where something stands there."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        copy_file(source, target)
    source.unlink()


def copy_file(source: Path, target: Path) -> None:
    """Whole or not at all, and on the disk, with its date. What stands there already stays."""
    with source.open("rb") as read:
        written = target.open("xb")
        try:
            with written:
                shutil.copyfileobj(read, written, 1 << 20)
                written.flush()
                os.fsync(written.fileno())
            shutil.copystat(source, target)
        except BaseException:
            with suppress(OSError):
                target.unlink()
            raise


def said_by(link: Path) -> str:
    """What a link says, in the words that it was given."""
    return os.readlink(link).removeprefix("\\\\?\\")  # noqa: PTH115 - a Path would change it
