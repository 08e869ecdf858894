"""The second half of an iteration of Lloyd's in numbers: each pixel goes to the nearest centroid."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Floats, Ints
from core.base.parallel import Cancel, never_cancelled
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.segmentation import assigned_at


def changed_pixels(
    prepared: Prepared,
    before: Floats,
    after: Floats,
    *,
    order: Ints | None = None,
    cancelled: Cancel = never_cancelled,
) -> int:
    """How many pixels have another nearest centroid (k, dimensions) after an update than before it.

    order: as for core.cluster.segmentation.labels_at. Raises Cancelled.
    """
    one = assigned_at(prepared, before, order=order, cancelled=cancelled)
    other = assigned_at(prepared, after, order=order, cancelled=cancelled)
    if isinstance(prepared, PreparedImage):
        return int(prepared.histogram.counts[one != other].sum())
    labels = prepared.label_image(one, cancelled=cancelled)
    return int(np.count_nonzero(labels != prepared.label_image(other, cancelled=cancelled)))
