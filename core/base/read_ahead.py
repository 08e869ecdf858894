"""Large libraries read before they are imported: loading one holds the interpreter, all threads of it."""

from __future__ import annotations

from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from core.base.paths import is_file

_AT_ONCE = 1 << 22
# What is smaller is there in a moment.
_LARGE = 10 << 20


def read_ahead(package: str) -> None:
    """Have the large files of a package in the system's memory, where loading finds them.

    From a disk that takes a quarter of a second of a JAX; read here, other threads go on meanwhile. Does
    nothing where the package, or a file of it, cannot be read: importing it says why.
    """
    spec = find_spec(package)
    buffer = bytearray(_AT_ONCE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for path in Path(folder).iterdir():
            with suppress(OSError):
                if is_file(path) and path.stat().st_size >= _LARGE:
                    with path.open("rb", buffering=0) as file:
                        while file.readinto(buffer):
                            pass
