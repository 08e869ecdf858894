"""Which processor this is: what is learned on it depends on how that rounds."""

from __future__ import annotations

import platform
from contextlib import suppress
from functools import cache
from pathlib import Path


@cache
def processor() -> str:
    """Its name, as the system says it."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_bytes().splitlines():
            if line.startswith(b"model name"):
                return line.partition(b":")[2].decode().strip()
    return platform.processor() or platform.machine()
