"""What compiles the kernels of clustering."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.base.arrays import Bytes, for_kernel
from core.base.compiled import KernelSet
from core.base.parallel import never_cancelled
from core.cluster.colours.colour import bounds, colour_features
from core.cluster.colours.histogram import ColourHistogram, pack
from core.cluster.features.feature import Feature
from core.cluster.lloyd.cell_kernels import assign
from core.cluster.lloyd.row_kernels import assign_rows
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.segmentation import segment
from core.cluster.starts.distance_kernels import add_potentials
from core.cluster.starts.starts import choose_start
from core.cluster.superpixels.merge_kernels import shrink_rows
from core.cluster.superpixels.planes import Effort
from core.cluster.superpixels.surfaces import find_surfaces
from core.cluster.treated.smoothing import smoothed
from core.cluster.treatment import Smoothing
from core.image.image import Image


def noise(high: int, bands: int) -> Bytes:
    """(40, 40, bands) uint8 below `high`: pixels for kernels to work on."""
    return np.random.RandomState(0).randint(0, high, (40, 40, bands)).astype(np.uint8)


def segment_smallest(parameters: Parameters, *, start: bool = True) -> None:
    """Segment the smallest picture that there is, in the way of these parameters.

    start: False leaves out the choice of a start, where that is compiled elsewhere; in RGB only.
    """
    init = parameters.init if isinstance(parameters.init, str) else "k-means++"
    given = ((0.0, 0.0, 0.0), (255.0, 255.0, 255.0))
    pixels = np.zeros((1, 2, 3), np.uint8)
    pixels[0, 1] = 255
    smallest = replace(parameters, k=2, init=init if start else given, features=_quick(parameters.features))
    segment(Image(pixels), smallest, threads=1)


def _quick(features: tuple[Feature, ...]) -> tuple[Feature, ...]:
    """Without networks: they compile for themselves, for the threads of whoever asks them first."""
    found = tuple(each for each in features if not each.learns_in_epochs)
    return found or (Feature("position"),) if features else ()


def _run() -> None:
    segment_smallest(Parameters())


def _start() -> None:
    colours = noise(256, 3).reshape(-1, 3)
    colours = colours[np.unique(pack(colours), return_index=True)[1]]
    histogram = ColourHistogram(colours, np.ones(len(colours), np.int64))
    features = colour_features(histogram, "rgb")
    choose_start(features, Parameters(k=3), bounds=bounds("rgb", 255), threads=1)


def _others() -> None:
    from core.cluster.choose_k.choose_k import choose_k  # nothing else at start-up imports it

    pixels, best = noise(256, 3)[:20, :20].copy(), Parameters(k=3, init="best")
    segment(Image(pixels), best, threads=1)
    segment(Image(pixels[..., :1].copy()), replace(best, space="gray"), threads=1)
    choose_k(prepare(Image(pixels), "rgb"), 2, 3, threads=1)
    for dtype in (np.uint8, np.uint16, np.float32):
        segment(Image(noise(200, 4).astype(dtype)), Parameters(k=3, space="bands"), threads=1)
    # As stored these have 32 bits, scaled 16.
    scaled = Parameters(k=3, space="bands", scaling="z-score")
    segment(Image(noise(200, 4).astype(np.float32)), scaled, threads=1)
    segment(Image(noise(200, 3).astype(np.uint16)), Parameters(k=3), threads=1)
    segment(Image(pixels), Parameters(k=3, neighbours=True), threads=1)
    for name in ("median", "lee"):
        smoothed(Image(pixels), Smoothing(name), threads=1)


def _superpixels() -> None:
    pixels = noise(256, 3)
    pixels[:, 20:] //= 4
    valid = np.ones(pixels.shape[:2], np.bool_)
    valid[0, 0] = False
    for image in (Image(pixels), Image(pixels, valid)):
        segment(image, Parameters(k=2, by="superpixels"), threads=1)
    # Large pictures are made smaller first.
    find_surfaces(for_kernel(pixels), None, 2, Effort(1, never_cancelled))


# A clustering of colours; of it the start by k-means++ alone.
RUN = KernelSet(assign, _run)
START = KernelSet(add_potentials, _start)
# Other starts, choosing k, bands.
OTHERS = KernelSet(assign_rows, _others)
# Superpixels.
SUPERPIXELS = KernelSet(shrink_rows, _superpixels)
