"""All pages that can be told of what there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.base.sentences import with_commas
from core.convergence.middle_pixel import middle_pixel
from core.document.document import Document
from core.measure.areas import AreaRow
from core.measure.explain import Explanation, explain
from ui.segment.how.choosing_words import choosing_pages
from ui.segment.how.example_words import example_pages
from ui.segment.how.learned_words import AUTOENCODERS, learned_pages
from ui.segment.how.page import Page
from ui.segment.how.picture_words import picture_pages
from ui.segment.how.told import Told
from ui.segment.learning.learned_features import learned_features
from ui.segment.why.why_words import values_texts

if TYPE_CHECKING:
    from core.cluster.choose_k.k_choice import KChoice
    from core.convergence.worked_example import WorkedExample
    from workers.clustering import Outcome

Pixel = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Telling:
    """What the window has. rows: of the class table. held: the pixel that “Why here?” stays with."""

    document: Document | None
    outcome: Outcome | None
    rows: Sequence[AreaRow] = ()
    held: Pixel | None = None


def pages_of(telling: Telling, choice: KChoice | None, example: WorkedExample | None) -> tuple[Page, ...]:
    """In the order in which they are turned. choice: what a comparison of k has found. example: None until
    it is computed.
    """
    document, outcome = telling.document, telling.outcome
    points = () if example is None else example_pages(example)
    if document is None or outcome is None or not is_iterated(outcome):
        return points
    pages = (*picture_pages(_told(telling, document, outcome)), *points)
    pages += choosing_pages(choice, outcome.segmentation.k)
    for feature, curves in learned_features(outcome.prepared):
        if feature.name in AUTOENCODERS:
            return (*pages, *learned_pages(feature, curves, len(outcome.prepared.names)))
    return pages


def is_iterated(outcome: Outcome) -> bool:
    """Whether k-means has found the clusters: not a threshold, a legend or labels."""
    parameters = outcome.segmentation.parameters
    return not outcome.result.is_of_labels and parameters.threshold is None and parameters.frozen is None


def pixel_of(outcome: Outcome, held: Pixel | None) -> Pixel | None:
    """The one to tell of: that which is held, or one of the middle of the picture."""
    return held or middle_pixel(outcome.segmentation.labels)


def _told(telling: Telling, document: Document, outcome: Outcome) -> Told:
    pixel, image = pixel_of(outcome, telling.held), outcome.prepared.image
    there = (image.height, image.width) == (document.image.height, document.image.width)
    if pixel is None or not there:
        return Told(outcome, telling.rows)  # cropped by now: where it was is elsewhere
    found: list[Explanation] = []
    for step in outcome.segmentation.history[:2]:
        why = explain(outcome.prepared, step.centroids, *pixel, order=outcome.segmentation.start_order)
        if why is None:
            return Told(outcome, telling.rows)
        found.append(why)
    values = with_commas(values_texts(document.image.bands, found[0].values))
    return Told(outcome, telling.rows, tuple(found), values)
