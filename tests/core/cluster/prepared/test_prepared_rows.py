"""A picture made ready row by row: blocks and their places, labels, mean colours, features to start from."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.colours.colour import lightness
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared import prepared_rows
from core.cluster.prepared.prepare import prepare, prepare_for
from core.cluster.prepared.prepared_rows import PreparedRows
from core.image.image import Image
from tests.core.cluster.prepared.test_prepared_image import greys


def rows_in_blocks():
    """Five rows of seven pixels in blocks of two: three rows of four. The last pixel is not valid."""
    pixels = np.zeros((5, 7, 2), np.float32)
    pixels[..., 0] = np.arange(35).reshape(5, 7)
    valid = np.ones((5, 7), np.bool_)
    valid[4, 6] = False
    prepared = prepare_for(Image(pixels, valid), Parameters(space="bands", features=(Feature("position"),)))
    rgb = np.arange(105, dtype=np.uint8).reshape(5, 7, 3)
    return PreparedRows(
        prepared.image, prepared.observations.part(np.arange(12)), rgb, prepared.names, "bands", 2
    )


def test_blocks_have_their_places_and_the_colour_of_their_first_pixel():
    prepared = rows_in_blocks()
    assert prepared.grid == (3, 4)
    places = prepared.places(np.array([0, 1, 2, 4, 3]), np.array([0, 1, 3, 6, 5]))
    assert places.tolist() == [0, 0, 5, 11, 6]
    colours = prepared.colours_at(np.array([0, 5, 11]))
    assert colours.tolist() == [
        prepared.rgb[0, 0].tolist(),
        prepared.rgb[2, 2].tolist(),
        prepared.rgb[4, 6].tolist(),
    ]


def test_labels_of_blocks_are_those_of_their_pixels_and_0_where_there_is_no_data():
    prepared = rows_in_blocks()
    labels = prepared.label_image(np.arange(12, dtype=np.uint8))
    rows, columns = np.indices((5, 7)) // 2
    expected = rows * 4 + columns + 1
    expected[4, 6] = 0
    assert labels.tolist() == expected.tolist()
    assert not labels.flags.writeable


@pytest.mark.parametrize("chunk", [1 << 21, 3])
def test_mean_colours_of_rows_are_rounded_halves_up(chunk, monkeypatch):
    """0 and 1 are 1, 3 and 4 and 4 are 4; the last has no pixel."""
    monkeypatch.setattr(prepared_rows, "_CHUNK", chunk)
    prepared = prepare(greys(0, 1, 3, 4, 4, dtype=np.int16, bands=2), "bands")
    rgb = np.repeat(np.array([[0, 1, 3, 4, 4]], np.uint8)[..., None], 3, axis=2)
    rows = PreparedRows(prepared.image, prepared.observations, rgb, prepared.names)
    assert rows.side == 1
    colours = rows.mean_colours(np.array([0, 0, 1, 1, 1], np.uint8), 3)
    assert colours.tolist() == [[1] * 3, [4] * 3, [0] * 3]
    centroids = np.array([[0.0, 0], [4, 4]])
    np.testing.assert_allclose(rows.lightness(centroids), lightness(np.array([[1.0], [4]]), 255))


def test_a_start_of_rows_is_chosen_among_their_features_without_bounds():
    prepared = prepare(greys(0, 1, 3, 4, 4, dtype=np.int16, bands=2), "bands")
    features = prepared.start_features(2)
    assert (features.space, features.dimensions, features.starts.tolist()) == ("bands", 2, [0, 4])
    assert (features.values / features.scale).tolist() == [[0, 0], [1, 1], [3, 3], [4, 4]]
    assert [each.tolist() for each in prepared.bounds] == [[-np.inf] * 2, [np.inf] * 2]


def test_rounded_mean_colours_of_light_pixels_and_the_lightness_of_white():
    """Of 100 and 101 the mean is 101; white has a lightness of 100, of 255 levels and no more."""
    prepared = prepare(greys(0, 1, 4, dtype=np.int16, bands=2), "bands")
    rgb = np.repeat(np.array([[100, 101, 255]], np.uint8)[..., None], 3, axis=2)
    rows = PreparedRows(prepared.image, prepared.observations, rgb, prepared.names)
    assert rows.mean_colours(np.array([0, 0, 1], np.uint8), 2).tolist() == [[101] * 3, [255] * 3]
    assert rows.lightness(np.array([[0.0, 0], [4, 4]]))[1] == pytest.approx(100, abs=1e-4)
