"""A log-log plot as SVG, written by hand: no library for a dozen lines and circles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 64, 130, 40, 48


@dataclass(frozen=True)
class Curve:
    """name: written at the end of the curve. x, y: above 0."""

    name: str
    colour: str
    x: Sequence[float]
    y: Sequence[float]


def log_log(curves: Sequence[Curve], title: str, x_name: str, y_name: str) -> str:
    """The plot with a grid line at every power of ten and a dashed line of slope 1."""
    xs, ys = [v for c in curves for v in c.x], [v for c in curves for v in c.y]
    x0, x1, y0, y1 = (*_decades(xs), *_decades(ys))

    def at(x: float, y: float) -> tuple[float, float]:
        right = LEFT + (math.log10(x) - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT)
        return right, HEIGHT - BOTTOM - (math.log10(y) - y0) / (y1 - y0) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}">',
        "<style>text { font: 13px sans-serif }</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 24, title, "start"),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, x_name, "middle"),
        f'<g transform="rotate(-90 16 {HEIGHT / 2})">{_text(16, HEIGHT / 2, y_name, "middle")}</g>',
    ]
    for power in range(x0, x1 + 1):
        (x, bottom), (_, top) = at(10.0**power, 10.0**y0), at(10.0**power, 10.0**y1)
        parts += [_line(x, bottom, x, top, "#dfe3e7"), _text(x, bottom + 18, f"{10.0**power:g}", "middle")]
    for power in range(y0, y1 + 1):
        (left, y), (right, _) = at(10.0**x0, 10.0**power), at(10.0**x1, 10.0**power)
        parts += [_line(left, y, right, y, "#dfe3e7"), _text(left - 8, y + 4, f"{10.0**power:g}", "end")]
    # Slope 1, for the eye: through the last point of the first curve.
    end_x, end_y = curves[0].x[-1], curves[0].y[-1]
    begin_x = max(10.0**x0, end_x * 10.0**y0 / end_y)
    parts.append(_line(*at(begin_x, end_y * begin_x / end_x), *at(end_x, end_y), "#98a2ab", dashes="5 5"))
    ends: list[tuple[float, float, Curve]] = []
    for curve in curves:
        points = [at(x, y) for x, y in zip(curve.x, curve.y, strict=True)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{curve.colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{curve.colour}"/>' for x, y in points]
        ends.append((points[-1][1] + 4, points[-1][0] + 10, curve))
    lowest = 0.0
    for y, x, curve in sorted(ends, key=lambda end: end[:2]):
        lowest = max(y, lowest + 15)  # no name covers the one above it
        parts.append(_text(x, lowest, curve.name, "start", curve.colour))
    return "\n".join([*parts, "</svg>", ""])


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten round the values; what is a hair above one does not ask for the next."""
    return math.floor(math.log10(min(values)) + 0.01), math.ceil(math.log10(max(values)) - 0.01)


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#1c2126") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} fill="{colour}">{escape(text)}</text>'


def _line(x0: float, y0: float, x1: float, y1: float, colour: str, *, dashes: str = "") -> str:
    ends = f'x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}"'
    return f'<line {ends} stroke="{colour}"' + (f' stroke-dasharray="{dashes}"' if dashes else "") + "/>"
