"""What is done to one picture in a worker process: looked at for a legend, clustered for one, measured."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.base.arrays import Ints, evenly
from core.base.errors import ParameterError
from core.base.parallel import never_cancelled
from core.base.sentences import _
from core.classes.class_matching import means_of
from core.classes.classes import Classes
from core.classes.naming import Naming
from core.classes.ratios import Ratios
from core.cluster.colours.added_histograms import AddedHistograms
from core.cluster.colours.few_colours import few_colours
from core.cluster.features.models import Models
from core.cluster.parameters import with_colours_enough
from core.cluster.prepared.own_planes import frozen_of
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows
from core.document.plain_json import Json
from core.document.step import Step
from core.export.run_files import write_all
from core.guarded.process import ReadingProcess
from core.image.image import Image, PixelArray, flat
from core.io.products import picture_stem
from core.io.tiled_image import TiledImage
from core.pictures.dates import FileDates, dates_in
from core.pipeline.given_parts import GivenParts
from core.pipeline.record import run_record
from core.pipeline.result import Result
from core.pipeline.run import run
from core.pipeline.source import open_source
from core.pipeline.task import Event, Task
from core.pipeline.tiled import PreparedTiles
from core.series.asked import Asked
from core.series.fitness import fitness, reference_of_one
from core.series.legend import Kind, Legend, check_lasting, kind_of, legend_of
from core.series.own_legend import own_legend_fit
from core.series.rescale import rescaled_fit, rescaled_parameters

# The source of what is no legend for others.
EACH = "each"
# Of this process: what features learn from chosen pictures they learn once.
_MODELS = Models()


@dataclass(frozen=True, eq=False)
class Look:
    """What a picture gives to a legend of all.

    colours: (n, bands), as stored, of what is clustered; counts: (n,) pixels of each. sampled: whether these
    are some of its pixels, not all of them.
    """

    sha256: str
    kind: Kind
    colours: PixelArray
    counts: Ints
    sampled: bool


@dataclass(frozen=True, eq=False)
class Fit:
    """What one picture was clustered to. classes: over its clusters; naming: which these are.

    steps, ratios: in the words of these classes. why_k: the reason of a k that was recommended.
    """

    legend: Legend
    classes: Classes
    naming: Naming
    steps: tuple[Step, ...]
    ratios: Ratios
    why_k: str


@dataclass(frozen=True)
class Measured:
    """What is found in one picture: its run record, what its file says of its date, and where it was written.

    unclear: sentences on classes that may be others here. left_out: on edits for classes that are not there.
    fit: how well it fits the legend, {} unknown.
    """

    record: Json
    dates: FileDates
    unclear: tuple[str, ...]
    left_out: tuple[str, ...]
    outputs: dict[str, str]
    fit: Json


def look(reader: ReadingProcess, path: Path, asked: Asked, most: int) -> Look:
    """The colours of a picture, counted; `most` of its pixels, evenly spread, of those that have too many.

    Raises ReadError, ParameterError.
    """
    asked = replace(asked, k_range=None, k_was_given=True, errors=False)
    with _opened(reader, path, asked) as (source, task):
        prepared = next(
            each for each in _run(task, asked.threads) if isinstance(each, PreparedImage | PreparedRows)
        )
    return seen(prepared, source, most)


def seen(prepared: Prepared, source: Image | TiledImage, most: int) -> Look:
    """What a picture that is made ready gives. most: pixels of one that has too many values to count."""
    # What is read in tiles gets its hash while it is counted.
    known = prepared.tiled if isinstance(prepared, PreparedTiles) else source
    sha256, kind = known.provenance.sha256, kind_of(source)
    if isinstance(prepared, PreparedImage):
        histogram = prepared.histogram
        if AddedHistograms.fits(histogram.colours.dtype, histogram.colours.shape[1]):
            return Look(sha256, kind, histogram.colours, histogram.counts, sampled=False)
        places = _spread(histogram.counts, most)
        colours = histogram.colours[places]
    else:
        pixels, valid = flat(prepared.image)
        inside = np.flatnonzero(valid) if len(valid) else np.arange(len(pixels))
        colours = pixels[inside[evenly(len(inside), most)]]
    return Look(sha256, kind, colours, np.ones(len(colours), np.int64), sampled=True)


def fit(reader: ReadingProcess, path: Path, asked: Asked, source_name: str) -> Fit:
    """Cluster one picture, and keep what it was clustered to: for others, but for EACH only its classes.

    Raises ReadError, ParameterError.
    """
    if source_name != EACH:
        check_lasting(asked.parameters)
    asked = replace(asked, errors=False, regions=None)
    with _opened(reader, path, asked) as (source, task):
        prepared, result = _found(task, asked.threads)
    parameters = result.segmentation.parameters
    frozen = frozen_of(prepared.image, parameters, prepared.space, never_cancelled)
    sha256 = result.image.provenance.sha256
    naming = result.settled.naming or Naming(means_of(result.segmentation, sha256))
    legend = legend_of(
        result.segmentation,
        frozen,
        result.classes,
        kind_of(source),
        source=source_name,
        pictures=((path.name, sha256),),
        reference=reference_of_one(prepared, result.segmentation.centroids),
    )
    settled, why = result.settled, "" if result.k_choice is None else result.k_choice.reason
    return Fit(legend, settled.classes, naming, settled.steps, settled.ratios, why)


def measure(reader: ReadingProcess, path: Path, asked: Asked, sha256: str) -> Measured:
    """Measure one picture, by the legend or, without, by clusters of its own.

    sha256: what its content has been, "" where nobody has looked. Raises ReadError, ParameterError,
    WriteError.
    """
    with _opened(reader, path, asked) as (source, task):
        if asked.legend is not None:
            asked.legend.check(source)
        result, fit = _measured(task, asked)
    if asked.rescaled == "own":
        fit = own_legend_fit()
    if sha256 and result.image.provenance.sha256 != sha256:
        raise ParameterError(_("Its content has changed while the series was measured: measure it again."))
    outputs: dict[str, Path] = {}
    if asked.exports:
        outputs = write_all(result, asked.directory, picture_stem(path), names=asked.exports)
    dates = reader.read_by(dates_in, path)
    unclear = () if asked.legend is not None else tuple(result.settled.sentences)
    edited = None if result.measurement is None else result.measurement.edit_changes
    left_out = () if edited is None else edited.notes
    written = {name: str(each) for name, each in outputs.items()}
    return Measured(run_record(result), dates, unclear, left_out, written, fit)


@contextmanager
def _opened(reader: ReadingProcess, path: Path, asked: Asked) -> Iterator[tuple[Image | TiledImage, Task]]:
    with open_source(
        path,
        reader,
        asked.parameters,
        reading=asked.reading,
        wants_whole=asked.wants_whole,
        tile=asked.tile,
        threads=asked.threads,
    ) as source:
        if source.reading.labels:
            raise ParameterError(_("It is read as labels, which have no legend: use floe segment."))
        task = asked.task(source, reader)
        if isinstance(source, Image) and isinstance(task.parts, GivenParts) and not asked.k_was_given:
            shown = task.parts.document_of(source, task.parameters).clustered_image()
            fewer = with_colours_enough(task.parameters, few_colours(shown, task.parameters.k))
            task = replace(task, parameters=fewer, clustered=shown)
        yield source, task


def _measured(task: Task, asked: Asked) -> tuple[Result, Json]:
    """The result, and how the picture fits the legend: rescaled where that is asked for."""
    fit: Json = {}
    with closing(_run(task, asked.threads)) as events:
        for event in events:
            if isinstance(event, Result):
                return event, fit
            if asked.legend is None or not isinstance(event, PreparedImage | PreparedRows):
                continue
            fit = fitness(asked.legend, event)
            by = rescaled_parameters(task.parameters, fit, asked.rescaled)
            if by is not None:
                prepared, result = _found(replace(task, parameters=by), asked.threads)
                return result, rescaled_fit(fit, fitness(asked.legend, prepared))
    raise AssertionError("a run ends with its Result")


def _run(task: Task, threads: int) -> Generator[Event, None, None]:
    return run(task, models=_MODELS, threads=threads)


def _found(task: Task, threads: int) -> tuple[Prepared, Result]:
    prepared: Prepared | None = None
    for event in _run(task, threads):
        if isinstance(event, PreparedImage | PreparedRows):
            prepared = event
        if isinstance(event, Result) and prepared is not None:
            return prepared, event
    raise AssertionError("a run ends with its Result")


def _spread(counts: Ints, most: int) -> Ints:
    """The colours of at most so many pixels, evenly along the histogram."""
    total = int(counts.sum())
    places: Ints = np.searchsorted(np.cumsum(counts), evenly(total, most), side="right")
    return places
