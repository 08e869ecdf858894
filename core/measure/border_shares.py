"""What pixels beside borders hold, as mixtures of two of the clusters around them.

Around each pixel the mean of each cluster is taken from its deepest pixels. The two nearest clusters of
different classes that have such a mean are what the pixel is a mixture of; its share of the second is the
place of its colour on the line between the two means. A pixel of a cluster that is neither, and has none
inside there, is doubted: a thin strip of that cluster, or a mixture of the two that looks like it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats, Ints, Mask
from core.measure.border_kernels import FAR

Marks = Mask

# What a pixel on a border may hold of a class: past 0 and 1 noise cancels, farther out it is no mixture.
_LEAST, _MOST = -0.5, 1.5
# So many pixels have a mean.
_ENOUGH = 4


@dataclass(frozen=True, eq=False)
class Colours:
    """Of clusters 0…k, 0 being none: class of each, mean (k + 1, bands) where nothing nearer is known.

    weights: (bands,) of the squared distances. noise: variance of a weighted distance.
    """

    group: Ints
    means: Floats
    weights: Floats
    noise: float


@dataclass(frozen=True, eq=False)
class Surroundings:
    """n pixels and what is around them: seen and sums of core.measure.border_kernels.look_around.

    own: (n,) the cluster of each. values: (n, bands) float64. at_border: (n,) whether on a border.
    """

    own: Ints
    values: Floats
    at_border: Marks
    seen: Ints
    sums: Floats


def add_shares(around: Surroundings, colours: Colours, found: Floats) -> None:
    """found (6, k + 1, k + 1): moved, doubted, spread, drifts, mixed, blind; pixel by pixel added to.

    […, a, b] is what pixels of cluster a hold of cluster b, of another class. On the diagonals, of doubted
    pixels: mixed has the sum of the squared distances of their shares from that of their cluster beyond
    noise, spread their number.
    """
    first, second, strip = _partners(around, colours.group)
    own, group, noise = around.own, colours.group, colours.noise
    (share, _, _), (nearer, length, strips_share) = _shares(around, colours, first, second)
    drift = nearer - share
    # How sure the share is: noise along the line, at most as unsure as a whole pixel.
    sure = noise < 0.25 * length
    unsure = np.where(sure, noise / np.where(sure, length, 1.0), 0.25)
    # A mixture may have any share; a strip of its own has the share of its own colour, but for noise.
    at = np.where(length > 0.0, strips_share - share, 0.5)
    at = at * at - unsure
    beyond = strip & (at > 0.0)
    np.add.at(found[4], (own[beyond], own[beyond]), at[beyond])
    np.add.at(found[2], (own[strip], own[strip]), 1.0)
    part = np.clip(share[strip], 0.0, 1.0)
    both = np.stack((first[strip], second[strip]), axis=1)
    np.add.at(found[1], (own[strip][:, None], both), np.stack((1.0 - part, part), axis=1))
    # What a pixel of the one class holds of the other.
    turned = group[own] != group[first]
    other = np.where(turned, first, second)
    share, drift = np.where(turned, 1.0 - share, share), np.where(turned, -drift, drift)
    whole = ~strip & (second > 0)
    places = own[whole], other[whole]
    for row, values in ((0, share), (2, unsure), (3, drift), (4, np.abs(share))):
        np.add.at(found[row], places, values[whole])
    # Two classes that look alike here (drawn by hand, perhaps): the border may lie anywhere in the pixel.
    alike = whole & around.at_border & (length < 4.0 * noise)
    np.add.at(found[5], (own[alike], other[alike]), 1.0)


def _partners(around: Surroundings, group: Ints) -> tuple[Ints, Ints, Marks]:
    """Of which two clusters each pixel is a mixture, the second 0 where of none; whether it is doubted."""
    own, seen = around.own, around.seen
    rows = np.arange(len(own))
    # The two nearest of different classes whose mean is known.
    distance = np.where(seen[:, :, 5] >= _ENOUGH, seen[:, :, 0], FAR)
    first = distance.argmin(axis=1)
    second = np.where(group != group[first][:, None], distance, FAR)
    second[:, 0] = FAR
    second = second.argmin(axis=1)
    inside, mine = seen[rows, own, 5] >= _ENOUGH, group[own]
    two, one_side, other_side = second > 0, mine == group[first], mine == group[second]
    strip = two & ~(inside & (one_side | other_side))
    # A small thing without an inside: the pixel's own cluster, or the nearest one of another class.
    lone = ~two
    alone = lone & (first == 0)
    first = np.where(alone | (two & ~strip & one_side) | (lone & one_side & inside), own, first)
    apart = lone & (mine != group[first])
    second = np.where(apart | (two & ~strip & other_side & ~one_side), own, second)
    nearest = np.where(group != group[first][:, None], seen[:, :, 1], FAR)
    nearest[:, 0] = FAR
    second = np.where(lone & ~apart, nearest.argmin(axis=1), second)
    return first, second, strip


def _shares(
    around: Surroundings, colours: Colours, first: Ints, second: Ints
) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Of each pixel: its place on the line from its first cluster to its second, the squared length of that
    line, the place of the mean of its own cluster. By means from deep inside, then from as near as is pure.
    """
    own_means = colours.means[around.own]
    for a, b in zip(*(_local_means(around, colours, c) for c in (first, second)), strict=True):
        along, length, own_along = (np.zeros(len(first)) for _ in range(3))
        for band, weight in enumerate(colours.weights):
            step = b[:, band] - a[:, band]
            weighted = weight * step
            along += weighted * (around.values[:, band] - a[:, band])
            own_along += weighted * (own_means[:, band] - a[:, band])
            length += weighted * step
        some = length > 0.0
        divisor = np.where(some, length, 1.0)
        share = np.where(some, np.minimum(np.maximum(along / divisor, _LEAST), _MOST), 0.5)
        yield share, length, own_along / divisor


def _local_means(around: Surroundings, colours: Colours, cluster: Ints) -> tuple[Floats, Floats]:
    """(n, bands): the mean of a cluster around each pixel at depth 4, at 3, near other clusters; or of the
    whole cluster. The second: at depth 3 rather than 4.
    """
    k = len(colours.group)
    rows = np.arange(len(cluster))
    at = rows * k + cluster
    number = around.seen.reshape(-1, 6).take(at, axis=0)[:, 2:5]
    sums = around.sums.reshape(-1, 3, around.sums.shape[3]).take(at, axis=0)
    enough = number >= _ENOUGH

    def means(wanted: int) -> Floats:
        level = np.where(enough[:, wanted], wanted, np.where(enough[:, 1 - wanted], 1 - wanted, 2))
        total = number[rows, level]
        local = sums[rows, level] / np.maximum(total, 1)[:, None]
        return np.where((total >= _ENOUGH)[:, None], local, colours.means[cluster])

    return means(1), means(0)
