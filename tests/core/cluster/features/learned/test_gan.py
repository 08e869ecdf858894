"""Both adversaries against their definition in numpy: what they draw, tell and make small."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.features.learned.gan import NETWORK, _drawing, _drawn, _telling, build
from core.cluster.features.training.patch_network import Shape
from core.cluster.features.training.tapped import Layer
from tests.core.cluster.features import layers

jax = pytest.importorskip("jax", reason="the extra learn is not installed")
pytest.importorskip("optax", reason="the extra learn is not installed")

SMALL = Shape(8, 1)


def batch(number=5):
    return np.random.RandomState(2).normal(0, 1, (number, 8, 8, 1)).astype(np.float32)


def state_of():
    pairs = build(SMALL).begin(0)
    return tuple((layers.any_weights(weights, seed), memory) for seed, (weights, memory) in enumerate(pairs))


def leaky(values):
    return np.where(values > 0, values, 0.2 * values)


def normalised(values):
    return (values - values.mean(axis=(0, 1, 2))) / np.sqrt(values.var(axis=(0, 1, 2)) + 1e-5)


def drawn(weights, noise):
    values = layers.dense(weights["begin"], noise).reshape(len(noise), 2, 2, 64)
    values = layers.relu(normalised(values))
    values = layers.relu(normalised(layers.conv(weights["up1"], layers.doubled(values))))
    return 3 * np.tanh(layers.conv(weights["up0"], layers.doubled(values)))


def both_layers(weights, values):
    first = leaky(layers.conv(weights["down0"], values, 2))
    return first, leaky(layers.conv(weights["down1"], first, 2))


def told(weights, values):
    return layers.dense(weights["end"], both_layers(weights, values)[1].reshape(len(values), -1))[:, 0]


def softplus(values):
    return np.log1p(np.exp(-np.abs(values))) + np.maximum(values, 0)


def noise_of(seed, number=5):
    return np.asarray(jax.random.normal(jax.random.key(seed), (2, number, 64)), np.float64)


def finding(weights, forged):
    return (softplus(-told(weights, batch())).mean() + softplus(told(weights, forged)).mean()) / 2


def test_what_they_are_built_of():
    assert _drawing(Shape(16, 3)) == {"begin": (64, 1024), "up1": (3, 3, 64, 32), "up0": (3, 3, 32, 3)}
    assert _telling(Shape(16, 3)) == {"down0": (4, 4, 3, 32), "down1": (4, 4, 32, 64), "end": (1024, 1)}
    assert _drawing(SMALL)["begin"] == (64, 256)
    assert _telling(SMALL)["end"] == (256, 1)
    assert (NETWORK.channels, NETWORK.kind) == (96, 2)
    (draws, _), (tells, _) = build(SMALL).begin(3)
    np.testing.assert_array_equal(draws["begin"]["kernel"], module_begun(_drawing(SMALL), 3, "begin"))
    np.testing.assert_array_equal(tells["down0"]["kernel"], module_begun(_telling(SMALL), 4, "down0"))


def module_begun(shapes, seed, name):
    from core.cluster.features.training.networks import begun

    return begun(shapes, seed)[name]["kernel"]


def test_both_layers_averaged_over_a_patch_are_what_it_says():
    (_draws, _), (tells, memory) = state_of()
    parts = build(SMALL)
    assert parts.weights(((None, None), (tells, memory))) is tells
    expected = np.concatenate([each.mean(axis=(1, 2)) for each in both_layers(tells, batch())], axis=1)
    found = np.asarray(parts.encode(tells, batch()))
    assert found.shape == (5, 96)
    np.testing.assert_allclose(found, expected, atol=1e-4)


def test_its_layers_say_what_they_see_at_the_middle():
    (_draws, _), (tells, _memory) = state_of()
    assert NETWORK.layers(8) == {
        "convolution 1": Layer("convolution", 32),
        "convolution 2": Layer("convolution", 64),
    }
    found, (first, second) = build(SMALL).says, both_layers(tells, batch())
    assert list(found) == list(NETWORK.layers(8))
    np.testing.assert_allclose(found["convolution 1"](tells, batch()), first[:, 2, 2], atol=1e-4)
    np.testing.assert_allclose(found["convolution 2"](tells, batch()), second[:, 1, 1], atol=1e-4)


def test_first_one_learns_to_tell_and_then_the_other_to_forge_for_that_one():
    seed = 9
    state, noise = state_of(), noise_of(seed)
    (draws, _), (tells, _) = state
    ((new_draws, draws_after), (new_tells, tells_after)), terms = build(SMALL).step(state, batch(), seed)
    forged = drawn(draws, noise[0])
    assert terms[1] == pytest.approx(finding(tells, forged), rel=1e-3)
    fooled = softplus(-told(new_tells, drawn(draws, noise[1]))).mean()
    assert terms[0] == pytest.approx(fooled, rel=1e-3)
    for before, after, memory, loss in (
        (tells, new_tells, tells_after, lambda at: finding(at, forged)),
        (draws, new_draws, draws_after, lambda at: softplus(-told(new_tells, drawn(at, noise[1]))).mean()),
    ):
        # With a momentum of ½ it remembers half of the slope.
        slope = {
            name: {key: 2 * np.asarray(array) for key, array in layer.items()}
            for name, layer in memory[0].mu.items()
        }
        flat = layers.leaves(slope)
        by = 1e-3 / np.linalg.norm(flat)
        rise = loss(layers.moved(before, slope, by)) - loss(layers.moved(before, slope, -by))
        assert rise / (2 * by) == pytest.approx(flat @ flat, rel=0.05)
        went = layers.leaves(after) - layers.leaves(before)
        steep = np.abs(flat) > 0.05 * np.abs(flat).max()
        np.testing.assert_allclose(went[steep], -2e-4 * np.sign(flat[steep]), rtol=0.02)


def test_what_does_not_vary_is_drawn_as_nothing():
    weights = jax.tree.map(lambda each: 0 * each, build(SMALL).begin(0)[0][0])
    assert not np.asarray(_drawn(weights, np.ones((2, 64), np.float32), SMALL)).any()


def test_patches_and_the_same_sixteen_forged_ones_are_shown_four_in_a_row():
    state, seen = state_of(), []

    def look(each):
        seen.append(each)
        return np.zeros((*each.shape[:3], 3), np.uint8)

    found = build(SMALL).pictures(state, batch(), look)
    assert {name: picture.shape for name, picture in found.items()} == {
        "Patches": (17, 35, 3),
        "Forged": (35, 35, 3),
    }
    np.testing.assert_array_equal(seen[0], batch())
    noise = np.asarray(jax.random.normal(jax.random.key(0), (16, 64)), np.float64)
    np.testing.assert_allclose(seen[1], drawn(state[0][0], noise), atol=5e-3)
