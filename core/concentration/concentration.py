"""Ice extent and ice area of a concentration raster.

Extent: the area of all cells of at least the threshold, 15 % by custom. Area: the sum over the same cells of
cell area × concentration. As NSIDC defines them (Cavalieri et al. 1999, J. Geophys. Res. 104, 15803).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, row_blocks
from core.base.sentences import _
from core.concentration.concentration_coding import Coding
from core.image.image import Image
from core.scale.calibrate import calibrate
from core.scale.calibration import AreaMethod, Calibration
from core.scale.ground_area import GroundArea

DEFAULT_THRESHOLD = 15.0
# Of the range from 0 to 100 %: what rounding may take from a value by scale and offset.
_SLACK = 1e-9
# Flag values listed one by one; of a raster of another kind there may be millions.
_MOST_FLAGS = 12


@dataclass(frozen=True)
class MeasuredArea:
    """An area in the unit of the calibration. planar, true: both where these are two numbers, else None."""

    area: float
    planar: float | None = None
    true: float | None = None

    @property
    def difference(self) -> float | None:
        """By how many per cent of the true area the planar one is larger; None where there is one kind."""
        if self.planar is None or not self.true:
            return None
        return 100.0 * (self.planar - self.true) / self.true


@dataclass(frozen=True)
class Flag:
    """A stored value that is no concentration, what it means where that is known, and its number of cells."""

    value: float
    meaning: str
    cells: int


@dataclass(frozen=True)
class Concentration:
    """What a concentration raster measures.

    cells: those with a concentration; measured: their area. extent_cells: of at least `threshold` per cent.
    missing: cells without data. flags: the most frequent values outside the coding; other_flags: cells with
    further ones.
    """

    threshold: float
    coding: Coding
    calibration: Calibration
    cells: int
    extent_cells: int
    measured: MeasuredArea
    extent: MeasuredArea
    area: MeasuredArea
    missing: int
    flags: tuple[Flag, ...]
    other_flags: int
    warnings: tuple[str, ...]

    @property
    def mean(self) -> float | None:
        """Mean concentration within the extent in per cent; None without extent."""
        return 100.0 * self.area.area / self.extent.area if self.extent.area else None


def measure_concentration(
    image: Image,
    coding: Coding,
    threshold: float = DEFAULT_THRESHOLD,
    *,
    calibration: Calibration | None = None,
    area: AreaMethod | None = None,
    cancelled: Cancel = never_cancelled,
) -> Concentration:
    """Extent and area of a raster of one band (core.io.values.read_values).

    threshold: per cent. calibration: None for that of the raster; area: which areas lead.
    Raises ParameterError for a threshold outside 0…100, for planar areas of a map in degrees, and where no
    cell has a concentration; Cancelled.
    """
    if not 0.0 <= threshold <= 100.0:  # NaN is neither
        raise ParameterError(
            _("The threshold is {threshold:g} %: choose 0 to 100.").format(threshold=threshold)
        )
    calibration = calibration or calibrate(image, area=area)
    sums = _Sums(image, coding, threshold, calibration)
    for top, bottom in row_blocks(image.height, image.width, cancelled):
        sums.add(top, bottom)
    if not sums.cells:
        raise ParameterError(
            _("No value lies between {zero:g} (0 %) and {full:g} (100 %): choose another scale.").format(
                zero=coding.zero, full=coding.full
            )
        )
    return sums.result()


class _Sums:
    """Row 0 of the sums: all cells, 1: the extent, 2: concentration within it; columns: planar, true."""

    def __init__(self, image: Image, coding: Coding, threshold: float, calibration: Calibration) -> None:
        self._image, self._coding, self._threshold = image, coding, threshold
        self._calibration = calibration
        self._ground = None
        if calibration.georeference is not None:
            self._ground = GroundArea(calibration.georeference)
        # So that 7 of 0..100 is not below 7 %: multiplied first, and rounded as the values of the raster are.
        least = coding.zero + threshold * (coding.full - coding.zero) / 100.0
        floats = image.pixels.dtype.kind == "f" and not image.band_values
        self._least = float(image.pixels.dtype.type(least)) if floats else least
        # 57 · 0.01 is not 0.57 to the last bit.
        self._slack = _SLACK * (coding.full - coding.zero) if image.band_values else 0.0
        self._sums = np.zeros((3, 2))
        self._flags: dict[float, int] = {}
        self._other = 0
        self.cells = self.extent_cells = self.missing = 0

    def add(self, top: int, bottom: int) -> None:
        """The rows top ≤ row < bottom."""
        image, coding, slack = self._image, self._coding, self._slack
        stored = image.pixels[top:bottom, :, 0].astype(np.float64)
        values = image.band_value(0).of(stored) if image.band_values else stored
        valid = np.ones(values.shape, np.bool_) if image.valid is None else image.valid[top:bottom]
        meant = valid & (values >= coding.zero - slack) & (values <= coding.full + slack)
        share = np.where(meant, (values - coding.zero) / (coding.full - coding.zero), 0.0).clip(0.0, 1.0)
        ice = meant & (values >= self._least - slack)
        weights = np.stack((meant.astype(np.float64), ice.astype(np.float64), np.where(ice, share, 0.0)))
        self._sums[:, 0] += weights.sum(axis=(1, 2)) * self._calibration.pixel_area
        if self._ground is not None:
            ground = np.broadcast_to(self._ground.rows(top, bottom, image.width), values.shape)
            self._sums[:, 1] += (weights * ground).sum(axis=(1, 2)) / self._calibration.square_metres
        self.cells += int(np.count_nonzero(meant))
        self.extent_cells += int(np.count_nonzero(ice))
        self.missing += int(np.count_nonzero(~valid))
        self._note(stored[valid & ~meant])

    def _note(self, values: Floats) -> None:
        for value, cells in zip(*np.unique(values, return_counts=True), strict=True):
            if float(value) in self._flags or len(self._flags) < 100 * _MOST_FLAGS:
                self._flags[float(value)] = self._flags.get(float(value), 0) + int(cells)
            else:
                self._other += int(cells)

    def result(self) -> Concentration:
        meanings = self._coding.flags
        known = sorted(self._flags.items(), key=lambda item: (-item[1], item[0]))
        flags = tuple(Flag(value, meanings.get(value, ""), cells) for value, cells in known[:_MOST_FLAGS])
        others = self._other + sum(cells for _, cells in known[_MOST_FLAGS:])
        measured, extent, area = (self._figure(planar, true) for planar, true in self._sums)
        return Concentration(
            self._threshold,
            self._coding,
            self._calibration,
            self.cells,
            self.extent_cells,
            measured,
            extent,
            area,
            self.missing,
            flags,
            others,
            (*self._image.warnings, *self._calibration.warnings),
        )

    def _figure(self, planar: float, true: float) -> MeasuredArea:
        calibration = self._calibration
        if calibration.has_both_areas:
            return MeasuredArea(true if calibration.method == "geodesic" else planar, planar, true)
        return MeasuredArea(planar if calibration.georeference is None else true)
