"""The Task: one picture, what is said of it and what is wanted; and what `run` tells while it is done."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal

from core.base.parallel import Cancel
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.parameters import Parameters
from core.cluster.prepared.learning import Fitting
from core.cluster.prepared.prepare import Prepared
from core.document.document import Document
from core.image.image import Image
from core.io.tiled_image import TiledImage
from core.measure.measurement import Measurement
from core.measure.uncertainty import Uncertainty
from core.pipeline.given_parts import GivenParts
from core.pipeline.result import RegionOptions, Result
from core.pipeline.tiled import LabelRows

# Takes the rows of a label image that is larger than memory; opened once the clusters are known.
RowSink = Callable[[TiledImage], AbstractContextManager[LabelRows]]


@dataclass(frozen=True, eq=False)
class Task:
    """What `run` is to do. Frozen.

    source: the picture, in memory or in tiles. parameters: of the clustering.
    parts: what is said of the picture: all of it (the Document that is open), or what a recipe and options
        give, which is settled once the clusters are known. In tiles only the latter.
    k_range: where k is to be recommended, lowest and highest; None where parameters.k holds. k_may_fall: to
        the number of colours of a picture in tiles, since nobody typed it.
    errors: whether the areas get their errors. regions: which are wanted, None for none.
    accuracy: whether it is found what the points of the document say, and how far it agrees with labels from
        elsewhere; the window does that by itself, after each answer.
    row_sink: where the rows of labels go that are not kept in memory.
    known: what was found before, with its `prepared`: not clustered again, and measured again only where the
        document asks for it. uncertainty: the errors, where they are known. before: an older measurement of
        the picture, by other clusters perhaps, whose classifier knows the pixels already.
    clustered: what k-means sees of a source in memory (Document.clustered_image), where it is known already.
    """

    source: Image | TiledImage
    parameters: Parameters
    parts: Document | GivenParts
    k_range: tuple[int, int] | None = None
    k_may_fall: bool = False
    errors: bool = False
    accuracy: bool = True
    regions: RegionOptions | None = None
    row_sink: RowSink | None = None
    known: Result | None = None
    uncertainty: Uncertainty | None = None
    before: Measurement | None = None
    clustered: Image | None = None

    @property
    def is_of_labels(self) -> bool:
        """Whether labels are measured: nothing is clustered, and nobody knows its errors."""
        return self.source.reading.labels or self.parts.elsewhere is not None


def task_of(
    document: Document,
    *,
    errors: bool = False,
    accuracy: bool = True,
    regions: RegionOptions | None = None,
    known: Result | None = None,
    uncertainty: Uncertainty | None = None,
    before: Measurement | None = None,
) -> Task:
    """The Task of a document that is complete."""
    return Task(
        document.image,
        document.parameters,
        document,
        errors=errors,
        accuracy=accuracy,
        regions=regions,
        known=known,
        uncertainty=uncertainty,
        before=before,
    )


@dataclass(frozen=True, eq=False)
class RunStep:
    """One iteration of a restart. history: its steps so far, this one last; it grows as the run goes on."""

    restart: int
    history: Sequence[KMeansStep]

    @property
    def step(self) -> KMeansStep:
        return self.history[-1]


@dataclass(frozen=True)
class Stage:
    """What begins now that the clusters are known."""

    name: Literal["measure", "accuracy", "comparison", "errors", "regions"]


# What a run tells: how far features are that learn, the picture made ready, the steps, what comes next, and
# at last the Result.
Event = Fitting | Prepared | RunStep | Stage | Result

# Runs the restarts: yields their steps, returns the parameters that repeat them and the steps of each.
Restarting = Callable[
    [Prepared, Parameters, int | None, Cancel],
    Generator[RunStep, None, tuple[Parameters, list[list[KMeansStep]]]],
]
