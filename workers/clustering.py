"""The clustering job: drives core.cluster.segmentation, streams frames, obeys the pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from core.base.errors import Cancelled
from core.base.parallel import Cancel, available_threads, raise_if_cancelled
from core.cluster.colours.histogram import ColourHistogram
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import Prepared, prepare_for
from core.cluster.prepared.prepared_image import Cloud, PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows
from core.cluster.segmentation import Segmentation, finish, labels_at
from core.cluster.starts.restarts import ends_with_swaps, number_of_runs, number_of_starts, run, run_by_swaps
from core.document.document import Document
from core.image.image import Image
from core.measure.areas import ClusterAreas
from core.measure.measurement import Measurement, measure
from core.warm_up.warm_up import KernelFilling
from workers.mailbox import Mailbox
from workers.pace import Pace
from workers.restarts import Restarts, as_if_capped

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

    generation: of the job. history: the iterations so far, this one last. labels (height, width) and
    colours (k, 3) uint8: of this iteration. restart, restarts: which of how many.
    """

    generation: int
    prepared: Prepared
    cloud: Cloud
    history: tuple[KMeansStep, ...]
    labels: NDArray[np.uint8]
    colours: NDArray[np.uint8]
    restart: int
    restarts: int


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a finished run leaves: it never depends on a frame having arrived.

    clustered_parts: Document.clustered_parts of the run: what alone k-means has seen.
    """

    prepared: Prepared
    cloud: Cloud
    segmentation: Segmentation
    measurement: Measurement
    clustered_parts: tuple[object, ...] = ()

    @property
    def areas(self) -> ClusterAreas:
        return self.measurement.areas


class Preparations:
    """The last image's colours, kept from run to run, so that another k counts nothing again.

    Used by one thread only.
    """

    def __init__(self) -> None:
        self._image: Image | None = None
        self._histogram: ColourHistogram | None = None
        self._prepared: dict[tuple[object, ...], tuple[Prepared, Cloud]] = {}
        self._clustered: tuple[Document, Image] | None = None

    def image_of(self, document: Document, cancelled: Cancel) -> Image:
        """What k-means sees of the document: the same Image as long as that does not change."""
        if self._clustered is None or not self._same_pixels(document, self._clustered[0]):
            self._clustered = document, document.clustered_image(cancelled)
        return self._clustered[1]

    @staticmethod
    def _same_pixels(one: Document, other: Document) -> bool:
        return one.image is other.image and one.clustered_parts == other.clustered_parts

    def of(self, image: Image, parameters: Parameters, cancelled: Cancel) -> tuple[Prepared, Cloud]:
        if image is not self._image:
            self.forget()
        key = (parameters.space, parameters.bands, parameters.scaling, parameters.features)
        if key not in self._prepared:
            self._forget_features()
            prepared = prepare_for(image, parameters, histogram=self._histogram, cancelled=cancelled)
            self._image = image
            if isinstance(prepared, PreparedImage):
                self._histogram = prepared.histogram
            self._prepared[key] = prepared, prepared.cloud(CLOUD)
            self._forget_older_rows()
        return self._prepared[key]

    def has(self, image: Image) -> bool:
        """Whether anything of this image is kept."""
        return image is self._image

    def _forget_features(self) -> None:
        """A stack of planes is large, and every weight makes another one: none is kept for later."""
        self._prepared = {key: kept for key, kept in self._prepared.items() if not key[-1]}

    def _forget_older_rows(self) -> None:
        """Every choice of bands and scaling has a picture of its own, 3 bytes a pixel: two are kept."""
        rows = [key for key, (kept, _) in self._prepared.items() if isinstance(kept, PreparedRows)]
        for key in rows[:-KEPT_ROWS]:
            del self._prepared[key]

    def forget(self) -> None:
        self._image = self._histogram = None
        self._prepared.clear()


class ClusteringJob:
    """One run from a Document to the Outcome; call it in a JobThread. kernels: waited for, if given."""

    def __init__(
        self,
        *,
        generation: int,
        document: Document,
        preparations: Preparations,
        frames: Mailbox[Frame],
        pace: Pace,
        kernels: KernelFilling | None = None,
    ) -> None:
        self._kernels = kernels
        self._generation, self._document, self._preparations = generation, document, preparations
        self._parameters = document.parameters
        self._frames, self._pace = frames, pace
        self._next_frame = 0.0

    def __call__(self, cancelled: Cancel) -> Outcome:
        if self._kernels is not None:
            self._kernels.wait(cancelled)
        image = self._preparations.image_of(self._document, cancelled)
        first = not self._preparations.has(image)
        prepared, cloud = self._preparations.of(image, self._parameters, cancelled)
        begun = perf_counter()
        self._next_frame = begun if first else begun + FIRST_FRAME_SECONDS
        restarts = self._restarts(prepared, cancelled)
        self._follow(prepared, cloud, restarts, cancelled)
        parameters, histories = as_if_capped(self._parameters, restarts.histories)
        segmentation = finish(
            prepared, parameters, histories, seconds=perf_counter() - begun, cancelled=cancelled
        )
        measurement = measure(self._document, segmentation, cancelled=cancelled)
        return Outcome(prepared, cloud, segmentation, measurement, self._document.clustered_parts)

    def _restarts(self, prepared: Prepared, cancelled: Cancel) -> Restarts:
        """The first one has all threads, the others share them."""
        number = number_of_starts(self._parameters)
        share = max(available_threads() // max(number - 1, 1), 1)
        runs = [
            run(prepared, self._parameters, i, threads=share if i else None, cancelled=cancelled)
            for i in range(number)
        ]
        return Restarts(runs, self._pace, cancelled)

    def _follow(self, prepared: Prepared, cloud: Cloud, restarts: Restarts, cancelled: Cancel) -> None:
        """The first restart alone, so that it is seen soon; then the others, several at once."""
        self._stream(prepared, cloud, restarts, cancelled)
        others = number_of_starts(self._parameters) - 1
        if others:
            with restarts.helped(min(available_threads(), others) - 1):
                while self._stream(prepared, cloud, restarts, cancelled):
                    pass
        if ends_with_swaps(prepared, self._parameters) and not self._pace.stopped:
            self._follow_swaps(prepared, cloud, restarts, cancelled)

    def _follow_swaps(self, prepared: Prepared, cloud: Cloud, restarts: Restarts, cancelled: Cancel) -> None:
        """The run by swaps, from the ends of all restarts. A stop during the search leaves it out."""
        ends = list(restarts.histories)
        history: list[KMeansStep] = []

        # Not of `restarts`, which has the run: a ring of them would keep the run's threads.
        def ended() -> bool:
            return cancelled() or (self._pace.stopped and not history)

        restarts.add(run_by_swaps(prepared, self._parameters, ends, cancelled=ended), history)
        try:
            self._stream(prepared, cloud, restarts, cancelled)
        except Cancelled:
            if cancelled():
                raise

    def _stream(self, prepared: Prepared, cloud: Cloud, restarts: Restarts, cancelled: Cancel) -> bool:
        """Show the next restart as it runs; whether there was one."""
        number = restarts.next()
        if number is None:
            return False
        steps = restarts.histories[number]
        for step in restarts.steps(number):
            raise_if_cancelled(cancelled)
            held = self._pace.paused and step.stop is None
            due = self._frames.empty and perf_counter() >= self._next_frame
            if held or (due and step.stop is None):
                self._show(prepared, cloud, steps, number, cancelled)
            if step.stop is None:  # the last one has nothing to wait for: it is the result
                self._pace.wait(cancelled)
            # Stopping keeps at least one update, so that a cap can repeat it.
            if self._pace.stopped and (number or len(steps) > 1):
                break
        restarts.put_back(number)
        return True

    def _show(
        self,
        prepared: Prepared,
        cloud: Cloud,
        steps: Sequence[KMeansStep],
        restart: int,
        cancelled: Cancel,
    ) -> None:
        begun = perf_counter()
        labels, colours = labels_at(prepared, steps[-1].centroids, cancelled=cancelled)
        restarts = number_of_runs(prepared, self._parameters)
        self._frames.put(
            Frame(self._generation, prepared, cloud, tuple(steps), labels, colours, restart, restarts)
        )
        now = perf_counter()
        self._next_frame = now + max(FRAME_SECONDS, FRAME_REST * (now - begun))
