"""How much memory is free, as the system says."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from pathlib import Path

_LINUX = Path("/proc/meminfo")
# What a container may have, and has.
_GROUP = Path("/sys/fs/cgroup")


def free_memory() -> int | None:
    """Bytes that a program can have now without any being put out to disk; None where nothing says so."""
    if sys.platform == "win32":
        return _of_windows()
    found = [each for each in (_of_linux(), _of_group()) if each is not None]
    return min(found, default=None)


def _of_linux() -> int | None:
    with suppress(OSError, ValueError, IndexError):
        for line in _LINUX.read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return None


def _of_group() -> int | None:
    with suppress(OSError, ValueError):
        most, has = (int((_GROUP / name).read_text("ascii")) for name in ("memory.max", "memory.current"))
        return max(most - has, 0)
    return None


def _of_windows() -> int | None:
    class Status(ctypes.Structure):
        """MEMORYSTATUSEX."""

        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "free", "pages", "c", "d", "e", "f")),
        ]

    status = Status()
    status.length = ctypes.sizeof(Status)
    windll = getattr(ctypes, "windll", None)
    if windll is None or not windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.free)
