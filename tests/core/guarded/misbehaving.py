"""Readers that do in the helper process what a hostile file might do; found there by their names."""

from __future__ import annotations

import os
import threading

import numpy as np

from core.image.image import Image


def hang(path: str) -> Image:
    threading.Event().wait()
    raise AssertionError(path)


def crash(path: str) -> Image:
    os.abort()


def devour(path: str) -> Image:
    return Image(np.ones((40_000, 40_000, 1), np.uint8))


def defect(path: str) -> Image:
    raise RuntimeError("a defect")


def hang_unless_empty(path: str) -> Image:
    if not path.endswith("good"):
        hang(path)
    return Image(np.full((2, 3, 1), 7, np.uint8), np.eye(2, 3, dtype=bool))
