"""The curve of distances to the k-th neighbour, and its knee: where the ε of DBSCAN lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.cluster.choose_k.k_criteria import kneedle
from core.collection.method import Vectors
from core.collection.preparation import Preparation, prepared

# So many pictures are asked for their neighbours, evenly spread: the curve needs no more.
_ASKED = 5000
# Points that the knee is looked for among: more would be noise.
_POINTS = 200
_AT_ONCE = 500


@dataclass(frozen=True, eq=False)
class DistanceCurve:
    """distances: (m,) rising, of m of the n pictures to their neighbour of that rank. knee: the place in it;
    None where the curve has none. eps: the distance there, else that of nine pictures in ten.
    """

    distances: Floats
    knee: int | None
    eps: float


def curve_of(
    preparation: Preparation, rank: int, seed: int, vectors: NDArray[Any], cancelled: Cancel = never_cancelled
) -> DistanceCurve:
    """`distance_curve` of vectors (n, d) as a run prepares them: what its DBSCAN takes for ε unless it is
    told another. Raises ParameterError, Cancelled.
    """
    return distance_curve(prepared(vectors, preparation, seed, cancelled), rank, cancelled)


def distance_curve(rows: Vectors, rank: int, cancelled: Cancel = never_cancelled) -> DistanceCurve:
    """The distance of each picture to its `rank`-th neighbour, itself counted, as min-samples does.

    Ester, Kriegel, Sander & Xu (1996), KDD: below the knee lie the pictures of clusters, above it noise. The
    knee is that of Satopää et al. (2011), of the curve seen from its other end. Of more than 5,000 pictures
    so many are asked, evenly spread, each for its neighbours among all. Raises Cancelled.
    """
    from sklearn.neighbors import NearestNeighbors

    rank = min(rank, len(rows))
    asked = np.linspace(0, len(rows) - 1, min(_ASKED, len(rows))).astype(np.int64)
    finder = NearestNeighbors(n_neighbors=rank).fit(rows)
    found: list[Floats] = []
    for start in range(0, len(asked), _AT_ONCE):
        raise_if_cancelled(cancelled)
        found.append(finder.kneighbors(rows[asked[start : start + _AT_ONCE]])[0][:, -1])
    distances = np.sort(np.concatenate(found).astype(np.float64))
    knee = _knee(distances)
    at = distances[knee] if knee is not None else distances[int(0.9 * (len(distances) - 1))]
    return DistanceCurve(distances, knee, float(at) or _least_above_0(distances))


def _knee(distances: Floats) -> int | None:
    """The curve is convex and rises; turned by half a circle it is concave and rises, as kneedle wants it."""
    places = np.unique(np.linspace(0, len(distances) - 1, _POINTS).astype(np.int64))
    turned = (-distances[places][::-1]).tolist()
    found = kneedle([float(-place) for place in places[::-1]], turned)
    return None if found is None else int(places[::-1][found])


def _least_above_0(distances: Floats) -> float:
    """For pictures of which most are there several times; 1 where all are."""
    above = distances[distances > 0]
    return float(above[0]) if len(above) else 1.0
