"""The labelling network against its definition in numpy: what it says, what it makes small, how it moves."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.features.training import labelling_network as module
from core.cluster.features.training.labelling_network import AROUND, CHANNELS, build
from tests.core.cluster.features import layers

pytest.importorskip("jax", reason="the extra learn is not installed")
pytest.importorskip("optax", reason="the extra learn is not installed")


def picture_and_mask():
    """(1, 5, 6, 2) with pixels of no data, in which is anything."""
    random = np.random.RandomState(1)
    mask = np.ones((1, 5, 6, 1), np.float32)
    mask[0, 1:3, 4:] = 0
    return random.normal(0, 1, (1, 5, 6, 2)).astype(np.float32), mask


def state_of(seed=0):
    weights, memory = build(2).begin(seed)
    return layers.any_weights(weights), memory


def said(weights, picture, mask, known=None):
    """The channels, and mean and variance in each layer."""
    values, seen = picture * mask, {}
    for name in ("first", "second", "labels"):
        values = layers.conv(weights[name], values)
        values = values if name == "labels" else layers.relu(values)
        number = max(mask.sum(), 1)
        mean = (values * mask).sum(axis=(0, 1, 2)) / number
        variance = (((values - mean) * mask) ** 2).sum(axis=(0, 1, 2)) / number
        seen[name] = {"mean": mean, "variance": variance}
        if known is not None:
            mean, variance = (np.asarray(known[name][each]) for each in ("mean", "variance"))
        values = (values - mean) / np.sqrt(variance + 1e-5) * weights[name]["gain"] + weights[name]["shift"]
        values = values * mask
    return values, seen


def terms_of(weights, picture, mask):
    values, _seen = said(weights, picture, mask)
    sure = values - np.log(np.exp(values).sum(axis=-1, keepdims=True))
    labels = values.argmax(axis=-1)
    there = mask[..., 0] > 0
    likeness = -np.take_along_axis(sure, labels[..., None], axis=-1)[..., 0][there].mean()
    unlike = 0.0
    for one, other in (
        ((slice(None), slice(1, None)), (slice(None), slice(None, -1))),
        ((slice(None), slice(None), slice(1, None)), (slice(None), slice(None), slice(None, -1))),
    ):
        both = there[one] & there[other]
        unlike += np.abs(values[one] - values[other])[both].mean() if both.any() else 0
    return [likeness, unlike, len(np.unique(labels[there]))]


def test_it_has_32_channels_and_begins_by_chance():
    assert (CHANNELS, AROUND) == (32, 2)
    weights, _memory = build(2).begin(3)
    shapes = {name: layer["kernel"].shape for name, layer in weights.items()}
    assert shapes == {"first": (3, 3, 2, 32), "second": (3, 3, 32, 32), "labels": (1, 1, 32, 32)}
    for layer in weights.values():
        assert layer["gain"].tolist() == [1] * 32
        assert layer["shift"].tolist() == [0] * 32
    again, other = build(2).begin(3)[0], build(2).begin(4)[0]
    assert (layers.leaves(again) == layers.leaves(weights)).all()
    assert (layers.leaves(other) != layers.leaves(weights)).any()


def test_a_step_tells_its_terms_and_moves_against_their_slope_with_momentum():
    """How sure it is of its labels, how unlike neighbours are, how many labels there are."""
    (weights, memory), (picture, mask) = state_of(), picture_and_mask()
    step = build(2).step
    _state, terms = step((weights, memory), picture, mask, np.float32(0.0))
    np.testing.assert_allclose(terms, terms_of(weights, picture, mask), rtol=1e-4)

    def loss(at):
        likeness, unlike, _labels = terms_of(at, picture, mask)
        return likeness + 3 * unlike

    def stepped(at, remembered):
        (new, after), told = step((at, remembered), picture, mask, np.float32(3.0))
        np.testing.assert_allclose(told, terms_of(at, picture, mask), rtol=1e-4)
        return new, after, (layers.leaves(at) - layers.leaves(new)) / 0.1

    once, after, slope = stepped(weights, memory)
    direction = {
        name: {key: (np.asarray(array) - np.asarray(once[name][key])) / 0.1 for key, array in layer.items()}
        for name, layer in weights.items()
    }
    by = 1e-4 / np.linalg.norm(slope)
    rise = loss(layers.moved(weights, direction, by)) - loss(layers.moved(weights, direction, -by))
    assert rise / (2 * by) == pytest.approx(slope @ slope, rel=0.01)
    _new, _after, alone = stepped(once, memory)
    _new, _after, together = stepped(once, after)
    np.testing.assert_allclose(together, 0.9 * slope + alone, rtol=0.02, atol=0.01)
    # A pixel alone has no neighbours, and a picture without data says nothing.
    alone = np.zeros_like(mask)
    alone[0, 3, 2] = 1
    _state, terms = step((weights, memory), picture, alone, np.float32(1.0))
    np.testing.assert_allclose(terms, terms_of(weights, picture, alone), rtol=1e-4)
    _state, terms = step((weights, memory), picture, 0 * mask, np.float32(1.0))
    assert np.asarray(terms).tolist() == [0, 0, 0]


def test_it_says_its_channels_by_what_it_has_seen():
    (weights, _memory), (picture, mask) = state_of(), picture_and_mask()
    parts = build(2)
    # A pixel alone has its own mean.
    alone = np.zeros_like(mask)
    alone[0, 3, 2] = 1
    for there in (alone, mask):
        seen = parts.settle(weights, picture, there)
        expected, known = said(weights, picture, there)
        for name, layer in known.items():
            for key, array in layer.items():
                np.testing.assert_allclose(seen[name][key], array, atol=1e-5)
    found = parts.say(weights, seen, picture, mask)
    assert found.shape == (5, 6, 32)
    np.testing.assert_allclose(found, expected[0], atol=1e-4)
    # Another picture is said by the same means.
    other = picture[:, ::-1] * 2
    found = parts.say(weights, seen, other, mask)
    np.testing.assert_allclose(found, said(weights, other, mask, known)[0][0], atol=1e-4)


def test_differences_are_of_neighbours_that_are_both_there():
    values = np.zeros((1, 2, 3, 2))
    values[0, :, :, 0] = [[1, 4, 9], [0, 0, 2]]
    mask = np.array([[1, 1, 0], [1, 1, 1.0]]).reshape(1, 2, 3, 1)
    # Below each other 1 and 4, of two pairs; beside each other 3, 0 and 2, of three; of two channels.
    expected = (1 + 4) / (2 * 2) + (3 + 0 + 2) / (3 * 2)
    assert module._differences(np, values, mask) == pytest.approx(expected)
    assert module._differences(np, values, 0 * mask) == 0


def test_its_layers_end_with_what_it_says():
    picture, mask = picture_and_mask()
    parts, (weights, _memory) = build(2), state_of()
    known = parts.settle(weights, picture, mask)
    found = parts.layers(weights, known, picture, mask)
    assert {name: each.shape for name, each in found.items()} == dict.fromkeys(
        ("first", "second", "labels"), (5, 6, 32)
    )
    np.testing.assert_allclose(found["labels"], parts.say(weights, known, picture, mask), atol=1e-5)
