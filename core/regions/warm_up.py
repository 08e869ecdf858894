"""What compiles the kernels of regions: their table, outlines, power laws."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes, frozen
from core.base.compiled import KernelSet
from core.base.parallel import never_cancelled
from core.classes.classes import default_classes
from core.cluster.warm_up import noise
from core.image.image import Georeference, Image
from core.regions.outlines import outlines
from core.regions.region_shape_kernels import measure_hulls
from core.regions.regions import find_regions
from core.regions.size_distribution import fit_power_law
from core.regions.skeleton_kernels import drop_branches
from core.regions.skeletons import skeletons
from core.scale.calibration import Calibration


def halves() -> Bytes:
    """(40, 40) labels of two clusters side by side, with specks of each in the other."""
    labels = np.ones((40, 40), np.uint8)
    labels[:, 20:] = 2
    labels[3::7, 3::7] = 3 - labels[3::7, 3::7]
    return frozen(labels)


def _regions() -> None:
    fit_power_law(np.arange(1.0, 200.0), resamples=1, threads=1)
    # Of a picture on a map: its regions need all that those of others do, and their ground areas.
    georeference = Georeference("EPSG:3413", (10.0, 0.0, 0.0, 0.0, -10.0, 0.0))
    mapped = Calibration(area_unit="m²", georeference=georeference)
    found = find_regions(halves(), default_classes(2), mapped, image=Image(noise(200, 3)), threads=1)
    outlines(found.ids, len(found))


def _skeletons() -> None:
    """Of a bar with a spur that is short enough to be dropped."""
    ids = np.zeros((24, 40), np.int32)
    ids[8:15, 2:38] = ids[6:8, 20] = 1
    skeletons(ids, np.array([[1.0, 0.0, 1.0]]), threads=1, cancelled=never_cancelled)


REGIONS = KernelSet(measure_hulls, _regions)
SKELETONS = KernelSet(drop_branches, _skeletons)
