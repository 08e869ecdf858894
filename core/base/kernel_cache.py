"""Sets of kernels that are compiled together: each room that has kernels declares its own, in its warm_up.py.

numba keeps what it compiles in files: in NUMBA_CACHE_DIR, in __pycache__ beside the source, or where that
cannot be written in a folder of the user's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class KernelSet:
    """source: the file of one of the kernels that are compiled last; kernel: its name there.

    compile: work for all of them, so small that compiling is nearly all there is to it.
    """

    source: Path
    kernel: str
    compile: Callable[[], None]

    @property
    def is_compiled(self) -> bool:
        """Whether they lie compiled, for this Python and no older than their source.

        Looks at names and times of files only: numba itself takes a third of a second to ask. Where this is
        wrong the kernels are compiled when they are needed, as ever.
        """
        with suppress(OSError):
            changed = self.source.stat().st_mtime
            return any(path.stat().st_mtime >= changed for path in self._indices())
        return False

    def _indices(self) -> Iterator[Path]:
        version = f"{sys.version_info[0]}{sys.version_info[1]}"
        pattern = f"{self.source.stem}.{self.kernel}-*.py{version}.nbi"
        if folder := os.environ.get("NUMBA_CACHE_DIR"):
            yield from Path(folder).glob(f"*/{pattern}")
            return
        yield from self.source.with_name("__pycache__").glob(pattern)
        if sys.platform.startswith("linux"):
            home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
            yield from (home / "numba").glob(f"*/{pattern}")
