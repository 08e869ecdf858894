"""Classes that stay with the clusters they were given to, from run to run and from picture to picture.

A Naming remembers over which clusters the classes were made. What they are over the clusters of another run
is derived from it, every time from the same remembered clusters: k from 7 to 9 and back to 7 gives the
classes of before, and undoing needs no memory of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from core.base.sentences import _, ngettext, with_commas
from core.classes.class_matching import ClusterMeans, Match, match
from core.classes.classes import Class, Classes, default_classes
from core.classes.spread_matching import by_spread

Why = Literal["moved", "split", "lost", "mixed", "gone", "between", "spread", "shared"]
# A cluster that went farther than half the way to its neighbour, or whose second choice is that much nearer
# than leaving it out, may be another one; in squared distances a quarter.
UNCLEAR = 0.25
# Where so many of the clusters went far, or are gone, the light of the other picture may be another.
_ANOTHER_LIGHT = 0.2


@dataclass(frozen=True)
class UnclearMatch:
    """A class of which it is not certain that it is still the same.

    why: "moved": it may be another cluster now. "split": clusters that nobody named may belong to it.
    "lost": one of its clusters is gone, `clusters` have its pixels. "mixed": it may hold the pixels of a
    cluster that is gone. "gone": none of its clusters is left, `clusters` have its pixels. "between": it was
    chosen by a colour that two clusters are about as near to. "spread": `clusters` have its spread.
    "shared": `clusters` hold examples of other classes too.
    clusters: ids in the new run, ascending.
    """

    name: str
    why: Why
    clusters: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        ids = with_commas(map(str, self.clusters))
        n = len(self.clusters)
        match self.why:
            case "moved":
                sentence = _("“{name}” may be another cluster now: check it.")
            case "split":
                sentence = ngettext(
                    "Part of “{name}” may be in cluster {ids} now: check it.",
                    "Part of “{name}” may be in clusters {ids} now: check it.",
                    n,
                )
            case "lost":
                sentence = ngettext(
                    "“{name}” has fewer clusters now, and part of it may be in cluster {ids}: check it.",
                    "“{name}” has fewer clusters now, and part of it may be in clusters {ids}: check it.",
                    n,
                )
            case "mixed":
                sentence = _("“{name}” may hold more than before: check it.")
            case "gone":
                sentence = ngettext(
                    "“{name}” is gone: its pixels may be in cluster {ids}.",
                    "“{name}” is gone: its pixels may be in clusters {ids}.",
                    n,
                )
            case "spread":
                sentence = ngettext(
                    "“{name}” was chosen by its mean, but cluster {ids} spreads as it did: check it.",
                    "“{name}” was chosen by its mean, but clusters {ids} spread as it did: check it.",
                    n,
                )
            case "shared":
                sentence = ngettext(
                    "Cluster {ids} of “{name}” holds examples of another class: more clusters may part them.",
                    "Clusters {ids} of “{name}” hold examples of other classes: more clusters may part them.",
                    n,
                )
            case "between":
                sentence = _("The colour of “{name}” lies between clusters {ids}: check it.")
        return sentence.format(name=self.name, ids=ids)


@dataclass(frozen=True)
class Naming:
    """Over which clusters the classes of a Document are, and what was doubtful already then."""

    means: ClusterMeans
    unclear: tuple[UnclearMatch, ...] = ()


@dataclass(frozen=True)
class Carried:
    """The classes over the clusters of another run, and what is doubtful about them.

    renamed: (old, new) names of the classes that are called otherwise now: those without a name, whose
    clusters have other ids. One that is gone has a name that no class has.
    """

    classes: Classes
    unclear: tuple[UnclearMatch, ...]
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(each.sentence for each in self.unclear)


def carried(
    classes: Classes, naming: Naming, new: ClusterMeans, used: frozenset[str] = frozenset()
) -> Carried:
    """The classes over the new clusters, names and colours with the clusters that they belong to.

    A new cluster that no old one became is a class of its own, named by its id. An old one that became none
    leaves its class; a class without clusters is left out. Each class has one unclear match at most, the
    gravest: those with a name, and of the others those that something is for. used: the names of all that is
    for one.

    In another picture than they were named in, all are unclear where a fifth of the clusters is gone or far
    from where it was, since the light may be another; and those whose spread says another cluster than the
    centroid.
    """
    if naming.means.is_same(new):
        idle = {item.name for item in classes if is_unnamed(item)} - used
        return Carried(classes, tuple(each for each in naming.unclear if each.name not in idle))
    return _carried(classes, naming, new, used)


def is_unnamed(item: Class) -> bool:
    """Whether the class is one cluster that nobody has named: its name is the id."""
    return len(item.clusters) == 1 and item.name.rstrip("′") == str(item.clusters[0])


def spoken_name(item: Class) -> str:
    """What the class is called in a sentence: "class 3" where nobody has named it, so that its number is not
    taken for a count.
    """
    return _("class {number}").format(number=item.name) if is_unnamed(item) else item.name


def still_unclear(
    unclear: tuple[UnclearMatch, ...], before: Classes, after: Classes
) -> tuple[UnclearMatch, ...]:
    """What is still unclear after an edit: who renames a class or changes its clusters has looked at it."""
    same = {(item.name, item.clusters) for item in before} & {(item.name, item.clusters) for item in after}
    names = {name for name, _ in same}
    return tuple(each for each in unclear if each.name in names)


@lru_cache(maxsize=16)
def _carried(classes: Classes, naming: Naming, new: ClusterMeans, used: frozenset[str]) -> Carried:
    found = match(naming.means, new)
    elsewhere = _Elsewhere.of(naming.means, new, found)
    there = [
        tuple(sorted(found.pairs[i - 1] + 1 for i in item.clusters if i - 1 in found.pairs))
        for item in classes
    ]
    kept = [
        replace(item, name=str(clusters[0]) if is_unnamed(item) else item.name, clusters=clusters)
        for item, clusters in zip(classes, there, strict=True)
        if clusters
    ]
    after = _completed(kept, len(new))
    owner = {cluster: item.name for item in after for cluster in item.clusters}
    renamed, unclear = [], []
    for item, clusters in zip(classes, there, strict=True):
        name = owner[clusters[0]] if clusters else _absent(item, len(found.limit), set(owner.values()))
        if name != item.name:
            renamed.append((item.name, name))
        if is_unnamed(item) and item.name not in used:
            continue
        unclear_match = _unclear_match(item, found) or elsewhere.unclear_match(item)
        if unclear_match is None and clusters and any(each.name == item.name for each in naming.unclear):
            unclear_match = UnclearMatch(name, "moved", clusters)  # nobody has looked at it since
        if unclear_match is not None:
            unclear.append(replace(unclear_match, name=name))
    return Carried(after, tuple(unclear), tuple(renamed))


@dataclass(frozen=True)
class _Elsewhere:
    """What makes a match doubtful because it is of another picture; nothing where it is of the same.

    moved: whether many clusters are gone or far from where they were. pairs: of the match; by_spread: those
    that the spreads would make, where they speak against it.
    """

    moved: bool
    pairs: dict[int, int]
    by_spread: dict[int, int]

    @classmethod
    def of(cls, old: ClusterMeans, new: ClusterMeans, found: Match) -> _Elsewhere:
        if not new.is_of_another_picture(old):
            return cls(False, {}, {})
        moved = sum(_has_moved(i, found) for i in range(len(old))) >= _ANOTHER_LIGHT * len(old)
        return cls(moved, found.pairs, by_spread(old, new, found))

    def _there(self, item: Class) -> tuple[int, ...]:
        return tuple(sorted(self.pairs[i - 1] + 1 for i in item.clusters if i - 1 in self.pairs))

    def unclear_match(self, item: Class) -> UnclearMatch | None:
        members = [i - 1 for i in item.clusters if i - 1 in self.by_spread]
        alike = {self.by_spread[i] for i in members}
        if alike != {self.pairs[i] for i in members}:
            return UnclearMatch(item.name, "spread", tuple(sorted(j + 1 for j in alike)))
        return UnclearMatch(item.name, "moved", self._there(item)) if self.moved else None


def _has_moved(i: int, found: Match) -> bool:
    return i not in found.pairs or found.squared[i, found.pairs[i]] > UNCLEAR * found.limit[i]


def _absent(item: Class, k: int, taken: set[str]) -> str:
    """What a class that is gone is called where something is for it: as none of those that are there."""
    name = f"cluster {item.clusters[0]} of {k}" if is_unnamed(item) else item.name
    while name in taken:
        name += "′"
    return name


def _unclear_match(item: Class, found: Match) -> UnclearMatch | None:
    members = [i - 1 for i in item.clusters]
    kept = [i for i in members if i in found.pairs]
    nearest = found.squared.argmin(axis=1) + 1
    takers = tuple(sorted({int(nearest[i]) for i in members if i not in found.pairs}))
    if not kept:
        return UnclearMatch(item.name, "gone", takers)
    everywhere = tuple(sorted(found.pairs[i] + 1 for i in kept))
    if any(_has_moved(i, found) for i in kept):
        return UnclearMatch(item.name, "moved", everywhere)
    if takers:
        return UnclearMatch(item.name, "lost", takers)
    parts = _parts(members, found)
    if parts:
        return UnclearMatch(item.name, "split", parts)
    unclear = any(found.margin(i) < UNCLEAR * found.limit[i] for i in kept)
    others = [i for i in range(len(found.limit)) if i not in found.pairs]
    mixed = any(int(nearest[i]) in everywhere for i in others)
    return UnclearMatch(item.name, "moved" if unclear else "mixed", everywhere) if unclear or mixed else None


def _parts(members: list[int], found: Match) -> tuple[int, ...]:
    """The ids of new clusters that came out of the old ones in `members`, as far as nearness tells."""
    origin = found.squared.argmin(axis=0)
    return tuple(
        j + 1
        for j in found.new_ones
        if origin[j] in members and found.squared[origin[j], j] < found.limit[origin[j]]
    )


def _completed(kept: list[Class], k: int) -> Classes:
    """With a class for every cluster left over; ids that are taken as names get a prime, as in split."""
    named = {item.name for item in kept if not is_unnamed(item)}
    result: list[Class] = []
    for item in (*kept, *default_classes(k)):
        if any(item.clusters[0] in other.clusters for other in result):
            continue
        name = item.name
        while is_unnamed(item) and name in named:
            name += "′"
        result.append(replace(item, name=name))
    return tuple(sorted(result, key=lambda each: each.clusters[0]))
