"""What compiles the kernels of measuring: the errors of areas, the steps of post-processing."""

from __future__ import annotations

import numpy as np

from core.base.compiled import KernelSet
from core.classes.classes import default_classes
from core.cluster.warm_up import noise
from core.document.step import Step
from core.image.image import Image
from core.measure.border_kernels import look_around
from core.measure.border_mixing import borders
from core.measure.postprocess import process
from core.morphology.morphology_kernels import majority_rows
from core.regions.warm_up import halves
from core.scale.calibration import UNCALIBRATED


def _errors() -> None:
    borders(Image(noise(200, 3)), halves(), np.arange(2), 2)


def _errors_of_others() -> None:
    for pixels in (noise(200, 3).astype(np.uint16), noise(200, 4).astype(np.float32)):
        borders(Image(pixels), halves(), np.arange(2), 2)


def _steps() -> None:
    labels = halves()
    steps = (Step("open", 1), Step("min-area", 3), Step("split", 4, lines="kept"), Step("majority", 1))
    counts = np.bincount(labels.ravel())[1:].astype(np.int64)
    process(labels, default_classes(2), steps, calibration=UNCALIBRATED, counts=counts, threads=1)


ERRORS = KernelSet(look_around, _errors)
# Of pictures of 16 bits and of bands; the cache does not tell by its names whether they are in it.
ERRORS_OF_OTHERS = KernelSet(look_around, _errors_of_others)
STEPS = KernelSet(majority_rows, _steps)
