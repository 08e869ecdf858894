"""A picture measured by a legend: every pixel has its nearest centroid, in the order of the legend."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import pairwise_distances_argmin

from core.base.errors import ParameterError
from core.base.parallel import never_cancelled
from core.cluster.frozen import Frozen, frozen_from, frozen_json
from core.cluster.parameters import Parameters
from core.cluster.prepared.own_planes import frozen_of
from core.cluster.prepared.prepare import available_spaces
from core.cluster.segmentation import segment
from core.document.document_parts import parameters_from, parameters_json
from core.image.image import Image

RANDOM = np.random.default_rng(3)
PICTURE = Image(RANDOM.integers(0, 256, (40, 30, 3), np.uint8))
OTHER = Image(RANDOM.integers(0, 200, (25, 35, 3), np.uint8))


def by_legend(image: Image, parameters: Parameters) -> Parameters:
    """The parameters of a legend that is fitted on the image."""
    found = segment(image, parameters)
    space = found.parameters.space
    frozen = frozen_of(image, found.parameters, space, never_cancelled)
    rows = tuple(map(tuple, found.centroids.tolist()))
    return replace(found.parameters, init=rows, k=len(rows), max_iter=0, restarts=1, frozen=frozen)


@pytest.mark.parametrize("space", ["rgb", "lab", "hsv", "gray"])
def test_every_pixel_has_the_nearest_centroid_of_the_legend(space: str) -> None:
    legend = by_legend(PICTURE, Parameters(k=4, space=space))  # type: ignore[arg-type]
    found = segment(OTHER, legend)
    assert (found.iterations, len(found.history), found.history[0].stop) == (0, 1, "iteration cap")
    assert found.centroids.tolist() == [list(row) for row in legend.init]
    if space == "rgb":
        nearest = pairwise_distances_argmin(OTHER.pixels.reshape(-1, 3).astype(float), found.centroids)
        assert (found.labels.reshape(-1) == nearest + 1).all()


def test_the_picture_that_it_was_fitted_on_is_labelled_as_by_its_fit() -> None:
    fitted = segment(PICTURE, Parameters(k=5))
    again = segment(PICTURE, by_legend(PICTURE, Parameters(k=5)))
    assert (again.labels == fitted.labels).all()
    assert again.inertia == fitted.inertia


def test_a_picture_of_fewer_colours_than_clusters() -> None:
    legend = by_legend(PICTURE, Parameters(k=4))
    white = Image(np.full((2, 3, 3), 255, np.uint8))
    found = segment(white, legend)
    nearest = int(((np.array(legend.init) - 255.0) ** 2).sum(axis=1).argmin()) + 1
    assert (found.labels == nearest).all()
    assert found.counts.sum() == 6


def test_the_order_is_that_of_the_legend_not_of_the_picture() -> None:
    # Of bands the order is by how bright the clusters are in the picture; here it is turned round.
    bands = np.zeros((4, 4, 4), np.uint16)
    bands[:2] = (100, 100, 100, 900)
    bands[2:] = (800, 800, 800, 100)
    legend = by_legend(Image(bands), Parameters(k=2, space="bands"))
    turned = bands.copy()
    turned[:2, :, :3], turned[2:, :, :3] = 455, 445  # nearly alike, so that the fourth band decides
    found = segment(Image(turned), legend)
    assert found.labels.tolist() == [[1] * 4] * 2 + [[2] * 4] * 2
    assert segment(Image(turned), Parameters(k=2, space="bands")).labels[0, 0] == 2


@pytest.mark.parametrize("scaling", ["none", "z-score", "percentiles"])
def test_bands_are_scaled_as_those_of_the_legend(scaling: str) -> None:
    pixels = RANDOM.integers(0, 1000, (30, 20, 4)).astype(np.float32)
    legend = by_legend(Image(pixels), Parameters(k=3, space="bands", scaling=scaling))  # type: ignore[arg-type]
    whole = segment(Image(pixels), legend).labels
    # A part has other means and percentiles, and the same labels all the same.
    assert (segment(Image(pixels[:10]), legend).labels == whole[:10]).all()
    assert (segment(Image(pixels[:10]), replace(legend, frozen=None, max_iter=1)).labels != 0).all()


def test_features_beside_bands_have_the_range_of_the_legend() -> None:
    from core.cluster.features.feature import parse_feature

    pixels = RANDOM.integers(0, 1000, (30, 20, 4)).astype(np.float32)
    features = (parse_feature("local-mean"),)
    legend = by_legend(Image(pixels), Parameters(k=3, space="bands", features=features))
    whole = segment(Image(pixels), legend).labels
    assert (segment(Image(pixels[:15]), legend).labels[:8] == whole[:8]).all()


def test_it_needs_centroids_and_no_iterations() -> None:
    with pytest.raises(ParameterError, match="A legend gives the centroids"):
        Parameters(k=2, frozen=Frozen())
    with pytest.raises(ParameterError, match="nothing is iterated"):
        Parameters(k=1, init=((1.0, 2.0, 3.0),), frozen=Frozen())


def test_centroids_of_another_space_are_refused() -> None:
    legend = by_legend(PICTURE, Parameters(k=2))
    with pytest.raises(ParameterError, match="3 numbers a centroid, and the picture 1 a pixel"):
        segment(OTHER, replace(legend, space="gray"))
    grey = Image(PICTURE.pixels[..., :1])
    assert available_spaces(grey) == ("gray",)
    with pytest.raises(ParameterError, match="3 numbers a centroid"):
        segment(grey, legend)


def test_other_numbers_of_bands_are_refused() -> None:
    pixels = RANDOM.integers(0, 1000, (9, 9, 4)).astype(np.float32)
    legend = by_legend(Image(pixels), Parameters(k=2, space="bands"))
    with pytest.raises(ParameterError, match="The legend is for 4 bands, and 5 are chosen"):
        segment(Image(np.zeros((3, 3, 5), np.float32)), legend)


def test_it_stands_in_records_and_comes_back() -> None:
    legend = by_legend(PICTURE, Parameters(k=3))
    assert parameters_json(legend)["frozen"] == {}
    assert parameters_from(parameters_json(legend)) == legend
    assert "frozen" not in parameters_json(Parameters())
    pixels = RANDOM.integers(0, 1000, (9, 9, 4)).astype(np.float32)
    of_bands = by_legend(Image(pixels), Parameters(k=2, space="bands"))
    assert parameters_from(parameters_json(of_bands)) == of_bands
    assert of_bands.frozen is not None
    assert len(of_bands.frozen.low) == 4


@pytest.mark.parametrize(
    "change",
    [
        {"offset": [1.0]},
        {"scale": 0.0},
        {"factor": [float("inf"), 1.0]},
        {"low": [1.0]},
        {"full": -1.0},
        {"offset": [1e200, 0.0]},
    ],
)
def test_a_damaged_scaling_is_refused(change: dict[str, object]) -> None:
    good = frozen_json(Frozen((0.0, 1.0), (2.0, 3.0), 4096.0, 1.0, ()))
    assert frozen_from(good).scale == 4096.0
    with pytest.raises(ValueError, match="damaged"):
        frozen_from({**good, **change})
