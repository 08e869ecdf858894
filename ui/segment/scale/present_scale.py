"""What the scale dialog shows of a document, derived from it."""

from __future__ import annotations

from dataclasses import dataclass

from core.base.errors import ParameterError
from core.document.document import Document
from core.image.image import PrintResolution
from core.scale.calibrate import from_metadata
from core.scale.calibration import Calibration


@dataclass(frozen=True)
class PresentScale:
    """width, height: of the picture in pixels. description: of the present scale and its source.

    choice: the present one, as `CalibrationDialog.choice` returns it. georeference, metadata, line: a phrase
    on what the picture's file, its metadata or what was drawn or clicked on give; empty where nothing.
    metadata_source: "ome", "imagej" or "instrument". printed: the resolution for printing.
    """

    width: int
    height: int
    description: str = ""
    choice: str = "none"
    georeference: str = ""
    metadata: str = ""
    metadata_source: str = ""
    line: str = ""
    printed: PrintResolution | None = None


def present_scale(document: Document) -> PresentScale:
    """Of this document."""
    own, present, image = document.own_scale, document.calibration, document.image
    try:
        metadata: Calibration | None = from_metadata(image)
    except ParameterError:  # a size beyond what can be calculated
        metadata = None
    return PresentScale(
        image.width,
        image.height,
        present.description,
        present.typed or present.source,
        own.description if own.source == "georeference" else "",
        metadata.description if metadata else "",
        metadata.source if metadata else "",
        present.description if present.source in ("line", "area") else "",
        image.printed,
    )
