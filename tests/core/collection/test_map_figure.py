"""The map of a run as a figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled, ParameterError
from core.collection.clustering import Clustered
from core.collection.files import check_exports
from core.collection.found import Found
from core.collection.map_figure import map_figure
from core.export.drawing import Dot, Text, png, svg
from tests.core.collection.test_by_hand import VECTORS, found  # noqa: F401 - a fixture


def on_map(run: Found, xy: np.ndarray) -> Found:
    return replace(run, xy=xy, map_about={"map": "pca"}).named({1: ("ice", True)})


def dots(run: Found) -> list[Dot]:
    """Without those of the key."""
    return [each for each in map_figure(run).shapes if isinstance(each, Dot)][: len(run.places)]


def test_each_picture_is_where_it_is_on_the_map_and_noise_lies_below(found: Found) -> None:  # noqa: F811
    shown = dots(on_map(found, VECTORS))
    assert [tuple(round(each, 2) for each in dot.at) for dot in shown] == [
        (467.33, 177.33),
        (24.0, 620.67),
        (24.0, 532.0),
        (24.0, 443.33),
        (822.0, 620.67),
        (822.0, 532.0),
    ]
    assert [dot.colour for dot in shown] == ["#8d969f", *["#0072b2"] * 3, *["#e69f00"] * 2]
    assert {(dot.radius, dot.edged) for dot in shown} == {(4.0, True)}


def test_what_the_colours_are(found: Found) -> None:  # noqa: F811
    figure = map_figure(on_map(found, VECTORS))
    texts = [each.text for each in figure.shapes if isinstance(each, Text)]
    assert texts[:2] == ["6 pictures by k-means of Colours", "PCA"]
    assert texts[2].startswith("Distances on a map are distorted")
    assert texts[3:] == ["ice", "3", "Cluster 2", "2", "Noise", "1"]
    assert svg(figure).startswith(b"<svg")
    assert png(figure).startswith(b"\x89PNG")


def test_pictures_in_one_place_lie_in_the_middle(found: Found) -> None:  # noqa: F811
    assert {dot.at for dot in dots(on_map(found, np.full((6, 2), 7.0)))} == {(423.0, 399.0)}


@pytest.mark.parametrize(("number", "radius", "edged"), [(1500, 3.36, True), (1501, 3.36, False)])
def test_very_many_have_no_edge(found: Found, number: int, radius: float, edged: bool) -> None:  # noqa: F811
    xy = np.stack([np.arange(number), np.zeros(number)], axis=1)
    many = replace(
        found,
        places=np.arange(number),
        clustered=Clustered(np.ones(number, np.int64), found.clustered.parameters, {}),
    )
    shown = dots(on_map(many, xy))
    assert {(round(dot.radius, 2), dot.edged) for dot in shown} == {(radius, edged)}
    assert ("stroke" in svg(map_figure(on_map(many, xy))).decode().partition("<circle")[2][:90]) is edged


def test_of_very_many_clusters_the_largest_are_named(found: Found) -> None:  # noqa: F811
    labels = np.arange(1, 41)
    many = replace(found, places=np.arange(40), clustered=Clustered(labels, found.clustered.parameters, {}))
    texts = [
        each.text for each in map_figure(on_map(many, np.ones((40, 2)))).shapes if isinstance(each, Text)
    ]
    assert texts[-3:] == ["Cluster 36", "1", "and 4 more"]


def test_it_is_cancelled(found: Found) -> None:  # noqa: F811
    with pytest.raises(Cancelled):
        map_figure(on_map(found, VECTORS), lambda: True)


def test_without_a_map_it_is_refused_beforehand() -> None:
    assert check_exports(["map-svg", "coco", "coco"], on_map=True) == ("map-svg", "coco")
    with pytest.raises(ParameterError, match="There is no map to be drawn: ask for one with --map"):
        check_exports(["map-png"], on_map=False)
