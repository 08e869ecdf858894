"""Which cluster of another run is which: optimal assignment between old and new clusters.

Cluster ids only order one run's clusters from dark to light; with another k, seed, start, colour space or
picture the same ids mean other clusters. Names therefore follow the clusters, not the ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats
from core.base.parallel import Cancel, never_cancelled
from core.cluster.colours.colour import STEPS_A_UNIT, colour_values
from core.cluster.parameters import Parameters
from core.cluster.segmentation import Segmentation

# A covariance matrix, row by row.
Covariance = tuple[tuple[float, ...], ...]

# Colours nearer than this are the same to the eye (Mahy, Van Eycken & Oosterlinck 1994: 2.3 ΔE*ab).
_JUST_NOTICEABLE = 2.3


@dataclass(frozen=True)
class ClusterMeans:
    """What clusters are known by. Row i is cluster i + 1; plain values, so that they compare and hash.

    space: names the feature space; centroids of equal spaces can be compared. centroids: in its units.
    colours: red, green and blue of the mean colours, 0…255, which can be compared in any case.
    covariances: how the pixels of each lie around it, () of one with too few; () where nothing is known.
    picture: SHA-256 of the file that they were found in; empty where nothing is known.
    """

    space: str
    centroids: tuple[tuple[float, ...], ...]
    colours: tuple[tuple[int, ...], ...]
    covariances: tuple[Covariance, ...] = ()
    picture: str = ""

    def __len__(self) -> int:
        return len(self.colours)

    def is_same(self, other: ClusterMeans) -> bool:
        """Whether these are the same clusters, whatever else is known of them."""
        mine, theirs = ((each.space, each.centroids, each.colours) for each in (self, other))
        return mine == theirs

    def is_of_another_picture(self, other: ClusterMeans) -> bool:
        """Whether both pictures are known, and not the same."""
        return bool(self.picture and other.picture) and self.picture != other.picture


@dataclass(frozen=True, eq=False)
class Match:
    """The old clusters i and the new clusters j (rows of their ClusterMeans, counted from 0).

    squared: (old, new) squared distances. limit: (old,) squared distance from which a cluster is no longer
    the same one. pairs: the new cluster of each old one that has one; no two have the same.
    """

    squared: Floats
    limit: Floats
    pairs: dict[int, int]

    @property
    def new_ones(self) -> tuple[int, ...]:
        """The new clusters that no old one became."""
        taken = set(self.pairs.values())
        return tuple(j for j in range(self.squared.shape[1]) if j not in taken)

    def margin(self, old: int) -> float:
        """What the whole assignment loses, in squared distance, if this cluster may not have its new one."""
        present = _total(self.squared, self.limit, self.pairs)
        barred = self.squared.copy()
        barred[old, self.pairs[old]] = np.inf
        return _total(barred, self.limit, _assigned(barred, self.limit)) - present


def means_of(segmentation: Segmentation, picture: str = "") -> ClusterMeans:
    """What the clusters of a segmentation are known by. picture: SHA-256 of its file, where it is known."""
    return ClusterMeans(
        space=space_name(segmentation.parameters),
        centroids=tuple(tuple(row) for row in segmentation.centroids.tolist()),
        colours=tuple(tuple(row) for row in segmentation.colours.tolist()),
        covariances=() if (found := segmentation.covariances) is None else tuple(map(_plain, found)),
        picture=picture,
    )


def space_name(parameters: Parameters) -> str:
    """Of the feature space of a run, by what decides it. parameters: those of a Segmentation."""
    if parameters.threshold is not None:
        return f"threshold|{parameters.threshold.channel_text}"
    features = "+".join(map(str, parameters.features))
    bands = ",".join(map(str, parameters.bands))
    return "|".join((parameters.space, bands, parameters.scaling, features))


def _plain(covariance: Floats) -> Covariance:
    """Six digits: the last bit of a library is no other cluster."""
    if not np.isfinite(covariance).all():
        return ()
    return tuple(tuple(float(f"{value:.6g}") for value in row) for row in covariance.tolist())


def match(old: ClusterMeans, new: ClusterMeans) -> Match:
    """The assignment of least summed squared distance, where leaving an old cluster out costs its limit.

    Distances are those of the clustering itself where both have the same feature space, else ΔE*ab (CIE 1976)
    between the mean colours, which every space has. The limit of a cluster is the squared distance to its
    nearest neighbour among the old ones: what lies farther away is rather another cluster. Source of the
    method: Kuhn 1955, in the form of Crouse 2016 (scipy.optimize.linear_sum_assignment). Deterministic.
    """
    one, other, floor = np.array(old.centroids), np.array(new.centroids), 0.0
    # All bands of a picture with more of them are another space.
    if old.space != new.space or one.shape[1:] != other.shape[1:]:
        one, other, floor = lab_of(old.colours), lab_of(new.colours), _JUST_NOTICEABLE**2
    squared, among = _squared(one, other), _squared(one, one)
    np.fill_diagonal(among, np.inf)
    limit = np.maximum(among.min(axis=1), floor)
    # An only cluster has no neighbour: it is found again wherever it went.
    limit = np.where(np.isfinite(limit), limit, squared.max(initial=0.0) + 1.0)
    return Match(squared, limit, _assigned(squared, limit))


def get_ready(_cancelled: Cancel = never_cancelled) -> None:
    """Import what `match` needs, half a second: a thread of a worker does it before anybody waits for it."""
    from scipy.optimize import linear_sum_assignment  # noqa: F401


def _assigned(squared: Floats, limit: Floats) -> dict[int, int]:
    from scipy.optimize import linear_sum_assignment  # only where it is needed: see get_ready

    old, new = squared.shape
    cost = np.full((old, new + old), np.inf)
    cost[:, :new] = np.where(squared < limit[:, None], squared, np.inf)
    cost[np.arange(old), new + np.arange(old)] = limit
    rows, columns = linear_sum_assignment(cost)
    return {int(i): int(j) for i, j in zip(rows, columns, strict=True) if j < new}


def _total(squared: Floats, limit: Floats, pairs: dict[int, int]) -> float:
    return float(sum(squared[i, pairs[i]] if i in pairs else limit[i] for i in range(len(limit))))


def _squared(one: Floats, other: Floats) -> Floats:
    """(n, d), (m, d) → (n, m), rounded so that a library's last bit decides no tie."""
    squared = np.square(one[:, None, :] - other[None, :, :]).sum(axis=2)
    digits = 12 - int(np.ceil(np.log10(max(float(squared.max(initial=0.0)), 1e-100))))
    rounded: Floats = np.round(squared, digits)
    return rounded


def lab_of(colours: Iterable[tuple[int, ...]]) -> Floats:
    """(n, 3) CIE L*a*b* of sRGB colours, 0…255."""
    values, _ = colour_values(np.array(list(colours), np.uint8).reshape(-1, 3), "lab")
    return values / float(STEPS_A_UNIT)
