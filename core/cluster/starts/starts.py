"""The starts: where the centroids stand before the first iteration.

All arithmetic on distances is in integers and the random numbers come from NumPy's frozen
RandomState (MT19937), so that a seed means the same start on every machine.
"""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from core.base.arrays import Floats
from core.base.errors import ParameterError
from core.base.json_text import parsed
from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled
from core.base.sentences import _, ngettext
from core.cluster.colours.colour import ColourFeatures
from core.cluster.parameters import Parameters, Start
from core.cluster.starts.chosen_distances import ChosenDistances, pick_weighted
from core.cluster.starts.deterministic_starts import optimal_cut, pca_part, variance_cut

# The starts without chance, in the order in which "best" tries them.
DETERMINISTIC = ("pca-part", "variance-cut", "maximin", "optimal-cut")
# How many seeds of k-means++ "best" tries after them.
BEST_RANDOM = 10
# No start is anywhere near.
_LARGEST_FILE = 1 << 20
_CUTS = {"optimal-cut": optimal_cut, "pca-part": pca_part, "variance-cut": variance_cut}
StartRows = tuple[tuple[float, ...], ...]


def choose_start(
    features: ColourFeatures,
    parameters: Parameters,
    *,
    bounds: tuple[Floats, Floats],
    restart: int = 0,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Floats:
    """The start (k, dimensions) in units of the space, of the given restart (see start_of).

    bounds: lowest and highest centroid (dimensions,) that a given start may have. The result does not
    depend on the threads.

    Raises ParameterError where k is above the number of distinct colours (unless each pixel only gets the
    nearest of given centroids), or a given start has the
    wrong shape, a value that is no number, or one outside the space. Raises Cancelled.
    """
    distinct, k = len(features), parameters.k
    if k > distinct and not parameters.is_nearest:
        raise ParameterError(_too_few(features).format(k=k, n=distinct, space=features.space))
    if not isinstance(parameters.init, str):
        return _given(parameters.init, features, *bounds)
    name, seed = start_of(parameters, restart)
    if name in _CUTS:
        rows = _CUTS[name](features, k, cancelled)
    else:
        if name == "maximin":
            chosen = _maximin(features, k, cancelled)
        elif name == "random":
            chosen = _random(features, k, _generator(seed))
        else:
            chosen = _kmeans_plus_plus(features, k, _generator(seed), threads, cancelled)
        rows = features.values[chosen].astype(np.float64)
    return rows[:, : features.dimensions] / features.scale


def is_random(parameters: Parameters) -> bool:
    """Whether another seed gives another start, so that restarts make sense."""
    return parameters.init in ("k-means++", "random")


def start_of(parameters: Parameters, restart: int) -> tuple[str, int | None]:
    """Name and seed of the start of one restart; "given" for a given one, no seed where it plays no part.

    "best" is all deterministic starts, then k-means++ with the seeds seed … seed + 9.
    """
    if not isinstance(parameters.init, str):
        return "given", None
    if parameters.init == "best":
        if restart < len(DETERMINISTIC):
            return DETERMINISTIC[restart], None
        return "k-means++", parameters.seed + restart - len(DETERMINISTIC)
    if parameters.init in DETERMINISTIC:
        return parameters.init, None
    return parameters.init, parameters.seed + restart


def start_alone(parameters: Parameters, restart: int) -> Parameters:
    """The parameters that run one restart and nothing else."""
    name, seed = start_of(parameters, restart)
    init = parameters.init if name == "given" else cast("Start", name)
    return replace(parameters, init=init, seed=parameters.seed if seed is None else seed, restarts=1)


def _generator(seed: int | None) -> np.random.RandomState:
    return np.random.RandomState((seed or 0) % 2**32)


def _given(
    rows: tuple[tuple[float, ...], ...], features: ColourFeatures, low: Floats, high: Floats
) -> Floats:
    if any(len(row) != features.dimensions for row in rows):
        raise ParameterError(
            ngettext(
                "The start needs {n} number a centroid in the space {space}.",
                "The start needs {n} numbers a centroid in the space {space}.",
                features.dimensions,
            ).format(n=features.dimensions, space=features.space)
        )
    start = np.array(rows, np.float64)
    outside = np.argwhere((start < low) | (start > high))
    if len(outside):
        row, axis = outside[0]
        raise ParameterError(
            _(
                "Centroid {number} of the start lies outside the space {space}: {value:g} is not "
                "between {low:g} and {high:g}."
            ).format(
                number=row + 1, space=features.space, value=start[row, axis], low=low[axis], high=high[axis]
            )
        )
    return start


def _below(random: np.random.RandomState, total: int) -> int:
    """A uniform integer 0 ≤ i < total, from one double: below 1 − 2**-53, whose product rounds to no more."""
    return int(random.random_sample() * total)


def _random(features: ColourFeatures, k: int, random: np.random.RandomState) -> list[int]:
    """Forgy (1965): the features of k pixels drawn at random, none twice."""
    open_ = features.counts.copy()
    total = int(open_.sum())
    chosen: list[int] = []
    while len(chosen) < k:
        i = pick_weighted(open_, _below(random, total))
        total -= int(features.counts[i])
        open_[i] = 0
        chosen.append(i)
    return chosen


def _kmeans_plus_plus(
    features: ColourFeatures, k: int, random: np.random.RandomState, threads: int | None, cancelled: Cancel
) -> list[int]:
    """Greedy k-means++ (Arthur & Vassilvitskii 2007), with the 2 + ln k trials of scikit-learn."""
    counts = features.counts
    distances = ChosenDistances(features, cancelled=cancelled)
    chosen = [pick_weighted(counts, _below(random, int(counts.sum())))]
    raise_if_cancelled(cancelled)
    distances.choose(chosen[0])
    trials = 2 + int(math.log(k))
    with Workers(threads, cancelled) as workers:
        while len(chosen) < k:
            raise_if_cancelled(cancelled)
            candidates = np.array([_draw(distances, chosen, random) for _ in range(trials)])
            winner = int(candidates[np.argmin(distances.potentials_with(candidates, workers))])
            raise_if_cancelled(cancelled)
            distances.choose(winner)
            chosen.append(winner)
    return chosen


def _draw(distances: ChosenDistances, chosen: list[int], random: np.random.RandomState) -> int:
    """A feature drawn with probability ∝ counts · squared distance; where all are 0, the first not chosen."""
    if (potential := distances.potential) > 0:
        return distances.at(_below(random, potential))
    # Squared distances below one unit were cut to 0, yet features are left.
    return min(set(range(len(chosen) + 1)) - set(chosen))


def _maximin(features: ColourFeatures, k: int, cancelled: Cancel) -> list[int]:
    """Gonzalez (1985): the colour farthest from the mean, then always the one farthest from all chosen."""
    values, counts = features.values.astype(np.int64), features.counts
    mean = (counts @ values) // int(counts.sum())
    chosen = [int(np.argmax(((values - mean) ** 2).sum(axis=1)))]
    # The unit 1 keeps the full resolution; the potential is not asked for and may wrap.
    distances = ChosenDistances(features, unit=1, cancelled=cancelled)
    while len(chosen) < k:
        raise_if_cancelled(cancelled)
        distances.choose(chosen[-1])
        chosen.append(distances.farthest())
    return chosen


def read_start(path: Path) -> StartRows:
    """The centroids in a file.

    Raises ParameterError where the file cannot be read or holds anything but equally long rows of
    numbers. Whether they fit k and the space is for core.cluster.starts.starts to say.
    """
    try:
        with path.open("rb") as file:
            rows: Any = parsed(file.read(_LARGEST_FILE))
    except OSError as error:
        raise ParameterError(
            _("Cannot read the start {path}: {reason}.").format(path=path, reason=error.strerror)
        ) from None
    except ValueError:
        rows = None
    lists = isinstance(rows, list) and all(isinstance(row, list) for row in rows)
    lengths = {len(row) for row in rows} if lists else set()
    if len(lengths) != 1 or not lengths.pop() or not all(_is_level(value) for row in rows for value in row):
        raise ParameterError(
            _("The start {path} is no list of centroids: write [[r,g,b], …], one row a cluster.").format(
                path=path
            )
        )
    return tuple(tuple(float(value) for value in row) for row in rows)


def _is_level(value: Any) -> bool:
    """A number; a whole one may be too large to become a float."""
    if isinstance(value, float):
        return True
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e9


def _too_few(features: ColourFeatures) -> str:
    """The sentence about a k above the number of distinct colours, for {k}, {n} and {space}."""
    n = len(features)
    if features.space == "bands":
        return ngettext(
            "k is {k}, but the picture has only {n} distinct value: choose k = 1.",
            "k is {k}, but the picture has only {n} distinct values: choose k = {n} or less.",
            n,
        )
    if features.feature_of is None:
        return ngettext(
            "k is {k}, but the picture has only {n} distinct colour: choose k = 1.",
            "k is {k}, but the picture has only {n} distinct colours: choose k = {n} or less.",
            n,
        )
    return ngettext(
        "k is {k}, but the picture has only {n} distinct colour in the space {space}: choose k = 1.",
        "k is {k}, but the picture has only {n} distinct colours in the space {space}: "
        "choose k = {n} or less.",
        n,
    )
