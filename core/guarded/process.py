"""Reading in a helper process with limits of time and memory: no file can hang or kill the program.

Pictures, documents, recipes, records, regions of interest: what a stranger may have made is decoded there.
What comes back is plain values and frozen dataclasses that the reader declares (core.guarded.messages),
never pickle. Arrays come as raw bytes over the pipe (6 ms for 21 MB): there is no shared memory or temporary
file that a killed process could leave behind.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import accumulate, islice
from multiprocessing import BufferTooShort
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np

from core.base.errors import Cancelled, FloeError, ParameterError, ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.paths import is_file, no_such_file
from core.base.processes import kill_process, start_process
from core.base.sentences import _
from core.guarded.child import ALIGNMENT, MESSAGE_BYTES, MOST_HEADER, Reader, Request, serve
from core.guarded.messages import classes_of, unpacked
from core.image.image import Image

FromFile = TypeVar("FromFile")

# How long a file may take: a start, and more for each byte that it has.
_SECONDS = 10.0
_BYTES_A_SECOND = 5_000_000
# The picture of a VRT, of ENVI's header and of metadata of satellites is in other files; of so many at most.
_STAND_FOR_OTHERS = (".vrt", ".hdr", ".xml", ".txt")
_MOST_OTHERS = 10_000
# Importing on a slow, busy machine: until the process is there, and again until it has what it reads with.
_START_SECONDS = 60.0
_GLANCE = 0.02
# Of all arrays in a reply: more than a reader may use.
_MOST_BYTES = 3_200_000_000


class _DiedError(Exception):
    """The helper process ended in the middle of something."""


class ReadingProcess:
    """One warm helper process that reads one file after the other; for one thread at a time.

    reader: what `read` runs there (core.io.reader.read), a function that is found by its name.
    warm: whether it imports beforehand what pictures are read with.
    """

    def __init__(self, reader: Callable[..., Image], *, warm: bool = True) -> None:
        self._reader, self._warm = reader, warm
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._ready = False
        self._idle = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process if there is none, without waiting for it."""
        if self._process is None:
            self._process, self._pipe = start_process("floe-reader", serve, self._warm, duplex=True)
            self._ready = False

    def close(self) -> None:
        """End the process and wait for its end; may be called twice."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is None or pipe is None:
            return
        with suppress(OSError):
            pipe.send(None)
        pipe.close()
        process.join(1.0 if self._ready else 0.0)
        kill_process(process)

    def read(
        self, path: str | Path, cancelled: Cancel | None = None, *, timeout_s: float | None = None
    ) -> Image:
        """What the reader of this process gives for this path. Arguments and errors as of `read_by`."""
        return self.read_by(self._reader, path, cancelled=cancelled, timeout_s=timeout_s)

    def read_by(
        self,
        reader: Callable[..., FromFile],
        path: str | Path,
        *arguments: Any,
        cancelled: Cancel | None = None,
        timeout_s: float | None = None,
    ) -> FromFile:
        """reader(path, *arguments), done in the other process; a function that is found by its name there.

        It returns what its signature says: plain values, arrays, and frozen dataclasses of them.
        timeout_s: by default 10 seconds and a second more for each 5 MB of the file, from when it is begun.
        A picture that is missing is told without waiting for the process. Raises what the reader raises,
        ReadError also where the time or memory allowed is used up or the reader crashes, and Cancelled soon
        after `cancelled()` is true; the process is then replaced.
        """
        path = Path(path)
        if reader is self._reader and _is_missing(path):
            raise no_such_file(path)  # readers of other files have words of their own for that
        limit = _time_limit(path) if timeout_s is None else timeout_s
        stop = cancelled or never_cancelled
        try:
            self._begin((reader, path, arguments), path, stop)
            try:
                found: FromFile = self._receive(path, reader, time.monotonic() + limit, stop)
                return found
            except TimeoutError:
                reason = _("reading it took more than {limit:.3g} seconds.").format(limit=limit)
                raise ReadError(path, reason) from None
            except (_DiedError, OSError):
                raise ReadError(path, _("the decoder crashed on it; the file is damaged.")) from None
        except BaseException as error:
            if not (isinstance(error, FloeError) and self._ready and self._idle):
                self._replace()
            raise

    @property
    def _connection(self) -> Connection:
        if self._pipe is None:
            raise _DiedError
        return self._pipe

    def _begin(self, request: Request, path: Path, stop: Cancel) -> None:
        """Hand over a request to a process that has started, and wait until it is about to be answered."""
        self._idle = False
        if self._process is not None and not self._process.is_alive():
            self._replace()  # ended between two files, by the system, say
        try:
            self.start()
            if not self._ready:
                self._hear_begun(stop)
                self._ready = True
            self._connection.send(request)
            self._hear_begun(stop)
        except (_DiedError, OSError, TimeoutError):
            raise ReadError(path, _("the helper process that reads files did not start.")) from None

    def _hear_begun(self, stop: Cancel) -> None:
        self._wait(time.monotonic() + _START_SECONDS, stop)
        self._take()

    def _wait(self, deadline: float, stop: Cancel) -> None:
        while not self._connection.poll(_GLANCE):
            if stop():
                raise Cancelled
            if time.monotonic() > deadline:
                raise TimeoutError

    def _take(self) -> bytes:
        try:
            return self._connection.recv_bytes(MOST_HEADER)
        except (EOFError, OSError):  # OSError: also for one that is longer
            raise _DiedError from None

    def _receive(self, path: Path, reader: Reader, deadline: float, stop: Cancel) -> Any:
        self._wait(deadline, stop)
        reply = self._take()
        try:
            reply = json.loads(reply)
            if "problem" in reply:
                self._idle = True
                raise ReadError(path, str(reply["problem"]))
            if "sentence" in reply:
                self._idle = True
                raise ParameterError(str(reply["sentence"]))
            sizes = [int(size) for size in reply["sizes"]]
            self._wait(deadline, stop)
            header = self._take()
            value = unpacked(header, self._buffers(sizes, deadline, stop), classes_of(reader))
        except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
            raise _DiedError from error  # no reply of ours: whatever runs there now is not what we started
        self._idle = True
        return value

    def _buffers(self, sizes: list[int], deadline: float, stop: Cancel) -> list[memoryview]:
        """What follows a reply, each in a part of one array."""
        ends = list(accumulate((size + -size % ALIGNMENT for size in sizes), initial=0))
        if min(sizes, default=0) < 0 or ends[-1] > _MOST_BYTES:
            raise ValueError("more than any reader may send")
        target = np.empty(ends[-1], np.uint8).data
        at = 0
        while at < len(target):
            self._wait(deadline, stop)
            try:
                at += self._connection.recv_bytes_into(target[at : at + MESSAGE_BYTES])
            except (EOFError, OSError, BufferTooShort):
                raise _DiedError from None
        return [target[start : start + size] for start, size in zip(ends, sizes, strict=False)]

    def _replace(self) -> None:
        if self._process is not None:
            self._process.kill()
        self._ready = False
        self.close()
        with suppress(OSError):  # the next file tries again
            self.start()


def _is_missing(path: Path) -> bool:
    """Whether nothing lies there. What else may be wrong with a path, its reader says."""
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return False


def _bytes_behind(path: Path) -> int:
    """Of the file, and of what lies beside it and below where it is a text that stands for those.

    Raises OSError, ValueError.
    """
    size = path.stat().st_size
    if path.suffix.lower() not in _STAND_FOR_OTHERS:
        return size
    others = (Path(folder) / name for folder, _below, names in os.walk(path.parent) for name in names)
    return max(size, sum(each.stat().st_size for each in islice(others, _MOST_OTHERS) if is_file(each)))


def _time_limit(path: Path) -> float:
    try:
        return _SECONDS + _bytes_behind(path) / _BYTES_A_SECOND
    except (OSError, ValueError):
        return _SECONDS
