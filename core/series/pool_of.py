"""The pictures of a series as one population for a sample: what each has of each stratum, by its record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.accuracy.pool import Kind, Pool, PooledPicture
from core.base.arrays import Floats, Ints
from core.base.errors import ParameterError
from core.base.sentences import _
from core.document.plain_json import Json
from core.scale.calibration import Calibration
from core.scale.lengths import STANDARD_ERRORS
from core.scale.units import UNITS
from core.series.entry import Entry, classes_of
from core.series.legend import Legend

_PIXELS = "px²"
# Of more clusters the classes are the strata: each stratum needs points.
_MOST_CLUSTERS = 8


@dataclass(frozen=True)
class Ground:
    """In which unit the areas of all pictures are added up. length_error: as of a Calibration, off for all of
    them together. note: what is to be said, "" for nothing.
    """

    unit: str
    length_error: float
    note: str = ""

    @property
    def calibration(self) -> Calibration:
        """That areas of this unit are of."""
        if self.unit == _PIXELS:
            return Calibration()
        percent = 100 * STANDARD_ERRORS * self.length_error
        unit = self.unit.removesuffix("²")
        return Calibration("typed", unit, area_unit=self.unit, error_percent=percent)

    def factor(self, entry: Entry) -> float:
        """What an area of this picture is to be multiplied by."""
        unit = str(entry.record["calibration"]["unit"])
        return 1.0 if unit == self.unit else _square_metres(unit) / _square_metres(self.unit)

    def area(self, entry: Entry, values: Json) -> float:
        """Of a class or cluster in the record of a picture."""
        if self.unit == _PIXELS:
            return float(values["pixels"])
        return float(values["area"]) * self.factor(entry)


def ground_of(entries: Sequence[Entry]) -> Ground:
    """entries: those that are measured; one at least. Pixels count alike where one has no scale."""
    uncalibrated = [each for each in entries if each.record["calibration"]["source"] == "none"]
    if uncalibrated:
        note = _(
            "Some pictures have no scale: the check counts every pixel alike, whatever it shows. Give all of "
            "them a scale for areas."
        )
        return Ground(_PIXELS, 0.0, note if len(uncalibrated) < len(entries) else "")
    unit = str(entries[0].record["calibration"]["unit"])
    plain = Ground(unit, 0.0)
    area = np.array([sum(plain.area(each, of) for of in classes_of(each)) for each in entries])
    errors = np.array([_length_error(each) for each in entries])
    total = float(area.sum())
    # Scales that are typed alike are off together: the errors add up, they do not cancel.
    return Ground(unit, float((area * errors).sum()) / total if total else 0.0)


def pool_of(entries: Sequence[Entry], legend: Legend | None) -> Pool:
    """entries: those that are measured; one at least. legend: by which they are; None where each picture has
    clusters of its own: then the classes are the strata.
    """
    kinds: tuple[Kind, ...]
    if legend is not None and legend.k <= _MOST_CLUSTERS:
        kinds = tuple(Kind((i,)) for i in range(1, legend.k + 1))
    else:
        kinds = tuple(Kind(name=name) for name in class_names(entries))
    ground = ground_of(entries)
    found = [[_sizes(each, kind, ground) for kind in kinds] for each in entries]
    pictures = tuple(PooledPicture(each.path, each.sha256, labels_of(each)) for each in entries)
    pixels: Ints = np.array([[size[0] for size in row] for row in found], np.int64)
    area: Floats = np.array([[size[1] for size in row] for row in found], np.float64)
    return Pool(kinds, pictures, pixels, area)


def class_names(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Of all pictures, each once."""
    return tuple(dict.fromkeys(str(of["name"]) for each in entries for of in classes_of(each)))


def labels_of(entry: Entry) -> str:
    """The SHA-256 of what was measured in it."""
    return str(entry.record["result"]["labels_sha256"])


def measured_pixels(entry: Entry) -> int:
    return sum(int(each["pixels"]) for each in classes_of(entry))


def _sizes(entry: Entry, kind: Kind, ground: Ground) -> tuple[int, float]:
    if kind.clusters:
        parts = [each for each in entry.record["result"]["clusters"] if each["id"] in kind.clusters]
    else:
        parts = [each for each in classes_of(entry) if each["name"] == kind.name]
    return sum(int(each["pixels"]) for each in parts), sum(ground.area(entry, each) for each in parts)


def _length_error(entry: Entry) -> float:
    """As of its Calibration: from what it adds to the error of an area, else as it was typed."""
    for each in classes_of(entry):
        scale = each.get("error_parts", {}).get("scale")
        if scale and each["area"]:
            return float(scale) / float(each["area"]) / STANDARD_ERRORS / 2
    percent = entry.record["calibration"].get("pixel_size_error_percent", 0.0)
    return float(percent) / 100 / STANDARD_ERRORS


def _square_metres(unit: str) -> float:
    if (length := UNITS.get(unit.removesuffix("²"))) is None:
        raise ParameterError(_("“{unit}” is no unit of areas: measure the pictures again.").format(unit=unit))
    return length**2
