"""The clustering job: drives core.pipeline.run, streams frames, obeys the pace."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from core.base.arrays import Bytes
from core.base.parallel import Cancel
from core.cluster.colours.histogram import ColourHistogram
from core.cluster.features.models import Models, StoredModel
from core.cluster.features.specification import Snapshot
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.parameters import Parameters
from core.cluster.prepared.channel import ChannelHistogram
from core.cluster.prepared.learning import Fitting, shortened
from core.cluster.prepared.prepare import Prepared, preparing
from core.cluster.prepared.prepared_channel import with_thresholds
from core.cluster.prepared.prepared_image import Cloud, PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows
from core.cluster.prepared.prepared_superpixels import Pieces, PreparedSuperpixels
from core.cluster.segmentation import Segmentation, labels_at
from core.cluster.starts.restarts import number_of_runs
from core.convergence.density import density_cloud
from core.document.document import Document
from core.image.image import Image
from core.measure.areas import ClusterAreas
from core.measure.measurement import Measurement
from core.warm_up.warm_up import KernelFilling
from workers.mailbox import Mailbox
from workers.pace import Pace

if TYPE_CHECKING:
    from core.pipeline.result import Result
    from core.pipeline.task import RunStep

# At most 30 frames a second are shown: more would be labelled in vain.
FRAME_SECONDS = 1 / 30
# A picture's first run shows its start at once. Later ones, with a result on the screen, show no frame if
# they end sooner than this: making one would only hold up the result.
FIRST_FRAME_SECONDS = 0.2
# A frame of a large picture costs as much as many iterations: frames get at most a quarter of the time.
FRAME_REST = 3
# Points of the colour space that are drawn.
CLOUD = 4000
# Choices of bands and scaling that can be gone back to at once.
KEPT_ROWS = 2


@dataclass(frozen=True, eq=False)
class Frame:
    """One iteration as it is shown. Immutable; the clusters are in the order of the start.

    history: the iterations so far, this one last. labels (height, width) and
    colours (k, 3) uint8: of this iteration. restart, restarts: which of how many.
    """

    prepared: Prepared
    cloud: Cloud
    history: tuple[KMeansStep, ...]
    labels: Bytes
    colours: Bytes
    restart: int
    restarts: int


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a finished run leaves: it never depends on a frame having arrived.

    clustered_parts: Document.clustered_parts of the run: what alone k-means has seen. bars: of the channel
    of a threshold; None where none was cut.
    """

    result: Result
    measurement: Measurement
    prepared: Prepared
    cloud: Cloud
    clustered_parts: tuple[object, ...]
    bars: ChannelHistogram | None = None

    @property
    def segmentation(self) -> Segmentation:
        return self.result.segmentation

    @property
    def areas(self) -> ClusterAreas:
        return self.measurement.areas


def measured_again(outcome: Outcome, document: Document, cancelled: Cancel) -> Outcome:
    """The same segmentation, measured as the document asks for now. Raises ParameterError, Cancelled."""
    from core.pipeline.run import result_in, run
    from core.pipeline.task import task_of

    result = result_in(run(task_of(document, accuracy=False, known=outcome.result), cancelled=cancelled))
    return replace(outcome, result=result, measurement=result.measurement or outcome.measurement)


@dataclass(frozen=True, eq=False)
class LearningFrame:
    """How far a feature is that learns; what there is to look at, N_() title → (height, width, 3) uint8."""

    fitting: Fitting
    pictures: Mapping[str, Bytes]


