"""The road of a picture that is in memory: what is particular to it of the stages of `run`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace

from core.base.parallel import Cancel
from core.cluster.choose_k.k_choice import KChoice
from core.cluster.features.models import Models
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.parameters import Parameters
from core.cluster.prepared.learning import Fitting
from core.cluster.prepared.prepare import Prepared, preparing
from core.cluster.segmentation import Segmentation, finish
from core.document.document import Document
from core.image.image import Image
from core.measure.measurement import Measurement
from core.pipeline.given_parts import GivenParts
from core.pipeline.known_scale import scaled_by
from core.pipeline.labelled_colours import mean_colours
from core.pipeline.result import Result, result_of
from core.scale.scale_area import KnownSize

# Makes what a document clusters ready, or has it ready; tells how far features are that learn.
Preparing = Callable[[Document, Parameters, Cancel], Generator[Fitting, None, Prepared]]


@dataclass(eq=False)
class InMemory:
    """Its parts are a Document from the beginning; what recipe and options say comes in over the clusters."""

    image: Image
    parameters: Parameters
    parts: Document | GivenParts
    prepare_document: Preparing | None
    models: Models | None
    threads: int | None
    cancelled: Cancel
    before: Measurement | None = None
    clustered: Image | None = None
    document: Document = field(init=False)
    prepared: Prepared = field(init=False)

    def __post_init__(self) -> None:
        parts = self.parts
        self.document = (
            parts if isinstance(parts, Document) else parts.document_of(self.image, self.parameters)
        )

    def prepare(self) -> Generator[Fitting, None, Prepared]:
        """Count the colours, or look at the pixels. Raises ParameterError, ReadError, Cancelled."""
        if self.prepare_document is not None:
            steps = self.prepare_document(self.document, self.parameters, self.cancelled)
        else:
            image = self.clustered or self.document.clustered_image(self.cancelled)
            models = Models() if self.models is None else self.models
            models.offer(self.document.models)
            steps = preparing(
                image, self.parameters, models=models, threads=self.threads, cancelled=self.cancelled
            )
        self.prepared = yield from steps
        return self.prepared

    def label(
        self, parameters: Parameters, histories: Sequence[Sequence[KMeansStep]], seconds: float
    ) -> Segmentation:
        """The Segmentation of the best restart. Raises Cancelled."""
        found = finish(
            self.prepared,
            parameters,
            histories,
            seconds=seconds,
            threads=self.threads,
            cancelled=self.cancelled,
        )
        if self.document.elsewhere is None:
            return found
        return replace(found, colours=mean_colours(self.image, found.labels, found.colours, self.cancelled))

    def measure(self, segmentation: Segmentation, k_choice: KChoice | None) -> Result:
        """Settle the classes and measure. Raises ParameterError, Cancelled."""
        if isinstance(self.parts, GivenParts):
            self.document = self.parts.document_over(self.document, segmentation)
            if isinstance(self.parts.scale, KnownSize):
                self.document = scaled_by(
                    self.document, segmentation, self.parts.scale, cancelled=self.cancelled
                )
        return result_of(self.document, segmentation, k_choice, before=self.before, cancelled=self.cancelled)
