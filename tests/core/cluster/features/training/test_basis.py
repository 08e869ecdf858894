"""What a network says, along the axes of most variance: against scikit-learn's components."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from core.cluster.features.training.basis import (
    PLANES,
    Basis,
    basis_from,
    basis_of,
    basis_shapes,
    plane_names,
    spread_over,
)


def channels(number=400):
    random = np.random.RandomState(0)
    mixed = random.standard_normal((number, 5)) * [5, 3, 2, 1, 0.5]
    return mixed @ np.linalg.qr(random.standard_normal((5, 5)))[0] + 7


def test_planes_are_the_principal_components_at_the_variance_that_is_asked_for():
    values = channels()
    planes = basis_of(values, 0.04).planes(values.astype(np.float32), 5)
    known = PCA(5).fit_transform(values)
    np.testing.assert_allclose(planes.var(axis=0).sum(), 0.04, rtol=1e-3)
    for i in range(5):
        assert abs(np.corrcoef(planes[:, i], known[:, i])[0, 1]) > 0.999
    np.testing.assert_allclose(planes.mean(axis=0), 0, atol=1e-3)
    # Fewer are the first of them.
    np.testing.assert_array_equal(basis_of(values, 0.04).planes(values.astype(np.float32), 2), planes[:, :2])


def test_the_largest_weight_of_an_axis_is_positive():
    axes = basis_of(channels(), 1.0).axes
    assert (axes[np.abs(axes).argmax(axis=0), np.arange(5)] > 0).all()
    turned = basis_of(-channels(), 1.0).axes
    np.testing.assert_allclose(turned, axes, atol=1e-5)


def test_what_does_not_vary_says_nothing():
    found = basis_of(np.full((20, 3), 2.5), 0.04)
    assert not found.planes(np.full((4, 3), 2.5, np.float32), 3).any()
    flat = channels()
    flat[:, 2] = 0
    assert not basis_of(flat, 1.0).axes[:, 4].any()


def test_no_more_than_sixteen_are_kept():
    values = np.random.RandomState(0).standard_normal((100, 40))
    found = basis_of(values, 1.0)
    assert found.axes.shape == basis_shapes(40)["basis.axes"] == (40, 16)
    assert basis_shapes(3) == {"basis.centre": (3,), "basis.axes": (3, 3)}


def test_planes_are_whole_steps():
    basis = Basis(np.zeros(1, np.float32), np.ones((1, 1), np.float32))
    steps = np.array([[0.4], [0.6], [1.0], [-0.6]], np.float32) / 8192
    np.testing.assert_array_equal(basis.planes(steps, 1)[:, 0] * 8192, [0, 1, 1, -1])


@pytest.mark.parametrize(
    ("place", "value"),
    [(0.0, 0.0), (0.25, 2.5), (1.0, 10.0), (1.5, 25.0), (2.0, 40.0), (-0.5, 0.0), (2.7, 40.0)],
)
def test_between_the_points_of_a_grid_it_is_linear_and_beyond_them_the_same(place, value):
    grid = np.array([0, 10, 40], np.float32).reshape(3, 1, 1)
    assert spread_over(grid, (np.array([place]), np.array([0.0])))[0, 0, 0] == value
    across = grid.reshape(1, 3, 1)
    assert spread_over(across, (np.array([0.0]), np.array([place])))[0, 0, 0] == value


def test_axes_by_hand():
    """Values of deviation 3 along (4, −3) and 1 along (3, 4)."""
    along, across = np.array([3.0, -3.0, 3.0, -3.0]), np.array([1.0, 1.0, -1.0, -1.0])
    values = np.stack([10 + 0.8 * along + 0.6 * across, 20 - 0.6 * along + 0.8 * across], axis=1)
    found = basis_of(values, 40.0)
    np.testing.assert_allclose(found.centre, [10, 20], rtol=1e-6)
    # Variances of 9 and 1 are to be 40 together: twice as far.
    np.testing.assert_allclose(found.axes, [[1.6, 1.2], [-1.2, 1.6]], rtol=1e-5)
    planes = found.planes(values.astype(np.float32), 2)
    np.testing.assert_allclose(planes, np.stack([2 * along, 2 * across], axis=1), atol=1e-3)
    assert basis_from(found.arrays).axes is found.axes
    assert basis_from(found.arrays).centre is found.centre


@pytest.mark.parametrize(("faint", "kept"), [(1e-3, True), (1e-5, False)])
def test_what_varies_a_billion_times_less_is_nothing(faint, kept):
    for scale in (1e-3, 1.0, 1e3):
        values = scale * np.array([[1.0, faint], [-1.0, faint], [1.0, -faint], [-1.0, -faint]])
        found = basis_of(values, 1.0).axes
        assert found[:, 1].any() == kept
        assert found[0, 0] == pytest.approx(1 / scale, rel=1e-5)


def test_planes_are_named_from_one_and_eight_where_nothing_is_said():
    assert plane_names({"planes": 2}) == ("component 1", "component 2")
    assert (PLANES.default, PLANES.low, PLANES.high) == (8, 1, 16)
