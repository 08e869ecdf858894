"""What makes planes of a layer: its axes, and what a map alone is multiplied by."""

from __future__ import annotations

import numpy as np

from core.cluster.features.training.basis import basis_of
from core.cluster.features.training.tapped import layer_arrays


def test_a_map_alone_is_made_as_variable_as_is_asked_for() -> None:
    """Deviations of 0.5, 4 and none, for a variance of 4, a deviation of 2; nothing stays nothing."""
    channels = np.array([[1.0, 0.0, 5.0], [2.0, 8.0, 5.0]])
    arrays = layer_arrays("conv1", channels, 4.0)
    assert arrays["layers.conv1.gain"].tolist() == [4, 0.5, 0]
    assert arrays["layers.conv1.gain"].dtype == np.float32
    basis = basis_of(channels, 4.0)
    np.testing.assert_array_equal(arrays["layers.conv1.centre"], basis.centre)
    np.testing.assert_array_equal(arrays["layers.conv1.axes"], basis.axes)
