"""What “How it works” tells of the run that made the result: k-means in the numbers of this picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.base.sentences import _, ngettext
from core.cluster.prepared.prepared_image import PreparedImage
from core.convergence.moves import farthest_move
from core.measure.areas import AreaRow, hex_colour
from core.measure.explain import Explanation
from core.writing.number_words import scientific
from ui.segment.how.page import (
    MOST_AXES,
    MOST_ROWS,
    Page,
    distance_formula,
    formula,
    number,
    paragraphs,
    table,
)
from ui.segment.why.why_words import cluster_text, distance_text, unit_text
from ui.widgets.number_text import count_text, share_text

if TYPE_CHECKING:
    from core.cluster.lloyd.kmeans import KMeansStep
    from workers.clustering import Outcome

_DIGITS = 4


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
        return self.outcome.prepared.names

    def colour(self, cluster: int) -> str:
        return hex_colour(self.outcome.segmentation.colours[cluster - 1])


def picture_pages(told: Told) -> tuple[Page, ...]:
    """In the order of a textbook. Where the start is the end already nothing moves."""
    moves = (_move(told), _again(told)) if len(told.history) > 1 else ()
    return (_number(told), _start(told), _distance(told), _assign(told), *moves, _stop(told))


def _number(told: Told) -> Page:
    k, prepared, found = len(told.history[0].counts), told.outcome.prepared, told.outcome.segmentation
    pixels = int(told.history[0].counts.sum())
    if isinstance(prepared, PreparedImage):
        colours = len(prepared.histogram)
        many = ngettext(
            "This picture has {pixels} pixels, in {n} colour.",
            "This picture has {pixels} pixels, in {n} different colours.",
            colours,
        ).format(pixels=count_text(pixels), n=count_text(colours))
    else:
        many = _("This picture has {pixels} pixels.").format(pixels=count_text(pixels))
    axes = ngettext(
        "For k-means a pixel is {n} number: {names}.",
        "For k-means a pixel is {n} numbers: {names}.",
        len(told.names),
    ).format(n=len(told.names), names=_listed(told.names))
    unit = ""
    if found.superpixels is not None:
        unit = _("Here it does not see single pixels, but patches of them, by their mean: superpixels.")
    elif found.side > 1:
        unit = _("Here a block of {n} × {n} pixels counts as one, to save memory.").format(n=found.side)
    text = paragraphs(
        _("k-means puts what is alike into one group. Such a group is called a cluster."),
        f"{many} {axes} {_('Pixels are alike when their numbers are nearly the same.')}",
        unit,
        _("You say how many clusters there are to be. This number is called k. Here k is {k}.").format(k=k),
        _("You set k on the tab Clustering. The result follows, and so does this page."),
    )
    return Page("picture k", "picture", _("Choose k"), text)


def _start(told: Told) -> Page:
    first = told.history[0]
    k = len(first.counts)
    text = paragraphs(
        _("The middle of a cluster is called its centroid."),
        ngettext(
            "At first nobody knows the clusters. So k-means begins with a guess: {n} centroid.",
            "At first nobody knows the clusters. So k-means begins with a guess: {n} centroids.",
            k,
        ).format(n=k),
        _start_words(told),
    )
    axes = told.names[:MOST_AXES]
    rows = [
        [str(i + 1), *(number(value) for value in centroid[:MOST_AXES])]
        for i, centroid in enumerate(first.centroids[:MOST_ROWS].tolist())
    ]
    text += table([_("Centroid"), *axes], rows, _swatches(told, range(1, k + 1)), _more(k))
    seen = _("The picture shows this guess, and the colour space where its centroids stand.")
    return Page("picture start", "picture", _("Begin with a guess"), text, "start", seen)


def _start_words(told: Told) -> str:
    parameters, restarts = told.outcome.segmentation.parameters, told.outcome.segmentation.restarts
    if len(restarts) > 1:
        words = ngettext(
            "Floe tried {n} start and kept the one that ended best: this one.",
            "Floe tried {n} starts and kept the one that ended best: this one.",
            len(restarts),
        )
        return words.format(n=count_text(len(restarts)))
    if not isinstance(parameters.init, str):
        return _("They were given: from a file, or because you moved a centroid.")
    return {
        "k-means++": _("They are drawn by chance, preferably far from each other. This is k-means++."),
        "random": _("They are drawn by chance from the pixels."),
    }.get(parameters.init, _("They are computed from the picture. There is no chance in it."))


def _distance(told: Told) -> Page:
    title = _("Find the nearest centroid")
    seen = _(
        "The pixel is marked in the picture and in the colour space; the panel Why here? has its distances. "
        "Click on another pixel to take that one."
    )
    if not told.whys:
        return Page("picture distance", "picture", title, paragraphs(_no_pixel()))
    why = told.whys[0]
    nearest, prepared = why.nearest_first[0], told.outcome.prepared
    centroid = told.history[0].centroids[nearest.cluster - 1].tolist()
    unit = unit_text(prepared.space)
    said = _("Take one pixel, at x {x}, y {y}: {values}.").format(x=why.column, y=why.row, values=told.values)
    text = paragraphs(
        said,
        _("How far is it from centroid {cluster}? Subtract, square, add up, take the root:").format(
            cluster=nearest.cluster
        ),
    )
    text += formula(distance_formula(why.feature, centroid, distance_text(nearest.distance)))
    rows = [[cluster_text(each), distance_text(each.distance)] for each in why.nearest_first[:MOST_ROWS]]
    colours = _swatches(told, [each.cluster for each in why.nearest_first])
    k = len(why.nearest_first)
    text += table([_("Centroid"), _("Distance ({unit})").format(unit=unit)], rows, colours, _more(k))
    text += paragraphs(_("Centroid {cluster} is the nearest.").format(cluster=nearest.cluster))
    return Page("picture distance", "picture", title, text, "distance", seen)


def _assign(told: Told) -> Page:
    first = told.history[0]
    own = ""
    if told.whys:
        own = _("Our pixel comes into cluster {cluster}.").format(cluster=told.whys[0].cluster)
    text = paragraphs(_("Every pixel comes into the cluster of its nearest centroid."), own) + _counts(
        told, first
    )
    text += paragraphs(
        _(
            "How good is that? Square the distance of each pixel to its centroid, and add up all of them. "
            "This sum is called the inertia. Here it is {inertia}: the smaller, the better."
        ).format(inertia=scientific(first.inertia, _DIGITS))
    )
    seen = _("The picture shows these clusters.")
    return Page("picture assign", "picture", _("Assign each pixel"), text, "assign", seen)


def _move(told: Told) -> Page:
    before, after = told.history[0], told.history[1]
    farthest = farthest_move(before.centroids, after.centroids)
    row, pixels = farthest.row, int(before.counts[farthest.row])
    if pixels:
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
    words = _("It goes {distance} far ({unit}). No other centroid goes farther.")
    text += paragraphs(
        words.format(distance=scientific(farthest.distance, 3), unit=unit_text(told.outcome.prepared.space))
    )
    seen = _("The centroids have moved. The ring in the colour space marks centroid {cluster}.").format(
        cluster=row + 1
    )
    return Page("picture move", "picture", _("Move the centroids"), text, "move", seen)


def _again(told: Told) -> Page:
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
    ) + _counts(told, after)
    inertia = _("The inertia was {before}. Now it is {after}. It never rises.")
    values = (scientific(each.inertia, _DIGITS) for each in (before, after))
    text += paragraphs(
        inertia.format(**dict(zip(("before", "after"), values, strict=True))),
        _("Then move the centroids again, and assign again. Moving and assigning once is an iteration."),
    )
    seen = _("The picture shows iteration 1. The line above it says how many pixels have changed.")
    return Page("picture again", "picture", _("And again"), text, "again", seen)


def _stop(told: Told) -> Page:
    last = told.history[-1]
    n = last.iteration
    if not n:
        end = _("Here the guess was right at once: no centroid moves.")
    elif last.stop == "converged":
        end = ngettext(
            "After {n} iteration no centroid moves any more. k-means has converged.",
            "After {n} iterations no centroid moves any more. k-means has converged.",
            n,
        ).format(n=n)
    elif last.stop == "tolerance":
        end = ngettext(
            "After {n} iteration no centroid moves farther than the tolerance that you set.",
            "After {n} iterations no centroid moves farther than the tolerance that you set.",
            n,
        ).format(n=n)
    else:
        end = ngettext(
            "The run was ended after {n} iteration. The centroids would still move.",
            "The run was ended after {n} iterations. The centroids would still move.",
            n,
        ).format(n=n)
    inertia = _("The inertia is {inertia} now.").format(inertia=scientific(last.inertia, _DIGITS))
    text = paragraphs(f"{end} {inertia}", _("These are the classes, as in the class table:"))
    text += _classes(told)
    text += paragraphs(
        _differs(told),
        _("k-means knows numbers only. What a cluster is in the world, you say: give it a name."),
    )
    seen = _("The picture shows the result, and the class table has its numbers.")
    return Page("picture stop", "picture", _("Stop"), text, "stop", seen)


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


def _counts(told: Told, step: KMeansStep) -> str:
    counts = step.counts.tolist()
    total = max(1, sum(counts))
    rows = [
        [str(i + 1), count_text(pixels), share_text(pixels / total)]
        for i, pixels in enumerate(counts[:MOST_ROWS])
    ]
    colours = _swatches(told, range(1, len(counts) + 1))
    return table([_("Cluster"), _("Pixels"), _("Share")], rows, colours, _more(len(counts)))


def _swatches(told: Told, clusters: Sequence[int]) -> list[str]:
    return [told.colour(each) for each in clusters[:MOST_ROWS]]


def _more(k: int) -> str:
    more = k - MOST_ROWS
    if more <= 0:
        return ""
    return ngettext("There is {n} more.", "There are {n} more.", more).format(n=more)


def _no_pixel() -> str:
    return _("Click on a pixel in the picture: here stands how far it is from every centroid.")


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[: 2 * MOST_AXES])
    return f"{shown}, …" if len(names) > 2 * MOST_AXES else shown
