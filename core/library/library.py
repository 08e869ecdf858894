"""What `import floe` gives: open a picture, segment it, measure it. How to use it: docs/python.md.

The same numbers as the window and `floe segment`, on the same road (core.pipeline). Every mistake of a caller
is a FloeError with one sentence.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints
from core.base.errors import FloeError
from core.classes.classes import Class
from core.cluster.choose_k.k_choice import DEFAULT_RANGE
from core.cluster.parameters import MAX_ITER, Parameters, Space, Start
from core.cluster.prepared.prepare import Prepared
from core.document.document import Document, fitting
from core.guarded.process import ReadingProcess
from core.image.image import Georeference, Image
from core.image.reading import Reading
from core.io.reader import read
from core.measure.areas import AreaRow
from core.pipeline.given_parts import GivenParts
from core.pipeline.result import RegionOptions, Result, result_of
from core.pipeline.run import result_in, run
from core.pipeline.task import Task, task_of
from core.scale.calibrate import calibrate
from core.scale.calibration import AreaMethod, Calibration
from core.scale.scale_choice import parse_scale

# What `floe` has of it.
__all__ = [
    "AreaRow",
    "FloeError",
    "Georeference",
    "Image",
    "Measured",
    "Reading",
    "Segmented",
    "measure",
    "open",
    "segment",
]

AnyPath = str | os.PathLike[str]


@dataclass(frozen=True, eq=False)
class Segmented:
    """A picture and its clusters, with ids 1…k from the darkest centroid (CIE L*) to the lightest."""

    image: Image
    result: Result

    @property
    def labels(self) -> Bytes:
        """(height, width) uint8: the cluster of every pixel; 0 is no data."""
        return self.result.segmentation.labels

    @property
    def centroids(self) -> Floats:
        """(k, dimensions) float64, in the units of the colour space; row i is cluster i + 1."""
        return self.result.segmentation.centroids

    @property
    def colours(self) -> Bytes:
        """(k, 3) uint8: the mean colour of each cluster, sRGB."""
        return self.result.segmentation.colours

    @property
    def counts(self) -> Ints:
        """(k,) int64: the pixels of each cluster."""
        return self.result.segmentation.counts

    @property
    def k(self) -> int:
        return self.result.segmentation.k

    @property
    def iterations(self) -> int:
        return self.result.segmentation.iterations

    @property
    def converged(self) -> bool:
        """Whether the centroids are the exact fixed point of Lloyd's algorithm (or within `tol` of one)."""
        return self.result.segmentation.converged

    @property
    def inertia(self) -> float:
        """The sum of squared distances to the nearest centroid, in the units of the colour space, squared."""
        return self.result.segmentation.inertia


@dataclass(frozen=True, eq=False)
class Measured:
    """What a segmented picture measures. areas: one a class; their unit stands in each.

    regions: columns by name, one row a connected region, as `floe segment --regions` writes them; None where
    they were not asked for. warnings: what must be read beside the numbers, whole sentences.
    """

    areas: tuple[AreaRow, ...]
    regions: Mapping[str, Sequence[Any] | NDArray[Any]] | None
    calibration: Calibration
    warnings: tuple[str, ...]

    def area(self, name: str) -> AreaRow:
        """The area of the class of this name. Raises KeyError."""
        for row in self.areas:
            if row.name == name:
                return row
        raise KeyError(name)


def open(path: AnyPath, reading: Reading | None = None) -> Image:  # noqa: A001 - as floe.open it is the word
    """Read a picture, in a process of its own with limits of time and memory; about half a second of it is
    the start of that process.

    reading: what the file leaves open (page, channels, what a fourth band is …). Raises ReadError.
    """
    with _without_main(), ReadingProcess(read) as process:
        return process.read_by(read, Path(path), reading or Reading())


def segment(
    image: Image | AnyPath,
    k: int | Literal["auto"] = 4,
    *,
    space: Space = "rgb",
    init: Start | Sequence[Sequence[float]] = "k-means++",
    seed: int = 0,
    restarts: int = 1,
    max_iter: int = MAX_ITER,
    tol: float = 0.0,
    threads: int | None = None,
) -> Segmented:
    """Cluster a picture by k-means, to the exact fixed point unless `max_iter` or `tol` end it before.

    image: of `open` or of arrays (`Image`), or a path. k: 1 to 255; "auto": the one that is recommended.
    space: "rgb", "lab", "hsv", "gray" or "bands"; where the picture does not have it, the first that it has.
    init: the name of a start, or k rows of centroids. seed, restarts: of the random starts. threads: default
    all cores; the result does not depend on it. Raises ParameterError, ReadError.
    """
    if not isinstance(image, Image):
        image = open(image)
    start = init if isinstance(init, str) else tuple(tuple(map(float, row)) for row in init)
    parameters = Parameters(
        k=DEFAULT_RANGE[0] if k == "auto" else k,
        space=space,
        init=start,
        seed=seed,
        restarts=restarts,
        max_iter=max_iter,
        tol=tol,
    )
    k_range = DEFAULT_RANGE if k == "auto" else None
    task = Task(image, fitting(image, parameters), GivenParts(), k_range=k_range)
    prepared: Prepared | None = None
    for event in run(task, threads=threads):
        if isinstance(event, Prepared):
            prepared = event
        elif isinstance(event, Result):
            return Segmented(image, replace(event, prepared=prepared))
    raise ValueError("the run ended without a result")


def measure(
    segmented: Segmented,
    classes: Mapping[str, Iterable[int]] | None = None,
    *,
    pixel_size: str | None = None,
    area: AreaMethod | None = None,
    regions: bool = False,
    errors: bool = True,
    threads: int | None = None,
) -> Measured:
    """Measure the classes of a segmented picture.

    classes: names and the clusters that each has; a cluster in none is a class of its own, named by its id.
    pixel_size: as `floe segment --pixel-size` takes it, "0.5m" or "0.5m,0.4m" or a source; None: what the
    file says. area: "geodesic" or "planar"; None: the true ground areas where they can be had. regions:
    whether every connected piece is measured, too. errors: whether the areas get their ±. Raises
    ParameterError.
    """
    result = segmented.result
    named = [Class(name, tuple(sorted(set(ids)))) for name, ids in (classes or {}).items()]
    scale = None if pixel_size is None else parse_scale(pixel_size)
    given = GivenParts(classes=named, scale=scale, area=area)
    before = Document(segmented.image, result.segmentation.parameters, own_scale=calibrate(segmented.image))
    document = given.document_over(before, result.segmentation)
    known = replace(result_of(document, result.segmentation), prepared=result.prepared)
    wanted = RegionOptions() if regions else None
    found = result_in(run(task_of(document, errors=errors, regions=wanted, known=known), threads=threads))
    columns = found.regions.columns() if found.regions is not None else None
    return Measured(found.rows, columns, found.areas.calibration, tuple(found.warnings))


@contextmanager
def _without_main() -> Iterator[None]:
    """A process that is started in here does not run the caller's script again, which need not be ready for
    that: what it does is found by its name in Floe.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
