"""The job of choosing k: each k as soon as it is ready, then the recommendation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.base.arrays import Bytes
from core.base.parallel import Cancel
from core.cluster.choose_k.choose_k import fitting_range, rows
from core.cluster.choose_k.k_choice import KChoice, KRow, recommend
from core.cluster.features.models import Models
from core.cluster.parameters import MAX_ITER
from core.cluster.prepared.prepare import Prepared, prepare_for
from core.cluster.prepared.prepared_channel import with_thresholds
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows
from core.cluster.prepared.prepared_superpixels import PreparedSuperpixels
from core.cluster.replay import Miniature
from core.cluster.threshold import Threshold
from core.document.document import Document
from workers.mailbox import Mailbox


@dataclass(frozen=True, eq=False)
class KSample:
    """What a k looks like. picture: (height, width, 4) uint8, see core.cluster.replay."""

    row: KRow
    picture: Bytes


@dataclass(frozen=True, eq=False)
class KProgress:
    """The k that are ready, of how many. choice: on the last one."""

    samples: tuple[KSample, ...]
    total: int
    choice: KChoice | None = None


class ChoosingKJob:
    """Compares the k of a range; call it in a JobThread.

    known: the image as it has been prepared before, or None. fits: whether for these parameters.
    """

    def __init__(
        self,
        *,
        document: Document,
        k_range: tuple[int, int],
        known: Prepared | None,
        fits: bool,
        progress: Mailbox[KProgress],
    ) -> None:
        self._document, self._parameters = document, document.parameters
        self._low, self._high = k_range
        self._known, self._fits, self._progress = known, fits, progress

    def __call__(self, cancelled: Cancel) -> KProgress:
        prepared = self._prepared(cancelled)
        if prepared.channel is not None and not isinstance(prepared, PreparedSuperpixels):
            # Every k has thresholds of its own, those that are found.
            prepared = with_thresholds(prepared, Threshold())
        total = len(fitting_range(prepared, self._low, self._high))
        miniature = Miniature(prepared)
        samples: tuple[KSample, ...] = ()
        found = rows(prepared, self._low, self._high, seed=self._parameters.seed, cancelled=cancelled)
        for row in found:
            samples = (*samples, KSample(row, miniature.segmented(row.centroids)))
            self._progress.put(KProgress(samples, total))
        choice = recommend([sample.row for sample in samples])
        return KProgress(samples, total, choice)

    def _prepared(self, cancelled: Cancel) -> Prepared:
        parameters, pieces = self._parameters, None
        if parameters.by == "superpixels":
            # As many are kept as clusters are asked for, and here that is the lowest k.
            init = parameters.init if isinstance(parameters.init, str) else "k-means++"
            parameters = replace(parameters, k=self._low, init=init, max_iter=parameters.max_iter or MAX_ITER)
            pieces = self._known.pieces if isinstance(self._known, PreparedSuperpixels) else None
        elif self._known is not None and self._fits:
            return self._known
        image = self._document.clustered_image(cancelled) if self._known is None else self._known.image
        histogram = self._known.histogram if isinstance(self._known, PreparedImage) else None
        # Another weight learns nothing again.
        models = Models(self._known.models if isinstance(self._known, PreparedRows) else ())
        models.offer(self._document.models)
        return prepare_for(
            image, parameters, histogram=histogram, pieces=pieces, models=models, cancelled=cancelled
        )
