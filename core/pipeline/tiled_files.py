"""A picture larger than memory: segmented, measured and its labels written in one pass over its windows."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from core.base.parallel import Cancel, never_cancelled
from core.classes.classes import Classes
from core.classes.naming import Naming, carried_over
from core.cluster.choose_k.k_choice import KChoice
from core.cluster.parameters import Parameters
from core.cluster.segmentation import Segmentation, finish
from core.cluster.starts.restarts import run_all
from core.export.labels_stream import labels_tif
from core.io.tiled_image import TiledImage
from core.measure.areas import AreaSum, area_table, cluster_areas
from core.pipeline.result import Result
from core.pipeline.tiled import LabelRows, LabelSums, PreparedTiles
from core.pipeline.tiled_inside import InsideSums
from core.scale.calibration import Calibration

TOO_LARGE = (
    "The picture is larger than Floe keeps in memory: its areas have no errors, the labels are in "
    "STEM_labels.tif, and there is no STEM_labels.png and no STEM_segmented.png."
)


def segment_large(
    prepared: PreparedTiles,
    parameters: Parameters,
    classes: Classes,
    calibration: Calibration,
    k_choice: KChoice | None = None,
    *,
    naming: Naming | None = None,
    labels: Path | None = None,
    also: tuple[LabelRows, ...] = (),
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Result:
    """Cluster the colours, then label window by window; labels go to the file `labels`, if one is named,
    and to the receivers in `also`.

    The contents have the SHA-256 of the label image in place of the image.
    Raises ParameterError, ReadError, WriteError, Cancelled; then no file of labels is left behind.
    """
    tiled = prepared.tiled
    sums = LabelSums(tiled, AreaSum(tiled.width, parameters.k, calibration))
    parts: InsideSums | None = None
    if prepared.inside is not None:
        parts = InsideSums(prepared.inside, parameters.k, calibration, tiled.height, tiled.width)
    begun = perf_counter()
    histories = run_all(prepared, parameters, threads, cancelled)
    seconds = perf_counter() - begun
    place = (
        labels_tif(labels, tiled.height, tiled.width, tiled.georeference, threads, cancelled=cancelled)
        if labels
        else nullcontext()
    )
    with place as tif:
        receivers: list[LabelRows] = [each for each in (sums, tif, parts, *also) if each is not None]
        segmentation = finish(
            replace(prepared, receivers=tuple(receivers)),
            parameters,
            histories,
            seconds=seconds,
            threads=threads,
            cancelled=cancelled,
        )
    areas = sums.areas()
    found = carried_over(classes, naming, segmentation)
    rows = area_table(segmentation.colours, found.classes, areas)
    more = (TOO_LARGE, *found.sentences) if labels else found.sentences
    described = replace(tiled, warnings=(*tiled.warnings, *more))
    return Result(
        described,
        segmentation,
        found.classes,
        areas,
        rows,
        k_choice,
        sums.sha256,
        inside_areas=None if parts is None else parts.result(),
    )


def contents_in_tiles(
    tiled: TiledImage,
    segmentation: Segmentation,
    classes: Classes,
    calibration: Calibration,
    k_choice: KChoice | None = None,
    *,
    naming: Naming | None = None,
) -> Result:
    """Everything to be exported of a picture that was read in tiles, but whose label image fits in memory."""
    found = carried_over(classes, naming, segmentation)
    areas = cluster_areas(segmentation.labels, segmentation.k, calibration)
    rows = area_table(segmentation.colours, found.classes, areas)
    described = replace(tiled, warnings=(*tiled.warnings, *found.sentences))
    return Result(described, segmentation, found.classes, areas, rows, k_choice)
