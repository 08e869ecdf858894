"""What k-means would see of labels: of a label image one colour where there are objects, of labels from
elsewhere a level a class; and the classes that they are.

So labels take the road of every picture, and what is cut out, edited and measured is so for them too.
"""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes
from core.classes.classes import Class
from core.cluster.parameters import Parameters
from core.elsewhere.class_labels import ClassLabels
from core.image.image import Image

# As it is called until somebody gives it a name; in files, so that it is the same in every language.
OBJECTS = (Class("objects", (1,)),)
_LEVEL = 160


def objects_of(image: Image) -> Image:
    """Of a label image: its objects in one level, the rest no data."""
    values = image.label_values
    if values is None:
        raise ValueError("not read as labels")
    level = np.full((*values.shape, 1), _LEVEL, np.uint8)
    return Image(level, image.valid, georeference=image.georeference)


def parameters_of(labels: ClassLabels) -> Parameters:
    """Those that find again what the labels say: each level is a centroid, and nothing is iterated."""
    rows = tuple((float(level),) for level in _levels(labels)[1:].tolist())
    return Parameters(k=len(rows), space="gray", init=rows, max_iter=0)


def image_of(labels: ClassLabels, image: Image) -> Image:
    """Of a picture of this size: a level for each class, no data where nothing is known, there or here."""
    known = labels.places > 0
    if image.valid is not None:
        known &= image.valid
    level = _levels(labels)[labels.places]
    return Image(level[..., np.newaxis], known, georeference=image.georeference)


def _levels(labels: ClassLabels) -> Bytes:
    """(classes + 1,) uint8, rising: that of the first class comes second."""
    number = len(labels.classes)
    return np.rint(255 * np.arange(number + 1) / number).astype(np.uint8)
