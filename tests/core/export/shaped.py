"""Measured images whose regions have holes, islands in them, and corners that touch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.classes.classes import Class, named_classes
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.export.formats import Format, formats
from core.image.image import Georeference, Image, Provenance
from core.pipeline.result import Result, result_of
from core.scale.calibrate import calibrate
from core.scale.calibration import Calibration

COLOURS = np.array([[0, 0, 0], [20, 40, 60], [90, 120, 100], [200, 210, 220]], np.uint8)
# 0 = no data. Class 2 has a hole with an island; 3 touches itself at corners; an outline meets itself.
SHAPES = np.array(
    [
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 0],
        [1, 2, 2, 2, 2, 2, 1, 3, 1, 1],
        [1, 2, 1, 1, 1, 2, 3, 1, 3, 1],
        [1, 2, 1, 3, 1, 2, 1, 3, 1, 1],
        [1, 2, 1, 1, 1, 2, 1, 1, 1, 1],
        [1, 2, 2, 2, 2, 1, 2, 1, 0, 0],
        [1, 1, 1, 1, 1, 2, 2, 1, 0, 1],
    ],
    np.uint8,
)


def painted(labels: NDArray[np.uint8], georeference: Georeference | None = None) -> Image:
    provenance = Provenance("folder/scene.png", "ab" * 32, "PNG")
    return Image(COLOURS[labels], labels > 0, (), georeference, provenance)


def shaped(
    labels: NDArray[np.uint8] = SHAPES,
    georeference: Georeference | None = None,
    *,
    typed: Calibration | None = None,
    names: tuple[str, ...] = ("Wasser", "薄冰, thin “ice”", "лёд"),
) -> Result:
    """Cluster i is labels == i, whatever their numbers of pixels."""
    image = painted(labels, georeference)
    found = segment(image, Parameters(k=3, init=tuple(tuple(map(float, c)) for c in COLOURS[1:])))
    classes = named_classes([Class(name, (i,)) for i, name in enumerate(names, 1)], 3)
    document = Document(image, found.parameters, classes, own_scale=calibrate(image), pixel_size=typed)
    result = result_of(document, found)
    np.testing.assert_array_equal(result.labels, labels)
    return result


def format_of(key: str) -> Format:
    return next(each for each in formats() if each.key == key)
