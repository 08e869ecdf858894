"""`floe segment` for pictures that are read in tiles, because of their size or of --tile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Protocol

from core.base.errors import ParameterError, ReadError
from core.classes.classes import named_classes
from core.classes.naming import carried_over
from core.classes.ratios import Ratios, check_ratios, ratios_from
from core.cluster.choose_k.choose_k import choose_k
from core.cluster.choose_k.k_choice import KChoice
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import Prepared
from core.cluster.segmentation import segment
from core.document.document_parts import classes_from
from core.export import Contents
from core.export.run_files import contents_in_tiles, write_all
from core.image.image import Image
from core.io.tiled_image import TiledImage
from core.io.tiles import (
    NOT_IN_TILES,
    assembled,
    goes_in_tiles,
    open_tiles,
    reading_side,
    tiles_of,
    with_digest,
)
from core.pipeline.region_files import NO_LABELS
from core.pipeline.tiled import NO_STEPS, prepare_tiles
from core.pipeline.tiled_files import segment_large
from core.pipeline.tiled_inside import InsideTiles
from core.roi_files.formats import regions_for
from core.scale.calibrate import calibrate
from core.scale.calibration import led_if_possible
from core.writing.replace import make_folder
from ui.cli.option_values import Job


class _Reader(Protocol):
    def read(self, path: Path) -> Image: ...


def tiles_for(job: Job, path: Path, reader: _Reader) -> TiledImage | None:
    """The picture in windows where --tile or its size asks for it, else None. Raises ReadError.

    What cannot be read in windows from its file is read whole where it fits, and then taken in windows.
    """
    if job.tile == 0 or (job.tile is None and not goes_in_tiles(path)):
        return None
    tiled = open_tiles(path, job.tile and reading_side(job.tile), job.threads)
    if tiled is not None:
        return tiled
    if job.tile is None:
        raise ReadError(path, NOT_IN_TILES)
    return tiles_of(reader.read(path), reading_side(job.tile))


def wanted_whole(job: Job, tiled: TiledImage) -> bool:
    """Whether something is asked for that needs all pixels at once, and they fit in memory."""
    parameters = job.parameters
    more = job.uncertainty or job.roi is not None or job.steps or job.regions is not None or job.exports
    other = parameters.features or parameters.bands or parameters.space == "bands" or not tiled.is_colour
    return tiled.fits and bool(more or other)


def whole_of(tiled: TiledImage, reader: _Reader) -> Image:
    """The picture from its windows; what is no colour, and so is not counted in any, from its file."""
    with tiled:
        if tiled.in_memory or tiled.is_colour:
            return assembled(tiled)
        return reader.read(Path(tiled.provenance.path))


def chosen(job: Job, prepared: Prepared | None) -> tuple[Parameters, KChoice | None]:
    """The parameters with the k that is recommended, where it is to be chosen, and why."""
    if job.k_range is None or prepared is None:
        return job.parameters, None
    choice = choose_k(prepared, *job.k_range, seed=job.parameters.seed, threads=job.threads)
    return replace(job.parameters, k=choice.recommended), choice


def _ratios(job: Job, contents: Contents) -> Ratios:
    """Those of --ratio, else those of the recipe. Raises ParameterError for a class that there is not."""
    if job.ratios:
        return check_ratios(job.ratios, [row.name for row in contents.rows])
    given = ratios_from(job.recipe.get("ratios", []))
    if job.recipe.get("naming") is None:
        return given
    classes, naming = classes_from(job.recipe, contents.segmentation.k)
    renamed = dict(carried_over(classes, naming, contents.segmentation).renamed)
    return tuple(ratio.renamed(renamed) for ratio in given)


def measure_tiles(
    job: Job, path: Path, tiled: TiledImage, reader: _Reader
) -> tuple[Contents, dict[str, Path], dict[str, float]]:
    """Everything written for one picture; its contents, files and the seconds of each stage."""
    with tiled:
        if job.regions is not None:
            raise ParameterError(NO_LABELS)
        if job.steps:
            raise ParameterError(NO_STEPS)
        begun = perf_counter()
        inside = None
        if job.roi is not None:
            inside = InsideTiles(regions_for(job.roi, tiled, reader.read), job.roi_use)
        prepared, _ = prepare_tiles(with_digest(tiled), job.parameters, inside=inside, threads=job.threads)
        seconds = {"read": perf_counter() - begun}
        begun = perf_counter()
        parameters, choice = chosen(job, prepared)
        if choice is not None:
            seconds["choose_k"] = perf_counter() - begun
        calibration = calibrate(prepared.tiled, job.scale and job.scale.of(prepared.tiled), job.area)
        if job.area is None:
            calibration = led_if_possible(calibration, job.recipe.get("area_method"))
        naming = job.naming
        classes = job.named if naming else named_classes(job.named, parameters.k)
        begun = perf_counter()
        written: dict[str, Path] = {}
        if prepared.tiled.fits:
            segmentation = segment(prepared.image, parameters, threads=job.threads, prepared=prepared)
            contents = contents_in_tiles(
                prepared.tiled, segmentation, classes, calibration, choice, naming=naming
            )
        else:
            make_folder(job.directory)
            written["labels_tif"] = job.directory / f"{path.stem}_labels.tif"
            contents = segment_large(
                prepared,
                parameters,
                classes,
                calibration,
                choice,
                naming=naming,
                labels=written["labels_tif"],
                threads=job.threads,
            )
        contents = replace(contents, ratios=_ratios(job, contents))
        outputs = write_all(
            contents, job.directory, path.stem, seconds=seconds, written=written, names=job.exports
        )
        spent = contents.segmentation.seconds
        seconds["write"] = perf_counter() - begun - spent["cluster"] - spent["label"]
    return contents, outputs, seconds
