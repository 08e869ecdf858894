"""Layers against their definitions, and how weights begin."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.features.training.networks import begun, conv, dense, doubled
from tests.core.cluster.features import layers

pytest.importorskip("jax", reason="the extra learn is not installed")
pytest.importorskip("optax", reason="the extra learn is not installed")


@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("size", [3, 4])
def test_a_convolution_keeps_the_sides_or_divides_them(stride, size):
    random = np.random.RandomState(0)
    layer = {"kernel": random.normal(0, 1, (size, size, 2, 3)), "bias": np.array([1.0, -2.0, 5.0])}
    layer = {name: array.astype(np.float32) for name, array in layer.items()}
    values = random.normal(0, 1, (2, 8, 6, 2)).astype(np.float32)
    found = np.asarray(conv(layer, values, stride))
    assert found.shape == (2, 8 // stride, 6 // stride, 3)
    np.testing.assert_allclose(found, layers.conv(layer, values, stride), atol=1e-5)
    if stride == 1:
        np.testing.assert_array_equal(found, np.asarray(conv(layer, values)))


def test_a_dense_layer_and_twice_every_pixel():
    layer = {"kernel": np.array([[1, 2], [0, 3]], np.float32), "bias": np.array([10, 20], np.float32)}
    assert dense(layer, np.array([[1, 1], [2, 0]], np.float32)).tolist() == [[11, 25], [12, 24]]
    assert doubled(np.array([[[[1], [2]], [[3], [4]]]]))[0, ..., 0].tolist() == [
        [1, 1, 2, 2],
        [1, 1, 2, 2],
        [3, 3, 4, 4],
        [3, 3, 4, 4],
    ]


def test_kernels_begin_by_chance_with_a_variance_of_two_by_their_inputs():
    found = begun({"a": (3, 3, 2, 4), "b": (8, 5)}, 7)
    random = np.random.RandomState(7)
    for name, shape, inputs in (("a", (3, 3, 2, 4), 18), ("b", (8, 5), 8)):
        expected = random.standard_normal(shape) * np.sqrt(2 / inputs)
        np.testing.assert_allclose(found[name]["kernel"], expected, rtol=1e-6)
        assert found[name]["bias"].tolist() == [0] * shape[-1]
        assert {array.dtype for array in found[name].values()} == {np.dtype(np.float32)}
