"""The sample of a picture: points drawn at random, and what observers say is there.

Immutable: an answer is another Sample, so that undo is a list of them. A Document holds it (Document.sample);
what follows from it for the map as it is now says core.measure.checked_map. Answers outlive the map: each
point keeps the stratum of its draw, and the strata are kept with it.

Whoever asks a person goes on like this: `drawn` makes the first part of the points, `next_point` says which
one to show, `answered` and `taken_back` make the next Sample; where `is_due`, `continued` draws the rest,
where the first answers differ most; `more` draws further ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from core.accuracy.design import allocate, allocate_more, draw, least_of, order_of
from core.accuracy.strata import Strata
from core.base.arrays import Ints
from core.base.errors import ParameterError
from core.base.sentences import _
from core.writing.number_words import grouped

Said = Literal["class", "unsure", "skip"]
MOST_POINTS = 100_000
# The part of the points that is drawn in proportion, before the others go where answers differ.
_FIRST = 0.5


@dataclass(frozen=True)
class Point:
    """A pixel, and the stratum that it was drawn in, from 0."""

    row: int
    column: int
    stratum: int


@dataclass(frozen=True)
class Answer:
    """What an observer says of a point (its place in Sample.points). name: of the class that is there; empty
    for "unsure" (nobody can tell) and "skip" (it is asked again at the end). observer: may be empty.
    """

    point: int
    said: Said
    name: str = ""
    observer: str = ""


@dataclass(frozen=True, eq=False)
class Sample:
    """wanted: how many points there are to be; points: those drawn so far, in the order of asking.

    answers: of each observer one for a point at most, in the order given. leads: whether the areas that
    follow from it lead in tables, ratios, exports and report. source: the file that the points come from;
    empty where they were drawn.
    """

    seed: int
    strata: Strata
    wanted: int
    points: tuple[Point, ...] = ()
    answers: tuple[Answer, ...] = ()
    leads: bool = False
    source: str = ""

    @property
    def observers(self) -> tuple[str, ...]:
        """In the order of their first answers."""
        return tuple(dict.fromkeys(each.observer for each in self.answers))

    @property
    def names(self) -> frozenset[str]:
        """Of the classes that are there by some answer."""
        return frozenset(each.name for each in self.answers if each.said == "class")

    @property
    def counts(self) -> list[int]:
        """How many points each stratum has."""
        found: list[int] = np.bincount(
            np.array([each.stratum for each in self.points], np.intp), minlength=len(self.strata)
        ).tolist()
        return found

    def by(self, observer: str) -> dict[int, Answer]:
        """The answers of one observer, by point."""
        return {each.point: each for each in self.answers if each.observer == observer}

    def answered(self, answer: Answer) -> Sample:
        """With an answer, in the place of an earlier one of this observer for this point."""
        if not 0 <= answer.point < len(self.points) or (answer.said == "class") != bool(answer.name):
            raise ValueError(f"{answer} answers no point of this sample")
        place = (answer.point, answer.observer)
        others = (each for each in self.answers if (each.point, each.observer) != place)
        return replace(self, answers=(*others, answer))

    def taken_back(self, observer: str = "") -> Sample:
        """Without the last answer of this observer; the same sample where there is none."""
        for i in range(len(self.answers) - 1, -1, -1):
            if self.answers[i].observer == observer:
                return replace(self, answers=self.answers[:i] + self.answers[i + 1 :])
        return self

    def next_point(self, observer: str = "", asked: Sequence[bool] | None = None) -> int | None:
        """What to ask this observer now: the first point without an answer; then those that were skipped,
        the one skipped longest ago first; None where all are answered.

        asked: of each point whether it is asked at all, since it is measured now; None for all.
        """
        said = self.by(observer)
        wanted = [i for i in range(len(self.points)) if asked is None or asked[i]]
        if (new := next((i for i in wanted if i not in said), None)) is not None:
            return new
        skipped = (each.point for each in said.values() if each.said == "skip")
        return next((i for i in skipped if asked is None or asked[i]), None)

    def is_due(self, asked: Sequence[bool] | None = None) -> bool:
        """Whether the rest of the points is to be drawn (`continued`): somebody has looked at each so far.

        asked: as of `next_point`.
        """
        looked = {each.point for each in self.answers}
        wanted = (i for i in range(len(self.points)) if asked is None or asked[i])
        return len(self.points) < self.wanted and all(i in looked for i in wanted)

    def renamed(self, names: Mapping[str, str]) -> Sample:
        """The same answers for classes that are called otherwise now (renamed, or merged into one)."""
        answers = tuple(
            replace(each, name=names[each.name]) if each.name in names else each for each in self.answers
        )
        return self if answers == self.answers else replace(self, answers=answers)


def drawn(strata: Strata, points: int, seed: int = 0) -> Sample:
    """The first part of so many random points in these strata, at least core.accuracy.design.least_of each.

    Touches every pixel. Raises ParameterError where there is no pixel, or for a number of points that nobody
    can look at.
    """
    return _with_points(Sample(seed, strata, points), first_part(strata.pixels, points))


def first_part(pixels: Ints, points: int) -> list[int]:
    """How many points each stratum gets first, of so many in all. pixels: (strata,).

    Raises ParameterError as `drawn` does.
    """
    _check_number(points)
    there = pixels.tolist()
    if not any(there):
        raise ParameterError(_("There is no pixel to draw a point from."))
    least = least_of(there, points)
    first = max(round(_FIRST * points), least * sum(1 for each in there if each))
    return allocate(there, first, least)


def continued(sample: Sample, measured: Ints | None = None) -> Sample:
    """With the points that are still to be drawn of those wanted, where answers differ most.

    measured: (strata,) the pixels that are measured now, where these are not all: points are drawn until
    about so many as are wanted lie among them. Touches every pixel.
    """
    every = sample.strata.pixels
    found = _with_points(sample, further_part(sample, every, every if measured is None else measured))
    return replace(found, wanted=len(found.points))


def further_part(sample: Sample, pixels: Ints, inside: Ints) -> list[int]:
    """How many points more each stratum gets, of those that are wanted, where the answers differ most.

    pixels, inside: (strata,) all, and those that are measured now.
    """
    names = sorted(sample.names)
    heard = np.zeros((len(sample.strata), max(1, len(names))), np.int64)
    for answer in counted(sample):
        heard[sample.points[answer.point].stratum, names.index(answer.name)] += 1
    given = [min(a, int(b)) for a, b in zip(sample.counts, inside, strict=True)]
    extra = allocate_more(inside.tolist(), heard.tolist(), given, sample.wanted - len(sample.points))
    return [
        -(-number * int(there) // int(here)) if number else 0
        for number, there, here in zip(extra, pixels, inside, strict=True)
    ]


def more(sample: Sample, points: int, measured: Ints | None = None) -> Sample:
    """With so many further points, as `continued`. Raises ParameterError for too many, and beside points
    that come from a file.
    """
    return continued(with_more_wanted(sample, points), measured)


def with_more_wanted(sample: Sample, points: int) -> Sample:
    """The same, of which so many points more are wanted. Raises ParameterError as `more` does."""
    _check_drawn(sample)
    _check_number(sample.wanted + points)
    return replace(sample, wanted=max(sample.wanted, len(sample.points)) + points)


def extended(sample: Sample, strata: Strata, points: int) -> Sample:
    """With points of their own where nothing was drawn before. strata: of what is measured now; only what
    lies where the sample has no stratum is taken. Touches every pixel.

    Raises ParameterError as `drawn` does.
    """
    _check_drawn(sample)
    _check_number(sample.wanted + points)
    first = len(sample.strata)
    wider = sample.strata.with_more(strata.raster, strata.kinds)
    new = wider.pixels[first:].tolist()
    if not any(new):
        return sample
    counts = allocate(new, points)
    found = _with_points(replace(sample, strata=wider), [0] * first + counts)
    return replace(found, wanted=sample.wanted + sum(counts))


def counted(sample: Sample) -> list[Answer]:
    """The answers that count, by point: of each the one of the observer who came first of those who say a
    class. What nobody could tell, and what was skipped, is left out.
    """
    rank = {name: i for i, name in enumerate(sample.observers)}
    best: dict[int, Answer] = {}
    for answer in sample.answers:
        known = best.get(answer.point)
        if answer.said == "class" and (known is None or rank[answer.observer] < rank[known.observer]):
            best[answer.point] = answer
    return [best[i] for i in sorted(best)]


def unsure(sample: Sample) -> set[int]:
    """The points that somebody looked at and nobody could tell."""
    looked = {each.point for each in sample.answers if each.said == "unsure"}
    return looked - {each.point for each in counted(sample)}


def _with_points(sample: Sample, extra: Sequence[int]) -> Sample:
    """With so many points more of each stratum: the next ones of its own random order, mixed."""
    given = sample.counts
    counts = [a + b for a, b in zip(given, extra, strict=True)]
    every = draw(sample.strata.raster, len(counts), counts, sample.seed)
    places = [found[before:].tolist() for found, before in zip(every, given, strict=True)]
    width, taken = sample.strata.raster.shape[1], [0] * len(counts)
    points = []
    for stratum in order_of([len(each) for each in places]).tolist():
        row, column = divmod(places[stratum][taken[stratum]], width)
        points.append(Point(row, column, stratum))
        taken[stratum] += 1
    return replace(sample, points=(*sample.points, *points))


def _check_drawn(sample: Sample) -> None:
    if sample.source:
        raise ParameterError(
            _("These points come from {source}: remove them to draw points here.").format(
                source=sample.source
            )
        )


def _check_number(points: int) -> None:
    if not 1 <= points <= MOST_POINTS:
        raise ParameterError(
            _("A sample has from 1 to {most} points, not {points}.").format(
                most=grouped(MOST_POINTS), points=points
            )
        )
