"""The concentration job: the values of a raster read once, then measured for every threshold and scale."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.base.parallel import Cancel, raise_if_cancelled
from core.concentration.concentration import Concentration, measure_concentration
from core.concentration.concentration_coding import known_coding, parse_coding
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.io.values import read_values
from core.scale.calibrate import calibrate
from core.scale.calibration import AreaMethod, Calibration


@dataclass(frozen=True)
class ConcentrationRequest:
    """scale: "0..100" and the like, empty for what the file tells. chosen, area: as of the Document."""

    threshold: float
    scale: str = ""
    chosen: Calibration | None = None
    area: AreaMethod | None = None


class ConcentrationReader:
    """The values of one file, read when they are first needed. Used by one thread only."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._image: Image | None = None

    def measure(self, request: ConcentrationRequest, cancelled: Cancel) -> Concentration:
        """Measure extent and area, reading the file once. Raises ReadError, ParameterError, Cancelled."""
        if self._image is None:
            with ReadingProcess(read_values) as process:
                self._image = process.read(self._path, cancelled)
        raise_if_cancelled(cancelled)
        coding = parse_coding(request.scale) if request.scale else known_coding(self._image)
        calibration = calibrate(self._image, request.chosen, request.area)
        return measure_concentration(
            self._image, coding, request.threshold, calibration=calibration, cancelled=cancelled
        )
