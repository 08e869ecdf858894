"""The reference: what the colours that a legend was fitted on were like, in a few numbers a cluster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints, freeze
from core.base.errors import ParameterError
from core.base.sentences import _
from core.document.plain_json import Json
from core.series.parts import Parts, cut_into_parts, nearest_to

# A pixel is far from its centroid where fewer than one in a hundred of its cluster was farther in the
# reference …
QUANTILE = 0.99
# … and where it is at least this part of the way to the border with the nearest other cluster: what is nearer
# keeps its class, however even the reference was.
_LEAST_RADIUS = 0.25
# A cluster with less of a picture says nothing of what is typical of it.
_PRESENT = 0.001
_ARRAYS = ("centroids", "shares", "radii", "part_means", "part_deviations", "part_shares")


@dataclass(frozen=True, eq=False)
class Reference:
    """Of k clusters in d dimensions, in the units of the legend's feature space. Frozen: arrays are
    read-only.

    centroids: (k, d), those of the legend. shares: (k,) of all pixels, 0…1. radii: (k,) the distance from the
    centroid within which QUANTILE of the cluster's pixels lie, at least _LEAST_RADIUS of the way to the
    border. far: the share of pixels beyond their radius. parts: what each cluster is cut into; part_means,
    part_deviations: (m, d) of their pixels; part_shares: (m,) of the pixels of the cluster, 0…1.
    """

    centroids: Floats
    shares: Floats
    radii: Floats
    far: float
    parts: Parts
    part_means: Floats
    part_deviations: Floats
    part_shares: Floats

    def __post_init__(self) -> None:
        freeze(*(getattr(self, name) for name in _ARRAYS))

    @property
    def k(self) -> int:
        return len(self.centroids)

    @property
    def dimensions(self) -> int:
        return int(self.centroids.shape[1])

    def cluster_means(self) -> Floats:
        """(k, d) of the pixels of each cluster."""
        result: Floats = np.stack(
            [
                np.bincount(self.parts.owner, self.part_shares * column, self.k)
                for column in self.part_means.T
            ],
            axis=1,
        )
        return result

    def overall_deviation(self) -> Floats:
        """(d,) the standard deviation of all pixels."""
        weights = self.shares[self.parts.owner] * self.part_shares
        mean = weights @ self.part_means
        square = weights @ (self.part_deviations**2 + self.part_means**2)
        return np.sqrt(np.maximum(square - mean**2, 0.0))

    def to_borders(self) -> Floats:
        """(k,) from each centroid to the border with the nearest other; infinite where k is 1."""
        apart = np.sqrt(((self.centroids[:, None] - self.centroids[None]) ** 2).sum(axis=2))
        np.fill_diagonal(apart, np.inf)
        result: Floats = apart.min(axis=1) / 2
        return result


def reference_of(
    centroids: Floats,
    colours: NDArray[np.generic],
    counts: Ints | None = None,
    parts: Parts | None = None,
) -> Reference:
    """What pixels are like to a legend that was fitted on them.

    centroids: (k, d). colours: (n, d) distinct colours or rows of features, in the same space and units;
    what is no finite number is left out. counts: (n,) how many pixels have each; None for one each.
    parts: those of all pictures of a series (`parts_of`), where their references are to be compared; None for
    its own. Raises ParameterError where there is no pixel, or where the dimensions differ.
    """
    centroids = np.array(centroids, np.float64)
    rows, weights = rows_of(centroids.shape[1], colours, counts)
    labels, distances = assigned(centroids, rows)
    parts = parts or cut_into_parts(centroids, rows, weights, labels)
    totals = np.bincount(labels, weights, len(centroids))
    part_means, part_deviations, part_shares = _moments(rows, weights, parts.of(rows, labels), parts)
    radii = _radii(centroids, labels, distances, weights)
    far = float(weights[distances > radii[labels]].sum() / weights.sum())
    shares = totals / totals.sum()
    return Reference(centroids, shares, radii, far, parts, part_means, part_deviations, part_shares)


def parts_of(centroids: Floats, colours: NDArray[np.generic], counts: Ints | None = None) -> Parts:
    """The parts of a legend over these pixels; arguments and errors as of `reference_of`."""
    centroids = np.array(centroids, np.float64)
    rows, weights = rows_of(centroids.shape[1], colours, counts)
    return cut_into_parts(centroids, rows, weights, assigned(centroids, rows)[0])


def rows_of(dimensions: int, colours: NDArray[np.generic], counts: Ints | None) -> tuple[Floats, Floats]:
    """The rows as float64 and their weights, without those that are no finite number or that no pixel has.

    Raises ParameterError.
    """
    rows = np.asarray(colours, np.float64)
    if rows.ndim != 2 or rows.shape[1] != dimensions:
        found = rows.shape[1] if rows.ndim == 2 else 1
        sentence = _(
            "The picture has {found} values a pixel, the legend {wanted}: fit one for such pictures."
        )
        raise ParameterError(sentence.format(found=found, wanted=dimensions))
    weights = np.ones(len(rows)) if counts is None else np.asarray(counts, np.float64)
    kept = np.isfinite(rows).all(axis=1) & (weights > 0)
    if not kept.all():
        rows, weights = rows[kept], weights[kept]
    if not len(rows):
        raise ParameterError(
            _("There is no pixel to compare with the legend: all of the picture is no data.")
        )
    return rows, weights


def assigned(centroids: Floats, rows: Floats) -> tuple[Ints, Floats]:
    """(n,) the nearest centroid of each row, from 0 (ties: the first), and the distance to it."""
    labels, squared = np.empty(len(rows), np.int64), np.empty(len(rows))
    for part, nearest, distances in nearest_to(centroids, rows):
        labels[part], squared[part] = nearest, distances
    return labels, np.sqrt(squared)


def _moments(rows: Floats, weights: Floats, part: Ints, parts: Parts) -> tuple[Floats, Floats, Floats]:
    """Means and standard deviations (m, d) of the parts and their share of the cluster (m,).

    A part without pixels has its own mean and no deviation; a cluster without pixels, parts of equal shares.
    """
    m, d = parts.means.shape
    totals = np.bincount(part, weights, m)
    some, there = np.maximum(totals, 1e-300)[:, None], totals[:, None] > 0
    first = np.stack([np.bincount(part, weights * rows[:, c], m) for c in range(d)], axis=1) / some
    means = np.where(there, first, parts.means)
    apart = rows - means[part]
    second = np.stack([np.bincount(part, weights * apart[:, c] ** 2, m) for c in range(d)], axis=1) / some
    clusters = np.bincount(parts.owner, totals)[parts.owner]
    equal = 1 / np.bincount(parts.owner)[parts.owner]
    shares = np.where(clusters > 0, totals / np.maximum(clusters, 1e-300), equal)
    return means, np.sqrt(second), shares


def _radii(centroids: Floats, labels: Ints, distances: Floats, weights: Floats) -> Floats:
    apart = np.sqrt(((centroids[:, None] - centroids[None]) ** 2).sum(axis=2))
    np.fill_diagonal(apart, np.inf)
    nearest = apart.min(axis=1)
    radii: Floats = np.where(np.isfinite(nearest), _LEAST_RADIUS * nearest / 2, 0.0)
    for j in np.unique(labels):
        inside = labels == j
        radii[j] = max(radii[j], _quantile(distances[inside], weights[inside]))
    return radii


def _quantile(values: Floats, weights: Floats) -> float:
    """The least value with at least QUANTILE of the weight at or below it."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, QUANTILE * reached[-1])])


