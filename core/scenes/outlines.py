"""Outlines of floes, lakes and cells: rings that are seen whole from their middle, so that they nest."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats

# Corners lie on a grid of 1/64 of a pixel: exact in binary, and no library's last bit moves one.
_GRID = 64


@dataclass(frozen=True)
class Outline:
    """A closed curve around a middle. reach: how far each corner is from it, in equal angles; in pixels."""

    x: float
    y: float
    reach: tuple[float, ...]

    @property
    def nearest(self) -> float:
        """A circle of this radius lies inside, corners and the edges between them."""
        return min(self.reach) * math.cos(math.pi / len(self.reach))

    @property
    def farthest(self) -> float:
        return max(self.reach)

    def scaled(self, share: float) -> Outline:
        return Outline(self.x, self.y, tuple(r * share for r in self.reach))

    @property
    def ring(self) -> Floats:
        """(n, 2) corners, column and row."""
        angles = [2 * math.pi * i / len(self.reach) for i in range(len(self.reach))]
        corners = [
            (self.x + r * math.cos(a), self.y + r * math.sin(a))
            for r, a in zip(self.reach, angles, strict=True)
        ]
        return np.floor(np.array(corners) * _GRID + 0.5) / _GRID


def rough_outline(
    random: np.random.RandomState, circle: tuple[float, float, float], corners: int, roughness: int
) -> Outline:
    """A ring in the circle (x, y, radius) that reaches at least (100 − roughness) % of the radius."""
    x, y, radius = circle
    wave = [random.randint(-100, 101) for _ in range(6)]
    angles = [2 * math.pi * i / corners for i in range(corners)]
    # A few slow waves and some grain: neither a circle nor a star.
    raw = [
        sum(wave[j] * math.cos((j + 2) * a + wave[(j + 1) % 6] / 16) for j in range(3))
        + random.randint(-60, 61)
        for a in angles
    ]
    low, high = min(raw), max(raw)
    span = max(high - low, 1e-9)
    return Outline(x, y, tuple(radius * (1 - roughness / 100 * (high - value) / span) for value in raw))


def scattered(
    random: np.random.RandomState,
    size: tuple[float, float],
    radii: tuple[float, ...],
    *,
    tries: int,
    gap: float,
) -> list[tuple[float, float, float]]:
    """Circles (x, y, radius) inside a rectangle from (0, 0) that leave `gap` between them and the edge.

    radii: tried in this order, each `tries` times.
    """
    placed: list[tuple[float, float, float]] = []
    for radius in radii:
        if 2 * (radius + gap) >= min(size):
            continue
        for _ in range(tries):
            x = radius + gap + (size[0] - 2 * (radius + gap)) * random.randint(0, 10_001) / 10_000
            y = radius + gap + (size[1] - 2 * (radius + gap)) * random.randint(0, 10_001) / 10_000
            if all(math.hypot(x - a, y - b) >= radius + r + gap for a, b, r in placed):
                placed.append((x, y, radius))
    return placed


def tinted(
    random: np.random.RandomState, colour: tuple[int, int, int], variation: int
) -> tuple[int, int, int]:
    """A colour up to `variation` levels lighter or darker, inside 0…255."""
    change = random.randint(-variation, variation + 1) if variation else 0
    red, green, blue = (min(max(level + change, 0), 255) for level in colour)
    return red, green, blue
