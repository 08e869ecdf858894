"""The planes of a feature to be looked at: those of the whole picture, in whatever parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.base.parallel import never_cancelled
from core.cluster.features.feature import Feature
from core.cluster.features.models import Models
from core.cluster.features.specification import InnerLayer, Inside
from core.cluster.features.specifications import found_specifications, specifications
from core.cluster.parameters import Parameters
from core.cluster.prepared import feature_walls as module
from core.cluster.prepared.blocks import block_means
from core.cluster.prepared.feature_walls import FeatureWalls
from core.cluster.prepared.learning import made_ready
from core.cluster.prepared.own_planes import own_planes
from core.cluster.prepared.prepare import drained
from core.image.image import Image
from core.networks.network import LayerShape
from core.networks.wall import wall_of
from tests.core.cluster.features.made_up_epochs import add_epochs

MEAN = Feature("local-mean", 1.0, (("radius", 2),))


def picture(size, masked=True):
    random = np.random.RandomState(5)
    pixels = random.randint(0, 256, (*size, 3)).astype(np.uint8)
    return Image(pixels, random.random_sample(size) < 0.8 if masked else None)


def looked_at(image, feature=MEAN, space="rgb"):
    return FeatureWalls(image, Parameters(space=space), feature, Models()).wall(never_cancelled)


def expected(image, side, space="rgb"):
    """Of the planes of the whole picture, without parts."""
    own = own_planes(image, Parameters(), space, never_cancelled)
    block = own.block(0, image.height)
    planes = drained(made_ready(MEAN, own, Models(), never_cancelled)).planes(block)
    maps = block_means(planes, block.valid, side).astype(np.float32)
    return wall_of(np.ascontiguousarray(np.moveaxis(maps, 2, 0)), (float(side), float(side)))


def same(one, other):
    assert (one.numbers, one.stride) == (other.numbers, other.stride)
    np.testing.assert_allclose(one.strengths, other.strengths, rtol=1e-6)
    np.testing.assert_array_equal(one.maps, other.maps)


@pytest.mark.parametrize("part", [1, 30, 1 << 19])
@pytest.mark.parametrize("size", [(13, 4), (5, 11), (1, 1)])
def test_a_small_picture_is_looked_at_pixel_by_pixel(size, part, monkeypatch):
    monkeypatch.setattr(module, "_PART", part)
    for image in (picture(size), picture(size, masked=False)):
        found = looked_at(image)
        assert found.maps.shape == (3, *size)
        assert found.stride == (1.0, 1.0)
        same(found, expected(image, 1))


@pytest.mark.parametrize(
    ("most", "side"),
    [
        # 117 pixels: the roots of 2.05, 2.34 and 11.7 are 1.43, 1.53 and 3.42.
        (57, 1),
        (50, 2),
        (10, 3),
    ],
)
@pytest.mark.parametrize("part", [1, 30, 1 << 19])
def test_a_large_picture_is_looked_at_in_blocks(most, side, part, monkeypatch):
    monkeypatch.setattr(module, "MOST_PIXELS", most)
    monkeypatch.setattr(module, "_PART", part)
    image = picture((13, 9))
    found = looked_at(image)
    assert found.maps.shape == (3, -(-13 // side), -(-9 // side))
    assert found.stride == (side, side)
    same(found, expected(image, side))


def test_a_part_has_a_row_of_blocks_at_least(monkeypatch):
    monkeypatch.setattr(module, "MOST_PIXELS", 10)
    image = picture((13, 9))
    whole = looked_at(image, Feature("position"))
    monkeypatch.setattr(module, "_PART", 1)
    same(looked_at(image, Feature("position")), whole)


def test_planes_are_of_the_space_that_is_clustered():
    image = picture((7, 6))
    same(looked_at(image, space="lab"), expected(image, 1, "lab"))


def test_a_model_knows_how_far_its_planes_reach(monkeypatch):
    """What it gives is how many rows it sees, but for those beyond the picture."""
    add_epochs(monkeypatch)
    made = specifications()["made-up-epochs"]
    learning = replace(
        made.learning,
        planes=lambda _model, _options: (
            lambda block: np.full((*block.brightness.shape, 1), len(block.brightness))
        ),
        reach=lambda _model, _options: 2,
    )
    monkeypatch.setitem(found_specifications(), made.name, replace(made, learning=learning))
    monkeypatch.setattr(module, "_PART", 1)
    found = looked_at(picture((9, 3), masked=False), Feature("made-up-epochs"))
    # Parts of 4 rows, twice the reach: with 2 below, 2 on both sides, 2 above.
    values = np.repeat([6.0, 6.0, 6.0, 6.0, 7.0, 7.0, 7.0, 7.0, 3.0], 3)
    assert found.strengths == (pytest.approx(values.std()),)


def test_cancelled():
    with pytest.raises(Cancelled):
        FeatureWalls(picture((4, 4)), Parameters(), MEAN, Models()).wall(lambda: True)


LAYER = InnerLayer("middle", "convolution", 2, 3.0)


@pytest.fixture
def walls(monkeypatch):
    """Of a feature whose one layer has maps of 1 and of what it was asked for; the picture is 9 × 6."""
    add_epochs(monkeypatch)
    made = specifications()["made-up-epochs"]
    asked = []

    def maps(_model, _options, name, own, _cancelled):
        asked.append(name)
        return np.stack([np.ones((3, 2)), np.full((3, 2), own.height)]).astype(np.float32)

    inside = Inside(lambda _model, _options, _own: (LAYER,), maps)
    monkeypatch.setitem(
        found_specifications(), made.name, replace(made, learning=replace(made.learning, inside=inside))
    )
    feature = Feature("made-up-epochs")
    parameters = Parameters(features=(feature,))
    return FeatureWalls(picture((9, 6), masked=False), parameters, feature, Models()), asked


def test_layers_come_before_the_planes_and_each_has_a_wall(walls, monkeypatch):
    made, asked = walls
    monkeypatch.setattr(module, "MOST_PIXELS", 6)
    first, planes = made.layers(never_cancelled)
    assert first == LayerShape("middle", "convolution", 2, 3.0)
    assert planes == LayerShape("planes", "block", 1, 3.0)
    wall = made.wall(never_cancelled, first)
    same(wall, wall_of(np.stack([np.ones((3, 2)), np.full((3, 2), 9)]).astype(np.float32), (3.0, 3.0)))
    assert asked == ["middle"]
    # The planes, named or not, are not asked of the network.
    same(made.wall(never_cancelled, planes), made.wall(never_cancelled))
    assert asked == ["middle"]


def test_what_has_learned_nothing_has_no_layers(monkeypatch):
    add_epochs(monkeypatch)
    for name in ("position", "made-up-epochs"):
        feature = Feature(name)
        image = picture((9, 6), masked=False)
        made = FeatureWalls(image, Parameters(features=(feature,)), feature, Models())
        assert made.layers(never_cancelled) == ()
        with pytest.raises(ValueError, match=f"{name} has no layers"):
            made.wall(never_cancelled, LayerShape("middle", "convolution", 2, 3.0))
