"""A step of post-processing: what it is to do, and how far."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from core.base.errors import ParameterError
from core.base.sentences import N_, _, with_commas
from core.scale.lengths import parse_area, parse_length
from core.scale.units import UNITS
from core.writing.typed_numbers import number_and_unit

StepKind = Literal["open", "close", "fill-holes", "min-area", "majority", "keep-largest", "split"]
STEP_KINDS: tuple[StepKind, ...] = (
    *("open", "close", "fill-holes", "min-area", "majority", "keep-largest", "split"),
)
RADIUS_KINDS: tuple[StepKind, ...] = ("open", "close", "majority")
# Kinds with a size along the ground: a radius, or the diameter of a split.
LENGTH_KINDS: tuple[StepKind, ...] = (*RADIUS_KINDS, "split")
AREA_KINDS: tuple[StepKind, ...] = ("fill-holes", "min-area")
SplitBy = Literal["shape", "brightness"]
SPLIT_BY: tuple[SplitBy, ...] = ("shape", "brightness")
SplitLines = Literal["given", "kept"]
SPLIT_LINES: tuple[SplitLines, ...] = ("given", "kept")
# What they are called in sentences and reports.
NAMES: dict[StepKind, str] = {
    "open": N_("Open"),
    "close": N_("Close"),
    "fill-holes": N_("Fill holes"),
    "min-area": N_("Drop specks"),
    "majority": N_("Majority"),
    "keep-largest": N_("Keep largest"),
    "split": N_("Split touching"),
}
LENGTH_UNITS = ("px", *UNITS)
AREA_UNITS = ("px", *(f"{unit}²" for unit in UNITS))
# Above this a majority takes minutes, and nothing that is to be measured is left.
MOST_RADIUS = 1000.0
# How much narrower a neck must be for a split, of the diameter: less is roughness, more is joined by overlap.
DEPTH = 0.1
MOST_STEPS = 100


@dataclass(frozen=True)
class Step:
    """One step of post-processing. Raises ParameterError for a kind, size or unit that there is not.

    kind: what it does (core.measure.postprocess_steps). size: a radius (open, close, majority), an area
    (fill-holes, min-area) or a diameter (split) in `unit`; keep-largest has none. unit: "px" for pixels, else
    one of LENGTH_UNITS or AREA_UNITS. class_name: the class it works on; None for all. on: whether it takes
    part. Of a split alone (core.measure.split_step): by: what is flooded. lines: whether the pixels between
    two regions stay, given to the larger one, or are kept free. depth: by how much of the diameter,
    0…1, a neck is narrower than the smaller region; by brightness of its range in the class.
    """

    kind: StepKind
    size: float = 0.0
    unit: str = "px"
    class_name: str | None = None
    on: bool = True
    by: SplitBy = "shape"
    lines: SplitLines = "given"
    depth: float = DEPTH

    def __post_init__(self) -> None:
        if self.kind not in STEP_KINDS:
            raise ParameterError(
                _("There is no step “{kind}”: choose {choices}.").format(
                    kind=self.kind, choices=with_commas(STEP_KINDS)
                )
            )
        if self.kind == "keep-largest":
            object.__setattr__(self, "size", 0.0)
            object.__setattr__(self, "unit", "px")
            return
        object.__setattr__(self, "size", float(self.size))
        self._check_size()
        if self.kind == "split":
            self._check_split()

    def _check_size(self) -> None:
        sentences = {
            "radius": (
                _("The radius of “{name}” is {size:g}: give a number of 0 or more."),
                _("The radius of “{name}” is in “{unit}”: choose one of {units}."),
            ),
            "diameter": (
                _("The diameter of “{name}” is {size:g}: give a number of 0 or more."),
                _("The diameter of “{name}” is in “{unit}”: choose one of {units}."),
            ),
            "area": (
                _("The area of “{name}” is {size:g}: give a number of 0 or more."),
                _("The area of “{name}” is in “{unit}”: choose one of {units}."),
            ),
        }
        of_size, of_unit = sentences[self.measure]
        if not 0.0 <= self.size < math.inf:
            raise ParameterError(of_size.format(name=self.name, size=self.size))
        units = LENGTH_UNITS if self.kind in LENGTH_KINDS else AREA_UNITS
        if self.unit not in units:
            raise ParameterError(of_unit.format(name=self.name, unit=self.unit, units=with_commas(units)))

    def _check_split(self) -> None:
        for value, choices in ((self.by, SPLIT_BY), (self.lines, SPLIT_LINES)):
            if value not in choices:
                raise ParameterError(
                    _("“{name}” has no choice “{value}”: choose {choices}.").format(
                        name=self.name, value=value, choices=with_commas(choices)
                    )
                )
        object.__setattr__(self, "depth", float(self.depth))
        if not 0.0 <= self.depth <= 1.0:
            raise ParameterError(
                _("The depth of “{name}” is {depth:g}: give a number from 0 to 1.").format(
                    name=self.name, depth=self.depth
                )
            )

    @property
    def measure(self) -> Literal["radius", "diameter", "area"]:
        """What the size is."""
        if self.kind == "split":
            return "diameter"
        return "radius" if self.kind in RADIUS_KINDS else "area"

    @property
    def name(self) -> str:
        """ "Drop specks"."""
        return _(NAMES[self.kind])

    @property
    def unit_text(self) -> str:
        """ "px" of an area is square pixels."""
        return "px²" if self.unit == "px" and self.kind in AREA_KINDS else self.unit

    @property
    def size_text(self) -> str:
        """ "1.5 px", "0.25 km²"; empty for a step without a size."""
        return "" if self.kind == "keep-largest" else f"{self.size:g} {self.unit_text}"

    def renamed(self, new_names: Mapping[str, str]) -> Step:
        """The same step for a class that is called otherwise now."""
        if self.class_name is None or self.class_name not in new_names:
            return self
        return replace(self, class_name=new_names[self.class_name])

    def __str__(self) -> str:
        """ "Drop specks 100 px², ice"."""
        text = f"{self.name} {self.size_text}".rstrip()
        if self.class_name is None:
            return text
        # The number of a class that nobody has named is not to be taken for a size.
        number = self.class_name.rstrip("′").isdigit()
        name = _("class {number}").format(number=self.class_name) if number else self.class_name
        return f"{text}, {name}"


def parse_size(kind: StepKind, text: str) -> tuple[float, str]:
    """ "2", "1.5 um", "100 µm²" → the size of a step and its unit; a number alone is in pixels.

    Raises ParameterError for what is no number, and a unit that is none of length or area.
    """
    number, word = number_and_unit(text)
    if not word or word in ("px", "px²"):
        return number, "px"
    return parse_length(text) if kind in LENGTH_KINDS else parse_area(text)


def steps_json(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Plain values of JSON; `steps_from` reads them."""
    return [
        {
            "kind": each.kind,
            "size": each.size,
            "unit": each.unit,
            "class": each.class_name,
            "on": each.on,
            **({"by": each.by, "lines": each.lines, "depth": each.depth} if each.kind == "split" else {}),
        }
        for each in steps
    ]


def steps_from(saved: Any) -> tuple[Step, ...]:
    """The steps of `steps_json`, from a file that may hold anything.

    Raises ParameterError for steps that there are not, KeyError, TypeError or ValueError for another form.
    """
    if not isinstance(saved, list):
        raise TypeError("steps is no list")
    if len(saved) > MOST_STEPS:
        raise ParameterError(
            _("There are {count} steps of post-processing, more than {most}.").format(
                count=len(saved), most=MOST_STEPS
            )
        )
    steps = []
    for each in saved:
        name, on = each["class"], each.get("on", True)
        if not (name is None or isinstance(name, str)) or not isinstance(on, bool):
            raise TypeError("a step is damaged")
        step = Step(cast("StepKind", each["kind"]), float(each["size"]), str(each["unit"]), name, on)
        if step.kind == "split":
            step = replace(step, by=each["by"], lines=each["lines"], depth=float(each["depth"]))
        steps.append(step)
    return tuple(steps)
