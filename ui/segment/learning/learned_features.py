"""Which features have learned for what was clustered, and for how long."""

from __future__ import annotations

from collections.abc import Mapping

from core.cluster.features.feature import Feature
from core.cluster.prepared.prepared_rows import PreparedRows

Curves = Mapping[str, tuple[float, ...]]


def learned_features(prepared: object) -> list[tuple[Feature, Curves]]:
    """The features that have learned for what was prepared, and the curves of their training."""
    if not isinstance(prepared, PreparedRows):
        return []
    models = {model.learner: model for model in prepared.models}
    return [
        (feature, learning.curves(models[feature.learner].content))
        for feature in prepared.features
        if (learning := feature.specification.learning) is not None and feature.learner in models
    ]


def length_of(feature: Feature) -> tuple[str, int]:
    """What its training is counted in, and how many there are to be."""
    learning = feature.specification.learning
    name = learning.length if learning is not None else ""
    return name, int(str(dict(feature.options).get(name, 0)))
