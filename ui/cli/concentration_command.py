"""`floe concentration`: ice extent and ice area of concentration rasters."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from time import perf_counter
from typing import Any

from core.base.closest import did_you_mean
from core.base.errors import FloeError, ParameterError, ReadError
from core.base.sentences import _
from core.concentration.concentration import measure_concentration
from core.concentration.concentration_coding import known_coding, parse_coding
from core.concentration.concentration_report import concentration_json, concentration_report
from core.document.plain_json import image_json
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.io.values import read_values
from core.pictures.folders import listed_files
from core.scale.calibrate import calibrate
from core.scale.calibration import AREA_METHODS, Calibration, why_not_led
from core.scale.scale_choice import parse_scale
from core.writing.typed_numbers import parse_number
from ui.cli.console import Console
from ui.cli.run_stages import MEASURING, READING


def measure_rasters(options: argparse.Namespace, console: Console) -> int:
    """Exit code: 0 all done, 1 some failed, 2 nothing could be read. Raises ParameterError."""
    threshold = _threshold(options.threshold)
    coding = None if options.scale is None else parse_coding(options.scale)
    if options.area is not None and options.area not in AREA_METHODS:
        raise ParameterError(
            _("--area is “{text}”: choose {choices}.").format(
                text=options.area, choices=" or ".join(AREA_METHODS)
            )
            + did_you_mean(options.area, AREA_METHODS)
        )
    results: list[dict[str, Any]] = []
    paths, not_found = listed_files(options.files)
    failures: list[FloeError] = list(not_found)
    for error in failures:
        console.complain(error)
    with console.progress.over(len(paths)), ReadingProcess(read_values) as reader:
        for path in paths:
            console.progress.next(path.name, _(READING))
            begun = perf_counter()
            try:
                image = reader.read(path)
                console.progress.stage(_(MEASURING))
                found = measure_concentration(
                    image, coding or known_coding(image), threshold, calibration=_calibration(options, image)
                )
            except FloeError as error:
                console.complain(error if isinstance(error, ReadError) else f"{path}: {error}")
                failures.append(error)
                continue
            if why := why_not_led(found.calibration, options.area):
                console.warn(f"{path}: {why}")
            console.tell(_in_seconds(path, perf_counter() - begun))
            results.append({"image": image_json(image), **concentration_json(found)})
            if not options.json:
                console.say(f"{path}: {concentration_report(found)}\n")
    if options.json:
        console.answer(json.dumps(results, indent=1))
    if not failures:
        return 0
    return 2 if not results and all(isinstance(error, ReadError) for error in failures) else 1


def _in_seconds(path: Path, seconds: float) -> str:
    return _("{path}: measured in {seconds:.2f} s").format(path=path, seconds=seconds)


def _calibration(options: argparse.Namespace, image: Image) -> Calibration:
    chosen = None if options.pixel_size is None else parse_scale(options.pixel_size).of(image)
    return calibrate(image, chosen, options.area)


def _threshold(text: str) -> float:
    return parse_number(text.rstrip("% "), "--threshold")
