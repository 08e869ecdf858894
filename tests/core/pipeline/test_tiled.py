"""Pictures in windows: the same bits as whole ones, whatever the windows; nothing half-written is left."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import tifffile
from rasterio._env import get_gdal_config
from rasterio.transform import Affine

from core.base.errors import Cancelled, ReadError, WriteError
from core.base.parallel import Cancel, never_cancelled
from core.cluster.colours.histogram import count_colours
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.export.labels_stream import LabelsTif, labels_tif
from core.image.image import Georeference, Image
from core.io.bands import samples
from core.io.reader import read
from core.io.tile_file import open_tiles
from core.io.tiled_image import TiledImage
from core.io.tiles import assembled, goes_in_tiles, tiles_of, with_digest
from core.measure.area_sums import cluster_areas
from core.pipeline.given_parts import GivenParts
from core.pipeline.record import labels_sha256
from core.pipeline.run import result_in, run
from core.pipeline.task import Event, Task
from core.pipeline.tiled import count_tiles, prepare_tiles
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED

LAYOUTS: dict[str, dict[str, Any]] = {
    "striped": {"blockysize": 5, "compress": "deflate"},
    "tiled": {"tiled": True, "blockxsize": 16, "blockysize": 32, "compress": "lzw", "bigtiff": "yes"},
}
PLACE = {"crs": "EPSG:3413", "transform": Affine(30.0, 0, -200_000, 0, -30.0, -2_000_000)}


def write(path: Path, layout: str, pixels: np.ndarray, **more: Any) -> Path:
    """pixels: (h, w, bands)."""
    height, width, count = pixels.shape
    profile = {"driver": "GTiff", "height": height, "width": width, "count": count, "dtype": pixels.dtype}
    with rasterio.open(path, "w", **profile, **PLACE, **LAYOUTS[layout], **more) as file:
        file.write(np.moveaxis(pixels, 2, 0))
    return path


def scene(bands: int, dtype: type = np.uint8) -> np.ndarray:
    rng = np.random.default_rng(1)
    high = 60 if dtype == np.uint8 else 5000
    steps = np.arange(70)[:, None, None] // 20 * high
    return (steps + rng.integers(0, high, (70, 83, bands))).astype(dtype)


def soft_mask() -> np.ndarray:
    """What alpha is, in stripes: nothing, everything, and a border between them."""
    rows, columns = np.indices(scene(1).shape[:2])
    place = (rows + columns) % 16
    return np.where(place < 4, 0, np.where(place == 4, 99, 255)).astype(np.uint8)


PICTURES: dict[str, tuple[np.ndarray, dict[str, Any]]] = {
    "rgb": (scene(3), {"photometric": "rgb"}),
    "rgb with no data": (scene(3) // 16 * 16, {"photometric": "rgb", "nodata": 0}),
    "rgba": (np.dstack((scene(3), soft_mask())), {"photometric": "rgb", "alpha": "yes"}),
    "grey": (scene(1), {}),
    "grey of 16 bits": (scene(1, np.uint16), {"nodata": 0}),
    "rgb of 16 bits": (scene(3, np.uint16), {"photometric": "rgb"}),
}


def opened(path: Path, tile: int | None) -> TiledImage:
    found = open_tiles(path, tile)
    assert found is not None
    return found


def events(
    tiled: TiledImage, parameters: Parameters, out: Path, cancelled: Cancel = never_cancelled
) -> Iterator[Event]:
    """Of a run whose labels go to the file `out`."""

    def sink(tiled: TiledImage) -> AbstractContextManager[LabelsTif]:
        return labels_tif(out, tiled.height, tiled.width, tiled.georeference)

    return run(Task(tiled, parameters, GivenParts(), row_sink=sink), cancelled=cancelled)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("tile", [7, 32, 61, 100, None])
def test_the_same_bits_as_whole(tmp_path: Path, layout: str, name: str, tile: int | None) -> None:
    pixels, more = PICTURES[name]
    path = write(tmp_path / "in.tif", layout, pixels, **more)
    image = read(path)
    whole = segment(image, Parameters(4))
    with opened(path, tile) as tiled:
        prepared = prepare_tiles(with_digest(tiled), Parameters(4))
        assert prepared.tiled.warnings == image.warnings
        assert prepared.tiled.provenance == image.provenance
        assert prepared.tiled.valid_pixels == image.valid_pixels
        for threads in (1, 2, 8):
            found = segment(prepared.image, Parameters(4), prepared=prepared, threads=threads)
            assert found.labels.tobytes() == whole.labels.tobytes()
            assert found.centroids.tobytes() == whole.centroids.tobytes()
            assert found.inertia == whole.inertia
            assert found.colours.tobytes() == whole.colours.tobytes()


def test_tiles_of_one_pixel_in_any_order() -> None:
    image = Image(scene(3)[:9, :11])
    expected = count_colours(image)

    def shuffled(windows: list[Any]) -> list[Any]:
        return random.Random(3).sample(windows, len(windows))

    for tile in (1, 2, 5, 50):
        found, _ = count_tiles(tiles_of(image, tile), order=shuffled)
        assert found.colours.tobytes() == expected.colours.tobytes()
        assert found.counts.tobytes() == expected.counts.tobytes()


@pytest.mark.parametrize("name", ["rgb with no data", "grey"])
@pytest.mark.parametrize("tile", [13, 64, None])
def test_labels_that_go_straight_to_their_file(tmp_path: Path, name: str, tile: int | None) -> None:
    pixels, more = PICTURES[name]
    pixels = np.tile(pixels, (9, 9, 1))
    path = write(tmp_path / "in.tif", "tiled", pixels, **more)
    image, parameters = read(path), Parameters(3)
    whole = segment(image, parameters)
    areas = cluster_areas(whole.labels, 3, calibrate(image))
    with opened(path, tile) as tiled:
        out = tmp_path / "labels.tif"
        result = result_in(events(tiled, parameters, out))
    assert result.labels_sha256 == labels_sha256(whole.labels)
    assert result.areas.pixels.tobytes() == areas.pixels.tobytes()
    assert result.areas.area.tobytes() == areas.area.tobytes()
    with rasterio.open(out) as file:
        assert file.read(1).tobytes() == whole.labels.tobytes()
        assert file.overviews(1) == [2]
        assert (file.crs, file.transform) == (PLACE["crs"], PLACE["transform"])
        assert file.block_shapes == [(512, 512)]
        assert file.colormap(1)[1][:3] == tuple(whole.colours[0].tolist())


def test_gdal_keeps_256_megabytes_at_most_while_windows_are_read(tmp_path: Path, monkeypatch) -> None:
    held: list[int] = []

    def looking(*arguments: Any) -> Any:
        held.append(get_gdal_config("GDAL_CACHEMAX"))
        return samples(*arguments)

    monkeypatch.setattr("core.io.tile_file.samples", looking)
    before = get_gdal_config("GDAL_CACHEMAX")
    with opened(write(tmp_path / "in.tif", "tiled", scene(3), photometric="rgb"), 32) as tiled:
        tiled.read(tiled.windows()[0])
    assert held == [256 << 20]
    assert get_gdal_config("GDAL_CACHEMAX") == before


def test_planar_areas_are_those_of_the_counted_colours(tmp_path: Path) -> None:
    pixels = scene(3)
    tifffile.imwrite(tmp_path / "in.tif", pixels, photometric="rgb")
    whole = segment(Image(pixels), Parameters(3))
    with opened(tmp_path / "in.tif", 16) as tiled:
        result = result_in(events(tiled, Parameters(3), tmp_path / "labels.tif"))
    areas = cluster_areas(whole.labels, 3, UNCALIBRATED)
    assert result.areas.pixels.tolist() == areas.pixels.tolist()
    assert result.areas.area.tolist() == areas.area.tolist()
    assert sum(row.pixels for row in result.rows) == pixels.shape[0] * pixels.shape[1]


def test_a_file_that_ends_in_the_middle(tmp_path: Path) -> None:
    path = write(tmp_path / "in.tif", "tiled", np.tile(scene(3), (9, 9, 1)), photometric="rgb")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with opened(path, 64) as tiled, pytest.raises(ReadError, match="damaged"):
        prepare_tiles(tiled, Parameters(3))


def test_a_file_that_breaks_between_the_passes(tmp_path: Path) -> None:
    path = write(tmp_path / "in.tif", "tiled", np.tile(scene(3), (9, 9, 1)), photometric="rgb")
    out = tmp_path / "out" / "labels.tif"
    out.parent.mkdir()
    with opened(path, 64) as tiled:
        told = events(tiled, Parameters(3), out)
        prepared = next(told)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with opened(path, 64) as tiled:
        object.__setattr__(prepared, "tiled", tiled)
        with pytest.raises(ReadError, match="damaged"):
            result_in(told)
    assert not list(out.parent.iterdir())


def test_both_passes_can_be_cancelled(tmp_path: Path) -> None:
    path = write(tmp_path / "in.tif", "tiled", scene(3), photometric="rgb")
    out = tmp_path / "out" / "labels.tif"
    out.parent.mkdir()
    with opened(path, 16) as tiled:
        with pytest.raises(Cancelled):
            count_tiles(tiled, lambda: True)
        asked: Iterator[int] = iter([])
        told = events(tiled, Parameters(3), out, lambda: next(asked, 0) > 9)
        next(told)
        asked = iter(range(1000))
        with pytest.raises(Cancelled):
            result_in(told)
    assert not list(out.parent.iterdir())


@pytest.mark.parametrize("rows_at_once", [1, 100, 512, 1301])
def test_overviews_are_every_second_pixel_however_the_rows_come(tmp_path: Path, rows_at_once: int) -> None:
    labels = np.random.default_rng(0).integers(0, 4, (1301, 903), np.uint8)
    georeference = Georeference(PLACE["crs"], tuple(PLACE["transform"])[:6])
    colours = np.array([[10, 20, 30], [40, 50, 60], [70, 80, 255]], np.uint8)
    path = tmp_path / "labels.tif"
    with labels_tif(path, *labels.shape, georeference) as file:
        file.begin(colours)
        for start in range(0, 1301, rows_at_once):
            file.add(labels[start : start + rows_at_once])
    with rasterio.open(path) as file:
        assert (file.crs, file.transform, file.nodata) == (PLACE["crs"], PLACE["transform"], 0)
        assert file.overviews(1) == [2, 4]
        assert file.colormap(1)[3] == (70, 80, 255, 255)
        assert file.profile["compress"] == "zstd"
        np.testing.assert_array_equal(file.read(1), labels)
    for level, step in enumerate((2, 4)):
        with rasterio.open(path, overview_level=level) as file:
            np.testing.assert_array_equal(file.read(1), labels[::step, ::step])
            assert file.colormap(1)[1] == (10, 20, 30, 255)
    with tifffile.TiffFile(path) as file:  # another reader
        assert [page.is_reduced for page in file.pages] == [False, True, True]
        np.testing.assert_array_equal(file.asarray(), labels)


def test_a_place_that_no_geotiff_can_hold_is_said_before_anything_is_labelled(tmp_path: Path) -> None:
    nowhere = Georeference("EPSG:999999", (1.0, 0.0, 0.0, 0.0, -1.0, 0.0))
    with (
        pytest.raises(WriteError, match="could not be written"),
        labels_tif(tmp_path / "a.tif", 4, 4, nowhere),
    ):
        raise AssertionError("not reached")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", PICTURES)
def test_the_windows_put_together_are_the_picture(tmp_path: Path, name: str) -> None:
    pixels, more = PICTURES[name]
    path = write(tmp_path / "in.tif", "tiled", pixels, **more)
    image = read(path)
    with opened(path, 19) as tiled:
        found = assembled(tiled)
        with pytest.raises(Cancelled):
            assembled(tiled, lambda: True)
    np.testing.assert_array_equal(found.pixels, image.pixels)
    assert (found.valid is None) == (image.valid is None)
    if image.valid is not None:
        np.testing.assert_array_equal(found.valid, image.valid)
    assert (found.bands, found.georeference, found.provenance) == (
        image.bands,
        image.georeference,
        image.provenance,
    )
    assert (found.warnings, found.scale, found.printed) == (image.warnings, image.scale, image.printed)


def test_the_size_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "in.tif", "striped", scene(3), photometric="rgb")
    assert not goes_in_tiles(path)
    monkeypatch.setattr("core.io.tiled_image.MAX_BYTES", scene(3).nbytes - 1)
    assert goes_in_tiles(path)
    assert not goes_in_tiles(tmp_path / "none.tif")


def test_what_would_be_converted_is_not_read_in_tiles(tmp_path: Path) -> None:
    """Turned, inverted, indexed or in JPEG: two decoders would have to agree. Such a file is read whole."""
    pixels, grey = scene(3), scene(1)[..., 0]
    turned = [(274, "H", 1, 6, True)]
    tifffile.imwrite(tmp_path / "turned.tif", pixels, photometric="rgb", extratags=turned)
    tifffile.imwrite(tmp_path / "inverted.tif", grey, photometric="miniswhite")
    tifffile.imwrite(tmp_path / "jpeg.tif", pixels, photometric="rgb", compression="jpeg")
    tifffile.imwrite(tmp_path / "bits.tif", grey > 90, photometric="minisblack")
    tifffile.imwrite(tmp_path / "plain.tif", pixels, photometric="rgb")
    for name in ("turned", "inverted", "jpeg", "bits"):
        assert open_tiles(tmp_path / f"{name}.tif", 16) is None
    with opened(tmp_path / "plain.tif", 16) as tiled:
        prepared = prepare_tiles(with_digest(tiled), Parameters(3))
        found = segment(prepared.image, Parameters(3), prepared=prepared)
    assert found.labels.tobytes() == segment(Image(pixels), Parameters(3)).labels.tobytes()


def announcing(path: Path, **tags: int) -> Path:
    """A small grey TIFF whose tags say something else: ImageWidth, ImageLength, RowsPerStrip."""
    tifffile.imwrite(path, np.zeros((4, 4), np.uint8), compression="zlib")
    with tifffile.TiffFile(path, mode="r+b") as file:
        for name, value in tags.items():
            file.pages[0].tags[name].overwrite(value, dtype="I")
    # So that it is not for its smallness alone that it is refused.
    path.write_bytes(path.read_bytes() + bytes(10_000))
    return path


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ({"ImageWidth": 2**31 - 10, "ImageLength": 2**31 - 10}, "for which the file is too small"),
        (
            {"ImageWidth": 2**20, "ImageLength": 2**20, "RowsPerStrip": 2**20},
            "for which the file is too small",
        ),
        ({"ImageWidth": 2**17, "ImageLength": 900, "RowsPerStrip": 900}, "strips too large for memory"),
    ],
)
def test_a_header_that_no_file_can_hold_is_a_sentence_at_once(
    tags, words: str, tmp_path: Path, capfd
) -> None:
    path = announcing(tmp_path / "in.tif", **tags)
    with pytest.raises(ReadError, match=words):
        open_tiles(path)
    assert capfd.readouterr().err == ""
