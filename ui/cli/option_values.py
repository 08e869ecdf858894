"""The options of `floe segment` as values: every mistake is one sentence."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from os.path import realpath
from pathlib import Path

from core.base.closest import did_you_mean
from core.base.errors import ParameterError, ReadError
from core.base.paths import is_folder, is_there
from core.base.sentences import _, listed, with_commas
from core.classes.class_choice import parse_choices
from core.classes.classes import Class
from core.classes.ratios import check_ratios, parse_ratio
from core.cluster.choose_k.k_choice import DEFAULT_RANGE, check_range
from core.cluster.parameters import STARTS, Parameters
from core.document.document_parts import parameters_from
from core.document.plain_json import damage_named
from core.document.recipe import read_recipe
from core.document.step import Step
from core.export.presets import parse_preset
from core.export.run_files import ALL, LABELS_TIF, REGION_TABLES, output_paths, parse_names, wants
from core.guarded.process import ReadingProcess
from core.image.crop import parse_crop
from core.image.reading import Reading, reading_in
from core.io.products import picture_stem
from core.measure.line_profile import ProfileLine, parse_profile
from core.pictures.folders import listed_files
from core.pipeline.given_parts import GivenParts, merged
from core.pipeline.places import Places
from core.pipeline.result import RegionOptions
from core.regions.region_filter import parse_region_filter
from core.regions.region_table import SKELETON_COLUMNS
from core.roi.regions_of_interest import INSIDE, Inside
from core.scale.calibration import AREA_METHODS, AreaMethod
from core.scale.scale_area import KnownSize, parse_known_size
from core.scale.scale_choice import ScaleChoice, parse_scale, parse_scale_line
from core.writing.typed_numbers import parse_whole_number
from ui.cli.label_files import NO_LABEL_FILES, LabelFiles, label_files
from ui.cli.label_options import check_labels, check_measured
from ui.cli.parameter_options import AUTO, DEFAULT_K, given_parameters
from ui.cli.reading_options import given_reading
from ui.cli.step_options import steps_from
from ui.cli.threshold_option import check_auto_k


@dataclass(frozen=True)
class SegmentJob:
    """What one call of `floe segment` is to do.

    not_found: of patterns and folders without a picture.
    given: what recipe and options say of every picture. places: files of where it is measured.
    examples: files of what is where. steps_on: the steps of the options, on classes that are known.
    tile: side of the windows to read, 0 for the whole picture, None for what its size asks for.
    exports: names of all that is written, none for the usual files.
    uncertainty: whether the areas get their errors. regions: None where none are asked for.
    k_range: where k is to be recommended, lowest and highest; None where parameters.k holds.
    reading: what is chosen of what the files leave open. k_was_given: by an option, a recipe or a start.
    reference: a file of what is really there, for every picture. labels: files of labels from elsewhere.
    profile: a line in every picture.
    """

    images: tuple[Path, ...]
    not_found: tuple[ReadError, ...]
    directory: Path
    parameters: Parameters
    given: GivenParts
    k_range: tuple[int, int] | None
    regions: RegionOptions | None
    threads: int | None
    json: bool
    tile: int | None
    places: Places
    examples: tuple[Path, ...]
    steps_on: Callable[[Sequence[Class]], tuple[Step, ...]]
    exports: tuple[str, ...]
    uncertainty: bool
    reading: Reading
    k_was_given: bool
    reference: Path | None = None
    profile: ProfileLine | None = None
    labels: LabelFiles = NO_LABEL_FILES

    @property
    def wants_whole(self) -> bool:
        """Whether something is asked for that needs all pixels of a picture at once."""
        more = bool(self.places) or bool(self.examples) or self.reference is not None
        more = more or self.profile is not None
        more = more or bool(self.labels) or bool(self.given.steps) or self.regions is not None
        return bool(self.uncertainty or more or self.exports)

    @property
    def wants_labels(self) -> bool:
        """Whether the labels of a picture larger than memory are to be written."""
        return not self.exports or wants(self.exports, LABELS_TIF)


def segment_job_from(options: argparse.Namespace, reader: ReadingProcess) -> SegmentJob:
    """As `job_from`. Raises ParameterError for outputs that would collide, too."""
    job = job_from(options, reader)
    check_outputs(job)
    return job


def job_from(options: argparse.Namespace, reader: ReadingProcess) -> SegmentJob:
    """reader: for the files that options name.

    Raises ParameterError for a value that can fit no image; ReadError.
    """
    recipe = Path(options.recipe) if options.recipe is not None else Path()
    parts = reader.read_by(read_recipe, recipe) if options.recipe is not None else {}
    with damage_named(recipe, "recipe"):
        base = parameters_from(parts["parameters"]) if parts else Parameters(k=DEFAULT_K)
        reading = reading_in(parts)
    reading = given_reading(options, reading)
    check_labels(options, reading, parts)
    check_measured(options, reading, parts)
    k_range = _k_range(options, base)
    parameters = given_parameters(options, base, reader)
    choices = parse_choices(options.classes)
    if options.classifier and not options.examples:
        raise ParameterError(_("--classifier learns from --examples FILE: name the file too."))
    given = GivenParts(
        classes=tuple(Class(each.name, each.clusters) for each in choices if each.is_of_ids),
        choices=tuple(each for each in choices if not each.is_of_ids),
        classifier=options.classifier,
        ratios=check_ratios(parse_ratio(text) for text in options.ratios),
        scale=_scale(options),
        area=_area(options),
        inside=_roi_use(options),
        crop=None if options.crop is None else parse_crop(options.crop),
    )
    given = merged(parts, recipe, given, parameters, base=base, chooses_k=k_range is not None)
    if steps := steps_from(options, given.known_classes()):
        given = replace(given, steps=steps)
    images, not_found = listed_files(options.images)
    return SegmentJob(
        images=tuple(images),
        not_found=tuple(not_found),
        directory=Path(options.output),
        parameters=parameters,
        given=given,
        k_range=k_range,
        regions=regions_from(options),
        threads=threads_from(options),
        json=options.json,
        tile=_tile(options),
        places=Places(tuple(map(Path, options.roi)), tuple(map(Path, options.exclude))),
        examples=tuple(map(Path, options.examples)),
        steps_on=partial(steps_from, options),
        exports=_exports(options),
        uncertainty=not options.no_uncertainty,
        reading=reading,
        k_was_given=options.k is not None or bool(parts) or options.init is not None,
        reference=None if options.reference is None else Path(options.reference),
        profile=None if options.profile is None else parse_profile(options.profile),
        labels=label_files(options),
    )


def _exports(options: argparse.Namespace) -> tuple[str, ...]:
    """What --export and --preset name, and the tables that --regions asks for by itself. Raises
    ParameterError.
    """
    presets = ",".join(options.presets)
    chosen = map(parse_preset, presets.split(",")) if options.presets else ()
    names = (*parse_names(options.exports), *dict.fromkeys(chosen))
    if not names or not options.regions or ALL in names:
        return names
    return tuple(dict.fromkeys((*names, *REGION_TABLES)))


def threads_from(options: argparse.Namespace) -> int | None:
    """--threads; None for all cores. Raises ParameterError."""
    if options.threads is None:
        return None
    threads = parse_whole_number(options.threads, "--threads")
    if threads < 1:
        raise ParameterError(_("--threads is {threads}: choose 1 or more.").format(threads=threads))
    return threads


def _roi_use(options: argparse.Namespace) -> Inside:
    if options.roi_use is None:
        return "cluster"
    if not (options.roi or options.exclude):
        raise ParameterError(_("--roi-use is for --roi FILE or --exclude FILE: name the file too."))
    if options.roi_use not in INSIDE:
        raise ParameterError(
            _("--roi-use is “{text}”: choose {choices} or {last}.").format(
                text=options.roi_use, choices=with_commas(INSIDE[:-1]), last=INSIDE[-1]
            )
            + did_you_mean(options.roi_use, INSIDE)
        )
    use: Inside = options.roi_use
    return use


def _tile(options: argparse.Namespace) -> int | None:
    if options.tile is None:
        return None
    tile = parse_whole_number(options.tile, "--tile")
    if tile < 0:
        raise ParameterError(
            _("--tile is {tile}: choose the side of a tile in pixels, or 0 for none.").format(tile=tile)
        )
    return tile


def _area(options: argparse.Namespace) -> AreaMethod | None:
    if options.area is not None and options.area not in AREA_METHODS:
        raise ParameterError(
            _("--area is “{text}”: choose {choices}.").format(
                text=options.area, choices=" or ".join(AREA_METHODS)
            )
            + did_you_mean(options.area, AREA_METHODS)
        )
    area: AreaMethod | None = options.area
    return area


def _scale(options: argparse.Namespace) -> ScaleChoice | KnownSize | None:
    given = [
        name for name in ("pixel_size", "scale_line", "scale_area") if getattr(options, name) is not None
    ]
    if len(given) > 1:
        names = listed([f"--{name.replace('_', '-')}" for name in given])
        raise ParameterError(_("{options} all give the scale: leave all but one out.").format(options=names))
    if options.scale_line is not None:
        return parse_scale_line(options.scale_line)
    if options.scale_area is not None:
        return parse_known_size(options.scale_area)
    return None if options.pixel_size is None else parse_scale(options.pixel_size)


def _k_range(options: argparse.Namespace, base: Parameters) -> tuple[int, int] | None:
    """Of -k auto; None for a given k. Raises ParameterError."""
    if options.k != AUTO:
        if options.k_range is not None:
            raise ParameterError(
                _("--k-range is for -k {auto}: leave one out or write -k {auto}.").format(auto=AUTO)
            )
        return None
    check_auto_k(options, base)
    start = options.init or (base.init if isinstance(base.init, str) else None)
    if start not in STARTS:
        sentence = (
            _("-k {auto} does not go with the start of the recipe, which has its own k.")
            if start is None
            else _("-k {auto} does not go with the start {start}, which has its own k.")
        )
        raise ParameterError(sentence.format(auto=AUTO, start=start))
    if options.k_range is None:
        return DEFAULT_RANGE
    try:
        low, high = (parse_whole_number(part) for part in options.k_range.split(","))
    except (ParameterError, ValueError):
        raise ParameterError(
            _("--k-range is “{text}”: write two whole numbers, for example 2,12.").format(
                text=options.k_range
            )
        ) from None
    check_range(low, high)
    return low, high


def check_outputs(job: SegmentJob) -> None:
    """No two images write the same file, and none writes over an image of this run."""
    if is_there(job.directory) and not is_folder(job.directory):
        raise ParameterError(_("-o {directory} is a file: choose a folder.").format(directory=job.directory))
    inputs = {realpath(image): image for image in job.images}
    owners: dict[str, Path] = {}
    for image in job.images:
        # Some file systems do not tell capitals from small letters.
        other = owners.setdefault(picture_stem(image).casefold(), image)
        if other is not image:
            raise ParameterError(
                _("{other} and {image} would both write {file}: give each its own folder.").format(
                    other=other,
                    image=image,
                    file=output_paths(job.directory, picture_stem(image))[-1].name,
                )
            )
        for path in output_paths(job.directory, picture_stem(image), job.exports):
            if realpath(path) in inputs:  # resolve() fails on links that lead round in a circle
                raise ParameterError(
                    _(
                        "The result of {image} would be written over the picture {picture}: choose "
                        "another folder."
                    ).format(image=image, picture=inputs[realpath(path)])
                )


def regions_from(options: argparse.Namespace) -> RegionOptions | None:
    """None without --regions. Raises ParameterError, also for what would say something of regions then."""
    if not options.regions:
        for given, name in (
            (options.connectivity, "--connectivity"),
            (options.region_filters, "--region-filter"),
            (options.skeleton, "--skeleton"),
        ):
            if given:
                raise ParameterError(
                    _("{name} is for --regions: leave it out or add --regions.").format(name=name)
                )
        return None
    if options.connectivity not in (None, "8", "4"):
        raise ParameterError(
            _("--connectivity is “{text}”: choose 8 or 4.").format(text=options.connectivity)
        )
    wanted = parse_region_filter(options.region_filters)
    measures = [each.measure for each in wanted.ranges if each.measure in SKELETON_COLUMNS]
    if measures and not options.skeleton:
        raise ParameterError(
            _("--region-filter {measure} is of skeletons: add --skeleton.").format(measure=measures[0])
        )
    return RegionOptions(int(options.connectivity or 8), wanted, options.skeleton)
