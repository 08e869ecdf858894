"""Points that stand for all pixels of a picture."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.parallel import Cancelled
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.convergence.density import density_cloud
from core.image.image import Image
from tests.core.measured import three_colours
from tests.workers.pictures import noisy


@pytest.mark.parametrize("space", ["rgb", "lab", "hsv"])
def test_of_many_colours_cells_stand_for_all_pixels(space) -> None:
    image = noisy(height=60, width=60)
    prepared = prepare_for(image, Parameters(k=2, space=space))
    cloud = density_cloud(prepared, 1000)
    assert 200 < len(cloud.points) <= 1000
    assert cloud.weights.sum() == 3600
    every = prepared.features
    mean = np.average(every.values[:, :3] / every.scale, axis=0, weights=every.counts)
    assert np.average(cloud.points, axis=0, weights=cloud.weights) == pytest.approx(mean, rel=1e-4)
    shown = np.average(cloud.colours, axis=0, weights=cloud.weights)
    assert shown == pytest.approx(image.pixels.reshape(-1, 3).mean(0), abs=0.5)


def test_few_colours_are_drawn_as_they_are() -> None:
    cloud = density_cloud(prepare_for(three_colours(), Parameters(k=3)), 1000)
    assert len(cloud.points) == 3


def test_of_one_axis_there_are_as_many_cells_as_points() -> None:
    pixels = np.arange(6000, dtype=np.uint16).reshape(60, 100, 1) * 7
    cloud = density_cloud(prepare_for(Image(pixels), Parameters(k=2, space="gray")), 1000)
    assert len(cloud.points) == 1000
    assert cloud.weights.tolist() == [6.0] * 1000
    assert cloud.colours[[0, -1]].tolist() == [[0] * 3, [255] * 3]


def test_pixels_that_are_clustered_one_by_one_are_a_sample() -> None:
    cloud = density_cloud(prepare_for(noisy(), Parameters(k=2, space="bands")), 1000)
    assert set(cloud.weights.tolist()) == {1.0}


def test_counting_colours_can_be_cancelled() -> None:
    prepared = prepare_for(noisy(height=60, width=60), Parameters(k=2))
    with pytest.raises(Cancelled):
        density_cloud(prepared, 1000, lambda: True)
