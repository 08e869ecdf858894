"""Sizes of steps in other units, and what a slider for them goes through."""

from __future__ import annotations

import math
from dataclasses import replace

from core.base.errors import ParameterError
from core.base.sentences import _
from core.document.step import AREA_KINDS, LENGTH_KINDS, RADIUS_KINDS, Step, StepKind
from core.scale.calibration import Calibration
from core.scale.units import METRIC, UNITS

# What a slider reaches, in pixels; a number that is typed may be larger.
_MOST_RADIUS, _MOST_DIAMETER, _MOST_AREA = 30.0, 150.0, 1e6
# A unit is offered where a pixel measures no less and no more of it.
_LEAST, _MOST = 1e-3, 1e3


def units_for(kind: StepKind, calibration: Calibration) -> tuple[str, ...]:
    """The units that sizes of this kind can have with this calibration; "px" is always the first."""
    side = _side(kind, calibration)
    if side is None:
        return ("px",)
    square = "²" if kind in AREA_KINDS else ""
    own = () if calibration.unit in (*METRIC, "°") else (calibration.unit,)
    units = (unit for unit in (*METRIC, *own) if _LEAST <= side / UNITS[unit] <= _MOST)
    return ("px", *(unit + square for unit in units))


def why_not_in_its_unit(step: Step, calibration: Calibration) -> str:
    """Why the size of the step cannot be carried to pixels, as a sentence; empty where it can."""
    if step.unit == "px":
        return ""
    if calibration.source == "none":
        return _(
            "The size of “{name}” is in {unit}, but this picture has no scale: set the scale, or give the "
            "size in pixels."
        ).format(name=step.name, unit=step.unit)
    if step.kind in LENGTH_KINDS and calibration.unit not in UNITS:
        sentence = (
            _(
                "The radius of “{name}” is in {unit}, but the map of this picture is in degrees, which are "
                "of no one length: give the radius in pixels."
            )
            if step.kind in RADIUS_KINDS
            else _(
                "The diameter of “{name}” is in {unit}, but the map of this picture is in degrees, which are "
                "of no one length: give the diameter in pixels."
            )
        )
        return sentence.format(name=step.name, unit=step.unit)
    return ""


def needs_scale(step: Step, calibration: Calibration) -> None:
    """Raises ParameterError where the size of the step cannot be carried to pixels."""
    if why := why_not_in_its_unit(step, calibration):
        raise ParameterError(why)


def pixel_and_size(step: Step, calibration: Calibration) -> tuple[float, float, float]:
    """Width and height of a pixel and the length of the step: all in pixels, or all in metres.

    Raises ParameterError.
    """
    if step.unit == "px":
        return 1.0, 1.0, step.size
    needs_scale(step, calibration)
    metres = UNITS[calibration.unit]
    return calibration.width * metres, calibration.height * metres, step.size * UNITS[step.unit]


def in_unit(step: Step, unit: str, calibration: Calibration) -> Step:
    """The step with the same size in another unit, to three significant digits."""
    if unit == step.unit:
        return step
    size = step.size * _pixels_in(step.kind, step.unit, calibration)
    return replace(step, size=_rounded(size / _pixels_in(step.kind, unit, calibration)), unit=unit)


def size_at(step: Step, share: float, calibration: Calibration) -> float:
    """The size, in the step's unit, where a slider stands: 0 … 1; lengths evenly, areas by powers of ten."""
    if step.kind in LENGTH_KINDS:
        pixels = float(round(share * _most_length(step.kind)))
    else:
        pixels = _rounded(_MOST_AREA**share, 2)
    if step.unit == "px":
        return pixels
    return _rounded(pixels / _pixels_in(step.kind, step.unit, calibration))


def share_of(step: Step, calibration: Calibration) -> float:
    """Where the slider stands for the size of the step, 0 … 1."""
    pixels = step.size * _pixels_in(step.kind, step.unit, calibration)
    if step.kind in LENGTH_KINDS:
        return min(1.0, pixels / _most_length(step.kind))
    return min(1.0, math.log(max(1.0, pixels)) / math.log(_MOST_AREA))


def _most_length(kind: StepKind) -> float:
    return _MOST_DIAMETER if kind == "split" else _MOST_RADIUS


def _side(kind: StepKind, calibration: Calibration) -> float | None:
    """Metres along a pixel: of its width and height, or of the square of its area; None where unknown."""
    if calibration.source == "none" or (kind in LENGTH_KINDS and calibration.unit not in UNITS):
        return None
    return math.sqrt(calibration.pixel_area * calibration.square_metres)


def _pixels_in(kind: StepKind, unit: str, calibration: Calibration) -> float:
    """How many pixels, along or of area, are in one unit; 1 where the calibration does not tell."""
    side = _side(kind, calibration)
    if unit == "px" or side is None:
        return 1.0
    metres = UNITS[unit.removesuffix("²")]
    return metres / side if kind in LENGTH_KINDS else (metres / side) ** 2


def _rounded(number: float, digits: int = 3) -> float:
    return float(f"{number:.{digits}g}")
