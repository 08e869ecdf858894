"""Lines, circles and text, written as SVG and drawn as PNG: the same figure in both."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from core.export.lettering import Lettering

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
INK, FAINT, PAPER, GRID = "#1c2024", "#5d646c", "#ffffff", "#dfe3e7"
# Pixels of the PNG for one of the figure, and for one of the PNG while it is drawn: edges are smooth then.
_SHARP, _FINE = 2, 2
_SIZE = 13
LINE_HEIGHT = 17.0


@dataclass(frozen=True)
class Line:
    """Straight pieces from point to point."""

    points: tuple[Point, ...]
    colour: str = INK
    width: float = 1.0


@dataclass(frozen=True)
class Segments:
    """Straight pieces, each by itself, in one colour."""

    pieces: tuple[tuple[Point, Point], ...]
    colour: str = INK
    width: float = 1.0


@dataclass(frozen=True)
class Dot:
    """A disk with an edge of ink, which is seen on paper whatever its colour; hollow: the edge alone.

    edged: of very many that lie close together none has one.
    """

    at: Point
    colour: str
    radius: float = 3.5
    hollow: bool = False
    edged: bool = True

    @property
    def fill(self) -> str:
        return PAPER if self.hollow else self.colour


@dataclass(frozen=True)
class Text:
    """at: the left end, middle or right end of its base line. faint: what is read second."""

    at: Point
    text: str
    anchor: Anchor = "start"
    bold: bool = False
    faint: bool = False

    @property
    def colour(self) -> str:
        return FAINT if self.faint else INK


Shape = Line | Segments | Dot | Text


@dataclass(frozen=True)
class Figure:
    """width, height: in pixels. about: a sentence for who cannot see it."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    about: str = ""


def svg(figure: Figure) -> bytes:
    """The figure as an SVG file."""
    size = f'viewBox="0 0 {figure.width} {figure.height}" width="{figure.width}" height="{figure.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{_escaped(figure.about)}</title>",
        f"<style>text {{ font: {_SIZE}px 'Noto Sans', sans-serif; fill: {INK} }}</style>",
        f'<rect width="{figure.width}" height="{figure.height}" fill="{PAPER}"/>',
        *map(_svg_shape, figure.shapes),
        "</svg>",
    ]
    return ("\n".join(parts) + "\n").encode("utf-8", "backslashreplace")


def png(figure: Figure) -> bytes:
    """The figure as a PNG file, twice as fine."""
    from PIL import Image, ImageDraw

    scale = _SHARP * _FINE
    picture = Image.new("RGB", (figure.width * scale, figure.height * scale), PAPER)
    draw = ImageDraw.Draw(picture)
    for shape in figure.shapes:
        if isinstance(shape, Line | Segments):
            for points in (shape.points,) if isinstance(shape, Line) else shape.pieces:
                scaled = [(x * scale, y * scale) for x, y in points]
                draw.line(scaled, shape.colour, max(1, round(shape.width * scale)), joint="curve")
        elif isinstance(shape, Dot):
            (x, y), r = shape.at, shape.radius
            box = tuple(scale * each for each in (x - r, y - r, x + r, y + r))
            draw.ellipse(box, shape.fill, *((INK, scale) if shape.edged else ()))
    picture = picture.resize((figure.width * _SHARP, figure.height * _SHARP), Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(picture)
    for shape in figure.shapes:
        if isinstance(shape, Text):
            lettering = Lettering(_SIZE * _SHARP, "bold" if shape.bold else "regular")
            shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor] * lettering.width(shape.text)
            x, y = shape.at[0] * _SHARP - shift, shape.at[1] * _SHARP - lettering.ascent
            lettering.draw(draw, (round(x), round(y)), shape.text, _rgb(shape.colour))
    memory = io.BytesIO()
    picture.save(memory, "PNG")
    return memory.getvalue()


def width_of(text: str, *, bold: bool = False) -> float:
    """Of a line of text in the figure."""
    return Lettering(_SIZE * _SHARP, "bold" if bold else "regular").width(text) / _SHARP


def fitting(text: str, room: float) -> str:
    """A line of text, cut with an ellipsis where it is wider."""
    return Lettering(_SIZE * _SHARP).fitting(text, int(room * _SHARP))


def _svg_shape(shape: Shape) -> str:
    if isinstance(shape, Segments):
        drawn = "".join(f"M{a:.1f},{b:.1f}L{c:.1f},{d:.1f}" for (a, b), (c, d) in shape.pieces)
        return f'<path d="{drawn}" stroke="{shape.colour}" stroke-width="{shape.width:g}"/>'
    if isinstance(shape, Line):
        return (
            f'<polyline points="{_points(shape.points)}" fill="none" stroke="{shape.colour}" '
            f'stroke-width="{shape.width:g}" stroke-linejoin="round"/>'
        )
    x, y = shape.at
    if isinstance(shape, Dot):
        edge = f' stroke="{INK}" stroke-width="1"' if shape.edged else ""
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{shape.radius:g}" fill="{shape.fill}"{edge}/>'
    weight = ' font-weight="bold"' if shape.bold else ""
    weight += f' style="fill:{shape.colour}"' if shape.faint else ""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{shape.anchor}"'
    return f"<text {place}{weight}>{_escaped(shape.text)}</text>"


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _escaped(text: str) -> str:
    """Without signs that XML does not allow."""
    return escape("".join(sign for sign in text if sign.isprintable()))


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue
