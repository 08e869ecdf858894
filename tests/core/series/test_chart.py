"""Charts of a series: what stands in them, and the same figure as SVG and as PNG."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.cluster.parameters import Parameters
from core.export.drawing import INK, Dot, Figure, Line, Text, png, svg
from core.pictures.dates import PictureDate
from core.series.asked import Asked
from core.series.chart import area_curves, ratio_curves
from core.series.choice import LegendChoice
from core.series.entry import Entry, State
from core.series.order import Order
from core.series.picture_names import relative_names
from core.series.plot import area_chart, ratio_chart
from core.series.series import Found
from core.series.table import series_columns, summary_columns


def entry(name: str, date: str, area: float, state: State = "measured", **more: Any) -> Entry:
    of_class = {
        "name": "2",
        "clusters": [2],
        "colour": "#ff8800",
        "pixels": 7,
        "fraction": 0.5,
        "area": area,
        "unit": more.pop("unit", "m²"),
        "area_error": 1.0,
        "area_low": area - 1,
        "area_high": area + 1,
        "error_parts": more.pop("parts", {"borders": 1.0, "starts": 0.0, "scale": 0.0}),
    }
    ratio = {"name": "r", "value": more.pop("ratio", 0.25), "low": 0.2, "high": None}
    record = {
        "image": {"valid_pixels": 14},
        "calibration": {"source": "typed"},
        "result": {"classes": [of_class], "ratios": [ratio]},
    }
    return Entry(name, "f" * 64, state, "", record, date=PictureDate(date, "name" if date else ""))


def found(*entries: Entry) -> Found:
    return Found(entries, Asked(Parameters()), LegendChoice("each"), None, None, "", Order(), 0, ())


def texts(figure: Figure | None) -> list[str]:
    assert figure is not None
    return [shape.text for shape in figure.shapes if isinstance(shape, Text)]


def dots(figure: Figure | None) -> list[Dot]:
    assert figure is not None
    return [shape for shape in figure.shapes if isinstance(shape, Dot)]


def test_by_date_with_bars_and_hollow_dots() -> None:
    figure = area_chart(found(entry("a", "2024-01-01", 10), entry("b", "2024-01-03", 20, "doubtful")))
    assert texts(figure)[:2] == ["Area in m²", "bars: 95 % intervals · hollow: doubtful"]
    assert "2024-01-03" in texts(figure)
    assert "class 2" in texts(figure)
    first, second, key = dots(figure)
    assert (first.hollow, second.hollow, second.fill, key.fill) == (False, True, "#ffffff", "#ff8800")
    assert first.at[0] < second.at[0]
    assert first.at[1] > second.at[1]


def test_points_lie_along_the_axis_in_whatever_order_pictures_are_listed() -> None:
    """Of equal dates the earlier one in the list comes first."""
    listed = found(
        entry("c", "2024-01-05", 30, ratio=0.3),
        entry("a", "2024-01-01", 10, ratio=0.1),
        entry("b", "2024-01-03", 20, ratio=0.2),
        entry("b2", "2024-01-03", 25, ratio=0.25),
    )
    (curve,) = area_curves(listed).curves
    assert [(point.path, point.value) for point in curve.points] == [
        ("a", 10),
        ("b", 20),
        ("b2", 25),
        ("c", 30),
    ]
    (curve,) = ratio_curves(listed).curves
    assert [point.value for point in curve.points] == pytest.approx([10, 20, 25, 30])


def test_by_number_where_a_date_is_missing() -> None:
    figure = area_chart(found(entry("a", "2024-01-01", 10), entry("b", "", 20)))
    assert {"1", "2"} <= set(texts(figure))


def test_shares_where_units_differ() -> None:
    figure = area_chart(found(entry("a", "", 10), entry("b", "", 20, unit="px²")))
    assert texts(figure)[0] == "Share of the measured pixels in %"


def test_ratios_with_what_ends_they_have() -> None:
    figure = ratio_chart(found(entry("a", "", 10), entry("b", "", 20, ratio=None)))
    assert texts(figure)[:2] == ["Ratios in %", "bars: 95 % intervals"]
    assert len(dots(figure)) == 2  # one point, and its key


def test_nothing_of_nothing() -> None:
    assert area_chart(found(Entry("a"))) is None
    assert ratio_chart(found(Entry("a"))) is None


def test_names_do_not_lie_over_each_other_nor_below_the_axis() -> None:
    one = entry("a", "", 10)
    classes = [{**one.record["result"]["classes"][0], "name": f"c{i}"} for i in range(32)]
    record = {**one.record, "result": {"classes": classes}}
    figure = area_chart(found(replace(one, record=record)))
    assert figure is not None
    heights = sorted(dot.at[1] for dot in dots(figure)[-32:])
    assert all(b - a >= 17.9 for a, b in pairwise(heights))
    assert 0 < heights[0] < heights[-1] < figure.height


def test_one_figure_as_svg_and_png() -> None:
    shapes = (
        Line(((10, 10), (90, 10)), INK, 2),
        Dot((50, 30), "#ff0000", 5),
        Text((50, 45), "冰 <&>", "middle"),
    )
    figure = Figure(100, 50, shapes, "a & b")
    root = ET.fromstring(svg(figure))
    assert [element.tag.rpartition("}")[2] for element in root] == [
        "title",
        "style",
        "rect",
        "polyline",
        "circle",
        "text",
    ]
    assert (root[0].text, root[5].text) == ("a & b", "冰 <&>")
    picture = PillowImage.open(io.BytesIO(png(figure)))
    pixels = np.asarray(picture)
    assert picture.size == (200, 100)
    assert pixels[60, 100].tolist() == [255, 0, 0]
    assert np.abs(pixels[20, 100].astype(int) - (28, 32, 36)).max() < 20  # made smaller by Lanczos
    assert (pixels[75:95] < 128).any()
    assert png(figure) == png(figure)


def test_rows_of_what_was_measured_and_what_failed() -> None:
    parts = {"borders": 0.0, "starts": 2.0, "scale": 3.0}
    columns = series_columns(found(entry("x/a", "", 10, parts=parts), Entry("x/b", reason="No.")))
    assert columns["picture"] == ["a", "b"]
    assert columns["interval_from"] == ["borders+starts+scale", None]
    assert columns["class"] == ["2", None]
    assert columns["state"] == ["measured", "failed"]
    assert columns["ratio r"] == [0.25, None]
    assert columns["ratio r high"] == [None, None]
    assert columns["ratios"] == ["r=0.25", None]


def test_summary_by_class_and_unit() -> None:
    columns = summary_columns(found(entry("a", "", 1), entry("b", "", 4), entry("c", "", 7, unit="px²")))
    assert columns["unit"] == ["m²", "px²", ""]
    assert columns["n"] == [2, 1, 3]
    assert columns["mean"] == [2.5, 7.0, 0.25]
    assert columns["sd"] == [pytest.approx(2.1213203435596424), None, 0.0]
    assert columns["sum"] == [5.0, 7.0, None]


def test_names_from_the_folder_that_all_lie_in() -> None:
    assert relative_names(["/a/b/c.png", "/a/d.png"]) == ["b/c.png", "d.png"]
    assert relative_names(["/a/b/c.png"]) == ["c.png"]
    assert relative_names([]) == []
