"""Small measured images for the tests of what is written of them."""

from __future__ import annotations

import numpy as np

from core.classes.classes import Class, named_classes
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.image.image import Georeference, Image, Provenance
from core.pipeline.result import Result, result_of
from core.scale.calibrate import calibrate
from core.scale.calibration import Calibration

GREENLAND = Georeference("EPSG:3413", (250.0, 0.0, 381_550.0, 0.0, -250.0, -899_225.0))
COLOURS = np.array([[10, 20, 30], [90, 120, 100], [200, 210, 220]], np.uint8)


def three_colours(
    *, georeference: Georeference | None = None, no_data: bool = False, height: int = 6, width: int = 8
) -> Image:
    """Cluster (row + column) % 3 + 1 in every pixel; with no_data the first row is left out."""
    rows, columns = np.indices((height, width))
    valid = np.ones((height, width), bool)
    valid[0] = not no_data
    provenance = Provenance("folder/scene.png", "ab" * 32, "PNG")
    return Image(COLOURS[(rows + columns) % 3], valid if no_data else None, (), georeference, provenance)


def measured(
    image: Image, parameters: Parameters | None = None, typed: Calibration | None = None, name: str = "ice"
) -> Result:
    """The image in three clusters; the class `name` is made of clusters 2 and 3."""
    segmentation = segment(image, parameters or Parameters(k=3))
    classes = named_classes((Class(name, (2, 3)),), 3)
    document = Document(image, segmentation.parameters, classes, calibrate(image), typed)
    return result_of(document, segmentation)
