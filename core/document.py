"""The Document: what the user has open and has said about it. Results are derived from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.calibration import UNCALIBRATED, AreaMethod, Calibration, led_by, preferring
from core.classes import Classes, default_classes
from core.errors import ParameterError
from core.image import Image
from core.parameters import Parameters
from core.segmentation import available_spaces


@dataclass(frozen=True, eq=False)
class Document:
    """Frozen: a change is another Document, so that undo is a list of them.

    classes: what the user named; None for one class a cluster.
    own_scale: the calibration that the image brings along (core.calibration.calibrate).
    pixel_size: the one that the user chose, or UNCALIBRATED for none; None: the image's own holds.
    area_method: which areas lead; None: nothing was said, the true ones where they can be had.
    """

    image: Image
    parameters: Parameters
    classes: Classes | None = None
    own_scale: Calibration = UNCALIBRATED
    pixel_size: Calibration | None = None
    area_method: AreaMethod | None = None

    @property
    def calibration(self) -> Calibration:
        """The one that holds. Planar areas that a map of degrees does not have are a warning in it."""
        own = self.own_scale
        holds = own if self.pixel_size is None else preferring(self.pixel_size, own)
        try:
            return led_by(holds, self.area_method)
        except ParameterError as error:
            return replace(holds, warnings=(*holds.warnings, str(error)))

    @property
    def measured_by(self) -> tuple[object, ...]:
        """All that a Measurement depends on besides the Segmentation; unequal: it has to be made again."""
        return (self.calibration,)

    def clustered_like(self, other: Document) -> bool:
        """Whether the Segmentation of `other` is that of this document too."""
        return other.image is self.image and other.parameters == self.parameters

    def classes_for(self, k: int) -> Classes:
        """The classes over k clusters; one a cluster where there are none or they are of another k."""
        classes = self.classes or ()
        fit = {i for item in classes for i in item.clusters} == set(range(1, k + 1))
        return classes if fit else default_classes(k)

    def with_parameters(self, parameters: Parameters) -> Document:
        """The document with other parameters; classes of another number of clusters are dropped."""
        kept = self.classes if parameters.k == self.parameters.k else None
        return replace(self, parameters=fitting(self.image, parameters), classes=kept)

    def with_classes(self, classes: Classes) -> Document:
        return replace(self, classes=classes)

    def with_pixel_size(self, pixel_size: Calibration | None) -> Document:
        return replace(self, pixel_size=pixel_size)

    def with_area_method(self, area_method: AreaMethod | None) -> Document:
        """With these areas leading. Raises ParameterError for planar areas of a map in degrees."""
        after = replace(self, area_method=area_method)
        led_by(replace(after, area_method=None).calibration, area_method)
        return after


def fitting(image: Image, parameters: Parameters) -> Parameters:
    """The parameters with a colour space, with bands and with features that the image has."""
    features = tuple(feature for feature in parameters.features if not feature.missing(image.bands))
    parameters = replace(parameters, features=features)
    spaces = available_spaces(image)
    space = parameters.space if parameters.space in spaces else spaces[0]
    if space != "bands":
        return replace(parameters, space=space, bands=(), scaling="none")
    there = all(band <= image.band_count for band in parameters.bands)
    return replace(parameters, space=space, bands=parameters.bands if there else ())
