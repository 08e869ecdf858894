"""A Naming as plain JSON values, and back. All that is read is untrusted."""

from __future__ import annotations

from itertools import chain
from typing import Any, get_args

from core.classes.class_matching import ClusterMeans, Covariance
from core.classes.naming import Naming, UnclearMatch, Why
from core.cluster.parameters import MAX_K

_LARGEST = 1e150


def naming_json(naming: Naming) -> dict[str, Any]:
    """As plain JSON values, as `naming_from` reads them."""
    means = naming.means
    return {
        "space": means.space,
        "centroids": [list(row) for row in means.centroids],
        "colours": [list(row) for row in means.colours],
        **({"covariances": means.covariances} if means.covariances else {}),
        **({"picture": means.picture} if means.picture else {}),
        # As they were called in 0.1: files keep the word.
        "doubts": [{"name": d.name, "why": d.why, "clusters": list(d.clusters)} for d in naming.unclear],
    }


def naming_from(value: Any) -> Naming:
    """From plain JSON values of a file. Raises KeyError, TypeError or ValueError where they are damaged."""
    means = ClusterMeans(
        str(value["space"]),
        tuple(tuple(float(number) for number in row) for row in value["centroids"]),
        tuple(tuple(int(level) for level in row) for row in value["colours"]),
        _covariances_from(value.get("covariances", ())),
        str(value.get("picture", "")),
    )
    numbers = [number for row in (*means.centroids, *chain(*means.covariances)) for number in row]
    levels = [level for row in means.colours for level in row]
    whole = {len(row) for row in means.colours} == {3} and len({len(row) for row in means.centroids}) == 1
    whole = whole and len(means.covariances) in (0, len(means))
    if not whole or len(means.centroids) != len(means.colours) or len(means.colours) > MAX_K:
        raise ValueError("the clusters of the classes do not fit together")
    # Their squares are added up.
    if not (all(abs(number) < _LARGEST for number in numbers) and all(0 <= level <= 255 for level in levels)):
        raise ValueError("a cluster of the classes has no possible colour")
    if len(value["doubts"]) > MAX_K:
        raise ValueError("there are more unclear matches than classes")
    return Naming(means, tuple(_unclear_match_from(each) for each in value["doubts"]))


def _covariances_from(value: Any) -> tuple[Covariance, ...]:
    """() of a cluster with too few pixels to know."""
    found = tuple(tuple(tuple(float(number) for number in row) for row in each) for each in value)
    if any(len(row) != len(each) for each in found for row in each):
        raise ValueError("the spread of a cluster has no possible shape")
    return found


def _unclear_match_from(value: Any) -> UnclearMatch:
    if value["why"] not in get_args(Why):
        raise ValueError(f"{value['why']!r} is no reason for an unclear match")
    return UnclearMatch(str(value["name"]), value["why"], tuple(int(i) for i in value["clusters"]))
