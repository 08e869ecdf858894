"""The kernels made ready while something else is waited for: numba imported, its cache loaded or filled."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import numpy as np

from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.image.image import Image


@contextmanager
def warming_up(parameters: Parameters, *, start: bool = True) -> Iterator[None]:
    """A thread beside the block readies what a run on an RGB picture needs; its end is waited for.

    start: as for `warm_up`.
    After installation that means compiling, some two seconds, later loading, some tenths of one. A run that
    comes meanwhile waits for the kernel that it needs and no longer.
    """
    thread = threading.Thread(target=_warm_up_quickly, args=(parameters, start), name="warm-up")
    thread.start()
    try:
        yield
    finally:
        # A program that ends while LLVM works would crash.
        thread.join()


def _warm_up_quickly(parameters: Parameters, start: bool) -> None:
    """Without looking for garbage, a sixth of the time: numba makes millions of objects and drops few."""
    collects = gc.isenabled()
    gc.disable()
    try:
        warm_up(parameters, start=start)
    finally:
        if collects:
            gc.enable()


def warm_up(parameters: Parameters, *, start: bool = True) -> None:
    """Segment the smallest picture that there is, in the way of these parameters.

    start: False leaves out the choice of a start, where that is readied elsewhere; in RGB only.
    """
    init = parameters.init if isinstance(parameters.init, str) else "k-means++"
    given = ((0.0, 0.0, 0.0), (255.0, 255.0, 255.0))
    pixels = np.zeros((1, 2, 3), np.uint8)
    pixels[0, 1] = 255
    # Whatever goes wrong here will go wrong in earnest, and be told there.
    with suppress(Exception):
        segment(Image(pixels), replace(parameters, k=2, init=init if start else given), threads=1)
