"""What “How it works” tells of iterations: move, assign again, stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.sentences import _, in_a_row, ngettext
from core.convergence.moves import farthest_move
from core.measure.areas import AreaRow
from core.writing.number_words import scientific
from ui.segment.how.page import MOST_AXES, MOST_ROWS, Page, number, paragraphs, table
from ui.segment.how.told import Told, counts_table, inertia_text
from ui.segment.why.why_words import unit_text
from ui.widgets.number_text import count_text, share_text

if TYPE_CHECKING:
    from core.cluster.lloyd.kmeans import KMeansStep


def move_page(told: Told) -> Page:
    """The first half of the first iteration, by the centroid that goes farthest."""
    before, after = told.history[0], told.history[1]
    farthest = farthest_move(before.centroids, after.centroids)
    row, pixels = farthest.row, int(before.counts[farthest.row])
    if told.outcome.segmentation.side > 1 and pixels:
        how = _("Centroid {cluster} goes to the mean of its blocks: it has {n}.").format(
            cluster=row + 1, n=count_text(pixels)
        )
    elif pixels:
        how = ngettext(
            "Centroid {cluster} has {n} pixel. Its mean: add up the numbers and divide by {n}.",
            "Centroid {cluster} has {n} pixels. Their mean: add up their numbers and divide by {n}.",
            pixels,
        ).format(cluster=row + 1, n=count_text(pixels))
    else:
        how = _("Centroid {cluster} has no pixels. It goes to the colour that is farthest away.").format(
            cluster=row + 1
        )
    text = paragraphs(_("Now each centroid goes to the middle of its pixels: to their mean."), how)
    rows = [
        [_("before"), *(number(value) for value in before.centroids[row, :MOST_AXES].tolist())],
        [_("after"), *(number(value) for value in after.centroids[row, :MOST_AXES].tolist())],
    ]
    colours = [told.colour(row + 1)] * 2
    text += table([_("Centroid {cluster}").format(cluster=row + 1), *told.names[:MOST_AXES]], rows, colours)
    words = _("It moves by {distance} ({unit}). No other centroid moves farther.")
    text += paragraphs(
        words.format(distance=scientific(farthest.distance, 3), unit=unit_text(told.outcome.prepared.space))
    )
    seen = _("The centroids have moved. The ring in the colour space marks centroid {cluster}.").format(
        cluster=row + 1
    )
    return Page("picture:move", "picture", _("Move the centroids"), text, "move", seen)


def again_page(told: Told) -> Page:
    """The other half."""
    before, after = told.history[0], told.history[1]
    own = ""
    if len(told.whys) > 1:
        old, new = (why.cluster for why in told.whys)
        own = (
            _("Our pixel stays in cluster {cluster}.").format(cluster=new)
            if old == new
            else _("Our pixel goes from cluster {old} to cluster {new}.").format(old=old, new=new)
        )
    text = paragraphs(
        _("The centroids stand elsewhere, so some pixels are now nearer to another one. Assign all again."),
        own,
    ) + counts_table(told, after)
    text += paragraphs(
        _("The inertia was {before}. Now it is {after}. It never rises.").format(
            before=inertia_text(before), after=inertia_text(after)
        ),
        _("Then move the centroids again, and assign again. Moving and assigning once is an iteration."),
    )
    seen = _("The picture shows iteration 1. The line above it says how many pixels have changed.")
    return Page("picture:again", "picture", _("And again"), text, "again", seen)


def stop_page(told: Told) -> Page:
    """How the run has ended, and what the table makes of it."""
    last = told.history[-1]
    inertia = _("The inertia is {inertia} now.").format(inertia=inertia_text(last))
    text = paragraphs(in_a_row((_end(last), inertia)), _("These are the classes, as in the class table:"))
    text += _classes(told)
    text += paragraphs(
        _differs(told),
        _("k-means knows numbers only. What a cluster is in the world, you say: give it a name."),
    )
    seen = _("The picture shows the result, and the class table has its numbers.")
    return Page("picture:stop", "picture", _("Stop"), text, "stop", seen)


def _end(last: KMeansStep) -> str:
    """Why it was the last."""
    n = last.iteration
    if not n:
        return _("Here the guess was right at once: no centroid moves.")
    if last.stop == "converged":
        return ngettext(
            "After {n} iteration no centroid moves any more. k-means has converged.",
            "After {n} iterations no centroid moves any more. k-means has converged.",
            n,
        ).format(n=n)
    if last.stop == "tolerance":
        return ngettext(
            "After {n} iteration no centroid moves farther than the tolerance that you set.",
            "After {n} iterations no centroid moves farther than the tolerance that you set.",
            n,
        ).format(n=n)
    return ngettext(
        "The run was ended after {n} iteration. The centroids would still move.",
        "The run was ended after {n} iterations. The centroids would still move.",
        n,
    ).format(n=n)


def _classes(told: Told) -> str:
    rows = [[row.name, count_text(row.pixels), _share(row)] for row in told.rows[:MOST_ROWS]]
    colours = [row.colour for row in told.rows[:MOST_ROWS]]
    more = len(told.rows) - MOST_ROWS
    words = ngettext("{n} more class is in the table.", "{n} more classes are in the table.", max(more, 1))
    return table(
        [_("Class"), _("Pixels"), _("Share")], rows, colours, words.format(n=more) if more > 0 else ""
    )


def _share(row: AreaRow) -> str:
    return share_text(row.fraction, None if row.error is None else row.error.fraction)


def _differs(told: Told) -> str:
    """Why the table counts otherwise than k-means, where it does."""
    counts = told.outcome.segmentation.counts
    if all(row.pixels == sum(int(counts[each - 1]) for each in row.clusters) for row in told.rows):
        return ""
    return _(
        "After k-means came what you asked for beside it, such as cleaning up: the table counts all of it."
    )
