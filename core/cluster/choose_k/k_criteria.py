"""The criteria for choosing k, each a function of a few numbers of one partition.

All are over the pixels. A value that has no meaning (nothing left to explain, a division by nothing) is
±inf, in the direction of "perfect". Only + − × ÷ and square roots decide anything, so that a recommendation
is the same on every machine; the logarithm is therefore one of our own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from core.base.arrays import Floats, Ints

_LN2 = 0.6931471805599453


def natural_log(x: float) -> float:
    """ln x to some 15 digits by plain arithmetic: libraries differ in the last bit. −inf for 0."""
    if x <= 0:
        return -math.inf
    if math.isinf(x):
        return math.inf
    mantissa, exponent = math.frexp(x)
    if mantissa < math.sqrt(0.5):
        mantissa, exponent = 2 * mantissa, exponent - 1
    s = (mantissa - 1) / (mantissa + 1)
    square, power, total = s * s, s, 0.0
    for odd in range(1, 30, 2):
        total += power / odd
        power *= square
    return 2 * total + exponent * _LN2


def calinski_harabasz(total: float, inertia: float, k: int, pixels: int) -> float:
    """Variance between by variance within the clusters, each by its degrees of freedom; more is better.

    total: inertia of one cluster. Caliński & Harabasz (1974), Communications in Statistics 3(1).
    """
    if inertia <= 0 or pixels <= k:
        return math.inf
    return ((total - inertia) / (k - 1)) / (inertia / (pixels - k))


def davies_bouldin(mean_distances: Sequence[float], centroids: Floats) -> float:
    """How alike each cluster is to the one it is most alike to, on average; less is better, 0 the least.

    mean_distances: of the pixels of each cluster to its centroid. centroids: (k, dimensions), in the same
    units. Davies & Bouldin (1979), IEEE TPAMI 1(2).
    """
    rows: list[list[float]] = centroids.tolist()
    worst = []
    for i, (s, a) in enumerate(zip(mean_distances, rows, strict=True)):
        ratios = [0.0]
        for j, (t, b) in enumerate(zip(mean_distances, rows, strict=True)):
            apart = math.sqrt(sum((p - q) * (p - q) for p, q in zip(a, b, strict=True)))
            if i != j and s + t > 0:
                ratios.append((s + t) / apart if apart > 0 else math.inf)
        worst.append(max(ratios))
    return sum(worst) / len(worst)


def bic(counts: Sequence[int], inertia: float, dimensions: int) -> float:
    """Log likelihood less the price of the parameters; more is better.

    The form of X-means, Pelleg & Moore (2000), ICML: spherical normal clusters of one variance, which is
    estimated with d·(n − k) degrees of freedom. counts: pixels of each cluster.
    """
    n, k, d = sum(counts), len(counts), dimensions
    if n <= k:
        return math.inf
    variance = inertia / (d * (n - k))
    mixing = sum(c * natural_log(c / n) for c in counts if c)
    likelihood = mixing - n * d / 2 * natural_log(2 * math.pi * variance) - d * (n - k) / 2
    return likelihood - (k - 1 + d * k + 1) / 2 * natural_log(n)


def adjusted_rand(table: Ints) -> float:
    """How far two labellings agree: 1 the same, 0 no more than by chance. table: pixels (i, j).

    Hubert & Arabie (1985), Journal of Classification 2. Counted in whole pairs, exactly.
    """
    cells: list[list[int]] = table.tolist()
    pairs = [[n * (n - 1) // 2 for n in row] for row in cells]
    together = sum(map(sum, pairs))
    first = sum(n * (n - 1) // 2 for n in map(sum, cells))
    second = sum(n * (n - 1) // 2 for n in map(sum, zip(*cells, strict=True)))
    n = sum(map(sum, cells))
    every = n * (n - 1) // 2
    # (together − expected) / (mean − expected) with expected = first·second / every, in whole numbers.
    above = 2 * (together * every - first * second)
    below = (first + second) * every - 2 * first * second
    return above / below if below else 1.0


def kneedle(x: Sequence[float], y: Sequence[float]) -> int | None:
    """The index of the knee of a concave, increasing curve, x rising; None where it has none.

    Satopää, Albrecht, Irwin & Raghavan (2011), "Finding a 'Kneedle' in a Haystack", ICDCS workshops: the
    greatest confirmed local maximum of the normalised curve above the diagonal. Not smoothed: a point for
    every k is no noisy measurement.
    """
    n = len(x)
    if n < 3 or max(y) <= min(y):
        return None
    low, span = min(y), max(y) - min(y)
    above = [(b - low) / span - (a - x[0]) / (x[-1] - x[0]) for a, b in zip(x, y, strict=True)]
    step = 1.0 / (n - 1)
    # On the way up to a peak each point is followed by a higher one, and so never confirmed.
    peaks = [i for i in range(1, n - 1) if above[i - 1] < above[i]]
    confirmed = []
    for i, end in pairwise([*peaks, n]):
        if any(value < above[i] - step for value in above[i + 1 : end]):
            confirmed.append(i)
    return max(confirmed, key=above.__getitem__) if confirmed else None


def first_by_gap(gaps: Sequence[float], errors: Sequence[float]) -> int | None:
    """The index of the first gap that the next one does not exceed by more than its error; None: no such.

    Tibshirani, Walther & Hastie (2001), Journal of the Royal Statistical Society B 63(2).
    """
    for i in range(len(gaps) - 1):
        if gaps[i] >= gaps[i + 1] - errors[i + 1]:
            return i
    return None
