"""The network that finds its own labels of a picture (core.cluster.features.learned.cnn), compiled.

Two convolutions of 3 × 3 and one of 1 × 1, each normalised over the whole picture. What has no data is 0
after every layer, as what is beyond the border is: neither says anything of the pixels beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from core.cluster.features.training.backend import libraries
from core.cluster.features.training.course import State
from core.cluster.features.training.networks import begun, conv

CHANNELS = 32
# Rows and columns that a pixel depends on around.
AROUND = 2
_RATE, _MOMENTUM = 0.1, 0.9
_LEAST_VARIANCE = 1e-5


@dataclass(frozen=True)
class Parts:
    """begin: seed → state, which is weights and what the optimiser remembers.

    step: state, picture (1, h, w, d), mask (1, h, w, 1), continuity → state, and the terms: likeness,
    continuity, labels. settle: weights, picture, mask → mean and variance in each layer.
    say: weights, these, picture, mask → (h, w, channels). layers: the same → what every layer says, (h, w,
    channels) by its name.
    """

    begin: Callable[[int], State]
    step: Callable[..., tuple[State, Any]]
    settle: Callable[..., Any]
    say: Callable[..., Any]
    layers: Callable[..., Any]


@cache
def build(planes: int) -> Parts:
    """The network for pictures of so many planes. Raises ParameterError where there is no JAX."""
    jax, optax = libraries()
    numbers = jax.numpy
    optimiser = optax.sgd(_RATE, momentum=_MOMENTUM)
    kernels = {
        "first": (3, 3, planes, CHANNELS),
        "second": (3, 3, CHANNELS, CHANNELS),
        "labels": (1, 1, CHANNELS, CHANNELS),
    }

    def normalised(layer: Any, values: Any, mask: Any, known: Any) -> tuple[Any, Any]:
        """Each channel by mean and variance over the pixels of the mask, or by those that are known."""
        if known is None:
            number = numbers.maximum(mask.sum(), 1)
            mean = (values * mask).sum(axis=(0, 1, 2)) / number
            variance = (((values - mean) * mask) ** 2).sum(axis=(0, 1, 2)) / number
        else:
            mean, variance = known["mean"], known["variance"]
        found = (values - mean) * jax.lax.rsqrt(variance + _LEAST_VARIANCE) * layer["gain"] + layer["shift"]
        return found * mask, {"mean": mean, "variance": variance}

    def channels(weights: Any, picture: Any, mask: Any, known: Any = None) -> tuple[Any, Any, Any]:
        values, seen, said = picture * mask, {}, {}
        for name in kernels:
            values = conv(weights[name], values)
            if name != "labels":
                values = jax.nn.relu(values)
            given = None if known is None else known[name]
            values, seen[name] = normalised(weights[name], values, mask, given)
            said[name] = values[0]
        return values, seen, said

    def loss(weights: Any, picture: Any, mask: Any, continuity: Any) -> tuple[Any, Any]:
        values = channels(weights, picture, mask)[0]
        labels = values.argmax(axis=-1)
        sure = jax.nn.log_softmax(values, axis=-1)
        entropy = -numbers.take_along_axis(sure, labels[..., None], axis=-1)
        likeness = (entropy * mask).sum() / numbers.maximum(mask.sum(), 1)
        unlike = _differences(numbers, values, mask)
        used = numbers.zeros(CHANNELS).at[labels.reshape(-1)].max(mask.reshape(-1))
        return likeness + continuity * unlike, numbers.stack([likeness, unlike, used.sum()])

    def step(state: Any, picture: Any, mask: Any, continuity: Any) -> tuple[Any, Any]:
        weights, memory = state
        slope, terms = jax.grad(loss, has_aux=True)(weights, picture, mask, continuity)
        change, memory = optimiser.update(slope, memory)
        return (optax.apply_updates(weights, change), memory), terms

    def begin(seed: int) -> State:
        weights = begun(kernels, seed)
        for layer in weights.values():
            layer["gain"] = np.ones(CHANNELS, np.float32)
            layer["shift"] = np.zeros(CHANNELS, np.float32)
        return weights, optimiser.init(weights)

    step = jax.jit(step)
    settle = jax.jit(lambda weights, picture, mask: channels(weights, picture, mask)[1])
    say = jax.jit(lambda weights, known, picture, mask: channels(weights, picture, mask, known)[0][0])
    layers = jax.jit(lambda weights, known, picture, mask: channels(weights, picture, mask, known)[2])
    return Parts(begin, step, settle, say, layers)


def _differences(numbers: Any, values: Any, mask: Any) -> Any:
    """The mean absolute difference of pixels beside and below each other, both of them of the mask."""
    total = 0.0
    for axis in (1, 2):
        pairs = numbers.diff(values, axis=axis)
        there = mask.take(numbers.arange(1, mask.shape[axis]), axis=axis) * mask.take(
            numbers.arange(mask.shape[axis] - 1), axis=axis
        )
        total += (numbers.abs(pairs) * there).sum() / numbers.maximum(there.sum() * values.shape[-1], 1)
    return total
