"""Reading in a helper process with limits of time and memory: a hostile file cannot hang or kill the program.

The pixels come back as raw bytes over the pipe (6 ms for 21 MB): there is no shared memory or temporary
file that a killed process could leave behind.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Self

import numpy as np

from core.base.errors import Cancelled, ReadError
from core.base.parallel import never_cancelled
from core.base.processes import kill_process, start_process
from core.base.sentences import _
from core.guarded.child import MESSAGE_BYTES, Reader, Reply, serve
from core.image.image import Image

# How long a file may take: a start, and more for each byte that it has.
_SECONDS = 10.0
_BYTES_A_SECOND = 5_000_000
# Importing on a slow, busy machine.
_START_SECONDS = 60.0
_GLANCE = 0.02


class _DiedError(Exception):
    """The helper process ended in the middle of something."""


class ReadingProcess:
    """One warm helper process that reads one file after the other; for one thread at a time.

    reader: what runs there (core.io.reader.read), a function that is found by its name.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
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
            self._process, self._pipe = start_process("floe-reader", serve, self._reader, duplex=True)
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
        self, path: str | Path, cancelled: Callable[[], bool] | None = None, *, timeout_s: float | None = None
    ) -> Image:
        """What the reader gives for this path, from the other process.

        timeout_s: by default 10 seconds and a second more for each 5 MB of the file.
        Raises ReadError also where the time or memory allowed is used up or the reader crashes, and
        Cancelled soon after `cancelled()` is true; the process is then replaced by a new one.
        """
        path = Path(path)
        limit = _time_limit(path) if timeout_s is None else timeout_s
        stop = cancelled or never_cancelled
        try:
            self._wait_until_ready(path, stop)
            try:
                self._connection.send(str(path))
                return self._receive(path, time.monotonic() + limit, stop)
            except TimeoutError:
                raise ReadError(
                    path, _("reading it took more than {limit:.3g} seconds.").format(limit=limit)
                ) from None
            except (_DiedError, OSError):
                raise ReadError(path, _("the decoder crashed on it; the file is damaged.")) from None
        except BaseException as error:
            if not (isinstance(error, ReadError) and self._ready and self._idle):
                self._replace()
            raise

    @property
    def _connection(self) -> Connection:
        if self._pipe is None:
            raise _DiedError
        return self._pipe

    def _wait_until_ready(self, path: Path, stop: Callable[[], bool]) -> None:
        self._idle = False
        try:
            self.start()
            if self._ready:
                return
            self._wait(time.monotonic() + _START_SECONDS, stop)
            self._take()
        except (_DiedError, OSError):
            raise ReadError(path, _("the helper process that reads pictures did not start.")) from None
        self._ready = True

    def _wait(self, deadline: float, stop: Callable[[], bool]) -> None:
        while not self._connection.poll(_GLANCE):
            if stop():
                raise Cancelled
            if time.monotonic() > deadline:
                raise TimeoutError

    def _take(self) -> Reply:
        try:
            reply: Reply = self._connection.recv()
        except (EOFError, OSError):
            raise _DiedError from None
        return reply

    def _receive(self, path: Path, deadline: float, stop: Callable[[], bool]) -> Image:
        self._wait(deadline, stop)
        reply = self._take()
        if reply.problem is not None:
            self._idle = True
            raise ReadError(path, reply.problem)
        pixels = np.empty(reply.shape, reply.dtype)
        valid = np.empty(reply.shape[:2], np.bool_) if reply.masked else None
        for array in (pixels, valid):
            if array is not None:
                self._fill(array.reshape(-1).view(np.uint8).data, deadline, stop)
        self._idle = True
        return Image(pixels, valid, **reply.described)

    def _fill(self, target: memoryview, deadline: float, stop: Callable[[], bool]) -> None:
        for start in range(0, len(target), MESSAGE_BYTES):
            self._wait(deadline, stop)
            try:
                self._connection.recv_bytes_into(target[start : start + MESSAGE_BYTES])
            except (EOFError, OSError):
                raise _DiedError from None

    def _replace(self) -> None:
        if self._process is not None:
            self._process.kill()
        self._ready = False
        self.close()
        with suppress(OSError):  # the next file tries again
            self.start()


def _time_limit(path: Path) -> float:
    try:
        return _SECONDS + path.stat().st_size / _BYTES_A_SECOND
    except (OSError, ValueError):
        return _SECONDS
