"""Whether a step of Adam moves against the slope of what is to be made small."""

from __future__ import annotations

import numpy as np
import pytest

from tests.core.cluster.features import layers


def check_slope(parts, state, batch, loss, rate):
    """loss: of weights, by its definition. Adam's first step is its rate in every number with a slope, and
    what it remembers of the slope is a tenth.
    """
    weights, memory = state
    (new, after), _terms = parts.step((weights, memory), batch, 0)
    remembered = after[0].mu
    slope = {
        name: {key: np.asarray(array) / 0.1 for key, array in layer.items()}
        for name, layer in remembered.items()
    }
    flat = layers.leaves(slope)
    by = 1e-3 / np.linalg.norm(flat)
    rise = loss(layers.moved(weights, slope, by)) - loss(layers.moved(weights, slope, -by))
    assert rise / (2 * by) == pytest.approx(flat @ flat, rel=0.02)
    went = layers.leaves(new) - layers.leaves(weights)
    steep = np.abs(flat) > 0.01 * np.abs(flat).max()
    np.testing.assert_allclose(went[steep], -rate * np.sign(flat[steep]), rtol=0.02)
