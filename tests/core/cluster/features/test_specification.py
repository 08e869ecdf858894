"""The numbers that features count in."""

from core.cluster.features.specification import MOST_RANGES, QUANTA, RADIUS


def test_sums_of_squares_over_the_largest_window_fit_63_bits() -> None:
    """Times the number of its pixels, as the local deviation needs them."""
    assert (MOST_RANGES, QUANTA, RADIUS.low, RADIUS.high, RADIUS.default) == (2, 65_536, 1, 50, 5)
    window = (2 * RADIUS.high + 1) ** 2
    assert window * window * (MOST_RANGES * QUANTA) ** 2 < 2**63
