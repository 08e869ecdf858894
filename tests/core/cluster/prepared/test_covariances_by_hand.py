"""Covariances by hand: who belongs to which cluster, and of how few pixels nothing is said."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from core.cluster.prepared.covariances import covariances

Values = NDArray[np.float64]


def of(values: Values, centroids: Values) -> Values | None:
    """Of a sample of these values."""
    return covariances(SimpleNamespace(sample=lambda _size: values, channel=None), centroids)  # type: ignore[arg-type]


def test_of_thirty_pixels_they_are_told_and_of_fewer_not() -> None:
    # ±1 along the first axis, as ±2 along the second.
    near = np.array([[1.0, 2.0], [-1.0, -2.0]] * 15)
    found = of(np.concatenate((near, near[:29] + 100)), np.array([[0.0, 0.0], [100.0, 100.0]]))
    assert found is not None
    assert found[0].tolist() == [[1, 2], [2, 4]]
    assert np.isnan(found[1]).all()
    assert not found.flags.writeable


def test_a_pixel_as_near_to_two_is_of_the_first() -> None:
    values = np.array([[0.0]] * 40 + [[5.0]] * 10 + [[10.0]] * 40)
    found = of(values, np.array([[0.0], [10.0]]))
    assert found is not None
    # Of 40 × 0 and 10 × 5 the variance is 4; of 40 × 10 none.
    assert found[:, 0, 0].tolist() == pytest.approx([4, 0])
    # 4 + 16 is less than 25 + 0, though 6 is more than 5.
    values = np.array([[-3.0, 0.0]] * 30 + [[2.0, 2.0]] * 30)
    found = of(values, np.array([[-1.0, -4.0], [2.0, 0.0]]))
    assert found is not None
    assert not found.any()


@pytest.mark.parametrize(("dimensions", "told"), [(16, True), (17, False)])
def test_of_sixteen_features_at_most(dimensions: int, told: bool) -> None:
    assert (of(np.zeros((30, dimensions)), np.zeros((1, dimensions))) is not None) == told
