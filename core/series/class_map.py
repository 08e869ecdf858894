"""A map of classes: what a picture was measured to be, pixel by pixel."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.base.arrays import Bytes, freeze
from core.image.image import Georeference
from core.measure.areas import AreaError
from core.scale.calibration import UNCALIBRATED, Calibration


@dataclass(frozen=True, eq=False)
class ClassMap:
    """Frozen: the labels are read-only.

    labels: (height, width) uint8, i + 1 where a pixel is of names[i], 0 where nothing was measured.
    colours: "#rrggbb" of each class. name: of the picture, for people. errors: the ± of border and starts of
    each class over the whole picture, where it is known. path, sha256: of the file that the labels were read
    from.
    """

    labels: Bytes
    names: tuple[str, ...]
    colours: tuple[str, ...]
    georeference: Georeference | None = None
    calibration: Calibration = UNCALIBRATED
    name: str = ""
    errors: tuple[AreaError | None, ...] = field(default=())
    path: str = ""
    sha256: str = ""

    def __post_init__(self) -> None:
        if not len(self.names) == len(self.colours) <= 255:
            raise ValueError("a map has a name and a colour for each class, and at most 255")
        freeze(self.labels)

    @property
    def height(self) -> int:
        return int(self.labels.shape[0])

    @property
    def width(self) -> int:
        return int(self.labels.shape[1])
