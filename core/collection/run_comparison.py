"""Two runs side by side: their clusters matched, which pictures are elsewhere, how far they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from core.base.arrays import Ints, Mask, frozen
from core.base.errors import ParameterError
from core.base.sentences import _
from core.collection.contingency import Contingency, contingency
from core.collection.found import Found
from core.collection.method import NOISE
from core.collection.words import label_of, title, title_of
from core.document.plain_json import Json


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a run gave. title: what it is called. paths, sha256s, labels: (n,) of the pictures that it has put
    into clusters, from 1, or found to be noise, −1. names: of clusters that have one.
    """

    key: str
    title: str
    paths: tuple[str, ...]
    sha256s: tuple[str, ...]
    labels: Ints
    names: Mapping[int, str] = field(default_factory=dict)

    def label(self, cluster: int) -> str:
        """What a cluster is called: its name, else "cluster 3"; "noise"."""
        return label_of(cluster, self.names.get(cluster, ""))


@dataclass(frozen=True, eq=False)
class RunComparison:
    """Over the m pictures that both runs have. rows: (2, m) int64, which of each run's they are, in the order
    of the first. table: with the clusters of the first matched to those of the second. moved: (m,) whether a
    picture is not where its cluster went.
    """

    first: Outcome
    second: Outcome
    rows: Ints
    table: Contingency
    moved: Mask

    @property
    def labels(self) -> Ints:
        """(2, m) int64: the cluster of each picture in either run."""
        return np.stack((self.first.labels[self.rows[0]], self.second.labels[self.rows[1]]))

    @property
    def alone(self) -> tuple[int, int]:
        """How many pictures of either run the other has not."""
        m = self.rows.shape[1]
        return len(self.first.paths) - m, len(self.second.paths) - m


def outcome_of(found: Found) -> Outcome:
    """That of a run which is there."""
    rows = [found.rows[int(at)] for at in found.places]
    return Outcome(
        found.key,
        title(found),
        tuple(str(row.path) for row in rows),
        tuple(row.sha256 for row in rows),
        found.clustered.labels,
        {cluster: name for cluster, (name, _confirmed) in found.names.items()},
    )


def outcome_in(record: Json) -> Outcome:
    """That of a run from its record.

    Raises KeyError, TypeError, ValueError, ParameterError for a damaged one (see damage_named).
    """
    columns = record["pictures"]
    every = zip(columns["path"], columns["sha256"], columns["cluster"], strict=True)
    there = [(str(path), str(sha256), int(label)) for path, sha256, label in every if label is not None]
    if not there:
        raise ValueError("a run of pictures")
    paths, sha256s, clusters = zip(*there, strict=True)
    labels = np.array(clusters, np.int64)
    if ((labels < 1) & (labels != NOISE)).any():
        raise ValueError("clusters from 1")
    names = {int(each["cluster"]): str(each["name"]) for each in record["clusters"] if each["name"]}
    said = title_of(len(there), str(record["embedding"]["name"]), str(record["method"]))
    return Outcome(str(record["key"]), said, paths, sha256s, frozen(labels), names)


def compared(first: Outcome, second: Outcome) -> RunComparison:
    """The pictures are known by their content, wherever they lie; copies of one in the order of their runs.

    Raises ParameterError where no picture is in both.
    """
    at = {each: row for row, each in enumerate(_numbered(second.sha256s))}
    both = [(row, at[each]) for row, each in enumerate(_numbered(first.sha256s)) if each in at]
    if not both:
        raise ParameterError(_("The two runs have no picture in common: there is nothing to compare."))
    rows = np.array(both, np.int64).T
    one, other = first.labels[rows[0]], second.labels[rows[1]]
    table = contingency(one, other)
    return RunComparison(first, second, frozen(rows), table, frozen(table.moved(one, other)))


def _numbered(sha256s: tuple[str, ...]) -> list[tuple[str, int]]:
    """Each with how many of it came before."""
    seen: dict[str, int] = {}
    found = []
    for each in sha256s:
        found.append((each, seen.get(each, 0)))
        seen[each] = seen.get(each, 0) + 1
    return found
