"""Where points and names of a chart stand, which is near a place, and what is drawn of many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.export.drawing import Dot, Line, Segments, Text
from core.series.axes import Axis
from core.series.chart import Curve, CurvePoint, Curves
from core.series.plot import Letters, Plot

BELOW = Axis(0.0, 10.0, ((0.0, "first"), (0.1, "second"), (10.0, "last")))
# Ten pixels a letter, ten a line.
LETTERS = Letters(lambda text, _bold: 10.0 * len(text), 10.0)


def curve(name: str, *values: float, spread: float = 0.0) -> Curve:
    points = (CurvePoint(float(i), v, v - spread, v + spread, path=f"{i}.png") for i, v in enumerate(values))
    return Curve(name, "#ff0000", tuple(points))


def plot(*curves: Curve, width: float = 500, height: float = 268) -> Plot:
    return Plot(Curves("title", curves, BELOW), width, height, LETTERS)


def texts(found: Plot) -> list[str]:
    return [shape.text for shape in found.shapes() if isinstance(shape, Text)]


def test_a_value_stands_where_its_axes_say() -> None:
    found = plot(curve("ice", 0, 100))
    assert (found.left, found.right) == (54, 432), "the longest tick is 100, the longest name ice"
    assert (found.top, found.bottom) == (44, 244)
    assert found.at(0, 0) == (54, 244)
    assert found.at(10, 100) == (432, 44)
    assert found.at(5, 25) == (243, 194)


def test_what_was_checked_are_diamonds_without_a_line() -> None:
    mapped = curve("ice", 0, 100)
    checked = replace(curve("ice, by points", 50, spread=10), is_checked=True)
    shapes = list(plot(mapped, checked).shapes())
    lines = [shape.points for shape in shapes if isinstance(shape, Line) and shape.colour == "#ff0000"]
    x, y = plot(mapped, checked).at(0, 50)
    assert lines[1:] == [((x - 7, y), (x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y))]
    assert "bars: 95 % intervals · diamonds: checked" in texts(plot(mapped, checked, width=700))


def test_the_nearest_point_is_meant_and_far_away_none() -> None:
    found = plot(curve("ice", 0, 50), curve("sea", 10, 100, 50))
    ice, sea = found.curves.curves
    (x, y), (right, middle) = found.of(ice.points[0]), found.of(ice.points[1])
    assert found.nearest(x, y - 1) == (ice, ice.points[0])
    assert found.nearest(x, y - 19) == (sea, sea.points[0])
    assert found.nearest(right, middle) == (ice, ice.points[1])
    same = plot(curve("ice", 50), curve("sea", 50, 100))
    assert same.nearest(*same.at(0, 50)) == (same.curves.curves[0], same.curves.curves[0].points[0]), (
        "the first"
    )
    assert found.nearest(right, middle + 14) is None, "14 pixels are no longer near"
    assert found.nearest(right, middle + 13.9) is not None


def test_where_points_stand_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found, asked = plot(curve("ice", 0, 50, 100)), []
    places = Plot._places

    def counted(self: Plot, one: Curve) -> tuple[tuple[float, float], ...]:
        asked.append(one)
        return places(self, one)

    monkeypatch.setattr(Plot, "_places", counted)
    for _move in range(3):
        assert found.nearest(54, 244) is not None
    assert len(asked) == 1


def test_many_points_stand_where_each_stands_by_itself() -> None:
    found = plot(curve("ice", 0.1, 1 / 3, 2e5, spread=0.7))
    (one,) = found.curves.curves
    assert found._places(one) == tuple(map(found.of, one.points)), "to the last bit"


def test_names_stand_apart_and_above_the_bottom() -> None:
    found = plot(curve("low", 0), curve("lower", 0), curve("high", 100))
    assert found.name_places() == [(2, 44), (0, 232), (1, 244)]


def test_names_without_room_are_left_out_and_long_ones_are_cut() -> None:
    found = plot(*(curve(str(i), 50) for i in range(32)), curve("x" * 40, 0))
    places = found.name_places()
    assert len(places) == 17
    assert places[-1][1] == 244
    assert found.names[-1] == "x" * 11 + "…", "a quarter of the width"


def test_words_of_an_axis_do_not_cover_each_other() -> None:
    assert "first" in texts(plot(curve("ice", 0)))
    assert "second" not in texts(plot(curve("ice", 0)))
    assert "last" in texts(plot(curve("ice", 0)))


def test_of_many_points_bars_and_the_curve_are_drawn() -> None:
    def drawn(number: int) -> tuple[int, int]:
        shapes = list(plot(curve("ice", *([5.0] * number), spread=1.0)).shapes())
        (bars,) = (shape for shape in shapes if isinstance(shape, Segments))
        return len(bars.pieces), sum(isinstance(shape, Dot) for shape in shapes)

    assert drawn(150) == (450, 151), "each bar with its two ends, each point, and the dot of the name"
    assert drawn(151) == (151, 1)
