"""The autoencoder against its definition in numpy: its layers, what it makes small, how it moves."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.features.learned.autoencoder import NETWORK, _kernels, build
from core.cluster.features.training.patch_network import Shape
from core.cluster.features.training.tapped import Layer
from tests.core.cluster.features import layers
from tests.core.cluster.features.learned.steps import check_step

pytest.importorskip("jax", reason="the extra learn is not installed")
pytest.importorskip("optax", reason="the extra learn is not installed")

SMALL = Shape(8, 2)


def batch(number=5):
    return np.random.RandomState(2).normal(0, 1, (number, 8, 8, 2)).astype(np.float32)


def state_of():
    weights, memory = build(SMALL).begin(0)
    return layers.any_weights(weights), memory


def encoded(weights, values):
    """Of patches of 8 × 8: one stage."""
    values = layers.relu(layers.conv(weights["down0"], values, 2))
    return layers.dense(weights["latent"], values.reshape(len(values), -1))


def decoded(weights, latent):
    values = layers.relu(layers.dense(weights["spread"], latent)).reshape(len(latent), 4, 4, -1)
    return layers.conv(weights["up0"], layers.doubled(values))


def terms_of(weights, values):
    return [((decoded(weights, encoded(weights, values)) - values) ** 2).mean()]


def test_each_stage_halves_the_patch_until_4_by_4_are_left():
    assert _kernels(SMALL) == {
        "down0": (3, 3, 2, 32),
        "latent": (512, 64),
        "spread": (64, 512),
        "up0": (3, 3, 32, 2),
    }
    assert _kernels(Shape(32, 3)) == {
        "down0": (3, 3, 3, 32),
        "down1": (3, 3, 32, 64),
        "down2": (3, 3, 64, 64),
        "latent": (1024, 64),
        "spread": (64, 1024),
        "up2": (3, 3, 64, 64),
        "up1": (3, 3, 64, 32),
        "up0": (3, 3, 32, 3),
    }
    assert [name for name in _kernels(Shape(16, 1)) if "up" in name] == ["up1", "up0"]
    assert (NETWORK.channels, NETWORK.kind, NETWORK.own) == (64, 2, ())


def test_64_numbers_are_what_is_left_of_a_patch():
    weights, _memory = state_of()
    found = np.asarray(build(SMALL).encode(weights, batch()))
    assert found.shape == (5, 64)
    np.testing.assert_allclose(found, encoded(weights, batch()), atol=1e-3)


def test_a_step_tells_the_mean_squared_error_and_moves_against_its_slope():
    check_step(build(SMALL), state_of(), batch(), terms_of, lambda terms: terms[0])


def test_larger_patches_go_through_all_stages():
    """Of 16 × 16 pixels, rectified between two stages."""
    parts = build(Shape(16, 1))
    weights = layers.any_weights(parts.begin(0)[0])
    values = np.random.RandomState(3).normal(0, 1, (3, 16, 16, 1)).astype(np.float32)
    inner = layers.relu(layers.conv(weights["down0"], values, 2))
    inner = layers.relu(layers.conv(weights["down1"], inner, 2))
    latent = layers.dense(weights["latent"], inner.reshape(3, -1))
    np.testing.assert_allclose(parts.encode(weights, values), latent, atol=1e-3)
    drawn = layers.relu(layers.dense(weights["spread"], latent)).reshape(3, 4, 4, -1)
    drawn = layers.relu(layers.conv(weights["up1"], layers.doubled(drawn)))
    drawn = layers.conv(weights["up0"], layers.doubled(drawn))
    seen = []
    parts.pictures(
        (weights, None), values, lambda each: seen.append(each) or np.zeros((3, 1, 1, 3), np.uint8)
    )
    np.testing.assert_array_equal(seen[0], values)
    np.testing.assert_allclose(seen[1], drawn, atol=2e-3)


def test_patches_and_what_is_drawn_again_are_shown_four_in_a_row():
    parts = build(SMALL)
    found = parts.pictures(state_of(), batch(), lambda each: np.zeros((*each.shape[:3], 3), np.uint8))
    assert {name: picture.shape for name, picture in found.items()} == {
        "Patches": (17, 35, 3),
        "Drawn again": (17, 35, 3),
    }


def test_layers_say_what_each_stage_does_at_the_middle():
    weights, _memory = state_of()
    found = build(SMALL).says
    assert NETWORK.layers(8) == {"convolution 1": Layer("convolution", 32), "latent": Layer("block", 64)}
    inner = layers.relu(layers.conv(weights["down0"], batch(), 2))
    np.testing.assert_allclose(found["convolution 1"](weights, batch()), inner[:, 2, 2], atol=1e-3)
    np.testing.assert_allclose(found["latent"](weights, batch()), encoded(weights, batch()), atol=1e-3)
    assert list(found) == list(NETWORK.layers(8))
    assert [each.channels for each in NETWORK.layers(16).values()] == [32, 64, 64]
    assert [each.channels for each in NETWORK.layers(32).values()] == [32, 64, 64, 64]
    assert list(build(Shape(16, 1)).says) == ["convolution 1", "convolution 2", "latent"]
