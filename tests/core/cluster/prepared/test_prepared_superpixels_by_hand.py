"""Two superpixels of three pieces, by hand: what their pixels have, rounded, ranked and looked up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import core.cluster.prepared.prepared_superpixels as module
from core.base.errors import Cancelled, ParameterError
from core.cluster.features.feature import Feature
from core.cluster.lloyd.weighted_rows import WeightedRows
from core.cluster.parameters import Parameters
from core.cluster.prepared import feature_stack
from core.cluster.prepared.prepare import prepare_for
from core.cluster.prepared.prepared_superpixels import PreparedSuperpixels
from core.cluster.superpixels.superpixels import Cut
from core.image.image import Image

BY = Parameters(k=1, by="superpixels")


def by_hand(pixels: list[int], colours: list[list[int]]) -> PreparedSuperpixels:
    """Pieces 1 and 3 are the first superpixel, piece 2 the second; one pixel is in none."""
    pieces = np.array([[1, 1, 2], [3, 0, 2]], np.int32)
    cut = Cut(pieces, np.array([0, 1, 2, 1], np.int32), np.array(pixels), np.array(colours))
    steps = np.arange(3 * len(pixels), dtype=np.int32).reshape(-1, 3)
    rows = WeightedRows(steps, cut.pixels, 1.0)
    image = Image(np.zeros((2, 3, 3), np.uint8), pieces > 0)
    return PreparedSuperpixels(
        image, rows, image.pixels, ("red", "green", "blue"), "rgb", pieces=None, cut=cut
    )


def test_one_row_of_superpixels_found_by_their_pixels():
    prepared = by_hand([3, 2], [[0, 0, 0], [0, 0, 0]])
    assert prepared.grid == (1, 2)
    assert prepared.places(np.array([0, 1, 1]), np.array([1, 0, 2])).tolist() == [0, 0, 1]
    labels = prepared.label_image(np.array([4, 0], np.uint8))
    assert labels.tolist() == [[5, 5, 1], [5, 0, 1]]
    with pytest.raises(Cancelled):
        prepared.label_image(np.array([4, 0], np.uint8), cancelled=lambda: True)


def test_mean_colours_are_rounded_halves_up():
    # Of 3 pixels: 8⅓, 8⅔ and 255; of 2: ½, 1½ and 0.
    prepared = by_hand([3, 2], [[25, 26, 765], [1, 3, 0]])
    colours = prepared.colours_at(np.array([1, 0, 1]))
    assert colours.tolist() == [[1, 2, 0], [8, 9, 255], [1, 2, 0]]
    assert colours.dtype == np.uint8


def test_the_mean_colour_of_a_cluster_counts_pixels_not_superpixels():
    prepared = by_hand([3, 2], [[30, 60, 765], [100, 3, 0]])
    found = prepared.mean_colours(np.array([1, 1], np.uint8), 3)
    # 130 / 5, 63 / 5 and 765 / 5; black where nothing is.
    assert found.tolist() == [[0, 0, 0], [26, 13, 153], [0, 0, 0]]
    assert not found.flags.writeable
    with pytest.raises(Cancelled):
        prepared.mean_colours(np.array([0, 0], np.uint8), 1, lambda: True)


def test_a_cloud_is_of_the_largest_superpixels_in_their_order():
    pixels = [1] * 30 + [2] * 30
    prepared = by_hand(pixels, [[10 * each] * 3 for each in pixels])
    found = prepared.cloud(40)
    # All of two pixels, and of one pixel the first ten.
    places = [*range(10), *range(30, 60)]
    assert found.points[:, 0].tolist() == [3 * each for each in places]
    assert found.weights.tolist() == [1] * 10 + [2] * 30
    assert (found.colours == 10).all()
    assert len(prepared.cloud(99).points) == 60


def drawing(masked: bool = True) -> Image:
    """(8, 10, 3) two colours, the left one with grain."""
    pixels = np.full((8, 10, 3), 200, np.uint8)
    pixels[:, :5] = np.arange(40).reshape(8, 5, 1) % 3 + 40
    valid = np.ones((8, 10), np.bool_)
    valid[2:4, 4:7] = False
    return Image(pixels, valid if masked else None)


def prepared_of(image: Image, parameters: Parameters = BY, **more: object) -> PreparedSuperpixels:
    found = prepare_for(image, parameters, threads=1, **more)
    assert isinstance(found, PreparedSuperpixels)
    return found


def test_what_is_not_valid_is_in_no_superpixel():
    image = drawing()
    cut = prepared_of(image).cut
    np.testing.assert_array_equal(cut.ids() > 0, image.valid)
    assert cut.pixels.sum() == 74
    assert module._mask(Image(image.pixels, np.ones((8, 10), np.bool_))) is None


@pytest.mark.parametrize("side", [2, 3])
@pytest.mark.parametrize("masked", [False, True])
def test_of_blocks_each_pixel_has_the_planes_of_its_block(masked, side, monkeypatch):
    monkeypatch.setattr(feature_stack, "block_side", lambda *_numbers: side)
    image = drawing(masked)
    features = (Feature("position"),)
    blocks = prepare_for(image, Parameters(k=1, features=features), threads=1)
    assert blocks.side == side
    found = prepared_of(image, replace(BY, features=features))
    rows, columns = blocks.grid
    steps = blocks.observations.features_at(np.arange(rows * columns)).reshape(rows, columns, 5)
    every = np.repeat(np.repeat(steps, side, axis=0), side, axis=1)[:8, :10]
    ids = found.cut.ids()
    for number, mean in enumerate(found.observations.features_at(np.arange(len(found.cut))), 1):
        np.testing.assert_allclose(mean, every[ids == number].mean(axis=0), atol=1e-3)


def test_the_memory_of_planes_matters_where_there_are_features():
    image = drawing()
    for features, known in (((), True), ((Feature("position"),), False)):
        one = replace(BY, features=features, memory=1.0)
        pieces = prepared_of(image, one).pieces
        again = prepared_of(image, replace(one, k=2, detail=99), pieces=pieces)
        assert again.pieces is pieces
        other = prepared_of(image, replace(one, memory=2.0), pieces=pieces)
        assert (other.pieces is pieces) == known
        assert other.pieces.superpixels is pieces.superpixels


def test_up_to_a_hundred_million_pixels(monkeypatch):
    assert module.MOST_PIXELS == 100_000_000
    monkeypatch.setattr(module, "MOST_PIXELS", 80)
    assert prepared_of(drawing()).cut.pixels.sum() == 74
    monkeypatch.setattr(module, "MOST_PIXELS", 79)
    with pytest.raises(ParameterError, match="The picture has 80 pixels; superpixels are found in up to 79"):
        prepared_of(drawing())
