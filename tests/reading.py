"""A reader that needs no process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.guarded.messages import classes_of, packed, unpacked
from core.image.image import Image
from core.io.reader import read


class ReaderInThisProcess:
    """Stands in for the helper process, whose start would take most of the time of these tests.

    What readers return goes through the messages all the same.
    """

    def __init__(self, reader: Callable[..., Image], *, warm: bool = True) -> None:
        self._reader = reader

    def start(self) -> None:
        return None

    def close(self) -> None:
        return None

    def __enter__(self) -> ReaderInThisProcess:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def read(self, path: Path, _cancelled: Callable[[], bool] | None = None) -> Image:
        return self._reader(path)

    def read_by(
        self,
        reader: Callable[..., Any],
        path: Path,
        *arguments: Any,
        cancelled: object = None,
        timeout_s: float | None = None,
    ) -> Any:
        header, buffers = packed(reader(Path(path), *arguments))
        return unpacked(header, [bytes(each) for each in buffers], classes_of(reader))


# For whoever only wants a picture read.
HERE = ReaderInThisProcess(read)
