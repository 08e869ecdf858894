"""What a network looks at that tells patches of the picture from forged ones: a DCGAN's discriminator.

Source: Goodfellow et al. (2014), "Generative adversarial nets", NeurIPS; Radford, Metz and Chintala (2016),
"Unsupervised representation learning with deep convolutional generative adversarial networks", ICLR. A
generator draws patches from 64 numbers by chance, a discriminator tells them from patches of the picture, and
each learns against the other (Adam with β₁ = 0.5, leaky rectifiers, normalisation by batch in the generator).
As there, the last layers of the discriminator, averaged over a patch, are the features: of patches that
overlap, a quarter of their side apart, by their principal components, linearly between the patches.
Units: full ranges, such that all components together vary as much as the picture's own planes. Scaling: 1.
Cost: 4096 patches an epoch, two or three seconds on two cores; then half a million multiplications for each
16 pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.sentences import N_
from core.cluster.features.training.backend import libraries
from core.cluster.features.training.patch_network import (
    Parts,
    PatchNetwork,
    Shape,
    middle,
    specification_of,
)
from core.cluster.features.training.tapped import Layer

NOISE = 64
WIDTHS = (32, 64)
TERMS = (N_("generator"), N_("discriminator"))
_RATE, _MOMENTUM, _LEAK = 2e-4, 0.5, 0.2
# Of what the generator draws, in deviations of the picture: tanh times this reaches nearly all there is.
_RANGE = 3.0
_LEAST_VARIANCE = 1e-5
# For the samples that are shown: always the same.
_SAMPLES = 16


def _drawing(shape: Shape) -> dict[str, tuple[int, ...]]:
    side = shape.size // 4
    return {
        "begin": (NOISE, side * side * WIDTHS[1]),
        "up1": (3, 3, WIDTHS[1], WIDTHS[0]),
        "up0": (3, 3, WIDTHS[0], shape.planes),
    }


def _telling(shape: Shape) -> dict[str, tuple[int, ...]]:
    side = shape.size // 4
    return {
        "down0": (4, 4, shape.planes, WIDTHS[0]),
        "down1": (4, 4, WIDTHS[0], WIDTHS[1]),
        "end": (side * side * WIDTHS[1], 1),
    }


def _kernels(shape: Shape) -> dict[str, tuple[int, ...]]:
    return {**_drawing(shape), **_telling(shape)}


def _drawn(weights: Any, noise: Any, shape: Shape) -> Any:
    """(n, size, size, d) from (n, NOISE)."""
    from core.cluster.features.training.networks import conv, dense, doubled

    jax, _optax = libraries()
    side = shape.size // 4

    def normalised(values: Any) -> Any:
        mean = values.mean(axis=(0, 1, 2))
        return (values - mean) * jax.lax.rsqrt(values.var(axis=(0, 1, 2)) + _LEAST_VARIANCE)

    values = dense(weights["begin"], noise).reshape(len(noise), side, side, WIDTHS[1])
    values = jax.nn.relu(normalised(values))
    values = jax.nn.relu(normalised(conv(weights["up1"], doubled(values))))
    return _RANGE * jax.numpy.tanh(conv(weights["up0"], doubled(values)))


def _told_apart(weights: Any, batch: Any) -> tuple[Any, Any]:
    """What both layers of the discriminator say."""
    from core.cluster.features.training.networks import conv

    jax, _optax = libraries()
    first = jax.nn.leaky_relu(conv(weights["down0"], batch, 2), _LEAK)
    return first, jax.nn.leaky_relu(conv(weights["down1"], first, 2), _LEAK)


def _told(weights: Any, batch: Any) -> Any:
    """(n,) above 0 for what it takes to be of the picture."""
    from core.cluster.features.training.networks import dense

    return dense(weights["end"], _told_apart(weights, batch)[1].reshape(len(batch), -1))[:, 0]


def _step(state: Any, batch: Any, seed: Any, shape: Shape, optimiser: Any) -> Any:
    """First the discriminator learns, then the generator against it."""
    jax, optax = libraries()
    loss = jax.nn.softplus
    (draws, draws_memory), (tells, tells_memory) = state
    noise = jax.random.normal(jax.random.key(seed), (2, len(batch), NOISE))
    forged = _drawn(draws, noise[0], shape)

    def finding(tells: Any) -> Any:
        return (loss(-_told(tells, batch)).mean() + loss(_told(tells, forged)).mean()) / 2

    def forging(draws: Any) -> Any:
        return loss(-_told(tells, _drawn(draws, noise[1], shape))).mean()

    found, slope = jax.value_and_grad(finding)(tells)
    change, tells_memory = optimiser.update(slope, tells_memory)
    tells = optax.apply_updates(tells, change)
    fooled, slope = jax.value_and_grad(forging)(draws)
    change, draws_memory = optimiser.update(slope, draws_memory)
    draws = optax.apply_updates(draws, change)
    return ((draws, draws_memory), (tells, tells_memory)), jax.numpy.stack([fooled, found])


def _layers(_size: int) -> dict[str, Layer]:
    return {f"convolution {i + 1}": Layer("convolution", width) for i, width in enumerate(WIDTHS)}


@cache
def build(shape: Shape) -> Parts:
    """Both networks for patches of a shape. Raises ParameterError where there is no JAX."""
    from core.cluster.features.training.looks import side_by_side
    from core.cluster.features.training.networks import begun

    jax, optax = libraries()
    optimiser = optax.adam(_RATE, b1=_MOMENTUM)

    def begin(seed: int) -> Any:
        pairs = begun(_drawing(shape), seed), begun(_telling(shape), seed + 1)
        return tuple((weights, optimiser.init(weights)) for weights in pairs)

    def encode(weights: Any, batch: Any) -> Any:
        return jax.numpy.concatenate(
            [each.mean(axis=(1, 2)) for each in _told_apart(weights, batch)], axis=-1
        )

    def samples(weights: Any) -> Any:
        return _drawn(weights, jax.random.normal(jax.random.key(0), (_SAMPLES, NOISE)), shape)

    draw = jax.jit(samples)

    def pictures(state: Any, batch: Any, look: Callable[[Any], Bytes]) -> Mapping[str, Bytes]:
        return {
            N_("Patches"): side_by_side(look(batch), 4),
            N_("Forged"): side_by_side(look(np.asarray(draw(state[0][0]))), 4),
        }

    step = jax.jit(partial(_step, shape=shape, optimiser=optimiser))
    layers = {
        name: jax.jit(lambda weights, batch, i=i: middle(_told_apart(weights, batch)[i]))
        for i, name in enumerate(_layers(shape.size))
    }
    return Parts(begin, step, jax.jit(encode), lambda state: state[1][0], pictures, layers)


NETWORK = PatchNetwork("gan", N_("Adversaries"), 2, TERMS, sum(WIDTHS), _kernels, _layers, build)
SPECIFICATION = specification_of(
    NETWORK, N_("what a network looks at that tells patches of the picture from forged ones")
)
