"""Rescaled colours: what they bring on the made series, and a few literal pixels."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.image.image import Image
from core.scenes.dated_scenes import lake_series
from core.series.drift import drift_of
from core.series.reference import assigned, reference_of
from core.series.rescaled_picture import rescaled_picture
from core.series.rescaling import Rescaling


def rescaling(gain: float, offset: float, bands: int = 1) -> Rescaling:
    return Rescaling(np.full(bands, gain), np.full(bands, offset))


def test_levels_are_rounded_and_cut_off_and_that_is_said() -> None:
    image = Image(np.array([[[10], [11], [25], [255]]], np.uint8), np.array([[True, True, True, False]]))
    found = rescaled_picture(image, rescaling(0.5, 10.0))
    assert found.pixels[..., 0].tolist() == [[0, 2, 30, 255]]
    assert found.warnings == ()
    found = rescaled_picture(image, rescaling(0.1, 10.5))
    # (10 − 10.5) / 0.1 = −5, 5, 145; the last is no data, and is not counted.
    assert found.pixels[..., 0].tolist() == [[0, 5, 145, 255]]
    assert found.warnings == (
        "1 pixel was cut off at the darkest or brightest level when its colours were rescaled.",
    )


def test_floats_stay_floats_and_other_bands_are_refused() -> None:
    image = Image(np.array([[[1.0, 2.0]]], np.float32))
    assert rescaled_picture(image, rescaling(2.0, 1.0, 2)).pixels.tolist() == [[[0.0, 0.5]]]
    with pytest.raises(ParameterError, match="The rescaling is of 3 channels, and the picture has 2"):
        rescaled_picture(image, rescaling(1.0, 0.0, 3))


@pytest.mark.parametrize("number", [4, 10])
def test_the_area_of_the_lake_comes_back(number: int) -> None:
    """Under other light and by another camera: nearer to the truth in forest, and as near in water."""
    series = lake_series(0)
    first, other = series[0].scene, series[number].scene
    centroids = segment(first.image, Parameters(k=3)).centroids

    def rows(image: Image) -> np.ndarray:
        return image.pixels.reshape(-1, 3).astype(np.float64)

    reference = reference_of(centroids, rows(first.image))
    drift = drift_of(reference, rows(other.image))
    undone = rescaled_picture(other.image, drift.rescaling)
    truth = other.truth.ravel() - 1
    before, after = (
        float((assigned(centroids, rows(each))[0] == truth).mean()) for each in (other.image, undone)
    )
    assert after >= before
    assert after > 0.985
    assert not drift_of(reference, rows(undone)).flagged
