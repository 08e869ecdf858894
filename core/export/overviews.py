"""Overviews of a large GeoTIFF, built in a process of its own: GDAL cannot be told to stop, a process can be
ended at any moment.
"""

from __future__ import annotations

import multiprocessing
import signal
import warnings
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from core.base.interrupts import block_interrupts
from core.base.parallel import Cancel, raise_if_cancelled

# Pixels that are done before anybody could wish to cancel; a process of its own would take longer to start.
_AT_ONCE = 1 << 24
# Seconds between two looks at `cancelled`.
_GLANCE = 0.05
_DIED = "the process that built its overviews ended early"


class OverviewError(Exception):
    """Why there are none, as a clause."""


def build_overviews(
    path: Path, pixels: int, factors: Sequence[int], options: Mapping[str, Any], cancelled: Cancel
) -> None:
    """Nearest overviews inside the file. pixels: that it has. options: of GDAL.

    Raises OverviewError; Cancelled, then the file is half done.
    """
    if pixels <= _AT_ONCE:
        raise_if_cancelled(cancelled)
        _build(str(path), factors, options)
        return
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_serve, args=(theirs, str(path), factors, dict(options)), name="floe-overviews", daemon=True
    )
    with block_interrupts():
        process.start()
    theirs.close()
    try:
        while not ours.poll(_GLANCE):
            raise_if_cancelled(cancelled)
        try:
            problem: str = ours.recv()
        except (EOFError, OSError):
            problem = _DIED
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    if problem:
        raise OverviewError(problem)


def _build(path: str, factors: Sequence[int], options: Mapping[str, Any]) -> None:
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning, RasterioError

    threads = str(options["GDAL_NUM_THREADS"])
    try:
        with rasterio.Env(**options), warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path, "r+", driver="GTiff", num_threads=threads) as raster:
                raster.build_overviews(list(factors), rasterio.enums.Resampling.nearest)
    except RasterioError as error:
        raise OverviewError(str(error).rstrip(".")) from error


def _serve(answer: Connection, path: str, factors: Sequence[int], options: Mapping[str, Any]) -> None:
    """Runs in the process; Ctrl-C is for the one that waits for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _build(path, factors, options)
        answer.send("")
    except (OverviewError, OSError) as error:
        answer.send(str(error) or _DIED)
