"""A map along the two directions of largest variance, by scikit-learn's PCA (Pearson 1901): there at once."""

from __future__ import annotations

import numpy as np

from core.base.sentences import N_
from core.collection.map_method import Drawn, MapMethod, MapTask


def _draw(task: MapTask) -> Drawn:
    from core.collection.preparation import principal_components

    number = min(2, *task.rows.shape)
    points = np.zeros((len(task.rows), 2), task.rows.dtype)
    points[:, :number] = principal_components(task.rows, number, task.seed)
    return Drawn(points)


SPECIFICATION = MapMethod(
    name="pca",
    title=N_("PCA"),
    summary=N_("the two directions in which the pictures differ most: at once, and least distorted"),
    draw=_draw,
    least=2,
)
