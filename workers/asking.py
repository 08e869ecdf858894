"""The jobs beside examples: where to ask next, and how many clusters part those of one cluster."""

from __future__ import annotations

from core.base.parallel import Cancel
from core.document.document import Document
from core.measure.asking import Question, question
from core.measure.parting import parting_k
from workers.clustering import Outcome


def question_for(document: Document, outcome: Outcome, skipped: int, cancelled: Cancel) -> Question:
    """Where the next example helps most, after so many that were not answered.

    Raises NothingLearnedError, Cancelled.
    """
    segmentation, measured = outcome.segmentation, outcome.measurement
    return question(document, segmentation, measured, skipped=skipped, cancelled=cancelled)


def clusters_that_part(document: Document, outcome: Outcome, cancelled: Cancel) -> int | None:
    """How many clusters part the examples; None where not many more do. Raises Cancelled."""
    found = outcome.segmentation.parameters
    return parting_k(outcome.prepared, found, document.examples, cancelled=cancelled)
