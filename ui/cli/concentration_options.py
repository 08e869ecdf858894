"""The options of `floe concentration`."""

from __future__ import annotations

import argparse


def add_concentration_options(parser: argparse.ArgumentParser) -> None:
    """Values stay text: ui.cli.concentration_command turns them into numbers, with one kind of
    message."""
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help="GeoTIFF of one band")
    least = "least concentration of the extent in per cent (default 15)"
    add("--threshold", default="15", metavar="PERCENT", help=least.replace("%", "%%"))
    scale = "values of 0 and 100 per cent, for example 0..100, 0..1 or 0..250; others are flags and left out "
    scale += "(default: what the unit, the flags or the values of the file tell)"
    add("--scale", metavar="A..B", help=scale)
    add("--pixel-size", metavar="SIZE", help="as of floe segment; default: what the file gives")
    area = "the areas that lead: geodesic (true ground area; default where there is one) or planar"
    add("--area", metavar="METHOD", help=area)
    add("--json", action="store_true", help="machine-readable result on standard output")
