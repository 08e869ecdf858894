"""Classes: what the user named, each made of one or more clusters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from core.base.errors import ParameterError
from core.base.sentences import _
from core.cluster.parameters import MAX_K
from core.writing.number_words import grouped
from core.writing.one_line import LONGEST_NAME, is_one_line
from core.writing.typed_numbers import parse_whole_number


@dataclass(frozen=True)
class Class:
    """name: unique in a document. clusters: ascending cluster ids, at least one.

    colour: "#rrggbb" chosen by the user, or None for the mean colour of the clusters. by_name: the class
    has it because it got a name; no file keeps that, and a colour from a file is as one that was chosen.
    hidden: not shown as a class; it counts as ever. locked: post-processing and edits by hand neither give
    it pixels nor take any.
    """

    name: str
    clusters: tuple[int, ...]
    colour: str | None = None
    hidden: bool = False
    locked: bool = False
    by_name: bool = field(default=False, compare=False)


Classes = tuple[Class, ...]

_COLOUR = re.compile("#[0-9a-f]{6}")


def default_classes(k: int) -> Classes:
    """One class a cluster, named by its id."""
    return tuple(Class(str(i), (i,)) for i in range(1, k + 1))


def parse_class(text: str) -> Class:
    """ "ice=3,4" → Class("ice", (3, 4)).

    Raises ParameterError where the text has another form or the name is not one line of text.
    """
    name, equals, ids = text.rpartition("=")
    try:
        clusters = tuple(sorted({parse_whole_number(part) for part in ids.split(",")}))
    except ParameterError:
        clusters = ()
    if not equals or not name.strip() or not clusters or clusters[0] < 1:
        raise ParameterError(
            _(
                "“{text}” is no class: write NAME=ID[,ID…], for example ice=3,4, or NAME@X,Y or NAME~#rrggbb."
            ).format(text=text)
        )
    return Class(_free_name(name, ()), clusters)


def named_classes(named: Sequence[Class], k: int) -> Classes:
    """`named`, then a class for every cluster left over, named by its id; ordered by lowest cluster.

    Raises ParameterError for an id above k, a cluster in two classes, a name used twice.
    """
    owner: dict[int, str] = {}
    for item in named:
        for cluster in item.clusters:
            if cluster > k:
                raise ParameterError(
                    _("Class “{name}” names cluster {cluster}, but there are only {k}.").format(
                        name=item.name, cluster=cluster, k=k
                    )
                )
            if cluster in owner:
                raise ParameterError(
                    _("Cluster {cluster} cannot be in both “{owner}” and “{name}”.").format(
                        cluster=cluster, owner=owner[cluster], name=item.name
                    )
                )
            owner[cluster] = item.name
    classes = (*named, *(c for c in default_classes(k) if c.clusters[0] not in owner))
    names = [c.name for c in classes]
    for name in names:
        if names.count(name) > 1:
            raise ParameterError(
                _("Two classes are called “{name}”: give each its own name.").format(name=name)
            )
    return tuple(sorted(classes, key=lambda c: c.clusters[0]))


def merge(classes: Classes, names: Iterable[str], new_name: str) -> Classes:
    """The classes with those in `names` made into one called `new_name` (at least two of them).

    A colour chosen for one or all of them stays. Raises ParameterError where `new_name` is empty, more
    than a line, or belongs to a class outside `names`.
    """
    chosen = set(names)
    parts = [c for c in classes if c.name in chosen]
    if len(parts) < 2:
        raise ParameterError(_("Choose two or more classes to merge."))
    rest = [c for c in classes if c.name not in chosen]
    clusters = tuple(sorted(i for c in parts for i in c.clusters))
    colours = {c.colour for c in parts if c.colour is not None}
    colour = colours.pop() if len(colours) == 1 else None
    hidden, locked = all(c.hidden for c in parts), any(c.locked for c in parts)
    by_name = all(c.by_name for c in parts if c.colour is not None)
    merged = Class(_free_name(new_name, rest), clusters, colour, hidden, locked, by_name)
    return tuple(sorted((*rest, merged), key=lambda c: c.clusters[0]))


def rename(classes: Classes, old: str, new: str) -> Classes:
    """The classes with `old` called `new`.

    Raises ParameterError where `new` is empty, more than a line, or taken.
    """
    others = [c for c in classes if c.name != old]
    name = _free_name(new, others)
    return tuple(replace(c, name=name) if c.name == old else c for c in classes)


def split(classes: Classes, name: str) -> Classes:
    """The classes with `name` taken apart into one class a cluster, each named by its id."""
    taken = {c.name for c in classes if c.name != name}
    result: list[Class] = []
    for item in classes:
        if item.name != name:
            result.append(item)
            continue
        for cluster in item.clusters:
            label = str(cluster)
            while label in taken:
                label += "′"
            result.append(Class(label, (cluster,)))
    return tuple(sorted(result, key=lambda c: c.clusters[0]))


def recolour(classes: Classes, name: str, colour: str | None) -> Classes:
    """The classes with `name` shown in "#rrggbb", or None: in its mean colour. Raises ParameterError."""
    chosen = None if colour is None else colour_from(colour)
    return tuple(replace(c, colour=chosen, by_name=False) if c.name == name else c for c in classes)


def set_flags(
    classes: Classes, names: Iterable[str], *, hidden: bool | None = None, locked: bool | None = None
) -> Classes:
    """The classes with those in `names` hidden or shown, locked or open; None: as they are."""
    chosen = set(names)
    given: dict[str, Any] = {"hidden": hidden, "locked": locked}
    flags = {name: value for name, value in given.items() if value is not None}
    return tuple(replace(c, **flags) if c.name in chosen else c for c in classes)


def new_names(before: Classes, after: Classes) -> dict[str, str]:
    """What classes whose name is gone are called now: as the one that has all of their clusters, if any."""
    kept = {item.name for item in after}
    return {
        old.name: new.name
        for old in before
        if old.name not in kept
        for new in after
        if set(old.clusters) <= set(new.clusters)
    }


def class_list_json(classes: Classes) -> list[dict[str, Any]]:
    """The classes as plain JSON values, as `class_list_from` reads them."""
    kept = ("name", "clusters", "colour", "hidden", "locked")
    return [
        {**{key: getattr(item, key) for key in kept}, "clusters": list(item.clusters)} for item in classes
    ]


def class_list_from(values: Any) -> Classes:
    """The classes of a file, perhaps one that knows nothing of hidden and locked classes.

    Raises ParameterError, KeyError or TypeError where they are damaged; whether they fit a number of
    clusters is the business of `named_classes`.
    """
    if len(values) > MAX_K:
        raise ParameterError(_("There are more than {most} classes.").format(most=MAX_K))
    return tuple(
        Class(
            _free_name(_of(str, item["name"]), ()),
            _clusters_from(item["clusters"]),
            None if item["colour"] is None else colour_from(item["colour"]),
            _of(bool, item.get("hidden", False)),
            _of(bool, item.get("locked", False)),
        )
        for item in values
    )


def colour_from(text: str) -> str:
    """ "#RRGGBB" → "#rrggbb". Raises ParameterError for anything else."""
    colour = str(text).strip().lower()
    if not _COLOUR.fullmatch(colour):
        raise ParameterError(
            _("“{text}” is no colour: write #rrggbb, for example #e69f00.").format(text=text)
        )
    return colour


def _clusters_from(values: Any) -> tuple[int, ...]:
    clusters = tuple(sorted({_of(int, i) for i in values}))
    if not clusters or clusters[0] < 1:
        raise ParameterError(_("A class needs at least one cluster, and clusters are numbered from 1."))
    return clusters


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _free_name(name: str, others: Iterable[Class]) -> str:
    name = checked_name(name, "class")
    if any(c.name == name for c in others):
        raise ParameterError(
            _("There is already a class called “{name}”: choose another name.").format(name=name)
        )
    return name


def checked_name(name: str, what: Literal["class", "ratio"]) -> str:
    """The name without space around it. what: whose, for the sentence.

    Raises ParameterError where it is empty or more than a line of text.
    """
    name = name.strip()
    if not name:
        raise ParameterError(_("A ratio needs a name.") if what == "ratio" else _("A class needs a name."))
    if len(name) > LONGEST_NAME:
        raise ParameterError(_("A name may have {most} characters.").format(most=grouped(LONGEST_NAME)))
    if not is_one_line(name):
        sentence = (
            _("The name {name!r} of a ratio is not one line of text: choose another one.")
            if what == "ratio"
            else _("The name {name!r} of a class is not one line of text: choose another one.")
        )
        raise ParameterError(sentence.format(name=name))
    return name
