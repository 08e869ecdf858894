"""The cache of compiled kernels: which parts of it are filled, and the work of filling them.

numba keeps what it compiles in files: in NUMBA_CACHE_DIR, in __pycache__ beside the source, or where that
cannot be written in a folder of the user's.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.cluster.parameters import Parameters
from core.image.image import Georeference, Image
from core.warm_up.warm_up import warm_up

# run: a clustering of colours. start: of it the start by k-means++ alone. errors: of the areas. steps: of
# post-processing. regions: their table. rest: other starts, choosing k, bands.
Part = Literal["run", "start", "errors", "steps", "regions", "rest"]
PARTS: tuple[Part, ...] = ("run", "start", "errors", "steps", "regions", "rest")
# One of the last kernels of each part to be compiled: its module in core/, and its name.
_KERNELS: Mapping[Part, tuple[str, str]] = MappingProxyType(
    {
        "run": ("cluster/lloyd/cell_kernels", "assign"),
        "start": ("cluster/lloyd/distance_kernels", "lowered"),
        "errors": ("measure/border_kernels", "look_around"),
        "steps": ("morphology/postprocess_kernels", "most_frequent"),
        "regions": ("regions/region_shape_kernels", "measure_hulls"),
        "rest": ("cluster/lloyd/row_kernels", "assign_rows"),
    }
)
# In the background, behind whatever the user does; nothing is waited for.
_NICENESS = 10


def is_filled(part: Part = "run") -> bool:
    """Whether the kernels of a part lie compiled, for this Python and no older than their source.

    Looks at names and times of files only: numba itself takes a third of a second to ask. Where this is
    wrong the kernels are compiled when they are needed, as ever.
    """
    module, kernel = _KERNELS[part]
    source = Path(__file__).parents[1] / f"{module}.py"
    pattern = f"{source.stem}.{kernel}-*.py{sys.version_info[0]}{sys.version_info[1]}.nbi"
    with suppress(OSError):
        changed = source.stat().st_mtime
        return any(path.stat().st_mtime >= changed for path in _cached(source, pattern))
    return False


def fill(ready: Connection, parts: Sequence[Part], urgent: int) -> None:
    """For a process of its own: compile the parts in turn, each name on the pipe once it is done.

    urgent: how many of them somebody waits for.
    """
    # Ctrl+C is the program's to hear: it ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    for number, part in enumerate(parts):
        if number == urgent and hasattr(os, "nice"):
            os.nice(_NICENESS)
        # Whatever goes wrong here will go wrong in earnest, and be told there.
        with suppress(Exception):
            _WORK[part]()
        with suppress(OSError):
            ready.send(part)
    ready.close()


def _cached(source: Path, pattern: str) -> Iterator[Path]:
    if folder := os.environ.get("NUMBA_CACHE_DIR"):
        yield from Path(folder).glob(f"*/{pattern}")
        return
    yield from source.with_name("__pycache__").glob(pattern)
    if sys.platform.startswith("linux"):
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        yield from (home / "numba").glob(f"*/{pattern}")


def _noise(high: int, bands: int) -> NDArray[np.uint8]:
    return np.random.RandomState(0).randint(0, high, (40, 40, bands)).astype(np.uint8)


def _halves() -> NDArray[np.uint8]:
    """Labels of two clusters side by side, with specks of each in the other."""
    labels = np.ones((40, 40), np.uint8)
    labels[:, 20:] = 2
    labels[3::7, 3::7] = 3 - labels[3::7, 3::7]
    labels.flags.writeable = False
    return labels


def _fill_run() -> None:
    warm_up(Parameters())


def _fill_start() -> None:
    from core.cluster.colours.colour import bounds, colour_features
    from core.cluster.colours.histogram import ColourHistogram, pack
    from core.cluster.starts.starts import choose_start

    colours = _noise(256, 3).reshape(-1, 3)
    colours = colours[np.unique(pack(colours), return_index=True)[1]]
    histogram = ColourHistogram(colours, np.ones(len(colours), np.int64))
    features = colour_features(histogram, "rgb")
    choose_start(features, Parameters(k=3), bounds=bounds("rgb", 255), threads=1)


def _fill_errors() -> None:
    from core.measure.border_mixing import borders

    borders(Image(_noise(200, 3)), _halves(), np.arange(2), 2)


def _fill_steps() -> None:
    from core.classes.classes import default_classes
    from core.document.step import Step
    from core.measure.postprocess import process
    from core.scale.calibration import UNCALIBRATED

    labels, classes = _halves(), default_classes(2)
    steps = (Step("open", 1), Step("min-area", 3), Step("majority", 1))
    counts = np.bincount(labels.ravel())[1:].astype(np.int64)
    process(labels, classes, steps, calibration=UNCALIBRATED, counts=counts, threads=1)


def _fill_regions() -> None:
    from core.classes.classes import default_classes
    from core.regions.outlines import outlines
    from core.regions.power_law import fit_power_law
    from core.regions.regions import find_regions
    from core.scale.calibration import Calibration

    fit_power_law(np.arange(1.0, 200.0), resamples=1, threads=1)
    image = Image(_noise(200, 3))
    # Of a picture on a map: its regions need all that those of others do, and their ground areas.
    georeference = Georeference("EPSG:3413", (10.0, 0.0, 0.0, 0.0, -10.0, 0.0))
    mapped = Calibration(area_unit="m²", georeference=georeference)
    found = find_regions(_halves(), default_classes(2), mapped, image=image, threads=1)
    outlines(found.ids, len(found))


def _fill_rest() -> None:
    from dataclasses import replace

    from core.cluster.choose_k.choose_k import choose_k
    from core.cluster.prepared.prepare import prepare
    from core.cluster.segmentation import segment
    from core.measure.border_mixing import borders

    pixels, best = _noise(256, 3)[:20, :20].copy(), Parameters(k=3, init="best")
    segment(Image(pixels), best, threads=1)
    segment(Image(pixels[..., :1].copy()), replace(best, space="gray"), threads=1)
    choose_k(prepare(Image(pixels), "rgb"), 2, 3, threads=1)
    for dtype in (np.uint8, np.uint16, np.float32):
        segment(Image(_noise(200, 4).astype(dtype)), Parameters(k=3, space="bands"), threads=1)
    deep = Image(_noise(200, 3).astype(np.uint16))
    segment(deep, Parameters(k=3), threads=1)
    for image in (deep, Image(_noise(200, 4).astype(np.float32))):
        borders(image, _halves(), np.arange(2), 2)


_WORK: Mapping[Part, Callable[[], None]] = MappingProxyType(
    {
        "run": _fill_run,
        "start": _fill_start,
        "errors": _fill_errors,
        "steps": _fill_steps,
        "regions": _fill_regions,
        "rest": _fill_rest,
    }
)
