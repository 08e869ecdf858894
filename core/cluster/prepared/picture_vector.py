"""One vector for a picture as a whole, by what a feature has learned: pictures that are alike lie near it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Cancel, never_cancelled
from core.cluster.features.feature import Feature
from core.cluster.features.models import Model
from core.cluster.parameters import Parameters
from core.cluster.prepared.own_planes import own_planes
from core.cluster.prepared.prepare import clustered_space
from core.image.image import Image


def picture_vector(
    image: Image, feature: Feature, model: Model, parameters: Parameters, cancelled: Cancel = never_cancelled
) -> NDArray[np.float32]:
    """(channels,) float32.

    model: of the feature, which may have learned from other pictures. parameters: of these count the space,
    its bands and scaling, as the model was learned in.
    Raises ValueError for a model that is none of the feature or of other planes, and for a feature that says
    nothing of a picture as a whole; ParameterError for a picture smaller than what it looks at, and for bands
    that it does not have; Cancelled.
    """
    learning = feature.specification.learning
    if learning is None or learning.vector is None:
        raise ValueError(f"{feature.name} says nothing of a picture as a whole")
    own = own_planes(image, parameters, clustered_space(image, parameters), cancelled)
    return learning.vector(model.content, dict(feature.options), own, cancelled)
