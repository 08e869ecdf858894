"""Names of half-written files, and what killed processes have left of them.

A name says which process writes the file, and on which machine: a folder may be shared by several. So what a
process has left behind can be told from what another one is writing at this moment.
"""

from __future__ import annotations

import contextlib
import functools
import os
import platform
import re
import secrets
import shutil
import sys
import zlib
from pathlib import Path

from core.base.paths import is_folder

_PART = re.compile(r"\.floe-(?P<machine>[0-9a-f]{8})-(?P<process>[0-9]+)-[0-9a-f]{16}\.part")
# Endings that libraries guess formats from are shorter; the whole name stays far below 255 bytes.
_LONGEST_SUFFIX = 32


def part_name(suffix: str = "") -> str:
    """Make up the name of a file that this process is going to write. suffix: kept where it is usual."""
    kept = suffix if len(os.fsencode(suffix)) <= _LONGEST_SUFFIX else ""
    return f".floe-{_machine()}-{os.getpid()}-{secrets.token_hex(8)}.part{kept}"


@functools.cache
def remove_leftovers_once(folder: Path) -> None:
    """As `remove_leftovers`, at the first writing into this folder: it may hold a hundred thousand files."""
    remove_leftovers(folder)


def remove_leftovers(folder: Path) -> None:
    """Remove what Floe began to write in this folder where its process is gone. What cannot be, stays."""
    with contextlib.suppress(OSError):
        with os.scandir(folder) as entries:
            left = [entry.path for entry in entries if _is_left(entry.name)]
        for path in map(Path, left):
            if is_folder(path) and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def is_running(process: int) -> bool:
    """Tell whether there is a process of this number on this machine."""
    if sys.platform == "win32":
        return _is_running_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # another user's
        return True
    return True


def _is_left(name: str) -> bool:
    found = _PART.match(name)
    return found is not None and found["machine"] == _machine() and not is_running(int(found["process"]))


def _machine() -> str:
    """Eight letters that tell this machine from others that share a folder."""
    return f"{zlib.crc32(os.fsencode(platform.node())):08x}"


def _is_running_on_windows(process: int) -> bool:
    # os.kill would end it there.
    import ctypes

    query_limited_information, still_active = 0x1000, 259
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    handle = kernel.OpenProcess(query_limited_information, False, process)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active
