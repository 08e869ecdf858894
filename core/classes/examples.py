"""Examples: places in a picture of which the user has said what class is there.

A click is a place, a scribble several that are joined by lines. The clusters under the examples of a class
belong to it; what the k, the seed or the space is does not matter to them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from core.base.arrays import Bytes, Floats, Ints
from core.base.errors import ParameterError
from core.base.sentences import _
from core.classes.class_choice import Place
from core.classes.classes import Class, Classes, checked_name
from core.classes.naming import UnclearMatch
from core.writing.number_words import grouped

MOST_EXAMPLES = 10_000
# Of all examples together; a scribble over a whole picture says no more.
MOST_PIXELS = 1_000_000


@dataclass(frozen=True)
class Example:
    """class_name: what is there. places: in pixels, pixel (column, row) covering [column, column + 1) ×
    [row, row + 1); one of a click, more of a scribble.
    """

    class_name: str
    places: tuple[Place, ...]

    def __post_init__(self) -> None:
        """Raises ParameterError for a name that no class may have, or places that are none."""
        checked_name(self.class_name, "class")
        if not self.places or not all(math.isfinite(each) for place in self.places for each in place):
            raise ParameterError(_("An example of “{name}” has no place.").format(name=self.class_name))

    def pixels(self, height: int, width: int) -> Ints:
        """(n,) of the pixels under it, counted row by row, each once; of a line, steps of half a pixel.

        Raises ParameterError for one that is longer than anybody draws.
        """
        places = np.array(self.places)
        with np.errstate(over="ignore"):
            steps = 2 * np.abs(np.diff(places, axis=0)).max(axis=1, initial=0)
        if not steps.sum() <= MOST_PIXELS:
            sentence = _("An example of “{name}” is a line that is too long: draw less.")
            raise ParameterError(sentence.format(name=self.class_name))
        ways = [places[:1]]
        for start, end, number in zip(places, places[1:], steps.tolist(), strict=False):
            ways.append(np.linspace(start, end, int(number) + 2))
        columns, rows = np.floor(np.concatenate(ways)).T
        inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        found: Ints = np.unique(rows[inside].astype(np.int64) * width + columns[inside].astype(np.int64))
        return found


Examples = tuple[Example, ...]


def check_examples(examples: Sequence[Example], height: int, width: int) -> Examples:
    """The examples, if each lies in the picture, and there are not too many.

    Raises ParameterError, also where one pixel is an example of two classes.
    """
    if len(examples) > MOST_EXAMPLES:
        raise ParameterError(_("There are more than {most} examples.").format(most=grouped(MOST_EXAMPLES)))
    owners: dict[int, str] = {}
    for each in examples:
        pixels = each.pixels(height, width).tolist()
        if not pixels:
            x, y = each.places[0]
            sentence = _("The example of “{name}” at {x:g},{y:g} is outside the picture: {w} × {h} pixels.")
            raise ParameterError(sentence.format(name=each.class_name, x=x, y=y, w=width, h=height))
        for pixel in pixels:
            other = owners.setdefault(pixel, each.class_name)
            if other != each.class_name:
                raise ParameterError(
                    _("The examples contradict each other: pixel {x},{y} is “{one}” and “{other}”.").format(
                        x=pixel % width, y=pixel // width, one=other, other=each.class_name
                    )
                )
        if len(owners) > MOST_PIXELS:
            raise ParameterError(
                _("The examples have more than {most} pixels: draw less.").format(most=grouped(MOST_PIXELS))
            )
    return tuple(examples)


def examples_by_cluster(examples: Examples, labels: Bytes, k: int) -> dict[str, Floats]:
    """By class, in the order of the examples: (k + 1,) how many examples lie in no cluster, and in each.

    A scribble over several counts for each by its share of the pixels. labels: (height, width) uint8 cluster
    ids, 0 = no data or outside.
    """
    found: dict[str, Floats] = {}
    flat = labels.reshape(-1)
    for each in examples:
        counts = np.bincount(flat[each.pixels(*labels.shape)], minlength=k + 1)
        found.setdefault(each.class_name, np.zeros(k + 1))
        found[each.class_name] += counts / max(1, counts.sum())
    return {name: np.round(counts, 9) for name, counts in found.items()}


def mixed_clusters(examples: Examples, labels: Bytes, k: int) -> tuple[int, ...]:
    """Ids of the clusters that hold examples of several classes, ascending; labels, k: as above."""
    counts = examples_by_cluster(examples, labels, k).values()
    return tuple(i for i in range(1, k + 1) if sum(bool(count[i]) for count in counts) > 1)


def with_examples(
    classes: Classes, examples: Examples, labels: Bytes, k: int
) -> tuple[Classes, tuple[UnclearMatch, ...]]:
    """The classes in which every cluster with examples belongs to their class; the others stay as they are.

    A cluster with examples of several classes belongs to that with most of them, ties to the first in the
    order of the examples; that is an unclear match of this class, and so is a class whose examples lie
    in no cluster of their own (“gone”).
    """
    counts = examples_by_cluster(examples, labels, k)
    owner = {
        cluster: max(counts, key=lambda name: float(counts[name][cluster]))
        for cluster in range(1, k + 1)
        if any(count[cluster] for count in counts.values())
    }
    before = {cluster: item for item in classes for cluster in item.clusters}
    items = {item.name: item for item in classes}
    members: dict[str, list[int]] = {}
    for cluster in range(1, k + 1):
        name = owner.get(cluster, before[cluster].name if cluster in before else str(cluster))
        members.setdefault(name, []).append(cluster)
    # By their lowest clusters, as they come.
    found = tuple(
        replace(items.get(name, Class(name, ())), clusters=tuple(clusters))
        for name, clusters in members.items()
    )
    return found, _unclear(counts, owner)


def _unclear(counts: dict[str, Floats], owner: dict[int, str]) -> tuple[UnclearMatch, ...]:
    found = []
    for name, count in counts.items():
        shared = tuple(
            cluster
            for cluster, its in owner.items()
            if its == name and any(other[cluster] for each, other in counts.items() if each != name)
        )
        taken = tuple(cluster for cluster, its in owner.items() if its != name and count[cluster])
        if name not in owner.values() and taken:
            found.append(UnclearMatch(name, "gone", taken))
        elif shared:
            found.append(UnclearMatch(name, "shared", shared))
    return tuple(found)


def examples_json(examples: Examples) -> list[dict[str, Any]]:
    """As plain JSON values, as `examples_from` reads them."""
    return [{"class": each.class_name, "places": [list(place) for place in each.places]} for each in examples]


def examples_from(values: Any) -> Examples:
    """The examples of a file; what is read is not trusted.

    Raises ParameterError, KeyError, TypeError or ValueError where they are damaged.
    """
    if len(values) > MOST_EXAMPLES or sum(len(each["places"]) for each in values) > MOST_PIXELS:
        raise ParameterError(_("There are more than {most} examples.").format(most=grouped(MOST_EXAMPLES)))
    found = []
    for each in values:
        if not isinstance(each["class"], str):
            raise TypeError("the class of an example is no text")
        found.append(Example(each["class"], tuple((float(x), float(y)) for x, y in each["places"])))
    return tuple(found)


def named_in(examples: Iterable[Example]) -> tuple[str, ...]:
    """The names of their classes, each once, in their order."""
    return tuple(dict.fromkeys(each.class_name for each in examples))


def renamed_examples(examples: Examples, names: Mapping[str, str]) -> Examples:
    """The same examples of classes that are called otherwise now."""
    return tuple(replace(each, class_name=names.get(each.class_name, each.class_name)) for each in examples)
