"""The plane that a threshold looks at, computed in parts of any size; what a channel is called and cut by."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from core.base.parallel import never_cancelled
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared import prepared_channel
from core.cluster.prepared.covariances import _labels
from core.cluster.prepared.own_planes import own_planes
from core.cluster.prepared.prepare import prepare, prepare_for
from core.cluster.prepared.prepared_channel import coordinate_of, with_thresholds
from core.cluster.threshold import Threshold
from core.image.image import Image


@pytest.mark.parametrize("part", [1, 20, 1 << 18])
def test_parts_see_what_is_around_them(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared_channel, "_PART", part)
    random = np.random.RandomState(0)
    valid = random.random_sample((13, 5)) < 0.9
    image = Image(random.randint(0, 256, (13, 5, 1)).astype(np.uint8), valid)
    feature = Feature("local-std", options=(("radius", 2),))
    parameters = Parameters(k=2, space="gray", threshold=Threshold(feature))
    block = own_planes(image, parameters, "gray", never_cancelled).block(0, 13)
    whole = feature.specification.planes(block, dict(feature.options))[..., 0]  # type: ignore[misc]
    channel = prepare_for(image, parameters).channel
    assert channel is not None
    np.testing.assert_array_equal(channel.stored.reshape(13, 5)[valid], whole[valid])


def test_the_bands_of_a_colour_picture_are_its_coordinates() -> None:
    assert coordinate_of(Threshold(1), 1, ()) == "gray"
    assert [coordinate_of(Threshold(band), 3, ()) for band in (1, 3)] == ["R", "B"]


def test_another_threshold_of_the_same_channel() -> None:
    image = Image(np.array([[[0], [5], [9]]], np.uint8))
    prepared = prepare_for(image, Parameters(k=2, space="gray", threshold=Threshold("gray")))
    moved = with_thresholds(prepared, Threshold("gray", (4.0,)))  # type: ignore[arg-type]
    assert moved.channel is not None
    assert moved.channel.at == (4.0,)
    plain = prepare(image, "gray")
    assert with_thresholds(plain, Threshold("gray", (4.0,))) is plain  # type: ignore[arg-type]


def test_a_value_on_the_threshold_is_of_the_class_above_it() -> None:
    prepared = SimpleNamespace(channel=SimpleNamespace(at=(0.5,)))
    found = _labels(prepared, np.array([[0.4], [0.5], [0.6]]), np.zeros((2, 1)))  # type: ignore[arg-type]
    assert found.tolist() == [0, 1, 1]
