"""What “How it works” tells of the run that made the result: k-means in the numbers of this picture."""

from __future__ import annotations

from core.base.sentences import _, in_a_row, ngettext, with_commas
from core.cluster.prepared.prepared_image import PreparedImage
from ui.segment.how.iteration_words import again_page, move_page, stop_page
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
from ui.segment.how.told import Told, counts_table, inertia_text, more_words, swatches
from ui.segment.why.why_words import cluster_text, distance_text, unit_text
from ui.widgets.number_text import count_text


def picture_pages(told: Told) -> tuple[Page, ...]:
    """In the order of a textbook. Where the start is the end already nothing moves."""
    moves = (move_page(told), again_page(told)) if len(told.history) > 1 else ()
    return (_number(told), _start(told), _distance(told), _assign(told), *moves, stop_page(told))


def _number(told: Told) -> Page:
    k, prepared, found = len(told.history[0].counts), told.outcome.prepared, told.outcome.segmentation
    pixels = int(told.history[0].counts.sum())
    if isinstance(prepared, PreparedImage):
        colours = len(prepared.histogram)
        many = ngettext(
            "There are {pixels} pixels to sort, in {n} colour.",
            "There are {pixels} pixels to sort, in {n} different colours.",
            colours,
        ).format(pixels=count_text(pixels), n=count_text(colours))
    elif found.side > 1:
        many = _("To save memory, blocks of {n} × {n} pixels are sorted: {blocks} of them.").format(
            n=found.side, blocks=count_text(pixels)
        )
    else:
        many = _("There are {pixels} pixels to sort.").format(pixels=count_text(pixels))
    axes = ngettext(
        "For k-means a pixel is {n} number: {names}.",
        "For k-means a pixel is {n} numbers: {names}.",
        len(told.names),
    ).format(n=len(told.names), names=with_commas(told.names, 2 * MOST_AXES))
    unit = ""
    if found.superpixels is not None:
        unit = _("Here it does not see single pixels, but patches of them, by their mean: superpixels.")
    elif found.side > 1:
        unit = _("Here a block counts as one pixel, by its mean.")
    text = paragraphs(
        _("k-means puts what is alike into one group. Such a group is called a cluster."),
        in_a_row((many, axes, _("Pixels are alike when their numbers are nearly the same."))),
        unit,
        _("You say how many clusters there are to be. This number is called k. Here k is {k}.").format(k=k),
        _("You set k on the tab Clustering. The result follows, and so does this page."),
    )
    return Page("picture:k", "picture", _("Choose k"), text)


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
    text += table([_("Centroid"), *axes], rows, swatches(told, range(1, k + 1)), more_words(k))
    seen = _("The picture shows this guess, and the colour space where its centroids stand.")
    return Page("picture:start", "picture", _("Begin with a guess"), text, "start", seen)


def _start_words(told: Told) -> str:
    parameters, restarts = told.outcome.segmentation.parameters, told.outcome.segmentation.restarts
    if len(restarts) > 1:
        words = ngettext(
            "Floe made {n} run from another start and kept the one that ended best: this one.",
            "Floe made {n} runs from other starts and kept the one that ended best: this one.",
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
        return Page("picture:distance", "picture", title, paragraphs(_no_pixel()))
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
    colours = swatches(told, [each.cluster for each in why.nearest_first])
    k = len(why.nearest_first)
    text += table([_("Centroid"), _("Distance ({unit})").format(unit=unit)], rows, colours, more_words(k))
    text += paragraphs(_("Centroid {cluster} is the nearest.").format(cluster=nearest.cluster))
    return Page("picture:distance", "picture", title, text, "distance", seen)


def _assign(told: Told) -> Page:
    first = told.history[0]
    own = ""
    if told.whys:
        own = _("Our pixel comes into cluster {cluster}.").format(cluster=told.whys[0].cluster)
    text = paragraphs(_("Every pixel comes into the cluster of its nearest centroid."), own) + counts_table(
        told, first
    )
    text += paragraphs(
        _(
            "How good is that? Square the distance of each pixel to its centroid, and add up all of them. "
            "This sum is called the inertia. Here it is {inertia}: the smaller, the better."
        ).format(inertia=inertia_text(first))
    )
    seen = _("The picture shows these clusters.")
    return Page("picture:assign", "picture", _("Assign each pixel"), text, "assign", seen)


def _no_pixel() -> str:
    return _("Click on a pixel in the picture: here stands how far it is from every centroid.")
