"""What a picture can be cut by, and what that is called."""

from __future__ import annotations

import numpy as np

from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import plane_names, prepare_for
from core.cluster.prepared.prepared_channel import channel_name, feature_channels, own_channels
from core.cluster.threshold import COORDINATES, Threshold
from core.image.image import Image


def _named(bands: tuple[str, ...], *, is_colour: bool) -> list[object]:
    found = [*own_channels(bands, is_colour=is_colour), *feature_channels(bands)]
    return [each.name if isinstance(each, Feature) else each for each in found]


def test_what_a_picture_can_be_cut_by() -> None:
    rgb = _named(("red", "green", "blue"), is_colour=True)
    assert tuple(rgb[:10]) == COORDINATES
    assert {"local-std", "gradient"} <= set(rgb)
    # Of three planes, of bands that are not there, of what learns.
    assert not {"local-mean", "position", "ndvi", "eigenfilters", 1} & set(rgb)
    grey = _named(("grey",), is_colour=True)
    assert grey[0] == "gray"
    assert "R" not in grey
    assert "local-mean" in grey
    bands = _named(("red", "nir"), is_colour=False)
    assert bands[:2] == [1, 2]
    assert 3 not in bands
    assert "ndvi" in bands


def test_what_it_is_called() -> None:
    bands = ("red", "nir")
    assert [channel_name(each, bands) for each in ("L", 1, 2, 3)] == ["L", "red", "nir", "3"]
    assert channel_name(Feature("ndvi"), bands) == "ndvi"
    image = Image(np.zeros((2, 2, 2), np.float32) + np.eye(2, dtype=np.float32)[..., None], bands=bands)
    parameters = Parameters(k=2, threshold=Threshold(2, (0.5,)))
    assert plane_names(image, parameters) == prepare_for(image, parameters).names == ("nir",)


def test_bars_of_whole_coordinates_stand_around_whole_numbers() -> None:
    image = Image(np.array([[[0, 5, 9], [255, 6, 9]]], np.uint8))
    red = prepare_for(image, Parameters(k=2, threshold=Threshold("R"))).channel
    luma = prepare_for(image, Parameters(k=2, threshold=Threshold("gray"))).channel
    assert red is not None
    assert luma is not None
    assert red.stored.dtype.kind == "i"
    assert red.histogram().edges[0] == -0.5
    assert luma.stored.dtype.kind == "f"
