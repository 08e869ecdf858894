"""The cache of compiled kernels: whether it is filled, and the work of filling it.

numba keeps what it compiles in files: in NUMBA_CACHE_DIR, in __pycache__ beside the source, or where that
cannot be written in a folder of the user's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from core.image import Image
from core.parameters import Parameters
from core.warm_up import warm_up

# The kernel that every run needs; compiling takes longest for it.
_MODULE, _KERNEL = "cell_kernels", "assign"
# In the background, behind whatever the user does; nothing is waited for.
_NICENESS = 10


def is_filled() -> bool:
    """Whether the kernels of a run lie compiled, for this Python and no older than their source.

    Looks at names and times of files only: numba itself takes a third of a second to ask. Where this is
    wrong the kernels are compiled when they are needed, as ever.
    """
    source = Path(__file__).with_name(f"{_MODULE}.py")
    pattern = f"{_MODULE}.{_KERNEL}-*.py{sys.version_info[0]}{sys.version_info[1]}.nbi"
    with suppress(OSError):
        changed = source.stat().st_mtime
        return any(path.stat().st_mtime >= changed for path in _cached(source, pattern))
    return False


def fill(ready: Connection) -> None:
    """For a process of its own: compile what a run needs, say so on the pipe, then all else."""
    warm_up(Parameters())
    with suppress(Exception):
        _warm_up_measuring()
    with suppress(OSError):
        ready.send(True)
    ready.close()
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    with suppress(Exception):
        _warm_up_the_rest()


def _cached(source: Path, pattern: str) -> Iterator[Path]:
    if folder := os.environ.get("NUMBA_CACHE_DIR"):
        yield from Path(folder).glob(f"*/{pattern}")
        return
    yield from source.with_name("__pycache__").glob(pattern)
    if sys.platform.startswith("linux"):
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        yield from (home / "numba").glob(f"*/{pattern}")


def _warm_up_measuring() -> None:
    """What follows the clustering of every picture: areas, and their errors."""
    from core.document import Document
    from core.measurement import measure
    from core.segmentation import prepare, segment
    from core.uncertainty import uncertainty

    pixels = np.random.RandomState(0).randint(0, 40, (40, 40, 3)).astype(np.uint8)
    pixels[:, 20:] += np.uint8(200)
    document = Document(Image(pixels), Parameters(k=2))
    prepared = prepare(document.image, "rgb")
    found = segment(document.image, document.parameters, prepared=prepared, threads=1)
    uncertainty(prepared, found, measure(document, found), document.classes_for(2))


def _warm_up_the_rest() -> None:
    from core.choose_k import choose_k
    from core.segmentation import prepare, segment

    random = np.random.RandomState(0)
    pixels = random.randint(0, 256, (20, 20, 3)).astype(np.uint8)
    best = Parameters(k=3, init="best")
    segment(Image(pixels), best, threads=1)
    segment(Image(pixels[..., :1].copy()), replace(best, space="gray"), threads=1)
    choose_k(prepare(Image(pixels), "rgb"), 2, 3, threads=1)
    for dtype in (np.uint8, np.uint16, np.float32):
        bands = random.randint(0, 200, (20, 20, 4)).astype(dtype)
        segment(Image(bands), Parameters(k=3, space="bands"), threads=1)