class Preparations:
    """The last image's colours, kept from run to run, so that another k counts nothing again; and what
    features have learned, so that another weight learns nothing again.

    Used by one thread only, but for `want`.
    """

    def __init__(self) -> None:
        self._models = Models()
        self._image: Image | None = None
        self._histogram: ColourHistogram | None = None
        self._pieces: Pieces | None = None
        self._prepared: dict[tuple[object, ...], tuple[Prepared, Cloud]] = {}
        self._clustered: tuple[Document, Image] | None = None
        self._wanted: Document | None = None
        self._bars: tuple[object, ChannelHistogram] | None = None

    def want(self, document: Document | None) -> None:
        """Say, from any thread, what is to be clustered next. Where that is another detail of the superpixels
        that are being found, these are found to their end; None: nothing of it is wanted any more.
        """
        self._wanted = document

    def image_of(self, document: Document, cancelled: Cancel) -> Image:
        """What k-means sees of the document: the same Image as long as that does not change."""
        if self._clustered is None or not self._same_pixels(document, self._clustered[0]):
            self._clustered = document, document.clustered_image(cancelled)
        return self._clustered[1]

    @staticmethod
    def _same_pixels(one: Document, other: Document) -> bool:
        same = one.image is other.image and one.parameters.treatment == other.parameters.treatment
        return same and one.clustered_parts == other.clustered_parts

    def offer(self, models: Sequence[StoredModel]) -> None:
        """Say which models lie in the document that is open."""
        self._models.offer(models)

    def of(
        self, image: Image, parameters: Parameters, cancelled: Cancel
    ) -> Generator[Fitting, None, tuple[Prepared, Cloud]]:
        """The image made ready; yields how far features are that learn from it first.

        Raises ParameterError, Cancelled, and what a fit raises.
        """
        if image is not self._image:
            self.forget()
        p = parameters
        cut = (p.detail, p.k) if p.by == "superpixels" else None
        channel = None if p.threshold is None else p.threshold.channel
        memory = p.memory if p.features else None
        key = (p.space, p.bands, p.scaling, memory, cut, channel, p.frozen, p.features)
        if key not in self._prepared:
            self._forget_features()
            prepared = yield from preparing(
                image,
                parameters,
                histogram=self._histogram,
                pieces=self._pieces,
                models=self._models,
                cancelled=lambda: cancelled() and not self._finds_wanted(parameters),
            )
            self._image = image
            if isinstance(prepared, PreparedSuperpixels):
                self._pieces = prepared.pieces
            if isinstance(prepared, PreparedImage):
                self._histogram = prepared.histogram
            self._prepared[key] = prepared, density_cloud(prepared, CLOUD, cancelled)
            self._forget_older_rows()
        prepared, cloud = self._prepared[key]
        if p.threshold is not None and not isinstance(prepared, PreparedSuperpixels):
            prepared = with_thresholds(prepared, p.threshold)
        return prepared, cloud

    def bars(self, prepared: Prepared) -> ChannelHistogram | None:
        """Of the channel of a threshold; the same object as long as the channel is the same."""
        if prepared.channel is None:
            return None
        stored = prepared.channel.stored
        if self._bars is None or self._bars[0] is not stored:
            weights = prepared.histogram.counts if isinstance(prepared, PreparedImage) else None
            self._bars = stored, prepared.channel.histogram(weights)
        return self._bars[1]

    def has(self, image: Image) -> bool:
        """Whether anything of this image is kept."""
        return image is self._image

    def _finds_wanted(self, parameters: Parameters) -> bool:
        """Whether what is wanted next has the superpixels of these parameters, at whatever detail."""
        wanted, under_way = self._wanted, self._clustered
        if wanted is None or under_way is None or parameters.by != "superpixels":
            return False
        alike = replace(wanted.parameters, k=parameters.k, init=parameters.init, detail=parameters.detail)
        return self._same_pixels(wanted, under_way[0]) and alike == parameters

    def _forget_features(self) -> None:
        """A stack of planes is large, and every weight makes another one: none is kept for later."""
        self._prepared = {key: kept for key, kept in self._prepared.items() if not key[-1]}

    def _forget_older_rows(self) -> None:
        """Every choice of bands and scaling has a picture of its own, 3 bytes a pixel: two are kept."""
        rows = [key for key, (kept, _) in self._prepared.items() if isinstance(kept, PreparedRows)]
        for key in rows[:-KEPT_ROWS]:
            del self._prepared[key]

    def forget(self) -> None:
        self._image = self._histogram = self._pieces = self._bars = None
        self._prepared.clear()


