"""The layers of networks that have learned from the picture, as walls; the planes of any feature."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.base.parallel import never_cancelled
from core.cluster.features.feature import Feature
from core.cluster.features.learned import autoencoder
from core.cluster.features.models import Models
from core.cluster.features.training import patch_network, patch_planes
from core.cluster.parameters import Parameters
from core.cluster.prepared.feature_walls import FeatureWalls
from core.cluster.prepared.own_planes import own_planes
from core.cluster.prepared.prepare import prepare_for
from core.image.image import Image

for library in ("jax", "optax", "safetensors"):
    pytest.importorskip(library, reason="the extra learn is not installed")

LAYERS = {
    "autoencoder": [("convolution 1", 32), ("latent", 64), ("planes", 8)],
    "deep-autoencoder": [("layer 1", 256), ("layer 2", 128), ("layer 3", 64), ("latent", 32), ("planes", 8)],
    "gan": [("convolution 1", 32), ("convolution 2", 64), ("planes", 8)],
    "cnn": [("convolution 1", 32), ("convolution 2", 32), ("labels", 32), ("planes", 8)],
}


@pytest.fixture(autouse=True)
def _few_patches(monkeypatch):
    monkeypatch.setattr(patch_network, "PATCHES", 256)


def picture(height=30, width=44):
    rows, columns = np.indices((height, width))
    values = 90 + 60 * (columns // 3 % 2) + 20 * (rows // 5 % 2)
    noise = np.random.RandomState(0).randint(0, 20, (height, width, 3))
    return Image((values[..., None] + noise).astype(np.uint8))


def walls_of(name, image=None, **options):
    short = {"steps": 3} if name == "cnn" else {"epochs": 1, "patch": "8"}
    feature = Feature(name, 1.0, tuple((short | options).items()))
    parameters, models = Parameters(features=(feature,)), Models()
    image = picture() if image is None else image
    prepare_for(image, parameters, models=models)
    return FeatureWalls(image, parameters, feature, models)


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_has_a_wall(name):
    walls = walls_of(name)
    layers = walls.layers(never_cancelled)
    assert [(each.name, each.channels) for each in layers] == LAYERS[name]
    for layer in layers:
        wall = walls.wall(never_cancelled, layer)
        assert len(wall.numbers) == layer.channels
        assert wall.maps.shape[1:] == tuple(-(-side // int(layer.stride)) for side in (30, 44))
        assert wall.stride == (layer.stride, layer.stride)
        assert wall.strengths[0] > 0


def test_a_map_is_what_the_network_says_of_the_patch_around():
    walls = walls_of("autoencoder")
    (feature,) = walls.parameters.features
    learning, options = feature.specification.learning, dict(feature.options)
    (model,) = prepare_for(walls.image, walls.parameters, models=walls.models).models
    own = own_planes(walls.image, walls.parameters, "rgb", never_cancelled)
    found = learning.inside.maps(model.content, options, "latent", own, never_cancelled)
    parts, weights, seen, _basis = autoencoder.NETWORK._opened(model.content, options)
    # Cell (5, 9) lies about pixel 11, 19: the patch of 8 × 8 around it begins 4 before.
    batch = np.zeros((512, 8, 8, 3), np.float32)
    batch[0] = seen.standardised(own.block(0, 30).own)[7:15, 15:23]
    np.testing.assert_allclose(found[:, 5, 9], np.asarray(parts.encode(weights, batch))[0], atol=1e-5)


def test_a_large_picture_has_fewer_cells(monkeypatch):
    walls = walls_of("autoencoder")
    assert walls.layers(never_cancelled)[0].stride == 2
    monkeypatch.setattr(patch_planes, "_MOST_CELLS", 100)
    layer = walls.layers(never_cancelled)[0]
    assert layer.stride == 4
    assert walls.wall(never_cancelled, layer).maps.shape == (32, 8, 11)


def test_a_feature_without_layers_has_its_planes():
    walls = walls_of("autoencoder")
    other = FeatureWalls(walls.image, walls.parameters, Feature("position"), walls.models)
    assert other.layers(never_cancelled) == ()
    assert len(other.wall(never_cancelled).numbers) == 2


def test_planes_are_the_same_in_parts(monkeypatch):
    """The labelling network knows only from its model how far it looks."""
    walls = walls_of("cnn", picture(120, 16))
    whole = walls.wall(never_cancelled)
    monkeypatch.setattr("core.cluster.prepared.feature_walls._PART", 16)
    np.testing.assert_array_equal(walls.wall(never_cancelled).maps, whole.maps)


def test_cancel_is_heard():
    walls = walls_of("autoencoder")
    layer = walls.layers(never_cancelled)[0]
    asked = iter([False] * 20)
    with pytest.raises(Cancelled):
        walls.wall(lambda: next(asked, True), layer)
