"""What runs in the helper process of core.guarded.process."""

from __future__ import annotations

import importlib
import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from core.base.errors import FloeError, ReadError
from core.base.sentences import _
from core.image.image import Image

Reader = Callable[[str], Image]

# Bytes in one message; large enough to be quick, small enough to look at `cancelled` in between.
MESSAGE_BYTES = 4_000_000
# Memory that reading may take beyond what the process has: more for files that are large themselves.
_MEMORY = 850_000_000
_MEMORY_A_BYTE = 16
_MEMORY_AT_MOST = 3_000_000_000
# Imported while nobody waits, so that the first file of each family is read at once.
_WARM = ("PIL.Image", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "rasterio", "tifffile", "imagecodecs")


@dataclass(frozen=True)
class Reply:
    """An image without its arrays, which follow as bytes; or the problem, the reason of a ReadError.

    masked: whether `valid` follows the pixels. described: all else that an Image is made of, by name.
    """

    problem: str | None = None
    shape: tuple[int, ...] = ()
    dtype: str = ""
    masked: bool = False
    described: dict[str, Any] = field(default_factory=dict)


def serve(pipe: Connection, reader: Reader) -> None:
    """Answer paths with pictures until None or the end of the pipe comes."""
    _be_quiet()
    with suppress(EOFError, OSError):
        pipe.send(Reply())
        for module in _WARM:
            if pipe.poll():
                break
            importlib.import_module(module)
        while (path := pipe.recv()) is not None:
            _limit_memory(path)
            _answer(pipe, reader, path)


def _answer(pipe: Connection, reader: Reader, path: str) -> None:
    try:
        image = reader(path)
    except ReadError as error:
        pipe.send(Reply(error.reason))
    except FloeError as error:
        pipe.send(Reply(str(error)))
    except MemoryError:
        pipe.send(Reply(_("reading it takes more memory than it may.")))
    except Exception as error:  # A defect of a reader must not end in a dead window.
        pipe.send(
            Reply(_("reading it failed ({kind}: {error}).").format(kind=type(error).__name__, error=error))
        )
    else:
        described = {name: each for name, each in vars(image).items() if name not in ("pixels", "valid")}
        masked = image.valid is not None
        pipe.send(Reply(None, image.pixels.shape, image.pixels.dtype.str, masked, described))
        for array in (image.pixels, image.valid):
            if array is not None:
                _send(pipe, array.reshape(-1).view(np.uint8).data)


def _send(pipe: Connection, data: memoryview) -> None:
    for start in range(0, len(data), MESSAGE_BYTES):
        pipe.send_bytes(data[start : start + MESSAGE_BYTES])


def _be_quiet() -> None:
    """Keep what decoders print off the user's terminal, and leave Ctrl+C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)
    with suppress(OSError):
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nothing, stream)
        os.close(nothing)


def _limit_memory(path: str) -> None:
    """Linux: a limit on private writable memory. Address space would count what is only reserved."""
    if sys.platform != "linux":
        return
    import resource

    size = 0
    with suppress(OSError, ValueError):
        size = Path(path).stat().st_size
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
