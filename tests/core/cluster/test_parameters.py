"""What a run is told where nothing is said, and where its numbers end."""

from __future__ import annotations

import pytest

from core.base.errors import ParameterError
from core.cluster.features.feature import Feature
from core.cluster.parameters import MEMORY, Parameters, with_colours_enough


def test_where_nothing_is_said():
    """Documents and records leave out what is as here: another default would change what they mean."""
    plain = Parameters()
    assert (plain.k, plain.space, plain.init, plain.seed, plain.restarts) == (4, "rgb", "k-means++", 0, 1)
    assert (plain.max_iter, plain.tol, plain.bands, plain.scaling) == (300, 0.0, (), "none")
    assert (plain.features, plain.swaps, plain.memory) == ((), True, 1.5)
    assert MEMORY == 1.5


def test_where_the_memory_ends():
    for memory in (0.001, 1000.0):
        assert Parameters(memory=memory).memory == memory
    for memory in (0.000999, 1000.1):
        with pytest.raises(ParameterError, match=r"choose 0\.001 to 1000"):
            Parameters(memory=memory)


def test_no_feature_counts_twice():
    with pytest.raises(ParameterError, match="The feature position is chosen twice"):
        Parameters(features=(Feature("position"), Feature("position", 2.0)))


def test_a_k_that_nobody_typed_falls_to_the_number_of_colours():
    """But none that is given with its start; None are many, and so are as many as k."""
    for colours, k in ((None, 4), (3, 3), (1, 1), (4, 4), (9, 4)):
        assert with_colours_enough(Parameters(k=4), colours).k == k
    given = Parameters(k=2, init=((0.0,), (1.0,)))
    assert with_colours_enough(given, 1) is given
