"""The Document: what the user has open and has said about it. Results are derived from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.calibration import AreaMethod, Calibration, calibrate
from core.classes import Classes, default_classes
from core.image import Image
from core.parameters import Parameters
from core.segmentation import available_spaces


@dataclass(frozen=True, eq=False)
class Document:
    """Frozen: a change is another Document, so that undo is a list of them.

    classes: what the user named; None for one class a cluster.
    pixel_size: the typed one, None where the georeference (or nothing) gives the scale.
    """

    image: Image
    parameters: Parameters
    classes: Classes | None = None
    pixel_size: Calibration | None = None
    area: AreaMethod = "geodesic"

    @property
    def calibration(self) -> Calibration:
        return calibrate(self.image, self.pixel_size, self.area)

    def classes_for(self, k: int) -> Classes:
        """The classes over k clusters."""
        return self.classes if self.classes is not None else default_classes(k)

    def with_parameters(self, parameters: Parameters) -> Document:
        """The document with other parameters; classes of another number of clusters are dropped."""
        kept = self.classes if parameters.k == self.parameters.k else None
        return replace(self, parameters=fitting(self.image, parameters), classes=kept)

    def with_classes(self, classes: Classes) -> Document:
        return replace(self, classes=classes)

    def with_pixel_size(self, pixel_size: Calibration | None) -> Document:
        return replace(self, pixel_size=pixel_size)


def fitting(image: Image, parameters: Parameters) -> Parameters:
    """The parameters with a colour space that the image has."""
    spaces = available_spaces(image)
    return parameters if parameters.space in spaces else replace(parameters, space=spaces[0])


