"""Where points and names of a chart stand, and which is under the mouse."""

from __future__ import annotations

from core.series.axes import Axis
from core.series.chart import Curve, CurvePoint, Curves
from ui.series.chart_geometry import Room, marked, name_places, point_at

BELOW, BESIDE = Axis(0.0, 10.0, ()), Axis(0.0, 100.0, ())
ROOM = Room(50, 20, 100, 200, BELOW, BESIDE)


def curve(name: str, *values: float) -> Curve:
    points = tuple(CurvePoint(float(i), v, v, v, path=f"{i}.png") for i, v in enumerate(values))
    return Curve(name, "#ff0000", points)


def test_a_value_stands_where_its_axes_say() -> None:
    assert ROOM.at(0, 0) == (50, 220)
    assert ROOM.at(10, 100) == (150, 20)
    assert ROOM.at(5, 25) == (100, 170)


def test_the_nearest_point_is_meant_and_far_away_none() -> None:
    curves = Curves("a", (curve("ice", 0, 50), curve("sea", 10, 50)), BELOW)
    assert point_at(ROOM, curves, 50, 219) == ("ice", curves.curves[0].points[0])
    assert point_at(ROOM, curves, 50, 201) == ("sea", curves.curves[1].points[0])
    assert point_at(ROOM, curves, 60, 120) == ("ice", curves.curves[0].points[1]), "of two the first"
    assert point_at(ROOM, curves, 74, 120) is None, "14 pixels are no longer near"
    assert point_at(ROOM, curves, 73.9, 120) is not None


def test_drifted_pictures_are_marked() -> None:
    curves = Curves("a", (curve("ice", 0, 50, 60),), BELOW)
    assert marked(curves, {"1.png": "drifted", "2.png": "doubtful"}) == {1.0}


def test_names_stand_apart_and_above_the_bottom() -> None:
    curves = Curves("a", (curve("low", 0), curve("lower", 0), curve("high", 100)), BELOW)
    places = [(each.name, y) for each, y in name_places(ROOM, curves, 15)]
    assert places == [("high", 20), ("low", 205), ("lower", 220)]


def test_names_without_room_are_left_out() -> None:
    curves = Curves("a", tuple(curve(str(i), 50) for i in range(32)), BELOW)
    places = name_places(ROOM, curves, 15)
    assert len(places) == 14
    assert places[-1][1] == 220
