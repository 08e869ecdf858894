"""What a deep autoencoder says of the neighbourhood of each pixel: every hidden layer is to be found again.

Source: Hinton and Salakhutdinov (2006), "Reducing the dimensionality of data with neural networks", Science
313(5786), for the several hidden layers; that each layer's output is drawn again as well, as in Valpola
(2015), "From neural PCA to deep unsupervised learning", and Rasmus et al. (2015), "Semi-supervised learning
with ladder networks", NeurIPS. Of a patch x three hidden layers h make 32 numbers, and the same layers turned
round make ĥ and x̂ of them. What is made small (Adam) is

    L = ‖x − x̂‖² + λ Σ ‖h − ĥ‖²

with each square as its mean, so that λ weighs layers of any width alike.
Units: full ranges, such that all components together vary as much as the picture's own planes. Scaling: 1.
Cost: 4096 patches an epoch, a second or two on two cores; then half a million multiplications for each 16
pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.sentences import N_
from core.cluster.features.options import Number
from core.cluster.features.training.patch_network import (
    Parts,
    PatchNetwork,
    Shape,
    first,
    specification_of,
)
from core.cluster.features.training.tapped import Layer

LATENT = 32
HIDDEN = (256, 128, 64)
TERMS = (N_("picture"), *(N_("layer 1"), N_("layer 2"), N_("layer 3")))
_RATE = 1e-3

LAMBDA = Number(
    name="lambda",
    default=0.1,
    low=0.0,
    high=10.0,
    step=0.1,
    meaning=N_("how much it counts that every hidden layer is found again, beside the picture"),
)


def _kernels(shape: Shape) -> dict[str, tuple[int, ...]]:
    widths = (shape.size * shape.size * shape.planes, *HIDDEN, LATENT)
    down = {f"down{i}": pair for i, pair in enumerate(pairwise(widths))}
    return {**down, **{f"up{i}": (pair[1], pair[0]) for i, pair in enumerate(pairwise(widths))}}


def _layers(_size: int) -> dict[str, Layer]:
    hidden = {f"layer {i + 1}": Layer("activation", width) for i, width in enumerate(HIDDEN)}
    return {**hidden, "latent": Layer("block", LATENT)}


@cache
def build(shape: Shape) -> Parts:
    """The network for patches of a shape. Raises ParameterError where there is no JAX."""
    from core.cluster.features.training.backend import libraries
    from core.cluster.features.training.looks import side_by_side
    from core.cluster.features.training.networks import begun, dense

    jax, optax = libraries()
    optimiser, depth = optax.adam(_RATE), len(HIDDEN) + 1
    weight_of_layers = dict(shape.options)[LAMBDA.name]

    def down(weights: Any, batch: Any) -> list[Any]:
        """The patch, each hidden layer and the latent numbers."""
        values = [batch.reshape(len(batch), -1)]
        for i in range(depth):
            found = dense(weights[f"down{i}"], values[-1])
            values.append(jax.nn.relu(found) if i < depth - 1 else found)
        return values

    def up(weights: Any, latent: Any) -> list[Any]:
        """The same, found again, but for the latent numbers."""
        values = [latent]
        for i in reversed(range(depth)):
            found = dense(weights[f"up{i}"], values[-1])
            values.append(jax.nn.relu(found) if i else found)
        return values[:0:-1]

    def loss(weights: Any, batch: Any) -> tuple[Any, Any]:
        there = down(weights, batch)
        again = up(weights, there[-1])
        terms = jax.numpy.stack([((a - b) ** 2).mean() for a, b in zip(there[:-1], again, strict=True)])
        return terms[0] + weight_of_layers * terms[1:].sum(), terms

    def step(state: Any, batch: Any) -> Any:
        weights, memory = state
        slope, terms = jax.grad(loss, has_aux=True)(weights, batch)
        change, memory = optimiser.update(slope, memory)
        return (optax.apply_updates(weights, change), memory), terms

    def begin(seed: int) -> Any:
        weights = begun(_kernels(shape), seed)
        return weights, optimiser.init(weights)

    step = jax.jit(step)
    encode = jax.jit(lambda weights, batch: down(weights, batch)[-1])
    draw = jax.jit(lambda weights, batch: up(weights, down(weights, batch)[-1])[0].reshape(batch.shape))

    def pictures(state: Any, batch: Any, look: Callable[[Any], Bytes]) -> Mapping[str, Bytes]:
        drawn = np.asarray(draw(state[0], batch))
        return {
            N_("Patches"): side_by_side(look(batch), 4),
            N_("Drawn again"): side_by_side(look(drawn), 4),
        }

    says = [jax.jit(lambda weights, batch, i=i: down(weights, batch)[i + 1]) for i in range(len(HIDDEN))]
    layers = dict(zip(_layers(shape.size), (*says, encode), strict=True))
    return Parts(begin, lambda state, batch, _seed: step(state, batch), encode, first, pictures, layers)


NETWORK = PatchNetwork(
    "deep-autoencoder", N_("Deep autoencoder"), 2, TERMS, LATENT, _kernels, _layers, build, own=(LAMBDA.name,)
)
SPECIFICATION = specification_of(
    NETWORK, N_("as the autoencoder, by several hidden layers that are all to be found again"), (LAMBDA,)
)
