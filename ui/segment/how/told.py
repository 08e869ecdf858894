"""Told: the run that “How it works” tells of, and its numbers in tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.base.sentences import _, ngettext
from core.image.band_words import band_words
from core.measure.areas import AreaRow, hex_colour
from core.measure.explain import Explanation
from core.writing.number_words import scientific
from ui.segment.how.page import MOST_ROWS, table
from ui.widgets.number_text import count_text, share_text

if TYPE_CHECKING:
    from core.cluster.lloyd.kmeans import KMeansStep
    from workers.clustering import Outcome


@dataclass(frozen=True, eq=False)
class Told:
    """What the pages are told of. rows: of the class table. whys: of one pixel, with the centroids of the
    start and of the iteration after it; empty where there is no pixel. values: its own, as “Why here?” has
    them.
    """

    outcome: Outcome
    rows: Sequence[AreaRow] = ()
    whys: tuple[Explanation, ...] = ()
    values: str = ""

    @property
    def history(self) -> tuple[KMeansStep, ...]:
        return self.outcome.segmentation.history

    @property
    def names(self) -> tuple[str, ...]:
        """Of the axes of the space."""
        return band_words(self.outcome.prepared.names)

    def colour(self, cluster: int) -> str:
        return hex_colour(self.outcome.segmentation.colours[cluster - 1])


def counts_table(told: Told, step: KMeansStep) -> str:
    """How many pixels, or blocks of them, each cluster has in an iteration."""
    counts = step.counts.tolist()
    total = max(1, sum(counts))
    rows = [
        [str(i + 1), count_text(pixels), share_text(pixels / total)]
        for i, pixels in enumerate(counts[:MOST_ROWS])
    ]
    colours = swatches(told, range(1, len(counts) + 1))
    things = _("Blocks") if told.outcome.segmentation.side > 1 else _("Pixels")
    return table([_("Cluster"), things, _("Share")], rows, colours, more_words(len(counts)))


def swatches(told: Told, clusters: Sequence[int]) -> list[str]:
    """The colours of clusters, from 1."""
    return [told.colour(each) for each in clusters[:MOST_ROWS]]


def more_words(k: int) -> str:
    """Of so many rows, that not all are shown; empty where they are."""
    more = k - MOST_ROWS
    if more <= 0:
        return ""
    return ngettext("There is {n} more.", "There are {n} more.", more).format(n=more)


def inertia_text(step: KMeansStep) -> str:
    return scientific(step.inertia, 4)
