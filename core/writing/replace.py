"""Files that appear whole or not at all: written beside their place, then put there in one step."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.errors import Cancelled, WriteError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.paths import is_folder, is_there
from core.base.sentences import N_, _
from core.writing.parts import part_name, remove_leftovers_once

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
    errno.ELOOP: N_("links lead round in a circle there."),
}


@contextlib.contextmanager
def replacing(path: Path, *, last: contextlib.AbstractContextManager[object] | None = None) -> Iterator[Path]:
    """A temporary file beside `path`; put in the place of `path` when the block ends well.

    A symbolic link stays one: the file that it points to is replaced. The new file has the permissions of the
    one before. The temporary file keeps the suffix, from which libraries guess the format. It is gone after
    any failure, and what stood at `path` before is untouched; what a process that was killed has left in this
    folder is removed. last: what surrounds the last step, and may forbid it by an exception.
    Raises WriteError, with the reason as a sentence, for any OSError inside the block.
    """
    try:
        target = _place_of(path)
        remove_leftovers_once(target.parent)
        part = target.with_name(part_name(target.suffix))
        try:
            yield part
            _flush(part)
            _keep_permissions(target, part)
            with last or contextlib.nullcontext():
                part.replace(target)
            _flush_folder(target.parent)
        finally:
            with contextlib.suppress(OSError):
                part.unlink()
    except OSError as error:
        raise WriteError(path, reason(error)) from error


@contextlib.contextmanager
def replacing_all(paths: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """As `replacing`, for files that belong together: temporary ones with the names of `paths`.

    paths: of one folder; the first is put in place last, so that it never stands without the others.
    """
    try:
        remove_leftovers_once(paths[0].parent)
        folder = paths[0].parent / part_name()
        targets = [_place_of(path) for path in paths]
        try:
            folder.mkdir()
            yield tuple(folder / path.name for path in paths)
            for path, target in zip(paths, targets, strict=True):
                _flush(folder / path.name)
                _keep_permissions(target, folder / path.name)
            for path, target in reversed(list(zip(paths, targets, strict=True))):
                _move(folder / path.name, target)
            _flush_folder(paths[0].parent)
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


def _place_of(path: Path) -> Path:
    """Where the file itself lies, behind symbolic links. Raises OSError where it may not be replaced."""
    target = Path(os.path.realpath(path)) if path.is_symlink() else path  # resolve() fails on circles
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if is_folder(target):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if is_there(target) and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return target


def _keep_permissions(target: Path, part: Path) -> None:
    """Those of the file before; a file system that has none keeps none."""
    if not is_there(target):
        return
    with contextlib.suppress(OSError):
        shutil.copymode(target, part)
    if hasattr(os, "chown"):
        before, now = target.stat(), part.stat()
        if (before.st_uid, before.st_gid) != (now.st_uid, now.st_gid):
            with contextlib.suppress(OSError):  # only root may give a file away
                os.chown(part, before.st_uid, before.st_gid)


def _move(part: Path, target: Path) -> None:
    """In one step; a link may lead to another disk, where a copy beside its target comes first."""
    try:
        part.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with replacing(target) as beside:
            shutil.copyfile(part, beside)


def _flush_folder(folder: Path) -> None:
    """So that the new name outlives a power cut, where the system can do that (not on Windows)."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            opened = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)


def _flush(part: Path) -> None:
    """Onto the disk before the old file goes: after a power cut there is the old or the new one."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())


class CancellableFile(io.FileIO):
    """A new file; writing to it raises Cancelled. It takes all that it is given, or raises OSError: of a disk
    that gets full a plain FileIO takes what fits, and says how much, which no library asks.
    """

    def __init__(self, path: Path, cancelled: Cancel) -> None:
        super().__init__(path, "wb")
        self._cancelled = cancelled

    def write(self, data: ReadableBuffer, /) -> int:
        raise_if_cancelled(self._cancelled)
        rest = memoryview(data).cast("B")
        size = len(rest)
        while len(rest):
            rest = rest[super().write(rest) :]
        return size


class CancellableMemory(io.BytesIO):
    """The same in memory. It says so once: a ZipFile writes its end even when it is thrown away."""

    def __init__(self, cancelled: Cancel) -> None:
        super().__init__()
        self._cancelled, self._told = cancelled, False

    def look(self) -> None:
        """Raises Cancelled where it is to end and this has not been said yet."""
        if not self._told and self._cancelled():
            self._told = True
            raise Cancelled

    def write(self, data: ReadableBuffer, /) -> int:
        self.look()
        return super().write(data)
