"""Which lines and kernels of a room a test comes by, and how long it takes."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from core.base.compiled import Kernel

Line = tuple[str, int]


class Trace(NamedTuple):
    """Of one test: processor time in seconds, and the lines and kernels that it comes by."""

    seconds: float
    lines: set[Line]
    kernels: set[str]


class Seen(NamedTuple):
    """Of tests by their place: processor time in seconds, and those that come by a line or a kernel."""

    seconds: dict[int, float]
    lines: dict[Line, set[int]]
    kernels: dict[str, set[int]]

    def add(self, test: int, trace: Trace) -> None:
        self.seconds[test] = trace.seconds
        for line in trace.lines:
            self.lines.setdefault(line, set()).add(test)
        for kernel in trace.kernels:
            self.kernels.setdefault(kernel, set()).add(test)


class Watch:
    """Watches what this process does. by_line: else only which functions are called."""

    def __init__(self, root: Path, room: str, *, by_line: bool) -> None:
        self._root, self._room, self._by_line = f"{root}/", f"{root}/{room}/", by_line
        self._lines: set[Line] = set()
        self._kernels: set[str] = set()
        self._seconds = 0.0

    @contextmanager
    def watching(self) -> Iterator[None]:
        self._note_kernels()
        began = time.process_time()
        threading.settrace(self._trace)
        sys.settrace(self._trace)
        yield
        sys.settrace(None)
        threading.settrace(None)
        self._seconds = time.process_time() - began

    @property
    def trace(self) -> Trace:
        return Trace(self._seconds, self._lines, self._kernels)

    def _note_kernels(self) -> None:
        """See every call of a kernel from Python, too."""
        call = Kernel.__call__

        def noted(kernel: Kernel, *arguments: Any) -> Any:
            self._kernels.add(kernel.__qualname__)
            return call(kernel, *arguments)

        Kernel.__call__ = noted

    def _trace(self, frame: FrameType, _event: str, _argument: object) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(self._room):
            return None
        path = name.removeprefix(self._root)
        if not self._by_line:
            self._lines.update((path, line or 0) for _, _, line in frame.f_code.co_lines())
            return None

        def note(frame: FrameType, _event: str, _argument: object) -> Any:
            self._lines.add((path, frame.f_lineno))
            return note

        return note(frame, "", None)
