"""Files that appear whole or not at all: written beside their place, then put there in one step."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.errors import Cancelled, WriteError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import N_, _

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_REASONS = {
    getattr(errno, "EDQUOT", errno.ENOSPC): N_("this user's share of the disk is full."),  # not on Windows
    errno.ENOSPC: N_("the disk is full."),
    errno.EACCES: N_("this user may not write there; choose another folder."),
    errno.EPERM: N_("this user may not write there; choose another folder."),
    errno.EROFS: N_("the folder is read-only; choose another one."),
    errno.ENOENT: N_("there is no such folder."),
    errno.ENOTDIR: N_("a file stands where a folder is needed."),
    errno.EEXIST: N_("a file stands where a folder is needed."),
    errno.EISDIR: N_("there is a folder of that name."),
    errno.ENAMETOOLONG: N_("the name is too long."),
}


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file in the folder of `path`; put in the place of `path` when the block ends well.

    The temporary file keeps the suffix, from which libraries guess the format. It is gone after any
    failure, and what stood at `path` before is untouched.
    Raises WriteError, with the reason as a sentence, for any OSError inside the block.
    """
    part = path.with_name(f".{secrets.token_hex(8)}.part{path.suffix}")
    try:
        try:
            yield part
            _flush(part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(path, reason(error)) from error


@contextlib.contextmanager
def replacing_all(paths: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """As `replacing`, for files that belong together: temporary ones with the names of `paths`.

    paths: of one folder; the first is put in place last, so that it never stands without the others.
    """
    folder = paths[0].parent / f".{secrets.token_hex(8)}.part"
    try:
        for path in paths:
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        try:
            folder.mkdir()
            yield tuple(folder / path.name for path in paths)
            for path in paths:
                _flush(folder / path.name)
            for path in reversed(paths):
                (folder / path.name).replace(path)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise WriteError(paths[0], reason(error)) from error


def write_bytes(path: Path, content: bytes) -> None:
    """`content` to `path`, whole or not at all. Raises WriteError."""
    with replacing(path) as part:
        part.write_bytes(content)


def make_folder(path: Path) -> None:
    """The folder with its parents, where it is not there yet. Raises WriteError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(path, reason(error)) from error


def reason(error: OSError) -> str:
    """Why the system refused, as a clause that ends a sentence."""
    reason = _REASONS.get(error.errno or 0)
    return f"{error.strerror or error}." if reason is None else _(reason)


def _flush(part: Path) -> None:
    """Onto the disk before the old file goes: after a power cut there is the old or the new one."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())


class CancellableFile(io.FileIO):
    """A new file; writing to it raises Cancelled."""

    def __init__(self, path: Path, cancelled: Cancel) -> None:
        super().__init__(path, "wb")
        self._cancelled = cancelled

    def write(self, data: ReadableBuffer, /) -> int:
        raise_if_cancelled(self._cancelled)
        return super().write(data)


class CancellableMemory(io.BytesIO):
    """The same in memory. It says so once: a ZipFile writes its end even when it is thrown away."""

    def __init__(self, cancelled: Cancel) -> None:
        super().__init__()
        self._cancelled, self._told = cancelled, False

    def write(self, data: ReadableBuffer, /) -> int:
        if not self._told and self._cancelled():
            self._told = True
            raise Cancelled
        return super().write(data)
