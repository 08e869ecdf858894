"""Layers of networks from their definitions, in float64: what those of JAX are held against."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv(layer, values, stride=1):
    """Of (n, h, w, inputs), with zeros beyond the border: as many of them before as behind, or one less."""
    kernel = np.asarray(layer["kernel"], np.float64)
    pads = []
    for length, size in zip(values.shape[1:3], kernel.shape[:2], strict=True):
        wanted = max((-(-length // stride) - 1) * stride + size - length, 0)
        pads.append((wanted // 2, wanted - wanted // 2))
    padded = np.pad(np.asarray(values, np.float64), ((0, 0), *pads, (0, 0)))
    windows = sliding_window_view(padded, kernel.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nyxdij,ijdo->nyxo", windows, kernel) + np.asarray(layer["bias"], np.float64)


def dense(layer, values):
    return values @ np.asarray(layer["kernel"], np.float64) + np.asarray(layer["bias"], np.float64)


def doubled(values):
    return np.kron(values, np.ones((1, 2, 2, 1)))


def relu(values):
    return np.maximum(values, 0)


def any_weights(weights, seed=5):
    """Others of the same shapes, biases too: none is 0."""
    random = np.random.RandomState(seed)
    return {
        name: {
            key: (np.asarray(array) + random.normal(0, 0.1, np.shape(array))).astype(np.float32)
            for key, array in layer.items()
        }
        for name, layer in weights.items()
    }


def leaves(weights):
    """All numbers of a tree of weights in one row."""
    return np.concatenate(
        [
            np.asarray(array, np.float64).ravel()
            for _name, layer in sorted(weights.items())
            for _key, array in sorted(layer.items())
        ]
    )


def moved(weights, slope, by):
    """The weights a little way along a slope."""
    return {
        name: {
            key: (array + by * np.asarray(slope[name][key])).astype(np.float32)
            for key, array in layer.items()
        }
        for name, layer in weights.items()
    }
