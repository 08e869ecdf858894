"""The loops that add up pieces and merge them, each against its definition on a few pieces."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.cluster.superpixels import merge_kernels as kernels

IDS = np.array([[1, 1, 2, 0], [3, 1, 2, 2], [3, 3, 0, 4]], np.int32)
GROUPS, CUTS, WEIGHTS = np.array([0, 1, 3]), np.array([0, 2, 5]), np.array([0.9, 0.03, 4.0, 1.3, 9.0])


def test_each_pixel_adds_to_its_piece_what_it_and_its_square_have():
    random = np.random.RandomState(0)
    rgb = random.randint(0, 256, (3, 4, 3)).astype(np.uint8)
    maps = random.randint(-99, 99, (2, 2, 2)).astype(np.int32)
    hard = np.array([[7, 8], [8, 7]], np.uint8)
    bins = np.array([[[0, 256, 3, 200], [1, 10, 4, 0]], [[2, 77, 5, 1], [0, 128, 3, 255]]], np.int32)
    sums, histograms = np.zeros((4, 6), np.int64), np.zeros((4, 9), np.int64)
    for first, last in ((1, 3), (0, 1)):
        kernels.add_pixels(IDS, rgb, maps, hard, bins, 2, first, last, sums, histograms)
    expected, shares = np.zeros((4, 6)), np.zeros((4, 9))
    for (y, x), piece in np.ndenumerate(IDS):
        if piece:
            square = y // 2, x // 2
            expected[piece - 1] += [1, *rgb[y, x], *maps[square]]
            shares[piece - 1, hard[square]] += 256
            for at, much in bins[square].reshape(2, 2):
                shares[piece - 1, at] += much
                shares[piece - 1, at + 1] += 256 - much
    np.testing.assert_array_equal(sums, expected)
    np.testing.assert_array_equal(histograms, shares)


def borders_of(strength: NDArray[np.int32]) -> list[tuple[int, int]]:
    """Key and strength of each side between two pieces, from its definition."""
    found = []
    for y, x in np.ndindex(IDS.shape):
        for other_y, other_x in ((y, x + 1), (y + 1, x)):
            if other_y < 3 and other_x < 4:
                low, high = sorted((int(IDS[y, x]), int(IDS[other_y, other_x])))
                if 0 < low < high:
                    both = strength[y // 2, x // 2] + strength[other_y // 2, other_x // 2]
                    found.append(((low - 1) * 10 + high - 1, int(both)))
    return sorted(found)


def test_borders_are_the_sides_between_two_pieces():
    strength = np.array([[1, 20], [300, 4000]], np.int32)
    # In the first row 1 | 2, and 1 above 3; in the second 3 | 1, 1 | 2, 1 above 3, 2 above 4.
    counts = [kernels.count_borders(IDS, *rows) for rows in ((0, 1), (1, 2), (2, 3), (0, 3))]
    assert counts == [2, 4, 0, 6]
    keys, strengths = np.full(6, -1, np.int64), np.full(6, -1, np.int64)
    assert kernels.list_borders(IDS, strength, 2, 0, 1, 10, keys, strengths, 0) == 2
    assert kernels.list_borders(IDS, strength, 2, 1, 3, 10, keys, strengths, 2) == 6
    assert sorted(zip(keys.tolist(), strengths.tolist(), strict=True)) == borders_of(strength)


def test_no_data_has_no_border_whatever_lies_beyond():
    for column in ([1, 2, 0, 3], [1, 0, 2, 2], [0, 1, 0, 2]):
        ids, number = np.array([column], np.int32), int(column == [1, 2, 0, 3])
        assert kernels.count_borders(ids, 0, 1) == number
        assert kernels.count_borders(np.ascontiguousarray(ids.T), 0, 4) == number


def test_rows_are_added_to_their_pieces():
    sums = np.array([[100, 0], [0, 7]])
    kernels.add_rows(np.array([2, 0, 1, 2], np.int32), np.arange(8, dtype=np.int32).reshape(4, 2), sums)
    assert sums.tolist() == [[104, 5], [6, 15]]


class Pieces:
    """Six pieces that touch in any way, as the kernels have them; `merges` follows them by the definition."""

    def __init__(self, seed: int, edges: int) -> None:
        random = np.random.RandomState(seed)
        pairs = [(low, high) for low in range(6) for high in range(low + 1, 6)]
        chosen = [pairs[i] for i in random.permutation(len(pairs))[:edges]]
        self.lows, self.highs = (np.array(each, np.int64) for each in zip(*chosen, strict=True))
        self.borders = random.randint(1, 9, edges).astype(float)
        self.strengths = random.random_sample(edges) * self.borders
        self.sizes = random.randint(1, 50, 6).astype(float)
        self.rims = np.bincount(self.lows, self.borders, 6) + np.bincount(self.highs, self.borders, 6)
        self.features = random.normal(0, 3, (6, 3)) * self.sizes[:, None]
        self.histograms = random.randint(0, 3, (6, 5)).astype(float) * 256
        # One of each that is never empty, and one that always is.
        self.histograms[:, [0, 2]] += 256
        self.histograms[:, 3] = 0
        self.costs, self.mark = np.empty(edges), np.full(6, -1, np.int64)
        self.pairs, self.of_pairs = np.zeros((5, 2), np.int32), np.zeros(5)
        kernels.price_all(*self.edges, *self.pieces, self.costs)

    @property
    def edges(self) -> tuple[Any, ...]:
        return self.lows, self.highs, self.borders, self.strengths

    @property
    def pieces(self) -> tuple[Any, ...]:
        whole = 200.0
        return self.sizes, self.rims, self.features, GROUPS, self.histograms, CUTS, WEIGHTS, whole

    def merge(self, first: int, last: int) -> int:
        return kernels.merge_some(
            *self.edges, *self.pieces, self.costs, self.mark, self.pairs, self.of_pairs, first, last
        )


def chi_squared(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    p, q = one / one.sum(), other / other.sum()
    there = p + q > 0
    return 0.5 * float(((p - q)[there] ** 2 / (p + q)[there]).sum())


def cost_of(a: dict[str, Any], b: dict[str, Any], border: float, strength: float) -> float:
    apart = a["features"] / a["size"] - b["features"] / b["size"]
    shares = a["histogram"], b["histogram"]
    total = 0.9 * apart[0] ** 2 + 0.03 * (apart[1:] ** 2).sum() + 9.0 * (strength / border) ** 2
    total += 4.0 * chi_squared(*(each[:2] for each in shares)) ** 0.75
    total += 1.3 * chi_squared(*(each[2:] for each in shares)) ** 0.75
    size = a["size"] * b["size"] / (a["size"] + b["size"]) / 200
    return float(total * size**0.25 * (border / min(a["rim"], b["rim"])) ** -0.25)


def followed(given: Pieces) -> tuple[list[list[int]], list[float]]:
    """All merges from their definition."""
    pieces = [
        {"size": size, "rim": rim, "features": features.copy(), "histogram": histogram.copy()}
        for size, rim, features, histogram in zip(
            given.sizes, given.rims, given.features, given.histograms, strict=True
        )
    ]
    edges = {
        (int(low), int(high)): (border, strength)
        for low, high, border, strength in zip(*given.edges, strict=True)
    }
    pairs, costs = [], []
    while edges:
        priced = {pair: cost_of(pieces[pair[0]], pieces[pair[1]], *edge) for pair, edge in edges.items()}
        a, b = min(priced, key=lambda pair: (priced[pair], pair))
        pairs.append([a, b])
        costs.append(priced[a, b])
        pieces[a]["rim"] += pieces[b]["rim"] - 2 * edges.pop((a, b))[0]
        for each in ("size", "features", "histogram"):
            pieces[a][each] = pieces[a][each] + pieces[b][each]
        for low, high in [pair for pair in edges if b in pair]:
            border, strength = edges.pop((low, high))
            pair = (min(a, low + high - b), max(a, low + high - b))
            known = edges.get(pair, (0.0, 0.0))
            edges[pair] = (known[0] + border, known[1] + strength)
    return pairs, costs


@pytest.mark.parametrize("edges", [15, 9, 4])
@pytest.mark.parametrize("seed", range(5))
def test_the_cheapest_merge_first_priced_anew_after_each(seed, edges):
    pairs, costs = followed(given := Pieces(seed, edges))
    first = [cost_of_edge(given, e) for e in range(edges)]
    np.testing.assert_allclose(given.costs, first, rtol=1e-12)
    done = given.merge(0, 2)
    assert done == 2
    assert (given.mark == -1).all()
    done = given.merge(2, 5)
    assert done == len(pairs)
    assert given.pairs[:done].tolist() == pairs
    np.testing.assert_allclose(given.of_pairs[:done], costs, rtol=1e-12)
    assert not given.pairs[done:].any()


def cost_of_edge(given: Pieces, e: int) -> float:
    a, b = (
        {
            "size": given.sizes[i],
            "rim": given.rims[i],
            "features": given.features[i],
            "histogram": given.histograms[i],
        }
        for i in (given.lows[e], given.highs[e])
    )
    return cost_of(a, b, given.borders[e], given.strengths[e])


@pytest.mark.parametrize(
    ("costs", "pair"),
    [
        # Edges 2–3, 1–4, 1–2, 0–5.
        ((5, 5, 5, 6), [1, 2]),
        ((5, 5, 5, 5), [0, 5]),
        ((5, 5, 6, 6), [1, 4]),
        ((4, 5, 5, 5), [2, 3]),
        ((np.inf, np.inf, 7, 8), [1, 2]),
        ((np.inf, 9, 9, np.inf), [1, 2]),
    ],
)
def test_of_equal_costs_the_lowest_pieces_merge(costs, pair):
    for order in (slice(None), slice(None, None, -1)):
        given = Pieces(0, 4)
        given.lows[:], given.highs[:] = (2, 1, 1, 0)[order], (3, 4, 2, 5)[order]
        given.rims[:], given.costs[:] = 40, costs[order]
        assert given.merge(0, 1) == 1
        assert given.pairs[0].tolist() == pair
        assert given.of_pairs[0] == min(costs)


def test_without_an_edge_nothing_merges():
    given = Pieces(0, 4)
    given.costs[:] = np.inf
    assert given.merge(3, 5) == 3
    assert not given.pairs.any()


def test_what_lies_beyond_no_data_in_a_row_counts():
    ids, keys, strengths = np.array([[0, 1, 2]], np.int32), np.zeros(1, np.int64), np.zeros(1, np.int64)
    assert kernels.count_borders(ids, 0, 1) == 1
    assert kernels.list_borders(ids, np.array([[3, 4, 5]], np.int32), 1, 0, 1, 10, keys, strengths, 0) == 1
    assert (keys.tolist(), strengths.tolist()) == ([1], [9])
