"""Which lines and kernels of a room a test comes by, and how long it takes."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from core.base.compiled import Kernel

Line = tuple[str, int]


class Seen(NamedTuple):
    """Of tests by their place: processor time in seconds, and those that come by a line or a kernel."""

    seconds: dict[int, float]
    lines: dict[Line, set[int]]
    kernels: dict[str, set[int]]


class TooSlowError(BaseException):
    """No test may catch it."""


class Watch:
    """Watches the tests in this process. by_line: else only which functions are called."""

    def __init__(self, root: Path, room: str, *, by_line: bool) -> None:
        self._root, self._room, self._by_line = f"{root}/", f"{root}/{room}/", by_line
        self._lines: defaultdict[Line, set[int]] = defaultdict(set)
        self._kernels: defaultdict[str, set[int]] = defaultdict(set)
        self._seconds: dict[int, float] = {}
        self._test, self._began = -1, 0.0

    def begin(self, test: int) -> None:
        self.stopped = False
        self._test, self._began = test, time.process_time()
        threading.settrace(self._trace)
        sys.settrace(self._trace)

    @contextmanager
    def patient(self, seconds: float) -> Iterator[None]:
        """After so many seconds of processor time TooSlowError is raised in the main thread."""
        signal.signal(signal.SIGPROF, self._stop)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def end(self, *, counts: bool) -> None:
        sys.settrace(None)
        threading.settrace(None)
        if counts:
            self._seconds[self._test] = time.process_time() - self._began

    def note_kernels(self) -> None:
        """See every call of a kernel from Python, too."""
        call = Kernel.__call__

        def noted(kernel: Kernel, *arguments: Any) -> Any:
            self._kernels[kernel.__qualname__].add(self._test)
            return call(kernel, *arguments)

        Kernel.__call__ = noted

    @property
    def seen(self) -> Seen:
        return Seen(self._seconds, dict(self._lines), dict(self._kernels))

    def _stop(self, *_signal: object) -> None:
        self.stopped = True
        raise TooSlowError

    def _trace(self, frame: FrameType, _event: str, _argument: object) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(self._room):
            return None
        path = name.removeprefix(self._root)
        if not self._by_line:
            for _, _, line in frame.f_code.co_lines():
                self._lines[path, line or 0].add(self._test)
            return None

        def note(frame: FrameType, _event: str, _argument: object) -> Any:
            self._lines[path, frame.f_lineno].add(self._test)
            return note

        return note(frame, "", None)
