"""Where in a picture the next example helps most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.base.arrays import Ints
from core.base.parallel import Cancel, never_cancelled
from core.classes.naming import is_unnamed
from core.cluster.segmentation import Segmentation
from core.document.document import Document
from core.measure.classified import Lesson, classified, looks_of_image
from core.measure.measurement import Measurement

if TYPE_CHECKING:
    from core.classify.looks import Looks

# A smaller cluster without a name is not asked about before all else.
_WORTH_ASKING = 0.02


@dataclass(frozen=True)
class Question:
    """Of which pixel the class is asked. cluster: the one that has no example yet, where that is why; 0 where
    it is because an answer there settles most doubt.
    """

    column: int
    row: int
    cluster: int = 0


def question(
    document: Document,
    segmentation: Segmentation,
    measurement: Measurement,
    *,
    skipped: int = 0,
    cancelled: Cancel = never_cancelled,
) -> Question:
    """Where to ask: first in the middle of every larger cluster that has neither name nor example, the
    largest first, then where one answer settles most doubt of a classifier (core.classify.ask).

    measurement: of this document. skipped: questions that nobody could answer since the last example; the
    same of both ask the same question.
    Raises NothingLearnedError where all clusters have a name and there is nothing to learn from; Cancelled.
    """
    from core.classify.ask import first_questions, next_question  # only where it is needed

    labels, width = segmentation.labels, segmentation.labels.shape[1]
    lesson = None if measurement.classified is None else measurement.classified.of
    unknown = _unknown_clusters(document, segmentation)
    if skipped < len(unknown):
        looks: Looks = lesson.looks if lesson else looks_of_image(document.image, labels > 0, cancelled)
        asked = np.where(np.isin(labels, unknown), labels, np.uint8(0)).reshape(-1)
        pixel = first_questions(looks, asked, segmentation.k)[skipped]
        return Question(pixel % width, pixel // width, int(labels.reshape(-1)[pixel]))
    lesson = lesson or _lesson(document, segmentation, cancelled)
    seed = len(lesson.places) + skipped
    pixel = next_question(lesson.learned, lesson.looks, lesson.named, seed=seed, among=~lesson.stays)
    return Question(pixel % width, pixel // width)


def _unknown_clusters(document: Document, segmentation: Segmentation) -> Ints:
    """Ids of those that nobody has named, by hand or by example, and that are not small."""
    settled = document.settle(segmentation)
    named = {cluster for item in settled.classes if not is_unnamed(item) for cluster in item.clusters}
    least = _WORTH_ASKING * segmentation.counts.sum()
    found = [
        i for i in range(1, segmentation.k + 1) if i not in named and segmentation.counts[i - 1] >= least
    ]
    return np.array(found, np.int64)


def _lesson(document: Document, segmentation: Segmentation, cancelled: Cancel) -> Lesson:
    """What would be learned where nothing is."""
    settled = document.settle(segmentation)
    _labels, found = classified(
        document.image,
        segmentation.labels,
        settled.classes,
        segmentation.counts,
        settled.examples,
        cancelled=cancelled,
    )
    return found.of
