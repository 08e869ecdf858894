"""Where a chart of a series stands, and what is drawn of it: for files and for the window, at any size."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.base.sentences import _
from core.export.drawing import (
    GRID,
    INK,
    LINE_HEIGHT,
    Dot,
    Figure,
    Line,
    Point,
    Segments,
    Shape,
    Text,
    width_of,
)
from core.series.axes import Axis
from core.series.chart import Curve, CurvePoint, Curves, area_curves, ratio_curves
from core.series.series import Found

_WIDTH, _HEIGHT = 860, 440
_TOP, _SIDE, _GAP = 44.0, 16.0, 8.0
# Of names beside the curves: room for their dots, and how long they may be.
_NAME_LEFT, _LONGEST_NAME = 14.0, 180.0
# Of more points the curve alone is drawn: dots, and the ends of bars, would cover each other.
_MOST_DOTS = 150
_CAP, _DIAMOND = 4.0, 7.0
# So near a point the mouse means it.
_NEAR = 14.0


@dataclass(frozen=True)
class Letters:
    """The type of a chart. width: of a text, bold or not; height: of a line."""

    width: Callable[[str, bool], float]
    height: float

    def fitting(self, text: str, room: float) -> str:
        """The text, cut with an ellipsis where it is wider."""
        if self.width(text, False) <= room:
            return text
        while text and self.width(f"{text}…", False) > room:
            text = text[:-1]
        return f"{text.rstrip()}…"


OF_FILES = Letters(lambda text, bold: width_of(text, bold=bold), LINE_HEIGHT)


@dataclass(frozen=True, eq=False)
class Plot:
    """A chart of this size, in pixels, in this type."""

    curves: Curves
    width: float
    height: float
    letters: Letters = OF_FILES

    @cached_property
    def beside(self) -> Axis:
        return self.curves.beside

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of the curves, as there is room for them."""
        room = min(_LONGEST_NAME, self.width / 4)
        return tuple(self.letters.fitting(curve.name, room) for curve in self.curves.curves)

    @cached_property
    def left(self) -> float:
        return _SIDE + _GAP + max(self.letters.width(words, False) for _place, words in self.beside.ticks)

    @cached_property
    def right(self) -> float:
        names = max(self.letters.width(name, False) for name in self.names)
        return max(self.width - _SIDE - _NAME_LEFT - _GAP - names, self.left + 1)

    @property
    def top(self) -> float:
        return _TOP

    @property
    def bottom(self) -> float:
        return max(self.height - 1.8 * self.letters.height - 6, _TOP + 1)

    def at(self, place: float, value: float) -> Point:
        """Where a value stands."""
        x = self.left + (self.right - self.left) * self.curves.below.share(place)
        return x, self.bottom - (self.bottom - self.top) * self.beside.share(value)

    def of(self, point: CurvePoint) -> Point:
        return self.at(point.place, point.value)

    def nearest(self, x: float, y: float) -> tuple[Curve, CurvePoint] | None:
        """The point that is nearest to a place; None where none is near. Of several the first."""
        columns, placed = self._placed
        columns_near = slice(bisect_left(columns, x - _NEAR), bisect_right(columns, x + _NEAR))
        near = [(math.hypot(px - x, py - y), number) for (px, py), number in placed[columns_near]]
        distance, number = min(near, default=(_NEAR, -1))
        return self._points[number] if distance < _NEAR else None

    @cached_property
    def _points(self) -> tuple[tuple[Curve, CurvePoint], ...]:
        """Of all curves, one after the other."""
        return tuple((curve, point) for curve in self.curves.curves for point in curve.points)

    @cached_property
    def _placed(self) -> tuple[list[float], list[tuple[Point, int]]]:
        """Where they stand and which they are, from left to right; and how far to the right."""
        of_all = (place for curve in self.curves.curves for place in self._places(curve))
        places = sorted((place, number) for number, place in enumerate(of_all))
        return [place[0] for place, _number in places], places

    def name_places(self) -> list[tuple[int, float]]:
        """Of the curves whose names have room, from the top: which, and the middle of the name, at the end of
        the curve or as near as the others and the bottom let it.
        """
        line, curves = 1.2 * self.letters.height, self.curves.curves
        ends = sorted((self.of(curve.points[-1])[1], number) for number, curve in enumerate(curves))
        places: list[tuple[int, float]] = []
        lowest, highest = -math.inf, self.bottom + line
        for y, number in ends:
            lowest = max(y, lowest + line)
            places.append((number, lowest))
        for i in reversed(range(len(places))):
            number, y = places[i]
            highest = min(y, highest - line)
            places[i] = number, highest
        return [(number, y) for number, y in places if y >= self.top]

    def shapes(self) -> Iterator[Shape]:
        """All that is drawn, in this order: title, axes, bars, curves and dots, names."""
        yield from (*self._title(), *self._beside(), *self._below())
        for curve in self.curves.curves:
            yield from self._curve(curve)
        yield from self._names()

    def _title(self) -> list[Shape]:
        title, baseline = self.curves.title, 26.0
        shapes: list[Shape] = [Text((_SIDE, baseline), title, bold=True)]
        left = _SIDE + self.letters.width(title, True) + 14
        if (said := _caption(self.curves.curves)) and left + self.letters.width(said, False) < self.width:
            shapes.append(Text((left, baseline), said, faint=True))
        return shapes

    def _beside(self) -> list[Shape]:
        shapes: list[Shape] = []
        for value, words in self.beside.ticks:
            _x, y = self.at(self.curves.below.low, value)
            shapes.append(Line(((self.left, y), (self.right, y)), GRID))
            shapes.append(Text((self.left - _GAP, y + self._middle), words, "end", faint=True))
        return shapes

    def _below(self) -> list[Shape]:
        """Words only where they have room."""
        shapes: list[Shape] = [Line(((self.left, self.bottom), (self.right, self.bottom)))]
        last = -math.inf
        for place, words in self.curves.below.ticks:
            x, half = self.at(place, self.beside.low)[0], self.letters.width(words, False) / 2
            if x - half < last:
                continue
            last = x + half + _GAP
            shapes.append(Line(((x, self.bottom), (x, self.bottom + 5))))
            shapes.append(Text((x, self.bottom + 6 + self.letters.height), words, "middle", faint=True))
        return shapes

    def _curve(self, curve: Curve) -> list[Shape]:
        """Intervals as bars, the curve over an edge of ink, and a dot for each picture; of a checked one
        diamonds, without a line: not every picture has one.
        """
        points, few = self._places(curve), len(curve.points) <= _MOST_DOTS
        shapes: list[Shape] = []
        if bars := self._bars(curve, ends=few):
            shapes.append(Segments(bars, INK))
        if curve.is_checked:
            for colour, width in ((INK, 3.5), (curve.colour, 1.8)):
                shapes += [Line(_diamond(point), colour, width) for point in points]
            return shapes
        if len(points) > 1:
            shapes += [Line(points, INK, 3.0), Line(points, curve.colour, 1.8)]
        if few:
            pairs = zip(curve.points, points, strict=True)
            shapes += [Dot(place, curve.colour, hollow=point.doubtful) for point, place in pairs]
        return shapes

    def _bars(self, curve: Curve, *, ends: bool) -> tuple[tuple[Point, Point], ...]:
        barred = [point for point in curve.points if point.high > point.low]
        places = [point.place for point in barred]
        lows = self._all_at(places, [point.low for point in barred])
        highs = self._all_at(places, [point.high for point in barred])
        if not ends:
            return tuple(zip(lows, highs, strict=True))
        bars: list[tuple[Point, Point]] = []
        for (x, low), (_x, high) in zip(lows, highs, strict=True):
            bars.append(((x, low), (x, high)))
            bars += [((x - _CAP, y), (x + _CAP, y)) for y in (low, high)]
        return tuple(bars)

    def _places(self, curve: Curve) -> tuple[Point, ...]:
        """Where its points stand."""
        points = curve.points
        return self._all_at([point.place for point in points], [point.value for point in points])

    def _all_at(self, places: Sequence[float], values: Sequence[float]) -> tuple[Point, ...]:
        """`at` of many: the same to the last bit, in a fraction of the time."""
        x = self.left + (self.right - self.left) * self.curves.below.shares(np.array(places, float))
        y = self.bottom - (self.bottom - self.top) * self.beside.shares(np.array(values, float))
        return tuple(zip(x.tolist(), y.tolist(), strict=True))

    def _names(self) -> list[Shape]:
        x = self.right + _NAME_LEFT
        shapes: list[Shape] = []
        for number, y in self.name_places():
            shapes.append(Dot((x, y), self.curves.curves[number].colour))
            shapes.append(Text((x + 10, y + self._middle), self.names[number]))
        return shapes

    @property
    def _middle(self) -> float:
        """From the middle of a line of type to its base line."""
        return 0.26 * self.letters.height


