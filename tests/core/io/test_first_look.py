"""A first look: the small copy that a file holds, in place and upright; nothing where there is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image as Pillow
from rasterio.enums import Resampling

import core.io.first_look as module
from core.image.reading import Reading
from core.io.first_look import first_look


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", 5_000)


def written(
    path: Path, factors: tuple[int, ...], *, bands: int = 3, no_data: int | None = None
) -> np.ndarray:
    """A tiled TIFF of 90 × 70 pixels with these overviews; its pixels (70, 90, bands)."""
    rows, columns = np.indices((70, 90))
    pixels = np.stack([rows, columns, rows + columns, 3 * rows][:bands], axis=2).astype(np.uint8)
    profile = {
        "driver": "GTiff",
        "height": 70,
        "width": 90,
        "count": bands,
        "dtype": "uint8",
        "nodata": no_data,
    }
    with rasterio.open(
        path, "w", tiled=True, blockxsize=32, blockysize=32, photometric="RGB", **profile
    ) as file:
        file.write(np.moveaxis(pixels, 2, 0))
    with rasterio.open(path, "r+") as file:
        file.build_overviews(list(factors), Resampling.nearest)
    return pixels


def overview(path: Path, factor: int) -> np.ndarray:
    with rasterio.open(path, overview_level=factor) as file:
        return np.moveaxis(file.read([1, 2, 3]), 0, 2)


def test_the_largest_overview_that_is_small_enough_is_shown(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.tif"
    written(path, (2, 4))
    found = first_look(path, Reading())
    assert found is not None
    np.testing.assert_array_equal(found.pixels, overview(path, 0))
    monkeypatch.setattr(module, "_MOST_PIXELS", 35 * 45 - 1)
    found = first_look(path, Reading())
    assert found is not None
    assert found.pixels.shape == (18, 23, 3)
    np.testing.assert_array_equal(found.pixels, overview(path, 1))


def test_what_is_no_data_is_no_data_in_it(tmp_path) -> None:
    written(tmp_path / "a.tif", (2,), no_data=0)
    found = first_look(tmp_path / "a.tif", Reading())
    assert found is not None
    assert found.valid is not None
    np.testing.assert_array_equal(found.valid, (found.pixels != 0).any(axis=2))


def test_an_alpha_band_is_not_shown_as_a_colour(tmp_path) -> None:
    written(tmp_path / "a.tif", (2,), bands=4)
    found = first_look(tmp_path / "a.tif", Reading())
    assert found is not None
    assert found.pixels.shape == (35, 45, 3)


def test_without_overviews_or_below_the_limit_there_is_none(tmp_path, monkeypatch) -> None:
    written(tmp_path / "a.tif", ())
    written(tmp_path / "b.tif", (2,))
    Pillow.fromarray(np.zeros((70, 90, 3), np.uint8)).save(tmp_path / "c.png")
    Pillow.fromarray(np.zeros((70, 90, 3), np.uint8)).save(tmp_path / "d.jpg")
    assert first_look(tmp_path / "a.tif", Reading()) is None
    assert first_look(tmp_path / "c.png", Reading()) is None
    monkeypatch.setattr(module, "LARGE", 6_301)
    assert first_look(tmp_path / "b.tif", Reading()) is None
    assert first_look(tmp_path / "d.jpg", Reading()) is None


@pytest.mark.parametrize("turn", [1, 6])
def test_a_jpeg_is_seen_block_by_block_and_upright(turn: int, tmp_path) -> None:
    pixels = np.zeros((64, 96, 3), np.uint8)
    pixels[:, 48:] = 200  # light on the right, and turned by 6 (clockwise) below
    exif = Pillow.Exif()
    exif[0x0112] = turn
    Pillow.fromarray(pixels).save(tmp_path / "a.jpg", exif=exif, quality=95)
    found = first_look(tmp_path / "a.jpg", Reading())
    assert found is not None
    light = found.pixels if turn == 1 else found.pixels.swapaxes(0, 1)
    assert light.shape == (8, 12, 3)
    np.testing.assert_allclose(light[:, :6], 0, atol=3)
    np.testing.assert_allclose(light[:, 6:], 200, atol=3)


@pytest.mark.parametrize(
    ("height", "width", "shape"),
    [(64, 96, (8, 12)), (65, 97, (9, 13)), (71, 103, (9, 13)), (72, 104, (9, 13))],
)
def test_a_jpeg_that_ends_within_a_block(height: int, width: int, shape: tuple[int, int], tmp_path) -> None:
    """Not one of twice the sides, whose blocks have to be transformed back."""
    Pillow.fromarray(np.zeros((height, width, 3), np.uint8)).save(tmp_path / "a.jpg")
    found = first_look(tmp_path / "a.jpg", Reading())
    assert found is not None
    assert found.pixels.shape == (*shape, 3)
