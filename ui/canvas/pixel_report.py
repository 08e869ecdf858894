"""What is known of the pixel under the cursor, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from core.document.document import Document
from core.export.degrees import degrees_text
from core.image.band_words import band_words
from ui.session.view_state import shown_classes

if TYPE_CHECKING:
    from workers.clustering import Outcome

_SEPARATOR = "   ·   "


def pixel_report(
    document: Document,
    labels: NDArray[np.uint8] | None,
    outcome: Outcome | None,
    column: int,
    row: int,
    *,
    lonlat: tuple[float, float] | None = None,
) -> str:
    """Position, map coordinate, value, cluster, class.

    labels: those shown, (height, width). outcome: where they are a result, so that they have classes.
    lonlat: of the pixel in degrees, where it is known.
    """
    image = document.image
    if not (0 <= column < image.width and 0 <= row < image.height):
        return ""
    parts = [_words("x {0}, y {1}").format(column, row)]
    if image.georeference is not None:
        x, y = image.georeference.map_coordinate(column, row)
        decimals = 6 if document.own_scale.unit == "°" else 1
        parts.append(_words("map {0}, {1}").format(f"{x:.{decimals}f}", f"{y:.{decimals}f}"))
    if lonlat is not None and document.own_scale.unit != "°":
        parts.append(f"{degrees_text(lonlat[1], 'NS', 5)} {degrees_text(lonlat[0], 'EW', 5)}")
    if image.valid is not None and not image.valid[row, column]:
        return _SEPARATOR.join([*parts, _words("no data")])
    if document.crops_away(column, row):
        parts.append(_words("cropped away"))
    values = image.values_at(column, row)
    texts = [f"{value:.6g}" if image.band_values else str(value) for value in values]
    parts.append(
        " ".join(f"{name} {text}" for name, text in zip(band_words(image.bands), texts, strict=True))
    )
    if labels is not None and labels.shape == (image.height, image.width) and labels[row, column]:
        cluster = int(labels[row, column])
        if outcome is not None:
            owner = [c.name for c in shown_classes(document, outcome) if cluster in c.clusters]
            parts.append(_words("cluster {0}").format(cluster))
            parts.extend(_words("class {0}").format(name) for name in owner)
    return _SEPARATOR.join(parts)


def _words(text: str) -> str:
    return QCoreApplication.translate("Pixel", text)
