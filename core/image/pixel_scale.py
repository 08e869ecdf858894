"""What a file says by itself of the size of its pixels: values without a judgement on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ScaleMetadata = Literal["ome", "imagej"]


@dataclass(frozen=True)
class PixelScale:
    """The size of a pixel on what the picture shows, from metadata made for that.

    source: "ome" (OME-XML) or "imagej" (its TIFF tags). width, height: of a pixel in `unit`, a key of
    core.scale.lengths.UNITS; above zero and finite.
    """

    source: ScaleMetadata
    unit: str
    width: float
    height: float


@dataclass(frozen=True)
class PrintResolution:
    """Pixels an inch that a file asks for on paper; nothing that is known of the ground.

    x, y: along width and height, above zero and finite.
    """

    x: float
    y: float

    @property
    def text(self) -> str:
        """ "300 dpi", or "300 × 150 dpi"."""
        if f"{self.x:.4g}" == f"{self.y:.4g}":
            return f"{self.x:.4g} dpi"
        return f"{self.x:.4g} × {self.y:.4g} dpi"

    @property
    def is_a_default(self) -> bool:
        """Whether it is what programs write that know of no resolution."""
        return {f"{self.x:.4g}", f"{self.y:.4g}"} <= {"72", "96", "1"}
