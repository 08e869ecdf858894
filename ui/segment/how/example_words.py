"""What “How it works” tells of six points in two clusters, each number as it is computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from core.base.arrays import Ints
from core.base.sentences import _, pgettext, with_commas
from core.writing.number_words import fixed
from ui.segment.how.page import Page, distance_formula, formula, mean_formula, number, paragraphs, table

if TYPE_CHECKING:
    from core.convergence.worked_example import WorkedExample

AXES = ("x", "y")


def example_pages(example: WorkedExample) -> tuple[Page, ...]:
    """Each with its drawing."""
    told = (_start(example), _assign(example), _move(example), _again(example), _stop(example))
    return tuple(
        Page(f"example:{i}", "example", title, text, drawing=i) for i, (title, text) in enumerate(told)
    )


def letter(point: int) -> str:
    """What the point in this place is called."""
    return chr(ord("A") + point)


def changing_point(example: WorkedExample) -> int:
    """The one that is in another cluster at the end than at the start."""
    return int(np.argmax(example.labels[0] != example.labels[-1]))


def _start(example: WorkedExample) -> tuple[str, str]:
    points = with_commas(f"{letter(i)} {_point(at)}" for i, at in enumerate(example.points.tolist()))
    start = example.steps[0].centroids
    on = [letter(_same(example.points, each)) for each in start]
    return _("Two clusters of six points"), paragraphs(
        _("Before pictures, an example that a pencil can follow. Here are six points: {points}.").format(
            points=points
        ),
        _("They are to come into {k} clusters. The middle of a cluster is called its centroid.").format(
            k=len(start)
        ),
        _("We begin with a guess: centroid 1 stands on {one}, centroid 2 on {other}.").format(
            one=on[0], other=on[1]
        ),
    )


def _assign(example: WorkedExample) -> tuple[str, str]:
    point, centroids = len(example.points) - 1, example.steps[0].centroids
    text = paragraphs(
        _("Each point comes into the cluster of its nearest centroid. How far is point {point}?").format(
            point=letter(point)
        )
    ) + _distances(example, point, centroids.tolist())
    rows = [
        [str(i + 1), with_commas(letter(each) for each in np.flatnonzero(example.labels[0] == i).tolist())]
        for i in range(len(centroids))
    ]
    text += paragraphs(_("So it comes into cluster {n}. All of them:").format(n=example.labels[0][point] + 1))
    return _("Assign each point"), text + table([_("Cluster"), pgettext("of the example", "Points")], rows)


def _move(example: WorkedExample) -> tuple[str, str]:
    cluster = int(np.argmax(example.steps[0].counts))
    inside, after = example.labels[0] == cluster, example.steps[1].centroids
    text = paragraphs(
        _("Now each centroid goes to the middle of its points: to their mean. Of centroid {n}:").format(
            n=cluster + 1
        )
    )
    for axis, name in enumerate(AXES):
        values = example.points[inside, axis].tolist()
        text += formula(f"{name} = {mean_formula(values, float(after[cluster, axis]))}")
    return _("Move the centroids"), text + paragraphs(
        _("Both centroids now: {one} and {other}.").format(one=_point(after[0]), other=_point(after[1]))
    )


def _again(example: WorkedExample) -> tuple[str, str]:
    point, centroids = changing_point(example), example.steps[1].centroids
    text = paragraphs(
        _("The centroids stand elsewhere, so assign again. How far is point {point} now?").format(
            point=letter(point)
        )
    ) + _distances(example, point, centroids.tolist())
    words = _("It goes from cluster {old} to cluster {new}. The others stay.")
    text += paragraphs(
        words.format(old=example.labels[0][point] + 1, new=example.labels[1][point] + 1),
        _("Moving and assigning once is an iteration."),
    )
    return _("And again"), text


def _stop(example: WorkedExample) -> tuple[str, str]:
    rows = [
        [str(step.iteration), *(_point(each) for each in step.centroids), fixed(step.inertia, 2)]
        for step in example.steps
    ]
    head = [_("Iteration"), _("Centroid 1"), _("Centroid 2"), _("Inertia")]
    return _("Stop"), paragraphs(
        _(
            "After {n} iterations no point changes its cluster, and no centroid moves. That is the end."
        ).format(n=example.steps[-1].iteration)
    ) + table(head, rows) + paragraphs(
        _("The inertia is the sum of all squared distances to the own centroid. It never rises."),
        _("With a picture it is the same: its pixels are the points, and their colours the numbers."),
    )


def _distances(example: WorkedExample, point: int, centroids: Sequence[Sequence[float]]) -> str:
    at = example.points[point].tolist()
    found = [
        distance_formula(at, centroid, fixed(float(np.hypot(at[0] - centroid[0], at[1] - centroid[1])), 2))
        for centroid in centroids
    ]
    return "".join(
        formula(_("to centroid {n}: {formula}").format(n=i + 1, formula=each)) for i, each in enumerate(found)
    )


def _same(points: Ints, centroid: Sequence[float]) -> int:
    """The point on which a centroid stands."""
    return int(np.flatnonzero((points == centroid).all(axis=1))[0])


def _point(at: Sequence[float]) -> str:
    return f"({number(round(float(at[0]), 2))}, {number(round(float(at[1]), 2))})"
