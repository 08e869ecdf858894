"""The deep autoencoder against its definition in numpy: its layers, every term, how it moves."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.features.learned.deep_autoencoder import LAMBDA, NETWORK, TERMS, _kernels, build
from core.cluster.features.training.patch_network import Shape
from core.cluster.features.training.tapped import Layer
from tests.core.cluster.features import layers
from tests.core.cluster.features.learned.steps import check_step

pytest.importorskip("jax", reason="the extra learn is not installed")
pytest.importorskip("optax", reason="the extra learn is not installed")

SMALL = Shape(8, 1, (("lambda", 0.5),))


def batch(number=5):
    return np.random.RandomState(2).normal(0, 1, (number, 8, 8, 1)).astype(np.float32)


def state_of():
    weights, memory = build(SMALL).begin(0)
    return layers.any_weights(weights), memory


def down(weights, values):
    found = [values.reshape(len(values), -1).astype(np.float64)]
    for i in range(3):
        found.append(layers.relu(layers.dense(weights[f"down{i}"], found[-1])))
    return [*found, layers.dense(weights["down3"], found[-1])]


def up(weights, latent):
    """From the deepest hidden layer to the patch."""
    found = []
    for i in (3, 2, 1):
        latent = layers.relu(layers.dense(weights[f"up{i}"], latent))
        found.append(latent)
    return [*found, layers.dense(weights["up0"], latent)]


def terms_of(weights, values):
    there = down(weights, values)
    again = up(weights, there[-1])[::-1]
    return [((a - b) ** 2).mean() for a, b in zip(there[:-1], again, strict=True)]


def test_three_hidden_layers_and_32_numbers():
    assert _kernels(Shape(8, 2)) == {
        "down0": (128, 256),
        "down1": (256, 128),
        "down2": (128, 64),
        "down3": (64, 32),
        "up0": (256, 128),
        "up1": (128, 256),
        "up2": (64, 128),
        "up3": (32, 64),
    }
    assert (NETWORK.channels, NETWORK.kind, NETWORK.own) == (32, 2, ("lambda",))
    assert (LAMBDA.default, LAMBDA.low, LAMBDA.high, LAMBDA.step) == (0.1, 0.0, 10.0, 0.1)
    assert TERMS == ("picture", "layer 1", "layer 2", "layer 3")


def test_32_numbers_are_what_is_left_of_a_patch():
    weights, _memory = state_of()
    found = np.asarray(build(SMALL).encode(weights, batch()))
    np.testing.assert_allclose(found, down(weights, batch())[-1], atol=1e-3)


def test_a_step_tells_the_terms_of_all_layers_and_moves_against_their_slope_by_their_weight():
    check_step(build(SMALL), state_of(), batch(), terms_of, lambda terms: terms[0] + 0.5 * sum(terms[1:]))


def test_patches_and_what_is_drawn_again_are_shown_four_in_a_row():
    weights, memory = state_of()
    seen = []

    def look(each):
        seen.append(each)
        return np.zeros((*each.shape[:3], 3), np.uint8)

    found = build(SMALL).pictures((weights, memory), batch(), look)
    assert {name: picture.shape for name, picture in found.items()} == {
        "Patches": (17, 35, 3),
        "Drawn again": (17, 35, 3),
    }
    np.testing.assert_array_equal(seen[0], batch())
    drawn = up(weights, down(weights, batch())[-1])[-1].reshape(5, 8, 8, 1)
    np.testing.assert_allclose(seen[1], drawn, atol=2e-3)


def test_layers_say_what_each_hidden_one_does():
    weights, _memory = state_of()
    found, expected = build(SMALL).says, down(weights, batch())[1:]
    assert NETWORK.layers(8) == {
        "layer 1": Layer("activation", 256),
        "layer 2": Layer("activation", 128),
        "layer 3": Layer("activation", 64),
        "latent": Layer("block", 32),
    }
    assert list(found) == list(NETWORK.layers(8))
    for say, values in zip(found.values(), expected, strict=True):
        np.testing.assert_allclose(say(weights, batch()), values, atol=1e-3)
