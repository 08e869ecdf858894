"""Made-up area rows for the tests of the class table."""

from __future__ import annotations

from core.measure.areas import AreaRow


def row(name: str, clusters: tuple[int, ...], pixels: int, *, total: int = 1000, unit: str = "m²") -> AreaRow:
    """A class on pixels of half a metre, or without a scale."""
    source = "none" if unit == "px²" else "typed"
    area = float(pixels) if unit == "px²" else pixels * 0.25
    return AreaRow(name, clusters, "#336699", pixels, pixels / total, area, unit, source, "planar", None)


def four_rows() -> tuple[AreaRow, ...]:
    return (row("1", (1,), 100), row("water", (2,), 450), row("10", (3,), 50), row("ice", (4, 5), 400))
