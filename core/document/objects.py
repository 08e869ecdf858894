"""What k-means would see of a label image: one colour where there are objects; and the class that they are.

So a label image takes the road of every picture, and what is cut out, edited and measured is so for it too.
"""

from __future__ import annotations

import numpy as np

from core.classes.classes import Class
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
