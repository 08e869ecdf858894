"""Names that were changed in two places at once, such as a window and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Names = Mapping[int, tuple[str, bool]]


@dataclass(frozen=True)
class InFile:
    """What stands in the file of a collection, of the runs that the window knows by these keys. names: of
    clusters, and whether a person has confirmed each. kept_as: the key of each run there.
    """

    names: Mapping[str, Names] = field(default_factory=dict)
    kept_as: Mapping[str, str] = field(default_factory=dict)


def merged_names(mine: Names, before: Names, there: Names) -> dict[int, tuple[str, bool]]:
    """Of the clusters of a run: what I have changed since both were as `before` is mine; else as it is there.

    Each with whether a person has confirmed it.
    """
    names = {
        cluster: (mine if mine.get(cluster) != before.get(cluster) else there).get(cluster)
        for cluster in sorted({*mine, *before, *there})
    }
    return {cluster: name for cluster, name in names.items() if name is not None}
