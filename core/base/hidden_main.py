"""The caller's script, hidden while processes are started."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_HIDING = threading.Lock()
_hidden: list[ModuleType] = []


@contextmanager
def without_main() -> Iterator[None]:
    """A process that is started in here does not run the caller's script again, which need not be ready for
    that: what it does is found by its name in Floe. May be entered by several threads at a time.
    """
    with _HIDING:
        _hidden.append(sys.modules["__main__"])
        sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        with _HIDING:  # the last one that leaves puts back what the first one found
            main = _hidden[0]
            _hidden.pop()
            if not _hidden:
                sys.modules["__main__"] = main
