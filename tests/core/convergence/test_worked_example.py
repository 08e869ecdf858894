"""The six points: their numbers as a pencil finds them."""

from __future__ import annotations

import pytest

from core.convergence.worked_example import worked_example


def test_the_numbers_are_those_of_a_pencil() -> None:
    found = worked_example()
    assert [step.centroids.tolist() for step in found.steps] == [
        [[1, 1], [2, 1]],
        [[1, 1.5], [7.5, 2]],
        [pytest.approx([4 / 3, 4 / 3]), pytest.approx([28 / 3, 7 / 3])],
    ]
    assert [labels.tolist() for labels in found.labels] == [
        [0, 1, 0, 1, 1, 1],
        [0, 0, 0, 1, 1, 1],
        [0, 0, 0, 1, 1, 1],
    ]
    # 1 for the point above the first; 50, 65 and 53 for the far ones, that on the second centroid 0.
    assert found.steps[0].inertia == pytest.approx(1 + 50 + 65 + 53)
    # 4/3 in each corner: three points at the corners of a triangle with legs of 1.
    assert found.steps[-1].inertia == pytest.approx(8 / 3)
    assert [step.stop for step in found.steps] == [None, None, "converged"]
    assert [step.counts.tolist() for step in found.steps] == [[2, 4], [3, 3], [3, 3]]
