"""Rescaled colours: what they bring on the made series."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.image.image import Image
from core.scenes.dated_scenes import lake_series
from core.series.drift import drift_of
from core.series.reference import assigned, reference_of


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
    undone = drift.rescaling.undone(rows(other.image))
    truth = other.truth.ravel() - 1
    before, after = (
        float((assigned(centroids, each)[0] == truth).mean()) for each in (rows(other.image), undone)
    )
    assert after >= before
    assert after > 0.985
    assert not drift_of(reference, undone).flagged
