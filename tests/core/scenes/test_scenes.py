"""The sample scene: its true areas are found exactly."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from core.cluster.segmentation import segment
from core.image.image import SCENE
from core.scale.calibrate import calibrate
from core.scenes.samples import SAMPLE_PARAMETERS, sea_ice


def test_the_true_areas_are_found_to_the_pixel() -> None:
    scene = sea_ice()
    found = segment(scene.image, SAMPLE_PARAMETERS)
    assert found.converged
    np.testing.assert_array_equal(found.labels, scene.truth)
    assert found.counts.tolist() == [scene.pixels(name) for name in scene.names]


def test_there_is_something_to_watch() -> None:
    assert segment(sea_ice().image, SAMPLE_PARAMETERS).iterations >= 5


def test_the_truth_covers_the_picture() -> None:
    scene = sea_ice(width=160, height=90)
    assert scene.truth.shape == (90, 160)
    assert sum(scene.pixels(name) for name in scene.names) == 160 * 90
    assert not scene.truth.flags.writeable
    assert scene.image.provenance.format == SCENE


def test_it_lies_on_a_map() -> None:
    scale = calibrate(sea_ice(width=64, height=48).image)
    assert scale.source == "georeference"
    assert scale.crs.startswith("EPSG:3413")
    assert (scale.width, scale.height, scale.unit) == (10.0, 10.0, "m")


def test_the_seed_decides_every_byte() -> None:
    one, same, other = (sea_ice.__wrapped__(seed, 120, 80) for seed in (3, 3, 4))
    assert one.image.pixels.tobytes() == same.image.pixels.tobytes()
    assert one.image.pixels.tobytes() != other.image.pixels.tobytes()


def test_the_sample_is_the_same_on_every_machine() -> None:
    digest = hashlib.sha256(sea_ice(0, 200, 120).image.pixels.tobytes()).hexdigest()
    assert digest == "f844a8ea62ad7d253ee7f0aa5ade446ce22fea5795b25b61fa2ede6802df6753"


@pytest.mark.parametrize("size", [(16, 16), (17, 200), (300, 16)])
def test_small_scenes_work_too(size) -> None:
    width, height = size
    scene = sea_ice(width=width, height=height)
    assert scene.image.pixels.shape == (height, width, 3)
