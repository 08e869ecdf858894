"""The runs that a Segmentation is the best of: the restarts, and after several of them one by swaps."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from threading import Event

import numpy as np

from core.base.arrays import Floats
from core.base.errors import ParameterError
from core.base.parallel import Cancel, Workers, available_threads, never_cancelled
from core.base.sentences import _
from core.cluster.lloyd.kmeans import KMeansStep, iterate
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import Prepared
from core.cluster.starts.cuts import cut_step, finding_parameters
from core.cluster.starts.starts import BEST_RANDOM, DETERMINISTIC, choose_start, is_random, start_of
from core.cluster.starts.swaps import swapped

History = Sequence[KMeansStep]


def number_of_starts(parameters: Parameters) -> int:
    """How many restarts are worth running: a start that the seed does not change is run once."""
    if parameters.threshold is not None:
        return 1
    if parameters.init == "best":
        return len(DETERMINISTIC) + BEST_RANDOM
    return parameters.restarts if is_random(parameters) else 1


def ends_with_swaps(prepared: Prepared, parameters: Parameters) -> bool:
    """Whether one more run follows the restarts: after several, unless the optimum is known already."""
    if not parameters.swaps or parameters.k == 1 or number_of_starts(parameters) == 1:
        return False
    return prepared.observations.dimensions > 1 or parameters.init != "best"


def number_of_runs(prepared: Prepared, parameters: Parameters) -> int:
    """The restarts, and the run by swaps where there is one."""
    return number_of_starts(parameters) + ends_with_swaps(prepared, parameters)


def name_of(prepared: Prepared, parameters: Parameters, number: int) -> tuple[str, int | None]:
    """Name and seed of the start of a run. With one axis the last one is the optimal cut."""
    if parameters.threshold is not None:
        return ("otsu" if parameters.threshold.is_otsu else "given"), None
    if number < number_of_starts(parameters):
        return start_of(parameters, number)
    return ("optimal-cut" if prepared.observations.dimensions == 1 else "swaps"), None


def run(
    prepared: Prepared,
    parameters: Parameters,
    restart: int = 0,
    *,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Generator[KMeansStep]:
    """The iterations of one restart, as they happen; clusters in the order of the start.

    Whoever drives the loop streams, pauses or ends it; `cancelled` is for what happens before and within a
    step. Raises ParameterError (see choose_start), Cancelled.
    """
    if parameters.threshold is not None:
        if parameters.threshold.at:
            yield cut_step(prepared, parameters, threads, cancelled)
            return
        parameters = finding_parameters(prepared, parameters)
    if parameters.frozen is not None:
        start = centroids_of(prepared, parameters)
    else:
        start = choose_start(
            prepared.start_features(parameters.k),
            parameters,
            bounds=prepared.bounds,
            restart=restart,
            threads=threads,
            cancelled=cancelled,
        )
    yield from _iterated(prepared, parameters, start, threads, cancelled)


def centroids_of(prepared: Prepared, parameters: Parameters) -> Floats:
    """(k, dimensions): those of a legend, which may be more than the picture has colours.

    Raises ParameterError where they are of another space.
    """
    centroids = np.array(parameters.init, np.float64)
    dimensions = prepared.observations.dimensions
    if centroids.ndim != 2 or centroids.shape[1] != dimensions:
        raise ParameterError(
            _("The legend has {n} numbers a centroid, and the picture {dimensions} a pixel.").format(
                n=centroids.shape[-1], dimensions=dimensions
            )
        )
    return centroids


def run_by_swaps(
    prepared: Prepared,
    parameters: Parameters,
    histories: Sequence[History],
    *,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Iterator[KMeansStep]:
    """The iterations from what swaps make of the ends of the restarts. Raises Cancelled.

    histories: the steps of all restarts, in their order; of equal ends the first counts.
    """
    ends: dict[float, Floats] = {}
    for step in sorted((steps[-1] for steps in histories), key=lambda step: step.inertia):
        ends.setdefault(step.inertia, step.centroids)
    start = swapped(
        prepared.start_features(parameters.k),
        list(ends.values()),
        threads=threads,
        cancelled=cancelled,
    )
    yield from _iterated(prepared, parameters, start, threads, cancelled)


def _iterated(
    prepared: Prepared, parameters: Parameters, start: Floats, threads: int | None, cancelled: Cancel
) -> Iterator[KMeansStep]:
    most, tol = parameters.max_iter, parameters.tol
    return iterate(prepared.observations, start, max_iter=most, tol=tol, threads=threads, cancelled=cancelled)


def run_all(
    prepared: Prepared, parameters: Parameters, threads: int | None, cancelled: Cancel = never_cancelled
) -> list[list[KMeansStep]]:
    """The steps of every run. Several restarts run at once, on a share of the threads each.

    Raises ParameterError (see choose_start), Cancelled.
    """
    starts, threads = number_of_starts(parameters), threads or available_threads()
    histories: list[list[KMeansStep]] = [[] for _ in range(starts)]
    share = max(threads // starts, 1)
    given_up = Event()

    def ended() -> bool:
        return given_up.is_set() or cancelled()

    def work(i: int) -> None:
        for step in run(prepared, parameters, i, threads=share, cancelled=ended):
            histories[i].append(step)
            if given_up.is_set():
                return

    with Workers(min(threads, starts), cancelled) as workers:
        try:
            workers.each(work, range(starts))
        except BaseException:
            given_up.set()  # Ctrl+C ends the others too
            raise
    if ends_with_swaps(prepared, parameters):
        last = run_by_swaps(prepared, parameters, histories, threads=threads, cancelled=cancelled)
        histories.append(list(last))
    return histories
