"""The kernels made ready while something else is waited for: numba imported, its cache loaded or filled."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import numpy as np

from core.image import Image
from core.parameters import Parameters
from core.segmentation import segment


@contextmanager
def warming_up(parameters: Parameters) -> Iterator[None]:
    """A thread beside the block readies what a run on an RGB picture needs; its end is waited for.

    After installation that means compiling, some two seconds, later loading, some tenths of one. A run that
    comes meanwhile waits for the kernel that it needs and no longer.
    """
    thread = threading.Thread(target=_warm_up_quickly, args=(parameters,), name="warm-up")
    thread.start()
    try:
        yield
    finally:
        # A program that ends while LLVM works would crash.
        thread.join()


def _warm_up_quickly(parameters: Parameters) -> None:
    """Without looking for garbage, a sixth of the time: numba makes millions of objects and drops few."""
    collects = gc.isenabled()
    gc.disable()
    try:
        warm_up(parameters)
    finally:
        if collects:
            gc.enable()


def warm_up(parameters: Parameters) -> None:
    """Segment the smallest picture that there is, in the way of these parameters."""
    init = parameters.init if isinstance(parameters.init, str) else "k-means++"
    pixels = np.zeros((1, 2, 3), np.uint8)
    pixels[0, 1] = 255
    # Whatever goes wrong here will go wrong in earnest, and be told there.
    with suppress(Exception):
        segment(Image(pixels), replace(parameters, k=2, init=init), threads=1)
