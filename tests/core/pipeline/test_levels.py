"""A level of a large picture: its own pixels, but the clusters of all of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine

from core.base.errors import Cancelled, ReadError
from core.cluster.colours.histogram import count_colours
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.document.document import Document
from core.image.image import Image
from core.io.reader import read
from core.measure.measurement import measure
from core.pipeline.levels import read_level
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shapes import Rectangle
from core.scale.calibrate import calibrate
from core.scale.calibration import parse_pixel_size
from tests.reading import HERE


def written(path: Path, *, no_data: bool = False) -> Path:
    """A tiled TIFF of 301 × 203 pixels of noise on a gradient; with no_data zero is none."""
    random = np.random.RandomState(5)
    rows, columns = np.indices((203, 301))
    pixels = np.stack([rows, columns // 2, rows + columns // 3]) + random.randint(0, 40, (3, 203, 301))
    pixels = pixels.clip(1, 255).astype(np.uint8)
    if no_data:
        pixels[:, 50:90, 100:170] = 0
    profile = {
        "driver": "GTiff", "height": 203, "width": 301, "count": 3, "dtype": "uint8", "photometric": "RGB",
        "tiled": True, "blockxsize": 64, "blockysize": 64, "nodata": 0 if no_data else None,
        "crs": "EPSG:3413", "transform": Affine(10, 0, 200_000, 0, -10, -900_000),
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as raster:
        raster.write(pixels)
    return path


@pytest.mark.parametrize("most", [61_103, 20_000, 7_000, 300])
@pytest.mark.parametrize("no_data", [False, True])
def test_a_level_is_every_nth_pixel_with_the_colours_of_all(most: int, no_data: bool, tmp_path: Path) -> None:
    path = written(tmp_path / "a.tif", no_data=no_data)
    whole, level = read(path), read_level(path, HERE, most=most)
    assert level.level is not None
    step = level.level.step
    assert level.height * level.width <= most + level.height + level.width
    np.testing.assert_array_equal(level.pixels, whole.pixels[::step, ::step])
    assert (level.valid is None) or no_data
    if level.valid is not None and whole.valid is not None:
        np.testing.assert_array_equal(level.valid, whole.valid[::step, ::step])
    counted = count_colours(whole)
    np.testing.assert_array_equal(level.level.histogram.colours, counted.colours)
    np.testing.assert_array_equal(level.level.histogram.counts, counted.counts)
    assert level.provenance.sha256 == whole.provenance.sha256
    assert f"Level 1:{step}" in level.warnings[-1]


@pytest.mark.parametrize("space", ["rgb", "lab"])
def test_its_clusters_are_those_of_the_whole_picture(space, tmp_path: Path) -> None:
    path = written(tmp_path / "a.tif", no_data=True)
    parameters = Parameters(k=5, space=space)
    whole = segment(read(path), parameters)
    level = read_level(path, HERE, most=7_000)
    found = segment(level, parameters)
    assert found.centroids.tobytes() == whole.centroids.tobytes()
    step = level.level.step
    np.testing.assert_array_equal(found.labels, whole.labels[::step, ::step])


def test_its_areas_are_on_the_ground_of_the_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tif")
    parameters = Parameters(k=3)
    areas = []
    for image in (read(path), read_level(path, HERE, most=7_000)):
        document = Document(image, parameters, own_scale=calibrate(image))
        areas.append(measure(document, segment(image, parameters)).areas.area)
    # The last column and row of the level reach beyond the picture.
    assert areas[1].sum() == pytest.approx(areas[0].sum(), rel=0.03)
    assert areas[1] / areas[1].sum() == pytest.approx(areas[0] / areas[0].sum(), abs=0.02)


def test_a_typed_size_is_that_of_the_pictures_pixels(tmp_path: Path) -> None:
    level = read_level(written(tmp_path / "a.tif"), HERE, most=7_000)
    document = Document(level, Parameters(k=3), pixel_size=parse_pixel_size("2m,3m"))
    step = level.level.step
    calibration = document.calibration
    assert (calibration.width, calibration.height) == (2 * step, 3 * step)
    assert calibration.pixel_area == pytest.approx(6 * step**2)
    assert any(f"{step} × {step}" in sentence for sentence in calibration.warnings)
    assert document.pixel_size == parse_pixel_size("2m,3m")


def test_inside_a_region_of_interest_the_levels_own_colours_are_clustered(tmp_path: Path) -> None:
    level = read_level(written(tmp_path / "a.tif"), HERE, most=7_000)
    place = RegionOfInterest("a", (RegionPart(Rectangle(2, 2, 30, 20)),))
    document = Document(level, Parameters(k=3)).with_regions_of_interest((place,), "cluster")
    inside = document.clustered_image()
    prepared = prepare_for(inside, document.parameters)
    assert int(prepared.histogram.counts.sum()) == inside.valid_pixels < level.valid_pixels


def test_a_level_can_be_cancelled_and_needs_a_picture_in_tiles(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tif")
    with pytest.raises(Cancelled):
        read_level(path, HERE, cancelled=lambda: True)
    (tmp_path / "a.png").write_bytes(b"nothing")
    with pytest.raises(ReadError, match="too large"):
        read_level(tmp_path / "a.png", HERE)


def test_a_picture_that_fits_is_its_own_level(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tif")
    level = read_level(path, HERE)
    assert level.level.step == 1
    assert isinstance(level, Image)
    np.testing.assert_array_equal(level.pixels, read(path).pixels)


def test_the_pixels_of_a_level_are_counted_not_those_of_the_picture(tmp_path: Path) -> None:
    """Where areas are planar they are else known from the counts of the clustering."""
    level = read_level(written(tmp_path / "a.tif"), HERE, most=7_000)
    found = segment(level, Parameters(k=3))
    measured = measure(Document(level, Parameters(k=3)), found)
    assert int(measured.areas.pixels.sum()) == level.height * level.width
    assert int(found.counts.sum()) == 203 * 301
