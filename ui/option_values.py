"""The options of `floe segment` as values: every mistake is one sentence."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from core.calibration import AREA_METHODS, AreaMethod
from core.classes import Class, named_classes, parse_class
from core.errors import ParameterError
from core.features import parse_feature
from core.k_choice import DEFAULT_RANGE, check_range
from core.parameters import STARTS, Parameters, Scaling, Space, Start, parse_bands
from core.run_files import output_paths
from core.scale_choice import ScaleChoice, parse_scale, parse_scale_line
from core.start_file import read_start

DEFAULT_K = 4
AUTO = "auto"


@dataclass(frozen=True)
class Job:
    """What one call of `floe segment` is to do.

    tile: side of the windows to read, 0 for the whole picture, None for what its size asks for.
    k_range: where k is to be recommended, lowest and highest; None where parameters.k holds.
    scale, area: what is said of the scale and of the areas that lead; None: nothing.
    """

    images: tuple[Path, ...]
    directory: Path
    parameters: Parameters
    k_range: tuple[int, int] | None
    named: tuple[Class, ...]
    scale: ScaleChoice | None
    area: AreaMethod | None
    threads: int | None
    json: bool
    tile: int | None = None


def job_from(options: argparse.Namespace) -> Job:
    """Raises ParameterError for a value that can fit no image and for outputs that would collide."""
    k_range = _k_range(options)
    parameters = _parameters(options)
    named = tuple(parse_class(text) for text in options.classes)
    if k_range is None:
        named_classes(named, parameters.k)
    if options.area is not None and options.area not in AREA_METHODS:
        raise ParameterError(f"--area is “{options.area}”: choose {' or '.join(AREA_METHODS)}.")
    job = Job(
        images=tuple(Path(image) for image in options.images),
        directory=Path(options.output),
        parameters=parameters,
        k_range=k_range,
        named=named,
        scale=_scale(options),
        area=options.area,
        threads=threads_from(options),
        json=options.json,
        tile=_tile(options),
    )
    _check_outputs(job)
    return job


def threads_from(options: argparse.Namespace) -> int | None:
    """--threads; None for all cores. Raises ParameterError."""
    if options.threads is None:
        return None
    threads = _whole("--threads", options.threads)
    if threads < 1:
        raise ParameterError(f"--threads is {threads}: choose 1 or more.")
    return threads


def _tile(options: argparse.Namespace) -> int | None:
    if options.tile is None:
        return None
    tile = _whole("--tile", options.tile)
    if tile < 0:
        raise ParameterError(f"--tile is {tile}: choose the side of a tile in pixels, or 0 for none.")
    return tile


def _parameters(options: argparse.Namespace) -> Parameters:
    bands = parse_bands(options.bands) if options.bands is not None else ()
    by_bands = options.bands is not None or options.scaling is not None
    space = options.space or ("bands" if by_bands else "rgb")
    if by_bands and space != "bands":
        raise ParameterError(f"--bands and --scaling belong to --space bands, not to {space}.")
    init = _start(options.init)
    default = DEFAULT_K if isinstance(init, str) else len(init)
    return Parameters(
        k=default if options.k in (None, AUTO) else _whole("-k", options.k),
        space=cast("Space", space),
        init=init,
        seed=_whole("--seed", options.seed),
        restarts=_whole("--restarts", options.restarts),
        max_iter=_whole("--max-iter", options.max_iter),
        tol=_number("--tol", options.tol),
        bands=bands,
        scaling=cast("Scaling", options.scaling or "none"),
        features=tuple(parse_feature(text) for text in options.features),
    )


def _scale(options: argparse.Namespace) -> ScaleChoice | None:
    if options.scale_line is not None:
        if options.pixel_size is not None:
            raise ParameterError("--pixel-size and --scale-line both give the scale: leave one out.")
        return parse_scale_line(options.scale_line)
    return None if options.pixel_size is None else parse_scale(options.pixel_size)


def _k_range(options: argparse.Namespace) -> tuple[int, int] | None:
    """Of -k auto; None for a given k. Raises ParameterError."""
    if options.k != AUTO:
        if options.k_range is not None:
            raise ParameterError(f"--k-range is for -k {AUTO}: leave one out or write -k {AUTO}.")
        return None
    if options.init.lower().endswith(".json"):
        raise ParameterError(f"-k {AUTO} does not go with the start {options.init}, which has its own k.")
    if options.k_range is None:
        return DEFAULT_RANGE
    try:
        low, high = (int(part) for part in options.k_range.split(","))
    except ValueError:
        raise ParameterError(
            f"--k-range is “{options.k_range}”: write two whole numbers, for example 2,12."
        ) from None
    check_range(low, high)
    return low, high


def _whole(option: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ParameterError(f"{option} is “{text}”: write a whole number.") from None


def _number(option: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ParameterError(f"{option} is “{text}”: write a number.") from None


def _start(text: str) -> Start | tuple[tuple[float, ...], ...]:
    if text in STARTS:
        return text
    if not text.lower().endswith(".json"):
        raise ParameterError(f"There is no start “{text}”: choose {', '.join(STARTS)} or a FILE.json.")
    return read_start(Path(text))


def _check_outputs(job: Job) -> None:
    """No two images write the same file, and none writes over an image of this run."""
    if job.directory.exists() and not job.directory.is_dir():
        raise ParameterError(f"-o {job.directory} is a file: choose a folder.")
    inputs = {image.resolve(): image for image in job.images}
    owners: dict[str, Path] = {}
    for image in job.images:
        # Some file systems do not tell capitals from small letters.
        other = owners.setdefault(image.stem.casefold(), image)
        if other is not image:
            raise ParameterError(
                f"{other} and {image} would both write {image.stem}_labels.png: give each its own folder."
            )
        for path in output_paths(job.directory, image.stem):
            if path.resolve() in inputs:
                raise ParameterError(
                    f"The result of {image} would be written over the picture {inputs[path.resolve()]}: "
                    "choose another folder."
                )