def typical_of(references: Sequence[Reference]) -> Reference:
    """The reference of many pictures with one legend and the same parts: of each number the median, so that a
    few that do not fit change next to nothing. Clusters that a picture has not are left to those that have
    it.

    Raises ValueError for none, or for those of different legends or parts.
    """
    first, *others = references
    if any(other.parts is not first.parts and not _alike(other, first) for other in others):
        raise ValueError("references of different legends or parts have nothing in common")
    there = np.array([each.shares >= _PRESENT for each in references])
    there |= ~there.any(axis=0)
    owner = first.parts.owner

    def median(name: str, present: NDArray[np.bool_]) -> Floats:
        values = np.array([getattr(each, name) for each in references])
        mask = present.reshape(present.shape + (1,) * (values.ndim - 2))
        result: Floats = np.nanmedian(np.where(mask, values, np.nan), axis=0)
        return result

    part_shares = median("part_shares", there[:, owner])
    whole = np.bincount(owner, part_shares)[owner]
    shares = np.median([each.shares for each in references], axis=0)
    return Reference(
        first.centroids,
        shares / max(shares.sum(), 1e-300),
        median("radii", there),
        float(np.median([each.far for each in references])),
        first.parts,
        median("part_means", there[:, owner]),
        median("part_deviations", there[:, owner]),
        np.where(whole > 0, part_shares / np.maximum(whole, 1e-300), 1 / np.bincount(owner)[owner]),
    )


def _alike(one: Reference, other: Reference) -> bool:
    same_parts = np.array_equal(one.parts.means, other.parts.means)
    return same_parts and np.array_equal(one.centroids, other.centroids)


def reference_json(reference: Reference) -> Json:
    """As it lies in the file of a legend; every number exactly."""
    arrays: Json = {name: getattr(reference, name).tolist() for name in _ARRAYS}
    parts = reference.parts
    return {
        **arrays,
        "far": reference.far,
        "quantile": QUANTILE,
        "parts": {"means": parts.means.tolist(), "clusters": (parts.owner + 1).tolist()},
    }


def reference_from(saved: Json) -> Reference:
    """Of its JSON. Raises KeyError, TypeError, ValueError for what Floe did not write."""
    arrays = {name: np.array(saved[name], np.float64) for name in _ARRAYS}
    means = np.array(saved["parts"]["means"], np.float64)
    clusters = np.array(saved["parts"]["clusters"])
    far = float(saved["far"])
    k, d = arrays["centroids"].shape
    m = len(means)
    shapes = {"centroids": (k, d), "shares": (k,), "radii": (k,), "part_shares": (m,)}
    if any(array.shape != shapes.get(name, (m, d)) for name, array in arrays.items()) or means.shape != (
        m,
        d,
    ):
        raise ValueError("the parts of a reference do not belong together")
    if clusters.dtype.kind != "i" or not np.array_equal(np.unique(clusters), np.arange(1, k + 1)):
        raise ValueError("the parts of a reference are of other clusters")
    if clusters.shape != (m,) or (np.diff(clusters) < 0).any() or not min(k, d):
        raise ValueError("the parts of a reference are in no order")
    if not all(np.isfinite(each).all() for each in (*arrays.values(), means, np.array(far))):
        raise ValueError("a reference holds what is no number")
    if any((arrays[name] < 0).any() for name in _ARRAYS if name.endswith(("shares", "deviations", "radii"))):
        raise ValueError("a reference holds what cannot be below zero")
    return Reference(
        arrays["centroids"],
        arrays["shares"],
        arrays["radii"],
        far,
        Parts(means, clusters.astype(np.int64) - 1),
        arrays["part_means"],
        arrays["part_deviations"],
        arrays["part_shares"],
    )
