"""How the kernels are compiled: without the GIL, kept in numba's cache, and soon done after installation.

The first run after installation waits for the compiler, most of whose work is Python and goes with the length
of a kernel and the types in it. Little to compile: loops over elements, comparisons written out, work space
that the caller hands in. Much: arrays that a kernel makes, a slice or tuple that is assigned to a slice (two
seconds, for the message of its ValueError alone), min, max and inlined functions.

numba keeps what it compiles in files: in NUMBA_CACHE_DIR, in __pycache__ beside the source, or where that
cannot be written in a folder of the user's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import update_wrapper
from importlib import import_module
from pathlib import Path
from threading import RLock
from types import FunctionType, MappingProxyType
from typing import Any, NamedTuple, cast

from core.base.paths import expanded

_LOCK = RLock()
_OPTIONS: Mapping[str, Any] = MappingProxyType({"nogil": True, "cache": True, "no_cfunc_wrapper": True})


class Kernel:
    """A function that numba compiles, or loads, when it is first called.

    numba is not imported before: that takes a third of a second, and who imports a kernel may never call it.
    """

    def __init__(self, function: Callable[..., Any], **options: Any) -> None:
        update_wrapper(self, function)
        self._function, self._options = cast("FunctionType", function), options
        self._dispatcher: Callable[..., Any] | None = None

    def __call__(self, *arguments: Any) -> Any:
        return (self._dispatcher or self._made())(*arguments)

    def __reduce__(self) -> str:
        """Pickled by its name, as a function is."""
        return self._function.__qualname__

    def _made(self) -> Callable[..., Any]:
        """What numba makes of the function."""
        with _LOCK:
            if self._dispatcher is None:
                njit = _njit()
                # It looks up by name what this one calls, and knows only what it has made itself.
                names = self._function.__globals__
                for name in self._function.__code__.co_names:
                    called = names.get(name)
                    if isinstance(called, Kernel):
                        names[name] = called._made()
                self._dispatcher = njit(**self._options)(self._function)
            return self._dispatcher

    @property
    def is_cached(self) -> bool:
        """Whether it lies compiled, for this Python and no older than its source.

        Looks at names and times of files only: numba itself takes a third of a second to ask. Where this is
        wrong it is compiled when it is needed, as ever.
        """
        source = Path(self._function.__code__.co_filename)
        with suppress(OSError):
            changed = source.stat().st_mtime
            return any(path.stat().st_mtime >= changed for path in self._indices(source))
        return False

    def _indices(self, source: Path) -> Iterator[Path]:
        version = f"{sys.version_info[0]}{sys.version_info[1]}"
        pattern = f"{source.stem}.{self._function.__qualname__}-*.py{version}.nbi"
        if folder := os.environ.get("NUMBA_CACHE_DIR"):
            yield from Path(folder).glob(f"*/{pattern}")
            return
        yield from source.with_name("__pycache__").glob(pattern)
        if sys.platform.startswith("linux"):
            cache = Path(os.environ.get("XDG_CACHE_HOME") or expanded("~/.cache"))
            yield from (cache / "numba").glob(f"*/{pattern}")


def _njit() -> Callable[..., Any]:
    """numba's, without the linear algebra of SciPy.

    WORKAROUND: numba imports that, a tenth of a second, to know whether matrices can be multiplied; no
    kernel does that. See _check_blas in https://github.com/numba/numba/blob/main/numba/np/arraymath.py
    """
    from numba import njit
    from numba.np import linalg

    asked = linalg.ensure_blas
    linalg.ensure_blas = _no_blas
    try:
        import_module("numba.np.arraymath")  # asks when it is first imported
    finally:
        linalg.ensure_blas = asked
    found: Callable[..., Any] = njit
    return found


def _no_blas() -> None:
    raise ImportError


class KernelSet(NamedTuple):
    """What a room declares of its kernels in its warm_up.py, for core.warm_up to have it compiled ahead.

    last: one of those that are compiled last. compile: work for all of them, so small that compiling is
    nearly all there is to it.
    """

    last: Kernel
    compile: Callable[[], None]


def kernel(function: Callable[..., Any]) -> Kernel:
    """Called from Python. Numba would make an entry for C as well, which nobody calls."""
    return Kernel(function, **_OPTIONS)


def dividing(function: Callable[..., Any]) -> Kernel:
    """The same where nothing is divided by zero, without a check for that at every division."""
    return Kernel(function, **_OPTIONS, error_model="numpy")


def inner(function: Callable[..., Any]) -> Kernel:
    """Called by kernels only: no entry for Python either."""
    return Kernel(function, **_OPTIONS, no_cpython_wrapper=True)


def inlined(function: Callable[..., Any]) -> Kernel:
    """Called by kernels only, and compiled as a part of each."""
    return Kernel(function, inline="always")
