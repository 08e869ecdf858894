"""STEM_labels.tif of a picture larger than memory: a tiled BigTIFF with overviews, written as rows come.

Its overviews are built in a process of its own: GDAL cannot be told to stop, a process can be ended at any
moment.
"""

from __future__ import annotations

import signal
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import WriteError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.processes import kill_process, start_process
from core.base.sentences import N_, _
from core.image.image import Georeference
from core.writing.replace import replacing

BLOCK = 512
# Overviews go down to about this many pixels on the longer side.
_SMALLEST = 512
# Pixels that are done before anybody could wish to cancel; a process of its own would take longer to start.
_AT_ONCE = 1 << 24
# Seconds between two looks at `cancelled`.
_GLANCE = 0.05
_DIED = N_("the process that built its overviews ended early")


class LabelsTif:
    """Takes rows of labels (core.pipeline.tiled.LabelRows); value = cluster id, 0 = no data, colours as a
    table."""

    def __init__(self, raster: Any) -> None:
        self._raster = raster
        self._pending: list[Bytes] = []
        self._row = 0

    def begin(self, colours: Bytes) -> None:
        table = {0: (0, 0, 0, 0)}
        for cluster, (red, green, blue) in enumerate(colours.tolist(), start=1):
            table[cluster] = (red, green, blue, 255)
        self._raster.write_colormap(1, table)

    def add(self, rows: Bytes) -> None:
        """Rows from the top; written in whole blocks, so that none is compressed twice."""
        self._pending.append(rows.copy())
        waiting = sum(len(part) for part in self._pending)
        end = self._row + waiting == self._raster.height
        if waiting >= BLOCK or end:
            joined = np.concatenate(self._pending) if len(self._pending) > 1 else self._pending[0]
            whole = waiting if end else waiting - waiting % BLOCK
            self._write(joined[:whole])
            self._pending = [joined[whole:]] if whole < waiting else []

    def _write(self, rows: Bytes) -> None:
        from rasterio.windows import Window

        window = Window(0, self._row, self._raster.width, len(rows))
        self._raster.write(rows, 1, window=window)
        self._row += len(rows)


@contextmanager
def labels_tif(
    path: Path,
    height: int,
    width: int,
    georeference: Georeference | None,
    threads: int | None = None,
    *,
    cancelled: Cancel = never_cancelled,
) -> Iterator[LabelsTif]:
    """A receiver of the rows; the file is there, with overviews (nearest), when the block has ended well.

    threads: that compress, all cores unless given. Raises WriteError, and Cancelled while the overviews are
    built; no half-written file stays behind.
    """
    import rasterio
    from rasterio.errors import CRSError, NotGeoreferencedWarning, RasterioError
    from rasterio.transform import Affine

    workers = str(threads or "all_cpus")
    profile: dict[str, Any] = {
        "driver": "GTiff",
        "height": height,
        "width": width,
        "count": 1,
        "dtype": "uint8",
        "nodata": 0,
        "compress": "deflate",
        "zlevel": 1,
        "tiled": True,
        "blockxsize": BLOCK,
        "blockysize": BLOCK,
        "bigtiff": "IF_SAFER",
        "num_threads": workers,
    }
    if georeference is not None:
        profile |= {"crs": georeference.crs, "transform": Affine(*georeference.transform)}
    options = {"GDAL_PAM_ENABLED": "NO", "GDAL_CACHEMAX": 256, "GDAL_TIFF_OVR_BLOCKSIZE": BLOCK}
    options["GDAL_NUM_THREADS"] = workers
    factors = [2**i for i in range(1, 32) if max(height, width) / 2**i >= _SMALLEST / 2]

    try:
        with replacing(path) as part, rasterio.Env(**options), warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(part, "w", **profile) as raster:
                yield LabelsTif(raster)
            if factors:
                build_overviews(part, height * width, factors, options, cancelled)
    except (CRSError, RasterioError, OverviewError) as error:
        raise WriteError(
            path, _("the GeoTIFF could not be written ({error}).").format(error=str(error).rstrip("."))
        ) from error


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
    process, pipe = start_process("floe-overviews", _serve, str(path), factors, dict(options))
    try:
        while not pipe.poll(_GLANCE):
            raise_if_cancelled(cancelled)
        try:
            problem: str = pipe.recv()
        except (EOFError, OSError):
            problem = _(_DIED)
    finally:
        kill_process(process)
        pipe.close()
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
        answer.send(str(error) or _(_DIED))
