"""Two pictures of one place on one grid: that of the first, where both have something.

On a map the georeference says where a pixel lies; without one the pixels themselves have to be aligned
(core.series.alignment), or already are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, freeze
from core.base.errors import ParameterError
from core.base.sentences import _
from core.image.image import Georeference, Placed
from core.scale.crs_names import UnknownCRSError, crs_named, same_crs

# Pixels that grids may miss each other by over the whole picture and are the same.
# Rows that are aligned together: of a picture of 100 MP a place each would take gigabytes.
_ROWS = 256
_SAME = 0.01


@dataclass(frozen=True, eq=False)
class OnGrid:
    """Labels on the grid of another picture.

    labels: (height, width) uint8 of that grid, 0 beside them. resampled: whether pixels of another grid were
    taken by the nearest centre. notes: whole sentences.
    """

    labels: Bytes
    resampled: bool = False
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        freeze(self.labels)


def on_grid_of(
    target: Placed,
    labels: Bytes,
    georeference: Georeference | None,
    alignment: Floats | None = None,
) -> OnGrid:
    """Labels of a picture on the grid of `target`.

    labels: (height, width) uint8, 0 where nothing was measured. alignment: (2, 3), from a place of the target
    (column, row) to the place of the picture that shows the same (core.series.alignment); not on a map, whose
    georeference is trusted. Raises ParameterError where one lies on a map and the other does not, where they
    have nothing in common, and where pictures without a map differ in size and were not aligned.
    """
    if (target.georeference is None) != (georeference is None):
        raise ParameterError(
            _(
                "One of the pictures lies on a map and the other does not, so nobody knows which place is "
                "which: give both as GeoTIFF, or both without."
            )
        )
    if target.georeference is not None and georeference is not None:
        return _by_map(target, target.georeference, labels, georeference)
    if alignment is not None and not np.array_equal(alignment, np.eye(2, 3)):
        moved = warped(labels, alignment, (target.height, target.width))
        return OnGrid(_not_empty(moved), True)
    if labels.shape != (target.height, target.width):
        sentence = _(
            "The pictures are {one} and {other} pixels and lie on no map: crop them alike, or align them "
            "(--align)."
        )
        one, other = f"{target.width} × {target.height}", f"{labels.shape[1]} × {labels.shape[0]}"
        raise ParameterError(sentence.format(one=one, other=other))
    return OnGrid(labels.copy())


def warped(labels: Bytes, alignment: Floats, shape: tuple[int, int]) -> Bytes:
    """(height, width): the label whose pixel is nearest to where the alignment leads each pixel centre; 0
    beside.

    alignment: (2, 3) in pixels, the middle of the first pixel is 0.5.
    """
    result = np.zeros(shape, np.uint8)
    columns = np.arange(shape[1]) + 0.5
    for top in range(0, shape[0], _ROWS):
        strip = result[top : top + _ROWS]
        rows = np.arange(top, top + len(strip))[:, None] + 0.5
        column, row = (
            np.floor(x * columns + y * rows + moved + 1e-9).astype(np.int64) for x, y, moved in alignment
        )
        inside = (column >= 0) & (column < labels.shape[1]) & (row >= 0) & (row < labels.shape[0])
        strip[inside] = labels[row[inside], column[inside]]
    return result


def _by_map(target: Placed, there: Georeference, labels: Bytes, here: Georeference) -> OnGrid:
    if same_crs(there.crs, here.crs):
        step = np.linalg.inv(_matrix(here)) @ _matrix(there)
        offset = _whole_steps(step, max(target.height, target.width))
        if offset is not None:
            return OnGrid(_not_empty(_cut(labels, offset, (target.height, target.width))))
    resampled = _reprojected(target, there, labels, here)
    note = (
        _(
            "The later picture has other pixels on the map: each place has the class of its nearest pixel "
            "there."
        )
        if same_crs(there.crs, here.crs)
        else _(
            "The later picture is in another map projection: each place of the earlier one has the class of "
            "the nearest pixel there."
        )
    )
    return OnGrid(_not_empty(resampled), True, (note,))


def _matrix(georeference: Georeference) -> NDArray[np.float64]:
    a, b, c, d, e, f = georeference.transform
    return np.array([(a, b, c), (d, e, f), (0.0, 0.0, 1.0)])


def _whole_steps(step: NDArray[np.float64], side: int) -> tuple[int, int] | None:
    """By how many columns and rows one grid lies in the other; None where they are no whole steps apart."""
    offset = step[:2, 2].round()
    apart = np.abs(step[:2, :2] - np.eye(2)).max() * side + np.abs(step[:2, 2] - offset).max()
    return (int(offset[0]), int(offset[1])) if apart < _SAME else None


def _cut(labels: Bytes, offset: tuple[int, int], shape: tuple[int, int]) -> Bytes:
    """(height, width): pixel (column, row) is that of the labels at (column, row) + offset; 0 beside them."""
    result = np.zeros(shape, np.uint8)
    (left, top), (height, width) = offset, labels.shape
    rows = slice(max(0, -top), min(shape[0], height - top))
    columns = slice(max(0, -left), min(shape[1], width - left))
    if rows.stop > rows.start and columns.stop > columns.start:
        result[rows, columns] = labels[
            rows.start + top : rows.stop + top, columns.start + left : columns.stop + left
        ]
    return result


def _reprojected(target: Placed, there: Georeference, labels: Bytes, here: Georeference) -> Bytes:
    """By the nearest pixel, as GDAL does it. Raises ParameterError where there is no way between the maps."""
    from rasterio.crs import CRS
    from rasterio.errors import CRSError, RasterioError
    from rasterio.transform import Affine
    from rasterio.warp import Resampling, reproject

    result = np.zeros((target.height, target.width), np.uint8)
    try:
        reproject(
            labels,
            result,
            src_transform=Affine(*here.transform),
            src_crs=CRS.from_wkt(crs_named(here.crs).to_wkt()),
            dst_transform=Affine(*there.transform),
            dst_crs=CRS.from_wkt(crs_named(there.crs).to_wkt()),
            src_nodata=0,
            dst_nodata=0,
            resampling=Resampling.nearest,
        )
    except (RasterioError, CRSError, UnknownCRSError) as error:
        raise ParameterError(
            _("There is no way from the map of one picture to that of the other ({error}).").format(
                error=str(error).rstrip(".")
            )
        ) from error
    return result


def _not_empty(labels: Bytes) -> Bytes:
    """Raises ParameterError where nothing is left."""
    if not labels.any():
        raise ParameterError(_("The pictures have no place in common."))
    return labels