class ClusteringJob:
    """One run from a Document to the Outcome; call it in a JobThread. kernels: waited for, if given.

    before: an older measurement of the picture, as of core.pipeline.task.Task.
    """

    _cloud: Cloud  # of what was prepared

    def __init__(
        self,
        *,
        document: Document,
        preparations: Preparations,
        told: Mailbox[Frame | LearningFrame],
        pace: Pace,
        kernels: KernelFilling | None = None,
        before: Measurement | None = None,
    ) -> None:
        self._kernels, self._before = kernels, before
        self._document, self._preparations = document, preparations
        self._told, self._pace = told, pace
        self._next_frame = 0.0
        self._pictures: Mapping[str, Bytes] = {}
        self._pictured: Snapshot | None = None
        # Who asks for the first step of a run waits for what is learned before it.
        self._holds = not pace.paused

    def __call__(self, cancelled: Cancel) -> Outcome:
        # The trunk knows most of core: the window starts without it.
        from core.pipeline.result import Result
        from core.pipeline.run import run
        from core.pipeline.task import RunStep, task_of
        from workers.restarts import follow_restarts

        if self._kernels is not None:
            self._kernels.wait(cancelled)
        document, pace = self._document, self._pace
        events = run(
            task_of(document, accuracy=False, before=self._before),
            prepare=self._prepare,
            restarting=partial(follow_restarts, pace=pace),
            cancelled=cancelled,
        )
        # Closed in any case, so that no thread works on after an error.
        with closing(events):
            for event in events:
                match event:
                    case Fitting():
                        self._show_learning(event, cancelled)
                    case PreparedImage() | PreparedRows():
                        prepared = event
                    case RunStep():
                        self._show_if_due(prepared, event, cancelled)
                        if event.step.stop is None:  # the last one has nothing to wait for: it is the result
                            pace.wait(cancelled)
                    case Result(measurement=Measurement() as measurement) as result:
                        parts = document.clustered_parts
                        bars = self._preparations.bars(prepared)
                        outcome = Outcome(result, measurement, prepared, self._cloud, parts, bars)
        return outcome

    def _prepare(
        self, document: Document, parameters: Parameters, cancelled: Cancel
    ) -> Generator[Fitting, None, Prepared]:
        self._preparations.offer(document.models)
        image = self._preparations.image_of(document, cancelled)
        first = not self._preparations.has(image)
        prepared, self._cloud = yield from self._learned(image, parameters, cancelled)
        self._next_frame = perf_counter() + (0.0 if first else FIRST_FRAME_SECONDS)
        return prepared

    def _learned(
        self, image: Image, parameters: Parameters, cancelled: Cancel
    ) -> Generator[Fitting, None, tuple[Prepared, Cloud]]:
        """The image made ready; by features that have learned to their end, or until they were stopped."""
        steps = self._preparations.of(image, parameters, cancelled)
        try:
            while True:
                told = next(steps)
                if told.snapshot is not None and told.done < told.of and self._pace.take_stop():
                    break
                yield told
        except StopIteration as end:
            found: tuple[Prepared, Cloud] = end.value
            return found
        # Ended between two epochs it keeps what it has learned, as what it is: learned for so many.
        steps.close()
        short = shortened(told.feature, told.snapshot.length)
        features = tuple(short if each == told.feature else each for each in parameters.features)
        return (yield from self._learned(image, replace(parameters, features=features), cancelled))

    def _show_learning(self, fitting: Fitting, cancelled: Cancel) -> None:
        """Pictures of an epoch are made where those before have been seen, in a quarter of the time."""
        begun, snapshot = perf_counter(), fitting.snapshot
        due = self._told.empty and begun >= self._next_frame
        if snapshot is not None and snapshot is not self._pictured and (due or fitting.done == fitting.of):
            self._pictures, self._pictured = snapshot.pictures(), snapshot
            now = perf_counter()
            self._next_frame = now + max(FRAME_SECONDS, FRAME_REST * (now - begun))
        self._told.put(LearningFrame(fitting, self._pictures))
        if self._holds:
            self._pace.hold(cancelled)

    def _show_if_due(self, prepared: Prepared, found: RunStep, cancelled: Cancel) -> None:
        if found.step.stop is not None:
            return
        if self._pace.paused or (self._told.empty and perf_counter() >= self._next_frame):
            self._show(prepared, found, cancelled)

    def _show(self, prepared: Prepared, found: RunStep, cancelled: Cancel) -> None:
        begun = perf_counter()
        labels, colours = labels_at(prepared, found.step.centroids, cancelled=cancelled)
        restarts = number_of_runs(prepared, self._document.parameters)
        history = tuple(found.history)
        self._told.put(Frame(prepared, self._cloud, history, labels, colours, found.restart, restarts))
        now = perf_counter()
        self._next_frame = now + max(FRAME_SECONDS, FRAME_REST * (now - begun))
