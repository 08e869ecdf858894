"""Files that hear a cancel: a library that writes a picture or table piece by piece ends at the next one."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.errors import Cancelled
from core.base.parallel import Cancel, raise_if_cancelled

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class CancellableFile(io.FileIO):
    """A new file; writing to it raises Cancelled."""

    def __init__(self, path: Path, cancelled: Cancel) -> None:
        super().__init__(path, "wb")
        self._cancelled = cancelled

    def write(self, data: ReadableBuffer, /) -> int:
        raise_if_cancelled(self._cancelled)
        return super().write(data)


class CancellableMemory(io.BytesIO):
    """The same in memory. It says so once: a ZipFile writes its end even when it is thrown away."""

    def __init__(self, cancelled: Cancel) -> None:
        super().__init__()
        self._cancelled, self._told = cancelled, False

    def write(self, data: ReadableBuffer, /) -> int:
        if not self._told and self._cancelled():
            self._told = True
            raise Cancelled
        return super().write(data)
