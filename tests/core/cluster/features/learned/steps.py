"""Whether a step of Adam tells its terms, and moves against the slope of what is to be made small."""

from __future__ import annotations

import numpy as np
import pytest

from tests.core.cluster.features import layers


def check_step(parts, state, batch, terms_of, loss):
    """terms_of: the terms of weights, by their definition. loss: of these terms.

    Adam's first step is its rate, a thousandth, in every number that has a slope; it remembers a tenth of it.
    """
    weights, memory = state
    (new, after), terms = parts.step((weights, memory), batch, 0)
    np.testing.assert_allclose(terms, terms_of(weights, batch), rtol=1e-4)
    remembered = after[0].mu
    slope = {
        name: {key: np.asarray(array) / 0.1 for key, array in layer.items()}
        for name, layer in remembered.items()
    }
    flat = layers.leaves(slope)
    by = 1e-3 / np.linalg.norm(flat)
    ahead, behind = (loss(terms_of(layers.moved(weights, slope, way), batch)) for way in (by, -by))
    rise = ahead - behind
    assert rise / (2 * by) == pytest.approx(flat @ flat, rel=0.02)
    went = layers.leaves(new) - layers.leaves(weights)
    steep = np.abs(flat) > 0.01 * np.abs(flat).max()
    np.testing.assert_allclose(went[steep], -1e-3 * np.sign(flat[steep]), rtol=0.02)
