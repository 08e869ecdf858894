"""Layers of small networks as functions of their weights, and how weights begin.

Weights are {"layer": {"kernel", "bias"}} of float32; pictures are (n, height, width, channels).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.cluster.features.training.backend import libraries

Layer = Mapping[str, Any]
Weights = dict[str, dict[str, Any]]


def conv(layer: Layer, values: Any, stride: int = 1) -> Any:
    """A convolution that keeps height and width, or divides them by the stride."""
    jax, _optax = libraries()
    return (
        jax.lax.conv_general_dilated(
            values, layer["kernel"], (stride, stride), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")
        )
        + layer["bias"]
    )


def dense(layer: Layer, values: Any) -> Any:
    """(n, inputs) → (n, outputs)."""
    return values @ layer["kernel"] + layer["bias"]


def doubled(values: Any) -> Any:
    """Every pixel twice along both sides."""
    return values.repeat(2, axis=1).repeat(2, axis=2)


def begun(shapes: Mapping[str, tuple[int, ...]], seed: int) -> Weights:
    """Weights of kernels with these shapes, by chance; biases of 0.

    By He et al. (2015), "Delving deep into rectifiers": normal, variance 2 / inputs.
    """
    random = np.random.RandomState(seed)
    return {name: _layer(random, shape) for name, shape in shapes.items()}


def _layer(random: np.random.RandomState, shape: tuple[int, ...]) -> dict[str, NDArray[np.float32]]:
    deviation = np.sqrt(2 / np.prod(shape[:-1]))
    return {
        "kernel": (random.standard_normal(shape) * deviation).astype(np.float32),
        "bias": np.zeros(shape[-1], np.float32),
    }
