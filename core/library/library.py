"""What `import floe` gives: open a picture, segment it, measure it. How to use it: docs/python.md.

The same numbers as the window and `floe segment`, on the same road (core.pipeline). A value that cannot be is
a FloeError with one sentence; one of another type than a signature says is Python's TypeError, as anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import index
from pathlib import Path
from typing import Literal

from core.base.errors import FloeError, ParameterError
from core.base.hidden_main import without_main
from core.base.sentences import _
from core.classes.classes import Class
from core.cluster.choose_k.k_choice import DEFAULT_RANGE
from core.cluster.parameters import MAX_ITER, Parameters, Space, Start
from core.cluster.prepared.prepare import Prepared
from core.document.document import Document, fitting
from core.guarded.process import ReadingProcess
from core.image.image import Georeference, Image
from core.image.reading import Reading
from core.io.reader import read
from core.library.results import Measured, Segmented
from core.measure.areas import AreaRow
from core.pipeline.given_parts import GivenParts
from core.pipeline.result import RegionOptions, Result, result_of
from core.pipeline.run import result_in, run
from core.pipeline.task import Task, task_of
from core.scale.calibrate import calibrate
from core.scale.calibration import AREA_METHODS, AreaMethod
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


def open(path: AnyPath, reading: Reading | None = None) -> Image:  # noqa: A001 - as floe.open it is the word
    """Read a picture, in a process of its own with limits of time and memory; about half a second of it is
    the start of that process.

    reading: what the file leaves open (page, channels, what a fourth band is …). Raises ReadError.
    """
    with without_main(), ReadingProcess(read) as process:
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
        k=DEFAULT_RANGE[0] if k == "auto" else index(k),
        space=space,
        init=start,
        seed=index(seed),
        restarts=index(restarts),
        max_iter=index(max_iter),
        tol=tol,
    )
    k_range = DEFAULT_RANGE if k == "auto" else None
    task = Task(image, fitting(image, parameters), GivenParts(), k_range=k_range)
    prepared: Prepared | None = None
    for event in run(task, threads=_threads(threads)):
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
    named = [_class(name, ids) for name, ids in (classes or {}).items()]
    if area is not None and area not in AREA_METHODS:
        sentence = _("There is no way to measure areas called “{name}”: choose {names}.")
        raise ParameterError(sentence.format(name=area, names=", ".join(AREA_METHODS)))
    threads = _threads(threads)
    scale = None if pixel_size is None else parse_scale(pixel_size)
    given = GivenParts(classes=named, scale=scale, area=area)
    before = Document(segmented.image, result.segmentation.parameters, own_scale=calibrate(segmented.image))
    document = given.document_over(before, result.segmentation)
    known = replace(result_of(document, result.segmentation), prepared=result.prepared)
    wanted = RegionOptions() if regions else None
    found = result_in(run(task_of(document, errors=errors, regions=wanted, known=known), threads=threads))
    columns = found.regions.columns() if found.regions is not None else None
    return Measured(found.rows, columns, found.areas.calibration, tuple(found.warnings))


def _class(name: str, clusters: Iterable[int]) -> Class:
    """Raises ParameterError; `named_classes` has the sentence on a cluster that there is not."""
    ids = tuple(sorted({index(each) for each in clusters}))
    if not name.strip() or not ids or ids[0] < 1:
        sentence = _("“{name}” is no class of clusters {ids}: give it a name and clusters from 1 on.")
        raise ParameterError(sentence.format(name=name, ids=list(ids)))
    return Class(name, ids)


def _threads(number: int | None) -> int | None:
    """Raises ParameterError."""
    if number is not None and index(number) < 1:
        raise ParameterError(_("The number of threads is {number}: choose 1 or more.").format(number=number))
    return number
