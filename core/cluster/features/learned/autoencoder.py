"""What an autoencoder says of the neighbourhood of each pixel: 64 numbers that it can be drawn again from.

Source: Hinton and Salakhutdinov (2006), "Reducing the dimensionality of data with neural networks", Science
313(5786), with convolutions as in Masci et al. (2011), "Stacked convolutional auto-encoders", ICANN. An
encoder of strided convolutions gives each patch 64 numbers, a decoder draws the patch from them; both learn
on patches of the picture to make the mean squared error small (Adam, Kingma and Ba 2015). The 64 numbers of
patches that overlap, a quarter of their side apart, are reduced to their principal components, and lie
linearly between the patches.
Units: full ranges, such that all components together vary as much as the picture's own planes. Scaling: 1.
Cost: 4096 patches an epoch, about a second on two cores; then half a million multiplications for each 16
pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.sentences import N_
from core.cluster.features.training.patch_network import (
    Parts,
    PatchNetwork,
    Shape,
    first,
    middle,
    specification_of,
)
from core.cluster.features.training.tapped import Layer

LATENT = 64
_RATE = 1e-3
# The side of what the strided convolutions leave of a patch.
_SMALLEST = 4
# Of the convolutions, as many as a patch has halves.
_WIDTHS = (32, 64, 64)


def _kernels(shape: Shape) -> dict[str, tuple[int, ...]]:
    """The shapes of all kernels: each stage halves the patch until 4 × 4 are left."""
    widths = [shape.planes, *_WIDTHS[: _stages(shape.size)]]
    down = {f"down{i}": (3, 3, widths[i], widths[i + 1]) for i in range(len(widths) - 1)}
    up = {f"up{i}": (3, 3, widths[i + 1], widths[i]) for i in reversed(range(len(widths) - 1))}
    flat = _SMALLEST * _SMALLEST * widths[-1]
    return {**down, "latent": (flat, LATENT), "spread": (LATENT, flat), **up}


def _stages(size: int) -> int:
    return int(np.log2(size // _SMALLEST))


def _layers(size: int) -> dict[str, Layer]:
    widths = _WIDTHS[: _stages(size)]
    convolutions = {f"convolution {i + 1}": Layer("convolution", width) for i, width in enumerate(widths)}
    return {**convolutions, "latent": Layer("block", LATENT)}


@cache
def build(shape: Shape) -> Parts:
    """The network for patches of a shape. Raises ParameterError where there is no JAX."""
    from core.cluster.features.training.backend import libraries
    from core.cluster.features.training.looks import side_by_side
    from core.cluster.features.training.networks import begun, conv, dense, doubled

    jax, optax = libraries()
    optimiser, stages = optax.adam(_RATE), _stages(shape.size)

    def down(weights: Any, batch: Any) -> list[Any]:
        """What each convolution says."""
        values = [batch]
        for i in range(stages):
            values.append(jax.nn.relu(conv(weights[f"down{i}"], values[-1], 2)))
        return values[1:]

    def encode(weights: Any, batch: Any) -> Any:
        return dense(weights["latent"], down(weights, batch)[-1].reshape(len(batch), -1))

    def decode(weights: Any, latent: Any) -> Any:
        values = jax.nn.relu(dense(weights["spread"], latent)).reshape(len(latent), _SMALLEST, _SMALLEST, -1)
        for i in reversed(range(stages)):
            values = conv(weights[f"up{i}"], doubled(values))
            values = jax.nn.relu(values) if i else values
        return values

    def loss(weights: Any, batch: Any) -> Any:
        return ((decode(weights, encode(weights, batch)) - batch) ** 2).mean()

    def step(state: Any, batch: Any) -> Any:
        weights, memory = state
        error, slope = jax.value_and_grad(loss)(weights, batch)
        change, memory = optimiser.update(slope, memory)
        return (optax.apply_updates(weights, change), memory), error[None]

    def begin(seed: int) -> Any:
        weights = begun(_kernels(shape), seed)
        return weights, optimiser.init(weights)

    step, encode = jax.jit(step), jax.jit(encode)
    again = jax.jit(lambda weights, batch: decode(weights, encode(weights, batch)))

    def pictures(state: Any, batch: Any, look: Callable[[Any], Bytes]) -> Mapping[str, Bytes]:
        drawn = np.asarray(again(state[0], batch))
        return {
            N_("Patches"): side_by_side(look(batch), 4),
            N_("Drawn again"): side_by_side(look(drawn), 4),
        }

    says = [jax.jit(lambda weights, batch, i=i: middle(down(weights, batch)[i])) for i in range(stages)]
    layers = dict(zip(_layers(shape.size), (*says, encode), strict=True))
    return Parts(begin, lambda state, batch, _seed: step(state, batch), encode, first, pictures, layers)


NETWORK = PatchNetwork(
    "autoencoder", N_("Autoencoder"), 2, (N_("mean squared error"),), LATENT, _kernels, _layers, build
)
SPECIFICATION = specification_of(
    NETWORK, N_("what a network needs to draw the neighbourhood of each pixel again")
)
