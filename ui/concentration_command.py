"""`floe concentration`: ice extent and ice area of concentration rasters."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from core.calibration import AREA_METHODS, Calibration, calibrate
from core.concentration import Concentration, Figure, measure_concentration
from core.concentration_coding import Coding, known_coding, parse_coding
from core.concentration_record import concentration_json
from core.errors import FloeError, ParameterError, ReadError
from core.image import Image
from core.io.guarded import ReadingProcess
from core.io.values import read_values
from core.record import image_json
from core.scale_choice import parse_scale
from ui.console import Console


def measure_rasters(options: argparse.Namespace, console: Console) -> int:
    """Exit code: 0 all done, 1 some failed, 2 nothing could be read. Raises ParameterError."""
    threshold, coding = _threshold(options.threshold), _coding(options.scale)
    if options.area is not None and options.area not in AREA_METHODS:
        raise ParameterError(f"--area is “{options.area}”: choose {' or '.join(AREA_METHODS)}.")
    results: list[dict[str, Any]] = []
    failures: list[FloeError] = []
    with ReadingProcess(read_values) as reader:
        for name in options.files:
            path = Path(name)
            try:
                image = reader.read(path)
                found = measure_concentration(
                    image,
                    coding or known_coding(image),
                    threshold,
                    calibration=_calibration(options, image),
                )
            except FloeError as error:
                console.complain(error if isinstance(error, ReadError) else f"{path}: {error}")
                failures.append(error)
                continue
            results.append({"image": image_json(image), **concentration_json(found)})
            if not options.json:
                console.say(f"{path}: {concentration_report(found)}\n")
    if options.json:
        console.say(json.dumps(results, indent=1))
    if not failures:
        return 0
    return 2 if not results and all(isinstance(error, ReadError) for error in failures) else 1


def concentration_report(found: Concentration) -> str:
    """Several lines: the two figures, what they rest on, what was left out."""
    unit = found.calibration.area_unit
    mean = "" if found.mean is None else f", mean concentration within the extent {found.mean:.2f} %"
    least = f"{found.extent_cells:,} of at least {found.threshold:g} %"
    lines = [
        f"{found.cells:,} cells with a concentration, {least}{mean}",
        f"  extent  {_figure(found.extent, unit)}",
        f"  area    {_figure(found.area, unit)}",
        f"scale: {found.calibration.description}",
        found.coding.basis,
    ]
    lines += [f"left out: {sentence}" for sentence in left_out(found)]
    lines += [f"warning: {sentence}" for sentence in found.warnings]
    return "\n".join(lines)


def left_out(found: Concentration) -> list[str]:
    """A phrase a kind of cells that do not count."""
    phrases = [f"{found.missing:,} cells without data"] if found.missing else []
    for flag in found.flags:
        meaning = f" ({flag.meaning})" if flag.meaning else ""
        phrases.append(f"{flag.cells:,} cells with the value {flag.value:.7g}{meaning}")
    if found.other_flags:
        phrases.append(f"{found.other_flags:,} cells with other values outside the scale")
    return phrases


def _figure(figure: Figure, unit: str) -> str:
    if figure.planar is None or figure.true is None:
        return f"{_number(figure.area)} {unit}"
    true, planar = f"{_number(figure.true)} {unit} true", f"{_number(figure.planar)} {unit} planar"
    first, second = (true, planar) if figure.area == figure.true else (planar, true)
    apart = "" if figure.difference is None else f" (planar − true {figure.difference:+.2f} %)"
    return f"{first}, {second}{apart}"


def _number(area: float) -> str:
    return f"{area:,.0f}" if area >= 1e5 else f"{area:,.6g}"


def _calibration(options: argparse.Namespace, image: Image) -> Calibration:
    chosen = None if options.pixel_size is None else parse_scale(options.pixel_size).of(image)
    return calibrate(image, chosen, options.area)


def _threshold(text: str) -> float:
    try:
        return float(text.rstrip("% "))
    except ValueError:
        raise ParameterError(f"--threshold is “{text}”: write a number, for example 15.") from None


def _coding(text: str | None) -> Coding | None:
    return None if text is None else parse_coding(text)
