"""Regions: the connected components of every class, or the objects of a label image, measured one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints, Mask
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, row_blocks
from core.base.sentences import _
from core.classes.classes import Classes
from core.classes.place_table import place_table
from core.image.crop import Crop
from core.image.image import Described, Image, PixelArray
from core.image.not_counted import NOTHING, not_counted
from core.regions.region_kernels import add_values, add_weights
from core.regions.region_runs import FoundRegions, find_runs, find_values
from core.regions.region_shapes import Shapes, centroids, shapes
from core.regions.region_table import SKELETON_COLUMNS, RegionTable
from core.regions.seam import join_at_seam
from core.regions.skeletons import skeletons
from core.scale.calibration import Calibration
from core.scale.ground_area import GroundArea, closes, ground_grid

CONNECTIVITIES = (8, 4)
_PIXELS_A_BLOCK = 1 << 22

# First row and first column of some pixels, and the pixels, (rows, columns, bands).
Piece = tuple[int, int, PixelArray]


@runtime_checkable
class InPieces(Protocol):
    """A picture that is not in memory as a whole, but gives its pixels piece by piece."""

    def pieces(self) -> Iterator[Piece]: ...


def find_regions(
    labels: Bytes,
    classes: Classes,
    calibration: Calibration,
    *,
    image: Described | None = None,
    inside: Mask | None = None,
    superpixels: NDArray[np.int32] | None = None,
    apart: NDArray[np.int32] | None = None,
    connectivity: int = 8,
    skeleton: bool = False,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> RegionTable:
    """Every region of every class with its measures (core.regions.region_shapes says how each is defined).

    labels: (h, w) uint8, cluster ids; 0 and ids in no class belong to no region. image: of the same size, for
    map coordinates and mean colours, these only of an Image or of one that is InPieces. inside: (h, w) bool,
    where to measure; what lies outside counts as no data. superpixels: (h, w) int32, of each pixel: pixels of
    two are never of one region, be they of one class. apart: (h, w) int32, the same of what a step has split.
    connectivity: 8 where pixels that meet at a corner belong together, 4 where only sides count. skeleton:
    whether lengths and widths along skeletons are wanted too (core.regions.skeletons); those of a region over
    the seam of a closed map are NaN.

    Regions are numbered by class, in a class by their first pixel in row-major order. Those of a label image
    are its values, numbered as they rise: touching ones are several, and one in several pieces is one; there
    connectivity says what a piece is, for its holes and outer borders. The result is the
    same on any number of threads. Raises ParameterError for another connectivity, Cancelled.
    """
    if connectivity not in CONNECTIVITIES:
        raise ParameterError(
            _("Regions are 8- or 4-connected, not {connectivity}: choose 8 or 4.").format(
                connectivity=connectivity
            )
        )
    corners = connectivity == 8
    if inside is not None:
        labels = np.where(inside, labels, np.uint8(0))
    georeference = image.georeference if image is not None else None
    closed = closes(georeference or calibration.georeference, labels.shape[0], labels.shape[1])
    values = image.label_values if isinstance(image, Image) else None
    parts = [each for each in (superpixels, apart) if each is not None]
    found = _found(
        labels, place_table(classes), values, parts, corners=corners, closed=closed, cancelled=cancelled
    )
    centres = centroids(found)
    grid = ground_grid(calibration, georeference, centres)
    formed = shapes(found, grid, corners=corners, threads=threads, cancelled=cancelled)
    planar: Floats = found.sums[:, 0] * np.float64(calibration.pixel_area)
    true = _true_areas(found, calibration, cancelled)
    area = planar if true is None or calibration.method == "planar" else true
    measures: dict[str, NDArray[Any]] = {
        "region": np.arange(1, len(grid) + 1, dtype=np.int32),
        "pixels": found.sums[:, 0].copy(),
        "area": area,
        "centroid_x": centres[:, 0].copy(),
        "centroid_y": centres[:, 1].copy(),
        "touches_edge": _touch_edge(found, None if image is None else image.crop),
        "touches_no_data": found.touches[:, 1].copy(),
        "holes": found.holes,
        **_shape_columns(formed, area, found.sums[:, 0] * grid[:, 0] * grid[:, 2]),
        **_boxes(found),
    }
    if true is not None and calibration.has_both_areas:
        measures["planar_area"], measures["true_area"] = planar, true
    if georeference is not None:
        a, b, c, d, e, f = georeference.transform
        x, y = centres.T
        measures["map_x"], measures["map_y"] = a * x + b * y + c, d * x + e * y + f
    if values is not None:
        measures["value"] = values[found.first[:, 1], found.first[:, 0] % values.shape[1]].astype(np.int64)
    elif isinstance(image, Image):
        measures.update(_mean_colours(found, image, _whole(image, cancelled)))
    elif image is not None and isinstance(image, InPieces):
        measures.update(_mean_colours(found, image, image.pieces()))
    if skeleton:
        measures.update(_skeleton_columns(found, grid, threads, cancelled))
    return RegionTable(
        measures=measures,
        class_index=found.codes.astype(np.intp) - 1,
        class_names=tuple(item.name for item in classes),
        ids=found.ids,
        calibration=calibration,
        measured_area=float(area.sum()),
        connectivity=connectivity,
        crop=None if image is None else image.crop,
        not_counted=NOTHING if image is None else not_counted(image, int(found.sums[:, 0].sum())),
    )


def _found(
    labels: Bytes,
    table: Bytes,
    values: NDArray[np.int32] | None,
    apart: list[NDArray[np.int32]],
    *,
    corners: bool,
    closed: bool,
    cancelled: Cancel,
) -> FoundRegions:
    """The regions of classes, or of the values of a label image. table: of `place_table`."""
    if values is None:
        found = find_runs(labels, table, corners=corners, closed=closed, apart=apart, cancelled=cancelled)
    else:
        known = _counted(values, table[labels])
        found = find_values(known, corners=corners, closed=closed, cancelled=cancelled)
    if closed:
        join_at_seam(found, corners=corners, cancelled=cancelled)
    return found


def _touch_edge(found: FoundRegions, crop: Crop | None) -> Mask:
    """(n,) whether a region lies at the edge of the picture, or of its crop."""
    touch: Mask = found.touches[:, 0].copy()
    if crop is not None:
        inside = found.ids[crop.part]
        at_edge = np.concatenate((inside[0], inside[-1], inside[:, 0], inside[:, -1]))
        touch[at_edge[at_edge > 0] - 1] = True
    return touch


def _counted(values: NDArray[np.int32], codes: Bytes) -> NDArray[np.int32]:
    """The values of a label image where they are measured; −1 in the background, 0 where nothing is known."""
    return np.where(codes > 0, values, np.where(values == 0, np.int32(-1), np.int32(0)))


def _shape_columns(formed: Shapes, area: Floats, flat_area: Floats) -> dict[str, Floats]:
    """flat_area: of the pixels on the grid of the lengths, so that ratios are of like with like."""
    with np.errstate(invalid="ignore", divide="ignore"):
        circularity = 4.0 * np.pi * flat_area / formed.perimeter**2
        solidity = flat_area / formed.hull_area
    return {
        "perimeter": formed.perimeter,
        "hole_perimeter": formed.hole_perimeter,
        "equivalent_diameter": 2.0 * np.sqrt(area / np.pi),
        "mean_caliper_diameter": formed.hull_perimeter / np.pi,
        "major_axis": formed.major_axis,
        "minor_axis": formed.minor_axis,
        "orientation": formed.orientation,
        # Crofton's perimeter of a few pixels is shorter than a circle's around their area.
        "circularity": np.minimum(circularity, 1.0),
        "solidity": np.minimum(solidity, 1.0),
        "feret_max": formed.feret_max,
        "feret_min": formed.feret_min,
    }


def _skeleton_columns(
    found: FoundRegions, grid: Floats, threads: int | None, cancelled: Cancel
) -> dict[str, Floats]:
    lines = skeletons(found.ids, grid, threads=threads, cancelled=cancelled)
    columns = lines.length, lines.longest_path, lines.mean_width, lines.max_width
    known = (np.where(found.over_seam, np.nan, each) for each in columns)
    return dict(zip(SKELETON_COLUMNS, known, strict=True))


def _boxes(found: FoundRegions) -> dict[str, Ints]:
    """In the picture: the whole width of it for a region over the seam, which lies at both edges."""
    left, top, right, bottom = found.box.T
    left, right = np.where(found.over_seam, 0, left), np.where(found.over_seam, found.ids.shape[1], right)
    return {
        "box_left": left.copy(),
        "box_top": top.copy(),
        "box_width": right - left,
        "box_height": bottom - top,
    }


def _true_areas(found: FoundRegions, calibration: Calibration, cancelled: Cancel) -> Floats | None:
    """(n,) in the area unit: ground areas summed pixel by pixel; None without a georeference in use."""
    if calibration.georeference is None:
        return None

    ground = GroundArea(calibration.georeference)
    total: Floats = np.zeros(len(found.codes))
    height, width = found.ids.shape
    for first, last in row_blocks(height, width, cancelled, pixels=_PIXELS_A_BLOCK):
        # To numba another order of the elements is another type, and the kernel is compiled again.
        weights = np.ascontiguousarray(ground.rows(first, last, width))
        add_weights(found.ids[first:last], weights, total)
    return total / calibration.square_metres


def _whole(image: Image, cancelled: Cancel) -> Iterator[Piece]:
    values = image.width * image.band_count
    for first, last in row_blocks(image.height, values, cancelled, pixels=_PIXELS_A_BLOCK):
        yield first, 0, image.pixels[first:last]


def _mean_colours(found: FoundRegions, image: Described, pieces: Iterable[Piece]) -> dict[str, NDArray[Any]]:
    """The mean of every band over each region, in what it measures, and of colours "#rrggbb", rounded."""
    sums: Floats = np.zeros((len(found.codes), image.band_count))
    for row, column, pixels in pieces:
        height, width = pixels.shape[:2]
        ids = found.ids[row : row + height, column : column + width]
        add_values(ids, pixels.astype(np.float64), sums)
    means: Floats = sums / found.sums[:, :1]
    columns: dict[str, NDArray[Any]] = {}
    if image.dtype in (np.uint8, np.uint16) and image.band_count in (1, 3):
        levels = means if image.dtype == np.uint8 else means / 257.0
        whole = np.broadcast_to(np.floor(levels + 0.5).astype(np.int64), (len(means), 3))
        keys = (whole[:, 0] << 16) | (whole[:, 1] << 8) | whole[:, 2]
        columns["colour"] = np.array([f"#{key:06x}" for key in keys.tolist()], dtype="U7")
    for band, name in enumerate(image.bands):
        key = f"mean_{name}" if image.bands.count(name) == 1 else f"mean_{name}_{band + 1}"
        columns[key] = (
            image.band_values[band].of(means[:, band]) if image.band_values else means[:, band].copy()
        )
    return columns
