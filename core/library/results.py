"""What `import floe` finds: a segmented picture, and what it measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints
from core.image.image import Image
from core.measure.areas import AreaRow
from core.pipeline.result import Result
from core.scale.calibration import Calibration


@dataclass(frozen=True, eq=False)
class Segmented:
    """A picture and its clusters, with ids 1…k from the darkest centroid (CIE L*) to the lightest."""

    image: Image
    result: Result

    @property
    def labels(self) -> Bytes:
        """(height, width) uint8: the cluster of every pixel; 0 is no data."""
        return self.result.segmentation.labels

    @property
    def centroids(self) -> Floats:
        """(k, dimensions) float64, in the units of the colour space; row i is cluster i + 1."""
        return self.result.segmentation.centroids

    @property
    def colours(self) -> Bytes:
        """(k, 3) uint8: the mean colour of each cluster, sRGB."""
        return self.result.segmentation.colours

    @property
    def counts(self) -> Ints:
        """(k,) int64: the pixels of each cluster."""
        return self.result.segmentation.counts

    @property
    def k(self) -> int:
        return self.result.segmentation.k

    @property
    def iterations(self) -> int:
        return self.result.segmentation.iterations

    @property
    def converged(self) -> bool:
        """Whether the centroids are the exact fixed point of Lloyd's algorithm (or within `tol` of one)."""
        return self.result.segmentation.converged

    @property
    def inertia(self) -> float:
        """The sum of squared distances to the nearest centroid, in the units of the colour space, squared."""
        return self.result.segmentation.inertia


@dataclass(frozen=True, eq=False)
class Measured:
    """What a segmented picture measures. areas: one a class; their unit stands in each.

    regions: columns by name, one row a connected region, as `floe segment --regions` writes them; None where
    they were not asked for. warnings: what must be read beside the numbers, whole sentences.
    """

    areas: tuple[AreaRow, ...]
    regions: Mapping[str, Sequence[Any] | NDArray[Any]] | None
    calibration: Calibration
    warnings: tuple[str, ...]

    def area(self, name: str) -> AreaRow:
        """The area of the class of this name. Raises KeyError."""
        for row in self.areas:
            if row.name == name:
                return row
        raise KeyError(name)
