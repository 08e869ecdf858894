"""The scale from a thing of known size, which is known once its region has been found."""

from __future__ import annotations

from core.base.parallel import Cancel, never_cancelled
from core.cluster.segmentation import Segmentation
from core.document.document import Document
from core.measure.known_size import counted
from core.measure.measurement import measure
from core.scale.calibration import from_region
from core.scale.scale_area import KnownSize


def scaled_by(
    document: Document,
    segmentation: Segmentation,
    known: KnownSize,
    *,
    cancelled: Cancel = never_cancelled,
) -> Document:
    """The document with the scale that the region at a place gives, as it is measured, after all steps.

    Raises ParameterError where nothing is measured there, Cancelled.
    """
    labels = measure(document, segmentation, cancelled=cancelled).labels
    classes = document.settle(segmentation).classes
    region = counted(known, labels, classes, values=document.image.label_values, cancelled=cancelled)
    return document.with_pixel_size(from_region(region))
