"""What the guarded process may not do: fill the memory, open a network connection, write on the terminal.

Linux: the kernel refuses memory (RLIMIT_DATA) and sockets (seccomp). Elsewhere what a file announces is
checked before memory is asked for, and the time limit of core.guarded.process holds; sockets are not opened
because no reader that could is asked (named drivers, magic bytes, no addresses as names).
"""

from __future__ import annotations

import ctypes
import logging
import os
import platform
import signal
import struct
import sys
from contextlib import suppress
from pathlib import Path

# Memory that reading may take beyond what the process has: more for files that are large themselves.
_MEMORY = 850_000_000
_MEMORY_A_BYTE = 16
_MEMORY_AT_MOST = 3_000_000_000

# What GDAL and PROJ take from the environment: no server to ask, and a proxy that nobody is.
OFFLINE = {
    "PROJ_NETWORK": "OFF",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_HTTP_CONNECTTIMEOUT": "1",
    "GDAL_HTTP_TIMEOUT": "1",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
}

# linux/seccomp.h, linux/filter.h, linux/audit.h: system, its number of socket().
_SYSTEMS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER_MODE = 38, 22, 2
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_NOT_LESS, _RETURN = 0x20, 0x15, 0x35, 0x06
# Numbers from here on are calls of x32, which nobody makes but to go round a filter.
_OTHER_CALLS = 0x40000000
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # EACCES
_PLACE_OF_CALL, _PLACE_OF_SYSTEM = 0, 4


def be_quiet() -> None:
    """Keep what decoders print off the user's terminal, and leave Ctrl+C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)
    with suppress(OSError):
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nothing, stream)
        os.close(nothing)


def stay_offline() -> None:
    """GDAL and PROJ are told to ask no server; on Linux no library can, whatever a file makes it do."""
    os.environ.update(OFFLINE)
    if sys.platform == "linux":
        _refuse_sockets()


def _refuse_sockets() -> None:
    """A seccomp filter: socket() fails with EACCES, for good. Where the kernel has none, nothing happens."""
    known = _SYSTEMS.get(platform.machine())
    if known is None or struct.calcsize("P") != 8:
        return
    system, call = known
    steps = [
        (_LOAD, 0, 0, _PLACE_OF_SYSTEM),
        (_JUMP_IF_EQUAL, 0, 4, system),
        (_LOAD, 0, 0, _PLACE_OF_CALL),
        (_JUMP_IF_EQUAL, 2, 0, call),
        (_JUMP_IF_NOT_LESS, 1, 0, _OTHER_CALLS),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
        libc.prctl(_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0)


def limit_memory(path: Path) -> None:
    """Linux: a limit on private writable memory. Address space would count what is only reserved."""
    if sys.platform != "linux":
        return
    import resource

    size = 0
    with suppress(OSError, ValueError):
        size = path.stat().st_size
    allowed = _writable_memory() + min(_MEMORY + _MEMORY_A_BYTE * size, _MEMORY_AT_MOST)
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    if hard != resource.RLIM_INFINITY:
        allowed = min(allowed, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))


def _writable_memory() -> int:
    """Bytes of VmData, which RLIMIT_DATA limits (proc(5))."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0
