"""The covariances of clusters, against numpy's of the pixels that the labels say."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.image.image import Image
from tests.core.measured import three_colours


def noisy(bands: int, height: int = 80) -> Image:
    """Two halves of other means and spreads."""
    draw = np.random.default_rng(1)
    pixels = draw.normal(60, 6, (height, 100, bands))
    pixels[:, 50:] = draw.normal(170, 15, (height, 50, bands))
    pixels[..., -1] += 0.4 * (pixels[..., 0] - 60)
    names = ("R", "G", "B") if bands == 3 else tuple(f"band {i}" for i in range(1, bands + 1))
    return Image(np.clip(np.rint(pixels), 0, 255).astype(np.uint8), None, names)


@pytest.mark.parametrize("bands", [1, 3, 5])
def test_those_of_numpy(bands: int) -> None:
    image = noisy(bands)
    found = segment(image, Parameters(k=2))
    for i in range(2):
        members = image.pixels[found.labels == i + 1].astype(np.float64)
        expected = np.cov(members, rowvar=False, bias=True).reshape(bands, bands)
        assert found.covariances[i] == pytest.approx(expected, rel=1e-9)


def test_of_a_large_picture_a_sample_tells_them() -> None:
    image = noisy(3, height=1000)
    found = segment(image, Parameters(k=2))
    for i in range(2):
        members = image.pixels[found.labels == i + 1].astype(np.float64)
        expected = np.cov(members, rowvar=False)
        assert found.covariances[i] == pytest.approx(expected, abs=0.03 * np.trace(expected))


def test_nothing_is_said_of_a_cluster_of_few_pixels() -> None:
    image = three_colours()
    counts = segment(image, Parameters(k=3)).counts
    found = segment(image, Parameters(k=3)).covariances
    assert [bool(np.isfinite(each).all()) for each in found] == [n >= 30 for n in counts]


@pytest.mark.parametrize(("bands", "known"), [(16, True), (17, False)])
def test_of_more_than_sixteen_features_they_are_not_kept(bands: int, known: bool) -> None:
    assert (segment(noisy(bands), Parameters(k=2)).covariances is not None) is known


def test_superpixels_count_by_their_pixels() -> None:
    found = segment(noisy(3), Parameters(k=2, by="superpixels"))
    assert found.covariances.shape == (2, 3, 3)
    assert np.isfinite(found.covariances).all()