def _diamond(at: Point) -> tuple[Point, ...]:
    x, y = at
    return (x - _DIAMOND, y), (x, y - _DIAMOND), (x + _DIAMOND, y), (x, y + _DIAMOND), (x - _DIAMOND, y)


def area_chart(found: Found) -> Figure | None:
    """The curves of `area_curves`, drawn."""
    return _figure(area_curves(found))


def ratio_chart(found: Found) -> Figure | None:
    """The curves of `ratio_curves`, drawn."""
    return _figure(ratio_curves(found))


def _figure(curves: Curves | None) -> Figure | None:
    """As high as the names need."""
    if curves is None:
        return None
    height = max(_HEIGHT, math.ceil(_TOP + (1.2 * len(curves.curves) + 3) * LINE_HEIGHT))
    return Figure(_WIDTH, height, tuple(Plot(curves, _WIDTH, height).shapes()), curves.title)


def _caption(curves: Sequence[Curve]) -> str:
    """What bars, hollow dots and diamonds are, where there are any."""
    points = [point for curve in curves for point in curve.points]
    bars = _("bars: 95 % intervals") if any(point.high > point.low for point in points) else ""
    hollow = _("hollow: doubtful") if any(point.doubtful for point in points) else ""
    diamonds = _("diamonds: checked") if any(curve.is_checked for curve in curves) else ""
    return " · ".join(each for each in (bars, hollow, diamonds) if each)
