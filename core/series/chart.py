"""Areas of classes, or ratios, against date or order, with their intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from core.base.sentences import _
from core.classes.classes import Class
from core.classes.naming import spoken_name
from core.document.plain_json import Json
from core.export.drawing import INK
from core.measure.areas import class_colour
from core.series.axes import TICKS, Axis, date_axis, days_of, number_axis
from core.series.checked_areas import checked_areas
from core.series.entry import Entry, classes_of
from core.series.series import Found
from core.series.table import ratio_names, ratios_of

_RATIO_COLOURS = ("#1f6f8b", "#c1572b", "#4b7f3a", "#7a4fa3", "#8a6d1d", "#a33c5e")
_LOW, _HIGH = attrgetter("low"), attrgetter("high")


class CurvePoint(NamedTuple):
    """place: along the axis below. low, high: of the interval, or both the value. doubtful: its picture.

    path: of the picture. A tuple: there are thousands of them.
    """

    place: float
    value: float
    low: float
    high: float
    doubtful: bool = False
    path: str = ""


@dataclass(frozen=True)
class Curve:
    """is_checked: its points are of the pictures alone of which it is known what is there."""

    name: str
    colour: str
    points: tuple[CurvePoint, ...]
    is_checked: bool = False


@dataclass(frozen=True)
class Curves:
    """below: the axis of dates or numbers. At least one curve, each of at least one point."""

    title: str
    curves: tuple[Curve, ...]
    below: Axis

    @property
    def beside(self) -> Axis:
        """The axis of areas or ratios."""
        points = [point for curve in self.curves for point in curve.points]
        return number_axis(min(map(_LOW, points)), max(map(_HIGH, points)))


def area_curves(found: Found) -> Curves | None:
    """The area of each class, and beside it that by points or label rasters, of the pictures of which these
    say enough; the share of each where pictures have areas in several units. None of none.
    """
    entries = [each for each in found.entries if each.record]
    classes = [entry.record["result"]["classes"] for entry in entries]
    units = {each["unit"] for of_entry in classes for each in of_entry}
    unit = units.pop() if len(units) == 1 else ""
    first: dict[str, Json] = {}
    for each in chain.from_iterable(classes):
        first.setdefault(each["name"], each)
    spoken = {name: spoken_name(Class(name, tuple(each["clusters"]))) for name, each in first.items()}
    curves: dict[str, list[CurvePoint]] = {name: [] for name in spoken}
    colours = class_colours(found, entries)
    places, below = _places(entries)
    # In the order of the axis: pictures may be listed in another.
    for i in sorted(range(len(entries)), key=places.__getitem__):
        place, path, doubtful = places[i], entries[i].path, entries[i].is_to_look_at
        for each in classes[i]:
            value, low, high = each["area"], each.get("area_low"), each.get("area_high")
            if not unit:
                value, low, high = 100 * each["fraction"], None, None
            ends = value if low is None else low, value if high is None else high
            curves[each["name"]].append(CurvePoint(place, value, *ends, doubtful, path))
    made = tuple(Curve(spoken[name], colours.get(name, INK), tuple(each)) for name, each in curves.items())
    if unit:
        made += _checked_curves(found, curves, spoken, colours)
    title = _("Area in {unit}").format(unit=unit) if unit else _("Share of the measured pixels in %")
    return Curves(title, made, below) if made else None


def _checked_curves(
    found: Found,
    mapped: Mapping[str, Sequence[CurvePoint]],
    spoken: Mapping[str, str],
    colours: Mapping[str, str],
) -> tuple[Curve, ...]:
    """In the places of the mapped points, by the names of the classes."""
    checked, made = checked_areas(found), []
    words = _("{name}, compared") if found.check and found.check.every_pixel else _("{name}, by points")
    for name, points in mapped.items():
        known = [(point, area) for point in points if (area := checked.get(point.path, {}).get(name))]
        if known:
            moved = [point._replace(value=area.area, low=area.low, high=area.high) for point, area in known]
            colour = colours.get(name, INK)
            made.append(Curve(words.format(name=spoken[name]), colour, _along(moved), is_checked=True))
    return tuple(made)


def ratio_curves(found: Found) -> Curves | None:
    """Each ratio, in per cent; None where there is none."""
    entries = [each for each in found.entries if each.record]
    places, below = _places(entries)
    made = []
    for number, name in enumerate(ratio_names(entries)):
        points = []
        for entry, place in zip(entries, places, strict=True):
            each = next((each for each in ratios_of(entry) if each["name"] == name), None)
            if each is None or each["value"] is None:
                continue
            ends = (each["value"] if each[key] is None else each[key] for key in ("value", "low", "high"))
            value, low, high = (100 * end for end in ends)
            doubtful = entry.is_to_look_at
            points.append(CurvePoint(place, value, low, high, doubtful, entry.path))
        if points:
            made.append(Curve(name, _RATIO_COLOURS[number % len(_RATIO_COLOURS)], _along(points)))
    return Curves(_("Ratios in %"), tuple(made), below) if made else None


def _along(points: Sequence[CurvePoint]) -> tuple[CurvePoint, ...]:
    """In the order of the axis: pictures may be listed in another."""
    return tuple(sorted(points, key=attrgetter("place")))


def class_colours(found: Found, entries: Sequence[Entry]) -> dict[str, str]:
    """Of each class the colour that it has in the legend; without one that of the first picture."""
    colours: dict[str, str] = {}
    for entry in entries:
        for each in classes_of(entry):
            if each["name"] not in colours:
                colours[each["name"]] = str(each["colour"])
    if found.legend is not None:
        means = np.array(found.legend.means.colours, np.uint8)
        alike = np.zeros(len(means), np.int64)
        for item in found.legend.classes:
            colours[item.name] = class_colour(item, means, alike)
    return colours


def _places(entries: Sequence[Entry]) -> tuple[list[float], Axis]:
    """Where each picture stands: by its date where all have one and not all the same, else by its number."""
    moments = [each.date.moment for each in entries if each.date]
    if len(moments) == len(entries) and len(set(moments)) > 1:
        whole_days = all(moment.time() == time() for moment in moments)
        axis = date_axis(min(moments), max(moments), whole_days=whole_days)
        return [days_of(moment) for moment in moments], axis
    numbers = [float(number) for number in range(1, len(entries) + 1)]
    last_number = max(len(entries), 2)
    step = max(1, math.ceil(last_number / TICKS))
    ticks = tuple((float(n), str(n)) for n in range(1, last_number + 1, step) if n <= len(entries))
    return numbers, Axis(0.5, last_number + 0.5, ticks)
