"""How alike pixels and examples are, compiled by numba: nearly all of the time that a map takes."""

from __future__ import annotations

import numpy as np

from core.base.compiled import inlined, kernel


@inlined
def exponential(x):
    """e to the power of x ≤ 0, to some 1e-7: a power of two, and a polynomial for the rest (Cody & Waite).

    numba calls a library for np.exp, one number at a time; of this LLVM makes eight at once.
    """
    if x < np.float32(-80.0):
        x = np.float32(-80.0)
    y = x * np.float32(1.4426950408889634)
    whole = np.floor(y)
    part = (y - whole) * np.float32(0.6931471805599453)
    power = np.float32(1 / 720)
    power = power * part + np.float32(1 / 120)
    power = power * part + np.float32(1 / 24)
    power = power * part + np.float32(1 / 6)
    power = power * part + np.float32(0.5)
    power = power * part + np.float32(1.0)
    power = power * part + np.float32(1.0)
    exponent = (np.int32(whole) + np.int32(127)) << np.int32(23)
    return power * np.int32(exponent).view(np.float32)


@kernel
def add_alike(
    values, kinds, places, other_values, other_kinds, other_places, weights, scales, squared, found
):
    """Add to `found` (n, m) float32 how alike each of n pixels and each of m examples are.

    values: (n, d) float32, kinds: (n, q), places: (n, 2); of the examples (d, m), (q, m), weighted, and
    (2, m), so that they are looked at in a row. weights: (2,) of the values alone, and of values and place
    together; scales: (3,) what squared distances are multiplied by: of the values alone, and of values and
    of places where both count. squared: (m,) work space.
    """
    dimensions, examples = other_values.shape
    for pixel in range(values.shape[0]):
        for i in range(examples):
            squared[i] = np.float32(0.0)
        for j in range(dimensions):
            value = values[pixel, j]
            for i in range(examples):
                step = value - other_values[j, i]
                squared[i] += step * step
        for j in range(other_kinds.shape[0]):
            kind = kinds[pixel, j]
            for i in range(examples):
                found[pixel, i] += kind * other_kinds[j, i]
        x, y = places[pixel, 0], places[pixel, 1]
        for i in range(examples):
            right, down = x - other_places[0, i], y - other_places[1, i]
            near = squared[i] * scales[1] + (right * right + down * down) * scales[2]
            alike = weights[0] * exponential(squared[i] * scales[0])
            found[pixel, i] += alike + weights[1] * exponential(near)
