"""Readers that do in the helper process what a hostile file might do; found there by their names."""

from __future__ import annotations

import os
import socket
import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.image.image import Image


@dataclass(frozen=True)
class Leaf:
    size: int = 0


@dataclass(frozen=True)
class Other:
    size: int = 0


def hang(path: Path) -> Image:
    threading.Event().wait()
    raise AssertionError(path)


def crash(path: Path) -> Image:
    os.abort()
    raise AssertionError(path)


def devour(path: Path) -> Image:
    return Image(np.ones((40_000, 40_000, 1), np.uint8))


def defect(path: Path) -> Image:
    raise RuntimeError("a defect")


def hang_unless_empty(path: Path) -> Image:
    if not path.name.endswith("good"):
        hang(path)
    return Image(np.full((2, 3, 1), 7, np.uint8), np.eye(2, 3, dtype=bool))


def forge(path: Path) -> Leaf:
    """Sends a class that its signature does not name."""
    return Other()  # type: ignore[return-value]


def open_socket(path: Path) -> str:
    try:
        socket.create_connection(("127.0.0.1", 9), 0.1)
    except OSError as error:
        return str(error.strerror)
    return "connected"


def arrays(path: Path, sizes: list[int]) -> tuple[NDArray[np.uint8], ...]:
    return tuple(np.full(size, i + 1, np.uint8) for i, size in enumerate(sizes))
