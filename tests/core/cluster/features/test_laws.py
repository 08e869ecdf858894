"""The vectors of texture energy are those of the literature."""

from __future__ import annotations

from core.cluster.features.local.laws import _PAIRS, _VECTORS


def test_the_vectors_of_laws() -> None:
    """K. I. Laws, Rapid texture identification, SPIE 238 (1980): level, edge, spot of five."""
    assert _VECTORS == {"L5": (1, 4, 6, 4, 1), "E5": (-1, -2, 0, 2, 1), "S5": (-1, 0, 2, 0, -1)}
    assert ["".join(pair) for pair in _PAIRS] == ["L5E5", "L5S5", "E5E5", "E5S5", "S5S5"]
