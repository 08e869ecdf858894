"""What a method of clustering is made of and what it has to say of itself."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.parallel import Cancel
from core.base.sentences import _, ngettext
from core.cluster.features.options import Option
from core.writing.number_words import grouped

# (n, d) float32 or float64, a row a picture.
Vectors = NDArray[np.floating[Any]]
# The value of each option of a method, of the type that the option has.
Options = Mapping[str, Any]
# The label of a picture that belongs to no cluster.
NOISE = -1


@dataclass(frozen=True)
class Limit:
    """How many pictures a method takes. reason, remedy: whole sentences, already looked up."""

    most: int
    reason: str
    remedy: str

    def refusal(self, title: str, n: int) -> str:
        """The sentence on n pictures; empty where they are not too many."""
        if n <= self.most:
            return ""
        sentence = _("{title} takes at most {most} pictures, and these are {n}. {reason} {remedy}")
        return sentence.format(
            title=title, most=grouped(self.most), n=grouped(n), reason=self.reason, remedy=self.remedy
        )


@dataclass(frozen=True, eq=False)
class Task:
    """rows: (n, d), prepared, finite, not all alike. k: clusters; 0 where the method takes none."""

    rows: Vectors
    k: int
    options: Options
    seed: int
    cancelled: Cancel


@dataclass(frozen=True, eq=False)
class Found:
    """labels: (n,) whole numbers from 0, in any order; NOISE where a picture belongs nowhere.

    used: of options that were left to be found the values that were. outcome: what else is known of the run,
    plain JSON values. notes: sentences that whoever reads the result should know.
    """

    labels: Ints
    used: Mapping[str, Any] = field(default_factory=dict)
    outcome: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Step:
    """One iteration of a method that can be watched.

    restart: from 1, of restarts. iteration: updates so far. centroids: (k, d) in the space of the prepared
    rows. inertia: of this assignment. labels: makes (n,) int64, the row of its centroid for each picture;
    for who looks.
    """

    restart: int
    restarts: int
    iteration: int
    centroids: Floats
    inertia: float
    labels: Callable[[], Ints]


@dataclass(frozen=True, eq=False)
class Method:
    """One method. A module of core.collection.methods that has one called SPECIFICATION is found by itself.

    It is imported to list the methods, so it imports neither scikit-learn nor what takes long: what its
    functions need is imported inside them.

    title, summary: N_() sentences for people. fit, steps: of a Task, its outcome; it has one of them. One
    with steps asks `cancelled` and may be watched; one with `fit` cannot be stopped, and is run in a process
    that can be ended (core.collection.apart).
    draws: whether its outcome depends on the seed.
    limit: of the options and the number of columns, how many pictures it takes; None: as many as there are.
    at_most_n: the options that must not exceed the number of pictures.
    """

    name: str
    title: str
    summary: str
    fit: Callable[[Task], Found] | None = None
    steps: Callable[[Task], Generator[Step, None, Found]] | None = None
    takes_k: bool = False
    draws: bool = False
    options: tuple[Option[Any], ...] = ()
    limit: Callable[[Options, int], Limit | None] = lambda _options, _columns: None
    at_most_n: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.fit is None) == (self.steps is None):
            raise ValueError(f"the method {self.name} needs either a fit or steps")


def pictures(n: int) -> str:
    """ "1 picture", "20 000 pictures"."""
    return ngettext("{n} picture", "{n} pictures", n).format(n=grouped(n))
