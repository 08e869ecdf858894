"""A reader that needs no process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.image.image import Image


class ReaderInThisProcess:
    """Stands in for the helper process, whose start would take most of the time of these tests."""

    def __init__(self, reader: Callable[[str], Image]) -> None:
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
        return self._reader(str(path))
