"""Tiles, the grids that are put together of them, and the planes between their cells."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage
from sklearn.decomposition import PCA

from core.base.errors import ReadError
from core.networks.asked import asked_of
from core.networks.grids import Grid, packed, planes_at, said_of, unpacked
from core.networks.hypercolumns import grids_of
from core.networks.network import Description, LayerShape, describe_there, maps_there
from core.networks.tiles import Span, answered, averaged, seen_by, spans, tiles_of
from core.networks.wall import enlarged, looked_at, wall_of, wall_of_layer
from tests.core.networks.made_files import torch_zip, vgg_arrays

SHAPES = (LayerShape("conv", "convolution", 3, 2.0), LayerShape("deep", "activation", 2, 8.0))
NETWORK = Description("made", "f" * 64, "rgb", "rgb", 1, SHAPES, ("conv",), 8, (64, 64), 16)


def drained(steps):
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return told, end.value


@given(st.integers(1, 700), st.sampled_from([(32, 256, 64), (14, 518, 126), (8, 64, 16)]), st.booleans())
def test_tiles_answer_for_every_pixel_once(length, kind, fixed):
    multiple, tile, margin = kind
    found = spans(length, multiple, tile, margin, fixed)
    answers = [pixel for span in found for pixel in range(span.begin, span.stop)]
    assert answers == list(range(answers[-1] + 1))
    assert answers[-1] >= length - 1
    for span in found:
        assert span.start <= span.begin < span.stop <= span.end
        assert (span.end - span.start) % multiple == 0 or fixed
        assert span.end - span.start <= tile
        assert not fixed or span.end - span.start == tile
    # What has neighbours on a side sees its margin there, or all that there is.
    for before, span in pairwise(found):
        assert before.end - before.stop >= margin
        assert span.begin - span.start >= margin


def test_a_picture_that_fits_is_seen_whole():
    assert spans(100, 32, 256, 64, False) == [Span(0, 128, 0, 128)]
    assert spans(300, 32, 256, 64, False) == [Span(0, 256, 0, 128), Span(64, 320, 128, 320)]


def test_the_edges_are_repeated():
    picture = np.arange(5 * 3 * 3).reshape(5, 3, 3).astype(np.uint8)
    (tile,) = tiles_of(5, 3, NETWORK)
    seen = seen_by(tile, picture)
    assert seen.shape == (8, 8, 3)
    np.testing.assert_array_equal(seen[:5, :3], picture)
    np.testing.assert_array_equal(seen[7, 7], picture[4, 2])


def test_cells_between_those_of_a_layer_lie_on_the_line_between():
    """Of 6 cells over 16 pixels 8 cells of 2 pixels: a ramp stays one between the outer middles."""
    ramp = ((np.arange(6) + 0.5) * 16 / 6)[None, :, None].repeat(6, 2).astype(np.float32)
    (tile,) = tiles_of(16, 16, NETWORK)
    values, (rows, columns) = answered(ramp, tile, 2)
    assert (rows, columns) == (slice(0, 8), slice(0, 8))
    middles = (np.arange(8) + 0.5) * 2
    np.testing.assert_allclose(values[0, :, 0], middles.clip(16 / 12, 16 - 16 / 12), rtol=1e-6)


def test_averages_count_what_is_left_at_the_ends():
    maps = np.arange(15, dtype=np.float32).reshape(1, 3, 5)
    np.testing.assert_array_equal(averaged(maps, 2)[0], [[3, 5, 6.5], [10.5, 12.5, 14]])
    assert averaged(maps, 1) is maps


def grid(seed=0, planes=2, rows=5, columns=7, stride=(4.0, 4.0)):
    values = np.random.RandomState(seed).randint(-32767, 32768, (planes, rows, columns)).astype(np.int16)
    return Grid("conv", values, 1e-4, stride)


def test_planes_are_bilinear_between_the_middles():
    made = grid()
    found = planes_at(made, 0, 20, 28)
    y, x = ((np.arange(n) + 0.5) / 4 - 0.5 for n in (20, 28))
    for plane in range(2):
        at = np.meshgrid(y, x, indexing="ij")
        expected = ndimage.map_coordinates(made.values[plane] * 1e-4, at, order=1, mode="nearest")
        np.testing.assert_allclose(found[..., plane], expected, atol=1e-6)


@given(st.integers(0, 19), st.integers(1, 20))
def test_a_row_is_the_same_in_any_part(top, rows):
    made = grid(stride=(4.3, 3.9))
    rows = min(rows, 20 - top)
    np.testing.assert_array_equal(
        planes_at(made, top, rows, 28), planes_at(made, 0, 20, 28)[top : top + rows]
    )


def test_grids_come_back_from_their_bytes():
    made = (grid(), replace(grid(1, 3, 2, 2), layer="deep#1"))
    content = packed(NETWORK, made)
    for one, other in zip(unpacked(content), made, strict=True):
        np.testing.assert_array_equal(one.values, other.values)
        assert (one.layer, one.scale, one.stride) == (other.layer, other.scale, other.stride)
    said = said_of(content, "network")
    assert said["family"] == "made"
    assert said["layers"][1] == {"name": "deep#1", "channels": 2, "stride": [4.0, 4.0]}


@given(st.integers(0, 370), st.integers(0, 255))
def test_strange_bytes_are_no_grids(place, value):
    content = bytearray(packed(NETWORK, (grid(),)))
    content[place % len(content)] = value
    for strange in (bytes(content), bytes(content[:place])):
        try:
            unpacked(strange)
        except ValueError:
            continue


class Here:
    """A network in this process: its layers are made of the picture. seen: how often."""

    path = "made.onnx"

    def __init__(self):
        self.seen = 0

    def maps(self, network, layers, picture, _cancelled=None):
        self.seen += 1
        made = {"conv": self._conv, "deep": self._deep}
        for tile in tiles_of(*picture.shape[:2], network):
            pixels = seen_by(tile, picture).astype(np.float32)
            yield tile, tuple(made[name](pixels) for name in layers)

    def _conv(self, pixels):
        h, w = pixels.shape[:2]
        return pixels.reshape(h // 2, 2, w // 2, 2, 3).mean(axis=(1, 3)).transpose(2, 0, 1)

    def _deep(self, pixels):
        h, w = pixels.shape[:2]
        return pixels[..., :2].reshape(h // 8, 8, w // 8, 8, 2).mean(axis=(1, 3)).transpose(2, 0, 1)


def picture(height, width, seed=0):
    random = np.random.RandomState(seed)
    smooth = ndimage.gaussian_filter(random.standard_normal((height, width, 3)), (5, 5, 0))
    return (127 + 900 * smooth).clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize("size", [(48, 64), (150, 200)])
def test_components_are_those_of_scikit_learn(size):
    pixels = picture(*size)
    _told, (made,) = drained(
        grids_of(Here(), NETWORK, asked_of("conv"), number=2, picture=pixels, valid=None)
    )
    height, width = size
    cells = pixels.reshape(height // 2, 2, width // 2, 2, 3).mean(axis=(1, 3)).reshape(-1, 3)
    pca = PCA(2).fit(cells)
    expected = pca.transform(cells) / np.sqrt(pca.explained_variance_.sum() * (len(cells) - 1) / len(cells))
    found = (made.values * made.scale).reshape(2, -1).T
    for plane in range(2):
        sign = np.sign(pca.components_[plane][np.abs(pca.components_[plane]).argmax()])
        np.testing.assert_allclose(found[:, plane], expected[:, plane] * sign, atol=2e-3)
    assert found.var(axis=0).sum() == pytest.approx(1, abs=1e-3)


def test_one_map_is_kept_as_it_is():
    pixels = picture(48, 64)
    _told, (made,) = drained(
        grids_of(Here(), NETWORK, asked_of("deep#1"), number=8, picture=pixels, valid=None)
    )
    green = pixels[..., 1].reshape(6, 8, 8, 8).mean(axis=(1, 3))
    np.testing.assert_allclose(made.values[0] * made.scale, (green - green.mean()) / green.std(), atol=1e-3)
    assert made.stride == (8.0, 8.0)


def test_planes_beyond_the_maps_of_a_layer_are_empty():
    _told, (made,) = drained(
        grids_of(Here(), NETWORK, asked_of("deep"), number=5, picture=picture(48, 64), valid=None)
    )
    assert made.values.shape == (5, 6, 8)
    assert made.values[:2].any(axis=(1, 2)).all()
    assert not made.values[2:].any()


def test_where_nothing_varies_there_are_no_planes():
    flat = np.full((48, 64, 3), 77, np.uint8)
    _told, (made,) = drained(grids_of(Here(), NETWORK, asked_of("conv"), number=2, picture=flat, valid=None))
    assert not made.values.any()


def test_a_cell_that_a_picture_covers_in_part_counts():
    """Of 17 pixels in cells of 8 the third has one."""
    pixels = np.zeros((8, 17, 3), np.uint8)
    pixels[:, 16:] = 255
    _told, (made,) = drained(
        grids_of(Here(), NETWORK, asked_of("deep#0"), number=1, picture=pixels, valid=None)
    )
    values = made.values[0, 0] * made.scale
    np.testing.assert_allclose(values, np.array([-1, -1, 2]) / np.sqrt(2), atol=1e-3)


def test_pixels_that_do_not_count_decide_nothing(monkeypatch):
    one, other = picture(48, 64), picture(48, 64)
    other[:, 32:] = 255 - other[:, 32:]
    valid = np.ones((48, 64), bool)
    valid[:, 32:] = False
    made = [
        drained(grids_of(Here(), NETWORK, asked_of("conv"), number=3, picture=each, valid=valid))[1][0]
        for each in (one, other)
    ]
    left = [each.values[:, :, :16] * each.scale for each in made]
    np.testing.assert_allclose(left[0], left[1], atol=1e-3)


def test_what_is_not_kept_is_looked_at_twice(monkeypatch):
    pixels, here = picture(150, 200), Here()
    _told, kept = drained(grids_of(here, NETWORK, asked_of("conv"), number=2, picture=pixels, valid=None))
    assert here.seen == 1
    monkeypatch.setattr("core.networks.hypercolumns._MOST_KEPT", 100)
    told, twice = drained(grids_of(here, NETWORK, asked_of("conv"), number=2, picture=pixels, valid=None))
    assert here.seen == 3
    assert told[-1][0] == told[-1][1] == 2 * len(tiles_of(150, 200, NETWORK))
    np.testing.assert_array_equal(kept[0].values, twice[0].values)


def test_grids_that_are_too_large_become_coarser(monkeypatch):
    monkeypatch.setattr("core.networks.hypercolumns._MOST_NUMBERS", 2 * 30 * 40)
    pixels = picture(120, 160)
    _told, (made,) = drained(
        grids_of(Here(), NETWORK, asked_of("conv"), number=2, picture=pixels, valid=None)
    )
    assert made.values.shape == (2, 30, 40)
    assert made.stride == (4.0, 4.0)


def test_a_size_on_the_card_is_kept_to():
    network = replace(NETWORK, card="rgb;size=24")
    _told, (made,) = drained(
        grids_of(Here(), network, asked_of("conv"), number=1, picture=picture(48, 64), valid=None)
    )
    assert made.values.shape == (1, 12, 16)
    assert made.stride == (4.0, 4.0)


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        ("conv9", "no layer “conv9”: choose one of conv, deep"),
        ("deep#2", "its layer deep has 2 maps, numbered from 0"),
    ],
)
def test_what_is_not_there_is_named(layer, sentence):
    with pytest.raises(ReadError, match=sentence):
        drained(grids_of(Here(), NETWORK, asked_of(layer), number=1, picture=picture(48, 64), valid=None))


@settings(max_examples=5)
@given(st.integers(0, 99))
def test_in_tiles_a_network_sees_what_it_sees_whole(tmp_path_factory, seed):
    """VGG up to its second pooling looks 8 pixels far: a margin of 32 hides the edges of the tiles."""
    pytest.importorskip("onnxruntime", reason="the extra networks is not installed")
    path = tmp_path_factory.getbasetemp() / "vgg.pth"
    if not path.exists():
        torch_zip(path, vgg_arrays())
    network = describe_there(path, "", "")
    small = replace(network, tile=(96, 128), margin=32)
    pixels = picture(192, 224, seed)
    whole = maps_there(path, "", network.card, ("relu2_2",), [pixels])[0][0]
    found = np.zeros_like(whole)
    for tile in tiles_of(192, 224, small):
        ((maps,),) = maps_there(path, "", network.card, ("relu2_2",), [seen_by(tile, pixels)])
        values, (rows, columns) = answered(maps, tile, 2)
        found[:, rows, columns] = values
    np.testing.assert_allclose(found[:, 4:-4, 4:-4], whole[:, 4:-4, 4:-4], rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(found, whole, rtol=1e-4, atol=1e-4)


def test_the_strongest_map_comes_first():
    flat, weak = np.full((4, 5), 7.0), np.tile([1.0, 2.0], (4, 3))[:, :5]
    wall = wall_of(np.stack([flat, 10 * weak, weak]).astype(np.float32), (2.0, 2.0))
    assert wall.numbers == (1, 2, 0)
    assert wall.strengths[0] == pytest.approx((10 * weak).std())
    assert wall.maps[0].min() == 0
    assert wall.maps[0].max() == 255
    assert not wall.maps[2].any()
    np.testing.assert_array_equal(wall.maps[0], wall.maps[1])


def test_ties_stay_in_their_order():
    same = np.random.RandomState(0).standard_normal((4, 5))
    assert wall_of(np.stack([same, same, same]).astype(np.float32), (1.0, 1.0)).numbers == (0, 1, 2)


def test_a_map_as_large_as_the_picture_is_bilinear():
    values = np.array([[[0, 255], [255, 0]]], np.uint8)
    wall = replace(wall_of(values.astype(np.float32), (2.0, 2.0)), maps=values)
    levels = enlarged(wall, 0, (4, 4))
    assert levels[0].shape == (4, 4, 4)
    np.testing.assert_array_equal(levels[0][0, :, 0], [0, 64, 191, 255])
    assert (levels[0][..., 3] == 255).all()


def test_a_wall_of_a_layer_is_of_the_whole_picture():
    wall = wall_of_layer(Here(), NETWORK, "conv", picture(150, 200))
    assert wall.maps.shape == (3, 75, 100)
    assert wall.stride == (2.0, 2.0)


def test_a_large_picture_is_looked_at_smaller(monkeypatch):
    monkeypatch.setattr("core.networks.wall.MOST_PIXELS", 5000)
    assert looked_at(picture(200, 100), 3, 2.0).shape == (100, 50, 3)
    wall = wall_of_layer(Here(), NETWORK, "conv", picture(200, 100))
    assert wall.maps.shape == (3, 50, 25)
    assert wall.stride == (4.0, 4.0)
