"""A feature that says nothing of a picture as a whole is refused, whether it learns or not."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.picture_vector import picture_vector
from core.image.image import Image


@pytest.mark.parametrize("name", ["position", "eigenfilters"])
def test_what_has_no_vector_is_refused(name: str) -> None:
    image = Image(np.zeros((4, 4, 3), np.uint8))
    with pytest.raises(ValueError, match=f"{name} says nothing of a picture as a whole"):
        picture_vector(image, Feature(name), None, Parameters())  # type: ignore[arg-type]
