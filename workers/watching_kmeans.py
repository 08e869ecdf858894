"""The job that shows how k-means found clusters of pictures: the run again, iteration by iteration."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints
from core.base.errors import FloeError
from core.base.parallel import Cancel
from core.base.sentences import _
from core.collection.clustering import clustering
from core.collection.found import Found
from core.collection.method import Step
from workers.mailbox import Mailbox


@dataclass(frozen=True)
class Watching:
    """Of which restart the iterations are computed, from 1, of how many."""

    restart: int
    restarts: int


@dataclass(frozen=True, eq=False)
class Watched:
    """labels: of each iteration (n,) int16, the numbers that the clusters have in the end, 0 for one that has
    none then. inertia: of each.
    """

    found: Found
    labels: tuple[NDArray[np.int16], ...]
    inertia: tuple[float, ...]


def watch_kmeans(found: Found, progress: Mailbox[Watching], cancelled: Cancel) -> Watched:
    """Of a run by k-means the restart whose clusters it has: the same iterations, by the same seed.

    Raises Cancelled, and FloeError where it finds others: of a run that was kept, pictures may be gone, and
    vectors may be those of another version.
    """
    parameters = found.clustered.parameters
    wanted, steps = int(found.clustered.outcome.get("restart", 0)), list[tuple[Ints, float]]()
    going = clustering(
        "kmeans",
        found.vectors,
        k=int(parameters["k"]),
        options=parameters["options"],
        preparation=found.asked.measuring.preparation,
        seed=int(parameters["seed"]),
        cancelled=cancelled,
    )
    with closing(going):
        told = 0
        for step in going:
            if step.restart > wanted:
                break
            if step.restart != told:
                told = step.restart
                progress.put(Watching(told, wanted))
            if step.restart == wanted:
                steps.append(_seen(step))
    final = found.clustered.labels
    numbers = _numbers(steps[-1][0], final, int(parameters["k"])) if steps else np.zeros(0, np.int64)
    if not steps or (numbers[steps[-1][0]] != final).any():
        raise FloeError(_("k-means finds other clusters here and now: sort the pictures again to watch it."))
    labels = tuple(numbers[raw].astype(np.int16) for raw, _inertia in steps)
    return Watched(found, labels, tuple(inertia for _raw, inertia in steps))


def _seen(step: Step) -> tuple[Ints, float]:
    return step.labels(), float(step.inertia)


def _numbers(raw: Ints, final: Ints, k: int) -> Ints:
    """(k,): which number each centroid has in the end."""
    numbers = np.zeros(k, np.int64)
    numbers[raw] = final
    return numbers
