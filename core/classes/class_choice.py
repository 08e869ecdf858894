"""Classes as they are typed: by the ids of clusters, by what lies at a place, by a colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from core.base.arrays import Floats
from core.base.errors import ParameterError
from core.base.sentences import _
from core.classes.class_matching import lab_of
from core.classes.classes import Class, checked_name, colour_from, parse_class
from core.classes.naming import UNCLEAR, UnclearMatch
from core.writing.typed_numbers import read_number

# In pixels; pixel (column, row) covers [column, column + 1) × [row, row + 1).
Place = tuple[float, float]


@dataclass(frozen=True)
class ClassChoice:
    """Which clusters are to be in a class. clusters: their ids. places: in the picture, whose clusters they
    are. colours: "#rrggbb", to which theirs are nearest.
    """

    name: str
    clusters: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    colours: tuple[str, ...] = ()

    @property
    def is_of_ids(self) -> bool:
        """Whether the clusters are known before they are found."""
        return not (self.places or self.colours)

    def __add__(self, other: ClassChoice) -> ClassChoice:
        """The clusters of both in one class."""
        return replace(
            self,
            clusters=tuple(sorted({*self.clusters, *other.clusters})),
            places=self.places + other.places,
            colours=self.colours + other.colours,
        )


def parse_choice(text: str) -> ClassChoice:
    """ "ice=3,4", "ice@120,80", "ice~#dfe8ee": the last of = @ ~ separates. Raises ParameterError."""
    sign = text[max(text.rfind(each) for each in "=@~") :][:1]
    name, _sign, rest = text.rpartition(sign or "=")
    if sign == "@":
        return ClassChoice(checked_name(name, "class"), places=(_place(text, rest),))
    if sign == "~":
        return ClassChoice(checked_name(name, "class"), colours=(colour_from(rest),))
    item = parse_class(text)
    return ClassChoice(item.name, item.clusters)


def parse_choices(texts: Iterable[str]) -> tuple[ClassChoice, ...]:
    """What is typed of one class adds up. Raises ParameterError."""
    found: dict[str, ClassChoice] = {}
    for choice in map(parse_choice, texts):
        before = found.get(choice.name)
        found[choice.name] = choice if before is None else before + choice
    return tuple(found.values())


def chosen_classes(
    choices: Sequence[ClassChoice], colours: Sequence[tuple[int, ...]], label_at: Callable[[Place], int]
) -> tuple[tuple[Class, ...], tuple[UnclearMatch, ...]]:
    """The named classes over clusters with these mean colours, and those whose colour lies between clusters.

    label_at: the id of the cluster at a place, 0 where there is none.
    Raises ParameterError for a place without a cluster.
    """
    lab = lab_of(colours)
    classes, unclear = [], []
    for choice in choices:
        clusters = {*choice.clusters, *(_cluster_at(choice.name, each, label_at) for each in choice.places)}
        between: set[int] = set()
        for colour in choice.colours:
            nearest, others = _nearest(colour, lab)
            clusters.add(nearest)
            between |= others
        classes.append(Class(choice.name, tuple(sorted(clusters))))
        if between - clusters:
            unclear.append(UnclearMatch(choice.name, "between", tuple(sorted(between))))
    return tuple(classes), tuple(unclear)


def _place(text: str, rest: str) -> Place:
    numbers = [read_number(part) for part in rest.split(",")]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        raise ParameterError(
            _("“{text}” names no place: write NAME@X,Y in pixels, for example ice@120,80.").format(text=text)
        )
    return numbers[0], numbers[1]


def _cluster_at(name: str, place: Place, label_at: Callable[[Place], int]) -> int:
    found = label_at(place)
    if not found:
        raise ParameterError(
            _("No cluster is at {x:g},{y:g}, where “{name}” is to be: give a place that is measured.").format(
                x=place[0], y=place[1], name=name
            )
        )
    return found


def _nearest(colour: str, lab: Floats) -> tuple[int, set[int]]:
    """The id of the cluster of the nearest colour, and of it and the next where that is nearly as near."""
    levels = tuple(bytes.fromhex(colour[1:]))
    squared = ((lab - lab_of([levels])) ** 2).sum(axis=1)
    order = squared.argsort(kind="stable")
    nearest = int(order[0]) + 1
    if len(order) > 1 and squared[order[0]] > UNCLEAR * squared[order[1]]:
        return nearest, {nearest, int(order[1]) + 1}
    return nearest, set()
